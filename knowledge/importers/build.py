"""A row of a file becomes a guide: keys understood, values written plainly, faults told.

A row is refused only for what leaves no guide (no name, no content); everything
else is kept and reported, because published guides are incomplete as a rule
(R47: the linter shall find that, not the import hide it).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from knowledge.elements import BY_TERM, MAIN, find_element, is_faq, kind_of
from knowledge.importers.rows import (
    MAX_ELEMENT_CHARS,
    MAX_ELEMENTS,
    MAX_FAQS,
    MAX_LIST,
    MAX_NAME_CHARS,
    Draft,
    Row,
    RowError,
)
from knowledge.importers.values import (
    flatten,
    has_unit,
    limit_days,
    phone_fault,
    read_date,
    write_limit,
    write_value,
)
from knowledge.model import Faq, Guide
from knowledge.text import one_line

_FIELDS: dict[str, tuple[str, ...]] = {
    "id": ("id", "实施编码", "事项编码"),
    "name": ("name", "事项名称", "名称", "业务办理项名称", "标题", "title"),
    "bureau": ("bureau", "实施主体", "实施机构", "实施部门", "办理部门", "主管部门"),
    "level": ("level", "行使层级", "层级"),
    "region": ("region", "地区", "区划", "行政区划"),
    "version": ("version", "事项版本", "版本", "版本号"),
    "published": ("published", "发布日期", "公布日期", "更新日期"),
    "effective": ("effective", "计划生效日期", "生效日期", "实施日期"),
    "expires": ("expires", "计划取消日期", "失效日期", "取消日期", "有效期至"),
    "aliases": ("aliases", "别名", "俗称"),
    "departments": ("departments", "责任部门"),
}
_FIELD_OF = {key: field for field, keys in _FIELDS.items() for key in keys}
_UNIT_OF = {"法定办结时限单位": "法定办结时限", "承诺办结时限单位": "承诺办结时限"}
_QUESTION_KEYS = ("问题", "question", "问", "q", "Q")
_ANSWER_KEYS = ("答案", "answer", "答", "解答", "回答", "a", "A")


class _Reading:
    """A row while it is read: what was understood so far and what was odd."""

    def __init__(self) -> None:
        self.fields: dict[str, Any] = {}
        self.elements: dict[str, str] = {}
        self.faqs: list[Faq] = []
        self.units: dict[str, str] = {}
        self.odd: list[str] = []

    def take(self, key: str, value: Any) -> None:
        if key in _FIELD_OF:
            self.fields.setdefault(_FIELD_OF[key], value)
        elif key in _UNIT_OF:
            self.units[_UNIT_OF[key]] = flatten(value)
        elif key == "elements" and isinstance(value, Mapping):
            for name, text in value.items():
                self.take(str(name), text)
        elif is_faq(key):
            self._take_faqs(value)
        else:
            self._take_element(key, value)

    def _take_element(self, key: str, value: Any) -> None:
        element = find_element(key)
        term = element.term if element else one_line(key)[:MAX_NAME_CHARS]
        text = write_value(term, kind_of(term), value)
        if not text or not term:
            return
        if len(self.elements) >= MAX_ELEMENTS and term not in self.elements:
            self.odd.append(f"要素超过 {MAX_ELEMENTS} 个，“{term}”没有收入")
            return
        if element is None:
            self.odd.append(f"不认识的要素“{term}”，按原名保留")
        if len(text) >= MAX_ELEMENT_CHARS:
            self.odd.append(f"“{term}”过长，只保留前 {MAX_ELEMENT_CHARS} 字")
        held = self.elements.get(term)
        if held is None:
            self.elements[term] = text
        elif text != held:
            self.elements[term] = f"{held}\n{text}"[:MAX_ELEMENT_CHARS]

    def _take_faqs(self, value: Any) -> None:
        if value is None:
            return
        if isinstance(value, Mapping):
            known = any(key in value for key in _QUESTION_KEYS)
            value = [value] if known else [{"问题": q, "答案": a} for q, a in value.items()]
        if not isinstance(value, list | tuple):
            self._take_element("备注", value)
            self.odd.append("常见问题不是“问题/答案”的列表，放入备注")
            return
        for entry in value[:MAX_FAQS]:
            self._take_faq(entry)
        if len(value) > MAX_FAQS:
            self.odd.append(f"常见问题超过 {MAX_FAQS} 条，其余没有收入")

    def _take_faq(self, entry: Any) -> None:
        pair = entry if isinstance(entry, Mapping) else {}
        question = _first_of(pair, _QUESTION_KEYS).replace("\n", " ")[:1_000]
        answer = _first_of(pair, _ANSWER_KEYS)[:8_000]
        if question and answer:
            self.faqs.append(Faq(question=question, answer=answer))
        elif entry:
            self.odd.append(
                f"常见问题缺{'答案' if question else '问题'}：{(question or answer)[:30]}"
            )

    def dates(self) -> dict[str, date | None]:
        found: dict[str, date | None] = {}
        for field in ("published", "effective", "expires"):
            try:
                found[field] = read_date(self.fields.get(field))
            except ValueError:
                self.odd.append(f"{_FIELDS[field][1]}看不懂：{flatten(self.fields[field])[:20]}")
        return found


def _first_of(pair: Mapping[Any, Any], keys: tuple[str, ...]) -> str:
    return next((text for key in keys if (text := flatten(pair.get(key)))), "")


def build(row: Row) -> Draft:
    """The guide of a row.

    Raises:
        RowError: The row has no name or says nothing about the item.
    """
    reading = _Reading()
    for key, value in row.record.items():
        reading.take(str(key).strip(), value)
    for term, unit in reading.units.items():
        if term in reading.elements:
            reading.elements[term] = write_limit(reading.elements[term], unit)
    guide = _guide(reading, row.source)
    missing = tuple(group[0] for group in MAIN if not any(term in guide.elements for term in group))
    odd = (*reading.odd, *_odd_elements(guide.elements), *_odd_dates(guide))
    return Draft(guide, missing, odd, row.file, row.line)


def _guide(reading: _Reading, source: str) -> Guide:
    line = {key: one_line(flatten(value))[:MAX_NAME_CHARS] for key, value in reading.fields.items()}
    name = line.get("name", "")
    if not name:
        raise RowError("没有事项名称", "补上“事项名称”(Markdown/YAML:name)")
    if not reading.elements and not reading.faqs:
        raise RowError(f"《{name[:40]}》没有任何指南内容", "至少写一个要素，如“申请材料”")
    guide = Guide(
        id=line.get("id") or _derived_id(name, line.get("bureau", ""), line.get("level", "")),
        name=name,
        bureau=line.get("bureau", ""),
        level=line.get("level", ""),
        region=line.get("region", ""),
        version=line.get("version", ""),
        elements=reading.elements,
        faqs=tuple(reading.faqs),
        aliases=_names(reading.fields.get("aliases")),
        departments=_names(reading.fields.get("departments")),
        source=source,
        **reading.dates(),
    )
    return guide if guide.version else guide.model_copy(update={"version": digest(guide)[:8]})


def _derived_id(name: str, bureau: str, level: str) -> str:
    key = "|".join((name, bureau, level))
    return f"G-{hashlib.sha256(key.encode()).hexdigest()[:12]}"


def _names(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        for mark in ",、;|\uff0c\uff1b":
            value = value.replace(mark, "\n")
    lines = (line.strip()[:MAX_NAME_CHARS] for line in flatten(value).split("\n")[:MAX_LIST])
    return tuple(dict.fromkeys(line for line in lines if line))


def digest(guide: Guide) -> str:
    """Hash of what a guide says (not of where it was read): equal digests, equal guides."""
    content = guide.model_dump(mode="json", exclude={"source"})
    return hashlib.sha256(
        json.dumps(content, ensure_ascii=False, sort_keys=True).encode()
    ).hexdigest()


def _odd_elements(elements: Mapping[str, str]) -> list[str]:
    odd: list[str] = []
    for term, text in elements.items():
        kind = BY_TERM[term].kind if term in BY_TERM else "text"
        if kind == "limit" and not has_unit(text):
            odd.append(f"{term}没有单位：{text}")
        if kind == "phone" and (fault := phone_fault(text)):
            odd.append(f"{term}{fault}：{text[:30]}")
    promised = limit_days(elements.get("承诺办结时限", ""))
    legal = limit_days(elements.get("法定办结时限", ""))
    if promised and legal and promised[1] == legal[1] and promised[0] > legal[0]:
        odd.append(f"承诺办结时限 {promised[0]} 大于法定 {legal[0]}（{legal[1]}）")
    if elements.get("是否收费") == "否" and any(
        char.isdigit() for char in elements.get("收费标准", "")
    ):
        odd.append("是否收费为“否”，收费标准里却有金额")
    return odd


def _odd_dates(guide: Guide) -> list[str]:
    if guide.effective and guide.expires and guide.expires < guide.effective:
        return [f"失效日期 {guide.expires} 早于生效日期 {guide.effective}"]
    return []
