"""A unit's own words for its news note, before and after its pack is made."""

from __future__ import annotations

from bot.privacy import mask
from bot.weekly.news import proposed
from bot.weekly.packs import PROGRAM, NoPack, WeeklyPacks
from bot.weekly.units import unit_called
from storage.weekly import NoteRecord, PackRecord

MAX_NOTE = 4_000
"""Characters of a news note."""
REWORDED = "改简讯"
"""The reason of a version that has other words alone."""


def write_note(
    weekly: WeeklyPacks, week: str, unit: str, by: str, text: str, key: str = ""
) -> PackRecord | None:
    """Put a unit's own words in its news note: a new version, or kept for the pack to come.

    Words that it has already change nothing; personal numbers are covered. Returns the newest
    version, where there is one; raises `NoPack`.
    """
    words = mask("\n".join(text.strip().splitlines())).text[:MAX_NOTE]
    packs = weekly.latest(week)
    name = unit_called(unit, list(packs)) if packs else weekly.unit_to_come(week, unit).name
    if name is None:
        raise NoPack("unit", week, unit)
    pack = packs.get(name)
    if pack is not None and not pack.version:
        raise NoPack("free", week, name)
    if pack is not None and weekly.text_of(pack) == words:
        return pack
    weekly.store.write_note(week, name, NoteRecord(words, weekly.clock(), by))
    if pack is None:
        return None
    return weekly.correct(week, name, by, REWORDED, text=words, key=key)


def words_to_come(weekly: WeeklyPacks, week: str, unit: str) -> str:
    """The words of the note of a pack that is still to be made, as things are now."""
    wanted = weekly.unit_to_come(week, unit)
    written = weekly.own_words(week, wanted.name)
    if written is not None:
        return written
    with weekly.store.snapshot() as now:
        pack = weekly.record(week, wanted.name, 0, PROGRAM)
        return proposed(weekly.maker.period(pack, wanted, now))
