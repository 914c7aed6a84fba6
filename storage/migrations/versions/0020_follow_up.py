"""Replies that are owed, as columns the ledger is asked by; calls by a third party."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

NEW = ("replied_on", "reply_kind", "reply_from")
_DAY = {
    "sqlite": "date(found_at / 1000 + 28800, 'unixepoch')",
    "postgresql": "to_char(to_timestamp(found_at / 1000) AT TIME ZONE 'Asia/Shanghai', "
    "'YYYY-MM-DD')",
}
"""The day of China on which an issue was found."""
_KIND = (
    "CASE WHEN walk_id IS NOT NULL THEN '走流程' "
    "WHEN source IN ('群众提问', '办事指南检查') THEN '' "
    "WHEN source LIKE '%差评%' THEN '差评' WHEN source LIKE '%12345%' THEN '12345热线' "
    "WHEN source LIKE '%办不成事%' THEN '办不成事' "
    "WHEN source IN ('terminal', 'rehearsal', 'volunteer_bot', 'staff_bot') "
    "OR source LIKE '%投诉%' OR source LIKE '%建议%' OR source LIKE '%意见%' "
    "OR source LIKE '%信箱%' OR source LIKE '%留言%' THEN '批评建议' ELSE source END"
)


def upgrade() -> None:
    for name in NEW:
        op.add_column("issue", sa.Column(name, sa.String(), server_default="", nullable=False))
    day = _DAY[op.get_bind().dialect.name]
    op.execute(f"UPDATE issue SET reply_kind = {_KIND}, reply_from = {day}")  # noqa: S608  # ours
    # That somebody gave a mark was kept as a reply to them, which it is not.
    op.execute("DELETE FROM issue_field WHERE name = 'replied'")
    op.create_index("ix_issue_replied_on", "issue", ["replied_on", "reply_kind", "reply_from"])
    texts = ("words", "company", "key", "settled", "reason")
    op.create_table(
        "callback",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("issue_id", sa.Integer(), nullable=False),
        sa.Column("called_at", sa.BigInteger(), nullable=False),
        sa.Column("result", sa.String(), nullable=False),
        sa.Column("mark", sa.Integer(), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in texts),
        sa.Column("entered_at", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["issue_id"], ["issue.id"], name="fk_callback_issue_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_callback_person_id"),
        sa.ForeignKeyConstraint(["message_id"], ["message.id"], name="fk_callback_message_id"),
        sa.PrimaryKeyConstraint("id", name="pk_callback"),
        sa.UniqueConstraint("key", name="uq_callback_key"),
    )
    op.create_index("ix_callback_issue_id", "callback", ["issue_id"])


def downgrade() -> None:
    op.drop_table("callback")
    op.drop_index("ix_issue_replied_on", "issue")
    with op.batch_alter_table("issue") as batch:
        for name in NEW:
            batch.drop_column(name)
