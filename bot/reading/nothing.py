"""Whether a denial stands alone: "没有,排队久" tells of something, "没有,很快就好了" does not."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.reading import choices, yesno
from bot.reading.all_well import says_all_well
from bot.reading.praise import is_praise
from bot.reading.reading import Reading
from bot.reading.words import MAX_READ, clauses, fold, is_filler
from flows.model import Choice

_GOOD = (
    r"(?:太|大|怎么|够|很|是很|那么|咋)*(?:好(?!像)|规范|清[楚晰]|明白|明确|方便|顺|行|满意|热情|耐心|合理|准|齐|对|给|让|理[我你他她人]|"
    r"管|知道|会|收(?![钱费])|能|可以|通|懂|透明|及时|舒服|人(?=[管理答接在说问教帮])|说清|讲清|写[清明]|标|告诉|通知|更新|[办弄]成|反应|解释)"
)
_IDLE = re.compile(
    r"(?:就这样|就这些|没了|没有了|继续吧?|下一[个题步]吧?|不用了|放心吧?|麻烦了|挺?[顺快]的?|[真还]没|next|"
    r"that's (?:all|it)|go on|nothing(?: else)?|thank you|thanks)[啊吧的了呢]*|[^,]{0,6}(?:谢谢|辛苦)[^,]{0,6}|"
    rf"(?:也|都|还|压根|一[个次点样]?[也都]?|确实|真的?)*+(?:[没不未](?!{_GOOD})|no\b|not\b|didn't|did not|never)[^,;]{{0,20}}+"
)
"""Beside a denial: what denies once more, or says nothing; to deny what is good is neither."""


def is_nothing(reading: Reading, options: Sequence[Choice]) -> bool:
    """Whether the value is that there was none of it, or that all was well."""
    if isinstance(reading.value, tuple):
        return choices.is_none(reading.value, options)
    return reading.value == 0 and not isinstance(reading.value, bool)


def begins_with_none(text: str) -> bool:
    """Whether the first clause is a bare denial, and another follows: "没有,跑了两趟"."""
    folded = fold(text[:MAX_READ])
    spans = clauses(folded)
    return len(spans) > 1 and yesno.bare(folded[slice(*spans[0])]) == "no"


def is_contradicted(text: str, found: Sequence[Reading]) -> bool:
    """Whether a clause in which none of `found` stands tells of something."""
    folded = fold(text[:MAX_READ])
    others = (
        folded[a:b]
        for a, b in clauses(folded)
        if not any(a <= r.start and r.end <= b for r in found)
    )
    return not all(
        is_filler(w) or is_praise(w) or says_all_well(w) or _IDLE.fullmatch(w) for w in others
    )
