"""Options whose label is one slip of the finger away from what was typed.

Two places, or a word and its contrary, are no slip of each other.
"""

from __future__ import annotations

import re

from bot.reading.option import Hit, Option, key_of

_PLACE = re.compile(
    r"(?P<own>.+?)(?:街道|社区|居委会?|村委会?|[省市区县旗镇乡村路街里巷站局所厅处科院]|中心|大厅|分局|窗口|支行|分行|银行|医院|学校|"
    r"小区|派出所|服务站|便民服务中心)"
)
"""A name by which a place or an office is told from its like."""
_OPPOSED = "好错差坏不没无未非上下前后左右东南西北内外新老大小男女高低零一二三四五六七八九十甲乙丙丁0123456789"
"""Signs that tell one name from another: no slip."""
MIN_SLIP, MIN_SLIP_ASCII = 4, 5


def slips(folded: str, start: int, end: int, options: tuple[Option, ...]) -> list[Hit]:
    """Labels (and Latin synonyms) that are one slip of the finger away."""
    from rapidfuzz.distance import OSA

    key = key_of(folded[start:end])
    words = [
        (o.name, key_of(w)) for o in options for w in (*o.labels, *filter(str.isascii, o.synonyms))
    ]
    return [
        Hit(name, start, end, literal=False)
        for name, word in words
        if min(len(word), len(key)) >= (MIN_SLIP_ASCII if word.isascii() else MIN_SLIP)
        and OSA.distance(key, word, score_cutoff=1) <= 1
        and not _turns_meaning(key, word)
    ]


def _turns_meaning(a: str, b: str) -> bool:
    if any((sign in a) != (sign in b) for sign in _OPPOSED):
        return True
    one, other = _PLACE.fullmatch(a), _PLACE.fullmatch(b)
    return one is not None and other is not None and one["own"] != other["own"]
