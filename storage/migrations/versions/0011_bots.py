"""Which bots have been served, for each numbers its messages anew; until when a code is good."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "telegram_bot",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_telegram_bot"),
        sa.UniqueConstraint("name", "number", name="uq_telegram_bot_name"),
    )
    op.add_column("staff_invite", sa.Column("until", sa.BigInteger(), nullable=True))


def downgrade() -> None:
    op.drop_column("staff_invite", "until")
    op.drop_table("telegram_bot")
