"""Slips of the finger in the words that a ledger is asked with: "超其", "末整改", "overduue".

Only tried where the words as they stand ask nothing; what was read is shown back.
"""

from __future__ import annotations

import re

_DEEDS = "整改|分派|派单|认领|核实|解决|处理|复核|销号|公开|办结|改|验收"
_SLIPS = tuple(
    (re.compile(pattern), right)
    for pattern, right in (
        (r"超[其起齐]|超棋", "超期"),
        (r"到[其起齐](?!来)", "到期"),
        (r"[正证]改|整该|整概", "整改"),
        (r"消号|销好(?=的)", "销号"),
        (r"复合(?=通过|的|$)", "复核"),
        (r"分配(?=的|$)|分排", "分派"),
        (r"末(?=" + _DEEDS + ")", "未"),
        (r"己(?=" + _DEEDS + ")", "已"),
        (r"代(?=" + _DEEDS + ")", "待"),
        (r"必该", "必改"),
        (r"[题提]问(?=清单)", "问题"),
    )
)
_ENGLISH = ("overdue", "issues", "issue", "department", "deadline", "assigned", "verified", "reopened",
            "export", "ledger")  # fmt: skip
_WORD = re.compile(r"[a-z]{5,}")


def mended(folded: str) -> str:
    """The words without their slips; the same words where there is none."""
    for pattern, right in _SLIPS:
        folded = pattern.sub(right, folded)
    return _WORD.sub(_nearest, folded)


def _nearest(match: re.Match[str]) -> str:
    from rapidfuzz.distance import OSA

    word = match.group()
    if word in _ENGLISH:
        return word
    near = [one for one in _ENGLISH if OSA.distance(word, one, score_cutoff=1) <= 1]
    return near[0] if len(near) == 1 else word
