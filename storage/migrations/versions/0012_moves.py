"""The life of issues: a hash-chained log of moves, and columns that the ledger is asked by."""

from __future__ import annotations

import hashlib
import json
import secrets

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

ASKED_BY = ("department", "owner", "deadline", "category", "severity", "item")
NEW = ("move", "before", "detail", "salt", "seal", "hash")


def upgrade() -> None:
    op.create_table(
        "issue_log_head",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_issue_log_head"),
    )
    for name in ASKED_BY:
        op.add_column("issue", sa.Column(name, sa.String(), server_default="", nullable=False))
    op.create_index("ix_issue_state", "issue", ["state", "deadline"])
    op.create_index("ix_issue_department", "issue", ["department", "state", "deadline"])
    op.add_column("issue_log", sa.Column("seq", sa.BigInteger(), nullable=True))
    for name in NEW:
        op.add_column("issue_log", sa.Column(name, sa.String(), nullable=True))
    _fill_columns()
    _chain()
    with op.batch_alter_table("issue_log") as batch:
        batch.alter_column("seq", nullable=False)
        for name in ("move", "before", "seal", "hash"):
            batch.alter_column(name, nullable=False)
        batch.create_unique_constraint("uq_issue_log_seq", ["seq"])


def downgrade() -> None:
    with op.batch_alter_table("issue_log") as batch:
        batch.drop_constraint("uq_issue_log_seq", type_="unique")
        for name in ("seq", *NEW):
            batch.drop_column(name)
    op.drop_index("ix_issue_department", "issue")
    op.drop_index("ix_issue_state", "issue")
    with op.batch_alter_table("issue") as batch:
        for name in ASKED_BY:
            batch.drop_column(name)
    op.drop_table("issue_log_head")


def _fill_columns() -> None:
    for name in ASKED_BY:
        op.execute(
            f"UPDATE issue SET {name} = (SELECT value FROM issue_field f "  # noqa: S608  # ours
            f"WHERE f.issue_id = issue.id AND f.name = '{name}' AND f.state = 'confirmed') "
            "WHERE EXISTS (SELECT 1 FROM issue_field f "
            f"WHERE f.issue_id = issue.id AND f.name = '{name}' AND f.state = 'confirmed')"
        )


def _chain() -> None:
    """Rows that are there already are linked in the order they came; each was an entry."""
    conn = op.get_bind()
    rows = conn.execute(
        sa.text(
            "SELECT l.id, l.at, l.state, l.person_id, i.number, l.issue_id FROM issue_log l "
            "JOIN issue i ON i.id = l.issue_id ORDER BY l.id"
        )
    ).all()
    linked = ""
    states: dict[int, str] = {}
    for seq, row in enumerate(rows, start=1):
        before = states.get(row.issue_id, "")
        states[row.issue_id] = row.state
        salt, detail = secrets.token_hex(16), "{}"
        seal = hashlib.sha256(f"{salt}{detail}".encode()).hexdigest()
        told = [linked, seq, row.number, row.at, "enter", before, row.state, seal]
        written = json.dumps(told, separators=(",", ":"), ensure_ascii=False)
        linked = hashlib.sha256(written.encode()).hexdigest()
        conn.execute(
            sa.text(
                "UPDATE issue_log SET seq = :seq, move = 'enter', before = :before, "
                "detail = :detail, salt = :salt, seal = :seal, hash = :hash WHERE id = :id"
            ),
            {"seq": seq, "before": before, "detail": detail, "salt": salt, "seal": seal,
             "hash": linked, "id": row.id},
        )  # fmt: skip
    head = sa.text("INSERT INTO issue_log_head (id, seq, hash) VALUES (1, :seq, :hash)")
    conn.execute(head, {"seq": len(rows), "hash": linked})
