"""One value of a published guide, put into plain text: lists, codes, limits, dates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from knowledge.days import english_day
from knowledge.elements import Kind
from knowledge.importers.entries import entry_text, has_name, lines_of_tables
from knowledge.importers.numbering import unnumbered
from knowledge.importers.rows import MAX_DEPTH, MAX_ELEMENT_CHARS
from knowledge.remarks import Remark, remark
from knowledge.text import GARBAGE, clean

_NOTHING = frozenset({"", "null", "none", "nan", "-", "--", "/", "[]", "{}", "n/a", "~"})
_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
_BULLET = re.compile(
    r"^\s*(?:\*(?!\*)|[-+•●·□☐○]|\d{1,3}[.、)](?!\d)|[(\uff08]\d{1,3}[)\uff09])\s*"
)
_FLAGS = {
    "1": "是",
    "0": "否",
    "true": "是",
    "false": "否",
    "y": "是",
    "n": "否",
    "yes": "是",
    "no": "否",
}
_LIMIT = re.compile(
    r"^(\d{1,4})\s*个?\s*[(\uff08]?\s*(工作日|自然日|日历日|天|日|小时|分钟|个?月|年|即时|周)?\s*[)\uff09]?$"
)
_MEASURED = frozenset({"工作日", "自然日", "日历日", "小时", "月"})
_LIMIT_OF = re.compile(
    r"(?:^|(?<=[\s,;、。/日天时月年\uff0c\uff1b]))(法定|承诺)(?:办结|办理)?(?:时限|期限|时间)?"
    r"[ ]*(?:为|是|[:\uff1a])?[ ]*(?=[\d一二两三四五六七八九十半即当无不随])"
)
_DASHED = re.compile(r"(?<=\d) ?[\uff0d\u2010-\u2015\u2212] ?(?=\d)")
"""A dash of another kind between the digits of a number, where a phone wants its own."""
_DATE = re.compile(r"^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T ].*)?$")
_NO_END = re.compile(r"^(?:长期|永久|无期限|无限期|无固定期限)(?:有效)?$")


def flatten(value: Any, lost: list[Remark] | None = None, depth: int = 0) -> str:
    """Any value of a JSON or YAML file as clean text, a list's entries on lines of their own.

    Args:
        value: Text, lists and mappings; untrusted.
        lost: What did not fit is told here, for people.
        depth: How deep in the file's value this one stands.
    """
    lost = [] if lost is None else lost
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if depth > MAX_DEPTH and isinstance(value, Mapping | list | tuple):
        lost.append(remark("nested", MAX_DEPTH))
        value = " ".join(_leaves(value))
    if isinstance(value, Mapping):
        value = _entries(value, lost, depth)
    if isinstance(value, list | tuple):
        entries = (flatten(item, lost, depth + 1) for item in value)
        # An entry's own lines would read as further entries.
        return _cut("\n".join(text.replace("\n", " ") for text in entries if text), lost)
    if GARBAGE.search(str(value)):
        lost.append(remark("unseen"))
    text = _cut(clean(_cut(str(value), lost, 2)).translate(_DIGITS), lost)
    return "" if text.casefold() in _NOTHING else text


def _entries(value: Mapping[Any, Any], lost: list[Remark], depth: int) -> str | list[str]:
    told = {str(key).strip(): flatten(item, lost, depth + 1) for key, item in value.items()}
    if has_name(told):
        return entry_text(told)
    if depth == 0 and any(isinstance(item, list | tuple) for item in value.values()):
        return "\n".join(f"{key}：\n{text}" for key, text in told.items() if text)  # cases
    return [f"{key}:{text}" for key, text in told.items() if text]


def _cut(text: str, lost: list[Remark], times: int = 1) -> str:
    """`text` within its bound; `times` leaves room for markup that goes."""
    if len(text) > MAX_ELEMENT_CHARS * times:
        lost.append(remark("cut", MAX_ELEMENT_CHARS))
    return text[: MAX_ELEMENT_CHARS * times]


def _leaves(value: Any) -> Iterator[str]:
    """What stands innermost, in order, however deep."""
    left = [value]
    while left:
        found = left.pop()
        if isinstance(found, Mapping):
            left.extend(reversed(list(found.values())))
        elif isinstance(found, list | tuple):
            left.extend(reversed(found))
        elif found is not None:
            yield str(found)


def write_value(term: str, kind: Kind, text: str) -> str:
    """An element's flattened value as it is kept and shown; "" where the file says nothing."""
    if text.startswith((f"{term}:", f"{term}\uff1a")):
        text = text[len(term) + 1 :].strip()  # sites write the label into the value
    text = lines_of_tables(text)
    match kind:
        case "list" | "steps":
            lines = (_BULLET.sub("", line, count=1).strip() for line in unnumbered(text))
            return "\n".join(line for line in lines if line)
        case "flag":
            return _FLAGS.get(text.casefold(), text)
        case "limit":
            return write_limit(text)
        case "count":
            return f"{text} 次" if text.isdigit() and text.isascii() else text
        case "phone":
            return _DASHED.sub("-", text)
        case "code":
            return text.replace("\n", "、")
        case _:
            return text


def limits_in(text: str) -> dict[str, str]:
    """Both limits of "法定30个工作日，承诺8个工作日" by their terms.

    Empty where the text does not begin with a name: it is one limit then, and
    what it says of another one is said beside it.
    """
    found = list(_LIMIT_OF.finditer(text))
    names = [match[1] for match in found]
    if not found or found[0].start() > 0 or len(set(names)) < len(names):
        return {}
    ends = [match.start() for match in found[1:]] + [len(text)]
    return {
        f"{name}办结时限": text[match.end() : end].strip(" \n,;、。/\uff0c\uff1b")
        for name, match, end in zip(names, found, ends, strict=True)
    }


def write_limit(text: str, unit: str = "") -> str:
    """ "30(工作日)" as "30 个工作日"; what is not a bare limit stays as it is."""
    match = _LIMIT.match(text)
    if match is None:
        return text
    found = match[2] or unit
    measure = "个" if found in _MEASURED else ""
    return f"{match[1]} {measure}{found}".strip()


def read_date(text: str) -> date | None:
    """A date of a guide's life; None for nothing and for no end, ValueError for what is no date."""
    if text.casefold() in _NOTHING or _NO_END.match(text):
        return None
    match = _DATE.match(text) or re.match(r"^(\d{4})(\d{2})(\d{2})$", text)
    if match is None:
        return english_day(text)
    return date(int(match[1]), int(match[2]), int(match[3]))
