"""Who is owed a reply, and by when (R60, R61): what an issue came by decides it.

The table of deadlines (`flows.deadlines`) says how many working days each kind gives; what is not
set there is owed, too, and told as not set. A poor mark after closing is a bad rating by itself:
the reply is owed anew from that day on. Pure.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Literal

from flows.deadlines import BAD_RATING, CRITICISM, KINDS, Due, Kind, Rules
from flows.issue_terms import POOR_MARKS

ReplyState = Literal["due", "overdue", "replied"]
"""A reply is waited for; waited for past its day; was given."""
REPLY_STATES: dict[ReplyState, tuple[str, str]] = {
    "due": ("待回复", "reply due"),
    "overdue": ("超期未回复", "reply overdue"),
    "replied": ("已回复", "replied"),
}
REPLY = "回复"
"""The kind of a deadline that is a reply's."""
BAD, CRITICAL, WALK = BAD_RATING.source, CRITICISM.source, "走流程"
_CALLED: tuple[tuple[str, str], ...] = (
    ("好差评", BAD),
    ("差评", BAD),
    ("12345", "12345热线"),
    ("办不成事", "办不成事"),
    ("投诉", CRITICAL),
    ("建议", CRITICAL),
    ("意见", CRITICAL),
    ("信箱", CRITICAL),
    ("留言", CRITICAL),
)
"""What stands in the name of a source, and the source of the table of deadlines that it is."""
_INSTEAD = {Kind("12345热线", REPLY): Kind("12345热线", "批评投诉")}
"""Where no time is set for the reply itself, what gives one."""
NOBODY = ("群众提问", "办事指南检查")
"""Sources behind which nobody waits: what people asked the guides, what guides say."""
LONGEST_AGO = 4_000
"""Days back in which a reply may have been asked for that is overdue by a period."""


def owed_by(source: str, *, of_walk: bool) -> str:
    """The source of the table of deadlines that a reply is owed by; empty: nobody waits for one.

    What people report in a chat outside of any walk is criticism (R07, R61).
    """
    if of_walk:
        return WALK
    if source in NOBODY:
        return ""
    for part, group in _CALLED:
        if part in source:
            return group
    return CRITICAL if source.isascii() else source


def kind_of(group: str, rules: Rules) -> Kind:
    """What says how long a reply may take."""
    kind = Kind(group, REPLY)
    instead = _INSTEAD.get(kind)
    return instead if instead is not None and rules.period(kind) is None else kind


def groups(rules: Rules) -> tuple[str, ...]:
    """The sources by which a reply is owed, those of an office too."""
    own = [rule.kind.source for rule in rules.all() if rule.kind.kind == REPLY]
    return tuple(dict.fromkeys((*(kind.source for kind in KINDS if kind.kind == REPLY), *own)))


def due_of(group: str, asked: date, rules: Rules) -> Due | None:
    """By when a reply is owed that was asked for on a day; None: not set."""
    return rules.due(kind_of(group, rules), asked) if group else None


def last_days(rules: Rules, before: date) -> Mapping[str, str]:
    """The last day, by group, on which a reply must have been asked for to be due before a day.

    By it a ledger of any size is asked for what is overdue without working out each day.
    """
    found: dict[str, str] = {}
    days = [before - timedelta(days=back) for back in range(LONGEST_AGO, -1, -1)]
    for group in groups(rules):
        if rules.period(kind_of(group, rules)) is None:
            continue

        def is_later(day: date, group: str = group) -> bool:
            due = due_of(group, day, rules)
            return due is None or due.day >= before

        if at := bisect_left(days, True, key=is_later):
            found[group] = days[at - 1].isoformat()
    return found


def poor(mark: str) -> bool:
    """Whether a mark of 1 to 5 is a bad rating (R60)."""
    return mark in POOR_MARKS


def state_of(group: str, asked: str, replied: str, rules: Rules, today: date) -> ReplyState | None:
    """Where the reply stands; None where nobody waits for one."""
    if not group:
        return None
    if replied:
        return "replied"
    due = due_of(group, date.fromisoformat(asked), rules) if asked else None
    return "overdue" if due is not None and due.day < today else "due"
