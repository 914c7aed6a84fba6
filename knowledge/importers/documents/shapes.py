"""How offices write a heading: its number, its brackets, its label before a colon.

`一、受理条件`, `（二）申请材料：`, `3.办理流程`, `【办理时限】5个工作日`, `办理地点：…`. What it is
called is found in the table of elements, also where a word or two stand around it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from knowledge.elements import FAQ_TERM, composed, find_element, in_prose, intents, is_faq
from knowledge.importers.reading import FIELD_NAMES, FILLERS, field_of, is_known
from knowledge.text import fold

_CN = "一二三四五六七八九十"
# fmt: off
_NUMBERS: tuple[tuple[str, int, re.Pattern[str]], ...] = (
    ("chapter", 10, re.compile(rf"第\s?([{_CN}百\d]{{1,4}})\s?[章节部编篇][分]?[、.:：\s]*")),
    ("article", 22, re.compile(rf"第\s?([{_CN}百\d]{{1,4}})\s?条[、.:：\s]*")),
    ("roman", 20, re.compile(r"([\u2160-\u216b]|[IVX]{1,4}(?=[.、．]))\s?[、.．:：]?\s*")),
    ("cn", 20, re.compile(rf"([{_CN}]{{1,3}})\s?[、.．:：]\s*")),
    ("(cn)", 30, re.compile(rf"[（(〔]\s?([{_CN}]{{1,3}})\s?[）)〕]\s?[、.．:：]?\s*")),
    ("d.d", 45, re.compile(r"(\d{1,2}(?:[.．]\d{1,2}){1,3})[、.．]?\s*(?=[\u4e00-\u9fffA-Z【])")),
    ("d", 40, re.compile(r"(\d{1,2})\s?(?:[、.．](?!\d)|[）)])\s*")),
    ("n", 40, re.compile(r"(\d{1,2})[ \u3000\t]+(?=[\u4e00-\u9fffA-Z【])")),
    ("(d)", 50, re.compile(r"[（(]\s?(\d{1,2})\s?[）)]\s?[、.．]?\s*")),
    ("annex", 34, re.compile(r"附[件图表]?(\d{0,2})[:：.、 ]{0,2}(?=.{2,16}流程图$)")),
    ("circled", 60, re.compile(r"([\u2460-\u2473\u2776-\u277f])\s*")),
    ("mark", 36, re.compile(r"([★☆●■◆▲▶►□○◎※◇▪•·])\s*")),
)
# fmt: on
"""Ways of numbering, with how deep each stands; what the file calls a heading is above all."""
_BRACKETED = re.compile(r"[【\[〖]\s?([^【】\[\]〖〗]{1,30}?)\s?[】\]〗]\s*[:：]?\s*")
_FRAMED = re.compile(
    r"^(?P<mark>[◆★■●▲※☆◎*=~])[ \u3000]?(?P<inner>[^\s◆★■●▲※☆◎*=~]{1,20})[ \u3000]?(?P=mark)"
)
"""A heading between two signs: "◆申请条件◆"."""
BRACKETS, BOLD, PLAIN, LABEL = 25, 35, 37, 38
_LABEL = re.compile(
    r"([^\s:：][^:：。；;，,？?]{0,29}?|[A-Za-z][A-Za-z &/()'’-]{0,59}?)\s*[:：]\s*"
)
_APART = re.compile(r"([\u4e00-\u9fff]{2,10})[ \u3000\u00a0]{1,20}(?=\S)")
"""A label with what it says behind blanks: "四、收费 免费"."""
_TWICE = re.compile(
    r"(?P<zh>[\u4e00-\u9fff]{2,15})\s{0,3}[/|·（(]?\s{0,3}"
    r"(?P<en>[A-Za-z][A-Za-z &'’-]{2,50})[)）]?\s{0,3}[:：]?"
)
"""A heading in both languages: "申请材料 Required documents"."""
_BESIDE = re.compile(r"[（(]([^（）()]{0,60})[）)]\s*$")
_AROUND = re.compile(
    r"^(?:本事项的?|该事项的?|事项的?|业务的?|行政许可的?|办事的?|申请人?需?(?:提交|提供)的?|需要?(?:提交|提供)的?)?"
    r"(.{2,12}?)(?:如下|如何|一览表?|清单|目录|明细表?|说明|要求|情况|信息|有关规定|及说明|及要求|及依据)?$"
)
_AROUND_EN = re.compile(
    r"^\s*(?:the|your|our|list of|about)\s+|\s+(?:for|in|of|to)\s+[a-z].*$|\s+list$", re.IGNORECASE
)
_HANDED_IN = re.compile(
    r"(?=[所需要应须])(?:所?需要?|要|应当?|须)?(?:提交|提供|准备|携带|带)?的?(?:材料|资料|证件|要件)"
)
_WHERE_AND_WHEN = re.compile(
    r"(?:办理|办公|受理|服务|工作|办事|接待)?(?:时间[及和与、/]?(?:地[点址])|地[点址][及和与、/]?时间)"
)
_PARTED = re.compile(r"[及和与、/／,，&]|以及")
_ENDS = tuple("。；;！!？?，,、…：:")
"""What no heading ends with, unless it names an element; a colon opens a list."""
MAX_HEADING = 30
MAX_HEADING_EN = 60
"""The same of one in Latin letters."""
_ASKING = re.compile(r"谁|什么|啥|哪|怎|咋|多长|花不花|如何|多久|多少|几|收不收|要不要|能不能")
_ASKING_CHARS = 14
_QUESTIONS = ("?", "？", "吗", "呢", "么")
"""What a question of 常见问题 ends with, which is no heading."""
_ASKING_EN = re.compile(r"(?:what|where|when|who|how|which|can|do)\b", re.IGNORECASE)
_AND = re.compile(r"\s+(?:and|or|&)\s+", re.IGNORECASE)
_WEAK_EN = frozenset({"telephone", "phone", "address", "hours", "time", "note"})
WEAK = 2
"""Longest name that is a word of everyday talk, too ("材料", "时间"): no heading by itself."""
# fmt: off
_NO_NAMES = frozenset((
    "name", "title", "id", "case", "aliases", "departments",
    "名称", "标题", "项目", "问答",
))
# fmt: on
_FLOW_CHART = re.compile(r".{1,16}流程图")
_BOTH = re.compile(
    r"(?:业务|政策)?咨询(?:服务)?[与及和、/]?(?:监督)?(?:投诉|监督)(?:举报|投诉)?(?:电话|方式|渠道|热线|途径)?"
)
"""Enquiries and complaints under one name."""
_CIRCLED = {chr(base + n): n + 1 for base in (0x2460, 0x2776) for n in range(10)}


@dataclass(frozen=True, slots=True)
class Shape:
    """What a line looks like."""

    style: str
    """How it is numbered or set off, "" for plain text."""
    rank: int
    """How deep a heading of this style stands; the smaller, the higher."""
    number: int
    """Its number, 0 without one."""
    label: str
    """What may be a name: the words before a colon, or the whole line."""
    text: str
    """What stands behind the label."""
    labelled: bool
    """A colon, or brackets, set the label off."""


def shape_of(text: str, level: int = 0, bold: bool = False) -> Shape:
    """The shape of a line; `level` and `bold` are what its file says of it."""
    text = _FRAMED.sub(r"【\g<inner>】", text.strip(), count=1)
    style, rank, number, rest = _numbered(text)
    twice = _TWICE.fullmatch(rest) if len(rest) <= MAX_HEADING + MAX_HEADING_EN else None
    if twice and names_of(twice["zh"]) and names_of(twice["en"]):
        rest = twice["zh"]
    if level:
        style, rank = f"h{level}", level
    elif bold and not style:
        style, rank = "bold", BOLD
    bracketed = _BRACKETED.match(rest)
    if bracketed:
        inner = _numbered(bracketed[1])[3] or bracketed[1]
        style, rank = (style, rank) if style not in ("", "bold") else ("【", BRACKETS)
        return Shape(style, rank, number, inner, rest[bracketed.end() :], True)
    label = _LABEL.match(rest)
    if label:
        return Shape(style, rank or LABEL, number, label[1], rest[label.end() :], True)
    apart = _APART.match(rest) if style == "cn" else None
    if apart and names_of(apart[1]):
        return Shape(style, rank, number, apart[1], rest[apart.end() :], True)
    return Shape(style, rank or PLAIN, number, rest.rstrip(), "", False)


def _numbered(text: str) -> tuple[str, int, int, str]:
    for style, rank, pattern in _NUMBERS:
        if match := pattern.match(text):
            return style, rank, _count(match[1]), text[match.end() :]
    return "", 0, 0, text


def _count(number: str) -> int:
    if number in _CIRCLED:
        return _CIRCLED[number]
    last = re.split(r"[.．]", number)[-1]
    if last.isdigit():
        return int(last)
    tens, mark, ones = number.partition("十")
    if mark:
        return (_CN.find(tens) + 1 if tens else 1) * 10 + (_CN.find(ones) + 1 if ones else 0)
    return _CN.find(number[-1:] or "-") + 1


def is_heading_like(shape: Shape, text: str) -> bool:
    """Whether a line that names nothing known still looks like a heading."""
    short = len(text.strip()) <= _most(text) + 6 and not text.strip().endswith(_ENDS)
    return (
        bool(shape.style) and shape.style not in ("circled", "mark") and short and bool(shape.label)
    )


def opens_paragraph(text: str) -> bool:
    """Whether a row of a page begins a paragraph, whatever stands before it."""
    shape = shape_of(text)
    marked = shape.style not in ("", "bold") or text.startswith(("问", "答", "注：", "附件", "《"))
    return marked or (shape.labelled and bool(names_of(shape.label)))


@lru_cache(maxsize=4_096)
def names_of(label: str) -> tuple[str, ...]:
    """The keys that a heading stands for: one, several for "办理地点及时间", or none."""
    most = _most(label)
    if not label or len(label) > most * 2:
        return ()
    english = label.strip() if label.isascii() else ""
    shorter = _joined(_AROUND_EN.sub("", english))
    label = _joined(label)
    if not label or len(label) > most:
        return ()
    beside = _BESIDE.search(label)
    for text in filter(None, (label, label[: beside.start()] if beside else "", shorter)):
        if found := _name(text) or _around(text):
            return (found,)
        if _WHERE_AND_WHEN.fullmatch(text):
            return ("办理地点", "办理时间")
        if _FLOW_CHART.fullmatch(text):
            return ("办理流程",)
        if _BOTH.fullmatch(text):
            return ("咨询方式", "监督投诉方式")
        parts = [part for part in _PARTED.split(text) if part]
        if 1 < len(parts) <= 4 and (names := _several(parts)):
            return names
    beside_each_other = _AND.split(english)
    if 1 < len(beside_each_other) <= 4:
        return _several([_joined(part) for part in beside_each_other])
    return ()


def _joined(label: str) -> str:
    """A label without blanks, and without the marks around it."""
    return re.sub(r"\s+", "", label).strip("：:*#《》“”\"'")


def _most(text: str) -> int:
    """How long a heading in this script may be."""
    return MAX_HEADING_EN if text.isascii() else MAX_HEADING


def _around(text: str) -> str:
    match = _AROUND.match(text)
    return _name(match[1]) if match and match[1] != text and len(match[1]) > WEAK else ""


def _several(parts: list[str]) -> tuple[str, ...]:
    """Names that stand side by side, also where the last word or the first is for all of them."""
    tail, head = parts[-1][-2:], parts[0][:2]
    found = []
    for part in parts:
        tries = (part, part + tail, head + part)
        found.append(next(filter(None, map(_name, tries)), ""))
    if not all(found):
        return ()
    first = {term_of(key): key for key in reversed(found)}  # of two names for one element
    return tuple(dict.fromkeys(first[term_of(key)] for key in found))


def _name(text: str) -> str:
    """The key for one name, "" if it is none."""
    if text.casefold() in _NO_NAMES:
        return ""
    if text in FILLERS:
        return "实施主体"
    if name := in_prose(text):
        return name
    if is_faq(text):
        return FAQ_TERM
    if _HANDED_IN.fullmatch(text):
        return "申请材料"
    if text.isascii() and (field := field_of(text)):
        return FIELD_NAMES[field]
    return text if is_known(text) else composed(text)


def asked_of(label: str) -> tuple[str, ...]:
    """The one element that a heading in everyday words asks for: "需要带什么材料"."""
    if label == "问答":  # beside other words of a table's head it is no name
        return (FAQ_TERM,)
    if label.isascii() and len(label) <= MAX_HEADING_EN and _ASKING_EN.match(label):
        asked = {intent.term for intent in intents(fold(label), english=True)}
        return (asked.pop(),) if len(asked) == 1 and not label.endswith("?") else ()
    if len(label) > _ASKING_CHARS or not _ASKING.search(label) or label.endswith(_QUESTIONS):
        return ()
    terms = {intent.term for intent in intents(fold(label))}
    return (terms.pop(),) if len(terms) == 1 else ()


def beside(label: str) -> str:
    """What stands in brackets behind a heading, which belongs to what it says."""
    found = _BESIDE.search(label.strip())
    return found[1].strip() if found and not names_of_exact(label) else ""


def names_of_exact(label: str) -> bool:
    """Whether the label with its brackets is a name by itself."""
    return bool(_name(re.sub(r"\s+", "", label)))


def is_weak(label: str) -> bool:
    """Whether a name is too common a word to be a heading without a number or the like."""
    name = re.sub(r"\s+", "", label)
    return len(name) <= WEAK or name.casefold() in _WEAK_EN


def term_of(key: str) -> str:
    """The element's term for a key; FAQ_TERM for FAQs; the key itself for fields."""
    element = find_element(key)
    return element.term if element else (FAQ_TERM if is_faq(key) else key)
