"""The tables of the office's own, as `walkalong doctor` tells them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from bot.cli.finding import Finding, Say

if TYPE_CHECKING:
    from bot.office_tables import OfficeTables
    from bot.settings import Settings

NOTICE = 11
"""From this month on the next year's calendar, which is announced in autumn, is missed."""


def calendar(settings: Settings, say: Say) -> Iterator[Finding]:
    """Until which year working days are known; which years are missed; what is wrong."""
    from bot.app import clock_of
    from flows.workdays import KNOWN_YEARS, unknown_years

    tables = _tables(settings)
    yield from _faults(tables, tables.calendar_path, "Calendar", say)
    today = clock_of(settings)().date()
    next_one = today.year + (today.month >= NOTICE)
    last = max([*KNOWN_YEARS, *(each.day.year for each in tables.calendar)])
    if missed := unknown_years(today, date(next_one, 1, 1)):
        years = ", ".join(map(str, missed))
        told = say(
            f"没有 {years} 年的放假和调休，先按周一到周五算",
            f"{years} is not known; Monday to Friday count as working days",
        )
        yield Finding("warn", "Calendar", told, say.run("calendar import FILE"))
    else:
        yield Finding("ok", "Calendar", say(f"到 {last} 年", f"known until {last}"))


def _tables(settings: Settings) -> OfficeTables:
    """The tables of the home as they are now."""
    from bot.office_tables import OfficeTables

    tables = OfficeTables(settings.home)
    tables.begin()
    return tables


def _faults(tables: OfficeTables, path: Path, subject: str, say: Say) -> Iterator[Finding]:
    """What is wrong with one of the files."""
    wrong = [fault for of, fault in tables.faults() if of == path]
    if wrong:
        more = say(f"（共 {len(wrong)} 处）", f" ({len(wrong)} in all)") if wrong[1:] else ""
        told = f"{path}{say('：', ': ')}{wrong[0].told(say.locale)}{more}"
        mend = say(f"改好 {path.name}，或删掉它", f"mend {path.name}, or delete it")
        yield Finding("warn", subject, told, mend)
