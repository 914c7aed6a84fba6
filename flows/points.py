"""Lists in a text: how many suggestions somebody wrote into one message, which names are told.

What is written as a list counts by its list: numbers from 1 on ("1.… 2.…", "（一）…"),
ordinals ("第一…第二…", "一是…二是…", "firstly … secondly"), lines, semicolons, else what an
"另外" begins. A number within a sentence ("3.5天", "12号窗口") counts nothing, and a text
that declines ("没有", "none") makes no point.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

_DIGITS = "一二三四五六七八九十"
_EDGE = r"(?:^|(?<=[\s,;.:!?。、]))"
"""Where a point may begin: in the folded text, behind a mark or a blank."""
NUMBERED = (
    re.compile(r"(?<![0-9.])(?P<n>[0-9]{1,2})[.、):](?![0-9])"),
    re.compile(rf"(?:{_EDGE}|\()(?P<n>[{_DIGITS}])[、.)]"),
    re.compile(rf"第(?P<n>[{_DIGITS}])[条点项,:、\s]"),
    re.compile(rf"{_EDGE}第(?P<n>[{_DIGITS}])(?![次个名批年季页号步期轮天周阶])"),
    re.compile(rf"{_EDGE}(?P<n>[{_DIGITS}])[是来]"),
    re.compile(rf"(?<![第之唯万统其])(?P<n>[{_DIGITS}])是"),
    re.compile(r"\b(?P<n>first|second|third|fourth|fifth)(?:ly)?[,:\s]"),
)
CIRCLED = {ord("①") + n: f" {n + 1}. " for n in range(20)}
"""Folding would leave bare figures of them."""
_ENGLISH = ("first", "second", "third", "fourth", "fifth")
JOINED = re.compile(
    r"(?:^|(?<=[\s,;.!?。、]))"
    r"(?:另外|此外|其次|再次|再就是|还有就是|还有一[条点个]|in addition|also|another)"
)
APART = re.compile(r"[;\n]+")
LETTERS = re.compile(r"[^\W\d_]")
_DECLINES = re.compile(
    r"(?:暂时|目前|现在|我)*(?:都?没有?|无|暂无|不|想不出来?|没想好)(?:什么|啥)?(?:特别)?的?"
    r"(?:建议|意见|想法|要提的?|可提的?|要说的?|可说的?|好说的?|问题|知道|清楚)?(?:了|的|吧|啊)*"
    r"(?:[,;。!\s]+(?:都|也|挺|很|蛮|还|一切)*(?:好|行|可以|满意|不错|顺利|没有?)的?(?:了|吧|啊)*)?|(?:没了)+|"
    r"(?:暂时|目前|现在|先|我|也|大概|差不多)*(?:就|只有?)(?:这些?|这样|这么多|想到这些?|说这些?)(?:[个条点项])*"
    r"(?:建议|意见)?(?:了|的|吧|啊|呢)*|(?:没有?(?:别的|其[他它]的?|更多的?)|没了|够了|说完了|讲完了|想不出来?)"
    r"(?:了|的|吧|啊)*|(?:that(?:'s| is| was) (?:all|it)|no more|nothing (?:else|more)|done)|"
    r"(?:no|none|nothing|n/a|not really)(?: special)?(?: suggestions?)?|跳过|skip|同上"
)

_BETWEEN = re.compile(
    r"[,;/|+&\n]|、|以及|还有|跟|(?<=[局委办])\s|\band\b|"
    r"[和与及](?!城乡|社会|改革|信息|规划|旅游|体育|草原|计划|国防|平|应急)"
)
"""Between two names; not within one (住房和城乡建设局, 人力资源和社会保障局)."""
_SHORT_NAME = re.compile(r"[\u4e00-\u9fff]{2,12}")
MAX_LISTED = 20
"""Names that are told apart in one text."""


def points_in(text: str) -> int:
    """How many points `text` makes; 0 when it says nothing."""
    folded = unicodedata.normalize("NFKC", text.translate(CIRCLED)).lower().strip()
    bare = folded.strip(" .,;。!、")
    if not LETTERS.search(folded) or _DECLINES.fullmatch(bare):
        return 0
    return max(
        1,
        *(_in_order([m["n"] for m in marker.finditer(folded)]) for marker in NUMBERED),
        sum(1 for part in APART.split(folded) if LETTERS.search(part)),
        1 + sum(1 for m in JOINED.finditer(folded) if m.start() > 0),
    )


def _in_order(numbers: list[str]) -> int:
    """How far a list counts that begins with 1: it is no list when it leaps."""
    counted = [as_number(n) for n in numbers]
    if not counted or counted[0] != 1:
        return 0
    leap = next((at for at, (a, b) in enumerate(pairwise(counted), 1) if b != a + 1), None)
    return leap or len(counted)


def as_number(word: str) -> int:
    """The place that a mark of a list tells: "2", "二", "②", "second"."""
    if word in _ENGLISH:
        return _ENGLISH.index(word) + 1
    if ord(word[0]) in CIRCLED:
        return ord(word) - ord("①") + 1
    return _DIGITS.index(word) + 1 if word in _DIGITS else int(word)


def written_like(word: str, place: int) -> str:
    """`place` written as `word`, a mark of that list, is; empty where there is no such mark."""
    if word.lower() in _ENGLISH:
        name = _ENGLISH[place - 1] if place <= len(_ENGLISH) else ""
        return name.capitalize() if word[0].isupper() else name
    if ord(word[0]) in CIRCLED:
        return chr(ord("①") + place - 1) if place <= len(CIRCLED) else ""
    if word in _DIGITS:
        return _DIGITS[place - 1] if place <= len(_DIGITS) else ""
    return str(place)


def evened(text: str) -> str:
    """`text` with width and case evened out as they count here, and as long as before."""
    return "".join(map(_evened, text))


def _evened(char: str) -> str:
    flat = char if ord(char) in CIRCLED else unicodedata.normalize("NFKC", char).lower()
    return flat if len(flat) == 1 else char


def names_in(text: str) -> tuple[str, ...]:
    """The names that `text` lists: "公安局、医保局和卫健委" are three, each told once."""
    folded = unicodedata.normalize("NFKC", text)
    parts = (name for part in _BETWEEN.split(folded) for name in _apart(part))
    names = (part.strip(" .。()-·") for part in parts)
    return tuple(dict.fromkeys(name for name in names if LETTERS.search(name)))[:MAX_LISTED]


def _apart(part: str) -> list[str]:
    """The Chinese names that blanks part: "公安 医保 社保"; names of other scripts have blanks."""
    names = part.split()
    return names if len(names) > 1 and all(map(_SHORT_NAME.fullmatch, names)) else [part]
