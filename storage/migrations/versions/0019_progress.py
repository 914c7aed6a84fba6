"""Public progress: decisions on what the public sees, and people's links to their own issues."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    texts = ("by", "deed", "reason", "texts")
    op.create_table(
        "public_decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("issue_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in texts),
        sa.ForeignKeyConstraint(["issue_id"], ["issue.id"], name="fk_public_decision_issue_id"),
        sa.PrimaryKeyConstraint("id", name="pk_public_decision"),
    )
    op.create_index("ix_public_decision_issue_id", "public_decision", ["issue_id"])
    op.create_table(
        "private_link",
        sa.Column("person_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_private_link_person_id"),
        sa.PrimaryKeyConstraint("person_id", name="pk_private_link"),
        sa.UniqueConstraint("digest", name="uq_private_link_digest"),
    )


def downgrade() -> None:
    op.drop_table("private_link")
    op.drop_table("public_decision")
