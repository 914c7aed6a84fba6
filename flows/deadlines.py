"""By when something is to be done: how long each source and kind gives, and the day that makes.

R61 and the plans leave the numbers to each place (“x 个工作日”), so none has a default: what is
not set is told as not set. Periods are counted from the day after the acceptance. Working days
are those of `flows.workdays`, and years whose calendar is not known are told with the day. Of days
and months the last day moves off days on which nobody works (Civil Code, article 203).
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from flows.workdays import add_workdays, is_workday, unknown_years

Unit = Literal["workdays", "days", "months", "until"]
LONGEST: Mapping[Unit, int] = {"workdays": 250, "days": 366, "months": 36}
"""How much of each unit can be given."""


@dataclass(frozen=True, slots=True)
class Period:
    """How long something may take: so many of a unit, or until a day that is the same for all.

    No working days at all are the day itself (R71: what can be is mended at once).
    """

    unit: Unit
    count: int = 0
    day: date | None = None

    def told(self, locale: str) -> str:
        """In words that `period_in` reads as the same."""
        if self.day is not None:
            return self.day.isoformat()
        if self.unit == "workdays" and not self.count:
            return "same day" if locale == "en" else "当日"
        zh, one, many = _WORDS[self.unit]
        return f"{self.count} {one if self.count == 1 else many}" if locale == "en" else (
            f"{self.count}{zh}"
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Due:
    """The last day; `unknown` are the years it was counted through by the rule of the week."""

    day: date
    unknown: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Kind:
    """What has a deadline of its own: where it comes from and what is to be done."""

    source: str
    kind: str

    def words(self, locale: str) -> tuple[str, str]:
        """Source and kind in words; those of an office are told as it wrote them."""
        zh = (self.source, self.kind)
        return (_ENGLISH.get(zh[0], zh[0]), _ENGLISH.get(zh[1], zh[1])) if locale == "en" else zh

    def told(self, locale: str) -> str:
        """Both in one."""
        return (" · " if locale == "en" else "·").join(self.words(locale))


@dataclass(frozen=True, slots=True)
class Rule:
    """How long a kind gives; None: not set. `note` says where the number is from."""

    kind: Kind
    period: Period | None = None
    note: str = ""


CRITICISM = Kind("批评建议", "回复")
BAD_RATING = Kind("差评", "回复")
AT_ONCE = Kind("走流程", "立行立改")
KINDS: tuple[Kind, ...] = (
    CRITICISM,
    BAD_RATING,
    Kind("差评", "整改"),
    Kind("办不成事", "回复"),
    Kind("办不成事", "简单"),
    Kind("办不成事", "复杂"),
    Kind("办不成事", "联办"),
    Kind("12345热线", "回复"),
    Kind("12345热线", "咨询求助"),
    Kind("12345热线", "批评投诉"),
    AT_ONCE,
    Kind("走流程", "回复"),
    Kind("走流程", "限期整改"),
    Kind("走流程", "系统攻坚"),
)
"""What the plans and other offices give a time for (R60, R61, R71). An office may add its own."""
SETTLED = {AT_ONCE: Period("workdays")}
"""What no office sets: at once is the same day (R71)."""
IN_WORKDAYS = (CRITICISM, BAD_RATING)
"""What R61 itself counts in working days."""
_WORDS = {
    "workdays": ("个工作日", "working day", "working days"),
    "days": ("天", "day", "days"),
    "months": ("个月", "month", "months"),
}
_ENGLISH = {
    "批评建议": "criticism",
    "差评": "bad rating",
    "办不成事": "could not be done",
    "12345热线": "hotline 12345",
    "走流程": "walk",
    "回复": "reply",
    "整改": "mended",
    "简单": "simple",
    "复杂": "complex",
    "联办": "joint",
    "咨询求助": "enquiry",
    "批评投诉": "complaint",
    "立行立改": "at once",
    "限期整改": "by a deadline",
    "系统攻坚": "systemic",
}
_COUNTED = re.compile(
    r"(?P<n>\d{1,4}|[一二两三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九])"
    r"\s*(?:(?P<workdays>个?工作日|working days?|workdays?|)"
    r"|(?P<days>个?自然日|天|日|days?)|(?P<months>个?月|months?))",
    re.IGNORECASE,
)
_SAME_DAY = re.compile("当日|当天|即时|立即|same day|at once", re.IGNORECASE)


def period_in(text: str) -> Period | None:
    """A period as an office writes it: `5`, `十五个工作日`, `3天`, `1个月`, `当日`, `2027-06-30`.

    A bare number is working days. None where it is no period, or longer than `LONGEST`.
    """
    text = text.strip()
    if _SAME_DAY.fullmatch(text):
        return Period("workdays")
    try:
        return Period("until", day=date.fromisoformat(text)) if "-" in text else _counted(text)
    except ValueError:
        return None


def _counted(text: str) -> Period | None:
    found = _COUNTED.fullmatch(text)
    if found is None:
        return None
    count = int(found["n"]) if found["n"].isdecimal() else _spelt(found["n"])
    for unit, longest in LONGEST.items():
        if found[unit] is not None:
            fits = count <= longest and (count or unit == "workdays")
            return Period(unit, count) if fits else None
    return None


def _spelt(count: str) -> int:
    """Of Chinese numerals up to 九十九."""
    tens, ten, ones = count.rpartition("十")
    of = {char: n for n, char in enumerate("一二三四五六七八九", 1)} | {"两": 2, "": 0}
    return (of[tens] or 1) * 10 + of[ones] if ten else of[ones]


class Rules:
    """The rules of an office, with those kinds that it says nothing of as not set."""

    def __init__(self, given: Iterable[Rule] = ()) -> None:
        known = {kind: Rule(kind, SETTLED.get(kind)) for kind in KINDS}
        self._rules = known | {rule.kind: rule for rule in given}

    def all(self) -> list[Rule]:
        """Each kind once, those of the plans first."""
        return list(self._rules.values())

    def period(self, kind: Kind) -> Period | None:
        """How long a kind gives; None where that is not set, also for one that nobody knows."""
        rule = self._rules.get(kind)
        return None if rule is None else rule.period

    def due(self, kind: Kind, accepted: date) -> Due | None:
        """By when what was accepted on a day is to be done; None: not set."""
        period = self.period(kind)
        return None if period is None else due(period, accepted)


def due(period: Period, accepted: date) -> Due | None:
    """The last day of a period that begins after a day; None past the end of time."""
    if period.day is not None:
        return Due(period.day)
    try:
        day = _last_day(period, accepted)
    except (OverflowError, ValueError):
        return None
    return None if day is None else Due(day, unknown_years(accepted, day) if period.count else ())


def _last_day(period: Period, accepted: date) -> date | None:
    if period.unit == "workdays":
        return add_workdays(accepted, period.count)
    if period.unit == "days":
        day = accepted + timedelta(days=period.count)
    else:
        months = accepted.month - 1 + period.count
        year, month = accepted.year + months // 12, months % 12 + 1
        day = date(year, month, min(accepted.day, calendar.monthrange(year, month)[1]))
    while not is_workday(day):
        day += timedelta(days=1)
    return day
