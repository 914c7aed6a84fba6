"""Which of the problems that were known before a walk are still so: "1还有，2没有了", "都好了".

Every clause must say it of problems by their places, or the only one of all; else nothing is read,
for at a read-back most words are of something else.
"""

from __future__ import annotations

import re

from bot.reading.words import MAX_READ, clauses, core, fold

MAX_SAID = 40
_ORDER = {"一": 1, "二": 2, "三": 3, "first": 1, "second": 2, "third": 3}
_PLACE = (
    r"(?:第?[1-9一二三][个条项]?|(?:the )?(?:first|second|third)(?: one)?|(?:no\.?|number) ?[1-9])"
)
_WHICH = (
    rf"(?:只有|就是|就|但|但是|only )?(?:(?P<places>{_PLACE}(?:(?:[\s、和跟与]|and)+{_PLACE}){{0,2}})|"
    r"(?P<all>[两三2-3]个|这[个些]|(?:问题)?都|全都?|全部|both|all(?: of them)?|they|it)?)"
)
_WHEN = r"(?:这次|今天|现在|也|都|已经|全|这[个条]|问题|是|\s|was|were|is|are|has been|have been)*+"
_STILL = (
    r"(?:依然|仍然?|还)?(?:还有|还在|有的|在的)|(?:还|仍然?|依然)是?(?:那样|老样子|一样|没改|没好|没修|没换|坏的)|老样子|"
    r"still (?:so|there|the same|broken|wrong)|the same|all of them"
)
_GONE = (
    r"(?:没(?:有)?再?(?:遇到|碰到|碰上|发现|出现)|没看到了|没(?:有)?(?:这个|这些|那个|这种)(?:问题|情况|现象)|没(?:有)?问题|"
    r"(?:改|修|换|解决|处理)(?:好|掉)|没有?)(?:过)?了|没(?:有)?再?(?:遇到|碰到|碰上)过?|好了|没事了|正常了|"
    r"gone|not any ?more|(?:they )?(?:fixed|mended)(?: it| them)?|fine(?: this time)?|none of them"
)
_SAID = re.compile(rf"{_WHICH}{_WHEN}(?:(?P<still>{_STILL})|(?P<gone>{_GONE}))(?:的|呢|啊|了)?")
_UNSEEN = re.compile(
    r"我?(?:这次)?没(?:太|怎么)?(?:留意|注意|在意)(?:看|到)?了?|(?:i )?(?:did ?n[o']t|did not) (?:notice|look)"
)
_EACH = re.compile(r"[1-9一二三]|first|second|third")


def still_so(text: str, count: int) -> frozenset[int] | None:
    """The places (from 1) of those of `count` problems that are still so; None: it tells nothing."""
    folded = fold(text[:MAX_READ])
    spans = clauses(folded)
    if len(folded) > MAX_SAID or not spans:
        return None
    still: set[int] = set()
    for start, end in spans:
        said = _SAID.fullmatch(core(folded[start:end]))
        if said is None or (len(spans) > 1 and not said["places"]):
            return None
        named = [_ORDER.get(one) or int(one) for one in _EACH.findall(said["places"] or "")]
        places = set(named) if named else set(range(1, count + 1))
        if max(places, default=0) > count:
            return None
        still = still | places if said["still"] else still - places
    return frozenset(still)


def is_unseen(text: str) -> bool:
    """Whether it says that nobody took notice."""
    return _UNSEEN.fullmatch(core(fold(text[:MAX_SAID]))) is not None
