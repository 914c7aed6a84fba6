"""One value of a published guide, put into plain text: lists, codes, limits, phones, dates."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from knowledge.elements import Kind
from knowledge.importers.rows import MAX_DEPTH, MAX_ELEMENT_CHARS, MAX_LIST
from knowledge.text import clean, one_line

_NOTHING = frozenset({"", "null", "none", "nan", "-", "--", "/", "[]", "{}", "n/a"})
_BULLET = re.compile(r"^\s*(?:[-*+•●·□☐○]|\d{1,3}[.、)](?!\d)|[(\uff08]\d{1,3}[)\uff09])\s*")
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
_PHONE = re.compile(
    r"(?<!\d)(?:(?:\+?86-?0?\d{2,3}|0\d{2,3})-?\d{3,4}-?\d{4}|0\d{2,3}-?(?:1\d{4}|96\d{3,4})"
    r"|(?:\+?86-?)?1[3-9]\d{9}|[48]00-?\d{3,4}-?\d{3,4}|1[0-2]\d{1,3}|9[56]\d{3,4})(?!\d)"
)
_LOCAL_PHONE = re.compile(r"(?<!\d)\d{7,8}(?!\d)")
_DATE = re.compile(r"^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T ].*)?$")


def flatten(value: Any, depth: int = 0) -> str:
    """Any value of a JSON or YAML file as clean text, a list's entries on lines of their own."""
    if value is None or depth > MAX_DEPTH:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Mapping):
        value = [
            f"{key}:{text}"
            for key, item in _first(value.items())
            if (text := flatten(item, depth + 1))
        ]
    if isinstance(value, list | tuple):
        entries = (flatten(item, depth + 1) for item in _first(value))
        # An entry's own lines would read as further entries.
        return "\n".join(text.replace("\n", " ") for text in entries if text)[:MAX_ELEMENT_CHARS]
    text = clean(str(value)[: MAX_ELEMENT_CHARS * 2])[:MAX_ELEMENT_CHARS]
    return "" if text.casefold() in _NOTHING else text


def _first(values: Any) -> list[Any]:
    return [value for _, value in zip(range(MAX_LIST), values, strict=False)]


def write_value(term: str, kind: Kind, value: Any) -> str:
    """An element's value as it is kept and shown; "" where the file says nothing."""
    text = flatten(value)
    if text.startswith((f"{term}:", f"{term}\uff1a")):
        text = text[len(term) + 1 :].strip()  # sites write the label into the value
    match kind:
        case "list" | "steps":
            lines = (_BULLET.sub("", line, count=1).strip() for line in text.split("\n"))
            return "\n".join(line for line in lines if line)
        case "flag":
            return _FLAGS.get(text.casefold(), text)
        case "limit":
            return write_limit(text)
        case "count":
            return f"{text} 次" if text.isdigit() and text.isascii() else text
        case "code":
            return text.replace("\n", "、")
        case _:
            return text


def write_limit(text: str, unit: str = "") -> str:
    """ "30(工作日)" as "30 个工作日"; what is not a bare limit stays as it is."""
    match = _LIMIT.match(text)
    if match is None:
        return text
    found = (match[2] or unit).removeprefix("个")
    measure = "个" if found in _MEASURED else ""
    return f"{match[1]} {measure}{found}".strip()


def limit_days(text: str) -> tuple[int, str] | None:
    """Number and unit of a time limit, None if it names none or has no unit."""
    match = re.search(r"(\d{1,4})\s*个?\s*(工作日|自然日|日历日|天|日|小时|月|年)", text)
    return (int(match[1]), match[2]) if match else None


def has_unit(text: str) -> bool:
    """False for a limit that is a number alone ("30")."""
    return not re.fullmatch(r"\d+", text)


def phone_fault(text: str) -> str:
    """What is wrong with a phone text, "" if at least one number in it can be dialled."""
    text = re.sub(r"[\s()\-]+", "-", unicodedata.normalize("NFKC", text))
    if _PHONE.search(text):
        return ""
    if _LOCAL_PHONE.search(text):
        return "没有区号"
    return "不像电话号码" if re.search(r"\d", text) else "没有号码"


def read_date(value: Any) -> date | None:
    """A date of a guide's life; None for nothing, ValueError for what is no date."""
    if value is None or isinstance(value, datetime):
        return value.date() if value else None
    if isinstance(value, date):
        return value
    text = one_line(str(value)[:40])
    if text.casefold() in _NOTHING:
        return None
    match = _DATE.match(text) or re.match(r"^(\d{4})(\d{2})(\d{2})$", text)
    if match is None:
        raise ValueError(text)
    return date(int(match[1]), int(match[2]), int(match[3]))
