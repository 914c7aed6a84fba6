"""A question to the ledger, and what an issue says, in words for who asks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from bot.dialogue.texts import joined, say
from flows.issue_query import By, IssueQuery
from flows.issue_terms import CATEGORIES, MODES, OPEN_STATES, PLANS, SEVERITIES, STATES, STEPS
from flows.replying import REPLY_STATES
from storage.exports.columns import as_date
from storage.exports.evidence import fact
from storage.records import IssueRecord

_TERMS = {**CATEGORIES, **SEVERITIES, **MODES, **PLANS, **STEPS}
_MARKS = ("must_fix", "returned", "reopened", "appealed", "extended")
_LABELS: dict[str, tuple[str, str]] = {
    "listing": ("清单", "list"),
    "standing": ("整改", "mended"),
    "state": ("状态", "state"),
    "numbers": ("问题编号", "number"),
    "departments": ("责任部门", "department"),
    "except_departments": ("责任部门不是", "department other than"),
    "owner": ("责任人", "owner"),
    "must_fix": ("必改", "must be fixed"),
    "returned": ("复核", "verified"),
    "reopened": ("重新打开", "re-opened"),
    "appealed": ("申诉", "appeal"),
    "extended": ("延期", "more time"),
    "lacks": ("还没有", "not there yet"),
    "reply": ("回复反映人", "reply"),
    "of_class": ("同类问题编号", "class"),
    "item": ("事项名称", "service"),
    "category": ("类别", "category"),
    "severity": ("影响程度", "severity"),
    "step": ("环节", "step"),
    "text": ("问题里的字", "words of the problem"),
    "source": ("来源", "source"),
    "case": ("平台编号", "case"),
    "found": ("发现日期", "found"),
    "due": ("整改时限", "deadline"),
    "order": ("排序", "order"),
}


def in_words(query: IssueQuery, locale: str) -> Mapping[str, str]:
    """What is asked, by what the ledger calls it, in the order it is told."""
    english = locale == "en"
    told = {
        "listing": _list_word(query, locale),
        "standing": say(locale, f"standing_{query.standing}") if query.standing else "",
        "state": state_word(query.state, locale) if query.state else "",
        "numbers": joined(locale, query.numbers or ()),
        "departments": joined(locale, query.departments or ()),
        "except_departments": _told(locale, "query_except", names=query.except_departments),
        "owner": query.owner or "",
        **{name: say(locale, f"query_{name}") for name in _MARKS if getattr(query, name)},
        "lacks": say(locale, f"lacks_{query.lacks}") if query.lacks else "",
        "reply": REPLY_STATES[query.reply][english] if query.reply else "",
        "of_class": query.of_class or "",
        "item": query.item or "",
        "category": term(query.category or "", locale),
        "severity": term(query.severity or "", locale),
        "step": _told(locale, "query_step", step=term(query.step or "", locale)),
        "text": _told(locale, "query_text", text=query.text),
        "source": _told(locale, "query_source", source=query.source),
        "case": query.case or "",
        "found": _days(query, locale),
        "due": _due(query, locale),
        "order": say(locale, f"order_{query.order}") if query.order else "",
    }
    return {_LABELS[name][english]: told[name] for name in _LABELS if told.get(name)}


def _told(locale: str, key: str, **said: str | tuple[str, ...] | None) -> str:
    """A condition in a sentence of its own; nothing where it is not made."""
    if not any(said.values()):
        return ""
    words = {n: joined(locale, v) if isinstance(v, tuple) else v or "" for n, v in said.items()}
    return say(locale, key, plain=False, **words)


def _due(query: IssueQuery, locale: str) -> str:
    first, last = query.due_from, query.due_to
    if first is not None and last is not None:
        days = f"{first:%Y-%m-%d}" if first == last else f"{first:%Y-%m-%d}～{last:%Y-%m-%d}"
        return say(locale, "query_due", days=days)
    day = first or last
    key = "query_due_from" if first is not None else "query_due_to"
    return say(locale, key, day=f"{day:%Y-%m-%d}") if day is not None else ""


def _list_word(query: IssueQuery, locale: str) -> str:
    return (query.listed.called(locale) if query.listed is not None else query.listing) or ""


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
