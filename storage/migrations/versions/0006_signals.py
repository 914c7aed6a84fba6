"""Signals that a walk may have been staged, and what a photo looks like."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

TABLES = ("signal_text", "signal_look", "signal")
INDEXES = (
    ("attachment", "media_sha256"),
    ("signal", "walk_id"),
    ("signal", "other_walk_id"),
    ("signal_text", "walk_id"),
    ("signal_text", "digest"),
)


def upgrade() -> None:
    op.add_column("media", sa.Column("likeness", sa.LargeBinary(), nullable=True))
    op.create_table(
        "signal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("walk_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("other_walk_id", sa.Integer(), nullable=True),
        sa.Column("details", sa.String(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["walk_id"], ["walk.id"], name="fk_signal_walk_id"),
        sa.ForeignKeyConstraint(["other_walk_id"], ["walk.id"], name="fk_signal_other_walk_id"),
        sa.PrimaryKeyConstraint("id", name="pk_signal"),
    )
    op.create_table(
        "signal_look",
        sa.Column("walk_id", sa.Integer(), nullable=False),
        sa.Column("all_top", sa.Boolean(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["walk_id"], ["walk.id"], name="fk_signal_look_walk_id"),
        sa.PrimaryKeyConstraint("walk_id", name="pk_signal_look"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "signal_text",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("walk_id", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["message_id"], ["message.id"], name="fk_signal_text_message_id"),
        sa.ForeignKeyConstraint(["walk_id"], ["walk.id"], name="fk_signal_text_walk_id"),
        sa.PrimaryKeyConstraint("id", name="pk_signal_text"),
    )
    for table, column in INDEXES:
        op.create_index(f"ix_{table}_{column}", table, [column], unique=False)


def downgrade() -> None:
    op.drop_index("ix_attachment_media_sha256", "attachment")
    for table in TABLES:
        op.drop_table(table)
    op.drop_column("media", "likeness")
