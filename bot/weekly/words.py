"""What is said of packs, wherever it is said: of one, and of who has handed in."""

from __future__ import annotations

from collections.abc import Sequence

from bot.dialogue.messages import Option
from bot.dialogue.texts import joined, say
from bot.dialogue.weekly_wanted import COMMAND
from bot.weekly.board import Line
from bot.weekly.packs import WeeklyPacks
from flows.weekly import LEAD, STANDINGS
from storage.exports.pack_files import manifest_in
from storage.weekly import PackRecord

LINES = 40
"""Units that a list names one by one; those that are missing come first."""


def button(do: str, week: str, locale: str, version: int = 0) -> Option:
    """A button that does something with the presser's own pack of a week."""
    return Option(f"{COMMAND}:{do}:{week}:{version}", say(locale, f"weekly_btn_{do}"))


def pack_buttons(pack: PackRecord, locale: str, *, is_sent: bool = False) -> tuple[Option, ...]:
    """What a unit may do with its pack."""
    names = ("note",) if is_sent else ("send", "note", "later")
    return tuple(button(do, pack.week, locale, pack.version) for do in names)


def moved_words(weekly: WeeklyPacks, week: str, locale: str) -> str:
    """That a holiday moved the day; empty where none did."""
    day = weekly.moved_from(week)
    if day is None:
        return ""
    return say(locale, "weekly_moved", day=f"{day:%m-%d}", due=f"{weekly.due(week):%m-%d}")


def pack_words(weekly: WeeklyPacks, pack: PackRecord, locale: str) -> str:
    """What is in a pack, and what to see to before it is passed on."""
    manifest = manifest_in(weekly.folder(pack.week, pack.unit, pack.version)) or {}
    counts = manifest.get("counts", {})
    told = say(
        locale,
        "weekly_pack",
        unit=pack.unit,
        week=pack.week,
        version=pack.version,
        total=counts.get("issues", 0),
        new=counts.get("new", 0),
        closed=counts.get("closed", 0),
        overdue=counts.get("overdue", 0),
        photos=counts.get("photos", 0),
        zero=say(locale, "weekly_zero") if manifest.get("quiet") else "",
        moved=moved_words(weekly, pack.week, locale),
    )
    lines = [told]
    if pack.version > 1:
        lines.append(say(locale, "weekly_correction", reason=pack.reason))
    if counts.get("photos", 0):
        lines.append(say(locale, "weekly_masking"))
    return "\n".join(lines)


def sent_words(line: Line, locale: str) -> str:
    """How a unit stands with its pack, and what is to be done."""
    pack, sent = line.pack, line.sent
    if pack.unit == LEAD:
        return ""
    if sent is None:
        key = "weekly_do_send_late" if line.standing == "overdue" else "weekly_do_send"
        return say(locale, key, due=f"{pack.due:%m-%d}")
    by = sent.by or say(locale, "weekly_unnamed")
    at = f"{sent.at:%m-%d %H:%M}"
    told = say(locale, "weekly_sent_by", version=sent.version, at=at, by=by)
    if not line.is_missing:
        return told
    return f"{told}\n{say(locale, 'weekly_resend_due', version=pack.version)}"


def status_words(weekly: WeeklyPacks, week: str, lines: Sequence[Line], locale: str) -> str:
    """Who has handed in and who has not."""
    units = [one for one in lines if one.standing not in ("lead", "free")]
    missing = [one for one in units if one.is_missing]
    rest = [one for one in lines if not one.is_missing and one.standing != "lead"]
    told = [_line(one, locale) for one in (*missing, *rest)]
    if not missing:
        told.insert(0, say(locale, "weekly_all_sent"))
    shown = told[:LINES] + (["…"] if len(told) > LINES else [])
    return say(
        locale,
        "weekly_status",
        week=week,
        due=f"{weekly.due(week):%m-%d}",
        count=len(units),
        sent=len(units) - len(missing),
        moved=moved_words(weekly, week, locale),
        lines="\n".join(shown),
    )


def _line(one: Line, locale: str) -> str:
    by = ""
    if one.sent is not None:
        who = one.sent.by or say(locale, "weekly_unnamed")
        by = say(locale, "weekly_line_by", by=who, at=f"{one.sent.at:%m-%d %H:%M}")
    standing = STANDINGS[one.standing][locale == "en"]
    return say(locale, "weekly_line", unit=one.pack.unit, standing=standing, by=by)


def overdue_words(week: str, missing: Sequence[Line], locale: str, *, is_head: bool) -> str:
    """What a head hears of their unit's pack, and admins of all that are overdue."""
    due = f"{missing[0].pack.due:%m-%d}"
    if is_head:
        unit = missing[0].pack.unit
        return say(locale, "weekly_overdue_head", unit=unit, week=week, due=due)
    units = joined(locale, [one.pack.unit for one in missing])
    count = len(missing)
    return say(locale, "weekly_overdue_admin", week=week, due=due, count=count, units=units)
