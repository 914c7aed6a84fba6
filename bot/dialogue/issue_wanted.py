"""What an office wants of the ledger, as a command carries it, and a button that stays true.

It says what is wanted and never who may see it: that is decided anew whenever it is carried out.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import date, datetime
from typing import Any, Literal, get_args

from bot.lists import ListCount
from bot.rates import Rates
from flows.characters import is_storable
from flows.issue_query import By, IssueQuery, Lacks, Order, Standing
from flows.replying import ReplyState
from storage.issue_history import MoveRecord
from storage.issue_query import IssuePage
from storage.records import IssueRecord

Deed = Literal[
    "list",
    "lists",
    "tally",
    "card",
    "why",
    "photos",
    "history",
    "ledger",
    "which",
    "near",
    "change",
    "rates",
]
"""What is wanted; `near` is what is left of a question of which not all was understood, `change`
what else may be asked of a list."""
MAX_TEXT = 2_000
"""Characters of what a button carries."""
YEARS = range(2000, 2201)
"""In which days may be asked of; around them days can be counted without an end of time."""
_DAYS, _NAMES = ("on", "due_from", "due_to"), ("departments", "except_departments", "numbers")
_MARKS = ("must_fix", "returned", "reopened", "appealed", "extended")
_WORDS = (
    "listing",
    "state",
    "item",
    "category",
    "severity",
    "step",
    "owner",
    "text",
    "source",
    "case",
    "of_class",
)
_ONE_OF = {"standing": get_args(Standing), "lacks": get_args(Lacks), "order": get_args(Order),
           "reply": get_args(ReplyState)}  # fmt: skip
_TIMES = ("since", "until")
ASKED = (*_DAYS, *_NAMES, *_WORDS, *_TIMES, *_MARKS, *_ONE_OF)
"""What of a query may be said; the rest is not for people to choose."""


@dataclass(frozen=True, slots=True)
class IssuesWanted:
    """A list, a count, one issue, or the ledger as a file."""

    deed: Deed = "list"
    query: IssueQuery = field(default_factory=IssueQuery)
    start: int = 0
    """How many stand before those that are wanted."""
    by: By | None = None
    number: str = ""
    """ "12" of any year, or "2026-12"."""
    own: bool = False
    """Those of one's own department, also for who may see all."""
    offered: tuple[str, ...] = ()
    """Departments that a name may mean."""
    unread: tuple[str, ...] = ()
    """Words that were not understood."""

    def to_text(self) -> str:
        """As a command's argument, or behind `issues:` in a button's id."""
        told = {name: _plain(value) for name, value in _changed(self).items() if name != "query"}
        asked = _changed(self.query)
        told |= {name: _plain(asked[name]) for name in ASKED if name in asked}
        return json.dumps(told, ensure_ascii=False, separators=(",", ":")) if told else ""

    @classmethod
    def from_text(cls, text: str) -> IssuesWanted | None:
        """The inverse of `to_text`; None for anything else, which a tap may hold."""
        if len(text) > MAX_TEXT:
            return None
        try:
            told = json.loads(text) if text else {}
            return _read(told) if isinstance(told, dict) else None
        except (ValueError, TypeError, RecursionError):
            return None


def _changed(one: IssuesWanted | IssueQuery) -> dict[str, Any]:
    return {f.name: value for f in fields(one) if (value := getattr(one, f.name)) != f.default}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _read(told: dict[str, Any]) -> IssuesWanted:
    """What a well-formed text says; ValueError or TypeError for another one."""
    deed, by, start = told.get("deed", "list"), told.get("by"), told.get("start", 0)
    number, own = told.get("number", ""), told.get("own", False)
    if deed not in get_args(Deed) or by not in (None, *get_args(By)):
        raise ValueError(deed, by)
    if not isinstance(own, bool):
        raise TypeError(own)
    if not isinstance(start, int) or not 0 <= start < 10**6 or not isinstance(number, str):
        raise ValueError(start, number)
    offered, unread = _names(told.get("offered", [])), _names(told.get("unread", []))
    return IssuesWanted(deed, _query(told), start, by, number, own, offered, unread)


def _query(told: dict[str, Any]) -> IssueQuery:
    asked: dict[str, Any] = {}
    for name, known in _ONE_OF.items():
        asked[name] = told.get(name)
        if asked[name] not in (None, *known):
            raise ValueError(asked[name])
    for names, read in (
        (_WORDS, _word),
        (_TIMES, _time),
        (_DAYS, _day),
        (_NAMES, _names),
        (_MARKS, _mark),
    ):
        asked |= {name: read(told[name]) for name in names if name in told}
    return IssueQuery(**asked)


def _time(value: str) -> datetime:
    time = datetime.fromisoformat(value)
    if time.tzinfo is None or time.year not in YEARS:
        raise ValueError(value)
    return time


def _day(value: str) -> date:
    day = date.fromisoformat(value)
    if day.year not in YEARS:
        raise ValueError(value)
    return day


def _word(value: Any) -> str:
    if not isinstance(value, str) or not is_storable(value):
        raise TypeError(value)
    return value


def _mark(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError(value)
    return value


def _names(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list | tuple):
        raise TypeError(value)
    return tuple(map(_word, value))


@dataclass(frozen=True, slots=True)
class IssuesFound:
    """What was looked up of what is wanted, for somebody who may see it."""

    wanted: IssuesWanted
    scope: tuple[str, ...] | None
    page: IssuePage | None = None
    counts: tuple[tuple[str, int], ...] = ()
    lists: tuple[ListCount, ...] = ()
    numbers: tuple[str, ...] = ()
    """The issues that a number may mean."""
    issue: IssueRecord | None = None
    files: tuple[str, ...] = ()
    history: tuple[MoveRecord, ...] = ()
    missing: tuple[str, ...] = ()
    """Numbers of several that were asked for, and are not to be seen."""
    rates: Rates | None = None


_DROPPED: dict[str, tuple[str, ...]] = {
    "department": ("departments", "except_departments"),
    "time": ("since", "until"),
    "due": ("due_from", "due_to"),
    "state": ("state", "standing", "on"),
    "category": ("category", "severity"),
}
"""Fields of a query that are left out together; others by themselves."""


def without(query: IssueQuery, *names: str) -> IssueQuery:
    """`query` with conditions left out; a name is a field's, or one of `_DROPPED`."""
    gone = {field for name in names for field in _DROPPED.get(name, (name,))}
    empty: dict[str, Any] = {f.name: f.default for f in fields(IssueQuery) if f.name in gone}
    return replace(query, **empty)


def merged(asked: IssueQuery, shown: IssueQuery) -> IssueQuery:
    """The list shown last, further narrowed by what is asked now."""
    return IssueQuery(**{**asdict(shown), **_changed(asked)})
