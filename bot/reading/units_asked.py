"""The unit of time that a question's label asks for: "来回花了多少分钟？", "等了几个小时？".

Forms made elsewhere have no appearance `minutes`; by the label alone "两个多小时" is no 2.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from bot.reading import counts, durations
from bot.reading.reading import Reading
from bot.reading.remembered import remembered
from bot.reading.words import fold
from flows.model import Question, has_appearance

_MINUTES = re.compile(
    r"(?:多少|几)个?分钟|[(\[]\s*(?:单位[:是为]?\s*)?(?:分钟|min(?:ute)?s?)\s*[)\]]|"
    r"\bhow many minutes\b|\bin minutes\b"
)
_HOURS = re.compile(
    r"(?:多少|几)个?(?:小时|钟头)|[(\[]\s*(?:单位[:是为]?\s*)?(?:小时|hours?)\s*[)\]]|"
    r"\bhow many hours\b|\bin hours\b"
)


def asks_minutes(question: Question) -> bool:
    """Whether a number asked for is one of minutes, by the appearance or by the label."""
    if question.type not in ("integer", "decimal"):
        return False
    return has_appearance(question, "minutes") or _says(question, _in_minutes)


def asks_hours(question: Question) -> bool:
    """Whether a number asked for is one of hours."""
    return not asks_minutes(question) and _says(question, _in_hours)


def _says(question: Question, unit: Callable[[str], bool]) -> bool:
    texts = (question.label, question.short, question.hint)
    return any(unit(text) for which in texts for text in which.values())


@remembered
def _in_minutes(text: str) -> bool:
    return _MINUTES.search(fold(text)) is not None


@remembered
def _in_hours(text: str) -> bool:
    return _HOURS.search(fold(text)) is not None


def read_hours(text: str, *, about: str, whole: bool) -> Reading | None:
    """Hours that `text` gives: "90分钟" is 1.5, and nothing where a whole number is wanted."""
    if not any(durations.amounts(fold(text))):
        return counts.read(text, about=about, whole=whole)
    reading = durations.read(text, about=about)
    if reading is None or not isinstance(reading.value, int):
        return None
    hours = reading.value / durations.HOUR
    if whole and not hours.is_integer():
        return None
    value = int(hours) if whole else round(hours, 2)
    return replace(reading, value=value, literal=reading.literal and value == reading.value)
