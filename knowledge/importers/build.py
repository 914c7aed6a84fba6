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
from knowledge.importers.values import NUMBER, days_of, has_unit, limit_days
from knowledge.model import Guide
from knowledge.phones import phone_fault
from knowledge.remarks import Remark, element_name, remark
from knowledge.versions import named

_APART = ("bureau", "level", "region")
"""What tells items of one name apart where they have no code."""


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
        raise RowError("no_name")
    if not reading.elements and not reading.faqs.pairs:
        raise RowError("no_content", name[:40])
    guide = Guide(
        id=line.get("id") or _derived_id(name, *(line.get(part, "") for part in _APART)),
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


def _derived_id(name: str, bureau: str, level: str, region: str) -> str:
    where = () if region in bureau else (region,)
    key = "|".join((name, bureau, level, *where))
    return f"G-{hashlib.sha256(key.encode()).hexdigest()[:12]}"


def _bounded(odd: Sequence[Remark]) -> tuple[Remark, ...]:
    odd = list(dict.fromkeys(odd))
    more = [remark("more_odd", len(odd) - MAX_ODD)] if len(odd) > MAX_ODD else []
    return (*odd[:MAX_ODD], *more)


def _odd_elements(elements: Mapping[str, str]) -> list[Remark]:
    odd: list[Remark] = []
    for term, text in elements.items():
        kind = BY_TERM[term].kind if term in BY_TERM else "text"
        if kind == "limit" and not has_unit(text):
            odd.append(remark("no_unit", element_name(term), text))
        if kind == "phone" and (fault := phone_fault(text)):
            odd.append(remark("phone", element_name(term), fault, text[:30]))
    odd += _above_legal(elements.get("承诺办结时限", ""), elements.get("法定办结时限", ""))
    if elements.get("是否收费") == "否" and any(
        char.isdigit() for char in elements.get("收费标准", "")
    ):
        odd.append(remark("free_with_sum"))
    return odd


def _above_legal(promised: str, legal: str) -> list[Remark]:
    """Told where the promised limit is longer than the legal one for sure, or by its number."""
    if (mine := limit_days(promised)) and (other := limit_days(legal)):
        shortest, longest = days_of(*mine)[0], days_of(*other)[1]
        longer = mine[0] > other[0] if mine[1] == other[1] else shortest > longest
        return [remark("above_legal", promised[:40], legal[:40])] if longer else []
    numbers = [NUMBER.match(text) for text in (promised, legal)]
    mine_bare, other_bare = (int(found[0]) if found else None for found in numbers)
    if mine_bare is None or other_bare is None or mine_bare <= other_bare:
        return []
    return [remark("above_legal_bare", promised[:40], legal[:40])]


def _odd_dates(guide: Guide) -> list[Remark]:
    if guide.effective and guide.expires and guide.expires < guide.effective:
        return [remark("ends_before", guide.expires, guide.effective)]
    return []
