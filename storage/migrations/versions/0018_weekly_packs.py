"""Weekly packs: what was made, what units wrote, who handed in."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "weekly_pack",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("week", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        *(
            sa.Column(name, sa.BigInteger(), nullable=False)
            for name in ("due_at", "since_at", "until_at", "made_at")
        ),
        *(
            sa.Column(name, sa.String(), nullable=False)
            for name in ("made_by", "reason", "digest", "key")
        ),
        sa.PrimaryKeyConstraint("id", name="pk_weekly_pack"),
        sa.UniqueConstraint("week", "unit", "version", name="uq_weekly_pack_week"),
    )
    op.create_table(
        "weekly_note",
        sa.Column("week", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("week", "unit", name="pk_weekly_note"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "weekly_sending",
        sa.Column("week", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("how", sa.String(), nullable=False),
        sa.Column("entered_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("week", "unit", "version", name="pk_weekly_sending"),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    for name in ("weekly_sending", "weekly_note", "weekly_pack"):
        op.drop_table(name)
