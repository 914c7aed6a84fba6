"""The county's work report (县级工作报告, R20, R75) as a Word file: all units put together.

Nothing in it leads to a person: cases are told without who reported them, whose words stand in
quotation marks only where they gave their name to the office, and without who mended them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from flows.loop_figures import Figures, Kind, Ranked
from storage.exports.chart import MOST_BARS, Bars, chart
from storage.exports.office_report import (
    NONE,
    NOT_SET,
    Head,
    Row,
    figure_values,
    issue_row,
    points,
    quote_of,
)
from storage.exports.report_context import numeral
from storage.exports.unit_report import kind_bars, kind_row
from storage.exports.word_file import TEMPLATES, write_word
from storage.imports.unit_summaries import PARTS, UnitParts
from storage.records import IssueRecord

if TYPE_CHECKING:
    from docxtpl import DocxTemplate

TEMPLATE = TEMPLATES / "county_report.docx"


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit in the ranking. `heads`: walks of its head, made and owed; None: not set."""

    ranked: Ranked
    walks: int
    heads: tuple[int, int] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CountyReport:
    """What a 县级工作报告 says."""

    head: Head
    volunteers: int
    walks: int
    figures: Figures
    mechanisms: int
    """How many the register got."""
    units: Sequence[UnitLine]
    kinds: Sequence[Kind]
    cases: Sequence[IssueRecord]
    next_steps: Sequence[str]
    summaries: Sequence[UnitParts]
    """What units handed in."""
    missing: Sequence[str]
    """Units that handed in nothing; told only where somebody did."""


def write_county_report(data: CountyReport, path: Path, *, template: Path | None = None) -> None:
    """Write the report to `path`. Raises `ExportError` as `write_word` does."""
    write_word(
        template or TEMPLATE,
        path,
        lambda document: _values(data, document),
        title=data.head.title,
        day=data.head.day,
    )


def _values(data: CountyReport, document: DocxTemplate) -> Row:
    named = [one.ranked for one in data.units][:MOST_BARS]
    bars = Bars(
        "各单位整改情况",
        [one.unit for one in named],
        {
            "发现": [one.figures.found for one in named],
            "已销号": [one.figures.closed for one in named],
        },
    )
    return {
        **data.head.values(),
        **figure_values(data.figures),
        "体验员": str(data.volunteers),
        "走流程次数": str(data.walks),
        "制度数": f" {data.mechanisms} 项",
        "单位数": str(len(data.units)),
        "排行": [_line(one) for one in data.units],
        "排行图": chart(bars, document),
        "类别": [kind_row(one) for one in data.kinds],
        "类别图": chart(kind_bars(data.kinds), document),
        "案例": [_case(n, one) for n, one in enumerate(data.cases, 1)],
        "下一步": points(data.next_steps),
        "汇编": [_summary(n, one) for n, one in enumerate(data.summaries, 1)],
        "已报单位数": str(len(data.summaries)),
        "未报单位": "、".join(data.missing) if data.summaries else "",
    }


def _line(one: UnitLine) -> Row:
    figures, place = figure_values(one.ranked.figures), one.ranked.place
    return {
        "名次": "—" if place is None else str(place),
        "单位": one.ranked.unit,
        "走流程": str(one.walks),
        "一把手": NOT_SET if one.heads is None else f"{one.heads[0]}/{one.heads[1]}",
        **figures,
    }


def _case(number: int, issue: IssueRecord) -> Row:
    return issue_row(number, issue, 题号=numeral(number), 原话=quote_of(issue))


def _summary(number: int, one: UnitParts) -> Row:
    parts = [
        {"名称": name, "段落": list(texts) or [NONE]}
        for name, texts in zip(PARTS, one.texts, strict=True)
    ]
    return {"序": numeral(number), "单位": one.unit, "部分": parts}
