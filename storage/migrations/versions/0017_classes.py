"""Classes of problems: their places, their log, what is proposed and what was declined."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

OF_CLASS = sa.text("name = 'class'")


def upgrade() -> None:
    texts = ("name", "department", "owner", "measure", "deadline", "cause", "result", "evidence")
    op.create_table(
        "problem_class",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in texts),
        sa.PrimaryKeyConstraint("id", name="pk_problem_class"),
        sa.UniqueConstraint("number", name="uq_problem_class_number"),
    )
    op.create_index("ix_problem_class_department", "problem_class", ["department"])
    _places()
    _log()
    _proposals()
    op.create_index(
        "ix_issue_field_class",
        "issue_field",
        ["value", "issue_id"],
        sqlite_where=OF_CLASS,
        postgresql_where=OF_CLASS,
    )


def _places() -> None:
    op.create_table(
        "class_place",
        sa.Column("class_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("hall", "department", "item")),
        sa.Column("found", sa.String(), server_default=sa.text("''"), nullable=False),
        sa.Column("checked_by", sa.String(), server_default=sa.text("''"), nullable=False),
        sa.Column("checked_at", sa.BigInteger(), nullable=True),
        sa.Column("note", sa.String(), server_default=sa.text("''"), nullable=False),
        sa.Column("issue_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["class_id"], ["problem_class.id"], name="fk_class_place_class_id"),
        sa.ForeignKeyConstraint(["issue_id"], ["issue.id"], name="fk_class_place_issue_id"),
        sa.PrimaryKeyConstraint("class_id", "place", name="pk_class_place"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_class_place_issue_id", "class_place", ["issue_id"])


def _log() -> None:
    op.create_table(
        "class_log",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("class_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        *(
            sa.Column(name, sa.String(), nullable=False)
            for name in ("move", "before", "state", "detail", "salt", "seal", "hash")
        ),
        sa.ForeignKeyConstraint(["class_id"], ["problem_class.id"], name="fk_class_log_class_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_class_log_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_class_log"),
        sa.UniqueConstraint("seq", name="uq_class_log_seq"),
    )
    op.create_index("ix_class_log_class_id", "class_log", ["class_id"])
    op.create_table(
        "class_log_head",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_class_log_head"),
    )
    op.execute("INSERT INTO class_log_head (id, seq, hash) VALUES (1, 0, '')")
    op.create_table(
        "class_counter",
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("year", name="pk_class_counter"),
    )


def _proposals() -> None:
    op.create_table(
        "not_alike",
        sa.Column("issue_id", sa.Integer(), nullable=False),
        sa.Column("other", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["issue_id"], ["issue.id"], name="fk_not_alike_issue_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_not_alike_person_id"),
        sa.PrimaryKeyConstraint("issue_id", "other", name="pk_not_alike"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "class_proposal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        *(
            sa.Column(name, sa.String(), nullable=False)
            for name in ("state", "numbers", "why", "of_class")
        ),
        sa.PrimaryKeyConstraint("id", name="pk_class_proposal"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_class_proposal_state", "class_proposal", ["state"])


def downgrade() -> None:
    op.drop_index("ix_issue_field_class", "issue_field")
    for name in (
        "class_proposal", "not_alike", "class_counter", "class_log_head", "class_log",
        "class_place", "problem_class",
    ):  # fmt: skip
        op.drop_table(name)
