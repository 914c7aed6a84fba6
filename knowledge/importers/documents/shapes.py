"""How offices write a heading: its number, its brackets, its label before a colon.

`一、受理条件`, `（二）申请材料：`, `3.办理流程`, `【办理时限】5个工作日`, `办理地点：…`. What it is
called is found in the table of elements, also where a word or two stand around it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from knowledge.elements import find_element, intents, is_faq
from knowledge.importers.reading import FILLERS, is_known
from knowledge.text import fold

_CN = "一二三四五六七八九十"
# fmt: off
_NUMBERS: tuple[tuple[str, int, re.Pattern[str]], ...] = (
    ("chapter", 10, re.compile(rf"第\s?([{_CN}百\d]{{1,4}})\s?[章节部编篇][分]?[、.:：\s]*")),
    ("cn", 20, re.compile(rf"([{_CN}]{{1,3}})\s?[、.．:：]\s*")),
    ("(cn)", 30, re.compile(rf"[（(〔]\s?([{_CN}]{{1,3}})\s?[）)〕]\s?[、.．:：]?\s*")),
    ("d.d", 45, re.compile(r"(\d{1,2}(?:[.．]\d{1,2}){1,3})[、.．]?\s*(?=[\u4e00-\u9fff【])")),
    ("d", 40, re.compile(r"(\d{1,2})\s?(?:[、.．](?!\d)|[）)])\s*")),
    ("n", 40, re.compile(r"(\d{1,2})[ \u3000\t]+(?=[\u4e00-\u9fff【])")),
    ("(d)", 50, re.compile(r"[（(]\s?(\d{1,2})\s?[）)]\s?[、.．]?\s*")),
    ("circled", 60, re.compile(r"([\u2460-\u2473\u2776-\u277f])\s*")),
    ("mark", 36, re.compile(r"([★☆●■◆▲▶►□○◎※◇▪•·])\s*")),
)
# fmt: on
"""Ways of numbering, with how deep each stands; what the file calls a heading is above all."""
_BRACKETED = re.compile(r"[【\[〖]\s?([^【】\[\]〖〗]{1,30}?)\s?[】\]〗]\s*[:：]?\s*")
BRACKETS, BOLD, PLAIN, LABEL = 25, 35, 37, 38
_LABEL = re.compile(r"([^\s:：][^:：。；;，,？?]{0,29}?)\s*[:：]\s*")
_BESIDE = re.compile(r"[（(]([^（）()]{0,60})[）)]\s*$")
_AROUND = re.compile(
    r"^(?:本事项的?|该事项的?|事项的?|业务的?|行政许可的?|办事的?|申请人?需?(?:提交|提供)的?|需要?(?:提交|提供)的?)?"
    r"(.{2,12}?)(?:如下|如何|一览表?|清单|目录|明细表?|说明|要求|情况|信息|有关规定|及说明|及要求|及依据)?$"
)
_HANDED_IN = re.compile(r"(?:所?需要?|应当?|须)(?:提交|提供|准备|携带)的?(?:材料|资料|证件|要件)")
_PARTED = re.compile(r"[及和与、/／,，&]|以及")
_ENDS = tuple("。；;！!？?，,、…：:")
"""What no heading ends with, unless it names an element; a colon opens a list."""
MAX_HEADING = 30
_ASKING = re.compile(r"谁|什么|啥|哪|怎|如何|多久|多少|几|收不收|要不要|能不能")
_ASKING_CHARS = 14
_QUESTIONS = ("?", "？", "吗", "呢", "么")
"""What a question of 常见问题 ends with, which is no heading."""
WEAK = 2
"""Longest name that is a word of everyday talk, too ("材料", "时间"): no heading by itself."""
# fmt: off
_NO_NAMES = frozenset((
    "name", "title", "id", "case", "level", "region", "version", "aliases", "departments",
    "名称", "标题", "项目", "问答",
))
_MORE = {
    "办理事项名称": "事项名称",
    "业务名称": "事项名称",
    "项目名称": "事项名称",
    "服务事项名称": "事项名称",
    "申请对象": "服务对象",
    "申请人条件": "受理条件",
    "许可条件": "受理条件",
    "审批条件": "受理条件",
    "准予条件": "受理条件",
    "办事条件": "受理条件",
    "禁止性要求": "受理条件",
    "申请接收": "办理地点",
    "办理机构": "实施主体",
    "受理机构": "实施主体",
    "决定机构": "实施主体",
    "实施机关": "实施主体",
    "受理单位": "实施主体",
    "办理单位": "实施主体",
    "承办单位": "实施主体",
    "责任单位": "实施主体",
    "发布单位": "实施主体",
    "发布机构": "实施主体",
    "事项编号": "实施编码",
    "事项代码": "实施编码",
    "指南编号": "实施编码",
    "发布时间": "发布日期",
    "公布时间": "发布日期",
    "印发日期": "发布日期",
    "更新时间": "发布日期",
    "生效时间": "生效日期",
    "施行日期": "生效日期",
    "实施时间": "生效日期",
    "有效期至": "有效期至",
    "版次": "版本",
    **dict.fromkeys(FILLERS, "实施主体"),
    "时限": "承诺办结时限",
    "资料": "申请材料",
    "程序": "办理流程",
    "办理环节": "办理流程",
    "办理过程": "办理流程",
    "操作流程": "办理流程",
    "办理流程图": "办理流程",
    "流程图": "办理流程",
    "办事步骤": "办理流程",
    "线下办理流程": "办理流程",
    "线上办理流程": "办理流程",
    "申报流程": "办理流程",
    "受理流程": "办理流程",
    "提交材料": "申请材料",
    "应提交材料": "申请材料",
    "申请需提交材料": "申请材料",
    "需提交材料": "申请材料",
    "所需资料": "申请材料",
    "申报资料": "申请材料",
    "申请资料": "申请材料",
    "办理资料": "申请材料",
    "需带材料": "申请材料",
    "办结期限": "承诺办结时限",
    "承诺办结期限": "承诺办结时限",
    "办理时效": "承诺办结时限",
    "审批时限": "承诺办结时限",
    "现场办理次数": "到办事现场次数",
    "到现场办理次数": "到办事现场次数",
    "跑腿次数": "到办事现场次数",
    "收费依据及标准": "收费标准",
    "办理费用标准": "收费标准",
    "受理时间段": "办理时间",
    "监督": "监督投诉方式",
    "投诉": "监督投诉方式",
    "投诉举报": "监督投诉方式",
    "投诉举报电话": "监督投诉方式",
    "监督举报电话": "监督投诉方式",
    "监督方式": "监督投诉方式",
    "办公地点": "办理地点",
    "联系我们": "咨询方式",
    "咨询途径": "咨询方式",
    "咨询服务": "咨询方式",
    "投诉途径": "监督投诉方式",
    "常见问题解答": "常见问题",
    "问题解答": "常见问题",
    "热点问答": "常见问题",
    "常见疑问": "常见问题",
    "政策问答": "常见问题",
}
"""What offices call an element, or a field, in prose, beside the names in elements.toml."""
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
    text = text.strip()
    style, rank, number, rest = _numbered(text)
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
    return _CN.find(number[-1]) + 1


def is_heading_like(shape: Shape, text: str) -> bool:
    """Whether a line that names nothing known still looks like a heading."""
    short = len(text.strip()) <= MAX_HEADING + 6 and not text.strip().endswith(_ENDS)
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
    label = re.sub(r"\s+", "", label).strip("：:*#《》“”\"'")
    if not label or len(label) > MAX_HEADING:
        return ()
    beside = _BESIDE.search(label)
    for text in filter(None, (label, label[: beside.start()] if beside else "")):
        if found := _name(text) or _around(text):
            return (found,)
        if _BOTH.fullmatch(text):
            return ("咨询方式", "监督投诉方式")
        parts = [part for part in _PARTED.split(text) if part]
        if 1 < len(parts) <= 4 and (names := _several(parts)):
            return names
    return ()


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
    if text in _MORE:
        return _MORE[text]
    if is_faq(text):
        return "常见问题"
    if _HANDED_IN.fullmatch(text):
        return "申请材料"
    return text if is_known(text) else ""


def asked_of(label: str) -> tuple[str, ...]:
    """The one element that a heading in everyday words asks for: "需要带什么材料"."""
    if label == "问答":  # beside other words of a table's head it is no name
        return ("常见问题",)
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
    return len(re.sub(r"\s+", "", label)) <= WEAK


def term_of(key: str) -> str:
    """The element's term for a key; "常见问题" for FAQs; the key itself for fields."""
    element = find_element(key)
    return element.term if element else ("常见问题" if is_faq(key) else key)
