"""Until when an appointment lasts: "一年", "到明年年底", "2027年6月底", "until the end of next year".

A length counts from the term's first day, and its last day is the one before: "一年" from
1 June ends on 31 May. A month or a year without "底" ("到明年6月", "until 2027") may end on
its first day or its last: `sure` is False, and the last one is only proposed.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime

from bot.reading import dates
from bot.reading.date_forms import MONTHS, YEARS_AWAY, english_month
from bot.reading.numbers import CJK, ENGLISH_NUMBER, value_of
from bot.reading.words import core, fold
from flows.model import Locale
from flows.volunteer_terms import end_of_term

MAX_SAID = 40
LONGEST = 600
"""Months of a term that anybody means."""

_N = rf"(?:[0-9]{{1,3}}|[{CJK}]{{1,4}})"
_EN = rf"(?:[0-9]{{1,3}}|an?|{ENGLISH_NUMBER})"
LENGTH = (
    rf"(?:for )?(?:(?P<years>{_N})\s*(?:周年|年)(?P<half>半)?|(?P<halfyear>半年|half a year)|"
    rf"(?P<months>{_N})\s*个月|(?P<en>{_EN}) (?P<unit>years?|months?)(?P<en_half> and a half)?|"
    r"(?P<year_half>a year and a half))"
)
"""A length of time, as a pattern on folded text."""
_FROM_NOW = r"\s*(?:以后|之后|后|为止|止|的时候|from now|from today)?"
_LENGTH = re.compile(LENGTH + _FROM_NOW)
_YEAR = rf"(?:(?P<rel>大后|[今本这明后])|(?P<y>20[0-9]{{2}}|二[零〇○][{CJK}○]{{2}}))年度?"
_LAST = r"(?P<last>[底末]|最后一天|年[底末终])"
_STOP = r"(?:为止|止)?"
_EN_YEAR = r"(?:(?P<rel>this|next|the) year|(?P<y>20[0-9]{2}))"
_EN_MONTH = r"(?P<m>jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,7}\.?"
_SPANS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:{_YEAR}的?)?(?P<m>{_N})月份?的?{_LAST}?{_STOP}",
        rf"{_YEAR}的?{_LAST}?{_STOP}",
        rf"(?P<last>年[底末终]){_STOP}",
        r"(?P<month>[这本]|下)个?月的?(?P<last>[底末])" + _STOP,
        r"(?P<last>月[底末])" + _STOP,
        rf"(?P<last>(?:the )?end of )?{_EN_YEAR}",
        rf"(?P<last>(?:the )?end of )?{_EN_MONTH}(?:,? (?:of )?{_EN_YEAR})?",
        r"(?P<last>(?:the )?end of )(?P<month>this|next|the) month",
        r"(?P<last>(?:the )?year(?:'s)? end|end of year)",
    )
)
_AWAY = {"this": 0, "the": 0, "next": 1, "这": 0, "本": 0, "下": 1}


@dataclass(frozen=True, slots=True)
class End:
    """The last day; where it is not `sure`, it is to be asked."""

    on: date
    sure: bool = True


def read_end(text: str, *, begins: date, now: datetime, locale: Locale) -> End | None:
    """The last day of a term from `begins` on; None where `text` tells no day to come."""
    said = core(fold(text))
    if len(said) > MAX_SAID:
        return None
    if match := _LENGTH.fullmatch(said):
        months = _months(match)
        last = end_of_term(begins, months) if 0 < months <= LONGEST else None
        return None if last is None else End(last)
    end = _span(said, now.date()) or _day(text, now, locale)
    return end if end is not None and end.on > now.date() else None


def _months(match: re.Match[str]) -> int:
    """How many months a length has; 0 for one that is no number, or no whole months."""
    if match["halfyear"]:
        return MONTHS // 2
    if match["year_half"]:
        return MONTHS * 3 // 2
    token = match["years"] or match["months"] or match["en"]
    count = 1 if token in ("a", "an") else value_of(token)
    if count is None:
        return 0
    in_years = match["years"] or (match["unit"] or "").startswith("year")
    half = 0.5 if match["half"] or match["en_half"] else 0
    months = (count + half) * (MONTHS if in_years else 1)
    return int(months) if months == int(months) else 0


def _span(said: str, today: date) -> End | None:
    """The last day of the year or month that `said` names."""
    match = next((m for way in _SPANS if (m := way.fullmatch(said))), None)
    if match is None:
        return None
    told = match.groupdict()
    year = _year(told, today)
    month = _month(told, today)
    if year is None or month is None:
        return None
    year, month = year + (month - 1) // MONTHS, (month - 1) % MONTHS + 1
    if "y" in told and not (told["y"] or told["rel"]) and (year, month) < (today.year, today.month):
        year += 1  # "到3月底", said in November
    return End(date(year, month, monthrange(year, month)[1]), sure=bool(told["last"]))


def _year(told: dict[str, str | None], today: date) -> int | None:
    if rel := told.get("rel"):
        return today.year + (_AWAY[rel] if rel in _AWAY else YEARS_AWAY[rel])
    if not (written := told.get("y")):
        return today.year
    return int(written) if written.isascii() else _spelled(written)


def _spelled(written: str) -> int | None:
    """ "二〇二七"."""
    digits = [value_of(c.replace("○", "〇")) for c in written]
    if any(digit is None or digit > 9 for digit in digits):
        return None
    return int("".join(str(int(digit or 0)) for digit in digits))


def _month(told: dict[str, str | None], today: date) -> int | None:
    """The month, counted from January of the year; of the next year beyond 12."""
    if named := told.get("m"):
        month = english_month(named) if named[0].isascii() and named.isalpha() else value_of(named)
        return int(month) if month is not None and 1 <= month <= MONTHS else None
    if away := told.get("month"):
        return today.month + _AWAY[away]
    return today.month if (told["last"] or "").startswith("月") else MONTHS


def _day(text: str, now: datetime, locale: Locale) -> End | None:
    read = dates.read(text, now=now, locale=locale, ahead=dates.ANY)
    return None if read is None else End(date.fromisoformat(str(read.value)))
