"""What an office says when it asks for issues of the ledger: "医保局还有哪些超期的", "12号问题谁在办".

The message is taken apart: what is a filter, a figure or a way of asking is named, and what is
left must be names of an office or a service, which who reads it has to know. A message with
anything else left in it ("身份证过期了怎么办") asks for no issues.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from bot.reading.issue_pieces import (
    MARKS,
    STANDINGS,
    ContradictionError,
    IssuesAsked,
    with_piece,
)
from bot.reading.issue_slips import mended
from bot.reading.issue_terms_said import BUREAUS
from bot.reading.issue_tokens import LEAD, SPLIT, TAIL
from bot.reading.words import core, fold

MAX_SAID = 80
"""Characters above which a message tells more than it asks."""
MAX_NAMES = 4
"""A message names a service and a few offices at the most."""


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
_ONE = re.compile(r"第?(?P<n>[1-9][0-9]{0,5}) ?号")
"""An issue; where a list was shown "3号" may be one of its lines."""
_CHANGE = re.compile(
    r"(?:我想|我要|能不能)?(?:改|换|调整?)(?:一下|个|下)?(?:查询)?条件|(?:change|refine) the (?:question|filters?|query)"
)
_MOVES = re.compile(r"(?:分派|改派|派|转办?|交)给|\b(?:assign|pass) (?:it |this )?to\b")
"""What moves an issue, though it does not say which."""
_COUNTS = re.compile(
    r"(?:一|总)?共?有?(?:多少|几)[条个件](?:问题)?[?]?|how many(?: are (?:there|they))?[?]?"
)
_LEANS = re.compile(r"^(?:那|再看?)|呢[?]*$|^and ")
_OFTEN_SAID = re.compile(r"[吗呢么?]|没有?[?]?$|[了的]?没$")
_JARGON = re.compile(r"整改|销号|分派|派单|复核|必改|台账|核实|转办|认领|延期|超期|逾期")
_OF_GUIDES = re.compile(
    r"怎么|咋办|如何|能不能|能否|可以|可不可|行不行|要不要|多久|几点|几天|电话|地址|在哪|哪里|哪儿|罚款|多少钱|收费吗|材料清单|"
    r"能.{0,4}吗|\b(?:how (?:long|do|to|much(?! issues))|where|when|can i|do i|phone|address|what do)\b"
)
"""What is asked of the guides, also where words of the ledger are in it."""
_FLAWS = re.compile(
    r"指南.{0,6}?(?:有.{0,3}?)?(?:问题|毛病|错误?)|没答上|答不[上出]|没人答|"
    r"guides?\b.{0,20}\b(?:problems?|wrong|flaws?)|not answered|unanswered"
)
"""What is wrong with a guide, or not in it, is asked of those who keep it, not of the ledger."""
KINDS = {*STANDINGS, *MARKS, "owner", "state", "reply", "new", "was", "lacks", "order", "till", "late",
         "source", "case", "words", "numbers"}  # fmt: skip
"""Pieces that say which issues are meant."""
_FILTERS = {"category", "severity", "step", "period", "own", "book", "about", "outside"}
_PLAIN = {"state", "lacks", "must", "was", "mine", "till", "returned", "source", "except"}
"""Pieces that ask for issues by themselves in English, which has no "的"."""
_OTHERWISE = {"order", "drop", "except", "by", "ledger", "me"}
"""Pieces that say something of a list alone."""


@dataclass
class _Taken:
    """A message taken apart."""

    asked: IssuesAsked = field(default_factory=IssuesAsked)
    found: set[str] = field(default_factory=set)
    names: list[tuple[str, bool]] = field(default_factory=list)
    """What is left over between the pieces; whether it is to be left out."""
    denied: bool = False
    """"除了" stands before what comes next."""


def changes(text: str) -> bool:
    """Whether it is asked what else may be asked of the list shown last."""
    return len(text) <= MAX_SAID and _CHANGE.fullmatch(core(fold(text))) is not None


def loosely(text: str, today: date) -> IssuesAsked | None:
    """What words may ask that nothing else could be made of; None where no issues are named.

    All of them may have been understood, though nothing in them asks.
    """
    said = mended(core(fold(text)))
    asked, found = _taken(said, today)
    if len(text) > MAX_SAID or not found & KINDS or _MOVES.search(said):
        return None
    if asked.number or asked.deed in ("why", "photos"):
        return None
    return replace(asked, sure=True, refines=False)


def read(text: str, today: date, *, goes_on: bool = False) -> IssuesAsked | None:
    """What `text`, all of it, asks of the ledger; None where it asks for something else.

    `goes_on`: issues were listed last, and "那公安局呢" asks for others.
    """
    if len(text) > MAX_SAID:
        return None
    said = core(fold(text))
    if _FLAWS.search(said) and not _JARGON.search(said):
        return None
    found = _read(said, today, goes_on=goes_on)
    if found is not None and not found.unread and not found.names:
        return found
    right = mended(said)
    better = _read(right, today, goes_on=goes_on) if right != said else None
    return better or found


def _read(said: str, today: date, *, goes_on: bool) -> IssuesAsked | None:
    if not goes_on and (alone := _ONE.fullmatch(said)) is not None:
        return IssuesAsked("card", number=int(alone["n"]), bare=True)
    slash = _SLASH.fullmatch(said)
    if slash is not None:
        return _slashed(slash, today)
    asked, found = _taken(said, today)
    if "new" in found and asked.since is None:  # what is new is of this week
        asked = replace(asked, since=today - timedelta(days=today.weekday()))
    of_guides = _OF_GUIDES.search(said) is not None
    asked = replace(
        asked,
        bare=not found & {"ask", "refine", "ledger", "card", "why", "photos", "rates"},
        sure=not of_guides and _is_of_ledger(said, found),
        seeks=not of_guides and found >= {"ask", "head"},
    )
    if asked.unread and not asked.sure:
        return None
    if goes_on and _COUNTS.fullmatch(said):
        return replace(asked, bare=True, refines=True)
    if asked.number:
        return asked if _is_of_one(asked, found, said) else None
    if _is_of_many(asked, found, said, goes_on=goes_on):
        leans = goes_on and asked.deed != "ledger" and _leans(found, said)
        return replace(asked, refines=True) if leans else asked
    if not goes_on or found & {"why", "photos"} or not _GOES_ON.fullmatch(said):
        return None
    return replace(asked, refines=True) if _narrows(asked) else None


def _is_of_ledger(said: str, found: frozenset[str]) -> bool:
    """Whether words are so much the ledger's that what is not understood among them is told."""
    told = found & {"head", "book", "refine", "ledger", "by", "numbers", "lacks"}
    return bool(found & KINDS) and (bool(told) or _JARGON.search(said) is not None)


def _leans(found: frozenset[str], said: str) -> bool:
    """Whether it is of the list shown last."""
    alone = bool(found & {"order", "drop", "except"}) and not found & {"head", "book"}
    return alone or found == {"me"} or _LEANS.search(said) is not None


def _narrows(asked: IssuesAsked) -> bool:
    plain = replace(asked, bare=False, sure=False, seeks=False, refines=False, unread=())
    return plain != IssuesAsked(deed=asked.deed)


def _slashed(slash: re.Match[str], today: date) -> IssuesAsked | None:
    """ "/issues 医保局", "/overdue", "/ledger 本月": the command says what is asked."""
    asked, _ = _taken(core(slash["rest"] or ""), today)
    asked, name = replace(asked, refines=False), slash["name"]
    if name == "ledger":
        return replace(asked, deed="ledger")
    return replace(asked, standing="overdue") if name == "overdue" else asked


def _taken(said: str, today: date) -> tuple[IssuesAsked, frozenset[str]]:
    """What the words say, and the kinds of words."""
    taken, at = _Taken(), 0
    for match in _pieces(said):
        _left_over(taken, said[at : match.start()])
        at = match.end()
        _take(taken, match, today)
    _left_over(taken, said[at:])
    asked, unread = taken.asked, list(taken.asked.unread)
    names: list[str] = []
    others: list[str] = []
    for name, is_out in taken.names:
        if len(name) < _SHORTEST[name.isascii()]:
            unread.append(name)
        else:
            (others if is_out else names).append(name)
    if len(names) > MAX_NAMES:
        names, unread = [], unread + names
    asked = replace(asked, names=tuple(names), others=tuple(others), unread=tuple(unread))
    return asked, frozenset(taken.found)


def _pieces(said: str) -> Iterator[re.Match[str]]:
    """The pieces, one after the other; what "关于" stands before may be made of them itself."""
    at = 0
    while (match := SPLIT.search(said, at)) is not None:
        at = match.end()
        if match.lastgroup == "about" and _holds_pieces(match["about_words"]):
            at = match.start("about_words")
            continue
        if at == match.start():
            at += 1
        yield match


def _holds_pieces(words: str) -> bool:
    kinds = {str(one.lastgroup).partition("_")[0] for one in SPLIT.finditer(words)}
    return bool(kinds & (KINDS | {"period", "bureau", "category"}))


def _take(taken: _Taken, match: re.Match[str], today: date) -> None:
    kind, _, value = str(match.lastgroup).partition("_")
    if kind == "except":
        taken.denied = True
    elif kind == "outside":
        if taken.names:
            taken.names[-1] = (taken.names[-1][0], True)
    elif kind == "bureau":
        taken.names.append((list(BUREAUS)[int(value)], taken.denied))
        taken.denied = False
    elif taken.denied and kind not in ("ask", "refine", "head"):
        taken.asked = _unread(taken.asked, f"不是{match.group()}")
        taken.denied = False
        taken.found.add(kind)
    else:
        try:
            taken.asked = with_piece(taken.asked, kind, value, match, today)
        except ContradictionError:
            taken.asked = _unread(taken.asked, match.group())
            return
    taken.found.add(kind)


def _unread(asked: IssuesAsked, words: str) -> IssuesAsked:
    return replace(asked, unread=(*asked.unread, words))


def _left_over(taken: _Taken, words: str) -> None:
    for part in _BETWEEN.split(words):
        if name := _stripped(part):
            taken.names.append((name, taken.denied))
            taken.denied = False


def _stripped(piece: str) -> str:
    """A piece of a message without the words around a name."""
    lead = LEAD.match(piece)
    start, end = lead.end() if lead else 0, len(piece)
    while end > start and (tail := TAIL.search(piece, start, end)):
        end = tail.start()
    return piece[start:end]


def _is_of_one(asked: IssuesAsked, found: frozenset[str], said: str) -> bool:
    """Whether an issue is asked for by its number, and nothing is told of it or to be done."""
    others = found - {"number", "head", "card", "why", "photos", "ask"}
    asks = _OFTEN_SAID.search(said) is not None and others <= {"open", "closed", "overdue"}
    return not asked.names and not asked.unread and (not others or asks)


def _is_of_many(asked: IssuesAsked, found: frozenset[str], said: str, *, goes_on: bool) -> bool:
    """Whether issues are asked for, or only words are used that such a question has, too."""
    if asked.deed in ("why", "photos"):
        return found <= {"why", "photos", "ask", "head"} and not (asked.names or asked.unread)
    if asked.deed == "ledger":
        return not asked.names or "导" in said or "head" in found or len(found) > 1
    if asked.deed in ("tally", "rates") or _ALONE.fullmatch(said) or "numbers" in found:
        return True
    if found <= _OTHERWISE and found & {"order", "drop", "me"}:
        return goes_on
    is_kind = bool(found & KINDS or asked.others)
    filtered = is_kind or bool(found & _FILTERS or asked.names)
    is_named = bool(found & {"head", "book"}) or ("category" in found and "问题" in said)
    if is_named:
        return filtered or "ask" in found
    if found in ({"overdue"}, {"words"}, {"case"}, {"till"}) and not asked.names:
        return True
    means = _MEANS.search(said) is not None or bool(found & {"ask", "refine", "own", "order"})
    plain = said.isascii() and not said.isdecimal()
    means = means or (plain and bool(found & _PLAIN))
    dated = "new" in found and "period" in found
    refined = ("refine" in found and filtered) or found >= {"ask", "about"}
    return refined or dated or (is_kind and means)
