"""What a text can answer for, by letters and words of one meaning; how much of a question it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from knowledge.everyday import heads_told, strangers
from knowledge.text import grams
from knowledge.words import groups_in

if TYPE_CHECKING:
    from knowledge.question import Question


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What a text can answer for: its pairs of characters, its Latin words, its groups of words."""

    grams: frozenset[str]
    groups: frozenset[str]

    @classmethod
    def of(cls, texts: Iterable[str]) -> Vocabulary:
        """The vocabulary of folded texts."""
        texts = list(texts)
        pairs = frozenset(gram for text in texts for gram in grams(text, (2,)))
        groups = frozenset(head for text in texts for _, _, head in groups_in(text))
        return cls(pairs, heads_told(groups, pairs))

    @classmethod
    def asked(cls, question: Question) -> Vocabulary:
        """The vocabulary of a question."""
        return cls(frozenset(grams(question.folded, (2,))), question.actions)


def marks_of_names(question: Question, held: Vocabulary) -> list[bool]:
    """Which characters of a question are met by an item's names.

    Of a word for something else nothing is, though a part of it may stand in them.
    """
    met = marks(question.folded, question.words, held)
    for start, end in strangers(question.words, held.groups):
        if not held.grams.issuperset(grams(question.folded[start:end], (2,))):
            met[start:end] = [False] * (end - start)
    return met


def marks(folded: str, words: Iterable[tuple[int, int, str]], held: Vocabulary) -> list[bool]:
    """Which characters of a folded text are met by a vocabulary.

    A pair of neighbours that both stand so in it, a Latin word that stands in
    it, an everyday word whose group has a word in it.
    """
    met = [False] * len(folded)
    for start, end in _pieces(folded):
        if folded[start:end] in held.grams:
            met[start:end] = [True] * (end - start)
    for start, end, head in words:
        if head in held.groups:
            met[start:end] = [True] * (end - start)
    return met


def share(kept: Iterable[bool], met: Iterable[bool], weights: Iterable[float]) -> float:
    """How much of the kept characters is met, 0..1, by their weights; 0 where none is kept."""
    rows = [(weight, hit) for keep, hit, weight in zip(kept, met, weights, strict=True) if keep]
    total = sum(weight for weight, _ in rows)
    return sum(weight for weight, hit in rows if hit) / total if total else 0.0


@lru_cache(maxsize=4096)
def _pieces(folded: str) -> tuple[tuple[int, int], ...]:
    """Spans of what `grams(…, (2,))` yields: Latin words whole, pairs of other neighbours."""
    spans: list[tuple[int, int]] = []
    start = 0
    for end in range(1, len(folded) + 1):
        if end < len(folded) and _class(folded[end]) == _class(folded[start]):
            continue
        if _class(folded[start]) == "latin":
            spans.append((start, end))
        elif _class(folded[start]) == "other":
            spans += [(at, at + 2) for at in range(start, end - 1)]
        start = end
    return tuple(spans)


def _class(char: str) -> str:
    if char in "abcdefghijklmnopqrstuvwxyz0123456789":
        return "latin"
    return "space" if char == " " else "other"
