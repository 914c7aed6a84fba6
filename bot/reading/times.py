"""Times of day: "14:30", "下午两点半", "2pm", "中午". Value: ISO 8601 `HH:MM:SS`.

Offices are open by day, so an hour from 1 to 6 without further words is taken
for the afternoon, and said back.
"""

from __future__ import annotations

import re
from datetime import datetime, time

from bot.reading.numbers import CJK, value_of
from bot.reading.reading import Reading
from bot.reading.words import core, fold

_N = rf"[0-9]{{1,2}}|[{CJK}]{{1,3}}"
_PART = r"(?P<part>凌晨|清晨|早上|早晨|一早|上午|中午|午后|下午|傍晚|晚上|今晚|昨晚|夜里|早|晚)?\s*"
_CLOCK = re.compile(
    rf"{_PART}(?P<h>{_N})\s*(?:[:时]|点钟?)(?!间|候)\s*"
    rf"(?:(?P<half>半)|(?P<quarter>[一三])刻|(?P<m>{_N})分?)?(?::[0-5][0-9])?(?P<odd>多|左右)?"
)
_ENGLISH = re.compile(r"\b(?P<h>[0-9]{1,2})(?:[:.](?P<m>[0-5][0-9]))?\s*(?P<ap>a|p)\.?m\b\.?")
_WORD = re.compile(r"中午|正午|noon|midday|半夜|midnight")
_NOW = re.compile(r"刚才|刚刚|现在|just now|now")
_TO = re.compile(r"\s*(?:开始)?\s*(?:到|至|~|-|等到|排到|办到|to|until|till)\s*")
NOON, LAST_EARLY_HOUR, LAST_HOUR, LAST_MINUTE = 12, 6, 23, 59


def read(text: str, *, now: datetime) -> Reading | None:
    """The one time of day that `text` gives; None when there is none or more than one."""
    folded = fold(text)
    found = _find(folded)
    if len(found) > 1:
        return None
    if found:
        moment, start, end, sure = found[0]
        literal = sure and not core(folded[:start] + folded[end:])
        return Reading(moment.isoformat("seconds"), start, end, literal=literal)
    if word := _WORD.search(folded):
        hour = 0 if word[0] in ("半夜", "midnight") else NOON
        return Reading(time(hour).isoformat("seconds"), word.start(), word.end(), literal=False)
    if word := _NOW.search(folded):
        value = now.time().replace(microsecond=0, tzinfo=None).isoformat("seconds")
        return Reading(value, word.start(), word.end(), literal=False)
    return None


def interval(folded: str) -> Reading | None:
    """Minutes from one time of day to a later one: "9点到9点40", "从9:00等到10:30"."""
    found = _find(folded)
    if len(found) != 2 or not _TO.fullmatch(folded, found[0][2], found[1][1]):
        return None
    (first, start, _, _), (last, _, end, _) = found
    minutes = (last.hour - first.hour) * 60 + last.minute - first.minute
    return Reading(minutes, start, end, literal=False) if minutes > 0 else None


def _find(folded: str) -> list[tuple[time, int, int, bool]]:
    out: list[tuple[time, int, int, bool]] = []
    for match in sorted(
        [*_CLOCK.finditer(folded), *_ENGLISH.finditer(folded)], key=lambda m: (m.start(), -m.end())
    ):
        if out and match.start() < out[-1][2]:
            continue
        moment = _english(match) if "ap" in match.groupdict() else _clock(match)
        if moment is not None:
            out.append((moment[0], match.start(), match.end(), moment[1]))
    return out


def _clock(match: re.Match[str]) -> tuple[time, bool] | None:
    hour = value_of(match["h"])
    minute = 30 if match["half"] else 0
    if match["quarter"]:
        minute = 15 if match["quarter"] == "一" else 45
    if match["m"]:
        value = value_of(match["m"])
        if value is None:
            return None
        minute = int(value)
    if hour is None or hour > LAST_HOUR or minute > LAST_MINUTE:
        return None
    part = match["part"] or ""
    sure = (bool(part) or hour > NOON or ":" in match[0]) and not match["odd"]
    hour = int(hour)
    late = part in ("下午", "午后", "傍晚", "晚上", "今晚", "昨晚", "晚")
    if (late or (not part and 0 < hour <= LAST_EARLY_HOUR)) and hour < NOON:
        if not part and match["h"].startswith("0"):
            return time(hour, minute), sure
        return time(hour + NOON, minute), sure and late
    return time(hour, minute), sure


def _english(match: re.Match[str]) -> tuple[time, bool] | None:
    hour, minute = int(match["h"]), int(match["m"] or 0)
    if not 1 <= hour <= NOON:
        return None
    return time(hour % NOON + (NOON if match["ap"] == "p" else 0), minute), True
