"""Volunteers: invitations, applications, terms, what is known of a person, and notices."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "invitation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("route", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("used_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_invitation"),
        sa.UniqueConstraint("code", name="uq_invitation_code"),
    )
    _create_application()
    op.create_table(
        "term",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("begins", sa.String(), nullable=False),
        sa.Column("ends", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name="fk_term_application_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_term"),
    )
    op.create_index("ix_term_application_id", "term", ["application_id"], unique=False)
    _create_person_tables()


def _create_application() -> None:
    texts = ("kind", "age_band", "sector", "route", "unit", "times")
    op.create_table(
        "application",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in texts),
        sa.Column("invitation_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("decided_at", sa.BigInteger(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["invitation_id"], ["invitation.id"], name="fk_application_invitation_id"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_application_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_application"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_application_person_id", "application", ["person_id"], unique=False)


def _create_person_tables() -> None:
    op.create_table(
        "volunteer",
        sa.Column("person_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("trained_at", sa.BigInteger(), nullable=True),
        sa.Column("anonymous", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_volunteer_person_id"),
        sa.PrimaryKeyConstraint("person_id", name="pk_volunteer"),
    )
    op.create_table(
        "notice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("data", sa.String(), nullable=False),
        sa.Column("message_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["message_id"], ["message.id"], name="fk_notice_message_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_notice_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_notice"),
    )
    op.create_index("ix_notice_person_id", "notice", ["person_id"], unique=False)


def downgrade() -> None:
    for name in ("notice", "volunteer", "term", "application", "invitation"):
        op.drop_table(name)
