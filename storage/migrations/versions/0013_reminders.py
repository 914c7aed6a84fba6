"""Who heads a department, and which words about deadlines were said to whom."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "staff_invite", sa.Column("head", sa.Boolean(), server_default=sa.false(), nullable=False)
    )
    op.create_table(
        "reminder",
        sa.Column("chat", sa.String(), nullable=False),
        sa.Column("issue_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("deadline", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["issue_id"], ["issue.id"], name="fk_reminder_issue_id"),
        sa.PrimaryKeyConstraint("chat", "issue_id", "deadline", "name", name="pk_reminder"),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("reminder")
    op.drop_column("staff_invite", "head")
