"""Typing errors in a question, mended by sound: "深份证" is 身份证, "结昏" is 结婚.

Mends only where it is sure: the typed character makes no word with its neighbours, neither one
that is known here nor any of the language, and just one known character of its sound does. So a
real word never becomes another one, and where two would do none is taken. The sounds are
pypinyin's; the words of the language are the pairs in jieba's dictionary.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Container, Iterable
from functools import cache, cached_property

from knowledge.words import CONFUSABLES, OPPOSITES

_COMMON = 5
"""How often jieba's corpus must have a pair for it to be a word of the language."""
_PASSES = 2
"""A character beside another wrong one is mended once that one is."""


class Spelling:
    """Mends by the pairs of characters of names and words that are known here."""

    def __init__(self, pairs: Iterable[str]) -> None:
        self._pairs = {pair for pair in pairs if len(pair) == 2}

    def mended(self, folded: str, sure: Container[int]) -> str:
        """A folded text of the same length with its likely typing errors mended.

        Args:
            folded: The text.
            sure: Places at which nothing is mended.
        """
        text = list(folded)
        for _ in range(_PASSES):
            for at in range(len(text)):
                if at not in sure and _is_chinese(text[at]):
                    text[at] = self._mended(text, at)
        return "".join(text)

    def _mended(self, text: list[str], at: int) -> str:
        char = text[at]
        before = text[at - 1] if at else ""
        after = text[at + 1] if at + 1 < len(text) else ""
        pairs = {before + char, char + after}
        if not pairs.isdisjoint(self._pairs):
            return char
        if alike := {o for o in CONFUSABLES.get(char, "") if self._fits(before, o, after)}:
            return alike.pop() if len(alike) == 1 else char
        found: set[str] = set()
        for sound in sounds(char):
            found |= self._after.get(before + sound, set()) | self._before.get(sound + after, set())
        found.discard(OPPOSITES.get(char, ""))
        if not found or any(_is_word(pair) for pair in pairs if len(pair) == 2):
            return char
        both = {o for o in found if {before + o, o + after} <= self._pairs}
        # a pair across two words of a name ("旅所" of 文旅所) is no sign of what was meant
        found = both or {o for o in found if _makes_word(before, o, after)}
        return found.pop() if len(found) == 1 else char

    def _fits(self, before: str, char: str, after: str) -> bool:
        return before + char in self._pairs or char + after in self._pairs

    @cached_property
    def _after(self) -> dict[str, set[str]]:
        """Character and the sound of the next → which ones it may be."""
        found: dict[str, set[str]] = defaultdict(set)
        for pair in self._pairs:
            for sound in sounds(pair[1]):
                found[pair[0] + sound].add(pair[1])
        return found

    @cached_property
    def _before(self) -> dict[str, set[str]]:
        """The sound of a character and the next one → which ones it may be."""
        found: dict[str, set[str]] = defaultdict(set)
        for pair in self._pairs:
            for sound in sounds(pair[0]):
                found[sound + pair[1]].add(pair[0])
        return found


def _is_chinese(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff"


@cache
def sounds(char: str) -> frozenset[str]:
    """How a character may be read, without tones."""
    if not _is_chinese(char):
        return frozenset()
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")  # 50 MB that single characters need not
    from pypinyin import Style, pinyin

    return frozenset(pinyin(char, style=Style.NORMAL, heteronym=True)[0])


def _makes_word(before: str, char: str, after: str) -> bool:
    pairs = (before + char, char + after)
    return any(len(pair) == 2 and _is_word(pair) for pair in pairs)


@cache
def _is_word(pair: str) -> bool:
    """Whether two characters are a word of the language."""
    import rjieba

    # How often the corpus has it, or would have to have it for the two to be cut as one word.
    return rjieba.has_word(pair) and rjieba.suggest_freq(pair) > _COMMON
