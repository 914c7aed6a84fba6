"""A unit's summary (单位总结, R74) as a Word file: measures, effects, mechanisms, problems."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from flows.figures import MEASURES, Change
from flows.loop_figures import Figures, Kind
from storage.exports.chart import Bars, chart
from storage.exports.office_report import (
    Head,
    Row,
    figure_values,
    issue_row,
    left_out,
    points,
)
from storage.exports.word_file import TEMPLATES, write_word
from storage.records import IssueRecord

if TYPE_CHECKING:
    from docxtpl import DocxTemplate

TEMPLATE = TEMPLATES / "unit_summary.docx"


@dataclass(frozen=True, slots=True)
class Some:
    """Issues of which there may be more than a report has room for; `all` counts every one."""

    issues: Sequence[IssueRecord]
    all: int


@dataclass(frozen=True, slots=True)
class Mechanism:
    """Something that stays: a rule, a standard, a way of working, and the issues it came of."""

    kind: str
    title: str
    issues: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitReport:
    """What a 单位总结 says."""

    head: Head
    walks: Sequence[tuple[str, int]]
    """How often the unit's people walked, by action."""
    modes: Sequence[tuple[str, int]]
    """Measures by the way of mending."""
    measures: Some
    figures: Figures
    kinds: Sequence[Kind]
    changes: Sequence[Change]
    mechanisms: Sequence[Mechanism]
    open: Some
    suggestions: Sequence[str]


def write_unit_report(data: UnitReport, path: Path, *, template: Path | None = None) -> None:
    """Write the summary to `path`. Raises `ExportError` as `write_word` does.

    The unit's name is kept as the file's subject, by which a summary that comes back is known.
    """
    write_word(
        template or TEMPLATE,
        path,
        lambda document: _values(data, document),
        title=data.head.title,
        day=data.head.day,
        subject=data.head.unit,
    )


def _values(data: UnitReport, document: DocxTemplate) -> Row:
    today = data.head.day
    return {
        **data.head.values(),
        **figure_values(data.figures),
        "走流程": _told(data.walks, "次"),
        "走流程次数": str(sum(many for _, many in data.walks)),
        "整改方式": _told(data.modes, "条"),
        "措施": [issue_row(n, one) for n, one in enumerate(data.measures.issues, 1)],
        "措施余": left_out(len(data.measures.issues), data.measures.all),
        "措施总数": str(data.measures.all),
        "类别": [kind_row(one) for one in data.kinds],
        "类别图": chart(kind_bars(data.kinds), document),
        "前后": [change_row(one) for one in data.changes],
        "机制": [
            {"序": str(n), "种类": one.kind, "内容": one.title, "问题": one.issues or "—"}
            for n, one in enumerate(data.mechanisms, 1)
        ],
        "问题": [
            issue_row(n, one, 超期="是" if _is_late(one, today.isoformat()) else "")
            for n, one in enumerate(data.open.issues, 1)
        ],
        "问题余": left_out(len(data.open.issues), data.open.all),
        "问题总数": str(data.open.all),
        "建议": points(data.suggestions),
    }


def _told(counts: Sequence[tuple[str, int]], unit: str) -> str:
    return "、".join(f"{name} {many} {unit}" for name, many in counts)


def _is_late(issue: IssueRecord, today: str) -> bool:
    deadline = issue.fields.get("deadline")
    is_day = deadline is not None and deadline.value[:4].isdigit()
    return deadline is not None and is_day and deadline.value[:10] < today


def kind_row(kind: Kind) -> Row:
    return {
        "名称": kind.category,
        "发现": str(kind.found),
        "已销号": str(kind.closed),
        "未整改": str(kind.open),
        "事项": "、".join(f"{name}（{many}）" for name, many in kind.items) or "—",
    }


def kind_bars(kinds: Sequence[Kind]) -> Bars:
    return Bars(
        "问题类别",
        [one.category for one in kinds],
        {"发现": [one.found for one in kinds], "已销号": [one.closed for one in kinds]},
    )


def change_row(change: Change) -> Row:
    sides = [
        "—" if side.median is None else f"{side.median:g}（{side.walks} 次）"
        for side in (change.before, change.after)
    ]
    return {
        "事项": change.item,
        "指标": MEASURES[change.measure][0],
        "前": sides[0],
        "后": sides[1],
        "变化": "—" if change.change is None else f"{change.change:+g}",
    }
