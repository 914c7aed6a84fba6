"""A row of a file becomes a guide, or is refused; what looks wrong in the guide is told.

A row is refused only for what leaves no guide (no name, no content); everything
else is kept and reported, because published guides are incomplete as a rule
(R47: the linter shall find that, not the import hide it).
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from knowledge.elements import BY_TERM, MAIN
from knowledge.importers.reading import Reading
from knowledge.importers.rows import MAX_NAME_CHARS, MAX_ODD, Draft, Row, RowError
from knowledge.importers.values import has_unit, limit_days
from knowledge.model import Guide
from knowledge.phones import phone_fault
from knowledge.versions import named


def build(row: Row) -> Draft:
    """The guide of a row.

    Raises:
        RowError: The row has no name or says nothing about the item.
    """
    reading = Reading(row.odd)
    for key, value in row.record.items():
        reading.take(str(key).strip(), value)
    reading.finish()
    guide = _guide(reading, row.source)
    missing = tuple(group[0] for group in MAIN if not any(term in guide.elements for term in group))
    odd = (*reading.odd, *_odd_elements(guide.elements), *_odd_dates(guide))
    return Draft(guide, missing, _bounded(odd), row.file, row.line)


def _guide(reading: Reading, source: str) -> Guide:
    line = reading.fields
    name = _name(line.get("name", ""), line.get("case", ""))
    if not name:
        raise RowError("没有事项名称", "补上“事项名称”（Markdown、YAML 里是 name）")
    if not reading.elements and not reading.faqs.pairs:
        raise RowError(f"《{name[:40]}》没有任何指南内容", "至少写一个要素，如“申请材料”")
    guide = Guide(
        id=line.get("id") or _derived_id(name, line.get("bureau", ""), line.get("level", "")),
        name=name,
        bureau=line.get("bureau", ""),
        level=line.get("level", ""),
        region=line.get("region", ""),
        version=line.get("version", ""),
        elements=reading.elements,
        faqs=tuple(reading.faqs.pairs),
        aliases=tuple(reading.names["aliases"]),
        departments=tuple(reading.names["departments"]),
        source=source,
        **reading.dates(),
    )
    return named(guide)


def _name(item: str, case: str) -> str:
    """The item's name with the case it is for (首次办理, 变更) where it has several."""
    if not item or item in case:
        return case or item
    return f"{item}（{case}）"[:MAX_NAME_CHARS] if case else item


def _derived_id(name: str, bureau: str, level: str) -> str:
    key = "|".join((name, bureau, level))
    return f"G-{hashlib.sha256(key.encode()).hexdigest()[:12]}"


def _bounded(odd: Sequence[str]) -> tuple[str, ...]:
    odd = list(dict.fromkeys(odd))
    more = [f"还有 {len(odd) - MAX_ODD} 处"] if len(odd) > MAX_ODD else []
    return (*odd[:MAX_ODD], *more)


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
