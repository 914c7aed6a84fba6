"""Time limits of guides: how long they are, and whether that is known for sure."""

from __future__ import annotations

import re

NUMBER = re.compile(r"\d{1,4}")
_DAYS = {
    "工作日": (1, 2),  # with weekends and holidays
    "小时": (1 / 24, 1 / 8),
    "月": (28, 31),
    "年": (365, 366),
}
"""What a unit is in days, at least and at most; a day where it is not here."""


def limit_days(text: str) -> tuple[int, str] | None:
    """Number and unit of a time limit, None if it names none or has no unit."""
    match = re.search(r"(\d{1,4})\s*个?\s*(工作日|自然日|日历日|天|日|小时|月|年)", text)
    return (int(match[1]), match[2]) if match else None


def days_of(number: int, unit: str) -> tuple[float, float]:
    """How many days a limit takes at least and at most."""
    shortest, longest = _DAYS.get(unit, (1, 1))
    return number * shortest, number * longest


def has_unit(text: str) -> bool:
    """False for a limit that is a number alone ("30", "约 30")."""
    return not re.fullmatch(r"约?\s*\d+\s*个?", text)
