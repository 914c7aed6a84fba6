"""Which answer words name: by the share of them that its labels hold, by the instance of
a repeat that it is in, or by what it says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from bot.reading.words import fold
from flows.model import Choice, Question

_COMMON = re.compile(
    r"[0-9]+(?:分钟?|小时|次|趟)?|时间|多久|那个|这个|[那这]一?[步条句块栏]|问题|回答|答案|一项|那项|的|了|是|呢|吗|那|"
    r"这|"
    r"\b(?:the|time|times|my|answer|question|of|for|number|value|how|long|was|is)\b"
)
_LEFT_OUT = re.compile(r"(?:不[算计含]|除去|not counting|without|apart from)[^,]{1,20},")
"""What a question says it does not ask about: "不算排队,从填表到办好用了多久"."""
_ENDING = re.compile(r"(?<=[a-z]{3})(?:ing|ed|s)$")
ENOUGH = 0.49
"""Share of the words that must be found in a label: half of them."""
SURELY = 0.6
"""Share below which a value that does not fit says that another answer was meant."""
LATER = 0.001
"""What each place in the list of labels takes off: the short one, which stands first, wins."""


class Earlier(NamedTuple):
    """An answer that can still be changed. `number` is its place in the walk, from 1.

    `calls` are the ways in which the instances of repeats that it is in are called, one
    set for each, the outermost first; `said` is the answer in words.
    """

    path: str
    labels: tuple[str, ...]
    number: int
    question: Question
    choices: tuple[Choice, ...] = ()
    calls: tuple[tuple[str, ...], ...] = ()
    said: str = ""

    @property
    def instance(self) -> str:
        """The instance that it is in, as a path; empty outside of repeats."""
        return self.path.rpartition("/")[0]


def by_value(words: str, earlier: Sequence[Earlier]) -> list[Earlier]:
    """The answers that say just `words` (folded): "小李改成小刘" means the one that is 小李."""
    return [e for e in earlier if words and fold(e.said) == words]


def in_instance(words: str, earlier: Sequence[Earlier]) -> tuple[list[Earlier], str] | None:
    """The answers in the instance that `words` (folded) name, and what they say besides.

    None where they name none. "第一个窗口第二个办件的分钟": those two levels, and "的分钟".
    """
    key = words.replace(" ", "")
    named = {e.path: _named(key, e) for e in earlier}
    most = max(map(len, named.values()), default=0)
    if not most:
        return None
    ours = [e for e in earlier if len(named[e.path]) == most]
    rest = key
    for call in sorted(named[ours[0].path], key=len, reverse=True):
        rest = rest.replace(call, "", 1)
    return ours, rest.strip("的里中")


def _named(key: str, earlier: Earlier) -> list[str]:
    """The longest call in `key` of each instance that the answer is in."""
    levels = ([fold(c).replace(" ", "") for c in level] for level in earlier.calls)
    found = (max((c for c in level if c in key), key=len, default="") for level in levels)
    return [call for call in found if call]


def score(words: str, labels: Sequence[str]) -> float:
    """The best share of `words` (folded) that one label holds, the first before the others.

    Common words count only when nothing worth a look is left without them.
    """
    key = _COMMON.sub(" ", words).strip()
    key = key if len(key) > 1 else words
    told = (_LEFT_OUT.sub("", fold(label)) for label in labels)
    shares = (_share(key, label) - LATER * at for at, label in enumerate(told))
    return max(shares, default=0.0)


def _share(key: str, label: str) -> float:
    if key == label:  # it may be a single character: "区"
        return 1.0
    if key.isascii():
        tokens = re.findall(r"[a-z0-9]{3,}", key)
        held = [t for t in tokens if re.search(rf"\b{_ENDING.sub('', t)[:5]}", label)]
        return len(held) / len(tokens) if tokens else 0.0
    units = [key[i : i + 2] for i in range(len(key) - 1) if " " not in key[i : i + 2]]
    return sum(u in label for u in units) / len(units) if units else 0.0
