"""How services that must be walked are told in a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.cli.office_told import not_set
from bot.cli.output import print_table

if TYPE_CHECKING:
    from bot.cli.session import Session
    from flows.must_walk import MustWalk

YES_NO = {"yes": ("是", "yes"), "no": ("否", "no"), "": ("未填", "not told")}


def print_services(session: Session, found: Sequence[MustWalk]) -> None:
    """The services, a line each."""
    print_table(
        session.heads(
            "事项 Service", "标记 Mark", "办件量 Cases", "部门 Department", "实施编码 Code",
            "全程网办 Online", "15分钟圈 Nearby",
        ),
        [
            (
                one.name,
                one.marks(session.locale),
                not_set(session) if one.cases is None else one.cases,
                one.department or not_set(session),
                one.code or one.item_id or "—",
                session.say(*YES_NO[one.online]),
                session.say(*YES_NO[one.nearby]),
            )
            for one in found
        ],
    )  # fmt: skip
