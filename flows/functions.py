"""The values of XLSForm expressions and the functions that may be called on them.

Guards two things. *Totality*: a function gets any value and gives a value; what
makes no sense is `''` or NaN, as in XPath 1.0, never an exception. *Safety*: this
table is the whitelist; nothing here reads a file, a network, or the environment.

A value is a text, a number or a truth; a tuple stands for a node set (a question
seen from outside its repeat). Unanswered is `''`. Dates and times are ISO 8601
text that counts in days where a number is wanted, as in ODK: `today() - ${born}`.
Offsets are dropped: all times of a walk are the wall clock of one place.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from flows.limits import MAX_TEXT_ANSWER
from flows.lists import words_of
from flows.mathematics import MATHEMATICS
from flows.points import names_in, points_in
from flows.units import same_unit
from flows.workdays import add_workdays, is_known, is_workday

Scalar = str | float | bool
Nodes = tuple[Scalar, ...]
Result = Scalar | Nodes

_NUMBER = re.compile(r"\s*-?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)\s*")
_DATE_LIKE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ][0-9:.]{2,15}(?:Z|[+-][0-9:]{2,6})?)?")
_TIME_LIKE = re.compile(
    r"[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?(?:Z|[+-][0-9]{2}(?::?[0-9]{2})?)?"
)
_EPOCH = date(1970, 1, 1)
_DAY = 86_400
NAN = math.nan


def scalar(value: Result) -> Scalar:
    """A node set counts as its first node."""
    if isinstance(value, tuple):
        return value[0] if value else ""
    return value


def text(value: Result) -> str:
    """The value as text: `5.0` is "5", a truth is "true" or "false"."""
    value = scalar(value)
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if math.isfinite(value):
        return str(int(value)) if value == int(value) else _decimal(float(value))
    return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"


def _decimal(value: float) -> str:
    """A number as XPath 1.0 writes it: there are no exponents."""
    digits = repr(value)
    return format(Decimal(digits), "f") if "e" in digits else digits


def number(value: Result) -> float:
    """The value as a number; dates count in days since 1970, a truth is 1; NaN when it is none."""
    value = scalar(value)
    if not isinstance(value, str):
        return float(value) if isinstance(value, bool) else value
    if _NUMBER.fullmatch(value):
        return float(value)
    return _days(value)


def truth(value: Result) -> bool:
    """Empty text, zero, NaN and an empty node set are false."""
    if value is True or value is False:
        return value
    if isinstance(value, float):
        return value != 0 and not math.isnan(value)
    return bool(value)


def moment(value: Result) -> datetime | None:
    """The value as a date and time of the wall clock, if it is one."""
    value = scalar(value)
    try:
        if isinstance(value, str):
            if not _DATE_LIKE.fullmatch(value):
                return None
            return datetime.fromisoformat(value).replace(tzinfo=None)
        return datetime.combine(_EPOCH, time()) + timedelta(days=value)
    except (ValueError, OverflowError):
        return None


def _days(value: str) -> float:
    found = moment(value)
    if found is not None:
        seconds = (found - datetime.combine(found.date(), time())).total_seconds()
        return (found.date() - _EPOCH).days + seconds / _DAY
    return _part_of_day(value)


def _part_of_day(value: str) -> float:
    if not _TIME_LIKE.fullmatch(value):
        return NAN
    try:
        at = time.fromisoformat(value)
    except ValueError:
        return NAN
    return (at.hour * 3600 + at.minute * 60 + at.second + at.microsecond / 1e6) / _DAY


def nodes(value: Result) -> Nodes:
    """The value as a node set."""
    return value if isinstance(value, tuple) else (value,)


def bounded(parts: Iterable[str], separator: str = "") -> str:
    """Joined text, cut so that a chain of concatenations cannot grow without end."""
    return separator.join(parts)[:MAX_TEXT_ANSWER]


def _numbers(*sets: Result) -> list[float]:
    return [number(v) for values in sets for v in nodes(values) if v != ""]


def _whole(value: Result, rounding: Callable[[float], float] = math.trunc) -> float:
    n = number(value)
    return float(rounding(n)) if math.isfinite(n) else n


def _round(value: Result, places: Result = 0) -> float:
    """XPath rounds halves up; ODK adds the number of places."""
    digits = _index(places)
    scale = 10.0 ** min(max(digits, -15), 15)
    return _whole(number(value) * scale, lambda n: math.floor(n + 0.5)) / scale


def _index(value: Result) -> int:
    n = number(value)
    return int(n) if math.isfinite(n) else -1


def _selected_at(value: Result, index: Result) -> str:
    words = words_of(text(value))
    at = _index(index)
    return words[at] if 0 <= at < len(words) else ""


def _substr(value: Result, start: Result, end: Result = math.inf) -> str:
    """ODK: counted from 0, end excluded, negative counts from the end."""
    last = number(end)
    return text(value)[_index(start) : None if math.isinf(last) else _index(last)]


def _substring(value: Result, start: Result, length: Result = math.inf) -> str:
    """XPath: counted from 1; NaN anywhere gives nothing."""
    first = _round(start)
    last = first + _round(length)
    return "".join(c for at, c in enumerate(text(value), 1) if first <= at < last)


def _date(value: Result) -> str:
    at = moment(value)
    return at.date().isoformat() if at else ""


def _date_time(value: Result) -> str:
    at = moment(value)
    return at.isoformat(timespec="seconds") if at else ""


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_FORMAT = re.compile("%(.)")


def _format_date(value: Result, form: Result) -> str:
    """ODK's letters: %Y %y %m %n %b %d %e %H %h %M %S %3 %a."""
    at = moment(value)
    if at is None:
        return ""
    letters = {
        "Y": f"{at.year:04}",
        "y": f"{at.year % 100:02}",
        "m": f"{at.month:02}",
        "n": f"{at.month}",
        "b": _MONTHS[at.month - 1],
        "d": f"{at.day:02}",
        "e": f"{at.day}",
        "H": f"{at.hour:02}",
        "h": f"{at.hour}",
        "M": f"{at.minute:02}",
        "S": f"{at.second:02}",
        "3": f"{at.microsecond // 1000:03}",
        "a": _WEEKDAYS[at.weekday()],
    }
    return bounded([_FORMAT.sub(lambda m: letters.get(m[1], m[0]), text(form))])


def _of_day(holds: Callable[[date], bool]) -> Callable[[Result], bool]:
    """A truth about a day; what is no date has none."""

    def call(value: Result) -> bool:
        at = moment(value)
        return at is not None and holds(at.date())

    return call


def _add_workdays(value: Result, count: Result) -> str:
    at = moment(value)
    after = add_workdays(at.date(), _index(count)) if at else None
    return after.isoformat() if after else ""


@dataclass(frozen=True, slots=True)
class Function:
    """A callable with its arity. `nodes`: its arguments are taken as node sets."""

    call: Callable[..., Result]
    least: int
    most: int | None
    nodes: bool = False


def _of_text(call: Callable[..., Result], arity: int) -> Function:
    return Function(lambda *values: call(*map(text, values)), arity, arity)


def _of_numbers(call: Callable[..., float], arity: int) -> Function:
    return Function(lambda *values: call(*map(number, values)), arity, arity)


FUNCTIONS: dict[str, Function] = {
    **{name: _of_numbers(*each) for name, each in MATHEMATICS.items()},
    # selections
    "selected": Function(lambda v, item: text(item) in words_of(text(v)), 2, 2),
    "selected-at": Function(_selected_at, 2, 2),
    "count-selected": Function(lambda v: len(words_of(text(v))), 1, 1),
    # truth
    "not": Function(lambda v: not truth(v), 1, 1),
    "true": Function(lambda: True, 0, 0),
    "false": Function(lambda: False, 0, 0),
    "boolean": Function(truth, 1, 1),
    # numbers
    "number": Function(number, 1, 1),
    "int": Function(_whole, 1, 1),
    "round": Function(_round, 1, 2),
    "floor": Function(lambda v: _whole(v, math.floor), 1, 1),
    "ceiling": Function(lambda v: _whole(v, math.ceil), 1, 1),
    "abs": Function(lambda v: abs(number(v)), 1, 1),
    # node sets
    "count": Function(len, 1, 1, nodes=True),
    "count-non-empty": Function(lambda v: sum(1 for x in v if x != ""), 1, 1, nodes=True),
    "sum": Function(lambda v: sum(_numbers(v)), 1, 1, nodes=True),
    "min": Function(lambda *vs: min(_numbers(*vs), default=NAN), 1, None, nodes=True),
    "max": Function(lambda *vs: max(_numbers(*vs), default=NAN), 1, None, nodes=True),
    "concat": Function(lambda *vs: bounded(text(x) for v in vs for x in v), 1, None, nodes=True),
    "join": Function(
        lambda by, *vs: bounded((text(x) for v in vs for x in v), text(by)), 2, None, nodes=True
    ),
    # text
    "string": Function(text, 1, 1),
    "string-length": _of_text(len, 1),
    "contains": _of_text(lambda a, b: b in a, 2),
    "starts-with": _of_text(str.startswith, 2),
    "ends-with": _of_text(str.endswith, 2),
    "normalize-space": _of_text(lambda a: " ".join(a.split()), 1),
    "substring-before": _of_text(lambda a, b: a.partition(b)[0] if b and b in a else "", 2),
    "substring-after": _of_text(lambda a, b: a.partition(b)[2] if b else a, 2),
    "substr": Function(_substr, 2, 3),
    "substring": Function(_substring, 2, 3),
    # dates
    "date": Function(_date, 1, 1),
    "date-time": Function(_date_time, 1, 1),
    "decimal-date-time": Function(lambda v: _days(_date_time(v)), 1, 1),
    "decimal-time": Function(lambda v: _part_of_day(text(v)), 1, 1),
    "format-date": Function(_format_date, 2, 2),
    "format-date-time": Function(_format_date, 2, 2),
    # ours
    "is-workday": Function(_of_day(is_workday), 1, 1),
    "workdays-known": Function(_of_day(is_known), 1, 1),
    "add-workdays": Function(_add_workdays, 2, 2),
    "same-unit": _of_text(same_unit, 2),
    "count-points": Function(lambda v: float(points_in(text(v))), 1, 1),
    "count-listed": Function(lambda v: float(len(names_in(text(v)))), 1, 1),
}
