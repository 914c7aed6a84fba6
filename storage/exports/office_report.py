"""What the office's reports have in common: rows of issues, of figures, and lines of facts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flows.loop_figures import Figures, percent
from storage.exports.columns import as_date
from storage.exports.evidence import evidence, fact
from storage.exports.text import clip
from storage.exports.words import day_of
from storage.records import IssueRecord

Row = dict[str, Any]
NOT_SET = "未设置"
NONE = "（无）"
MAX_CELL = 300
"""UTF-16 units of an issue's field in a table; all of it is in the ledger."""
MAX_QUOTE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What every office's report begins with. `basis` empty: not set, which is told (R86)."""

    title: str
    day: date
    unit: str = ""
    since: date | None = None
    until: date | None = None
    basis: str = ""

    def values(self) -> Row:
        return {
            "标题": self.title,
            "单位": self.unit,
            "报告日期": day_of(self.day),
            "统计时间": self._period(),
            "政策依据": self.basis or NOT_SET,
        }

    def _period(self) -> str:
        if self.since is None and self.until is None:
            return f"截至{day_of(self.day)}"
        first = day_of(self.since) if self.since else "有记录以来"
        return f"{first}至{day_of(self.until or self.day)}"


def issue_row(serial: int, issue: IssueRecord, **more: str) -> Row:
    """An issue as a row of a table: what it says as fact, the rest as not told yet."""
    told = {
        "问题": fact(issue, "problem") or "（未核实，见系统记录）",
        "类别": fact(issue, "category") or "类别未定",
        "事项": fact(issue, "item") or "—",
        "原因": fact(issue, "cause") or "—",
        "措施": fact(issue, "measure") or "—",
        "结果": fact(issue, "result") or "—",
        "目标": fact(issue, "target") or "待明确",
        "部门": fact(issue, "department") or "待分派",
        "责任人": fact(issue, "owner") or "—",
        "方式": fact(issue, "mode") or "—",
        "建议": fact(issue, "suggestion") or "—",
        "时限": fact(issue, "deadline") or "待明确",
        "销号日期": in_chinese(fact(issue, "closed_on")) or "—",
    }
    cut = {name: clip(value.rstrip("。；;， \n"), MAX_CELL) for name, value in told.items()}
    return {"序": str(serial), "编号": issue.number, "状态": issue.state, **cut, **more}


def in_chinese(text: str) -> str:
    """An ISO date as an official document writes it; any other text as it is."""
    day = as_date(text)
    return day_of(day) if isinstance(day, date) else text


def quote_of(issue: IssueRecord) -> str:
    """The reporter's words of what happened; empty for one who wants not to be known."""
    if not issue.reporter:
        return ""
    quotes = (line.quote for line in evidence(issue) if line.key.partition(":")[0] == "problem")
    return clip(next(filter(None, quotes), ""), MAX_QUOTE)


def figure_values(figures: Figures) -> dict[str, str]:
    """The figures by their names in the templates."""
    return {
        "发现": str(figures.found),
        "已销号": str(figures.closed),
        "未整改": str(figures.open),
        "超期": str(figures.overdue),
        "不采纳": str(figures.not_adopted),
        "整改率": percent(figures.closed_share),
        "按期率": percent(figures.in_time_share),
        "按期依据": f"{figures.in_time}/{figures.timed}",
        "满意率": percent(figures.satisfied_share),
        "满意依据": f"{figures.satisfied}/{figures.marked}",
        "平均天数": "—" if figures.days is None else f"{figures.days:g}",
        "措施数": str(figures.measures),
        "需求数": str(figures.wishes),
    }


def points(texts: Sequence[str]) -> list[Row]:
    """Texts that are counted from 1; "（无）" where there is none."""
    told = [{"序": f"{n}. ", "内容": text} for n, text in enumerate(texts, 1)]
    return told or [{"序": "", "内容": NONE}]


def left_out(shown: int, all_: int) -> str:
    """A word on those that a table has no room for; empty where it has all."""
    return f"（表中列出 {shown} 条，共 {all_} 条，其余见整改台账。）" if shown < all_ else ""


def pairs(values: Mapping[str, str]) -> list[Row]:
    return [{"名称": name, "数值": value} for name, value in values.items()]
