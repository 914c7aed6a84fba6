"""What happens after a walk: follow-ups that are due, and problems that were met again or not."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "follow_up",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("walk_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=True),
        sa.Column("answered_at", sa.BigInteger(), nullable=True),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("message_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["message_id"], ["message.id"], name="fk_follow_up_message_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_follow_up_person_id"),
        sa.ForeignKeyConstraint(["walk_id"], ["walk.id"], name="fk_follow_up_walk_id"),
        sa.PrimaryKeyConstraint("id", name="pk_follow_up"),
    )
    op.create_index("ix_follow_up_person_id", "follow_up", ["person_id"])
    op.create_table(
        "sighting",
        sa.Column("issue_id", sa.Integer(), nullable=False),
        sa.Column("walk_id", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("seen", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["issue_id"], ["issue.id"], name="fk_sighting_issue_id"),
        sa.ForeignKeyConstraint(["message_id"], ["message.id"], name="fk_sighting_message_id"),
        sa.ForeignKeyConstraint(["walk_id"], ["walk.id"], name="fk_sighting_walk_id"),
        sa.PrimaryKeyConstraint("issue_id", "walk_id", name="pk_sighting"),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("sighting")
    op.drop_index("ix_follow_up_person_id", "follow_up")
    op.drop_table("follow_up")
