"""Signals that a walk may have been staged (R78): facts with their figures, never a judgement.

Pure rules over plain records. A signal is for inspectors: an honest walk may well raise one
(somebody who fills in at home what was noted on paper is quick), so each carries the figures
and the places it rests on, and nothing follows from it by itself. A limit of 0 switches its
rule off.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import combinations
from math import asin, cos, radians, sin, sqrt
from statistics import median
from typing import Any, Literal, get_args

Kind = Literal[
    "too_fast", "identical_text", "reused_photo", "all_top", "photo_time", "photo_place",
    "no_evidence",
]  # fmt: skip
KINDS: tuple[Kind, ...] = get_args(Kind)
FEWEST_ANSWERS = 5
"""Answers below which nothing is said of how quick a walk was."""
MAX_SHOWN = 20
"""Places of evidence that one signal names."""
WALKS_BACK = 10
"""How many of a person's walks are counted together."""


@dataclass(frozen=True, slots=True)
class Limits:
    """From where on something is a signal; docs/configuration.md says what each is."""

    answer_seconds: float = 3
    walk_seconds: float = 6
    text_chars: int = 8
    photo_percent: int = 25
    top_walks: int = 1
    photo_hours: float = 12
    photo_km: float = 5


@dataclass(frozen=True, slots=True)
class Signal:
    """One signal of a walk. `details` are its figures and evidence, plain enough for JSON.

    `other_walk` is the walk that it was found by comparing with; None where it was not, or
    where the other thing came outside of any walk.
    """

    kind: Kind
    details: Mapping[str, Any]
    other_walk: int | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """Words of the person's own that tell something.

    `place` is the path of a text question, "note" or "problem".
    """

    place: str
    message: int
    text: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo of the walk."""

    sha256: str
    message: int
    taken_at: datetime | None = None
    position: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Twin:
    """A text or photo of the walk that is found elsewhere, too.

    `here` and `there` are its places for people who look it up; `difference` is 0 for the same.
    """

    other_walk: int | None
    same_person: bool
    here: Mapping[str, Any]
    there: Mapping[str, Any]
    difference: float = 0


@dataclass(frozen=True, slots=True)
class Walked:
    """What is known of a walk that was handed in."""

    started: datetime
    ended: datetime
    channel: str
    messages: Sequence[tuple[int, datetime]]
    """Id and time of every message, in order."""
    answered: frozenset[int]
    """Messages that answered a question."""
    ratings: Sequence[bool]
    """Of each rating whether it is the top mark."""
    words: Sequence[Words]
    pictures: Sequence[Picture]
    files: int
    problems: int
    points: Sequence[tuple[str, tuple[float, float]]]
    """Path and place of each question that wants one."""
    at_counter: bool
    before: Sequence[bool] = ()
    """Of the person's former walks, newest first, whether each was `all_top`."""
    text_twins: Sequence[Twin] = ()
    photo_twins: Sequence[Twin] = field(default_factory=tuple)

    @property
    def has_own(self) -> bool:
        """Whether there is anything in it but choices and figures."""
        return bool(self.files or self.problems or self.words)

    @property
    def all_top(self) -> bool:
        """Whether all marks are the top ones, and nothing else was sent or said."""
        return bool(self.ratings) and all(self.ratings) and not self.has_own


def signals_of(walk: Walked, limits: Limits) -> tuple[Signal, ...]:
    """All signals of the walk."""
    found: Iterable[Signal | None] = (
        _too_fast(walk, limits),
        *_twins("identical_text", "texts", walk.text_twins),
        *_twins("reused_photo", "photos", walk.photo_twins),
        _all_top(walk, limits),
        _photo_time(walk, limits),
        _photo_place(walk, limits),
        _no_evidence(walk),
    )
    return tuple(one for one in found if one is not None)


def _too_fast(walk: Walked, limits: Limits) -> Signal | None:
    times = [walk.started, *(at for _, at in walk.messages)]
    gaps = {
        key: (at - before).total_seconds()
        for (key, at), before in zip(walk.messages, times, strict=False)
        if key in walk.answered
    }
    if len(gaps) < FEWEST_ANSWERS:
        return None
    middle, total = median(gaps.values()), (walk.ended - walk.started).total_seconds()
    if middle >= limits.answer_seconds and total >= limits.walk_seconds * len(gaps):
        return None
    return Signal(
        "too_fast",
        {
            "answers": len(gaps),
            "median_seconds": round(middle, 1),
            "total_seconds": round(total),
            "channel": walk.channel,
            "messages": list(gaps)[:MAX_SHOWN],
        },
    )


def _twins(kind: Kind, name: str, twins: Iterable[Twin]) -> Iterator[Signal]:
    """One signal for each walk, or each place outside of one, that has the same."""
    by_other: dict[tuple[int | None, bool], list[Twin]] = {}
    for twin in twins:
        by_other.setdefault((twin.other_walk, twin.same_person), []).append(twin)
    for (other, same_person), those in list(by_other.items())[:MAX_SHOWN]:
        told = [
            {"here": dict(one.here), "there": dict(one.there), "difference": one.difference}
            for one in those[:MAX_SHOWN]
        ]
        yield Signal(kind, {"same_person": same_person, name: told}, other)


def _all_top(walk: Walked, limits: Limits) -> Signal | None:
    if not walk.all_top or not limits.top_walks:
        return None
    last = (True, *walk.before[: WALKS_BACK - 1])
    row = next((n for n, top in enumerate(last) if not top), len(last))
    if row < limits.top_walks:
        return None
    figures = {"ratings": len(walk.ratings), "in_a_row": row, "top": sum(last), "walks": len(last)}
    return Signal("all_top", figures)


def _photo_time(walk: Walked, limits: Limits) -> Signal | None:
    far = []
    for one in walk.pictures:
        if one.taken_at is None or not limits.photo_hours:
            continue
        away = max(walk.started - one.taken_at, one.taken_at - walk.ended, timedelta(0))
        hours = away.total_seconds() / 3600
        if hours > limits.photo_hours:
            told = {"sha256": one.sha256, "message": one.message, "hours": round(hours, 1)}
            far.append(told | {"taken_at": one.taken_at.isoformat()})
    return Signal("photo_time", {"photos": far[:MAX_SHOWN]}) if far else None


def _photo_place(walk: Walked, limits: Limits) -> Signal | None:
    """The photo that is farthest from the places that were given, else from the other photos."""
    photos = [(one, one.position) for one in walk.pictures if one.position not in (None, (0, 0))]
    pairs: list[tuple[float, dict[str, Any]]] = []
    for photo, position in photos:
        pairs += [(_km(position, at), _pair(photo, {"path": path})) for path, at in walk.points]
    if not pairs:
        pairs = [
            (_km(at, there), _pair(one, {"sha256": other.sha256, "message": other.message}))
            for (one, at), (other, there) in combinations(photos[:MAX_SHOWN], 2)
        ]
    if not pairs or not limits.photo_km:
        return None
    km, told = max(pairs, key=lambda pair: pair[0])
    return Signal("photo_place", {"km": round(km, 1), **told}) if km > limits.photo_km else None


def _pair(photo: Picture, there: Mapping[str, Any]) -> dict[str, Any]:
    return {"photo": {"sha256": photo.sha256, "message": photo.message}, "from": dict(there)}


def _km(one: tuple[float, float] | None, other: tuple[float, float] | None) -> float:
    """The distance over ground in kilometres; 0 where a place is not known."""
    if one is None or other is None:
        return 0
    lat, lon, other_lat, other_lon = map(radians, (*one, *other))
    half = sin((other_lat - lat) / 2) ** 2
    half += cos(lat) * cos(other_lat) * sin((other_lon - lon) / 2) ** 2
    return 2 * 6371 * asin(min(1, sqrt(half)))


def _no_evidence(walk: Walked) -> Signal | None:
    if not walk.at_counter or walk.has_own:
        return None
    return Signal("no_evidence", {"answers": len(walk.answered), "channel": walk.channel})


_STOCK_WORDS = (
    "没有|没|无|暂|不|都|也|挺|很|非常|特别|比较|十分|还|蛮|太|一切|全部|全程|整体|总体|基本|上|目前|现在|"
    "这次|本次|什么|啥|任何|其他|别的|特殊|问题|意见|建议|情况|感觉|体验|服务|流程|办理|办事|工作人员|窗口|"
    "态度|好|行|可以|满意|顺利|顺畅|正常|清楚|方便|快|高效|专业|热情|耐心|周到|规范|便捷|不错|到位|谢谢|感谢|"
    "想|弄清|问|说|补充|的|了|吧|呢|啊|呀|和|且|又|就|是|得|地|"
    "no|none|nothing|not|any|all|very|really|it|is|was|were|went|the|a|and|so|quite|everything|"
    "good|fine|ok|okay|great|nice|well|smooth|smoothly|clear|fast|quick|friendly|helpful|staff|"
    "service|problem|problems|issue|issues|special|particular|in|to|say|add|with|thanks|thank|you"
)
_STOCK = re.compile(f"(?:{'|'.join(sorted(_STOCK_WORDS.split('|'), key=len, reverse=True))})++")
"""What people say who have nothing to tell, in any order: "一切都挺顺利的，没有什么问题"."""
_WIDE = re.compile(r"[\u2e80-\uffff\U00020000-\U0003ffff]")


def tells(text: str) -> bool:
    """Whether `text` says anything but what everybody says who has nothing to tell."""
    return _tells(_core(text))


def _tells(core: str) -> bool:
    return bool(core) and not _STOCK.fullmatch(core)


def core_of(text: str, limits: Limits) -> str:
    """What makes `text` the same as another: letters and figures alone, of one width and case.

    Empty for words that prove nothing: fewer than `text_chars` (a Latin letter counts half), or
    such that tell nothing.
    """
    core = _core(text)
    size = (len(core) + len(_WIDE.findall(core))) / 2
    return core if 0 < limits.text_chars <= size and _tells(core) else ""


def _core(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(filter(str.isalnum, folded))
