"""The closed loop in rates: what of the issues found was closed, on time, to whose content (R54).

Everything is counted from the log of each issue as it was at a moment, not from how it is today.
What each rate divides by what is `DEFINITIONS`, which is also what people are told. Pure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from statistics import fmean, median
from typing import NamedTuple

from flows.callbacks import Call
from flows.deadlines import Rules
from flows.office_yaml import day_of
from flows.replying import due_of, owed_by

CLOSED = ("closed", "published")
"""States of what is mended and found to be so."""
ASIDE = ("draft", "not_adopted", "merged")
"""States of what is not counted: no problem yet, none at all, or counted with another."""
MARKS = ("5", "4", "3", "2", "1")
TRACKED = ("department", "deadline", "reply_kind", "reply_from", "replied_on")
"""Fields that rates depend on, and that moves change."""


class Move(NamedTuple):
    """A row of an issue's log. `mark`: what the reporter gave with it, of 5."""

    at: datetime
    move: str
    before: str
    after: str
    changed: Mapping[str, str | None]
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Entered:
    """An issue with what it was entered with. `fields` holds those of `TRACKED` it has now."""

    number: str
    found: date
    source: str
    of_walk: bool
    category: str
    fields: Mapping[str, str]


@dataclass(slots=True)
class Life:
    """An issue as it was at a moment."""

    number: str
    found: date
    source: str
    category: str
    department: str = ""
    state: str = ""
    deadline: date | None = None
    closed: date | None = None
    """When it was closed last; None where it is not closed."""
    ever_closed: bool = False
    reopened: int = 0
    reply_kind: str = ""
    reply_from: date | None = None
    replied: date | None = None
    mark: str = ""
    calls: tuple[Call, ...] = ()

    @property
    def counts(self) -> bool:
        """Whether it is among those of which something was to be closed."""
        return self.state not in ASIDE


def life_of(entered: Entered, moves: Sequence[Move], calls: Sequence[Call] = ()) -> Life | None:
    """How an issue was after these moves and calls; None where it was not entered by then."""
    if not moves:
        return None
    one = Life(entered.number, entered.found, entered.source, entered.category)
    told = _at_entry(entered, moves)
    for move in moves:
        told |= {name: value or "" for name, value in move.changed.items() if name in TRACKED}
        if move.after in CLOSED and move.before not in CLOSED:
            one.closed, one.ever_closed = move.at.date(), True
            one.deadline = day_of(told["deadline"][:10])
        if move.before in CLOSED and move.after not in CLOSED:
            one.closed = None
            one.reopened += 1
        one.state = move.after
        one.mark = move.mark or one.mark
    if one.closed is None:
        one.deadline = day_of(told["deadline"][:10])
    one.department, one.reply_kind = told["department"], told["reply_kind"]
    one.reply_from, one.replied = day_of(told["reply_from"]), day_of(told["replied_on"])
    one.calls = tuple(calls)
    return one


def _at_entry(entered: Entered, moves: Sequence[Move]) -> dict[str, str]:
    """The fields as they were at first: what no move changed is as it is now."""
    changed = {name for move in moves for name in move.changed}
    told = {n: "" if n in changed else entered.fields.get(n, "") for n in TRACKED}
    if entered.fields.get("reply_kind"):  # else nobody waits for a reply (any more)
        told["reply_kind"] = owed_by(entered.source, of_walk=entered.of_walk)
        told["reply_from"] = entered.found.isoformat()
    return told


class Rate(NamedTuple):
    """So many of so many."""

    part: int
    of: int

    @property
    def share(self) -> float | None:
        """0 to 1; None where there is nothing to divide by."""
        return self.part / self.of if self.of else None


@dataclass(frozen=True, slots=True)
class Figures:
    """The rates of some issues, by `DEFINITIONS`."""

    name: str
    found: int
    aside: int
    """Found and not counted: not adopted, merged."""
    closed: Rate
    on_time: Rate
    overdue: Rate
    reopened: Rate
    replied: Rate
    reply_unset: int
    """Whose reply is owed with no time set for it."""
    rated: Rate
    satisfied: Rate
    marks: Mapping[str, int]
    reached: Rate
    content: Rate
    results: Mapping[str, int]
    mean_days: float | None
    median_days: float | None


class Definition(NamedTuple):
    """What a figure is called, and what it divides by what, in Chinese and English."""

    name: tuple[str, str]
    words: tuple[str, str]


DEFINITIONS: dict[str, Definition] = {
    "found": Definition(
        ("发现", "found"),
        (
            "发现日期在这段时间里、截止那天已登记的问题（不含草稿）",
            "issues found in these days and entered by their end, drafts aside",
        ),
    ),
    "counted": Definition(
        ("纳入统计", "counted"),
        (
            "发现的，去掉截止时不采纳的和已并入同类的",
            "found, without those that are not adopted or merged at the end",
        ),
    ),
    "closed": Definition(
        ("整改率", "closed"),
        ("截止时已销号或已公开 ÷ 纳入统计", "closed or published at the end / counted"),
    ),
    "on_time": Definition(
        ("按期整改率", "on time"),
        (
            "销号日期不晚于销号时的整改时限 ÷ 有整改时限、且已销号或时限已过的",
            "closed by the deadline of then / those with a deadline, closed or past it",
        ),
    ),
    "overdue": Definition(
        ("超期率", "overdue"),
        ("截止时没有销号、整改时限已过 ÷ 纳入统计", "not closed and past the deadline / counted"),
    ),
    "reopened": Definition(
        ("重新打开率", "re-opened"),
        (
            "销号后又重新打开过 ÷ 曾经销号的（都指纳入统计的）",
            "re-opened after it was closed / ever closed (of those counted)",
        ),
    ),
    "replied": Definition(
        ("按期回复率", "replied on time"),
        (
            "在回复期限当天或之前回复反映人 ÷ 该回复、期限已设置，且已回复或期限已过的"
            "（含不采纳的，不含已并入的；重新打开的按新一轮算）",
            "replied on or before the day it was due / owed with a time that is set, replied "
            "or past it (also not adopted ones; of a re-opened issue the new reply)",
        ),
    ),
    "rated": Definition(
        ("评价率", "rated"),
        ("反映人打过分的 ÷ 曾经销号的", "rated by the reporter / ever closed"),
    ),
    "satisfied": Definition(
        ("反映人满意率", "satisfied"),
        (
            "最近一次打分达到满意线 ÷ 打过分的",
            "whose last mark counts as satisfied / rated",
        ),
    ),
    "reached": Definition(
        ("回访接通率", "reached"),
        ("第三方回访接通过的 ÷ 打过回访的", "reached by a third party / called"),
    ),
    "content": Definition(
        ("回访满意率", "satisfied, called"),
        (
            "最近一次接通的结果达到满意线 ÷ 接通过的（满意算 4 分，一般 3 分，不满意 2 分）",
            "whose last answer counts as satisfied / reached (满意 is 4, 一般 3, 不满意 2)",
        ),
    ),
    "days": Definition(
        ("平均办理天数（中位数）", "days to close (median)"),
        (
            "截止时已销号的，销号日期减发现日期，自然日",
            "calendar days from found to closed, of those closed",
        ),
    ),
}
"""Each figure, in the order it is told."""


@dataclass(frozen=True, slots=True)
class Basis:
    """What rates are worked out by: the last day, the table of deadlines, the mark from which on
    somebody is satisfied."""

    until: date
    rules: Rules = field(default_factory=Rules)
    satisfied_from: int = 4


def figures(name: str, lives: Iterable[Life], basis: Basis) -> Figures:
    """The rates of these issues as they were."""
    found = [one for one in lives if one.state != "draft"]
    counted = [one for one in found if one.counts]
    closed = [one for one in counted if one.state in CLOSED]
    ever = [one for one in counted if one.ever_closed]
    dated = [one for one in counted if one.deadline is not None and _is_due(one, basis.until)]
    late = [one for one in dated if one.closed is None]
    marks = Counter(one.mark for one in ever if one.mark)
    good = sum(many for mark, many in marks.items() if int(mark) >= basis.satisfied_from)
    days = [(one.closed - one.found).days for one in closed if one.closed is not None]
    replied, unset = _replies(found, basis)
    called = [one for one in counted if one.calls]
    results, content = _called(called, basis)
    reached = sum(results.values())
    return Figures(
        name=name,
        found=len(found),
        aside=len(found) - len(counted),
        closed=Rate(len(closed), len(counted)),
        on_time=Rate(sum(_in_time(one) for one in dated), len(dated)),
        overdue=Rate(len(late), len(counted)),
        reopened=Rate(sum(one.reopened > 0 for one in ever), len(ever)),
        replied=replied,
        reply_unset=unset,
        rated=Rate(sum(marks.values()), len(ever)),
        satisfied=Rate(good, sum(marks.values())),
        marks={mark: marks[mark] for mark in MARKS},
        reached=Rate(reached, len(called)),
        content=Rate(content, reached),
        results={**results, "unreached": len(called) - reached},
        mean_days=fmean(days) if days else None,
        median_days=median(days) if days else None,
    )


def _is_due(one: Life, until: date) -> bool:
    return one.closed is not None or (one.deadline is not None and one.deadline < until)


def _in_time(one: Life) -> bool:
    return one.closed is not None and one.deadline is not None and one.closed <= one.deadline


def _replies(found: Sequence[Life], basis: Basis) -> tuple[Rate, int]:
    part = of = unset = 0
    for one in found:
        if not one.reply_kind or one.reply_from is None or one.state == "merged":
            continue
        due = due_of(one.reply_kind, one.reply_from, basis.rules)
        if due is None:
            unset += 1
        elif one.replied is not None or due.day < basis.until:
            of += 1
            part += one.replied is not None and one.replied <= due.day
    return Rate(part, of), unset


def _called(called: Sequence[Life], basis: Basis) -> tuple[dict[str, int], int]:
    """What the last call that reached somebody found, and how many are content."""
    results: Counter[str] = Counter()
    content = 0
    for one in called:
        reached = [call for call in one.calls if call.result != "unreached"]
        if not reached:
            continue
        results[reached[-1].result] += 1
        content += (reached[-1].stars or 0) >= basis.satisfied_from
    return {name: results[name] for name in ("satisfied", "fair", "dissatisfied")}, content
