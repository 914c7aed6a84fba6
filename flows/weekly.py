"""The weekly pack of the office (R72): its weeks, whether it was handed in, how photos are parted.

A week is that of ISO 8601, named by its year and number: `2026-W48`.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Literal, TypeVar

LEAD = "牵头单位"
"""Who gets the pack of all issues: a unit of this name hands nothing in, it receives."""
LEAD_NAMES = (LEAD, "全部", "all", "lead")
Standing = Literal["free", "waiting", "overdue", "sent", "late", "resend", "lead"]
"""Nothing to hand in; not yet; not by its day; handed in; after its day; a correction is not
handed in yet; not asked of the lead office."""
STANDINGS: dict[Standing, tuple[str, str]] = {
    "free": ("无新情况，免报", "nothing new, not asked for"),
    "waiting": ("未报送", "not handed in yet"),
    "overdue": ("逾期未报", "overdue"),
    "sent": ("已报送", "handed in"),
    "late": ("已报送（迟报）", "handed in late"),
    "resend": ("更正未报", "correction not handed in yet"),
    "lead": ("汇总", "all units"),
}
MISSING: tuple[Standing, ...] = ("waiting", "overdue", "resend")
"""Who has something to hand in still."""
MAX_FOLDER = 40
"""Characters of a folder's name: three bytes each, and a mark behind."""
_WEEK = re.compile(
    r"(?:(?P<year>\d{4})\s*年?\s*-?\s*)?(?:w|第)?\s*0*(?P<week>\d{1,2})\s*周?", re.ASCII
)
_RELATIVE = {"本周": 0, "这周": 0, "this": 0, "上周": -1, "last": -1, "previous": -1}
T = TypeVar("T")


def week_of(day: date) -> str:
    """The week of a day."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


def monday_of(week: str) -> date:
    """The first day of a week. Raises ValueError for what is none."""
    year, number = week.split("-W")
    return date.fromisocalendar(int(year), int(number), 1)


def before(week: str) -> str:
    """The week before."""
    return week_of(monday_of(week) - timedelta(days=7))


def after(week: str) -> str:
    """The week after."""
    return week_of(monday_of(week) + timedelta(days=7))


def read_week(text: str, today: date) -> str | None:
    """The week that is meant: `2026-W48`, `48`, `第48周`, `本周`, or a day of it; None for none."""
    said = unicodedata.normalize("NFKC", text).strip().lower()
    if said in _RELATIVE:
        return week_of(today + timedelta(weeks=_RELATIVE[said]))
    try:
        return week_of(date.fromisoformat(said))
    except ValueError:
        pass
    found = _WEEK.fullmatch(said)
    if found is None:
        return None
    year = int(found["year"] or today.isocalendar().year)
    try:
        return week_of(date.fromisocalendar(year, int(found["week"]), 1))
    except ValueError:
        return None


def folder_of(unit: str) -> str:
    """A name for a unit's folder: its own, where no system has anything against that."""
    safe = re.sub(r"[^\w-]", "_", unit)[:MAX_FOLDER]
    if safe == unit:
        return unit
    return f"{safe}-{hashlib.sha256(unit.encode()).hexdigest()[:8]}"


def standing(
    unit: str, version: int, due: date, sent: tuple[int, date] | None, today: date
) -> Standing:
    """Where a unit stands with its pack of `version` (0: none was needed).

    `sent` is the version handed in last and the day the unit first handed one in.
    """
    if unit == LEAD:
        return "lead"
    if version == 0:
        return "free"
    if sent is None:
        return "overdue" if today > due else "waiting"
    if sent[0] < version:
        return "resend"
    return "late" if sent[1] > due else "sent"


def parted(things: Iterable[tuple[T, int]], limit: int) -> Iterator[list[T]]:
    """Things with their sizes in parts of at most `limit`; one that is larger is a part alone."""
    part: list[T] = []
    size = 0
    for thing, own in things:
        if part and size + own > limit:
            yield part
            part, size = [], 0
        part.append(thing)
        size += own
    if part:
        yield part
