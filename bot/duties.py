"""Duties of an office from its walks: the board of heads, targets of windows, reminders."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from bot.finished_walks import as_walked, finished_walks, lately_begun
from bot.office_files import duties_of, units_here
from flows.duties import Line, Target, board, period_of, targets, weeks_between
from flows.duty_file import DutyRules
from flows.workdays import is_known, is_workday

if TYPE_CHECKING:
    from bot.reports import Records
    from flows.duties import Walked
    from flows.model import Locale
    from flows.unit_table import OfficeUnit


@dataclass(frozen=True, slots=True)
class Board:
    """The board, with what is to be doubted of it."""

    rules: DutyRules
    lines: tuple[Line, ...]
    today: date
    doubts: tuple[tuple[str, str], ...] = ()

    def reminder(self, late: Sequence[Line], locale: Locale) -> str:
        """What to send to those who still owe a walk this week."""
        week = weeks_between(self.today, self.today)[0]
        en = locale == "en"
        span = f"{week.name} ({week.first} – {week.last})"
        if not late:
            done = f"第{week.number}周没有欠走流程的主要负责人。"
            return f"{span}: no head owes a walk." if en else done
        names = [f"{line.unit}{f'（{line.head}）' if line.head else ''}" for line in late]
        times = self.rules.weekly.times
        if en:
            return f"{span}: each head owes {times} walk(s). Still open: {', '.join(names)}."
        return (
            f"【走流程提醒】第{week.number}周（{week.first:%m-%d}至{week.last:%m-%d}），"
            f"主要负责人每周走流程不少于{times}次。还没有走的：{'、'.join(names)}。请安排时间。"
        )


def heads_board(app: Records, since: date, until: date) -> Board:
    """The board of the heads of units. Raises FlowErrors for an office's file with faults."""
    rules, units = duties_of(app), units_here(app.settings.home)
    weeks = weeks_between(since, until)
    today = app.clock().date()
    walked = _walked(app, units, rules.weekly.actions, weeks[0].first)
    lines = board(units, walked, rules.weekly, weeks, today, is_workday)
    unknown = sorted({week.last.year for week in weeks if not is_known(week.last)})
    doubts = tuple(
        (
            f"{year} 年的放假安排还不知道，先按周一到周五算工作日。",
            f"The holidays of {year} are not known yet; Monday to Friday count as working days.",
        )
        for year in unknown
    )
    return Board(rules, lines, today, doubts)


def window_targets(app: Records, day: date) -> tuple[date, date, tuple[Target, ...]]:
    """What heads of windows have walked in the week or month of that day, which is told, too."""
    rules, units = duties_of(app), units_here(app.settings.home)
    first, last = period_of(day, rules.window_heads.per)
    walked = _walked(app, units, rules.window_heads.actions, first)
    return first, last, targets(units, walked, rules.window_heads, day)


def _walked(
    app: Records, units: tuple[OfficeUnit, ...], actions: tuple[str, ...], since: date
) -> list[Walked]:
    done = finished_walks(app, actions, lately_begun(app, since))
    return [as_walked(walk, units) for walk in done]
