"""The files that an office edits, as `walkalong doctor` tells them: faults, and what is not set."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from bot.cli.finding import Finding, Say

if TYPE_CHECKING:
    from bot.settings import Settings
    from flows.duty_file import DutyRules
    from flows.errors import FlowErrors

SUBJECT = "Duties"


def files(settings: Settings, say: Say) -> Iterator[Finding]:
    """A line for each file that cannot be read, and for each number that is not set."""
    from bot.app import open_app
    from bot.office_files import FOLDER, duties_of, scheme_of, units_here
    from flows.errors import FlowErrors

    if not (settings.home / FOLDER).is_dir():
        yield Finding("ok", SUBJECT, say("还没有单位表和规定", "no units and rules yet"))
        return
    with open_app(settings) as app:
        for read in (lambda: units_here(settings.home), lambda: scheme_of(app)):
            try:
                read()
            except FlowErrors as errors:
                yield _faulty(errors, say)
        try:
            yield from _not_set(duties_of(app), say)
        except FlowErrors as errors:
            yield _faulty(errors, say)


def _faulty(errors: FlowErrors, say: Say) -> Finding:
    first = errors.errors[0].told(say.locale)
    return Finding("fail", SUBJECT, first, say("改好这个文件", "mend that file"))


def _not_set(rules: DutyRules, say: Say) -> Iterator[Finding]:
    numbers = {
        ("主要负责人每周走几次", "walks of a head in a week"): rules.weekly.times,
        ("窗口负责人走几次", "walks of a head of a window"): rules.window_heads.times,
        ("坐班提前几天公示", "days a sit-in is public before"): rules.notice_days,
    }
    for words, number in numbers.items():
        if number is None:
            told = say(f"{words[0]}：还没有设置", f"{words[1]}: not set")
            yield Finding("warn", SUBJECT, told, say.run("duties rules --write"))
        else:
            yield Finding("ok", SUBJECT, say(f"{words[0]}：{number}", f"{words[1]}: {number}"))
