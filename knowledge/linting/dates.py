"""Rules of time: what is over, what has not been looked at for long."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from itertools import chain

from knowledge.days import DAY, english_day
from knowledge.elements import kind_of
from knowledge.linting.page import Flaw, Page
from knowledge.remarks import element_name, remark
from knowledge.time_limits import number_of

TITLE = 80
"""Characters of a document's title, at most."""
_DAY = r"(20\d{2}) ?[年./-] ?(?:(\d{1,2}) ?[月./-] ?(?:(\d{1,2}) ?日?)?|(年底|底|末))?"
_UNTIL = re.compile(
    r"(?:截[止至]|有效期?[到至]|(?:执行|实施|试行|暂定|延[续长期])[到至])"
    r"(?:日期|时间)?[为是:：到至于在 ]{0,3}" + _DAY
)
_BY = re.compile(
    _DAY + r" ?(?:之?前|以前|为?止|截止)[^。；;\n，,]{0,6}?"
    r"(?:提交|申报|申请|报名|办理|完成|缴|报送|登记)(?![^。；;\n，,]{0,8}的)"
)
"""What happened before a day ("2020 年底前办理的，继续有效") is no deadline."""
_ROUND = re.compile(
    r"(20\d{2}) ?年度?的?[^。；;\n，,《》〔〕\d]{0,8}?"
    r"(?:申报|申请|报名|征集|招生|受理|认定)(?:时间|期限|工作|日期|安排|指南)"
)
_BY_EN = re.compile(
    r"\b(?:appl(?:y|ies|ications?)|submit(?:ted)?|regist(?:er|ration)|enrol(?:l|ment)?|deadline"
    r"|clos(?:es?|ing date)|valid|in force|in effect|expires?|runs?|extended)\b[^.;\n\d]{0,40}?"
    rf"\b(?:by|until|till|through|to|before|on|no later than|is)\b:?\s+({DAY})",
    re.IGNORECASE,
)
"""The same in English; the day a paper was issued before is none."""

_ENDED = re.compile(_DAY + r" ?(?:之?后)?(?:到期|截止|失效|废止|终止|结束|停止)")
_SPAN = re.compile(
    r"(?:(?:申报|报名|申请|受理|征集|认定|提交|缴费|有效)(?:时间|期限|日期|期)|试行期?|过渡期|优惠期|暂停期)[^。；;\n，,《]{0,16}?"
    rf"(?:{_DAY} ?(?:起)?)?(?:至|到|-|—|～|~){{1,2}} ?(?:{_DAY}|(\d{{1,2}}) ?月 ?(\d{{1,2}}) ?日)"
)
"""From a day to another, of which the second may leave its year to the first."""
_WHOLE_DAY = r"(20\d{2}) ?年 ?(\d{1,2}) ?月 ?(\d{1,2}) ?日"
_YEARS = r"有效期限?[为是:：]? ?([1-9一二三四五六七八九十])年"
_TERM = re.compile(
    rf"{_WHOLE_DAY}(?:起)?(?:施行|执行|实施|生效|印发|起)[^。；;\n]{{0,12}}?{_YEARS}"
    rf"|{_YEARS}[^。；;\n]{{0,8}}?自{_WHOLE_DAY}"
)


def ends_before(page: Page) -> Iterator[Flaw]:
    """It expires before it takes effect."""
    effective, expires = page.guide.effective, page.guide.expires
    if effective and expires and expires < effective:
        yield Flaw("ends-before", remark("ends_before", expires, effective), (page.head(),))


def expired(page: Page) -> Iterator[Flaw]:
    """The guide itself is over, and still the one people are shown."""
    if page.on and page.guide.expires and page.guide.expires < page.on:
        yield Flaw("expired", remark("lint_expired", page.guide.expires), (page.head(),))


def old(page: Page) -> Iterator[Flaw]:
    """Published so long ago that somebody should look whether it still holds."""
    published = page.guide.published
    if page.on and published and (page.on - published).days > page.stale_years * 365.25:
        yield Flaw("old", remark("lint_old", published, page.stale_years), (page.head(),))


def past_date(page: Page) -> Iterator[Flaw]:
    """A deadline or a term in the text that is over. Years of documents and of events are none."""
    if page.on is None:
        return
    for piece in chain(page.elements(), page.faqs()):
        if kind_of(piece.element) in ("link", "code", "phone") or piece.element.endswith("依据"):
            continue
        if "20" not in piece.text:
            continue
        told = -1
        for found, last in sorted(_ends(piece.text, page.on), key=lambda one: one[0].start()):
            if last < page.on and not _in_title(found) and found.start() >= told:
                told = found.end()
                what = remark("lint_past_date", element_name(piece.element), found[0][:30])
                yield Flaw("past-date", what, (piece.cite(*found.span()),))


def _ends(text: str, on: date) -> Iterator[tuple[re.Match[str], date]]:
    """What a text says that ends, and the last day of it."""
    for pattern in (_UNTIL, _BY, _ENDED):
        for found in pattern.finditer(text):
            if last := _last_day(*found.group(1, 2, 3)):
                yield found, last
    for found in _BY_EN.finditer(text):
        with suppress(ValueError):
            yield found, english_day(found[1])
    for found in _ROUND.finditer(text):
        yield found, date(int(found[1]), 12, 31) if int(found[1]) < on.year else on
    for found in _SPAN.finditer(text):
        year, month, day = found.group(5, 6, 7)
        if last := _last_day(year or found[1] or "", month or found[9], day or found[10]):
            yield found, last
    for found in _TERM.finditer(text):
        year, month, day, years = found.group(6, 7, 8, 5) if found[5] else found.group(1, 2, 3, 4)
        if last := _last_day(str(int(year) + int(number_of(years))), month, day):
            yield found, last


def _in_title(found: re.Match[str]) -> bool:
    """Whether it stands in the title of a document."""
    before = found.string[max(0, found.start() - TITLE) : found.start()]
    return before.rfind("《") > before.rfind("》")


def _last_day(year: str, month: str | None, day: str | None) -> date | None:
    """The last day that a date of the text can mean; None if it is none."""
    try:
        return date(int(year), int(month or 12), int(day or 28))
    except ValueError:
        return None
