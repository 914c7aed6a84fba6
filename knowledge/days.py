"""Days as guides write them, also in English: "1 July 2026", "July 1st, 2026", "31/12/2027".

Guards against a guess: of two small numbers before a year nobody knows which is the month
("05/06/2027"), so that is no day, and is told.
"""

from __future__ import annotations

import re
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
DAY = (
    r"(?:\d{4}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}(?!\d)\s?日?"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?(?:\s+of)?[\s-]{{1,2}}{_MONTH},?[\s-]{{1,2}}\d{{4}}(?!\d)"
    rf"|{_MONTH}\s{{0,2}}\d{{1,2}}(?:st|nd|rd|th)?,?\s{{1,2}}\d{{4}}(?!\d)"
    r"|\d{1,2}[-/.]\d{1,2}[-/.]\d{4}(?!\d))"
)
"""A day in a text; ignore case."""
_DAY = re.compile(DAY, re.IGNORECASE)
_SAID = re.compile(
    r"(?:[-—–]\s*|and\s+)?(?:this\s+guide\s+)?(?:is\s+)?(?:"
    r"(?P<expires>(?:(?:valid|effective|in\s+(?:force|effect))\s+)?(?:until|till|through|up\s+to|(?!\A)to\b)"
    r"|expir(?:es|y)(?:\s+date)?(?:\s+on)?|有效期?至|(?!\A)[-—–~至到])"
    r"|(?P<published>(?:last\s+)?(?:published|issued|released|updated|revised)(?:\s+on)?"
    r"|(?:date\s+of\s+(?:issue|publication|update)|(?:publication|issue|update)\s+date))"
    r"|(?P<effective>(?:effective|valid|in\s+(?:force|effect)|takes?\s+effect|comes?\s+into\s+(?:force|effect))"
    r"(?:\s+(?:date|from|as\s+of|on|since))*+|本(?:办事)?(?:指南|须知)自)"
    rf")\s*[:：]?\s*(?P<day>{DAY})\s?(?:起(?:施行|实施|执行|生效)?)?[\s,，;；.。()（）|]*",
    re.IGNORECASE,
)


def find_day(text: str) -> str:
    """The first day that a text names, as it is written; "" if there is none."""
    found = _DAY.search(text)
    day = found[0] if found else ""
    return re.sub(r"\s+", "", day) if day[:4].isdigit() else day


def english_day(text: str) -> date:
    """A day written in English, or with its year last.

    Raises:
        ValueError: It is none, or its month may be either of two numbers.
    """
    numbers = [int(number) for number in re.findall(r"\d+", text)]
    named = re.search("[a-z]{3}", re.sub(r"(?<=\d)(?:st|nd|rd|th)\b", "", text.casefold()))
    if not _DAY.fullmatch(text.strip()) or len(numbers) != (2 if named else 3):
        raise ValueError(text)
    if named:
        return date(numbers[1], _MONTHS.index(named[0]) + 1, numbers[0])
    first, second, year = numbers
    if first <= 12 and second <= 12 and first != second:
        raise ValueError(text)
    return date(year, min(first, second) if max(first, second) > 12 else first, max(first, second))


def days_said(line: str) -> dict[str, str]:
    """What a line that says nothing else tells of a guide's days, by field.

    "Effective 1 July 2026, valid until 31/12/2027"; empty for any other line.
    """
    told: dict[str, str] = {}
    at, text = 0, line.strip()[:200].lstrip("(（ ")
    while at < len(text):
        found = _SAID.match(text, at)
        if found is None or found.lastgroup is None:
            return {}
        field = next(name for name in ("expires", "published", "effective") if found[name])
        told.setdefault(field, find_day(found["day"]))
        at = found.end()
    return told
