"""What an office asks of the ledger, as the table of utterances writes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.dialogue import issue_lookup
from bot.dialogue.context import Context, Listing
from bot.dialogue.house import House
from bot.dialogue.issue_wanted import IssuesWanted
from bot.dialogue.messages import Inbound
from flows.issue_query import IssueQuery
from tests.bot.homes import START

NUMBERS = tuple(f"WT-2026-{number:04d}" for number in (12, 9, 7, 4, 3))
_OVERDUE = IssueQuery(standing="overdue", on=START.date())
OVERDUE = IssuesWanted(query=_OVERDUE)
CIVIL = IssuesWanted(query=replace(_OVERDUE, departments=("云溪市民政局",)))
LISTS = {
    "own": Listing(issue_lookup.COMMAND, CIVIL.to_text(), 0, NUMBERS),
    "list": Listing(issue_lookup.COMMAND, OVERDUE.to_text(), 0, NUMBERS),
    "card": Listing(issue_lookup.CARD, "2026-0012", 0, ()),
}
"""What was shown last, by how the table calls it."""


_WAS = (("reopened", "reopen"), ("appealed", "appeal"), ("extended", "grant_extension"))
_NAMED = ("step", "text", "source", "case", "lacks", "order")


def means(house: House, text: str, where: str) -> str:
    """What an admin's words ask for; "-" where they ask for nothing of the ledger."""
    who = Inbound("test", "office", "1", START, role="admin", name="office")
    ctx = Context(listing=LISTS.get(where))
    found = issue_lookup.meant(text, who, ctx, house, in_form=where == "form")
    wanted = IssuesWanted.from_text(found.argument) if found is not None else None
    return "-" if wanted is None else _told(wanted)


def _told(wanted: IssuesWanted) -> str:
    query = wanted.query
    days = [f"{day:%y-%m-%d}" if day else "" for day in (query.since, query.until)]
    due = [f"{day:%y-%m-%d}" if day else "" for day in (query.due_from, query.due_to)]
    told = (
        *((f"was={move}", getattr(query, mark)) for mark, move in _WAS),
        *((f"{name}={getattr(query, name)}", getattr(query, name)) for name in _NAMED),
    )
    words = [
        wanted.deed,
        *(f"“{one}”" for one in wanted.unread),
        "list" if wanted.unread else "",
        wanted.number,
        wanted.by and f"by {wanted.by}",
        "own" if wanted.own else "",
        query.standing,
        query.state,
        _offices(query.departments or wanted.offered),
        query.item,
        query.category,
        query.severity,
        f"owner={query.owner}" if query.owner else "",
        "must_fix" if query.must_fix else "",
        "returned" if query.returned else "",
        "..".join(days) if any(days) else "",
        f"except={_offices(query.except_departments)}" if query.except_departments else "",
        f"numbers={'+'.join(query.numbers)}" if query.numbers else "",
        f"due={'..'.join(due)}" if any(due) else "",
        *(word for word, is_told in told if is_told),
    ]
    return " ".join(word for word in words if word)


def _offices(names: Sequence[str]) -> str:
    return "+".join(name.removeprefix("云溪市") for name in names)
