"""Durations in minutes: "半小时", "两个半钟头", "一刻钟", "等了大概40多分", "1h20", "没等".

A bare number is minutes, for the question asked for them. A day is a calendar
day of 1,440 minutes. Ranges ("20到30分钟", "十几分钟") and idioms ("等了半天")
are not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.reading import numbers, times
from bot.reading.numbers import CJK
from bot.reading.reading import Reading
from bot.reading.words import core, fold, is_denied, is_filler, is_vague, trimmed

HOUR = 60
DAY = 24 * HOUR
FEW = 3
"""Up to so many, a bare number may as well be hours: it is said back."""
MINUTES = (
    (r"分钟|分(?!之|别)|mins?\b|minutes?\b|m\b", 1),
    (r"小时|钟头|钟(?!头)|时(?![候间限段半])|hours?\b|hrs?(?![a-z])|h(?![a-z])", HOUR),
    (r"刻把?钟?|quarters?\b(?: of an hour\b)?", 15),
    (r"整?个?工作日|整?天|日(?!期)|(?:working |business |calendar |week)?days?\b", DAY),
    (r"fortnights?\b", 14 * DAY),
    (r"周|星期|礼拜|weeks?\b", 7 * DAY),
    (r"(?<=[个半])月|months?\b", 30 * DAY),
    (r"秒钟?|secs?\b|seconds?\b|s\b", 1 / 60),
)
_UNITS = "|".join(f"(?P<u{i}>{pattern})" for i, (pattern, _) in enumerate(MINUTES))
_PART = re.compile(
    rf"(?:(?<![0-9./+])(?<![0-9],)(?P<n>{numbers.ARABIC}几?|{numbers.DECIMAL}|[{CJK}]++|"
    rf"{numbers.ENGLISH_NUMBER}|\b(?:an?|(?:a )?couple(?: of)?)\b)|(?P<half>半拉?|\bhalf(?: an?)?\b)|"
    rf"(?P<one>\b(?=quarter\b|hour and a half)|(?<![{CJK}0-9半])(?:个把(?=钟头|小时|星期|礼拜|月)|(?=刻把钟))))"
    rf"\s*(?P<odd>多|来|余|[- ]odd\b)?\s*个?(?P<and>半|多|来|and a half)?\s*多?\s*个?(?:{_UNITS})"
    rf"(?:(?P<after>半(?!天)|\s*and a half\b)|(?P<rest>\s*(?:零|又)?(?:[0-9]{{1,2}}(?![0-9.:])|"
    rf"(?!十(?![一二三四五六七八九]))[一二三四五六七八九十]{{1,3}})(?!\s*[a-z分刻秒天次趟个几来多]|[{CJK}])))?"
)
_CALENDAR = re.compile(rf"[0-9{CJK}]\s*月\s*[0-9{CJK}]{{1,3}}日")
_HALF_DAYS = re.compile("个半天")
"""三个半天 are mornings and afternoons, not three days and a half."""
_JOIN = re.compile(r"\s*(?:零|又|加|and|,)?\s*")
_RANGE = re.compile(
    rf"[0-9{CJK}半]\s*个?(?:分钟|分|小时|钟头|min)?\s*(?:到|至|~|-{{1,2}}|或者?|\bor\b|"
    rf"\bto\b)\s*[0-9{CJK}半]|十天半个?月|三天两[头晚夜]|\b(?:hours?|minutes?|mins?|days?|weeks?) or {numbers.ENGLISH_NUMBER}"
)
_ODD = re.compile(r"\s*(?:多|来|余)?")
_NO_WAIT = re.compile(
    r"(?:没有?|不用|无需|不需要|未|免)(?:怎么)?(?:排队?|等待?|花时间|用时间?)(?!.{0,3}(?:久|到|"
    r"完|及|上|着))|"
    r"(?:马上|立刻|立马|直接)(?:就)?(?:到我|轮到我?|叫到?我?|办|好了|能办|上)了?|秒办|一到就办|(?:一[来到去]|[来到去]了)就(?:直接)?(?:办|叫|到我|轮到|轮上|弄)|随到随办|"
    r"no (?:wait|queue|line)|right away|immediately|didn'?t (?:have to )?(?:wait|queue)|"
    r"straight away"
)
_NOT_ONE = re.compile(
    r"[一1]\s*(?:分|秒|刻|会儿?)钟?(?:也|都)?(?:(?:没有?|不用|未)(?:怎么)?(?:等|排|耽误|花|用)|没有?(?=[了啊呢]*(?:[,.!\s]|$)))"
)
"""Not a minute: its figure is none."""
_NOTHING = re.compile(r"(?:零|zero)[啊呢的]*")
_NO_TIME = re.compile(r"(?:没有?|无|不用|没排|none|no|nothing)[啊呢的]*")
"""None of what was asked: of a wait it is no time at all, of work it says nothing."""
_UNFINISHED = re.compile(
    r"(?:现在|目前|到现在|都|也)*+(?:还没有?|还?(?:没有?|未|在)(?:办|弄|搞|做|填|审|结束|完成?|好|下来)(?:完|好|成|结|着)?)[呢啊了的]*|"
    r"(?:it(?:'s| is) |we(?:'re| are) )?(?:(?:still )?(?:going on|under way|waiting)|(?:still )?not (?:yet )?(?:done|finished|over|yet)(?: yet)?|not yet)"
)
_NO_DAYS = re.compile(r"当天|当场|同一天|same day")

_QUEUE = re.compile("(?<!不算)排队|等了|(?<!counting the )[Qq]ueue|[Ww]ait")
_WAITED = re.compile(
    r"(?<!不算)(?<!不含)(?<!不计)(?:排队|等)|(?<![Nn]ot counting the )(?:[Qq]ueue|[Ww]ait)"
)
_WEEKS = re.compile("周|星期|礼拜|week|fortnight")
_NEXT_DAY = re.compile(r"第二天|隔天|次日|next day")
_BELOW_ZERO = re.compile(rf"(?:(?<![-0-9{CJK}点刻时分钟天到])-|负)\s*(?=[0-9{CJK}])")
"""A minus; not the dash of "20-30分钟" nor that of "排队--20分钟"."""


@dataclass(frozen=True, slots=True)
class Part:
    """One amount with its unit ("1小时"); `minutes` is None when it is no single amount."""

    minutes: float | None
    start: int
    end: int
    plain: bool
    """A written number of minutes or hours, nothing halved or converted."""
    days: bool


def read(text: str, *, about: str = "") -> Reading | None:
    """Whole minutes that `text` gives; None when it gives none, or more than one amount.

    `about` is the question: a wait ends when one is called, what is done when it is finished.
    """
    folded = fold(text)
    if _BELOW_ZERO.search(folded):
        return None
    if none := _NOT_ONE.search(folded):
        return Reading(0, none.start(), none.end(), literal=False)
    parts = _parts(folded)
    if (interval := times.interval(folded, done=not _QUEUE.search(about))) is not None:
        return None if parts else interval
    if parts:
        return _sum(folded, parts)
    bare = _bare(folded)
    if bare is not None and bare.literal and 0 < int(str(bare.value)) <= FEW:
        return replace(bare, literal=False)
    if bare is not None or numbers.find(folded):
        return bare
    if quick := _NO_WAIT.search(folded):
        return Reading(0, quick.start(), quick.end(), literal=False)
    start, end = trimmed(folded)
    waited = _WAITED.search(about) and _NO_TIME.fullmatch(folded, start, end)
    if waited or _NOTHING.fullmatch(folded, start, end):
        return Reading(0, start, end, literal=False)
    return None


def is_unfinished(text: str, *, about: str) -> bool:
    """Whether `text` says that what took the time is not over: "还没办完", a bare no.

    To a question for a wait a bare no is no time at all, which is read.
    """
    folded = fold(text)
    bare = not _WAITED.search(about) and _NO_TIME.fullmatch(folded, *trimmed(folded))
    return bool(bare or _UNFINISHED.fullmatch(folded, *trimmed(folded)))


def amounts(folded: str) -> Iterator[tuple[int, int, int]]:
    """Each amount of time in `folded` as (minutes, start, end); one in two units is one amount.

    Ranges and idioms are none.
    """
    parts = _parts(folded)
    while parts:
        minutes, start, end = 0.0, parts[0].start, parts[0].start
        whole = True
        while parts and (end == start or _JOIN.fullmatch(folded, end, parts[0].start)):
            part = parts.pop(0)
            whole = whole and part.minutes is not None
            minutes, end = minutes + (part.minutes or 0), part.end
        if whole:
            yield int(minutes + 0.5), start, end


def read_days(text: str) -> Reading | None:
    """Whole days that `text` gives: "5天", "一周", "当天", a bare number."""
    folded = fold(text)
    if _BELOW_ZERO.search(folded):
        return None
    parts = _parts(folded)
    if parts:
        return _days(folded, parts)
    for words, days in ((_NO_DAYS, 0), (_NEXT_DAY, 1)):
        if said := words.search(folded):
            return Reading(days, said.start(), said.end(), literal=False)
    return _bare(folded)


def _days(folded: str, parts: list[Part]) -> Reading | None:
    reading = _sum(folded, parts) if all(part.days for part in parts) else None
    weeks = reading is not None and _WEEKS.search(folded, reading.start, reading.end)
    if reading is None or not isinstance(reading.value, int):
        return None
    if weeks and reading.value % DAY:
        return replace(reading, value=-(-reading.value // DAY), literal=False)  # 10.5: the 11th day
    if reading.value % DAY:
        return None  # 两天半
    plain = reading.literal or (
        reading.end - reading.start == len(core(folded)) and "天" in folded and not is_vague(folded)
    )
    return Reading(reading.value // DAY, reading.start, reading.end, literal=plain)


def _parts(folded: str) -> list[Part]:
    clear = numbers.plain(folded)
    moments = [*times.spans(folded), *(m.span() for m in _CALENDAR.finditer(clear))]
    out = []
    for match in _PART.finditer(clear):
        if any(match.start() < end and start < match.end() for start, end in moments):
            continue  # the 二十分 of 十点二十分, the 3日 of 11月3日
        unit = next(f for i, (_, f) in enumerate(MINUTES) if match[f"u{i}"])
        amount = _amount(match, unit)
        if numbers.is_ranged(clear, match.start()):
            amount = None
        extra = _rest(match["rest"]) if match["rest"] and unit == HOUR else 0
        halves = match["half"] or match["and"] or match["after"]
        out.append(
            Part(
                minutes=None if amount is None or extra is None else amount * unit + extra,
                start=match.start(),
                end=match.end() if not match["rest"] or unit == HOUR else match.start("rest"),
                plain=not (halves or match["odd"] or match["one"] is not None)
                and not ("点" in match[0] or "couple" in match[0])
                and unit in (1, HOUR),
                days=unit >= DAY,
            )
        )
    return out


def _rest(words: str) -> float | None:
    """The minutes after the hours: "1小时20", "一小时零五"."""
    return numbers.value_of(words.strip().lstrip("零又"))


def _amount(match: re.Match[str], unit: float) -> float | None:
    if match["one"] is not None:
        return 1.5 if match["after"] else 1  # quarter of an hour, 个把小时, hour and a half
    if match["n"] is None:
        return _half(match) if unit != DAY else None  # 半天 is an idiom for "long"
    if unit == DAY and _HALF_DAYS.search(match[0]):
        return None
    single = {"a": 1.0, "an": 1.0}.get(match["n"], 2.0 if "couple" in match["n"] else None)
    amount = single or numbers.value_of(match["n"])
    if amount is None:
        return None
    halves = [match["and"], match["after"]]
    return amount + (0.5 if any(h and h not in ("多", "来") for h in halves) else 0)


def _half(match: re.Match[str]) -> float | None:
    """A half, and what is said to be more; nobody knows how little 小半个钟头 is."""
    return {"大": 0.75, "小": None}.get(match.string[match.start() - 1 : match.start()], 0.5)


def _sum(folded: str, parts: list[Part]) -> Reading | None:
    total = 0.0
    if _RANGE.search(folded) or is_denied(folded, parts[0].start):
        return None
    for before, part in zip([None, *parts], parts, strict=False):
        if part.minutes is None:
            return None
        if before is not None and not _JOIN.fullmatch(folded, before.end, part.start):
            return None
        total += part.minutes
    start, end = parts[0].start, parts[-1].end
    outside = core(folded[:start] + folded[end:])
    literal = not outside and all(p.plain for p in parts) and not is_vague(folded[start:end])
    minutes = max(1, int(total + 0.5)) if total else 0
    return Reading(minutes, start, end, literal=literal)


def _bare(folded: str) -> Reading | None:
    """A number alone, of minutes (or of whatever unit the caller asked for)."""
    if times.spans(folded):
        return None
    figures = numbers.find(folded)
    figure = figures[0] if len(figures) == 1 else None
    if figure is None or figure.value is None or figure.value < 0 or figure.value % 1:
        return None  # 1.5 are hours, most likely
    odd = _ODD.match(folded, figure.end)
    end = odd.end() if odd else figure.end
    outside = folded[: figure.start] + folded[end:]
    if not is_filler(outside):
        return None
    literal = figure.plain and not core(outside) and end == figure.end
    return Reading(int(figure.value), figure.start, end, literal=literal)
