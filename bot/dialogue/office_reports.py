"""An office's reports as files, in the talk: 互查报告, 督查问题清单, 单位总结, 县级工作报告.

An admin has all of them. Staff have those of their own unit, and the report of a check that their
unit made or was the object of; of any other they hear what they would hear if there were none.
"""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from pathlib import Path

from bot.county_reports import export_county
from bot.dialogue import issue_offices, walk_reports
from bot.dialogue.commands import CommandMeant
from bot.dialogue.house import House
from bot.dialogue.issue_files import folder_for
from bot.dialogue.messages import Inbound, Option, Reply, id_named
from bot.dialogue.plan import Chosen, Means, WalkReport
from bot.dialogue.prompts import short
from bot.dialogue.talk import Talk
from bot.dialogue.texts_reports import REPORTS
from bot.dialogue.walk_reports import records_of
from bot.office_reports import Days, export_inspection, export_unit
from bot.peer_reports import export_peer_check, units_of
from bot.reading import office_report_words
from bot.reading.office_report_words import ReportAsked
from bot.report_units import NoUnitError, Unit, unit_called
from bot.reports import Records
from bot.rotations import ACTION
from flows.characters import is_storable
from flows.errors import FlowErrors
from flows.units import same_office
from storage.exports.files import ExportError
from storage.records import Role, WalkRecord

COMMAND = "office_report"
OFFICE: tuple[Role, ...] = ("admin", "staff")
SHOWN = 5
"""Checks that are offered."""
NAMES = {
    "peer": "互查报告",
    "inspection": "督查问题清单",
    "unit": "单位总结",
    "county": "县级工作报告",
}


def meant(text: str, who: Inbound, house: House, *, in_form: bool) -> CommandMeant | None:
    """The report that somebody of an office wants; None for everything else and everybody else."""
    if not _may_ask(who):
        return None
    asked = office_report_words.read(text, who.at.date(), in_form=in_form)
    if asked is None or not is_storable(asked.unit):
        return None
    if asked.bare and asked.unit:
        named = issue_offices.named(house, asked.unit)
        if named is None or not (named.departments or named.offered):
            return None
    return CommandMeant(COMMAND, _to_text(asked))


def _may_ask(who: Inbound) -> bool:
    return who.role == "admin" or (who.role == "staff" and bool(who.department.strip()))


def _to_text(asked: ReportAsked) -> str:
    days = [day.isoformat() if day is not None else "" for day in (asked.since, asked.until)]
    return json.dumps([asked.kind, asked.unit, asked.walk, *days, asked.own], ensure_ascii=False)


def _from_text(text: str) -> ReportAsked:
    kind, unit, walk, since, until, own = json.loads(text)
    days = [date.fromisoformat(day) if day else None for day in (since, until)]
    return ReportAsked(kind, unit, walk, days[0], days[1], own)


def made(house: House, meaning: Means, who: Inbound, locale: str) -> WalkReport | None:
    """The report that is wanted, of the office or of a walk; slow, so made before the turn."""
    asked = _wanted(meaning)
    if asked is None:
        return walk_reports.made(house, meaning, who, locale)
    if not _may_ask(who):
        return None
    path = folder_for(house, who) / f"{_name(asked)}-{who.at:%Y%m%d%H%M%S}.docx"
    try:
        refused = _written(house, asked, who, path)
    except NoUnitError as error:
        refused = error.text
    except ExportError as error:
        refused = error.text
    except FlowErrors as errors:
        refused = _told("office_report_fault", fault=errors.told("zh"))
    if refused is None:
        return WalkReport(str(path))
    return WalkReport(refused=refused["en" if locale == "en" else "zh"])


def _wanted(meaning: Means) -> ReportAsked | None:
    if isinstance(meaning, CommandMeant) and meaning.name == COMMAND:
        asked = _from_text(meaning.argument)
    elif isinstance(meaning, Chosen) and meaning.id.startswith(f"{COMMAND}:"):
        asked = ReportAsked("peer", walk=meaning.id.removeprefix(f"{COMMAND}:"))
    else:
        return None
    return None if asked.kind == "peer" and not asked.walk else asked


def _name(asked: ReportAsked) -> str:
    """A file's name: nothing in it that a file system takes for more than a name."""
    unit = re.sub(r"[\W_]+", "", asked.unit)[:30]
    return "-".join(filter(None, (NAMES[asked.kind], unit, asked.walk[:9])))


def _written(house: House, asked: ReportAsked, who: Inbound, path: Path) -> dict[str, str] | None:
    """Write the report; None, or why there is none in `zh` and `en`."""
    app = records_of(house, who)
    last = asked.until - timedelta(days=1) if asked.until is not None else None
    days = Days(asked.since, last)
    if asked.kind == "peer":
        return _check(app, asked.walk, who, path)
    if asked.kind == "county":
        if who.role != "admin":
            return _told("office_report_admins")
        export_county(app, days, path)
        return None
    unit = _unit(house, app, asked, who)
    if asked.kind == "inspection":
        export_inspection(app, unit, days, path)
    elif unit is None:
        return _told("office_report_which_unit")
    else:
        export_unit(app, unit, days, path)
    return None


def _unit(house: House, app: Records, asked: ReportAsked, who: Inbound) -> Unit | None:
    """The unit that is meant: of staff their own alone. Raises `NoUnitError`."""
    if who.role == "admin":
        named = asked.unit or (who.department if asked.own else "")
        return unit_called(app, named) if named else None
    if asked.unit and not same_office(asked.unit, who.department):
        raise NoUnitError(asked.unit, [who.department], several=False)
    return Unit(who.department, issue_offices.scope(house, who.role, who.department) or ())


def _check(app: Records, walk_id: str, who: Inbound, path: Path) -> dict[str, str] | None:
    number = id_named(walk_id)
    walk = app.reader.walk(number) if number is not None else None
    if walk is None or (who.role != "admin" and not _is_theirs(app, walk, who)):
        return _told("report_no_check", walk=walk_id[:12])
    export_peer_check(app, walk.id, path)
    return None


def _is_theirs(app: Records, walk: WalkRecord, who: Inbound) -> bool:
    """Whether the unit of who asks made the check or was its object."""
    try:
        return any(unit and same_office(unit, who.department) for unit in units_of(app, walk))
    except ExportError:
        return False


def _told(key: str, **values: str) -> dict[str, str]:
    return {at: REPORTS[key][at == "en"].format(**values) for at in ("zh", "en")}


def tell(talk: Talk, argument: str) -> None:
    """Send the report, or say why there is none; or offer the checks that ended last."""
    if not _may_ask(talk.inbound):
        talk.stale()
        return
    talk.back = talk.form() is not None
    report = talk.plan.report
    if report is None:
        _offer(talk)
    elif report.refused:
        talk.say_text(report.refused)
    else:
        talk.replies.append(Reply(_says(talk, argument), files=(report.path,)))


def _says(talk: Talk, argument: str) -> str:
    """What goes with the file: which report it is."""
    if not argument.startswith("["):
        return talk.word("office_report_made", name=talk.word("office_report_peer", walk=argument))
    asked = _from_text(argument)
    unit = asked.unit or (talk.inbound.department if talk.inbound.role == "staff" else "")
    told = f"（{unit}）" if unit else ""
    name = talk.word(f"office_report_{asked.kind}", walk=asked.walk, unit=told)
    return talk.word("office_report_made", name=name)


def _offer(talk: Talk) -> None:
    who = talk.inbound
    app = records_of(talk.house, who)
    checks = talk.house.reader.walks(status="finished", flow=ACTION, limit=SHOWN * 4)
    theirs = [one for one in checks if who.role == "admin" or _is_theirs(app, one, who)][:SHOWN]
    if not theirs:
        talk.say("report_no_checks")
        return
    options = []
    for walk in theirs:
        words = (str(walk.id), f"{walk.started:%m-%d}", units_of(app, walk)[1], walk.item_name)
        options.append(Option(f"{COMMAND}:{walk.id}", short(" · ".join(filter(None, words)))))
    talk.say("report_which_check", tuple(options))
