"""The county's work report (县级工作报告, R20, R75): all units of the ledger put together.

Also the summaries that units edited and sent back: each is laid beside the unit's figures.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from bot.duties import heads_board
from bot.finished_walks import FinishedWalk
from bot.office_files import units_here
from bot.office_reports import Days, head_of, query_of, records, registered_in, walks_in
from bot.report_units import by_unit
from bot.reports import Records
from flows.issue_terms import SEVERITIES
from flows.loop_figures import (
    CLOSED,
    NO_CATEGORY,
    NO_UNIT,
    Kind,
    Ranked,
    Standing,
    figures_of,
    kinds,
    ranked,
)
from flows.unit_table import known_as
from storage.exports.county_report import CountyReport, UnitLine, write_county_report
from storage.exports.evidence import fact
from storage.exports.words import day_of
from storage.imports.unit_summaries import UnitParts, read_summaries
from storage.records import IssueRecord

MOST_KINDS, MOST_CASES, CANDIDATES = 8, 3, 40
MOST_NAMED = 5
"""Units or services that one sentence names."""


def export_county(
    app: Records,
    days: Days,
    path: Path,
    template: Path | None = None,
    summaries: Path | None = None,
) -> list[str]:
    """Write the 县级工作报告; the units of the office's table that handed in no summary.

    `summaries` is a folder of edited 单位总结. Raises `ExportError`, `ImportFileError` for
    summaries that cannot be read, FlowErrors for an office's file with faults.
    """
    handed_in = read_summaries(summaries) if summaries is not None else []
    data = county_report_of(app, days, handed_in)
    write_county_report(data, path, template=template)
    return list(data.missing)


def county_report_of(app: Records, days: Days, summaries: Sequence[UnitParts] = ()) -> CountyReport:
    """What the 县级工作报告 says."""
    today = app.clock().date()
    issues = app.reader.standings(query_of(app, days))
    units = by_unit(app, issues)
    table = [unit.name for unit in units_here(app.settings.home)]
    handed_in = [_called(one, [*table, *units]) for one in summaries]
    good = app.settings.satisfied_from
    lines = ranked([(name, figures_of(own, today, good)) for name, own in units.items()])
    walks = walks_in(app, days)
    return CountyReport(
        head=head_of(app, "“我陪群众走流程”工作报告", days),
        volunteers=app.reader.serving(app.clock()),
        walks=len(walks),
        figures=figures_of(issues, today, good),
        mechanisms=len(registered_in(app, days)),
        units=_lines(app, lines, walks, days),
        kinds=kinds(issues)[:MOST_KINDS],
        cases=_cases(app, issues),
        next_steps=list(_next_steps(issues, lines, today)),
        summaries=handed_in,
        missing=[name for name in table if name not in {one.unit for one in handed_in}]
        if handed_in
        else [],
    )


def _called(one: UnitParts, units: Sequence[str]) -> UnitParts:
    return UnitParts(known_as(one.unit, units), one.file, one.texts)


def _lines(
    app: Records, lines: Sequence[Ranked], walks: Sequence[FinishedWalk], days: Days
) -> list[UnitLine]:
    names = [one.unit for one in lines]
    counts = Counter(known_as(walk.unit, names) for walk in walks if walk.unit)
    heads = _heads(app, walks, days)
    return [UnitLine(one, counts[one.unit], heads.get(one.unit)) for one in lines]


def _heads(app: Records, walks: Sequence[FinishedWalk], days: Days) -> dict[str, tuple[int, int]]:
    """By unit in how many weeks its head walked as owed, and of how many; none where not set."""
    today = app.clock().date()
    since = days.since or min((walk.day for walk in walks), default=today)
    board = heads_board(app, since, min(days.until or today, today))
    if board.rules.weekly.times is None:
        return {}
    told = {line.unit: Counter(cell.colour for cell in line.cells) for line in board.lines}
    return {
        unit: (colours["green"], colours["green"] + colours["red"] + colours["open"])
        for unit, colours in told.items()
    }


def _cases(app: Records, issues: Sequence[Standing]) -> list[IssueRecord]:
    """Problems that were mended, with what was done and what came of it: the gravest, one a unit.

    Those that have a name behind them first: only their words may be quoted.
    """
    mended = sorted((s for s in issues if s.state in CLOSED and s.has_measure), key=_weight)
    told = records(app, [one.number for one in mended[:CANDIDATES]])
    whole = [one for one in told if fact(one, "problem") and fact(one, "result")]
    whole.sort(key=lambda one: not one.reporter)
    first: dict[str, IssueRecord] = {}
    for one in whole:
        first.setdefault(fact(one, "department"), one)
    rest = [one for one in whole if one not in first.values()]
    return [*first.values(), *rest][:MOST_CASES]


def _weight(one: Standing) -> tuple[object, ...]:
    known = list(SEVERITIES)
    weight = known.index(one.severity) if one.severity in known else len(known)
    return (weight, -(one.closed_on or one.found).toordinal(), one.number)


def _next_steps(issues: Sequence[Standing], lines: Sequence[Ranked], today: date) -> list[str]:
    """What follows from the figures, in sentences; a number that is 0 asks for nothing."""
    late = [(one.unit, one.figures.overdue) for one in lines if one.figures.overdue]
    late.sort(key=lambda each: -each[1])
    waiting = sum(one.is_open() and (not one.department or one.deadline is None) for one in issues)
    again = sum(one.is_open() and bool(one.returned or one.reopened) for one in issues)
    most = [k for k in kinds(issues) if k.open and k.category != NO_CATEGORY]
    told = [
        f"督促限期解决 {sum(n for _, n in late)} 个超期问题：{_named(late)}。" if late else "",
        f"对 {waiting} 个还没有明确责任单位或完成时限的问题，逐一明确责任主体、完成时限和整改目标。"
        if waiting
        else "",
        f"对退回整改、重新打开的 {again} 个未结问题开展专项督查，逐件复核到位。" if again else "",
        _about(most[0]) if most else "",
    ]
    rest = sum(one.is_open() for one in issues)
    last = f"对其余未整改问题跟踪销号，截至{day_of(today)}共有 {rest} 个未整改。"
    return [*filter(None, told), last if rest else "巩固整改成果，对已销号问题开展回访。"]


def _named(counts: Sequence[tuple[str, int]]) -> str:
    names = "、".join(f"{n or NO_UNIT} {many} 个" for n, many in counts[:MOST_NAMED])
    return names + ("等" if len(counts) > MOST_NAMED else "")


def _about(kind: Kind) -> str:
    items = "、".join(name for name, _ in kind.items)
    where = f"，重点是{items}" if items else ""
    counts = f"{kind.found} 个，未整改 {kind.open} 个"
    return f"围绕最多的“{kind.category}”（{counts}）举一反三、专项治理{where}。"
