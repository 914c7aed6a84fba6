"""The list for a special inspection (督查问题清单, R53, R67) as a Word file, unit by unit.

On it is every issue that an inspection found, and of the rest what is open: with who answers for
it, by when and to what end, and what went wrong on the way. Each issue stands once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from flows.loop_figures import Standing
from storage.exports.chart import Bars, chart
from storage.exports.office_report import Head, Row, issue_row, left_out
from storage.exports.report_context import numeral
from storage.exports.word_file import TEMPLATES, write_word
from storage.records import IssueRecord

if TYPE_CHECKING:
    from docxtpl import DocxTemplate

TEMPLATE = TEMPLATES / "inspection_list.docx"


class Listed(NamedTuple):
    """An issue of the list, and how it stands."""

    record: IssueRecord
    standing: Standing


@dataclass(frozen=True, slots=True)
class UnitList:
    """A unit’s issues: all as they are counted, and those that are told, the worst first."""

    unit: str
    counted: Sequence[Standing]
    listed: Sequence[Listed]


@dataclass(frozen=True, slots=True)
class InspectionReport:
    """What a 督查问题清单 says; units in their order."""

    head: Head
    units: Sequence[UnitList]


def write_inspection_report(
    data: InspectionReport, path: Path, *, template: Path | None = None
) -> None:
    """Write the list to `path`. Raises `ExportError` as `write_word` does."""
    write_word(
        template or TEMPLATE,
        path,
        lambda document: _values(data, document),
        title=data.head.title,
        day=data.head.day,
        subject=data.head.unit,
    )


def _values(data: InspectionReport, document: DocxTemplate) -> Row:
    every = [one for unit in data.units for one in unit.counted]
    counts = [_counts(unit.counted, data) for unit in data.units]
    bars = Bars(
        "各单位未整改问题",
        [unit.unit for unit in data.units],
        {name: [float(one[name]) for one in counts] for name in ("未整改", "其中超期")},
    )
    return {
        **data.head.values(),
        **_counts(every, data),
        "各单位": [{"单位": u.unit, **one} for u, one in zip(data.units, counts, strict=True)],
        "图": chart(bars, document),
        "单位清单": [_unit(n, unit, data) for n, unit in enumerate(data.units, 1)],
    }


def _counts(issues: Sequence[Standing], data: InspectionReport) -> dict[str, str]:
    today = data.head.day
    told = {
        "合计": len(issues),
        "未整改": sum(one.is_open() for one in issues),
        "其中超期": sum(one.is_overdue(today) for one in issues),
        "退回过": sum(one.returned > 0 for one in issues),
        "重新打开过": sum(one.reopened > 0 for one in issues),
        "督查发现": sum(one.in_inspection for one in issues),
        "未明确": sum(one.is_open() and one.deadline is None for one in issues),
    }
    return {name: str(many) for name, many in told.items()}


def _unit(number: int, unit: UnitList, data: InspectionReport) -> Row:
    return {
        "序": numeral(number),
        "名称": unit.unit,
        "问题": [_issue(n, one, data) for n, one in enumerate(unit.listed, 1)],
        "余": left_out(len(unit.listed), len(unit.counted)),
    }


def _issue(serial: int, one: Listed, data: InspectionReport) -> Row:
    return issue_row(serial, one.record, 情形=marks_of(one.standing, data))


def marks_of(one: Standing, data: InspectionReport) -> str:
    """Why it is on the list, in words."""
    late = (data.head.day - one.deadline).days if one.deadline is not None else 0
    told = (
        f"超期 {late} 天" if one.is_overdue(data.head.day) else "",
        "重新打开" + (f" {one.reopened} 次" if one.reopened > 1 else "") if one.reopened else "",
        f"整改退回 {one.returned} 次" if one.returned else "",
        f"延期 {one.extended} 次" if one.extended else "",
        "督查发现" if one.in_inspection else "",
        "" if one.is_open() else "已办结",
    )
    return "；".join(filter(None, told)) or "未整改"
