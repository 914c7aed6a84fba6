"""Questions that the guides did not meet."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "unmet_question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("stop", sa.Integer(), nullable=False),
        sa.Column("walk_id", sa.Integer(), nullable=True),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("item_id", sa.String(), nullable=False),
        sa.Column("item_name", sa.String(), nullable=False),
        sa.Column("guide_version", sa.String(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("unhelpful", sa.Boolean(), nullable=False),
        sa.Column("sources", sa.String(), nullable=True),
        sa.Column("wanted_id", sa.Integer(), nullable=True),
        sa.Column("settled", sa.String(), nullable=False),
        sa.Column("settled_at", sa.BigInteger(), nullable=True),
        sa.Column("issue_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["message_id"], ["message.id"], name="fk_unmet_question_message_id"
        ),
        sa.ForeignKeyConstraint(["walk_id"], ["walk.id"], name="fk_unmet_question_walk_id"),
        sa.ForeignKeyConstraint(["wanted_id"], ["message.id"], name="fk_unmet_question_wanted_id"),
        sa.ForeignKeyConstraint(["issue_id"], ["issue.id"], name="fk_unmet_question_issue_id"),
        sa.PrimaryKeyConstraint("id", name="pk_unmet_question"),
        sa.UniqueConstraint("message_id", name="uq_unmet_question_message_id"),
    )
    for column in ("walk_id", "issue_id"):
        op.create_index(f"ix_unmet_question_{column}", "unmet_question", [column], unique=False)


def downgrade() -> None:
    op.drop_table("unmet_question")
