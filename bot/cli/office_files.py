"""The tables of the office's own: what is wrong with one, and how `walkalong doctor` tells them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.finding import Finding, Say

if TYPE_CHECKING:
    from bot.cli.session import Session
    from bot.office_tables import OfficeTables
    from bot.settings import Settings

NOTICE = 11
"""From this month on the next year's calendar, which is announced in autumn, is missed."""


@contextmanager
def refused(session: Session, file: Path) -> Iterator[None]:
    """What is wrong with a table as a failure, with its rows and their mends."""
    from flows.table_rows import TableFaults

    try:
        yield
    except TableFaults as wrong:
        lines = [fault.told(session.locale) for fault in wrong.faults]
        head = session.say(f"{file.name} 用不了，什么也没有改：", f"{file.name} cannot be used:")
        raise click.ClickException("\n  ".join((head, *lines))) from None


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


def deadlines(settings: Settings, say: Say) -> Iterator[Finding]:
    """Which kinds have a time and which have none; what is wrong."""
    tables = _tables(settings)
    yield from _faults(tables, tables.deadlines_path, "Deadlines", say)
    rules = tables.rules.all()
    if lacking := [rule.kind.told(say.locale) for rule in rules if rule.period is None]:
        names, count = say("、", ", ").join(lacking), len(rules) - len(lacking)
        told = say(f"设了 {count} 项；还没有设置：{names}", f"{count} set; not set: {names}")
        yield Finding("warn", "Deadlines", told, say.run("deadlines"))
    else:
        yield Finding("ok", "Deadlines", say(f"设了 {len(rules)} 项", f"{len(rules)} set"))


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
