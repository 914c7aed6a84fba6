"""What an office says when it asks for issues of the ledger: "医保局还有哪些超期的", "12号问题谁在办".

The message is taken apart: what is a filter, a figure or a way of asking is named, and what is
left must be names of an office or a service, which who reads it has to know. A message with
anything else left in it ("身份证过期了怎么办") asks for no issues.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal, get_args

from bot.reading.issue_periods import days_of
from bot.reading.issue_terms_said import BUREAUS, CATEGORY, SEVERITY
from bot.reading.issue_tokens import LEAD, SPLIT, TAIL
from bot.reading.numbers import value_of
from bot.reading.words import core, fold
from flows.issue_query import By, Standing
from flows.replying import ReplyState

Deed = Literal["list", "tally", "card", "why", "photos", "ledger", "rates"]
MAX_SAID = 80
"""Characters above which a message tells more than it asks."""
MAX_NAMES = 2
"""A message names one office and one service at the most."""


@dataclass(frozen=True, slots=True)
class IssuesAsked:
    """What is asked; `names` are still to be known as an office or a service."""

    deed: Deed = "list"
    year: int | None = None
    number: int = 0
    standing: Standing | None = None
    state: str = ""
    category: str = ""
    severity: str = ""
    by: By | None = None
    since: date | None = None
    until: date | None = None
    own: bool = False
    mine: bool = False
    """Those of which the person is the owner."""
    owner: str = ""
    must_fix: bool = False
    returned: bool = False
    reply: ReplyState | None = None
    """Where the reply to who reported it stands (R61)."""
    names: tuple[str, ...] = ()
    refines: bool = False
    """It is said of the list shown last: "其中超期的"."""
    bare: bool = False
    """Nothing says that something is asked for: it may be an answer or told."""


_SLASH = re.compile(r"/(?P<name>issues|overdue|ledger)(?:@\w+)?(?:\s+(?P<rest>.*))?", re.DOTALL)
_BETWEEN = re.compile(r"(?<=[一-鿿])[\s,、]+(?=[一-鿿])")
_SHORTEST = (2, 3)
"""Characters of a name in Chinese, and in English."""
_ALONE = re.compile(r"(?:全部|所有)的?问题|(?:问题|整改)(?:清单|列表|一览)|all (?:the )?issues")
_MEANS = re.compile(r"的(?:呢|吗|吧|有哪些)?[?!。]*$|[?]$")
"""Behind a state of things: those that are so, or whether there are any."""
_GOES_ON = re.compile(
    r"那(?:么|个)?\S.*|\S.*?(?:呢|的)[?]*|(?:and|what about|how about)(?: the)? \S.*"
)
"""Said of a list that was just shown."""
_LEANS = re.compile("^那|呢[?]*$")
_OFTEN_SAID = re.compile(r"[吗呢么?]$|没有?[?]?$|[了的]?没$")


def read(text: str, today: date, *, goes_on: bool = False) -> IssuesAsked | None:
    """What `text`, all of it, asks of the ledger; None where it asks for something else.

    `goes_on`: issues were listed last, and "那公安局呢" asks for others.
    """
    if len(text) > MAX_SAID:
        return None
    said = core(fold(text))
    slash = _SLASH.fullmatch(said)
    if slash is not None:
        return _slashed(slash, today)
    taken = _taken(said, today)
    if taken is None:
        return None
    asked, found = taken
    if "new" in found and asked.since is None:  # what is new is of this week
        asked = replace(asked, since=today - timedelta(days=today.weekday()))
    asked = replace(
        asked, bare=not found & {"ask", "refine", "ledger", "card", "why", "photos", "rates"}
    )
    if asked.number:
        return asked if _is_of_one(asked, found, said) else None
    if _is_of_many(asked, found, said):
        leans = goes_on and asked.deed == "list" and _LEANS.search(said) is not None
        return replace(asked, refines=True) if leans else asked
    if not goes_on or found & {"why", "photos", "ledger", "by"} or not _GOES_ON.fullmatch(said):
        return None
    return replace(asked, deed="list", refines=True) if _narrows(asked) else None


def _narrows(asked: IssuesAsked) -> bool:
    told = (asked.names, asked.standing, asked.state, asked.category, asked.severity, asked.since)
    marks = (asked.own, asked.mine, asked.must_fix, asked.returned, asked.owner, asked.reply)
    return any(told) or any(marks)


def _slashed(slash: re.Match[str], today: date) -> IssuesAsked | None:
    """ "/issues 医保局", "/overdue", "/ledger 本月": the command says what is asked."""
    taken = _taken(core(slash["rest"] or ""), today)
    if taken is None:
        return None
    asked, name = replace(taken[0], refines=False), slash["name"]
    if name == "ledger":
        return replace(asked, deed="ledger")
    return replace(asked, standing="overdue") if name == "overdue" else asked


def _taken(said: str, today: date) -> tuple[IssuesAsked, frozenset[str]] | None:
    """What the words say, and the kinds of words; None where they say things that do not go."""
    asked, found, names, at = IssuesAsked(), set(), [], 0
    for match in SPLIT.finditer(said):
        names.append(said[at : match.start()])
        at = match.end()
        kind, _, value = str(match.lastgroup).partition("_")
        found.add(kind)
        bureau = kind == "bureau"
        if bureau:
            names.append(list(BUREAUS)[int(value)])
        changed = asked if bureau else _with(asked, kind, value, match, today)
        if changed is None:
            return None
        asked = changed
    names.append(said[at:])
    pieces = (part for piece in names for part in _BETWEEN.split(piece))
    left = tuple(filter(None, map(_stripped, pieces)))
    if len(left) > MAX_NAMES or any(len(name) < _SHORTEST[name.isascii()] for name in left):
        return None
    return replace(asked, names=left), frozenset(found)


def _stripped(piece: str) -> str:
    """A piece of a message without the words around a name."""
    lead = LEAD.match(piece)
    start, end = lead.end() if lead else 0, len(piece)
    while end > start and (tail := TAIL.search(piece, start, end)):
        end = tail.start()
    return piece[start:end]


_STANDINGS = get_args(Standing)
_MARKS = {"must": "must_fix", "returned": "returned", "mine": "mine", "own": "own",
          "refine": "refines"}  # fmt: skip
_TERMS = {"category": CATEGORY, "severity": SEVERITY}


def _with(
    asked: IssuesAsked, kind: str, value: str, match: re.Match[str], today: date
) -> IssuesAsked | None:
    """`asked` with what one piece says; None where it was said before, and otherwise."""
    new = _new(asked, kind, value, match, today)
    told = {name: getattr(asked, name) for name in new if name not in ("deed", "until")}
    if new.get("number") == -1 or any(told[n] and told[n] != new[n] for n in told):
        return None
    return replace(asked, **new)  # type: ignore[arg-type]


def _new(
    asked: IssuesAsked, kind: str, value: str, match: re.Match[str], today: date
) -> dict[str, object]:
    """What one piece says, by the fields of `IssuesAsked`; a number of -1 for what cannot be."""
    if kind in _STANDINGS:
        return {"standing": value or kind}
    if kind in _MARKS:
        return {_MARKS[kind]: True}
    if kind in _TERMS:
        return {kind: list(_TERMS[kind])[int(value)]}
    if kind in ("why", "photos", "ledger", "card", "rates"):
        keep = kind == "card" and asked.deed in ("why", "photos")
        return {} if keep else {"deed": kind}
    if kind == "number":
        year, number = _number(match)
        return {"number": number, "year": year}
    if kind == "period":
        days = days_of(match, today)
        return {"since": days[0], "until": days[1]} if days else {"number": -1}
    others: dict[str, dict[str, object]] = {
        "reply": {"reply": value},
        "owner": {"owner": next(filter(None, map(match.groupdict().get, _OWNERS)), "")},
        "state": {"state": value},
        "by": {"by": value, "deed": "rates" if asked.deed == "rates" else "tally"},
    }
    return others.get(kind, {})


_OWNERS = ("owner_under", "owner_title", "owner_en")


def _number(match: re.Match[str]) -> tuple[int | None, int]:
    """The year, where it is told, and the number of an issue; -1 for no number."""
    year = match["wt_year"] or match["of_year"]
    words = next(match[name] for name in ("wt", "n", "nth", "behind", "hash") if match[name])
    number = value_of(words)
    return (int(year) if year else None), int(number) if number else -1


def _is_of_one(asked: IssuesAsked, found: frozenset[str], said: str) -> bool:
    """Whether an issue is asked for by its number, and nothing is told of it or to be done."""
    others = found - {"number", "head", "card", "why", "photos", "ask"}
    asks = _OFTEN_SAID.search(said) is not None and others <= {"open", "closed", "overdue"}
    return not asked.names and (not others or asks)


def _is_of_many(asked: IssuesAsked, found: frozenset[str], said: str) -> bool:
    """Whether issues are asked for, or only words are used that such a question has, too."""
    if asked.deed in ("why", "photos"):
        return found <= {"why", "photos", "ask", "head"} and not asked.names
    if asked.deed == "ledger":
        return "ledger" in found and (not asked.names or "head" in found or len(found) > 1)
    if asked.deed in ("tally", "rates") or _ALONE.fullmatch(said):
        return True
    is_kind = bool(found & {*_STANDINGS, *_MARKS, "owner", "state", "reply", "new"})
    filtered = is_kind or bool(
        found & {"category", "severity", "period", "own", "book"} or asked.names
    )
    is_named = bool(found & {"head", "book"}) or ("category" in found and "问题" in said)
    if is_named:
        return filtered or "ask" in found
    if found == {"overdue"} and not asked.names:
        return True
    means = _MEANS.search(said) is not None or bool(found & {"ask", "refine", "own"})
    dated = "new" in found and "period" in found
    refined = "refine" in found and filtered
    return refined or dated or (is_kind and means)
