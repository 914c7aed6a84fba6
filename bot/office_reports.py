"""The reports of an office from the ledger: 督查问题清单 and 单位总结 (R53, R67, R74).

Only gathers and words; laying out is the business of `storage.exports`. Every number is counted
from the same rows that a list of issues is made of.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

from bot.figures import samples_of
from bot.finished_walks import FinishedWalk, finished_walks, lately_begun
from bot.issue_sources import told
from bot.report_units import Unit, by_unit
from bot.reports import Records
from flows import figures as before_after
from flows.issue_query import IssueQuery
from flows.issue_terms import PLANS, SEVERITIES
from flows.loop_figures import CLOSED, Standing, figures_of, kinds
from storage.exports.evidence import fact
from storage.exports.inspection_report import (
    InspectionReport,
    Listed,
    UnitList,
    write_inspection_report,
)
from storage.exports.office_report import Head
from storage.exports.unit_report import Mechanism, Some, UnitReport, write_unit_report
from storage.records import IssueRecord
from storage.registers import Entry

MOST_LISTED = 200
"""Issues of a unit that a list for inspection tells; all are counted."""
MOST_MEASURES, MOST_OPEN, MOST_MECHANISMS, MOST_SUGGESTIONS = 30, 30, 20, 12
MOST_KINDS, MOST_CHANGES = 10, 20
SYSTEMIC = "系统攻坚"


@dataclass(frozen=True, slots=True)
class Days:
    """The days that a report is of, both included; None: no end."""

    since: date | None = None
    until: date | None = None

    def has(self, day: date) -> bool:
        return (self.since is None or day >= self.since) and (
            self.until is None or day <= self.until
        )


def query_of(app: Records, days: Days, departments: tuple[str, ...] | None = None) -> IssueQuery:
    """The issues that were found in these days, of all departments or of these."""
    zone = app.clock().tzinfo
    since = None if days.since is None else datetime.combine(days.since, time(), zone)
    until = None if days.until is None else datetime.combine(days.until, time(), zone)
    after = None if until is None else until + timedelta(days=1)
    return IssueQuery(since=since, until=after, departments=departments)


def head_of(app: Records, title: str, days: Days, unit: str = "") -> Head:
    today = app.clock().date()
    basis = app.settings.policy_basis or ""
    return Head(title=title, day=today, unit=unit, since=days.since, until=days.until, basis=basis)


def records(app: Records, numbers: Sequence[str]) -> list[IssueRecord]:
    """The issues of these numbers in the ledger's words."""
    return [told(app, one) for one in app.reader.issues_numbered(numbers)]


def export_inspection(
    app: Records, one: Unit | None, days: Days, path: Path, template: Path | None = None
) -> int:
    """Write the 督查问题清单, of one unit or of all; how many issues are on it.

    Raises `ExportError`, FlowErrors for an office's file with faults.
    """
    query = query_of(app, days, one.departments if one is not None else None)
    wanted = [s for s in app.reader.standings(query) if s.is_open() or s.in_inspection]
    units = by_unit(app, wanted) if one is None else {one.name: wanted}
    today = app.clock().date()
    lists = [
        _unit_list(app, name, issues, today)
        for name, issues in units.items()
        if issues or one is not None
    ]
    lists.sort(key=lambda each: -sum(issue.is_overdue(today) for issue in each.counted))
    head = head_of(app, "督查问题清单", days, one.name if one is not None else "")
    write_inspection_report(InspectionReport(head, lists), path, template=template)
    return len(wanted)


def _unit_list(app: Records, name: str, issues: list[Standing], today: date) -> UnitList:
    worst = sorted(issues, key=lambda one: _how_bad(one, today))
    standing = {one.number: one for one in worst}
    told_ = records(app, [one.number for one in worst[:MOST_LISTED]])
    return UnitList(name, issues, [Listed(one, standing[one.number]) for one in told_])


def _how_bad(one: Standing, today: date) -> tuple[object, ...]:
    """The worst first: overdue, the longest first; then re-opened, returned; then by deadline."""
    late = (today - one.deadline).days if one.is_overdue(today) and one.deadline else 0
    deadline = one.deadline or date.max
    return (not one.is_open(), -late, -one.reopened, -one.returned, deadline, one.number)


def export_unit(
    app: Records, unit: Unit, days: Days, path: Path, template: Path | None = None
) -> None:
    """Write the 单位总结 of a unit. Raises `ExportError`."""
    write_unit_report(unit_report_of(app, unit, days), path, template=template)


def unit_report_of(app: Records, unit: Unit, days: Days) -> UnitReport:
    """What the 单位总结 of a unit says."""
    today = app.clock().date()
    issues = app.reader.standings(query_of(app, days, unit.departments))
    open_ = sorted((s for s in issues if s.is_open()), key=lambda one: _how_bad(one, today))
    measured = sorted((s for s in issues if s.has_measure), key=_as_example)
    shown = records(app, [one.number for one in measured[:MOST_MEASURES]])
    walks = walks_in(app, days, unit)
    return UnitReport(
        head=head_of(app, f"{unit.name}“走流程”工作总结", days, unit.name),
        walks=_by_action(app, walks),
        modes=_modes(measured),
        measures=Some(shown, len(measured)),
        figures=figures_of(issues, today, app.settings.satisfied_from),
        kinds=kinds(issues)[:MOST_KINDS],
        changes=_changes(app, {one.item for one in issues if one.item}),
        mechanisms=_mechanisms(app, unit, days, measured),
        open=Some(records(app, [one.number for one in open_[:MOST_OPEN]]), len(open_)),
        suggestions=_suggestions(app, issues),
    )


def _as_example(one: Standing) -> tuple[object, ...]:
    """The best example first: closed, of weight, lately."""
    weight = list(SEVERITIES).index(one.severity) if one.severity in SEVERITIES else len(SEVERITIES)
    lately = -(one.closed_on or one.found).toordinal()
    return (one.state not in CLOSED, weight, lately, one.number)


def walks_in(app: Records, days: Days, unit: Unit | None = None) -> list[FinishedWalk]:
    """The walks that ended in these days, of one unit's people where one is given."""
    begun = None if days.since is None else lately_begun(app, days.since)
    return [
        walk
        for walk in finished_walks(app, since=begun)
        if days.has(walk.ended.date()) and (unit is None or unit.is_meant(walk.unit))
    ]


def _by_action(app: Records, walks: Sequence[FinishedWalk]) -> list[tuple[str, int]]:
    titles = {id_: flow.title.get("zh", id_) for id_, flow in app.flows.current().items()}
    counts = Counter(titles.get(walk.action, walk.action) for walk in walks)
    return counts.most_common()


def _modes(issues: Sequence[Standing]) -> list[tuple[str, int]]:
    counts = Counter(one.mode for one in issues)
    return [(mode, counts[mode]) for mode in PLANS if counts[mode]]


def registered_in(app: Records, days: Days) -> list[Entry]:
    """What the register of measures got in these days (R76)."""
    return [one for one in app.registers.entries("measures") if days.has(one.entered.date())]


def _mechanisms(
    app: Records, unit: Unit, days: Days, measured: Sequence[Standing]
) -> list[Mechanism]:
    """What is to last: what the unit registered; measures of systemic work that was verified."""
    own = [
        one for one in registered_in(app, days) if unit.is_meant(one.fields.get("department", ""))
    ]
    told_ = [
        Mechanism(one.fields["kind"], _called(one), "、".join(one.refs("issue"))) for one in own
    ]
    known = {number for one in own for number in one.refs("issue")}
    done = [s.number for s in measured if s.mode == SYSTEMIC and s.state in CLOSED]
    lasting = records(app, [number for number in done if number not in known][:MOST_MECHANISMS])
    told_ += [Mechanism(SYSTEMIC, fact(one, "measure"), one.number) for one in lasting]
    return told_[:MOST_MECHANISMS]


def _called(one: Entry) -> str:
    document = one.fields.get("document", "")
    return one.fields["title"] + (f"（{document}）" if document else "")


def _changes(app: Records, items: set[str]) -> list[before_after.Change]:
    """Before and after of the services that the unit's issues are about."""
    samples = [one for one in samples_of(app) if one.item in items]
    spans = before_after.first_and_last_quarter(one.day for one in samples)
    return list(before_after.compare(samples, spans))[:MOST_CHANGES] if spans else []


def _suggestions(app: Records, issues: Sequence[Standing]) -> list[str]:
    """What was suggested with problems that are not mended yet, each once."""
    wished = [one.number for one in issues if one.has_wish and one.is_open()]
    found: dict[str, str] = {}
    for one in records(app, wished[-2 * MOST_SUGGESTIONS :]):
        found.setdefault(fact(one, "suggestion"), one.number)
    texts = [f"{text}（{number}）" for text, number in found.items() if text]
    return texts[-MOST_SUGGESTIONS:]
