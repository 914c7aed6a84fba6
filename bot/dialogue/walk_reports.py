"""A walk's report as a file, for an admin who asks; the walks there are, where none is named."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.dialogue.commands import CommandMeant
from bot.dialogue.house import FlowSource, House
from bot.dialogue.issue_files import folder_for
from bot.dialogue.messages import Inbound, Option, Reply, id_named
from bot.dialogue.plan import Chosen, Means, WalkReport
from bot.dialogue.prompts import local, short
from bot.dialogue.talk import Talk
from bot.guide_gaps import GuideGaps
from bot.reading import report_words
from bot.reports import Records, export_experience
from bot.settings import Settings
from knowledge.library import Library
from storage.exports.files import ExportError
from storage.media import MediaStore
from storage.reading import Reader
from storage.registers import Registers

COMMAND = "walk_report"
SHOWN = 5
"""Walks that are offered."""


@dataclass(frozen=True, slots=True)
class _Records:
    """What a report is made of, as it is now."""

    reader: Reader
    media: MediaStore
    library: Library
    flows: FlowSource
    gaps: GuideGaps
    registers: Registers
    settings: Settings
    now: datetime

    def clock(self) -> datetime:
        return self.now


def records_of(house: House, who: Inbound) -> Records:
    """What reports are made of, at the moment of a message."""
    return _Records(
        house.reader,
        house.media,
        house.library,
        house.flows,
        house.gaps,
        house.registers,
        house.settings,
        who.at,
    )


def meant(text: str, who: Inbound, *, in_form: bool) -> CommandMeant | None:
    """The report that an admin wants; None for everything else, and for everybody else."""
    walk = report_words.read(text, in_form=in_form) if who.role == "admin" else None
    return None if walk is None else CommandMeant(COMMAND, walk)


def made(house: House, meaning: Means, who: Inbound, locale: str) -> WalkReport | None:
    """The report that is wanted; slow, so made before the turn."""
    wanted = ""
    if isinstance(meaning, CommandMeant) and meaning.name == COMMAND:
        wanted = meaning.argument
    elif isinstance(meaning, Chosen) and meaning.id.startswith(f"{COMMAND}:"):
        wanted = meaning.id.removeprefix(f"{COMMAND}:")
    walk = id_named(wanted)
    if who.role != "admin" or walk is None:
        return None
    path = folder_for(house, who) / f"体验报告-{walk}-{who.at:%Y%m%d%H%M%S}.docx"
    try:
        export_experience(records_of(house, who), walk, path)
    except LookupError:
        return WalkReport()
    except ExportError as error:
        return WalkReport(refused=error.text["en" if locale == "en" else "zh"])
    return WalkReport(str(path))


def tell(talk: Talk, argument: str) -> None:
    """Send the report, or say why there is none; or offer the walks that ended last."""
    if talk.turn.person.role != "admin":
        talk.stale()
        return
    talk.back = talk.form() is not None
    report = talk.plan.report
    if report is None:
        _offer(talk)
    elif report.path:
        text = talk.word("report_made", walk=argument)
        talk.replies.append(Reply(text, files=(report.path,)))
    elif report.refused:
        talk.say_text(report.refused)
    else:
        talk.say("report_no_walk", walk=argument[:12])


def _offer(talk: Talk) -> None:
    walks = talk.house.reader.walks(status="finished", limit=SHOWN)
    if not walks:
        talk.say("report_none")
        return
    options = []
    for walk in walks:
        flow = talk.house.flows.pinned(walk.flow_id, walk.flow_version)
        title = local(flow.title, talk.locale)
        words = (str(walk.id), f"{walk.started:%m-%d}", title, walk.item_name)
        options.append(Option(f"{COMMAND}:{walk.id}", short(" · ".join(filter(None, words)))))
    talk.say("report_which", tuple(options))
