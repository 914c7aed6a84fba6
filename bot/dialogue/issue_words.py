"""A question to the ledger, and what an issue says, in words for who asks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from bot.dialogue.texts import joined, say
from flows.issue_query import By, IssueQuery
from flows.issue_terms import CATEGORIES, MODES, OPEN_STATES, PLANS, SEVERITIES, STATES
from storage.exports.columns import as_date
from storage.exports.evidence import fact
from storage.records import IssueRecord

_TERMS = {**CATEGORIES, **SEVERITIES, **MODES, **PLANS}
_LABELS: dict[str, tuple[str, str]] = {
    "standing": ("整改", "mended"),
    "state": ("状态", "state"),
    "departments": ("责任部门", "department"),
    "owner": ("责任人", "owner"),
    "must_fix": ("必改", "must be fixed"),
    "returned": ("复核", "verified"),
    "of_class": ("同类问题编号", "class"),
    "item": ("事项名称", "service"),
    "category": ("类别", "category"),
    "severity": ("影响程度", "severity"),
    "found": ("发现日期", "found"),
}


def in_words(query: IssueQuery, locale: str) -> Mapping[str, str]:
    """What is asked, by what the ledger calls it, in the order it is told."""
    english = locale == "en"
    told = {
        "standing": say(locale, f"standing_{query.standing}") if query.standing else "",
        "state": state_word(query.state, locale) if query.state else "",
        "departments": joined(locale, query.departments or ()),
        "owner": query.owner or "",
        "must_fix": say(locale, "query_must_fix") if query.must_fix else "",
        "returned": say(locale, "query_returned") if query.returned else "",
        "of_class": query.of_class or "",
        "item": query.item or "",
        "category": term(query.category or "", locale),
        "severity": term(query.severity or "", locale),
        "found": _days(query, locale),
    }
    return {_LABELS[name][english]: value for name, value in told.items() if value}


def _days(query: IssueQuery, locale: str) -> str:
    first, after = query.since, query.until
    last = after - timedelta(days=1) if after is not None else None
    if first is not None and last is not None:
        return f"{first:%Y-%m-%d}" if first == last else f"{first:%Y-%m-%d}～{last:%Y-%m-%d}"
    return say(locale, "found_since", day=f"{first:%Y-%m-%d}") if first is not None else ""


def term(value: str, locale: str) -> str:
    """A term of the ledger in the person's language."""
    return _TERMS.get(value, value) if locale == "en" else value


def state_word(state: str, locale: str) -> str:
    """What a state is called."""
    return STATES.get(state, (state, state))[locale == "en"]


def value_word(by: By, value: str, locale: str) -> str:
    """A value that issues are counted by."""
    if not value:
        return say(locale, "issues_not_told")
    return state_word(value, locale) if by == "state" else term(value, locale)


def deadline(issue: IssueRecord) -> date | None:
    """The day it is to be mended by; None where none is told that is a day."""
    day = as_date(fact(issue, "deadline"))
    return day if isinstance(day, date) and not isinstance(day, datetime) else None


def is_overdue(issue: IssueRecord, today: date) -> bool:
    """Whether it is open past its deadline."""
    day = deadline(issue)
    return issue.state in OPEN_STATES and day is not None and day < today
