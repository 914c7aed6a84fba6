"""The report of a peer check (互查报告, R32) as a Word file: forms.md §8, part by part.

Every point off names its problem, and the words that it rests on stand with that problem. Who
entered a problem without a name takes no points off, so that the sum leads to nobody.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from storage.exports.chart import Bars, chart
from storage.exports.evidence import fact
from storage.exports.office_report import NONE, Head, Row, points, quote_of
from storage.exports.report_context import BLANK, Picked, issue_section, period_of
from storage.exports.text import clip
from storage.exports.word_file import TEMPLATES, write_word
from storage.records import IssueRecord

if TYPE_CHECKING:
    from docxtpl import DocxTemplate

    from storage.exports.report_pictures import Photos

TEMPLATE = TEMPLATES / "peer_check_report.docx"
SAME, DIFFERENT, ALONE = "一致", "不一致", "—"
NOT_THERE = "不涉及"
"""What a port is told of that does not have a step: nobody signs in at a counter."""
MAX_CELL = 160
"""UTF-16 units of what one port is told to have done; all of it stands with the problems."""


@dataclass(frozen=True, slots=True)
class Compared:
    """A step of the process as it went at each port, in the order of the ports."""

    step: str
    went: Sequence[str]
    is_measure: bool = False
    """A time that was measured: two that differ contradict nothing."""

    @property
    def differs(self) -> bool:
        return not self.is_measure and len(set(self.went) - {NOT_THERE}) > 1


@dataclass(frozen=True, slots=True)
class Scored:
    """An indicator with the points that are left of its weight; None: nothing to score it by."""

    name: str
    weight: float
    points: float | None


@dataclass(frozen=True, slots=True)
class PointsOff:
    """Points off one indicator, and the problem they were taken for."""

    indicator: str
    points: float
    number: str
    why: str


@dataclass(frozen=True, slots=True)
class PeerScore:
    """The score of a check, and what it rests on."""

    scored: Sequence[Scored]
    points_off: Sequence[PointsOff]
    anonymous: int
    """Problems without a name, which take no points off."""
    given: int | None
    """The score that the checker gave."""
    counts: bool
    """Whether the checker agreed that it counts in the appraisal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PeerReport:
    """What a 互查报告 says. An empty text is told as 未填写, an empty list as （无）."""

    head: Head
    walk_id: int
    flow_version: str
    started: datetime
    ended: datetime
    checker: str
    own_unit: str
    checked_unit: str
    persona: str
    item: str
    minutes: str = ""
    trips: str = ""
    ports: Sequence[str]
    compared: Sequence[Compared]
    same_across: str = ""
    difference: str = ""
    case: Sequence[tuple[str, str]] = ()
    """The hard case that was seen through: what was asked, and what was said."""
    issues: Sequence[IssueRecord] = ()
    picked: Picked
    score: PeerScore
    highlights: Sequence[str] = ()


def write_peer_report(
    data: PeerReport,
    path: Path,
    *,
    photos: Callable[[str], Path] | None = None,
    template: Path | None = None,
) -> None:
    """Write the report to `path`. Raises `ExportError` as `write_word` does."""
    write_word(
        template or TEMPLATE,
        path,
        lambda document: _values(data, document, photos),
        title=data.head.title,
        day=data.head.day,
        subject=data.checked_unit,
    )


def _values(data: PeerReport, document: DocxTemplate, photos: Photos) -> Row:
    return {
        **data.head.values(),
        **_facts(data),
        "对照": [_compared(one) for one in data.compared],
        "不一致数": str(sum(one.differs for one in data.compared)),
        "各端口说法": data.same_across or (BLANK if len(data.ports) > 1 else "只走了一个端口"),
        "不一致说明": data.difference,
        "疑难诉求": [{"项目": label, "内容": value or BLANK} for label, value in data.case],
        "问题数": str(len(data.issues)),
        "问题清单": [
            issue_section(n, i, data.picked, document, photos) for n, i in enumerate(data.issues, 1)
        ],
        **_score_values(data.score, data.issues, document),
        "亮点": points(data.highlights),
    }


def _facts(data: PeerReport) -> Row:
    return {
        "被查单位": data.checked_unit or BLANK,
        "检查单位": data.own_unit or BLANK,
        "检查人": data.checker or BLANK,
        "身份": data.persona or BLANK,
        "时间": period_of(data.started, data.ended),
        "端口": "、".join(data.ports) or BLANK,
        "端口清单": [{"名称": name} for name in data.ports],
        "事项": data.item or BLANK,
        "用时": data.minutes or BLANK,
        "跑动": data.trips or BLANK,
        "走流程编号": str(data.walk_id),
        "流程版本": data.flow_version,
    }


def _score_values(score: PeerScore, issues: Sequence[IssueRecord], document: DocxTemplate) -> Row:
    scored = [one for one in score.scored if one.points is not None]
    bars = Bars(
        "各项得分",
        [one.name for one in scored],
        {"得分": [one.points or 0 for one in scored], "满分": [one.weight for one in scored]},
    )
    return {
        "评分": [_scored(one, score.points_off) for one in score.scored],
        "得分": number(sum(one.points or 0 for one in scored)),
        "满分": number(sum(one.weight for one in scored)),
        "评分图": chart(bars, document),
        "扣分": [_points_off(n, one, issues) for n, one in enumerate(score.points_off, 1)],
        "匿名问题数": str(score.anonymous) if score.anonymous else "",
        "互查评分": "未打分" if score.given is None else str(score.given),
        "计入考评": "同意计入" if score.counts else "不同意计入，以上得分仅供整改参考",
    }


def _compared(one: Compared) -> Row:
    same = DIFFERENT if one.differs else SAME
    return {
        "环节": one.step,
        "值": [{"内容": clip(text, MAX_CELL)} for text in one.went],
        "对比": ALONE if one.is_measure or len(one.went) < 2 else same,
        "差异": one.differs,
    }


def _scored(one: Scored, off: Sequence[PointsOff]) -> Row:
    taken = sum(each.points for each in off if each.indicator == one.name)
    return {
        "指标": one.name,
        "满分": number(one.weight),
        "扣分": number(taken) if taken else "—",
        "得分": "无可评依据" if one.points is None else number(one.points),
    }


def _points_off(serial: int, one: PointsOff, issues: Sequence[IssueRecord]) -> Row:
    """With the words that the problem rests on, else with the problem as the ledger tells it."""
    found = next((issue for issue in issues if issue.number == one.number), None)
    quote = quote_of(found) if found is not None else ""
    told = fact(found, "problem") if found is not None else ""
    return {
        "序": str(serial),
        "指标": one.indicator,
        "扣分": number(one.points),
        "编号": one.number,
        "依据": one.why,
        "证据": f"“{quote}”" if quote else clip(told, MAX_CELL) or NONE,
    }


def number(value: float) -> str:
    """A number of points as one writes it: 20, 17.5."""
    return f"{round(value, 2):g}"
