"""What each piece of an office's question says (`bot.reading.issue_tokens`), field by field."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal, get_args

from bot.reading.issue_due import due_days, late_days
from bot.reading.issue_periods import days_of
from bot.reading.issue_terms_said import CATEGORY, SEVERITY, STEP
from bot.reading.numbers import value_of
from flows.issue_query import By, Lacks, Order, Standing
from flows.replying import ReplyState

Deed = Literal["list", "tally", "card", "why", "photos", "ledger", "rates"]


@dataclass(frozen=True, slots=True)
class IssuesAsked:
    """What is asked; `names` are still to be known as an office or a service."""

    deed: Deed = "list"
    year: int | None = None
    number: int = 0
    numbers: tuple[str, ...] = ()
    """Several issues: "12", or "2026-12"."""
    standing: Standing | None = None
    state: str = ""
    category: str = ""
    severity: str = ""
    step: str = ""
    text: str = ""
    """Words that the problem is to have."""
    source: str = ""
    case: str = ""
    by: By | None = None
    since: date | None = None
    until: date | None = None
    due_from: date | None = None
    due_to: date | None = None
    own: bool = False
    mine: bool = False
    """Those of which the person is the owner."""
    owner: str = ""
    must_fix: bool = False
    returned: bool = False
    reopened: bool = False
    appealed: bool = False
    extended: bool = False
    lacks: Lacks | None = None
    reply: ReplyState | None = None
    """Where the reply to who reported it stands (R61)."""
    order: Order | None = None
    names: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    """Names of those that are left out."""
    about: str = ""
    """A name, or words of the problem where nothing has that name."""
    drops: tuple[str, ...] = ()
    """Conditions of the list shown last that hold no more."""
    unread: tuple[str, ...] = ()
    """Words that were not understood, or that contradict those before them."""
    sure: bool = False
    """It is so much a question to the ledger that what of it is not understood is told."""
    seeks: bool = False
    """Whether there are problems of a kind is asked: what has no name is words of them."""
    refines: bool = False
    """It is said of the list shown last: "其中超期的"."""
    bare: bool = False
    """Nothing says that something is asked for: it may be an answer or told."""


STANDINGS = get_args(Standing)
MARKS = {"must": "must_fix", "returned": "returned", "mine": "mine", "me": "mine", "own": "own",
         "refine": "refines"}  # fmt: skip
_TERMS = {"category": CATEGORY, "severity": SEVERITY, "step": STEP}
_NARROWER = {("open", name): name for name in ("overdue", "due", "week", "fixing", "passed")}
"""Two things that are said of the same issues, and the one that holds of fewer."""
_STATELY = ("fixing", "passed")
_ADDED = ("until", "due_from", "due_to", "drops")
"""Fields that may be told again: they go with another one, or are gathered."""


class ContradictionError(Exception):
    """A piece says otherwise what was said before, or what cannot be."""


def with_piece(
    asked: IssuesAsked, kind: str, value: str, match: re.Match[str], today: date
) -> IssuesAsked:
    """`asked` with what one piece says. Raises `ContradictionError`."""
    new = _new(asked, kind, value, match, today)
    if asked.standing and "standing" in new:
        new = _both(asked.standing, new, today)
    for name, said in new.items():
        before = getattr(asked, name)
        if name not in ("deed", *_ADDED) and before and before != said:
            raise ContradictionError
    return replace(asked, **new)  # type: ignore[arg-type]


def _both(before: Standing, new: dict[str, object], today: date) -> dict[str, object]:
    """Two standings of one issue: "没整改的超期", "整改中又超期的"."""
    said = str(new["standing"])
    pair = _NARROWER.get((before, said)) or _NARROWER.get((said, before))
    if pair:
        return {**new, "standing": pair} if pair == said else {}
    if "overdue" in (before, said) and (before in _STATELY or said in _STATELY):
        stately = before if before in _STATELY else said
        return {"standing": stately, "due_to": today - timedelta(days=1)}
    return new


def _new(
    asked: IssuesAsked, kind: str, value: str, match: re.Match[str], today: date
) -> dict[str, object]:
    """What one piece says, by the fields of `IssuesAsked`."""
    if kind in STANDINGS:
        return {"standing": value or kind}
    if kind in MARKS:
        return {MARKS[kind]: True}
    if kind in _TERMS:
        return {kind: list(_TERMS[kind])[int(value)]}
    if kind in ("why", "photos", "ledger", "card", "rates"):
        keep = kind == "card" and asked.deed in ("why", "photos")
        return {} if keep else {"deed": kind}
    if kind in ("lacks", "order", "reply"):
        return {kind: value}
    if kind in ("was", "drop", "state", "by"):
        told: dict[str, dict[str, object]] = {
            "was": {value: True},
            "drop": {"drops": (*asked.drops, value)},
            "state": {"state": value},
            "by": {"by": value, "deed": "rates" if asked.deed == "rates" else "tally"},
        }
        return told[kind]
    read = _READ.get(kind)
    return read(match, today) if read is not None else {}


_OWNERS = ("owner_under", "owner_title", "owner_en")
_WORDS = ("quoted", "marked", "marked_en")
_SOURCES = ("source_name", "source_of", "source_told", "source_en")


def _one_of(match: re.Match[str], names: tuple[str, ...]) -> str:
    return next(filter(None, map(match.groupdict().get, names)), "").strip()


def _number(match: re.Match[str], _today: date) -> dict[str, object]:
    """The year, where it is told, and the number of an issue."""
    year = match["wt_year"] or match["of_year"]
    words = next(
        match[name] for name in ("wt", "n", "nth", "seen", "behind", "hash") if match[name]
    )
    number = value_of(words)
    if not number:
        raise ContradictionError
    return {"number": int(number), "year": int(year) if year else None}


_ONE_OF_MANY = re.compile(r"(?:wt[-\s]?(?P<year>20[0-9]{2})[-\s]?)?(?P<n>[0-9]{1,6})")


def _numbers(match: re.Match[str], _today: date) -> dict[str, object]:
    found = (
        (f"{one['year']}-" if one["year"] else "") + str(int(one["n"]))
        for one in _ONE_OF_MANY.finditer(match.group())
    )
    return {"numbers": tuple(dict.fromkeys(found))}


def _period(match: re.Match[str], today: date) -> dict[str, object]:
    days = days_of(match, today)
    if days is None:
        raise ContradictionError
    return {"since": days[0], "until": days[1]}


def _due(match: re.Match[str], today: date) -> dict[str, object]:
    days = due_days(match.group(), today)
    if days is None:
        raise ContradictionError
    return {"due_from": days[0], "due_to": days[1]}


def _late(match: re.Match[str], today: date) -> dict[str, object]:
    days = late_days(match["late_n"], match["late_unit"], today)
    if days is None:
        raise ContradictionError
    return {"standing": "overdue", "due_to": days[1]}


_READ: dict[str, Callable[[re.Match[str], date], dict[str, object]]] = {
    "number": _number,
    "numbers": _numbers,
    "period": _period,
    "till": _due,
    "late": _late,
    "owner": lambda match, _: {"owner": _one_of(match, _OWNERS)},
    "words": lambda match, _: {"text": _one_of(match, _WORDS)},
    "about": lambda match, _: {"about": match["about_words"].strip()},
    "source": lambda match, _: {"source": _one_of(match, _SOURCES)},
    "case": lambda match, _: {"case": match["case_number"].upper()},
}
"""What pieces say that hold words of their own."""
