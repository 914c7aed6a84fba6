"""The registers beside the ledger, services that must be walked, and what lists ask an issue."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

FILLED = {"measured": "measure", "suggested": "suggestion"}


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
    _of_entries()
    op.create_table(
        "register_counter",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("kind", name="pk_register_counter"),
    )
    _must_walk()
    _of_lists()


def _of_lists() -> None:
    for name, field in FILLED.items():
        op.add_column(
            "issue", sa.Column(name, sa.Boolean(), server_default=sa.false(), nullable=False)
        )
        op.execute(
            f"UPDATE issue SET {name} = true WHERE EXISTS (SELECT 1 FROM issue_field f "  # noqa: S608  # ours
            f"WHERE f.issue_id = issue.id AND f.name = '{field}' AND f.state = 'confirmed' "
            "AND f.value <> '')"
        )
    op.create_index("ix_issue_severity", "issue", ["severity", "state", "measured", "suggested"])


def _of_entries() -> None:
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
    op.drop_index("ix_issue_severity", "issue")
    with op.batch_alter_table("issue") as batch:
        for name in FILLED:
            batch.drop_column(name)
    for name in (
        "must_walk",
        "register_counter",
        "register_log",
        "register_link",
        "register_entry",
    ):
        op.drop_table(name)
