"""The fields of a move, read from words: which office, who, until when, in which way.

What a message tells unasked is given to the fields of the move that is meant: "不归我们管" is the
reason of a transfer, "三号窗口排了午班" the result of a fix.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.dialogue import issue_offices
from bot.dialogue.house import House
from bot.dialogue.move_form import Told
from bot.reading import deadlines, move_answers, yesno
from bot.reading.move_pieces import Piece, Pieces, mode_in
from bot.reading.words import Span, core, fold, trimmed
from flows.model import Locale
from flows.problem_classes import called
from flows.rectification import LONGEST, Move
from storage.class_reading import ClassQuery

OFFICES = ("department", "receiver")
DAYS = ("deadline", "asked_deadline")
MODES = ("立行立改", "限期整改", "系统攻坚")
_FREE = {
    "assign": "target", "accept": "target", "replan": "reason", "plan": "measure",
    "fix_on_the_spot": "result", "report_fix": "result", "report_progress": "progress",
    "close": "review", "verify": "review", "supplement": "supplement", "merge": "class",
    "reply": "reply", "agree_call": "callback",
    "fix": "result",
}  # fmt: skip
"""The field of words that name none; of all other moves it is the reason."""
_NEW_OFFICE = re.compile(
    r"(?P<office>[^\W\d_a-z]{2,20}?(?:局|委员会|委|办公室|办|中心|处|大厅|院|所|支队|大队|分局))(?P<who>.{0,10})"
)
_TITLE = re.compile(r"[科处局所队组股主]?[长任]|经理|老师|师傅|同志|科员")
_PERSON = re.compile(
    r"[\u4e00-\u9fff]{1,3}(?:[科处局所队组股室]长|主任|经理|老师|师傅|同志|科员)|"
    r"[\u4e00-\u9fff]{1,3}[^\W\d_局委办科处室队口厅心所院会]"
)
"""A person's name, or what one is called by an office."""
_LED = re.compile(r"^(?:由|让|请|给|交给|派给|分给|转给|的|是|,|to|by)+\s*")
_TAIL = re.compile(
    r"(?:同志)?(?:来|去|牵头|负责|承办)?(?:负责|办理|整改|处理|办|改|牵头|跟进)?(?:吧|了|的|啊)*$"
)
_ME = re.compile(r"我(?:自己|本人|来|办|负责)*|本人|自己|me|myself|i do")
_WITH = re.compile(r"^[的和,、\s]+|^,")
_NOTHING = re.compile(
    r"(?:(?:都|也|还|暂时|目前)*(?:没有?|无|不知道|不清楚|不晓得|不好说|不确定|随便|没想好|没什么|待定|再说|"
    r"(?:好的?|行|可以|确认|确定|提交|嗯+)))(?:了|的|吧|呢|啊)*|"
    r"none|nothing|n/?a|no idea|(?:i )?(?:don't|do not) know|not sure|ok(?:ay)?|confirm|sure"
)
_A_CLASS = re.compile("^(?:到|进)?(?:同类问题|同类)?|(?:这|那)?一?类(?:问题)?(?:里|中)?$")
MAX_NAME = 20
MIN_WORDS = 2


@dataclass(frozen=True, slots=True)
class Fields:
    """The values that were read, and what is not clear about an office."""

    given: dict[str, Told] = field(default_factory=dict)
    offered: tuple[str, ...] = ()
    doubted: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """By whom and when the words were said, and what the issue says already."""

    house: House
    name: str
    now: datetime
    locale: Locale
    known: Mapping[str, str] = field(default_factory=dict)


def all_of(by: Reading, move: Move, told: Pieces, to: Piece | None, text: str) -> Fields:
    """What a message tells with a move."""
    found = Fields()
    for name, piece in told.fields.items():
        found = _merged(found, _named(by, move, name, piece))
    if to is not None:
        found = _merged(_given_to(by, move, to), found)
    free = free_field(move)
    if free == "callback" and (agreed := move_answers.may_call(text)):
        found.given[free] = Told(agreed, 0, len(text))
    if told.rest and free in move.fields and free not in found.given:
        start, end = told.rest[0][0], told.rest[-1][1]
        found.given[free] = Told(text[start:end], start, end)
    return found


def free_field(move: Move) -> str:
    """The field that words without a name are."""
    return _FREE.get(move.name, "reason")


def _merged(one: Fields, other: Fields) -> Fields:
    return Fields(
        one.given | other.given, one.offered or other.offered, one.doubted or other.doubted
    )


def _named(by: Reading, move: Move, name: str, piece: Piece) -> Fields:
    """A field that the message names, as the move calls it; one it has not is let be."""
    if name == "day":
        name = next((day for day in DAYS[::-1] if day in move.fields), "")
    if name == "cause" and "cause" not in move.fields:
        name = "reason"
    if name == "department" and "receiver" in move.fields:
        name = "receiver"
    if name not in move.fields:
        return Fields()
    if name in DAYS or name in ("mode", "must_fix"):
        days = name in DAYS and not re.fullmatch(r"\d{4}-\d\d-\d\d", piece.value)
        if days or name == "mode":
            return one(by, move, name, piece.value, piece.start)
        return Fields({name: Told(*piece)})
    return one(by, move, name, piece.value, piece.start)


def _given_to(by: Reading, move: Move, to: Piece) -> Fields:
    """What stands behind the verb: an office, who in it, or a class."""
    if move.name == "merge":
        return one(by, move, "class", to.value, to.start)
    name = "receiver" if "receiver" in move.fields else "department"
    read = one(by, move, name, to.value, to.start)
    if read.given or read.offered:
        return read
    return one(by, move, "owner", to.value, to.start) if "owner" in move.fields else Fields()


def one(by: Reading, move: Move, name: str, words: str, at: int = 0) -> Fields:
    """One field, from the words that are to say it; they stand at character `at`."""
    start, end = trimmed(fold(words))
    words, at = words[start:end], at + start
    if not words or len(words) > LONGEST:
        return Fields()
    if name in OFFICES:
        return _office(by, move, name, words, at)
    if name == "owner":
        return _owner(by, words, at)
    if name == "class":
        return _class(by, words, at)
    if name in DAYS:
        found = deadlines.read(words, now=by.now, locale=by.locale)
        span = (at + found.start, at + found.end) if found is not None else (0, 0)
        return Fields({name: Told(str(found.value), *span)} if found is not None else {})
    if name == "mode":
        mode = mode_in(core(fold(words)))
        return Fields({name: Told(mode, at, at + len(words))} if mode else {})
    if name == "callback":
        agreed = move_answers.may_call(words)
        return Fields({name: Told(agreed, at, at + len(words))} if agreed else {})
    return Fields({name: Told(words, at, at + len(words))} if says_something(words) else {})


def _class(by: Reading, words: str, at: int) -> Fields:
    """A class by its number, or by a part of its name that no other has."""
    told, said = called(words), _A_CLASS.sub("", words).strip()
    number = by.house.classes.numbered(told) if told is not None else ""
    if not told and len(said) >= MIN_WORDS:
        total, found = by.house.classes.page(ClassQuery(words=said), 0, 1)
        number = found[0].number if total == 1 else ""
    return Fields({"class": Told(number, at, at + len(words))} if number else {})


def says_something(words: str) -> bool:
    """Whether words tell anything: "没有" and "不知道" are no reason, and no result."""
    said = core(fold(words))
    return len(said) >= MIN_WORDS and _NOTHING.fullmatch(said) is None and not yesno.bare(words)


def _owner(by: Reading, words: str, at: int) -> Fields:
    start, end = _without_manners(words)
    who = words[start:end]
    if _ME.fullmatch(fold(who)):
        return Fields({"owner": Told(by.name, at, at + len(words))})
    if not who or len(who) > MAX_NAME or re.search(r"[0-9,;。?!]", fold(who)):
        return Fields()
    if not says_something(who):
        return Fields()
    return Fields({"owner": Told(who, at + start, at + end)})


def _without_manners(words: str) -> Span:
    folded = fold(words)
    lead = _LED.match(folded)
    start = lead.end() if lead else 0
    tail = _TAIL.search(folded, start)
    end = tail.start() if tail and tail.start() > start else len(folded)
    return trimmed(folded, start, end)


def _office(by: Reading, move: Move, name: str, words: str, at: int) -> Fields:
    """An office, and who in it where the move has an owner: "医保局张科长"."""
    start, end = _without_manners(words)
    said = words[start:end]
    for cut in _cuts(said):
        found = issue_offices.named(by.house, said[:cut]) if cut > 1 else None
        if found is None or found.item:
            continue
        told = {}
        if found.departments:
            called = _called(by, found.departments, said[:cut], name)
            told[name] = Told(called, at + start, at + start + cut)
        return _with_owner(by, move, Fields(told, found.offered), said, cut, at + start)
    match = _NEW_OFFICE.fullmatch(said)
    if match is None or _TITLE.match(match["who"]):
        return Fields()
    cut = match.end("office")
    new = Fields({name: Told(said[:cut], at + start, at + start + cut)}, doubted=said[:cut])
    return _with_owner(by, move, new, said, cut, at + start)


_ENDS = re.compile(r"(?<=[局委厅办院所队会处])|(?<=中心)")


def _cuts(said: str) -> list[int]:
    """Where the office's name may end: before what is a person's, else as late as can be."""
    ends = [m.end() for m in _ENDS.finditer(said)]
    before_person = [end for end in ends if _PERSON.fullmatch(_WITH.sub("", said[end:]))]
    return [*before_person, *sorted({len(said), *ends}, reverse=True)]


def _with_owner(by: Reading, move: Move, found: Fields, said: str, cut: int, at: int) -> Fields:
    behind = _WITH.sub("", said[cut:])
    if not behind or "owner" not in move.fields:
        return found
    return _merged(found, _owner(by, behind, at + len(said) - len(behind)))


def _called(by: Reading, names: tuple[str, ...], said: str, field_name: str) -> str:
    """Of names of the same office the one that is used: as the issue has it, or as it was said."""
    if (known := by.known.get(field_name, "")) in names:
        return known
    if said in names:
        return said
    bureaus = {guide.bureau for guide in by.house.library.guides()}
    return next((each for each in names if each in bureaus), names[0])
