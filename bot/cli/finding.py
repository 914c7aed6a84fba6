"""One line of what `walkalong doctor` finds, and how it is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Level = Literal["ok", "warn", "fail"]
Say = Callable[[str, str], str]
"""Picks the language of a sentence that is given in Chinese and in English."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the examination; `mend` is empty where nothing is to be done."""

    level: Level
    subject: str
    detail: str
    mend: str = ""
