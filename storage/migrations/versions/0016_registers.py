"""The registers beside the ledger, and the services that must be walked."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "register_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        *(
            sa.Column(name, sa.String(), nullable=False)
            for name in ("fields", "sameness", "department")
        ),
        sa.Column("entered_at", sa.BigInteger(), nullable=False),
        sa.Column("removed_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_register_entry"),
        sa.UniqueConstraint("kind", "number", name="uq_register_entry_kind"),
    )
    op.create_index("ix_register_entry_sameness", "register_entry", ["sameness"])
    op.create_table(
        "register_link",
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["register_entry.id"], name="fk_register_link_entry_id"
        ),
        sa.PrimaryKeyConstraint("entry_id", "kind", "ref", name="pk_register_link"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_register_link_ref", "register_link", ["ref"])
    op.create_table(
        "register_log",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("deed", sa.String(), nullable=False),
        sa.Column("detail", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["register_entry.id"], name="fk_register_log_entry_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_register_log"),
    )
    op.create_index("ix_register_log_entry_id", "register_log", ["entry_id"])
    op.create_table(
        "register_counter",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("kind", name="pk_register_counter"),
    )
    _must_walk()


def _must_walk() -> None:
    op.create_table(
        "must_walk",
        *(
            sa.Column(name, sa.String(), nullable=False)
            for name in ("name", "item_id", "code", "department")
        ),
        sa.Column("frequent", sa.Boolean(), nullable=False),
        sa.Column("blocked", sa.Boolean(), nullable=False),
        sa.Column("cases", sa.BigInteger(), nullable=True),
        sa.Column("online", sa.String(), nullable=False),
        sa.Column("nearby", sa.String(), nullable=False),
        sa.Column("marked_at", sa.BigInteger(), nullable=False),
        sa.Column("marked_by", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_must_walk"),
    )


def downgrade() -> None:
    for name in (
        "must_walk",
        "register_counter",
        "register_log",
        "register_link",
        "register_entry",
    ):
        op.drop_table(name)
