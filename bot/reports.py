"""From a stored walk to the experience report (体验报告).

Only gathers and words; `storage.exports` lays out. In Chinese, whatever language was spoken.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from bot.dialogue.consent import was_refused
from bot.dialogue.gist import gist
from bot.dialogue.house import Form, guide_version_of
from bot.dialogue.picked import picked
from bot.dialogue.prompts import local
from bot.guide_gaps import GuideGaps
from bot.issue_sources import HasFlows, told
from bot.report_lines import lines_of, place_of, stages_of, titles_of
from bot.report_points import said, with_suggestions
from bot.settings import Settings
from flows.model import Flow
from flows.readback import read_back
from flows.volunteer_terms import ASIDE
from knowledge.library import Library
from storage.exports.photos import media_numbers
from storage.exports.report_data import (
    Dimension,
    ExperienceReport,
    ReportFile,
)
from storage.media import MediaStore
from storage.reading import Reader
from storage.records import IssueRecord, MediaRecord, MessageRecord, WalkRecord
from storage.registers import Registers

if TYPE_CHECKING:
    pass


class Records(HasFlows, Protocol):
    """What a report is made of: the application, or what of it a talk has at hand."""

    @property
    def reader(self) -> Reader: ...
    @property
    def media(self) -> MediaStore: ...
    @property
    def library(self) -> Library: ...
    @property
    def gaps(self) -> GuideGaps: ...
    @property
    def registers(self) -> Registers: ...
    @property
    def settings(self) -> Settings: ...
    def clock(self) -> datetime: ...


RATINGS: dict[str, Dimension] = {
    "dong": "懂不懂",
    "tong": "通不通",
    "you": "优不优",
    "hao": "好不好",
}
"""R01: the questions of the wrap-up that give the four dimensions."""

TITLES = {"inspection": "沉浸式督查报告"}
"""Of the actions whose report is called otherwise by the id of the flow."""


def export_experience(app: Records, walk_id: int, path: Path, template: Path | None = None) -> None:
    """Write the 体验报告 of a walk.

    Raises LookupError for no such walk, and `ExportError`, also for a walk that was
    given up or whose applicant did not consent to a record (R90).
    """
    from storage.exports.report import write_experience_report

    walk = app.reader.walk(walk_id)
    if walk is None:
        raise LookupError(f"no walk {walk_id}; `walkalong walks list` shows those there are")
    _refuse_unfinished(app, walk)
    write_experience_report(
        experience_of(app, walk), path, photos=app.media.shown, template=template
    )


def _refuse_unfinished(app: Records, walk: WalkRecord) -> None:
    from storage.exports.files import ExportError

    if walk.flow_id in ASIDE:
        raise ExportError(
            f"{walk.id} 号是报名或练习，不是走流程，不出体验报告。",
            f"{walk.id} is an application or practice and no walk: no report is made of it.",
        )
    if was_refused(app.flows.pinned(walk.flow_id, walk.flow_version), walk.state):
        raise ExportError(
            f"走流程 {walk.id} 的办事人不同意记录，内容没有保留，不能出体验报告。",
            f"The applicant of walk {walk.id} did not consent to a record: nothing of it was "
            "kept, and no report is made.",
        )
    if walk.state.status == "cancelled":
        raise ExportError(
            f"走流程 {walk.id} 中途放弃，没有走完，不出体验报告。"
            "请换一次走完的（walkalong walks list）。",
            f"Walk {walk.id} was given up, so no report is made of it. "
            "Choose one that was finished (walkalong walks list).",
        )


def experience_of(app: Records, walk: WalkRecord) -> ExperienceReport:
    """What the 体验报告 of `walk` says."""
    flow = app.flows.pinned(walk.flow_id, walk.flow_version)
    form = Form("w", flow, walk.state)
    now = walk.ended or app.clock()
    messages = {m.id: m for m in app.reader.messages(walk.id)}
    times = {m.id: m.at for m in messages.values()}
    views = read_back(flow, walk.state, now)
    lines = lines_of(walk, form, views, now, times)
    values = {path: line.value for path, line in lines.items()}
    version = guide_version_of(walk.state)
    materials = app.library.element(walk.item_id, "申请材料", version) if walk.item_id else None
    issues = issues_of(app, walk.id)
    report = ExperienceReport(
        title=TITLES.get(flow.id) or f"{local(flow.title, 'zh').removesuffix('体验')}体验报告",
        date=now.date(),
        walk_id=walk.id,
        action=local(flow.title, "zh"),
        flow_version=walk.flow_version,
        started=walk.started,
        ended=walk.ended,
        unit=str(walk.state.known.get("unit", "")),
        place=place_of(lines.get("places") or lines.get("place")),
        role=str(walk.state.known.get("role", "")),
        item=f"{walk.item_name}（办事指南版本 {version}）" if version else walk.item_name,
        channels=values.get("channels", ""),
        cases=values.get("handled") or values.get("sampled", "1"),
        minutes=values.get("total_minutes", ""),
        trips=values.get("trips", ""),
        guide_materials=gist(materials.passage, "zh") if materials is not None else "",
        guide_version=version,
        stages=stages_of(flow, views, lines, app.reader.notes(walk.id)),
        ratings={mark: values[name] for name, mark in RATINGS.items() if values.get(name)},
        issues=issues,
        good_practices=said(values, "good_practice"),
        picked=picked_in(form, now, messages),
        files=_files(app, walk, flow, issues, times),
    )
    return with_suggestions(app, walk, values, report)


def issues_of(app: Records, walk_id: int) -> list[IssueRecord]:
    """The issues of a walk: those entered in it, and those made of what was asked in it."""
    found = {one.number: one for one in app.reader.issues(walk=walk_id)}
    for number in app.gaps.issues_of_walk(walk_id):
        one = app.reader.issue(number)
        if one is not None:
            found.setdefault(number, one)
    return [told(app, one) for one in found.values()]


def picked_in(
    form: Form, now: datetime, messages: Mapping[int, MessageRecord]
) -> dict[tuple[int, str], str]:
    """The options that few words stand for, by the message and these words."""
    return {
        (at.message, messages[at.message].text[at.start : at.end]): label
        for at, label in picked(form, now, "zh").items()
        if at.message in messages
    }


def _files(
    app: Records,
    walk: WalkRecord,
    flow: Flow,
    issues: Sequence[IssueRecord],
    times: Mapping[int, datetime],
) -> list[ReportFile]:
    """Every file of the walk once, by stage and then as they came."""
    numbers = {
        media.sha256: number
        for issue in issues
        for number, media in zip(media_numbers(issue), issue.media, strict=True)
    }
    titles = titles_of(flow)
    order = {stage: place for place, stage in enumerate(titles)}
    once: dict[str, MediaRecord] = {}
    for media in app.reader.attachments(walk.id):
        once.setdefault(media.sha256, media)
    return [
        ReportFile(
            media.sha256,
            media.mime,
            media.name,
            titles.get(media.stage, ""),
            media.taken_at or (times.get(media.message) if media.message is not None else None),
            numbers.get(media.sha256, ""),
        )
        for media in sorted(once.values(), key=lambda one: order.get(one.stage, len(order)))
    ]
