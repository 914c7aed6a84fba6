"""Whether the guide that a walk uses is in force, in few words."""

from __future__ import annotations

from datetime import date

from bot.dialogue.house import House
from bot.dialogue.texts import say


def out_of_force(house: House, item_id: str, locale: str, on: date, version: str) -> str:
    """That the guide, in the version that is used, is not in force on a day; empty when it is."""
    guide = house.library.guide(item_id, version)
    if guide is not None and guide.expires and guide.expires < on:
        return say(locale, "expired_mark", day=guide.expires.isoformat())
    if guide is not None and guide.effective and guide.effective > on:
        return say(locale, "early_mark", day=guide.effective.isoformat())
    return ""
