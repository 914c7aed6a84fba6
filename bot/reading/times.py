"""Times of day: "14:30", "下午两点半", "三点差五分", "晚上12点", "2pm". Value: ISO 8601 `HH:MM:SS`.

Offices are open by day, so an hour from 1 to 6 without further words is taken
for the afternoon, and said back. Twelve at night is 00:00 of the day that
begins then.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time

from bot.reading import clock_en
from bot.reading.numbers import CJK, is_ranged, value_of
from bot.reading.reading import Reading
from bot.reading.words import core, fold, is_denied

_N = rf"[0-9]{{1,2}}|[{CJK}]{{1,3}}"
_EARLY = ("凌晨",)
_MORNING = ("清晨", "清早", "一大早", "大清早", "早上", "早晨", "一早", "上午", "今早", "早", "am")
_MIDDAY = ("中午", "正午", "晌午")
_AFTERNOON = ("午后", "下午", "傍晚", "pm")
_NIGHT = (
    "晚上",
    "晚间",
    "今晚",
    "昨晚",
    "前晚",
    "当晚",
    "明晚",
    "夜里",
    "夜间",
    "深夜",
    "半夜",
    "午夜",
    "晚",
)
_PARTS = (*_EARLY, *_MORNING, *_MIDDAY, *_AFTERNOON, *_NIGHT)
_PART = rf"(?P<part>{'|'.join(sorted(_PARTS, key=len, reverse=True))})?的?\s*"
_LESS = rf"差\s*(?:(?P<%s>{_N})\s*分钟?|(?P<%s>[一1])刻钟?)"
_LESS_BEFORE, _LESS_AFTER = _LESS % ("lb", "qb"), _LESS % ("la", "qa")
_CLOCK = re.compile(
    rf"{_PART}(?:{_LESS_BEFORE}\s*(?:到|就)?)?(?<![0-9{CJK}.])(?P<h>{_N})\s*(?:[:时]|点钟?)(?!间|候|儿)\s*"
    rf"(?!(?:{_N})\s*个?(?:小时|钟头|天|公里|块|元|米))(?:"
    rf"(?:还)?{_LESS_AFTER}|"
    rf"(?:(?P<half>半)|(?P<quarter>[一二两三123])刻|[过零]?(?P<m>{_N})(?:\s*分)?(?![0-9]))?"
    r"(?::[0-5][0-9])?(?P<round>[整正])?)(?P<odd>多|左右|[几来])?"
)
_DOTTED = re.compile(
    r"(?P<h>[01]?[0-9]|2[0-3])\.(?P<m>[0-5][0-9])|(?P<hh>[01][0-9]|2[0-3])(?P<mm>[0-5][0-9])"
)
_BARE = re.compile(rf"{_N}")
_IDIOM = re.compile(
    r"(?<![昨今前当明])[早晚快慢多少大小有差好近远便贵]一?点(?!半)|一点(?:儿|也|都|不|没|点)|有点|一时"
)
_WORD = re.compile(r"中午|正午|noon|midday|半夜|午夜|midnight")
_NOW = re.compile(r"刚才|刚刚|现在|just now|\bnow\b")
_TO = re.compile(r"\s*(?:开始)?\s*(?:到|至|~|-{1,2}|一直到|等到|排到|办到|to|until|till)\s*")
_ARRIVED = re.compile(
    r"\s*(?:左右|多)?(?:我们?|就)?(?:到|来|去|取号|取的号|拿号|拿的号|排|开始排)"
    r"(?:[的了上]|大厅|现场|窗口|取号|拿号|队|那[里儿]?)*[,;\s]*(?:一?直?(?:排|等)?到?)?\s*"
)
_CALLED = re.compile(r"\s*(?:左右|多|分)?(?:才|就)?(?:叫|轮[到上]|排[到上]|到我|到号|进去)")
"""Between and behind two times of a wait: "10点到,10点20叫到的"."""
_BEGAN = re.compile(
    r"\s*(?:左右|多)?(?:我们?|就|才)?(?:开始|交|递|提交|填|轮到|叫到|到窗口|上窗口)[^,;\s]{0,6}+[,;\s]*"
)
_DONE = re.compile(r"\s*(?:左右|多|分)?(?:才|就)?(?:办|弄|搞|拿|取|出|完|结束|好)")
"""Between and behind two times of what was done: "10点交的,10点半拿到"."""
NOON, MIDNIGHT, LAST_MINUTE, MINUTES = 12, 24, 59, 60
FIRST_MORNING, LAST_EARLY_HOUR, LAST_MIDDAY, FIRST_EVENING = 5, 6, 3, 5


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day at [start, end) of a text."""

    moment: time
    start: int
    end: int
    sure: bool
    """Written in full, nothing guessed."""
    half_said: bool
    """Whether it was said if it is before or after noon."""
    next_day: bool
    """Midnight, or an hour of the night that belongs to the day after: "昨晚12点"."""


def read(text: str, *, now: datetime) -> Reading | None:
    """The one time of day that `text` gives; None when there is none or more than one."""
    folded = fold(text)
    clock = find_one(folded, now=now)
    if clock is None:
        return None
    literal = clock.sure and not core(folded[: clock.start] + folded[clock.end :])
    return Reading(clock.moment.isoformat("seconds"), clock.start, clock.end, literal=literal)


def find_one(folded: str, *, now: datetime) -> Clock | None:
    """The one time that `folded` gives, also in digits that only mean one when a time is wanted."""
    found = _find(folded)
    if found:
        start = found[0].start
        lone = len(found) == 1 and not is_denied(folded, start) and not is_ranged(folded, start)
        return found[0] if lone else None
    if _CLOCK.search(folded):
        return None  # 上午14点
    if word := _WORD.search(folded):
        hour = NOON if word[0] in (*_MIDDAY, "noon", "midday") else 0
        return Clock(time(hour), *word.span(), sure=False, half_said=True, next_day=False)
    if word := _NOW.search(folded):
        moment = now.time().replace(microsecond=0, tzinfo=None)
        return Clock(moment, *word.span(), sure=False, half_said=True, next_day=False)
    return _alone(folded)


def spans(folded: str) -> list[tuple[int, int]]:
    """Where times of day stand in `folded`."""
    return [(clock.start, clock.end) for clock in _find(folded)]


def interval(folded: str, *, done: bool = False) -> Reading | None:
    """Minutes from one time of day to a later one: "9点到9点40", "从9:00等到10:30".

    With `done` also from a beginning to an end: "10点开始填,10点半拿到".
    """
    found = _find(folded)
    if len(found) != 2:
        return None
    first, last = found
    waited = _ARRIVED.fullmatch(folded, first.end, last.start) and _CALLED.match(folded, last.end)
    worked = (
        done and _BEGAN.fullmatch(folded, first.end, last.start) and _DONE.match(folded, last.end)
    )
    if not (waited or worked or _TO.fullmatch(folded, first.end, last.start)):
        return None
    begin, finish = (c.moment.hour * MINUTES + c.moment.minute for c in found)
    if finish <= begin and first.half_said and not last.half_said and last.moment.hour < NOON:
        finish += NOON * MINUTES  # 晚上7点到9点
    minutes = finish - begin
    return Reading(minutes, first.start, last.end, literal=False) if minutes > 0 else None


def _find(folded: str) -> list[Clock]:
    clear = _IDIOM.sub(lambda m: "·" * len(m[0]), folded)
    every = sorted([*_chinese(clear), *_english(folded)], key=lambda c: (c.start, -c.end))
    out: list[Clock] = []
    for clock in every:
        if not out or clock.start >= out[-1].end:
            out.append(clock)
    return out


def _english(folded: str) -> Iterator[Clock]:
    for minutes, start, end, said, plain in clock_en.find(folded):
        hour, minute = divmod(minutes, MINUTES)
        if not said and 0 < hour <= LAST_EARLY_HOUR:
            hour += NOON
        yield Clock(time(hour, minute), start, end, plain, said, next_day=False)


def _chinese(folded: str) -> Iterator[Clock]:
    for match in _CLOCK.finditer(folded):
        if (clock := _clock(match)) is not None:
            yield clock


def _clock(match: re.Match[str]) -> Clock | None:
    hour, minute, less = value_of(match["h"]), _minute(match), _less(match)
    part = match["part"] or ""
    if hour is None or minute is None or less is None or hour > MIDNIGHT or match["odd"] == "几":
        return None
    placed = _placed(int(hour), part, written=match["h"].startswith("0"))
    if placed is None or (part in ("早", "晚") and match["h"] == "一"):
        return None
    at, sure, half_said = placed
    if hour == MIDNIGHT and minute:
        return None
    total = at * MINUTES + minute - less
    single = ":" in match[0] and len(match["m"] or "00") == 1
    sure = sure and not (match["odd"] or less or single)
    if sure and not part and at <= NOON and ":" not in match[0]:
        sure = at == 0
    next_day = total >= MIDNIGHT * MINUTES
    h, m = divmod(total % (MIDNIGHT * MINUTES), MINUTES)
    return Clock(time(h, m), *match.span(), sure, half_said, next_day)


def _minute(match: re.Match[str]) -> int | None:
    if match["half"]:
        return 30
    if match["quarter"]:
        return 15 * int(value_of(match["quarter"]) or 0)
    value = value_of(match["m"]) if match["m"] else 0
    return None if value is None or value > LAST_MINUTE else int(value)


def _less(match: re.Match[str]) -> int | None:
    """The minutes of "差五分三点", 0 when there are none."""
    if match["qb"] or match["qa"]:
        return 15
    token = match["lb"] or match["la"]
    value = value_of(token) if token else 0
    return None if value is None or value > LAST_MINUTE else int(value)


def _placed(hour: int, part: str, *, written: bool) -> tuple[int, bool, bool] | None:
    """The hour from 0 to 47 (24 and more: of the next day), whether it is sure, and told apart.

    None for what contradicts itself ("上午14点", "中午9点").
    """
    if part in _NIGHT:
        return _by_night(hour)
    if part in _MIDDAY:
        late = hour + NOON if 1 <= hour <= LAST_MIDDAY else hour
        return (late, True, True) if NOON - 1 <= late <= NOON + LAST_MIDDAY else None
    if part in _AFTERNOON:
        late = hour + NOON if hour < NOON else hour
        return (late, hour != NOON, True) if 0 < hour < MIDNIGHT else None
    if part in _EARLY or part in _MORNING:
        if hour == NOON and part not in ("上午", "am"):
            return (0, False, True) if part in _EARLY else (NOON, False, True)
        usual = part in _EARLY or FIRST_MORNING <= hour < NOON
        return (hour, usual, True) if hour <= NOON else None
    if 0 < hour <= LAST_EARLY_HOUR and not written:
        return hour + NOON, False, False
    return hour, hour < MIDNIGHT, hour == 0 or hour > NOON or written


def _by_night(hour: int) -> tuple[int, bool, bool] | None:
    if hour in (0, NOON, MIDNIGHT):
        return MIDNIGHT, False, True
    if hour < FIRST_EVENING:
        return MIDNIGHT + hour, False, True
    if hour < NOON:
        return hour + NOON, True, True
    return (hour, True, True) if hour > NOON + FIRST_EVENING - 1 else None


def _alone(folded: str) -> Clock | None:
    """Figures alone, which only a question for a time makes one."""
    said = core(folded)
    start = folded.find(said)
    if dotted := _DOTTED.fullmatch(said):
        hour, minute = int(dotted["h"] or dotted["hh"]), int(dotted["m"] or dotted["mm"])
        written = said.startswith("0") or dotted["hh"] is not None
    elif said and _BARE.fullmatch(said) and (value := value_of(said)) is not None:
        hour, minute, written = int(value), 0, False
    else:
        return None
    placed = _placed(hour, "", written=written)
    if placed is None or placed[0] >= MIDNIGHT:
        return None
    end = start + len(said)
    return Clock(time(placed[0], minute), start, end, sure=False, half_said=False, next_day=False)
