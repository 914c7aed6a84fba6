"""The rates of the closed loop: by department, source, category or month, with what they rest on.

Who asks decides whose issues are counted: staff their department's (as they had them then). Of few
marks a department does not see which there were: they would lead to who gave them (R59).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from flows.closed_loop import MARKS, Basis, Figures, Life, Rate, figures
from flows.issue_query import IssueQuery
from flows.loop_terms import DEFINITIONS, By
from flows.unit_table import known_as
from flows.xlsform.tables import Tables
from storage.loop_log import LoopLog

if TYPE_CHECKING:
    from flows.deadlines import Rules

NONE = ("（没有写）", "(not told)")
SHARES = ("closed", "on_time", "overdue", "reopened", "replied", "rated", "satisfied", "reached",
          "content")  # fmt: skip
"""Figures that are so many of so many, in the order they are told."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is counted. `within`: departments, None for all."""

    by: By
    since: date | None = None
    until: date | None = None
    within: tuple[str, ...] | None = None
    department: str | None = None
    """All or a part of its name, as it was then."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """Where it is counted, and by what.

    `called`: what a source is called; `units`: what the office calls its departments.
    """

    log: LoopLog
    rules: Rules
    called: Callable[[str], str]
    units: Sequence[str]
    satisfied_from: int
    small: int


@dataclass(frozen=True, slots=True)
class Rates:
    """The rates of each, the best first, those that rest on little last; and of all together."""

    asked: Asked
    until: date
    small: int
    rows: tuple[Figures, ...]
    total: Figures

    def is_small(self, one: Figures) -> bool:
        """Whether so few issues were counted that a rate says little."""
        return one.closed.of < self.small


def rates_of(ledger: Ledger, asked: Asked, now: datetime) -> Rates:
    """Count them, as things stood at the end of `until`, or stand now."""
    last = now.date() if asked.until is None else min(asked.until, now.date())
    after = datetime.combine(last + timedelta(days=1), time(), now.tzinfo)
    since = None if asked.since is None else datetime.combine(asked.since, time(), now.tzinfo)
    query = IssueQuery(since=since, until=after)
    groups: dict[str, list[Life]] = {}
    every: list[Life] = []
    for life in ledger.log.lives(query, after):
        if asked.within is not None and life.department not in asked.within:
            continue
        if asked.department is not None and asked.department not in life.department:
            continue
        every.append(life)
        groups.setdefault(_group(life, asked.by, ledger), []).append(life)
    basis = Basis(last, ledger.rules, ledger.satisfied_from)
    rows = [figures(name or NONE[0], lives, basis) for name, lives in groups.items()]
    return Rates(
        asked,
        last,
        ledger.small,
        tuple(sorted(rows, key=lambda one: _rank(one, ledger.small, asked.by))),
        figures("合计", every, basis),
    )


def _group(life: Life, by: By, ledger: Ledger) -> str:
    if by == "month":
        return f"{life.found:%Y-%m}"
    if by == "source":
        return ledger.called(life.source)
    if by == "category":
        return life.category
    return known_as(life.department, ledger.units) if life.department else ""


def _rank(one: Figures, small: int, by: By) -> tuple[object, ...]:
    if by == "month":
        return (one.name,)
    return (one.closed.of < small, -(one.closed.share or 0), -one.closed.of, one.name)


def told(rate: Rate) -> str:
    """A rate as people read it, with what it rests on; "—" where there is nothing to divide by."""
    share = rate.share
    return "—" if share is None else f"{share * 100:.1f}%（{rate.part}/{rate.of}）"


def days_told(one: Figures) -> str:
    """Days to close, on the average and in the middle."""
    if one.mean_days is None or one.median_days is None:
        return "—"
    return f"{one.mean_days:.1f}（{one.median_days:g}）"


def marks_told(one: Figures) -> str:
    """How many gave which mark, the best first."""
    return " ".join(f"{mark}:{one.marks[mark]}" for mark in MARKS)


def write_rates(made: Rates, path: Path, satisfied_from: int) -> None:
    """The rates, the marks and what each figure means, as a workbook. Raises `ExportError`."""
    from storage.exports.workbook import write_tables

    names = [DEFINITIONS[name].name[0] for name in ("found", "counted", *SHARES, "days")]
    rates = [["名称", *names, "说明"]]
    marks = [["名称", *(f"{mark} 分" for mark in MARKS), "回访满意", "回访一般", "回访不满意",
              "未接通"]]  # fmt: skip
    for one in (*made.rows, made.total):
        few = f"不足 {made.small} 个，供参考" if made.is_small(one) else ""
        shares = [told(getattr(one, name)) for name in SHARES]
        rates.append([one.name, str(one.found), str(one.closed.of), *shares, days_told(one), few])
        results = [str(one.results[name]) for name in
                   ("satisfied", "fair", "dissatisfied", "unreached")]  # fmt: skip
        marks.append([one.name, *(str(one.marks[mark]) for mark in MARKS), *results])
    words = [["指标", "怎么算"], *([d.name[0], d.words[0]] for d in DEFINITIONS.values())]
    since = f"{made.asked.since}" if made.asked.since else "台账开始"
    words += [
        ["时间", f"发现日期从 {since} 到 {made.until}，按 {made.until} 那天结束时的流水统计"],
        ["满意线", f"{satisfied_from} 分（WALKALONG_SATISFIED_FROM）"],
        ["没有分母", "写“—”"],
    ]
    sheets = {"闭环率": rates, "评价分布": marks, "说明": words}
    write_tables(Tables(path.name, sheets), path)
