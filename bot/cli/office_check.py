"""The files that an office edits, as `walkalong doctor` tells them: faults, and what is not set."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from bot.cli.finding import Finding, Level, Say

if TYPE_CHECKING:
    from bot.deadline_tables import DeadlineTables
    from bot.settings import Settings
    from flows.duty_file import DutyRules
    from flows.errors import FlowError

CALENDAR, DEADLINES, DUTIES, LISTS = "Calendar", "Deadlines", "Duties", "Lists"
"""The subjects."""
NOTICE = 11
"""From this month on the next year's calendar, which is announced in autumn, is missed."""


def calendar(settings: Settings, say: Say) -> Iterator[Finding]:
    """Until which year working days are known; which years are missed; what is wrong."""
    from bot.app import clock_of
    from flows.workdays import KNOWN_YEARS, unknown_years

    tables = _tables(settings)
    # one that is spoilt stops nobody
    yield from _faulty(tables.calendar_faults, "warn", CALENDAR, say)
    today = clock_of(settings)().date()
    next_one = today.year + (today.month >= NOTICE)
    last = max([*KNOWN_YEARS, *(each.day.year for each in tables.calendar)])
    if missed := unknown_years(today, date(next_one, 1, 1)):
        years = ", ".join(map(str, missed))
        told = say(
            f"没有 {years} 年的放假和调休，先按周一到周五算",
            f"{years} is not known; Monday to Friday count as working days",
        )
        yield Finding("warn", CALENDAR, told, say.run("calendar import FILE"))
    else:
        yield Finding("ok", CALENDAR, say(f"到 {last} 年", f"known until {last}"))


def deadlines(settings: Settings, say: Say) -> Iterator[Finding]:
    """Which kinds have a time and which have none; what is wrong."""
    tables = _tables(settings)
    yield from _faulty(tables.rules_faults, "warn", DEADLINES, say)
    rules = tables.rules.all()
    if lacking := [rule.kind.told(say.locale) for rule in rules if rule.period is None]:
        names, count = say("、", ", ").join(lacking), len(rules) - len(lacking)
        told = say(f"设了 {count} 项；还没有设置：{names}", f"{count} set; not set: {names}")
        yield Finding("warn", DEADLINES, told, say.run("deadlines"))
    else:
        yield Finding("ok", DEADLINES, say(f"设了 {len(rules)} 项", f"{len(rules)} set"))


def _tables(settings: Settings) -> DeadlineTables:
    """The tables of the home as they are now."""
    from bot.deadline_tables import DeadlineTables

    tables = DeadlineTables(settings.home)
    tables.begin()
    return tables


def duties(settings: Settings, say: Say) -> Iterator[Finding]:
    """A line for each file that cannot be read, and for each number that is not set."""
    from bot.app import open_app
    from bot.office_files import duties_of, scheme_of, units_here
    from bot.office_folder import DUTIES as RULES
    from bot.office_folder import FOLDER, SCORES, UNITS
    from flows.errors import FlowErrors

    if not any((settings.home / FOLDER / name).exists() for name in (UNITS, RULES, SCORES)):
        yield Finding("ok", DUTIES, say("还没有单位表和规定", "no units and rules yet"))
        return
    with open_app(settings) as app:
        for read in (lambda: units_here(settings.home), lambda: scheme_of(app)):
            try:
                read()
            except FlowErrors as wrong:
                yield from _faulty(wrong.errors, "fail", DUTIES, say)
        try:
            yield from _not_set(duties_of(app), say)
        except FlowErrors as wrong:
            yield from _faulty(wrong.errors, "fail", DUTIES, say)


def lists(settings: Settings, say: Say) -> Iterator[Finding]:
    """Which lists there are; what is wrong with their file, and what of it is not set."""
    from bot.app import open_app

    with open_app(settings) as app:
        scheme, faults = app.lists.scheme, app.lists.faults
    yield from _faulty(faults, "fail", LISTS, say)
    if faults:
        return
    names = say("、", ", ").join(one.called(say.locale) for one in scheme.lists)
    yield Finding("ok", LISTS, names)
    for words, number in (
        (("必走事项要走到百分之几", "percent of must-walk services"), scheme.coverage),
        (("每项行动至少几次媒体报道", "media reports of each action"), scheme.media),
    ):
        if number is None:
            told = say(f"{words[0]}：还没有设置", f"{words[1]}: not set")
            yield Finding("warn", LISTS, told, say.run("lists --write"))


def _not_set(rules: DutyRules, say: Say) -> Iterator[Finding]:
    numbers = {
        ("主要负责人每周走几次", "walks of a head in a week"): rules.weekly.times,
        ("窗口负责人走几次", "walks of a head of a window"): rules.window_heads.times,
        ("坐班提前几天公示", "days a sit-in is public before"): rules.notice_days,
    }
    for words, number in numbers.items():
        if number is None:
            told = say(f"{words[0]}：还没有设置", f"{words[1]}: not set")
            yield Finding("warn", DUTIES, told, say.run("duties rules --write"))
        else:
            yield Finding("ok", DUTIES, say(f"{words[0]}：{number}", f"{words[1]}: {number}"))


def _faulty(errors: Sequence[FlowError], level: Level, subject: str, say: Say) -> Iterator[Finding]:
    """What is wrong with one file: the first fault, and how many there are."""
    if errors:
        more = say(f"（共 {len(errors)} 处）", f" ({len(errors)} in all)") if errors[1:] else ""
        mend = say("改好这个文件，或删掉它", "mend that file, or delete it")
        yield Finding(level, subject, f"{errors[0].told(say.locale)}{more}", mend)
