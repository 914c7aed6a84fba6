"""The words that are proposed for a unit's news note: what was found, fixed, done well, comes next.

All of it is from the ledger. Nobody is named, least of all who reported.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.dialogue.issue_words import deadline
from bot.dialogue.prompts import short
from flows.issue_terms import OPEN_STATES, SEVERITIES
from storage.exports.evidence import fact
from storage.exports.news_note import NoteCounts
from storage.exports.words import day_of
from storage.records import IssueRecord

MOST = 3
"""Issues that a part tells of."""
CATEGORIES = 3
LONGEST = 120
"""Characters of what is told of one."""
DONE = ("closed", "published")
_MARKS = {"5": 0, "4": 1}
"""What a reporter's mark is worth for being told of as a good case."""


@dataclass(frozen=True, slots=True)
class Period:
    """Issues as they were at `until`; `moved` has the states they came to since `since`, `entered`
    those that came into the ledger."""

    issues: Sequence[IssueRecord]
    entered: frozenset[str]
    moved: Mapping[str, set[str]]
    since: datetime
    until: datetime
    of_all: bool = False
    """They are of many units, so each is told with its own."""

    def called(self, one: IssueRecord) -> str:
        """What an issue is called: its service, of the lead office's note its unit, its number."""
        unit = f"{fact(one, 'department') or '部门未定'}，" if self.of_all else ""
        return f"{fact(one, 'item') or '事项未定'}（{unit}{one.number}）"

    def new(self) -> list[IssueRecord]:
        """Those that came into the ledger in it: a case of another platform may be older."""
        return [one for one in self.issues if one.number in self.entered]

    def closed(self) -> list[IssueRecord]:
        """Those that were closed in it and still are."""
        return [
            one
            for one in self.issues
            if one.state in DONE and "closed" in self.moved.get(one.number, ())
        ]

    def is_quiet(self) -> bool:
        """Whether nothing came in and nothing moved."""
        return not self.new() and not any(one.number in self.moved for one in self.issues)

    def counts(self) -> NoteCounts:
        open_ones = [one for one in self.issues if one.state in OPEN_STATES]
        late = [one for one in open_ones if (day := deadline(one)) and day < self.until.date()]
        return NoteCounts(
            len(self.issues), len(self.new()), len(self.closed()), len(open_ones), len(late)
        )


def proposed(period: Period) -> str:
    """The words, a paragraph a line."""
    parts = (
        ("一、本期发现", _found(period)),
        ("二、本期整改", _mended(period)),
        ("三、典型做法", _best(period)),
        ("四、下周安排", _next(period)),
    )
    return "\n".join(line for head, lines in parts for line in (head, *lines))


def _found(period: Period) -> Iterator[str]:
    new = period.new()
    span = f"{day_of(period.since)}至{day_of(period.until)}"
    if not new:
        yield f"{span}，没有新发现的问题{'（零报告）' if period.is_quiet() else ''}。"
        return
    counted = Counter(fact(one, "category") or "类别未定" for one in new).most_common(CATEGORIES)
    kinds = "、".join(f"{name} {count} 个" for name, count in counted)
    yield f"{span}，新发现问题 {len(new)} 个，主要是：{kinds}。"
    first = sorted(new, key=lambda one: (_severity(one), one.number))
    yield from _listed(period, first, lambda one: fact(one, "problem"))


def _mended(period: Period) -> Iterator[str]:
    counts, closed = period.counts(), period.closed()
    late = f"，其中超期 {counts.overdue} 个" if counts.overdue else ""
    yield (
        f"本期销号 {counts.closed} 个。台账累计 {counts.total} 个问题，"
        f"还在办理 {counts.open} 个{late}。"
    )
    yield from _listed(period, closed, lambda one: fact(one, "result") or fact(one, "measure"))


def _best(period: Period) -> Iterator[str]:
    told = [one for one in period.closed() if fact(one, "result")]
    if not told:
        yield "本期没有可以作为典型的整改。"
        return
    best = min(told, key=lambda one: (_mark(one), _severity(one), one.number))
    pairs = (("问题", "problem"), ("做法", "measure"), ("成效", "result"))
    parts = [f"{name}：{_short(fact(best, key))}" for name, key in pairs if fact(best, key)]
    yield f"{period.called(best)}。{'；'.join(parts)}。"


def _next(period: Period) -> Iterator[str]:
    today, last = period.until.date(), period.until.date() + timedelta(days=7)
    days = {
        one.number: day
        for one in period.issues
        if one.state in OPEN_STATES and (day := deadline(one)) is not None
    }
    due = [one for one in period.issues if today <= days.get(one.number, date.min) <= last]
    counts = period.counts()
    if counts.overdue:
        yield f"抓紧办结已超期的 {counts.overdue} 个问题。"
    if due:
        yield f"下周到期 {len(due)} 个，按时办结："
        yield from _listed(period, due, lambda one: f"{day_of(days[one.number])}前")
    elif counts.open and not counts.overdue:
        yield f"下周没有到期的问题，继续推进在办的 {counts.open} 个。"
    elif not counts.open:
        yield "没有在办的问题，继续走流程、找问题。"


def _listed(
    period: Period, issues: Sequence[IssueRecord], tell: Callable[[IssueRecord], str]
) -> Iterator[str]:
    for place, one in enumerate(issues[:MOST], start=1):
        words = _short(tell(one))
        yield f"{place}. {period.called(one)}{f'：{words}' if words else ''}"
    if len(issues) > MOST:
        yield f"其余 {len(issues) - MOST} 个见整改台账。"


def _short(text: str) -> str:
    return short(" ".join(text.split()), LONGEST)


def _severity(one: IssueRecord) -> int:
    order = [*SEVERITIES, fact(one, "severity")]
    return order.index(fact(one, "severity"))


def _mark(one: IssueRecord) -> int:
    return _MARKS.get(fact(one, "satisfaction"), len(_MARKS))
