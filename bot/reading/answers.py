"""The answer that a text gives to the open question: picks the reader for its type.

The whole text is tried first, then its clauses: "40分钟,中间还停电了" answers
with its first clause. Clauses that give different values give none: nothing is
guessed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from bot.reading import (
    choices,
    counts,
    dates,
    durations,
    free_text,
    geopoint,
    nothing,
    numbers,
    one_more,
    ranges,
    ratings,
    silence,
    times,
    yesno,
)
from bot.reading.days_ahead import days_ahead
from bot.reading.reading import Reading
from bot.reading.self_correction import last_said
from bot.reading.units_asked import asks_hours, asks_minutes, read_hours
from bot.reading.words import BY_THE_WAY, MAX_READ, clauses, core, fold, is_filler, legible, trimmed
from flows.events import Prompt
from flows.model import MEDIA_TYPES, Choice, Locale, has_appearance

_AGREE = re.compile(
    r"(?:对|对的|没错|就是|就这样|就这个|就?用这个|不变|不用改|不改|保持|确认|嗯+|是的?|好的?|可以|行|ok|"
    r"okay|yes|correct|right|keep(?: it)?|same)"
    r"[的了吧啊呀]*"
)
_WISH = re.compile(
    r"要是|如果|假如|希望|但愿|最好(?=能|是|可以|有|把|多)|建议(?=.)|(?:i )?(?:wish|hope)|if only|it would be"
)
"""What would be good is not what was."""
_MIXED = re.compile("有高有低|有好有坏|[Tt]hey differ")
_DAYS = re.compile(r"几天|多少天|天数|how many days|number of days")


@dataclass(frozen=True, slots=True)
class Where:
    """In which language and when something is said."""

    locale: Locale
    now: datetime


WHEN = frozenset({"date", "time", "dateTime"})
YES_NO = frozenset({"yes", "no"})
UNKNOWN_NAMES = frozenset({"unknown", "dont_know", "dk", "not_sure", "unsure", "not_known"})


def read_answer(prompt: Prompt, text: str, *, locale: Locale, now: datetime) -> Reading | None:
    """The value that `text` gives to the question of `prompt`, or None.

    `locale` settles what is written differently in different places ("3/11").
    Offsets are those of `text`. `literal` is False when the value must be said back.
    """
    where = Where(locale, now)
    if (kept := _agrees(prompt, text)) is not None:
        return kept
    if prompt.question.type == "text" and not prompt.more:
        return _read(prompt, text, where)
    folded = fold(text)
    clear = legible(folded)
    reading = _read_value(prompt, clear, where)
    return replace(reading, literal=False) if reading and clear != folded else reading


def _read_value(prompt: Prompt, text: str, where: Where) -> Reading | None:
    changed, last = last_said(text, lambda words: _read_said(prompt, words, where))
    return last if changed else _read_said(prompt, text, where)


def corrects_itself(prompt: Prompt, text: str, *, locale: Locale, now: datetime) -> bool:
    """Whether `text` gives the open question a value and takes it back for another."""
    if prompt.question.type == "text" or prompt.more:
        return False
    words = legible(fold(text))
    return (
        last_said(words, lambda said: _read_said(prompt, said, Where(locale, now)))[1] is not None
    )


def _read_said(prompt: Prompt, text: str, where: Where) -> Reading | None:
    """The value of the whole text, else of its clauses."""
    short = len(text) <= MAX_READ
    if short and (whole := _read(prompt, text, where)):
        return whole
    if short and prompt.question.type in WHEN:
        return None  # a clause of "去年,3号" has lost its year
    return _by_clause(prompt, text, where)


def says_only(prompt: Prompt, text: str, reading: Reading) -> bool:
    """Whether `text` is the value that was read from it, and nothing else to speak of.

    Where not, and the sentence asks, it is no answer: "没有照片怎么办", "可以网上办吗".
    """
    said = free_text.without_shrug(fold(text).replace("?", " "))
    if choices.exact(said, prompt.choices):
        return True
    if has_appearance(prompt.question, "rating"):
        return ratings.is_mark(said)
    if _is_yes_no(prompt):
        return yesno.is_plain(said, asked=_asked(prompt))
    return is_filler(core(said[: reading.start] + said[reading.end :]))


def read_unknown(prompt: Prompt, text: str) -> Reading | None:
    """The option that says "not known", where the question has one and `text` says so.

    An option that proposes an issue ("信息不清楚") is a finding, not a shrug.
    """
    if prompt.question.type != "select_one" or not free_text.is_dont_know(text):
        return None
    fitting = [c for c in prompt.choices if _is_shrug(c)]
    if len(fitting) != 1:
        return None
    return Reading(fitting[0].name, *trimmed(fold(text)), literal=False)


def why_unread(
    prompt: Prompt, text: str, *, locale: Locale, now: datetime
) -> Literal["media", "ambiguous", "range", "several", "unfinished", "unclear"]:
    """Why `read_answer` gave nothing; "range" is "三四处", "several" "上午50分钟,下午20分钟"."""
    if prompt.question.type in ("integer", "decimal") and not prompt.more:
        if asks_minutes(prompt.question) and durations.is_unfinished(text, about=_asked(prompt)):
            return "unfinished"
        where = Where(locale, now)
        figures = numbers.find(fold(text[:MAX_READ]))
        ends = ranges.find(text, lambda words: _read(prompt, words, where))
        ranged = ends is not None or any(figure.value is None for figure in figures)
        if ranged:
            return "range"
        readings = (_read(prompt, text[slice(*s)], where) for s in clauses(fold(text[:MAX_READ])))
        return "several" if sum(bool(r and r.value) for r in readings) > 1 else "unclear"
    if prompt.question.type in MEDIA_TYPES:
        return "media"
    if prompt.choices and choices.is_ambiguous(text, prompt.choices):
        return "ambiguous"
    return "unclear"


def _is_shrug(choice: Choice) -> bool:
    labelled = any(free_text.is_dont_know(label) for label in choice.label.values())
    return choice.name in UNKNOWN_NAMES or (labelled and not choice.extra.get("issue_category"))


def _agrees(prompt: Prompt, text: str) -> Reading | None:
    """A prefilled value is kept by "对", unless that is itself an option's word."""
    if prompt.default is None or prompt.more:
        return None
    folded = fold(text[:MAX_READ])
    if isinstance(prompt.default, str) and free_text.agrees_to(prompt.default, text):
        return Reading(prompt.default, *trimmed(fold(text)), literal=True)
    if not _AGREE.fullmatch(core(folded)) or choices.exact(text, prompt.choices):
        return None
    return Reading(prompt.default, *trimmed(folded), literal=True)


def _by_clause(prompt: Prompt, text: str, where: Where) -> Reading | None:
    found: list[Reading] = []
    for a, b in clauses(fold(text[:MAX_READ])):
        words = text[a:b]
        if BY_THE_WAY.fullmatch(fold(words)) and not is_filler(fold(text[b:])):
            continue
        reading = _read(prompt, words, where)
        if reading is not None and len(text) > MAX_READ:
            reading = reading if says_only(prompt, words, reading) else None
        if reading is not None:
            found.append(reading.shifted(a))
    if not found or any(r.value != found[0].value for r in found):
        return None
    if nothing.is_nothing(found[0], prompt.choices) and nothing.is_contradicted(text, found):
        return None  # "没有,排队久"
    return Reading(found[0].value, found[0].start, found[0].end, literal=False)


def _read(prompt: Prompt, text: str, where: Where) -> Reading | None:
    if prompt.more:
        return one_more.read(text)
    reader = _READERS.get(prompt.question.type)
    return reader(prompt, text, where) if reader else None


def _read_one(prompt: Prompt, text: str, _: Where) -> Reading | None:
    question, options = prompt.question, prompt.choices
    if (exact := choices.exact(text, options)) is not None:
        return exact
    if _WISH.match(core(fold(text))):
        return None
    if has_appearance(question, "rating"):
        return ratings.read(text, options)
    if _is_yes_no(prompt):
        return _read_yes_no(prompt, text)
    mixed = _read_mixed(text, options)
    return mixed or choices.read(text, options) or _read_silence(text, options)


def _read_yes_no(prompt: Prompt, text: str) -> Reading | None:
    """Yes or no; an option's own word first: "有,排队太久" where 有 is one of "there is one to tell"."""
    answer, picked = yesno.read(text, asked=_asked(prompt)), choices.read(text, prompt.choices)
    if answer is None or picked is None:
        first = text[slice(*next(iter(clauses(fold(text))), (0, 0)))]
        own = choices.exact(first, prompt.choices) if picked is None else None
        return own if answer and own and own.value != answer.value else answer or picked
    return answer if answer.value == picked.value else None


def _read_silence(text: str, options: tuple[Choice, ...]) -> Reading | None:
    """The option that says "unclear", where `text` tells what was not written or said."""
    name = silence.option(text, options)
    return None if name is None else Reading(name, *trimmed(fold(text)), literal=False)


def _read_mixed(text: str, options: tuple[Choice, ...]) -> Reading | None:
    """The option that says that marks differ, where `text` gives different ones."""
    mixed = [c.name for c in options if any(map(_MIXED.search, c.label.values()))]
    if len(mixed) != 1 or not (ratings.differ(text) or ratings.spares_one(text)):
        return None
    return Reading(mixed[0], *trimmed(fold(text)), literal=False)


def _read_integer(prompt: Prompt, text: str, _: Where) -> Reading | None:
    if one_more.WANTED.fullmatch(core(fold(text))):
        return None
    asked = _asked(prompt)
    if asks_minutes(prompt.question):
        return durations.read(text, about=asked)
    if asks_hours(prompt.question):
        return read_hours(text, about=asked, whole=True)
    if _DAYS.search(fold(asked)):
        return durations.read_days(text)
    reading = counts.read(text, about=asked)
    exactly = nothing.begins_with_none(text)
    return reading if reading and counts.fits(text, reading, asked, exactly=exactly) else None


def _read_decimal(prompt: Prompt, text: str, _: Where) -> Reading | None:
    if asks_minutes(prompt.question):
        return durations.read(text, about=_asked(prompt))
    if asks_hours(prompt.question):
        return read_hours(text, about=_asked(prompt), whole=False)
    return counts.read(text, about=_asked(prompt), whole=False)


def _read_text(prompt: Prompt, text: str, _: Where) -> Reading | None:
    return (
        free_text.read_item(text)
        if has_appearance(prompt.question, "item")
        else free_text.read(text)
    )


def _is_yes_no(prompt: Prompt) -> bool:
    return {c.name for c in prompt.choices} >= YES_NO


def _asked(prompt: Prompt) -> str:
    return " ".join([*prompt.question.label.values(), *prompt.question.short.values()])


_READERS: dict[str, Callable[[Prompt, str, Where], Reading | None]] = {
    "select_one": _read_one,
    "select_multiple": lambda prompt, text, _: choices.read_many(text, prompt.choices),
    "integer": _read_integer,
    "decimal": _read_decimal,
    "text": _read_text,
    "date": lambda prompt, text, at: dates.read(
        text, now=at.now, locale=at.locale, ahead=days_ahead(prompt, _asked(prompt))
    ),
    "time": lambda _, text, at: times.read(text, now=at.now),
    "dateTime": lambda prompt, text, at: dates.read_moment(
        text, now=at.now, locale=at.locale, ahead=days_ahead(prompt, _asked(prompt))
    ),
    "geopoint": lambda _, text, __: geopoint.read(text),
}
