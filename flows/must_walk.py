"""Services that must be walked (R77): which, whether they were, and which ought to be marked (R02).

The table that an office brings, coverage, and the ranking by what the ledger tells. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from flows.errors import FlowError, FlowErrors, Place
from flows.office_table import Row, rows_below_head, words_fault
from flows.office_texts import Office
from flows.xlsform.tables import Tables

HEADS: Mapping[str, tuple[str, ...]] = {
    "name": ("事项名称", "事项", "名称", "item", "name"),
    "code": ("实施编码", "事项编码", "编码", "code"),
    "cases": ("办件量", "年办件量", "数量", "cases", "count"),
    "department": ("部门", "责任部门", "实施主体", "单位", "department"),
    "mark": ("标记", "类型", "mark"),
    "frequent": ("高频", "是否高频", "frequent"),
    "blocked": ("堵点", "是否堵点", "blocked"),
    "online": ("全程网办", "是否全程网办", "online"),
    "nearby": ("15分钟圈", "15分钟政务服务圈", "nearby"),
}
"""All but the first may be left out; a row without a mark is 高频: such tables are by 办件量."""
MAX_ROWS, MAX_NAME, MAX_CASES = 5_000, 200, 10**12
_YES = ("是", "有", "√", "✓", "y", "yes", "1", "true")
_NO = ("否", "无", "没有", "×", "n", "no", "0", "false")
_FREQUENT, _BLOCKED = ("高频", "frequent"), ("堵点", "难点", "blocked")


@dataclass(frozen=True, slots=True)
class MustWalk:
    """A service that must be walked. `item_id` is its guide's, "" where none is known.

    `online` and `nearby` (R49) are yes, no or "" where nobody said; `cases` None: not told.
    """

    name: str
    item_id: str = ""
    code: str = ""
    department: str = ""
    frequent: bool = True
    blocked: bool = False
    cases: int | None = None
    online: str = ""
    nearby: str = ""

    def marks(self, locale: str) -> str:
        """ "高频、堵点"."""
        en = locale == "en"
        words = [
            word[en]
            for word, is_so in (
                (("高频", "frequent"), self.frequent),
                (("堵点", "blocked"), self.blocked),
            )
            if is_so
        ]
        return (", " if en else "、").join(words)


def read_must_walk(tables: Tables) -> tuple[MustWalk, ...]:
    """The services of a table, in order. Raises FlowErrors with every fault."""
    rows, file = rows_below_head(tables, HEADS, ("name",)), Place(tables.source)
    if not rows:
        raise FlowErrors([file.error(Office.NO_ROWS)])
    if len(rows) > MAX_ROWS:
        raise FlowErrors([file.error(Office.TOO_MANY, limit=MAX_ROWS)])
    errors: list[FlowError] = []
    found: dict[str, MustWalk] = {}
    for row in rows:
        one = _service(row, errors)
        if one.name and one.name in found:
            errors.append(row[0].error(Office.TWICE, name=one.name))
        found.setdefault(one.name, one)
    if errors:
        raise FlowErrors(errors)
    return tuple(found.values())


def _service(row: Row, errors: list[FlowError]) -> MustWalk:
    place, cells = row
    name, department = (" ".join(cells[key].split()) for key in ("name", "department"))
    code = "".join(cells["code"].split())
    if not name:
        errors.append(place.error(Office.EMPTY, name=HEADS["name"][0]))
    for text in (name, department, code):
        if fault := words_fault(place, text, MAX_NAME):
            errors.append(fault)
    said = {
        key: _yes_or_no(place, cells[key], errors)
        for key in ("frequent", "blocked", "online", "nearby")
    }
    marked = {
        part for part in cells["mark"].replace("，", "、").replace(",", "、").split("、") if part
    }
    for mark in sorted(marked - {*_FREQUENT, *_BLOCKED}):
        errors.append(
            place.error(Office.NOT_KNOWN, value=mark[:20], guess="", known=("高频", "堵点"))
        )
    blocked = said["blocked"] == "yes" or bool(marked & set(_BLOCKED))
    frequent = said["frequent"] == "yes" or bool(marked & set(_FREQUENT))
    told = bool(marked) or bool(said["frequent"]) or blocked
    return MustWalk(
        name,
        code=code,
        department=department,
        frequent=frequent if told else True,
        blocked=blocked,
        cases=_cases(place, cells["cases"], errors),
        online=said["online"],
        nearby=said["nearby"],
    )


def _yes_or_no(place: Place, text: str, errors: list[FlowError]) -> str:
    word = text.strip().lower()
    if not word:
        return ""
    if word not in (*_YES, *_NO):
        errors.append(place.error(Office.NOT_KNOWN, value=text[:20], guess="", known=("是", "否")))
    return "yes" if word in _YES else "no"


def _cases(place: Place, text: str, errors: list[FlowError]) -> int | None:
    """How many cases a year; "12,345件" is written, too."""
    word = text.replace(",", "").replace("，", "").strip().removesuffix("件").strip()
    word = word.removesuffix(".0")
    if not word:
        return None
    if not (word.isascii() and word.isdecimal()) or int(word) > MAX_CASES:
        bounds = {"low": 0, "high": MAX_CASES}
        errors.append(place.error(Office.NO_WHOLE_NUMBER, value=text[:20], **bounds))
        return None
    return int(word)


class Visit(NamedTuple):
    """A finished walk of a service. `person` is "" for who stays unnamed."""

    walk: int
    item_id: str
    item: str
    action: str
    person: str
    day: date


class Covered(NamedTuple):
    """A service that must be walked, with the walks of it, the latest first."""

    service: MustWalk
    visits: tuple[Visit, ...]


class Share(NamedTuple):
    """Of how many services how many were walked."""

    name: str
    total: int
    walked: int

    @property
    def percent(self) -> int:
        """Rounded down: 100 is all of them."""
        return self.walked * 100 // self.total if self.total else 0


def covered(services: Iterable[MustWalk], visits: Iterable[Visit]) -> tuple[Covered, ...]:
    """Each service with its walks: those of its guide, or of a service that is called so."""
    by_id: dict[str, list[Visit]] = {}
    by_name: dict[str, list[Visit]] = {}
    for visit in visits:
        by_id.setdefault(visit.item_id, []).append(visit)
        by_name.setdefault(visit.item, []).append(visit)
    found = []
    for service in services:
        its = {one.walk: one for one in by_name.get(service.name, ())}
        if service.item_id:
            its |= {one.walk: one for one in by_id.get(service.item_id, ())}
        ordered = sorted(its.values(), key=lambda one: (one.day, one.walk), reverse=True)
        found.append(Covered(service, tuple(ordered)))
    return tuple(found)


def share(found: Iterable[Covered], name: str = "") -> Share:
    """How many of them were walked."""
    walked = [bool(one.visits) for one in found]
    return Share(name, len(walked), sum(walked))


def by_department(found: Sequence[Covered]) -> tuple[Share, ...]:
    """The share of each department, the lowest first; services without one as ""."""
    names = dict.fromkeys(one.service.department for one in found)
    shares = [
        share((one for one in found if one.service.department == name), name) for name in names
    ]
    return tuple(sorted(shares, key=lambda one: (one.name == "", one.percent, one.name)))


class Ranked(NamedTuple):
    """A service by what the ledger tells of it (R02): `score` is frequency times severity."""

    item: str
    issues: int
    worst: str
    score: float


def ranked(
    problems: Iterable[tuple[str, str, int]],
    weights: Mapping[str, float],
    severities: Sequence[str],
) -> tuple[Ranked, ...]:
    """Services by score: each problem adds what its severity weighs, 1 where that is not set.

    `problems` are service, severity and how many; `severities` are ordered, the worst first.
    """
    found: dict[str, dict[str, int]] = {}
    for item, severity, count in problems:
        if item:
            own = found.setdefault(item, {})
            own[severity] = own.get(severity, 0) + count
    ranks = [
        Ranked(
            item,
            sum(own.values()),
            next((one for one in severities if own.get(one)), ""),
            sum(weights.get(name, 1) * count for name, count in own.items()),
        )
        for item, own in found.items()
    ]
    return tuple(sorted(ranks, key=lambda one: (-one.score, -one.issues, one.item)))
