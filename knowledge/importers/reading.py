"""A row while it is read: each key understood, its value written plainly, what is odd told.

Nothing that a row says is dropped without a word: what has no place is kept under
its own name or among the remarks, what does not fit is told.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from knowledge.elements import REMARKS, find_element, is_faq, key_of, kind_of
from knowledge.importers.faqs import Faqs
from knowledge.importers.rows import (
    MAX_ELEMENT_CHARS,
    MAX_ELEMENTS,
    MAX_NAME_CHARS,
    MAX_NAMES,
    Repeated,
)
from knowledge.importers.values import flatten, limits_in, read_date, write_limit, write_value
from knowledge.remarks import Remark, remark
from knowledge.text import one_line

_FIELDS: dict[str, tuple[str, ...]] = {
    "id": (
        *("id", "实施编码", "事项编码", "事项编号", "事项代码", "实施清单编码"),
        *("item code", "service code", "item number"),
    ),
    "name": (
        *("name", "事项名称", "名称", "标题", "title", "事项", "服务事项", "服务事项名称"),
        *("政务服务事项", "政务服务事项名称", "所属事项", "所属事项名称", "主项名称", "办理事项"),
        *("service name", "name of service", "item name", "name of item", "service item"),
        "service",
    ),
    "case": ("业务办理项名称", "办理项名称", "业务办理项", "子项名称", "办理情形"),
    "bureau": (
        *("bureau", "实施主体", "实施机构", "实施部门", "办理部门", "主管部门", "实施单位"),
        *("承办单位", "承办机构", "办理单位", "办理机构", "主管单位", "单位名称", "部门名称"),
        *("部门", "责任单位", "department", "responsible department", "responsible authority"),
        *("competent authority", "handling department", "issuing authority", "responsible office"),
    ),
    "level": ("level", "行使层级", "层级"),
    "region": ("region", "地区", "区划", "行政区划", "区域", "县区", "所属区域"),
    "version": ("version", "事项版本", "版本", "版本号"),
    "published": (
        *("published", "发布日期", "公布日期", "更新日期", "date of publication"),
        *("publication date", "published on", "last updated", "updated on"),
    ),
    "effective": (
        *("effective", "计划生效日期", "生效日期", "实施日期", "effective date"),
        *("effective from", "in force from", "takes effect on"),
    ),
    "expires": (
        *("expires", "计划取消日期", "失效日期", "取消日期", "有效期至", "expiry date"),
        *("valid until", "expires on"),
    ),
    "aliases": ("aliases", "别名", "俗称"),
    "departments": ("departments", "责任部门"),
}
FILLERS = frozenset({"填报单位", "填表单位", "编制单位"})
"""Who filled a table or a form in: its office, where none is named above it or in it."""
_LISTS = frozenset({"aliases", "departments"})
_FIELD_OF = {key_of(key): field for field, keys in _FIELDS.items() for key in keys}
FIELD_NAMES: dict[str, str] = {field: keys[1] for field, keys in _FIELDS.items()}
"""What the fields are called in files, for people."""
_LIMITS = {
    "法定办结时限": ("法定办结时限", "法定时限"),
    "承诺办结时限": ("承诺办结时限", "承诺时限"),
}
_UNIT_OF = {f"{key}单位": term for term, keys in _LIMITS.items() for key in keys}
_NOTE_OF = {f"{key}说明": term for term, keys in _LIMITS.items() for key in keys}


def is_known(key: str) -> bool:
    """Whether a heading, a label or a key is a name that guides have."""
    known = field_of(key) is not None or key in _UNIT_OF or key in _NOTE_OF or is_faq(key)
    return known or find_element(key) is not None


def field_of(key: str) -> str | None:
    """Which field of a guide a key is (its name, its bureau …); None for what is none."""
    return _FIELD_OF.get(key_of(key) if key.isascii() else key)


class Reading:
    """What was understood of a row so far, and what was odd."""

    def __init__(self, odd: tuple[Remark, ...] = ()) -> None:
        self.fields: dict[str, str] = {}
        self.names: dict[str, list[str]] = {field: [] for field in _LISTS}
        self.elements: dict[str, str] = {}
        self.faqs = Faqs()
        self.odd = list(odd)
        self._units: dict[str, str] = {}
        self._notes: dict[str, str] = {}

    def take(self, key: str, value: Any) -> None:
        """Takes in one key of the row."""
        if isinstance(value, Repeated):
            for each in value:
                self.take(key, each)
        elif key == "elements" and isinstance(value, Mapping):
            for name, inner in value.items():
                self.take(str(name).strip(), inner)
        elif is_faq(key):
            self.faqs.read(value)
        elif text := self._plain(key, value):
            self._take_text(key, text)

    def finish(self) -> None:
        """Puts together what stood under several keys."""
        for term, unit in self._units.items():
            if term in self.elements:
                self.elements[term] = write_limit(self.elements[term], unit)
        for term, note in self._notes.items():
            held = self.elements.get(term, "")
            if note not in held:
                self.elements[term] = f"{held}（{note}）" if held else note
        for text in self.faqs.rest:
            self._add(REMARKS, text)
        self.odd += self.faqs.odd

    def dates(self) -> dict[str, date | None]:
        """When the guide was published and is in force, as far as it can be read."""
        found: dict[str, date | None] = {}
        for field in ("published", "effective", "expires"):
            text = self.fields.get(field, "")
            try:
                found[field] = read_date(text)
            except ValueError:
                self.odd.append(remark("no_date", _FIELDS[field][1], text[:20]))
        return found

    def _plain(self, what: str, value: Any) -> str:
        lost: list[Remark] = []
        text = flatten(value, lost)
        key = one_line(what)[:40]
        self.odd += [remark("of_key", key, reason) for reason in dict.fromkeys(lost)]
        return text

    def _take_text(self, key: str, text: str) -> None:
        field = field_of(key)
        if field in _LISTS:
            self._take_names(key, self.names[field], text)
        elif field:
            self._take_field(key, field, one_line(text))
        elif key in _UNIT_OF:
            self._units[_UNIT_OF[key]] = text
        elif key in _NOTE_OF:
            self._notes[_NOTE_OF[key]] = one_line(text)
        else:
            self._take_element(key, text)

    def _take_field(self, key: str, field: str, text: str) -> None:
        if len(text) > MAX_NAME_CHARS:
            self.odd.append(remark("too_long", key, MAX_NAME_CHARS))
            text = text[:MAX_NAME_CHARS]
        held = self.fields.setdefault(field, text)
        if held != text:
            self.odd.append(remark("differs", key, text[:40], held[:40]))

    def _take_names(self, key: str, names: list[str], text: str) -> None:
        for mark in ",、;|\uff0c\uff1b":
            text = text.replace(mark, "\n")
        found = [name for name in map(str.strip, text.split("\n")) if name and name not in names]
        names += [name[:MAX_NAME_CHARS] for name in found]
        if len(names) > MAX_NAMES or any(len(name) > MAX_NAME_CHARS for name in found):
            self.odd.append(remark("names_cut", key, MAX_NAMES, MAX_NAME_CHARS))
            del names[MAX_NAMES:]

    def _take_element(self, key: str, text: str) -> None:
        element = find_element(key)
        term = element.term if element else one_line(key)[:MAX_NAME_CHARS]
        limits = limits_in(text) if kind_of(term) == "limit" else {}
        for each, part in (limits or {term: text}).items():
            written = write_value(each, kind_of(each), part)
            if each and written and self._add(each, written) and element is None:
                self.odd.append(remark("unknown_element", each))

    def _add(self, term: str, text: str) -> bool:
        """Adds to what is held of an element; False if there are too many elements already."""
        held = self.elements.get(term, "")
        if not held and len(self.elements) >= MAX_ELEMENTS:
            self.odd.append(remark("too_many_elements", MAX_ELEMENTS, term))
            return False
        if text == held:
            return True
        both = f"{held}\n{text}" if held else text
        if len(both) > MAX_ELEMENT_CHARS:
            self.odd.append(remark("too_long", term, MAX_ELEMENT_CHARS))
        self.elements[term] = both[:MAX_ELEMENT_CHARS]
        return True
