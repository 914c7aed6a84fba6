"""How well words name a question: the share of them that its labels hold."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.reading.words import fold

_COMMON = re.compile(
    r"[0-9]+(?:分钟?|小时|次|趟)?|时间|多久|那个|这个|问题|回答|答案|一项|那项|的|了|是|呢|吗|那|"
    r"这|"
    r"\b(?:the|time|times|my|answer|question|of|for|number|value|how|long|was|is)\b"
)
ENOUGH = 0.49
"""Share of the words that must be found in a label: half of them."""
LATER = 0.001
"""What each place in the list of labels takes off: the short one, which stands first, wins."""


def score(words: str, labels: Sequence[str]) -> float:
    """The best share of `words` (folded) that one label holds, the first before the others.

    Common words count only when nothing worth a look is left without them.
    """
    key = _COMMON.sub(" ", words).strip()
    key = key if len(key) > 1 else words
    shares = (_share(key, fold(label)) - LATER * at for at, label in enumerate(labels))
    return max(shares, default=0.0)


def _share(key: str, label: str) -> float:
    if key.isascii():
        tokens = re.findall(r"[a-z0-9]{3,}", key)
        held = [t for t in tokens if re.search(rf"\b{t[:5]}", label)]
        return len(held) / len(tokens) if tokens else 0.0
    units = [key[i : i + 2] for i in range(len(key) - 1) if " " not in key[i : i + 2]]
    return sum(u in label for u in units) / len(units) if units else 0.0
