"""A row of a file becomes a guide, or is refused; what looks wrong in the guide is told.

A row is refused only for what leaves no guide (no name, no content); everything
else is kept and reported, because published guides are incomplete as a rule
(R47: the linter shall find that, not the import hide it).
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from knowledge.importers.reading import Reading
from knowledge.importers.rows import MAX_NAME_CHARS, MAX_ODD, Draft, Row, RowError
from knowledge.linting import flaws_at_import, missing_terms
from knowledge.model import Guide
from knowledge.remarks import Remark, remark
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
    guide = _guide(reading, row.source).model_copy(update={"scanned": row.scanned})
    odd = (*reading.odd, *(flaw.what for flaw in flaws_at_import(guide)))
    missing = () if row.adds else missing_terms(guide.elements)
    return Draft(guide, missing, _bounded(odd), row.file, row.line, row.adds)


def _guide(reading: Reading, source: str) -> Guide:
    line = reading.fields
    name = _name(line.get("name", ""), line.get("case", ""))
    if not name:
        raise RowError("no_name")
    if not reading.elements and not reading.faqs.pairs:
        raise RowError("no_content", name[:40])
    days = reading.dates()
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
        published=days.get("published"),
        effective=days.get("effective"),
        expires=days.get("expires"),
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
