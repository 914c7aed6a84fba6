"""How old somebody is said to be, and the option that it falls to: "六十八岁", "快七十了", "she's 72".

An option takes the years that its label or a synonym names: "18—29岁", "60岁以上", "60 and over".
An age that is said loosely ("四十多") picks an option only where that takes all of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from bot.reading.numbers import CJK, value_of
from bot.reading.option import Hit, Option

OLDEST, TEN = 130, 10
_TWO = rf"[0-9]{{1,3}}|[{CJK}]{{1,4}}"
_TENS = "[二三四五六七八九]十|[2-9]0"
_FIGURE = "[1-9][0-9]|[二三四五六七八九]十[一二三四五六七八九]?"
_YEARS_EN = r"(?: |-)?(?:years?|yrs?)(?: |-)?(?:old|of age)\b|\s*y/?o\b"
_DECADES = "twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties"
_BAND = re.compile(
    r"(?P<low>[0-9]{1,3})\s*(?:~|-{1,2}|至|到|to)\s*(?P<high>[0-9]{1,3})\s*(?:周?岁|$|years)|"
    r"(?P<from>[0-9]{1,3})\s*(?:周?岁(?:及|以)?(?:以)?上|and over\b|\+|or older\b)|"
    r"(?P<below>[0-9]{1,3})\s*(?:周?岁(?:以)?下|and under\b|or younger\b)"
)
_SAID = re.compile(
    rf"(?P<nearly>快|奔|将近|近|不到|就要|马上就?|眼看)(?:上|到)?(?P<near>{_TENS}|[二三四五六七八九](?=了|的|$))(?:岁|了|的|$|,)|"
    rf"(?<![了过到着第])(?P<over>{_TENS})(?:岁)?(?P<how>好几|有[一二三四五六七八九](?!个)|多|来|几|出头|开外|挂零)(?!\s*个|[分天年月次趟人元块页份家号秒小钟])岁?|"
    rf"年(?:过|近|逾|届)(?P<gone>[五六七八九])旬|(?P<rare>古稀|耄耋|花甲)|"
    rf"(?<![0-9{CJK}第])(?P<years>{_TWO})\s*(?:周)?岁(?!月)|"
    rf"(?:今年|现年|年纪|年龄|虚岁|周岁|高龄)(?:是|都|已经|有)?(?P<year>{_FIGURE})(?=$|了|的人|[,;.\s!])|"
    rf"(?:都|已经|有|[他她我爸妈爹娘奶爷])(?P<already>{_FIGURE})(?=了|的人)|"
    rf"[他她爸妈爹娘奶爷婆公姨叔伯](?P<kin>{_FIGURE})(?=$|[,;.!])|"
    rf"\b(?P<en>[0-9]{{1,3}})(?:{_YEARS_EN})|\b(?:aged?|a (?:man|woman|lady|gentleman|person) of) (?P<of>[0-9]{{1,3}})\b|"
    rf"\b(?:s?he(?:'s| is| was)|i(?:'m| am)|they(?:'re| are)|(?:he|i) turned|(?:man|woman|mother|father|granny|grandpa) is) (?:just |already |about |nearly |almost )?"
    rf"(?P<is>[1-9][0-9])(?!\s*[:.%0-9a-z])|"
    rf"\b(?P<part>early|mid|middle|late)?[ -]?(?:(?P<decade>{_DECADES})|(?P<tens>[2-9]0)'?s)\b"
)
_ALONE = re.compile(
    rf"(?:我|俺|他|她)?(?:就|刚|刚满|满|是)?(?P<alone>{_TWO})(?:周?岁)?(?:了|的人|啊|吧|呢|,|\.|\s)*"
)
_RARE = {"花甲": (60, 69), "古稀": (70, 79), "耄耋": (80, 99)}
_PARTS = {None: (0, 9), "early": (0, 3), "mid": (4, 6), "middle": (4, 6), "late": (7, 9)}
_LOOSELY = {"好几": (5, 9), "出头": (1, 3), "挂零": (1, 3), "来": (0, 5)}


def hits(folded: str, start: int, end: int, options: tuple[Option, ...]) -> list[Hit]:
    """The options that take an age told in [start, end).

    Where several name years, an age is asked for, and a figure alone is one.
    """
    bands = {o.name: _bands_in(o.phrases) for o in options}
    asked = sum(map(bool, bands.values())) > 1
    out = []
    for low, high, a, b in _told(folded[start:end], asked=asked):
        names = [n for n, years in bands.items() if any(x <= low and high <= y for x, y in years)]
        out += [Hit(name, start + a, start + b, literal=False) for name in names]
    return out


@lru_cache(maxsize=512)
def _bands_in(phrases: tuple[str, ...]) -> tuple[tuple[int, int], ...]:
    out = []
    for match in filter(None, map(_BAND.search, phrases)):
        low, high = match["low"] or match["from"] or "0", match["high"] or match["below"]
        out.append((int(low), int(high) if high else OLDEST))
    return tuple(out)


def _told(folded: str, *, asked: bool) -> Iterator[tuple[int, int, int, int]]:
    """Each age in the words, as its least and most years, with its place."""
    alone = _ALONE.fullmatch(folded) if asked else None
    for match in [alone] if alone else _SAID.finditer(folded):
        years = _plainly(match["alone"]) if alone else _years(match)
        if years is not None and 0 < years[0] <= years[1] <= OLDEST:
            yield *years, *match.span()


def _years(match: re.Match[str]) -> tuple[int, int] | None:
    if match["rare"]:
        return _RARE[match["rare"]]
    if match["decade"] or match["tens"]:
        first = int(match["tens"] or 20 + TEN * _DECADES.split("|").index(match["decade"]))
        least, most = _PARTS[match["part"]]
        return first + least, first + most
    if match["near"]:
        value = value_of(match["near"])
        value = value * TEN if value and value < TEN else value
        return None if value is None else (int(value) - 2, int(value) - 1)
    if match["over"]:
        least, most = _LOOSELY.get(match["how"], (1, 9))
        first = int(value_of(match["over"]) or 0)
        return first + least, first + most
    if match["gone"]:
        return TEN * int(value_of(match["gone"]) or 0), TEN * int(value_of(match["gone"]) or 0) + 9
    told = next(
        filter(None, (match[k] for k in ("years", "year", "already", "kin", "en", "of", "is")))
    )
    return _plainly(told)


def _plainly(told: str) -> tuple[int, int] | None:
    """A figure, or two beside each other: "六十五六岁"."""
    if (value := value_of(told)) is not None:
        return int(value), int(value)
    low, high = value_of(told[:-1]), value_of(told[:-2] + told[-1])
    return (int(low), int(high)) if low and high and low < high else None
