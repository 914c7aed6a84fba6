"""What an office asks of the ledger, as the table of utterances writes it."""

from __future__ import annotations

from bot.dialogue import issue_lookup
from bot.dialogue.context import Context, Listing
from bot.dialogue.house import House
from bot.dialogue.issue_wanted import IssuesWanted
from bot.dialogue.messages import Inbound
from flows.issue_query import IssueQuery
from tests.bot.homes import START

NUMBERS = tuple(f"WT-2026-{number:04d}" for number in (12, 9, 7, 4, 3))
OVERDUE = IssuesWanted(query=IssueQuery(standing="overdue", on=START.date()))
LISTS = {
    "list": Listing(issue_lookup.COMMAND, OVERDUE.to_text(), 0, NUMBERS),
    "card": Listing(issue_lookup.CARD, "2026-0012", 0, ()),
}
"""What was shown last, by how the table calls it."""


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
    words = [
        wanted.deed,
        wanted.number,
        wanted.by and f"by {wanted.by}",
        "own" if wanted.own else "",
        query.standing,
        query.state,
        "+".join(name.removeprefix("云溪市") for name in query.departments or wanted.offered),
        query.item,
        query.category,
        query.severity,
        f"owner={query.owner}" if query.owner else "",
        "must_fix" if query.must_fix else "",
        "returned" if query.returned else "",
        "..".join(days) if any(days) else "",
    ]
    return " ".join(word for word in words if word)
