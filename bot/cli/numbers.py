"""The numbers that the plans leave to each place ("x 条"), as `walkalong doctor` tells them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from bot.cli.finding import Finding, Say

if TYPE_CHECKING:
    from bot.settings import Settings


def not_set(settings: Settings, say: Say) -> Iterator[Finding]:
    """A line for each number: what it is set to, or that it is not and by which variable."""
    from bot.settings import MASKED, PREFIX

    for name, (zh, en) in MASKED.items():
        number = getattr(settings, name)
        if number is None:
            told = say(f"{zh}：还没有设置", f"{en}: not set")
            yield Finding("warn", "Numbers", told, f"export {PREFIX}{name.upper()}=…")
        else:
            yield Finding("ok", "Numbers", say(f"{zh}：{number}", f"{en}: {number}"))
