"""The ledger is asked by more: to whom an issue was passed, whether it must be fixed, its moves."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

NEW = ("receiver", "must_fix")


def upgrade() -> None:
    for name in NEW:
        op.add_column("issue", sa.Column(name, sa.String(), server_default="", nullable=False))
        op.execute(
            f"UPDATE issue SET {name} = (SELECT value FROM issue_field f "  # noqa: S608  # ours
            f"WHERE f.issue_id = issue.id AND f.name = '{name}' AND f.state = 'confirmed') "
            "WHERE EXISTS (SELECT 1 FROM issue_field f "
            f"WHERE f.issue_id = issue.id AND f.name = '{name}' AND f.state = 'confirmed')"
        )
    op.create_index("ix_issue_receiver", "issue", ["receiver"])
    op.create_index("ix_issue_log_move", "issue_log", ["move", "issue_id"])


def downgrade() -> None:
    op.drop_index("ix_issue_log_move", "issue_log")
    op.drop_index("ix_issue_receiver", "issue")
    with op.batch_alter_table("issue") as batch:
        for name in NEW:
            batch.drop_column(name)
