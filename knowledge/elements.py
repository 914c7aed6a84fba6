"""The one table of a guide's elements (forms.md §5), and which of them a question asks for.

The table itself is elements.toml. A row holds all that is known of an element:
its term, the other names under which files have it, the words people use when
they ask for it, and its kind, which says how its value is written, shown and
found.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from knowledge.text import fold, grams

Kind = Literal["text", "list", "steps", "limit", "count", "flag", "phone", "place", "code", "link"]
"""text, list, steps carry language and get vectors; the others are found by intent and letters."""

EMBEDDED_KINDS: frozenset[str] = frozenset({"text", "list", "steps"})


@dataclass(frozen=True, slots=True)
class Element:
    """One element of a guide, a row of the table."""

    term: str
    en: str
    kind: Kind = "text"
    keys: tuple[str, ...] = ()
    """Other names of it in files and headings."""
    keys_en: tuple[str, ...] = ()
    """Its other names in English."""
    prose: tuple[str, ...] = ()
    """Names that only the headings and labels of documents have."""
    cues: tuple[str, ...] = ()
    """Regular expressions over the folded question (zh)."""
    cues_en: tuple[str, ...] = ()
    """The same over the folded English question."""
    hints: str = ""
    """A few cue words put into the indexed text, as people say them."""
    else_: tuple[str, ...] = ()
    """Elements that answer the same question where this one is missing."""
    within: tuple[str, ...] = ()
    """Elements that may tell it by the way, where they name it: "准驾证（有效期 5 年）"."""
    also: tuple[str, ...] = ()
    """Elements shown along with it where present."""
    spoken: str = ""
    """Regular expression of a line in other elements that tells it where it is missing."""


_TABLE = tomllib.loads((Path(__file__).parent / "elements.toml").read_text(encoding="utf-8"))


def _row(fields: dict[str, Any]) -> Element:
    kept: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in fields.items()}
    return Element(**kept)


_ROWS = tuple(_row(fields) for fields in _TABLE["element"])

FAQ_TERM = "常见问题"
REMARKS = "备注"
OTHER = "其他"
CONDITIONS = "受理条件"
PAPERS = "申请材料"
PROCEDURE = "办理流程"
BUREAU = "实施主体"
SEASON = "申请时限"
COMPLAINTS = "监督投诉方式"

MAIN: tuple[tuple[str, ...], ...] = tuple(tuple(group) for group in _TABLE["main"])
"""The main elements (forms.md §5, linter rules); one of each group must be there."""

OVERVIEW: tuple[str, ...] = tuple(_TABLE["overview"])
"""Shown when only an item is named."""


def key_of(name: str) -> str:
    """A name as it is compared: in lower case, without blanks and marks."""
    return re.sub(r"[\s*#::()()·、]+", "", name).casefold()


BY_TERM: dict[str, Element] = {row.term: row for row in _ROWS}
_BY_KEY: dict[str, Element] = {key_of(name): row for row in _ROWS for name in (row.term, *row.keys)}
_BY_EN: dict[str, Element] = {
    key_of(name): row for row in reversed(_ROWS) for name in (*row.keys_en, row.en)
}
_IN_PROSE: dict[str, str] = {
    **{key_of(name): row.term for row in _ROWS for name in row.prose},
    **{key_of(name): field for field, names in _TABLE["fields"].items() for name in names},
}
_FAQ_KEYS = frozenset(key_of(name) for name in _TABLE["faq"])
QUESTION, ANSWER = "问题", "答案"
"""Under which a pair of 常见问题 has its question and its answer."""
_ASKED, _ANSWERED = (
    frozenset(key_of(name) for name in _TABLE[side]) for side in ("faq_questions", "faq_answers")
)


def find_element(name: str) -> Element | None:
    """The element that a file or a flow calls `name` (its term, a synonym or a name in English)."""
    key = key_of(name)
    return _BY_KEY.get(key) or _BY_EN.get(key)


_COMPOSED = re.compile(
    r"(?P<deed>申请|申领|申报|申办|报名|登记|备案|办理|受理|审批|认定|领取|办事|经办|补办|换领|补领)人?"
    r"(?P<noun>条件|资格|材料|资料|要件|证件|流程|程序|步骤|环节|时限|期限|地点|地址|窗口|对象|机构|部门)"
)
_NOUNS = {
    **dict.fromkeys(("条件", "资格"), CONDITIONS),
    **dict.fromkeys(("材料", "资料", "要件", "证件"), PAPERS),
    **dict.fromkeys(("流程", "程序", "步骤", "环节"), PROCEDURE),
    **dict.fromkeys(("地点", "地址", "窗口"), "办理地点"),
    **dict.fromkeys(("机构", "部门"), BUREAU),
    "对象": "服务对象",
}
_APPLIES = frozenset(("申请", "申领", "申报", "申办", "报名", "登记", "备案"))


def in_prose(name: str) -> str:
    """The element, or the field of a guide, that only documents call so; "" if there is none."""
    return _IN_PROSE.get(key_of(name), "")


def composed(name: str) -> str:
    """The element, or field, of a deed with what it needs: 申领条件, 补办材料, 经办机构."""
    found = _COMPOSED.fullmatch(name)
    if found is None:
        return ""
    limit = "申请时限" if found["deed"] in _APPLIES else "承诺办结时限"
    return _NOUNS.get(found["noun"], limit)


def is_question(name: str) -> bool:
    """Whether a column or a key holds the questions of 常见问题."""
    return key_of(name) in _ASKED


def is_answer(name: str) -> bool:
    """Whether a column or a key holds the answers of 常见问题."""
    return key_of(name) in _ANSWERED


_WHETHER = re.compile("(?:是否)?(?:可以|可否|可(?=代)|能不能|能否)|是否")
"""What asks in a name makes no word with what follows: "以代" of 是否可以代办."""


def element_pairs() -> frozenset[str]:
    """Pairs of neighbours in the names of elements and in what people say for them."""
    texts = (fold(text) for row in _ROWS for text in (row.term, *row.keys, row.hints))
    parts = (part for text in texts for part in _WHETHER.split(text))
    return frozenset(pair for part in parts for pair in grams(part, (2,)))


def is_faq(name: str) -> bool:
    """True if a heading or key stands for 常见问题."""
    return key_of(name) in _FAQ_KEYS


def kind_of(term: str) -> Kind:
    """How an element's value is written; a term that is not in the table is text."""
    row = BY_TERM.get(term)
    return row.kind if row else "text"


def shown_name(term: str, locale: str) -> str:
    """The element's name for people; in English with the term of the guide beside it."""
    row = BY_TERM.get(term)
    return f"{row.en} ({term})" if row and locale == "en" else term


MIN_NAME = 4
"""Shortest synonym of an element that asks for it wherever it stands; shorter ones are cues."""
_NAMED: dict[str, str] = {
    fold(name): row.term
    for row in _ROWS
    for name in (row.term, *(key for key in row.keys if len(key) >= MIN_NAME))
}
_NAMES = re.compile("|".join(sorted(map(re.escape, _NAMED), key=len, reverse=True)))


@cache
def _patterns(english: bool) -> tuple[tuple[re.Pattern[str], str], ...]:
    rows = ((row, row.cues_en if english else row.cues) for row in _ROWS)
    edge = r"\b" if english else ""
    return tuple(
        (re.compile(f"{edge}(?:{'|'.join(cues)}){edge}"), row.term) for row, cues in rows if cues
    )


CUED_IN_ENGLISH = tuple(
    word for row in _ROWS for cue in row.cues_en for word in re.findall("[一-龥]+", cue)
)
"""What English questions ask by that is a word of Chinese once they are translated ("照片")."""


@dataclass(frozen=True, slots=True)
class Intent:
    """A cue found in a folded question: `question[start:end]` asks for `term`."""

    term: str
    start: int
    end: int


def intents(folded: str, masked: str = "", *, english: bool = False) -> tuple[Intent, ...]:
    """Elements that a folded question asks for, in its order; of overlapping cues the longest.

    Args:
        folded: The question. An element's own name may begin within an item's ("残疾人证办理时间").
        masked: The same with the names of items masked: no cue is looked for inside them.
        english: The question is in English.
    """
    masked = masked or folded
    named = [
        Intent(_NAMED[match[0]], match.start(), match.end())
        for match in _NAMES.finditer(folded)
        if masked[match.end() - 1] == folded[match.end() - 1]
    ]
    cued = [
        Intent(term, match.start(), match.end())
        for pattern, term in _patterns(english)
        for match in pattern.finditer(masked)
        if match.end() > match.start()
    ]
    return longest([*named, *cued])


def longest(found: list[Intent]) -> tuple[Intent, ...]:
    """Of overlapping intents the longest, of equally long ones the first; in their order."""
    found = sorted(found, key=lambda intent: (intent.start - intent.end, intent.start))
    kept: list[Intent] = []
    for intent in found:
        if all(intent.end <= other.start or other.end <= intent.start for other in kept):
            kept.append(intent)
    return tuple(sorted(kept, key=lambda intent: intent.start))
