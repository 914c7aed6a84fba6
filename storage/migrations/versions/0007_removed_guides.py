"""Versions of guides that were removed, and came back."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "guide_removal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("guide_id", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_guide_removal"),
    )
    op.create_index("ix_guide_removal_guide_id", "guide_removal", ["guide_id"])


def downgrade() -> None:
    op.drop_index("ix_guide_removal_guide_id", "guide_removal")
    op.drop_table("guide_removal")
