"""Typing errors in a question, mended by sound: "深份证" is 身份证, "结昏" is 结婚.

Mends only where it is sure: the typed character makes no word with its neighbours, neither one
that is known here nor any of the language, and just one known character of its sound does. So a
real word never becomes another one, and where two would do none is taken. Within a whole name
that is there but for one character ("零时身份证") that may be a word of the language: the rest
says what is meant. The sounds are pypinyin's; the words of the language are the pairs in jieba's
dictionary.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Container, Iterable
from functools import cache, cached_property

from knowledge.words import CONFUSABLES, OPPOSITES

_COMMON = 5
"""How often jieba's corpus must have a pair for it to be a word of the language."""
_VERY_COMMON = 100
"""The same for a short name: "事业" of "事业金" is one, "新声" of "新声儿" is none."""
_RARE = 10_000
"""How often it may have a character that is a slip in a word of two: "首" of "首机"."""
_PASSES = 2
"""A character beside another wrong one is mended once that one is."""
_NAME_SIZES = range(3, 10)
"""Characters of a name that is known again though one of them is another."""
_LONG_NAMES = range(6, 21)
"""Characters of a name that is known again by its sound as a whole …"""
_STAY = 2 / 3
"""… where so many of them are right."""
_GAP = " "


class Spelling:
    """Mends by the pairs of characters of names and words that are known here."""

    def __init__(
        self, pairs: Iterable[str], names: Iterable[str] = (), asking: Iterable[str] = ()
    ) -> None:
        """Args:
        pairs: Those of all names and words.
        names: Whole names; those of a few characters say nothing with one of them missing.
        asking: Words that people ask with.
        """
        self._pairs = {pair for pair in pairs if len(pair) == 2}
        names = tuple(names)
        self._asking = frozenset(asking)
        self._names = frozenset(name for name in names if len(name) in _NAME_SIZES)
        self._long_names = frozenset(name for name in names if len(name) in _LONG_NAMES)

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
        return self._sounding(self._named(self._asked("".join(text), sure), sure))

    def _asked(self, text: str, sure: Container[int]) -> str:
        """A text with the words that it asks with but for one character of the same sound."""
        for size in {len(word) for word in self._asking}:
            for start in range(len(text) - size + 1):
                run = text[start : start + size]
                for at in range(size) if run not in self._asking else ():
                    meant = self._asking_gaps.get(run[:at] + _GAP + run[at + 1 :], ())
                    same = [o for o in meant if _reading(o) == _reading(run[at])]
                    if len(same) == 1 and not (
                        start + at in sure or self._is_whole(text, start, size, at)
                    ):
                        text = text[: start + at] + same[0] + text[start + at + 1 :]
                        break
        return text

    def _is_whole(self, text: str, start: int, size: int, at: int) -> bool:
        """Whether the character is of a word, with its neighbours as they are typed."""
        here = start + at
        pairs = [text[max(here - 1, 0) : here + 1], text[here : here + 2]]
        pairs = [pair for pair in pairs if len(pair) == 2]
        if not self._pairs.isdisjoint(pairs) or any(_is_word(pair) for pair in pairs):
            return True
        return size == 2 and _frequency(text[here]) > _RARE

    @cached_property
    def _asking_gaps(self) -> dict[str, set[str]]:
        """Words that people ask with, with a gap for one character → which ones it may be."""
        found: dict[str, set[str]] = defaultdict(set)
        for word in self._asking:
            for at, char in enumerate(word):
                found[word[:at] + _GAP + word[at + 1 :]].add(char)
        return found

    def _sounding(self, text: str) -> str:
        """A text with the long names that it has by their sound, a few characters being others."""
        heard = [_nearly(_reading(char)) for char in text]
        for size in sorted(self._by_sound, reverse=True):
            for start in range(len(text) - size + 1):
                meant = self._by_sound[size].get("".join(heard[start : start + size]), "")
                run = text[start : start + size]
                wrong = [n for n in range(len(meant)) if run[n] != meant[n]]
                if 0 < len(wrong) <= size * (1 - _STAY):
                    text = text[:start] + meant + text[start + size :]
        return text

    @cached_property
    def _by_sound(self) -> dict[int, dict[str, str]]:
        """Size → sound → long name; "" where several sound so."""
        found: dict[int, dict[str, str]] = defaultdict(dict)
        for name in self._long_names:
            sound = "".join(_nearly(_reading(char)) for char in name)
            same = found[len(name)].setdefault(sound, name)
            found[len(name)][sound] = name if same == name else ""
        return found

    def _named(self, text: str, sure: Container[int]) -> str:
        """A text with the names that it has but for one character, which sounds alike."""
        for size in _NAME_SIZES:
            for start in range(len(text) - size + 1):
                run = text[start : start + size]
                if run in self._names or self._ends.isdisjoint((run[:2], run[-2:] + _GAP)):
                    continue  # with one slip at least one end of a name is whole
                for at in range(size):
                    meant = self._gaps.get(run[:at] + _GAP + run[at + 1 :], "")
                    if meant and start + at not in sure and self._slipped(run, at, meant):
                        text = text[: start + at] + meant + text[start + at + 1 :]
                        break
        return text

    def _slipped(self, run: str, at: int, meant: str) -> bool:
        """Whether a character of a name sounds like the one meant, and is of no word."""
        pairs = [run[max(at - 1, 0) : at + 1], run[at : at + 2]]
        if not self._pairs.isdisjoint(pairs) or OPPOSITES.get(run[at]) == meant:
            return False
        if len(run) > min(_NAME_SIZES):
            return _alike(run[at], meant)
        common = any(len(pair) == 2 and _is_word(pair, _VERY_COMMON) for pair in pairs)
        return _reading(run[at]) == _reading(meant) and not common

    @cached_property
    def _ends(self) -> frozenset[str]:
        """The first two characters of the names, and the last two with a gap behind them."""
        return frozenset(end for name in self._names for end in (name[:2], name[-2:] + _GAP))

    @cached_property
    def _gaps(self) -> dict[str, str]:
        """Names with a gap for one character → which one it is; "" where it may be several."""
        found: dict[str, str] = {}
        for name in self._names:
            for at, char in enumerate(name):
                gapped = name[:at] + _GAP + name[at + 1 :]
                found[gapped] = char if found.get(gapped, char) == char else ""
        return found

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
        if any(before + o in self._pairs for o in found) or not _is_word(
            after + "".join(text[at + 2 : at + 3]), _VERY_COMMON
        ):
            return found.pop() if len(found) == 1 else char
        return char  # "家照" of "到家照相" is no slip of 驾照

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
    return frozenset(_readings(char))


@cache
def _reading(char: str) -> str:
    """How a character is mostly read; else itself."""
    return next(iter(_readings(char)), char)


def _readings(char: str) -> list[str]:
    if not _is_chinese(char):
        return []
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")  # 50 MB that single characters need not
    from pypinyin import Style, pinyin

    return pinyin(char, style=Style.NORMAL, heteronym=True)[0]


def _alike(char: str, other: str) -> bool:
    """Whether two characters sound alike to one who does not tell "lin" from "ling"."""
    return _nearly(_reading(char)) == _nearly(_reading(other))


def _nearly(sound: str) -> str:
    return sound.replace("zh", "z").replace("ch", "c").replace("sh", "s").replace("ng", "n")


def _makes_word(before: str, char: str, after: str) -> bool:
    pairs = (before + char, char + after)
    return any(len(pair) == 2 and _is_word(pair) for pair in pairs)


@cache
def _frequency(char: str) -> int:
    import rjieba

    return int(rjieba.suggest_freq(char))


@cache
def _is_word(pair: str, common: int = _COMMON) -> bool:
    """Whether two characters are a word of the language."""
    import rjieba

    # How often the corpus has it, or would have to have it for the two to be cut as one word.
    return rjieba.has_word(pair) and rjieba.suggest_freq(pair) > common
