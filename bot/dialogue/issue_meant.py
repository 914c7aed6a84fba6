"""What an office's words (`bot.reading.issue_words`) ask of the ledger: many issues, as a query."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

from bot.dialogue import issue_offices
from bot.dialogue.house import House
from bot.dialogue.issue_offices import Named
from bot.dialogue.issue_wanted import IssuesWanted, merged, without
from bot.dialogue.messages import Inbound
from bot.reading.issue_pieces import IssuesAsked
from flows.issue_query import IssueQuery

DATED = ("overdue", "due", "week")
"""What is so of an issue by the day."""
_SAID = ("standing", "state", "category", "severity", "step", "text", "source", "case", "must_fix",
         "returned", "reopened", "appealed", "extended", "lacks", "order", "due_from",
         "due_to", "reply")  # fmt: skip
"""Fields that a query takes as they were said."""


def of_many(
    asked: IssuesAsked, shown: IssuesWanted | None, who: Inbound, house: House
) -> IssuesWanted | None:
    """What is wanted; `shown` is the list shown last. None where the words are no such question."""
    query = _query(asked, who)
    named = issue_offices.all_named(house, asked.names)
    named, query = _about(house, asked, named, query)
    query = replace(query, departments=named.departments or None, item=named.item or None)
    others, unread = _others(house, asked)
    query = replace(query, except_departments=others)
    if named.unknown and asked.seeks and not query.text:
        named, query = replace(named, unknown=()), replace(query, text=" ".join(named.unknown))
    unknown = (*named.unknown, *unread)
    if unknown and not (asked.sure or any(map(issue_offices.is_office, unknown))):
        return None
    unread = (*asked.unread, *unknown)
    if unread and query == IssueQuery() and shown is None:
        return None
    asked = replace(asked, refines=asked.refines or (bool(unread) and query == IssueQuery()))
    query, own = _narrowed(asked, shown, query)
    deed = asked.deed if asked.deed in ("tally", "ledger", "rates") else "list"
    wanted = IssuesWanted(deed, query, 0, asked.by, own=own, unread=unread)
    if named.offered:
        return replace(wanted, deed="which", offered=named.offered)
    return replace(wanted, deed="near") if unread else wanted


def _query(asked: IssuesAsked, who: Inbound) -> IssueQuery:
    said: dict[str, Any] = {name: value for name in _SAID if (value := getattr(asked, name))}
    return IssueQuery(
        **said,
        on=who.at.date() if asked.standing in DATED else None,
        numbers=asked.numbers or None,
        owner=(who.name if asked.mine else asked.owner) or None,
        since=_begin(asked.since, who.at),
        until=_begin(asked.until, who.at),
    )


def _about(
    house: House, asked: IssuesAsked, named: Named, query: IssueQuery
) -> tuple[Named, IssueQuery]:
    """ "关于结婚登记的" is of that service, "关于复印件的" of problems with the word."""
    if not asked.about:
        return named, query
    found = issue_offices.all_named(house, (*asked.names, asked.about))
    if asked.about not in found.unknown:
        return found, query
    return named, replace(query, text=asked.about)


def _others(house: House, asked: IssuesAsked) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The departments that are left out, and names that are none of one."""
    out: list[str] = []
    unknown: list[str] = []
    for name in asked.others:
        found = issue_offices.named(house, name)
        if found is not None and found.departments:
            out += found.departments
        else:
            unknown.append(name)
    return tuple(out), tuple(unknown)


def _narrowed(
    asked: IssuesAsked, shown: IssuesWanted | None, query: IssueQuery
) -> tuple[IssueQuery, bool]:
    """The query, where it goes on from the list shown last, with the conditions of that."""
    goes_on = asked.refines or (asked.deed in ("tally", "ledger") and query == IssueQuery())
    own = asked.own
    if shown is not None and goes_on:
        before = without(shown.query, *asked.drops)
        own = own or (shown.own and "department" not in asked.drops)
        query = merged(query, before)
    if (query.due_from or query.due_to) and not (query.standing or query.state):
        query = replace(query, standing="open")
    return query, own


def _begin(day: date | None, now: datetime) -> datetime | None:
    return None if day is None else datetime.combine(day, time(), now.tzinfo)
