"""The ledger is asked by category: lists and counts of one are found without reading all issues."""

from __future__ import annotations

from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_issue_category", "issue", ["category", "state", "deadline"])


def downgrade() -> None:
    op.drop_index("ix_issue_category", "issue")
