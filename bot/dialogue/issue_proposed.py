"""A query that a language model proposes for words which the rules did not read, checked and asked.

Each key and value is held against the ledger's terms, the offices that are known and the words that
were typed; what does not hold is left out, and said. What somebody may see is decided when it is
looked up, as for every query.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any, get_args

from bot.dialogue import issue_lookup, issue_offices
from bot.dialogue.commands import CommandMeant
from bot.dialogue.context import Context
from bot.dialogue.house import Form, House
from bot.dialogue.issue_lookup import COMMAND, OFFICE
from bot.dialogue.issue_meant import DATED
from bot.dialogue.issue_wanted import YEARS, IssuesWanted
from bot.dialogue.meanings import NotUnderstood
from bot.dialogue.messages import Inbound
from bot.dialogue.plan import Means
from bot.dialogue.understand import AskMeant
from bot.reading.words import core, fold
from flows.issue_query import By, IssueQuery, Lacks, Order, Standing
from flows.issue_terms import CATEGORIES, SEVERITIES, STATES, STEPS

SHORTEST, LONGEST = 4, 120
"""Characters of words that are worth a model's guess."""
_OF_LEDGER = re.compile(
    r"问题|整改|销号|复核|工单|分派|超期|逾期|到期|台账|责任|部门|哪个局|各局|issue|problem|overdue|ledger|department"
)
"""Without one of these what asks is a question to the guides."""
MAX_DROPPED = 6


def instead(
    meaning: Means, text: str, who: Inbound, house: House, ctx: Context, form: Form | None
) -> Means:
    """`meaning`; where the rules read nothing, what a model proposes or is nearest."""
    is_free = form is None and not (ctx.drafts or ctx.moving or who.choose or who.files)
    if who.role not in OFFICE or not is_free or not _is_unread(meaning, text):
        return meaning
    if house.proposer is not None and SHORTEST <= len(text) <= LONGEST:
        told = house.proposer.propose(text, who.at.date())
        wanted = checked(told, text, who, house)
        if wanted is not None:
            return CommandMeant(COMMAND, wanted.to_text())
    if not isinstance(meaning, NotUnderstood):
        return meaning
    return issue_lookup.loosely(text, who, ctx, house) or meaning


def _is_unread(meaning: Means, text: str) -> bool:
    if isinstance(meaning, CommandMeant) and meaning.name == COMMAND:
        wanted = IssuesWanted.from_text(meaning.argument)
        return wanted is not None and wanted.deed == "near"
    if isinstance(meaning, AskMeant):
        return _OF_LEDGER.search(fold(text)) is not None
    return isinstance(meaning, NotUnderstood) and meaning.reason == "unclear"


def checked(told: Mapping[str, Any], text: str, who: Inbound, house: House) -> IssuesWanted | None:
    """The query as far as it holds; None where nothing of it does."""
    query: dict[str, Any] = {}
    dropped: list[str] = []
    deed, by = told.get("deed", "list"), told.get("by")
    for name, value in told.items():
        if name in ("deed", "by") or value in (None, "", [], False):
            continue
        read = _CHECKS.get(name)
        found = read(value, text, who, house) if read is not None else None
        if found is None:
            dropped.append(f"{name}={value}"[:40])
        else:
            query[name] = found
    if query.get("standing") in DATED:
        query["on"] = who.at.date()
    is_tally = deed == "tally" and by in get_args(By)
    if not query and not is_tally:
        return None
    unread = tuple("".join(c for c in one if c.isprintable()) for one in dropped[:MAX_DROPPED])
    asked = IssueQuery(**query)
    return IssuesWanted("proposed", asked, by=by if is_tally else None, unread=unread)


Check = Callable[[Any, str, Inbound, House], Any]


def _one_of(*known: str) -> Check:
    return lambda value, *_: value if isinstance(value, str) and value in known else None


def _term(terms: Mapping[str, str]) -> Check:
    english = {en.lower(): zh for zh, en in terms.items()} | {zh.lower(): zh for zh in terms}
    return lambda value, *_: english.get(value.lower()) if isinstance(value, str) else None


def _state(value: Any, *_: Any) -> str | None:
    names = {word.lower(): id_ for id_, words in STATES.items() for word in (id_, *words)}
    return names.get(value.lower()) if isinstance(value, str) else None


def _offices(value: Any, _text: str, _who: Inbound, house: House) -> tuple[str, ...] | None:
    """Offices that are known, all of them."""
    names = value if isinstance(value, list) else [value]
    found = [issue_offices.named(house, one) for one in names[:5] if isinstance(one, str) and one]
    known = tuple(name for one in found if one is not None for name in one.departments)
    return known if len(found) == len(names) and all(o and o.departments for o in found) else None


def _item(value: Any, text: str, _who: Inbound, house: House) -> str | None:
    if not isinstance(value, str) or not value:
        return None
    found = issue_offices.named(house, value)
    return found.item if found is not None and found.item else _said(value, text)


def _owner(value: Any, text: str, who: Inbound, _house: House) -> str | None:
    return (who.name or None) if value in ("我", "me") else _said(value, text)


def _said(value: Any, text: str, *_: Any) -> str | None:
    """Words that were typed; a model adds none of its own."""
    if not isinstance(value, str) or not (said := core(fold(value))):
        return None
    return value.strip() if said in fold(text) else None


def _mark(value: Any, *_: Any) -> bool | None:
    return True if value is True else None


def _day(value: Any, *_: Any) -> date | None:
    try:
        day = date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return day if day is not None and day.year in YEARS else None


def _begins(value: Any, _text: str, who: Inbound, _house: House) -> datetime | None:
    day = _day(value)
    return datetime.combine(day, time(), who.at.tzinfo) if day is not None else None


def _ends(value: Any, _text: str, who: Inbound, _house: House) -> datetime | None:
    begins = _begins(value, "", who, _house)
    return begins + timedelta(days=1) if begins is not None else None


_CHECKS: dict[str, Check] = {
    "standing": _one_of(*get_args(Standing)),
    "state": _state,
    "departments": _offices,
    "except_departments": _offices,
    "item": _item,
    "owner": _owner,
    "category": _term(CATEGORIES),
    "severity": _term(SEVERITIES),
    "step": _term(STEPS),
    "text": _said,
    "source": _said,
    "lacks": _one_of(*get_args(Lacks)),
    "order": _one_of(*get_args(Order)),
    **dict.fromkeys(("must_fix", "returned", "reopened", "appealed", "extended"), _mark),
    "since": _begins,
    "until": _ends,
    "due_from": _day,
    "due_to": _day,
}
"""What each key may hold."""
