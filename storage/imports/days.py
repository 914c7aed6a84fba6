"""Days as people write them into cells: 2026-3-9, 2026年3月9日, 3月9日, 20260309, serial numbers.

Nothing is guessed: a day that could be two, or has no year that can be told, is asked about.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, timedelta
from typing import Literal

Unread = Literal["no_day", "which_year", "which_order"]
"""Words that are no day; a day without a year that is past by now; 03/04/2026."""
_TIME = r"(?:[T\s]*\d{1,2}[:时]\d{1,2}(?:[:分]\d{1,2}秒?|分)?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?)?"
_WHOLE = re.compile(
    rf"((?:19|20)\d\d)\s*[-./年]\s*(\d{{1,2}})\s*[-./月]\s*(\d{{1,2}})\s*[日号]?{_TIME}"
)
_BARE = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)")
_NO_YEAR = re.compile(r"(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]?")
_OTHER_ORDER = re.compile(rf"\d{{1,2}}\s*[-./]\s*\d{{1,2}}\s*[-./]\s*(?:19|20)?\d\d{_TIME}")
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
_SERIALS = range(30_000, 70_000)
"""1982 to 2091: what a cell that was formatted as a number still says of a day."""
_EPOCH, _EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)


def day_in(text: str, today: date, *, since_1904: bool = False) -> date | Unread:
    """The day that a cell says. A day without a year is one of this year that is still to come."""
    told = unicodedata.normalize("NFKC", text).strip()
    if found := _WHOLE.fullmatch(told) or _BARE.fullmatch(told):
        return _day(*map(int, found.groups()[:3]))
    if found := _NO_YEAR.fullmatch(told):
        day = _day(today.year, int(found[1]), int(found[2]))
        return "which_year" if isinstance(day, date) and day < today else day
    if _OTHER_ORDER.fullmatch(told):
        return "which_order"
    if _SERIAL.fullmatch(told) and int(float(told)) in _SERIALS:
        epoch = _EPOCH_1904 if since_1904 else _EPOCH
        return epoch + timedelta(days=int(float(told)))
    return "no_day"


def moment_in(text: str, shape: str) -> datetime | None:
    """The time that a text tells in a shape of `strptime`; None where it does not."""
    try:
        return datetime.strptime(text.strip(), shape)  # noqa: DTZ007  # the caller knows the zone
    except ValueError:
        return None


def _day(year: int, month: int, day: int) -> date | Unread:
    try:
        return date(year, month, day)
    except ValueError:
        return "no_day"
