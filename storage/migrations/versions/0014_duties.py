"""Rotations, sit-ins, campaigns and the plans of their actions."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "rotation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column("apart", sa.Boolean(), nullable=False),
        sa.Column("fresh", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_rotation"),
        sa.UniqueConstraint("name", name="uq_rotation_name"),
    )
    op.create_table(
        "pairing",
        sa.Column("rotation_id", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("checker", sa.String(), nullable=False),
        sa.Column("checked", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["rotation_id"], ["rotation.id"], name="fk_pairing_rotation_id"),
        sa.PrimaryKeyConstraint("rotation_id", "round", "checker", name="pk_pairing"),
        sqlite_with_rowid=False,
    )
    _sit_ins()
    _campaigns()


def _sit_ins() -> None:
    texts = ("day", "unit", "head", "place", "begins", "ends")
    op.create_table(
        "sit_in",
        sa.Column("id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in texts),
        sa.Column("announced", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_sit_in"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_sit_in_day", "sit_in", ["day"])


def _campaigns() -> None:
    op.create_table(
        "campaign",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("definition", sa.String(), nullable=False),
        sa.Column("set_at", sa.BigInteger(), nullable=False),
        sa.Column("archived_at", sa.BigInteger(), nullable=True),
        sa.Column("figures", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_campaign"),
        sa.UniqueConstraint("name", name="uq_campaign_name"),
    )
    texts = ("action", "filed", "filed_by", "file", "sha256", "state")
    op.create_table(
        "action_plan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in texts),
        sa.Column("reviewed", sa.String(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaign.id"], name="fk_action_plan_campaign_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_action_plan"),
    )
    op.create_index("ix_action_plan_campaign_id", "action_plan", ["campaign_id"])


def downgrade() -> None:
    for name in ("action_plan", "campaign", "sit_in", "pairing", "rotation"):
        op.drop_table(name)
