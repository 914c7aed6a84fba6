"""Ranges where one figure is wanted: "两三处", "20到30分钟", "a day or two"; and which end is taken.

A range is no answer; its ends, and what lies between them, are offered.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from bot.reading.numbers import ARABIC, CJK, ENGLISH_NUMBER
from bot.reading.reading import Reading
from bot.reading.words import MAX_READ, Span, clauses, core, fold

_DIGIT = "一二两三四五六七八九"
_BESIDE = re.compile(rf"(?P<low>[{_DIGIT}])(?P<high>[{_DIGIT}])(?=[^{CJK}0-9]|[十百千])")
_N = rf"(?:{ARABIC}|[{CJK}]{{1,4}}|半|{ENGLISH_NUMBER}|\ban?\b)"
_UNIT = r"(?:\s?个?半?(?:分钟?|小时|钟头?|天|周|星期|礼拜|月|次|趟|处|份|minutes?|mins?|hours?|days?|weeks?))?"
_FROM_TO = re.compile(
    rf"(?P<low>{_N}(?P<unit>{_UNIT}))\s*(?:-{{1,2}}|~|、|,|到|至|或者?|\bor\b|\bto\b|\band\b)\s*(?P<high>{_N})"
)
_BETWEEN = re.compile(r"\bbetween\s*$")
_HAS_UNIT = re.compile(_UNIT.removesuffix("?"))
_PICKS = (  # "any" takes the middle too
    (
        "middle",
        re.compile(
            r"(?:那|就|先)*(?:取|按|算|填|记|选)?(?:个|在)?(?:中间|折中|平均|一半)(?:值|数|的|那?个)?(?:吧|算|好了)?|"
            r"(?:take |say )?(?:the )?(?:middle|average|mean)(?: one)?|in between|between"
        ),
    ),
    (
        "low",
        re.compile(
            r"(?:那|就)*(?:取|按|算|往)?(?:最?[少小低短]|前面?)(?:的|了|点|一点)*(?:那?个|算)?(?:吧)?|"
            r"(?:the )?(?:lower|smaller|low|less|first)(?: one)?"
        ),
    ),
    (
        "high",
        re.compile(
            r"(?:那|就)*(?:取|按|算|往)?(?:最?[多大高长]|后面?)(?:的|了|点|一点)*(?:那?个|算)?(?:吧)?|"
            r"(?:the )?(?:higher|larger|bigger|high|more|second)(?: one)?"
        ),
    ),
    (
        "any",
        re.compile(
            r"(?:就)?(?:大概|大约|差不多|都行|都可以|随便|你[看定]着?[办定]?|说不准|记不清(?:了)?)(?:吧|就行|了)*|"
            r"(?:either|any|whatever|roughly|about|approximately|you choose)(?: one| is fine)?"
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Range:
    """Two whole figures, the lower first, and the characters that say them."""

    low: int
    high: int
    span: Span

    @property
    def figures(self) -> tuple[int, ...]:
        """The ends, with the figure in the middle where it is a whole one between them."""
        middle, odd = divmod(self.low + self.high, 2)
        return (self.low, self.high) if odd else (self.low, middle, self.high)


def find(text: str, read: Callable[[str], Reading | None]) -> Range | None:
    """The one range in `text`, its ends by `read` of the words that each would be said in."""
    folded = fold(text[:MAX_READ])
    for start, end in clauses(folded):
        words = folded[start:end]
        match = _BESIDE.search(words) or _FROM_TO.search(words)
        if match is None:
            continue
        low, high = (read(one) for one in _ends(words, match))
        if low is None or high is None:
            continue
        a, b = low.value, high.value
        if isinstance(a, int) and isinstance(b, int) and a < b:
            return Range(a, b, (start, end))
    return None


def _ends(words: str, match: re.Match[str]) -> tuple[str, str]:
    """What would have been said for either end alone."""
    before, after = _BETWEEN.sub("", words[: match.start()]), words[match.end() :]
    unit = match.groupdict().get("unit") or ""
    low = match["low"] + ("" if unit else after)
    return before + low, before + match["high"] + (
        after if _HAS_UNIT.match(after) else unit + after
    )


def picked(text: str, figures: tuple[int, ...]) -> int | None:
    """The figure of a range that `text` takes: "取中间", "多的那个", "大概"; None for none.

    The middle of two, and what leaves it to us, is rounded up.
    """
    said = core(fold(text))
    kind = next((kind for kind, pattern in _PICKS if pattern.fullmatch(said)), None)
    if kind is None or not figures:
        return None
    at = {"low": 0, "high": len(figures) - 1}.get(kind, len(figures) // 2)
    return figures[at]
