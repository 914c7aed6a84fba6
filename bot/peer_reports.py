"""The report of one peer check (互查报告, R32): what each port did, and the score."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from bot.dialogue.house import Form
from bot.dialogue.instances import instance_of
from bot.dialogue.prompts import local
from bot.finished_walks import OWN_UNIT
from bot.report_lines import lines_of
from bot.reports import Records, issues_of, picked_in, points_said
from bot.rotations import ACTION, CHECKED_UNIT
from bot.scores import COUNTS, GIVEN, WHY, score_of
from flows.issue_terms import STEPS
from flows.memory import situation_of
from flows.model import Choice
from flows.paths import counted_by, place_of
from flows.plan import plan_of
from flows.readback import LineView, StageView, read_back
from storage.exports.files import ExportError
from storage.exports.office_report import Head
from storage.exports.peer_report import (
    NOT_THERE,
    Compared,
    PeerReport,
    PeerScore,
    PointsOff,
    Scored,
    write_peer_report,
)
from storage.exports.report_data import ReportLine
from storage.records import MessageRecord, WalkRecord

ALWAYS = ("注册登录认证", "咨询", "填表", "提交材料", "进度查询")
"""Steps of the process (R28) that are compared even where nothing was wrong with them."""
OTHER = "其他"
WELL = "顺利"
HARD_CASE = "hard_case"
"""The stage of the hard case that was seen through."""
SAME, DIFFERENCE, HIGHLIGHTS = "same_across", "differs_what", ("praise_what", "good_practice")


def export_peer_check(app: Records, walk_id: int, path: Path, template: Path | None = None) -> None:
    """Write the 互查报告 of a walk.

    Raises LookupError for no such walk, `ExportError` for one that is no finished peer check,
    FlowErrors for an office's file of indicators with faults.
    """
    walk = app.reader.walk(walk_id)
    if walk is None:
        raise LookupError(f"no walk {walk_id}; `walkalong walks list` shows those there are")
    write_peer_report(peer_check_of(app, walk), path, photos=app.media.shown, template=template)


def refuse_others(walk: WalkRecord) -> None:
    """Raise `ExportError` for a walk that is no peer check, or was not finished."""
    if walk.flow_id != ACTION:
        raise ExportError(
            f"{walk.id} 号走流程不是推磨式互查，不出互查报告。请换一次（walkalong walks list）。",
            f"Walk {walk.id} is no round-robin peer check. Choose one (walkalong walks list).",
        )
    if walk.state.status != "finished" or walk.ended is None:
        raise ExportError(
            f"{walk.id} 号互查还没有走完，或中途放弃了，不出互查报告。",
            f"Peer check {walk.id} is not finished, or was given up: no report is made of it.",
        )


def units_of(app: Records, walk: WalkRecord) -> tuple[str, str]:
    """The checker's unit and the one that was checked."""
    refuse_others(walk)
    told = _Told.of(app, walk)
    return told.text(OWN_UNIT), told.text(CHECKED_UNIT)


def peer_check_of(app: Records, walk: WalkRecord) -> PeerReport:
    """What the 互查报告 of a walk says."""
    refuse_others(walk)
    told = _Told.of(app, walk)
    if not told.text(CHECKED_UNIT):
        raise ExportError(
            f"{walk.id} 号互查里没有说被查单位，不出互查报告。",
            f"Peer check {walk.id} does not say which unit was checked: no report is made of it.",
        )
    # One without a name would be known by the checker's, which stands in this report.
    issues = [one for one in issues_of(app, walk.id) if one.walk_id is not None]
    basis = app.settings.policy_basis or ""
    ended = walk.ended or walk.started
    return PeerReport(
        head=Head(title="推磨式互查报告", day=ended.date(), basis=basis),
        walk_id=walk.id,
        flow_version=walk.flow_version,
        started=walk.started,
        ended=ended,
        checker=walk.person_name,
        own_unit=told.text(OWN_UNIT),
        checked_unit=told.text(CHECKED_UNIT),
        persona=told.text("persona"),
        item=walk.item_name,
        minutes=told.text("total_minutes"),
        trips=told.text("trips"),
        ports=[port.name for port in told.ports],
        compared=list(_compared(told)),
        same_across=told.text(SAME),
        difference=told.text(DIFFERENCE),
        case=_case(told),
        issues=issues,
        picked=picked_in(told.form, ended, told.messages),
        score=_score(app, walk, told),
        highlights=points_said({name: told.text(name) for name in HIGHLIGHTS}, *HIGHLIGHTS),
    )


def _score(app: Records, walk: WalkRecord, told: _Told) -> PeerScore:
    score, made = score_of(app, walk)
    given = told.values.get(GIVEN)
    return PeerScore(
        [Scored(one.name, one.weight, score.points[one.name]) for one in made.scheme.indicators],
        [
            PointsOff(one.indicator, one.points, one.issue, f"{WHY[one.why][0]}（{one.what}）")
            for one in score.deductions
        ],
        made.anonymous,
        given if isinstance(given, int) else None,
        told.values.get(COUNTS) == "yes",
    )


def _case(told: _Told) -> list[tuple[str, str]]:
    """The hard case that was seen through: what was asked, and what was said."""
    lines = [line for view in told.views if view.stage == HARD_CASE for line in view.lines]
    found = filter(None, (told.lines.get(line.path) for line in lines))
    return [(line.label, line.value) for line in found]


class _Port(NamedTuple):
    """A port that was walked: the prefix of its answers, and what it is called."""

    prefix: str
    name: str


@dataclass(frozen=True, slots=True)
class _Told:
    """A walk with all that was said in it."""

    form: Form
    now: datetime
    views: Sequence[StageView]
    lines: Mapping[str, ReportLine]
    values: Mapping[str, object]
    ports: Sequence[_Port]
    messages: Mapping[int, MessageRecord]

    @classmethod
    def of(cls, app: Records, walk: WalkRecord) -> _Told:
        flow = app.flows.pinned(walk.flow_id, walk.flow_version)
        form, now = Form("w", flow, walk.state), walk.ended or app.clock()
        views = read_back(flow, walk.state, now)
        messages = {m.id: m for m in app.reader.messages(walk.id)}
        times = {m.id: m.at for m in messages.values()}
        values = {line.path: line.value for view in views for line in view.lines}
        lines = lines_of(walk, form, views, now, times)
        return cls(form, now, views, lines, values, _ports(form, views), messages)

    def text(self, path: str) -> str:
        """What was said, in words; empty where nothing was."""
        line = self.lines.get(path)
        return line.value if line is not None else ""

    def of_port(self, port: _Port) -> list[LineView]:
        return [
            line
            for view in self.views
            for line in view.lines
            if line.path.startswith(port.prefix) and line.value is not None
        ]


def _ports(form: Form, views: Sequence[StageView]) -> list[_Port]:
    """The instances of the repeat that is walked port by port, in their order."""
    by_choice = {row.name for row in form.flow.walk_rows() if counted_by(row)}
    found: dict[str, str] = {}
    for line in (line for view in views for line in view.lines):
        steps = place_of(line.path).steps
        if steps and steps[0][0] in by_choice:
            prefix = f"{steps[0][0]}[{steps[0][1]}]/"
            found.setdefault(prefix, instance_of(form, line.path, "zh"))
    return [_Port(prefix, name) for prefix, name in found.items()]


def _compared(told: _Told) -> Iterator[Compared]:
    """The steps of the process, then what was measured, as they went at each port."""
    went = [_went(told, port) for port in told.ports]
    steps = [*ALWAYS, *(step for step in (*STEPS, OTHER) if step not in ALWAYS)]
    for step in steps if went else ():
        if step in ALWAYS or any(step in one for one in went):
            yield Compared(step, [one.get(step, WELL) for one in went])
    measured = [_measured(told, port) for port in told.ports]
    for label in dict.fromkeys(label for one in measured for label in one):
        yield Compared(label, [one.get(label, "—") for one in measured], is_measure=True)


def _went(told: _Told, port: _Port) -> dict[str, str]:
    """What went wrong in which step, in words; steps that the port does not have are told."""
    found: dict[str, list[str]] = {}
    offered: set[str] = set()
    listed: set[str] = set()
    lines = told.of_port(port)
    details = {line.question.issue_detail: line for line in lines if line.question.issue_detail}
    for line in lines:
        if not isinstance(line.value, tuple) or not line.question.list_name:
            continue
        all_ = told.form.flow.choices.get(line.question.list_name, ())
        listed |= {_step(choice) for choice in all_}
        offered |= {_step(choice) for choice in _offered(told, line)}
        for choice in all_:
            if choice.name in line.value and "issue_category" in choice.extra:
                detail = details.get(f"{line.question.name}:{choice.name}")
                more = told.text(detail.path) if detail is not None else ""
                label = local(choice.label, "zh")
                found.setdefault(_step(choice), []).append("：".join(filter(None, (label, more))))
    gone = dict.fromkeys((listed - offered) & set(ALWAYS), NOT_THERE)
    return gone | {step: "；".join(texts) for step, texts in found.items()}


def _step(choice: Choice) -> str:
    step = choice.extra.get("issue_step", "")
    return step if step in ALWAYS else OTHER


def _offered(told: _Told, line: LineView) -> Sequence[Choice]:
    """The choices that this port was asked about."""
    situation = situation_of(told.form.flow, told.form.state, told.now)
    prefix = line.path.removesuffix(line.question.name)
    node = plan_of(told.form.flow).by_name[line.question.name]
    return list(situation.choices(node, prefix).values())


def _measured(told: _Told, port: _Port) -> dict[str, str]:
    """Numbers that are no detail of a trouble, by what they are called."""
    return {
        local(line.label, "zh"): told.text(line.path)
        for line in told.of_port(port)
        if line.question.type in ("integer", "decimal") and not line.question.issue_detail
    }
