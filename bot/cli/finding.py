"""One line of what `walkalong doctor` finds, and how it is told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from flows.model import Locale

Level = Literal["ok", "warn", "fail"]


@dataclass(frozen=True, slots=True)
class Say:
    """How a finding is told: picks the language of a sentence, and knows how to be called."""

    locale: Locale
    call: str = "walkalong"
    """The command, with what was given to find the home: `walkalong --home …`."""

    def __call__(self, zh: str, en: str) -> str:
        return zh if self.locale == "zh" else en

    def run(self, command: str) -> str:
        """A command of this program as it is to be typed."""
        return f"{self.call} {command}"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the examination; `mend` is empty where nothing is to be done."""

    level: Level
    subject: str
    detail: str
    mend: str = ""
