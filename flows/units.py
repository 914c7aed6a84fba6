"""Whether two names mean the same office: "市医保局窗口" and "云溪市医疗保障局" do.

A name is taken apart into its place (市, 区, 镇 …) and what is left of it without
counters and halls. Places that differ are different offices, though both are called
医保局; a place that one of them leaves out decides nothing. The rest is the same where
one holds the other, or is its short form (医保 in 医疗保障, 人社 in 人力资源社会保障).
"""

from __future__ import annotations

import re
import unicodedata

_PLACE = re.compile(
    r"(?P<name>[^\W\d_a-z局委办厅]{1,4}?)?"
    r"(?P<level>自治区|开发区|高新区|经开区|街道|片区|园区|新区|社区|省|县|区|镇|(?<!城)乡(?!村)|"
    r"(?<!城)市(?![场监容]|政(?!务)|民(?!政)))"
)
_GENERIC = re.compile(
    r"[\s,.;:·()（）《》「」_-]+|政务服务(?:中心|大厅)|行政服务中心|市民(?:之家|服务中心)|办事大厅|"
    r"便民服务(?:中心|站|大厅)|服务大厅|大厅|综合窗口|窗口|分中心|办事处|人民政府|我们|本单位|"
    r"[0-9一二三四五六七八九十]+号|驻|的|"
    r"\b(?:the|of|counter|window|hall|office|service|centre|center)\b"
)
_KIND = re.compile("(?:局|委员会|委|办公室|办|中心)$")
MIN_SHORT = 2
"""Characters a short form has at least: one of them alone stands for too much."""


def same_unit(one: str, other: str) -> bool:
    """Whether both names are of one office; False when either is empty."""
    (place, core), (place_2, core_2) = _apart(one), _apart(other)
    if _differ(place, place_2):
        return False
    if not core or not core_2:
        return core == core_2 and bool(place[1]) and place == place_2
    if core in core_2 or core_2 in core:
        return min(len(core), len(core_2)) >= MIN_SHORT or core == core_2
    short, full = sorted((core, core_2), key=len)
    return _is_short_form(short, full)


def same_office(one: str, other: str) -> bool:
    """As `same_unit`, but a part of an office ("公安局交警支队") is not that office itself."""
    if not same_unit(one, other):
        return False
    short, full = sorted((_apart(one)[1], _apart(other)[1]), key=len)
    return short == full or short not in full


def _apart(name: str) -> tuple[tuple[str, str], str]:
    """The last place that a name begins with (name and level), and what is left of it."""
    folded = unicodedata.normalize("NFKC", name).lower().strip()
    place, at = ("", ""), 0
    while match := _PLACE.match(folded, at):
        place, at = (match["name"] or "", match["level"]), match.end()
    return place, _KIND.sub("", _GENERIC.sub("", folded[at:]))


def _differ(place: tuple[str, str], other: tuple[str, str]) -> bool:
    """Two places, where both are told: another level, or another name of the same level."""
    (name, level), (name_2, level_2) = place, other
    if not level or not level_2:
        return False
    return level != level_2 or bool(name and name_2 and name != name_2)


def _is_short_form(short: str, full: str) -> bool:
    """Whether the letters of `short` stand in `full` in this order, the first one first."""
    if len(short) < MIN_SHORT or short[0] != full[0] or short.isascii():
        return False
    letters = iter(full)
    return all(letter in letters for letter in short)
