"""An option of a choice list as it is read: folded, with all the words that stand for it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from bot.reading.words import fold
from flows.model import Choice

NONE_NAMES = frozenset({"none", "no", "neither", "nothing"})
OTHER_NAMES = frozenset({"other", "others"})
SYNONYMS = "synonyms"
"""Column of the choices sheet with further words for an option, separated by `|`."""

NONE = re.compile(
    r"(?:以上)?(?:都|全都?|啥|什么|啥都|什么都|一个都)?(?:没有?|不是|无|不用|不需要)(?:遇到|碰到|"
    r"发生)?"
    r"(?:什么|啥|任何)?(?:问题|情况|毛病|这些)?(?:过|啊|了|的)*|(?:什么|啥)?(?:问题|毛病|情况)(?:都|也)?没有?|(?:也|都|倒)?"
    r"(?:没有?(?:看出来?|看到|发现|找到|觉得有|感觉有)|[看挑找]不出来?)有?(?:什么|啥|任何)?(?:问题|毛病)[啊了的吧呢]*|none(?: of (?:them|these))?|neither|nothing|nope|no"
)
_ALL_WELL = re.compile(r"(?:全部?|都)(?:准确|正确|对|好|齐)|all (?:correct|right|well|fine)\b")
CACHED = 16_384
"""Words kept ready: more than all lists of the packs have."""


@dataclass(frozen=True, slots=True)
class Option:
    """An option with its labels and synonyms, folded."""

    name: str
    labels: tuple[str, ...]
    synonyms: tuple[str, ...]
    keys: frozenset[str]
    """What they are without blanks and punctuation."""
    is_trouble: bool
    """Whether choosing it proposes an issue."""

    @property
    def phrases(self) -> tuple[str, ...]:
        return self.labels + self.synonyms

    @property
    def is_well(self) -> bool:
        """Whether it says that nothing applies, or that all is right."""
        return self.is_none or any(map(_ALL_WELL.match, self.labels))

    @property
    def is_none(self) -> bool:
        """Whether it says that nothing applies."""
        return self.name in NONE_NAMES or any(
            NONE.fullmatch(key_of(label)) for label in self.labels
        )


@dataclass(frozen=True, slots=True)
class Hit:
    """An option found in the characters [start, end)."""

    name: str
    start: int
    end: int
    literal: bool


def options_of(choices: Iterable[Choice]) -> tuple[Option, ...]:
    """The options of a choice list, ready for reading."""
    return tuple(
        _option(
            choice.name,
            tuple(choice.label.values()),
            choice.extra.get(SYNONYMS, ""),
            choice.extra.get("issue_category", ""),
        )
        for choice in choices
    )


@lru_cache(maxsize=CACHED)
def _option(name: str, labels: tuple[str, ...], synonyms: str, category: str) -> Option:
    """Made once for each: the same lists are read with every message, by many readers."""
    shown = tuple(filter(key_of, map(fold, labels)))
    others = tuple(filter(key_of, map(fold, synonyms.split("|"))))
    keys = frozenset(map(key_of, shown + others))
    return Option(name, shown, others, keys, is_trouble=bool(category))


@lru_cache(maxsize=CACHED)
def key_of(words: str) -> str:
    """`words` without blanks and punctuation, folded."""
    return re.sub(r"[\W_]+", "", fold(words))
