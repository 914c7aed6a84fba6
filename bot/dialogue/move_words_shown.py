"""A move in words: its fields and values, the days among them, and who made a step."""

from __future__ import annotations

import re
from datetime import date

from bot.dialogue.issue_words import term
from bot.dialogue.prompts import local, short
from bot.dialogue.talk import Talk
from bot.dialogue.texts import say
from flows.rectification import MOVES
from flows.workdays import is_known, is_workday
from storage.exports.columns import field_name
from storage.issue_history import MoveRecord
from storage.issue_log import ENTER

_FILES = re.compile(re.escape(say("zh", "move_photos", count="N")).replace("N", "([0-9]+)"))
"""How files are told as evidence: in Chinese, as all of the ledger."""
VALUE = 200
"""Characters of a value that are shown."""
_DAYS = ("deadline", "asked_deadline")
_WEEKDAYS = (
    ["周一", "周二", "周三", "周四", "周五", "周六", "周日"],
    ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
)


def move_word(name: str, locale: str) -> str:
    """What a move is called; the entry of an issue, too."""
    words = MOVES[name].words if name in MOVES else ("登记", "Entered")
    return local({"zh": words[0], "en": words[1]}, locale)


def head(talk: Talk, number: str, move: str) -> str:
    """The issue and the move, on one line."""
    return talk.word("move_head", number=number, move=move_word(move, talk.locale))


def value_words(talk: Talk, name: str, value: str) -> str:
    """The value of a field, a day with what kind of day it is."""
    if name in _DAYS:
        return _day(talk, value)
    if name == "evidence" and (files := _FILES.fullmatch(value)):
        return talk.word("move_photos", count=files[1])
    return short(term(value, talk.locale), VALUE)


def _day(talk: Talk, value: str) -> str:
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return short(value, VALUE)
    weekday = _WEEKDAYS[talk.locale == "en"][day.weekday()]
    told = talk.word("move_day", day=value, weekday=weekday)
    if not is_known(day):
        return told + talk.word("move_unknown_year")
    return told if is_workday(day) else told + talk.word("move_rest_day")


def pair(talk: Talk, name: str, value: str) -> str:
    """A field and its value, on a line."""
    called = field_name(name, talk.locale)
    return talk.word("pair_line", name=called, value=value_words(talk, name, value))


def by_whom(talk: Talk, step: MoveRecord) -> str:
    """Who made a step, by name and department; who reported it is not named.

    To who reported it no official is named either, only the office.
    """
    if step.role == "volunteer" or not step.name:
        return talk.word("history_reporter" if step.role == "volunteer" else "history_somebody")
    if talk.turn.person.role == "volunteer":
        return short(step.department) or talk.word("history_lead")
    if not step.department:
        return short(step.name)
    unit = (
        f"（{short(step.department)}）" if talk.locale != "en" else f" ({short(step.department)})"
    )
    return short(step.name) + unit


def step_words(talk: Talk, step: MoveRecord) -> dict[str, str]:
    """The words of a sentence that tells a step."""
    return {
        "at": f"{step.at:%Y-%m-%d %H:%M}",
        "by": by_whom(talk, step),
        "move": talk.word("history_enter")
        if step.move == ENTER
        else move_word(step.move, talk.locale),
    }
