"""What somebody wants of a weekly pack, as words and buttons carry it; and what came of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.dialogue.messages import Option

COMMAND = "weekly"
DOES = ("status", "pack", "send", "note", "resend", "later")
_WEEK = re.compile(r"\d{4}-W\d{2}", re.ASCII)


@dataclass(frozen=True, slots=True)
class WeeklyWanted:
    """`week` empty: the one that is due; `rest` is a reason, or the words of a note."""

    do: str
    week: str = ""
    version: int = 0
    unit: str = ""
    rest: str = ""

    def to_text(self) -> str:
        return f"{self.do}:{self.week}:{self.version}:{self.unit.replace(':', ' ')}:{self.rest}"

    @classmethod
    def from_text(cls, text: str) -> WeeklyWanted | None:
        """The inverse of `to_text`, of which the end may be left out; None for what is none."""
        do, week, version, unit, rest = (*text.split(":", 4), "", "", "", "")[:5]
        is_week = not week or _WEEK.fullmatch(week)
        is_version = version.isascii() and version.isdecimal() and len(version) < 6
        if do not in DOES or not is_week or not (is_version or not version):
            return None
        return cls(do, week, int(version or 0), unit, rest)


@dataclass(frozen=True, slots=True)
class WeeklyFound:
    """What is said; `asks` is the week and unit whose note is awaited."""

    text: str
    options: tuple[Option, ...] = ()
    files: tuple[str, ...] = ()
    asks: tuple[str, str] | None = None
