"""What people call services and papers, read as the words that guides have for them.

The table is everyday.toml. Names are looked for in what is asked, never in what guides say: there
"领证" is no marriage. A word of guides that is made of several ("驾驶证期满换证") is had by a guide
that says all of them, in whatever order; so a licence that is lost is not taken for one to renew.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any

from knowledge.text import grams
from knowledge.words import CONTRASTED, GROUP_OF, SERVICES, groups_in

Word = tuple[int, int, str]
"""Where a word stands in a folded text, and the head that it is read as."""
_EITHER = "|"
_OPENED = ("个", "家", "间", "一家", "一个", "一间", "了家", "了个")


@dataclass(frozen=True, slots=True)
class _Stem:
    """A word of guides, in its parts."""

    heads: frozenset[str]
    """Heads of the groups of words in it."""
    pairs: frozenset[str]
    """Pairs of characters of the rest."""

    @classmethod
    def of(cls, word: str) -> _Stem:
        words = groups_in(word)
        inside = {at for start, end, _ in words for at in range(start, end)}
        runs = groupby(range(len(word)), key=lambda at: at in inside)
        pairs: set[str] = set()
        for known, places in runs:
            at = list(places)
            if known:
                continue
            # a character alone says nothing without its neighbour
            start = max(at[0] - 1, 0) if len(at) == 1 else at[0]
            pairs.update(grams(word[start : max(at[-1] + 1, start + 2)], (2,)))
        return cls(frozenset(head for *_, head in words), frozenset(pairs))


_TABLE: dict[str, Any] = tomllib.loads(
    (Path(__file__).parent / "everyday.toml").read_text(encoding="utf-8")
)
ALONE = frozenset(_TABLE.pop("alone"))
"""Names that mean their service only where no other one is named."""
MATTERS: dict[str, dict[str, list[str]]] = _TABLE
"""By matter: the word of guides, or several with `|` between, and what people have for it."""


def _with_counts(name: str) -> list[str]:
    """A name, and what one who opens a shop says as well: "开饭店", "开一家饭店"."""
    counted = _OPENED if name.startswith("开") else ()
    return [name, *(f"开{count}{name[1:]}" for count in counted)]


_WORDS = {word for rows in MATTERS.values() for key in rows for word in key.split(_EITHER)}
_STEMS = {word: _Stem.of(word) for word in sorted(_WORDS - GROUP_OF.keys())}
_HEADS: dict[str, tuple[str, ...]] = {
    **{word: (head,) for word, head in GROUP_OF.items()},
    **{word: (word,) for word in _STEMS},
    **{
        name: tuple(GROUP_OF.get(word, word) for word in key.split(_EITHER))
        for rows in MATTERS.values()
        for key, names in rows.items()
        for name in names
        for name in _with_counts(name)
    },
}
_NAMED = SERVICES | _STEMS.keys()
"""Heads that name a service or its document."""
_WHOLE = _NAMED - CONTRASTED
"""Of these no part counts by itself; those that exclude each other are told apart by that."""
_BY_PAIR: dict[str, list[str]] = defaultdict(list)
for _word in sorted(_HEADS, key=len, reverse=True):
    _BY_PAIR[_word[:2]].append(_word)


def names() -> Iterable[str]:
    """All that services and papers are called, by people and by guides."""
    return _HEADS.keys()


def words_asked(folded: str) -> list[Word]:
    """The words of what is asked, as `groups_in` has them, everyday names among them.

    What may mean either of two things stands in it twice, once as each.
    """
    found: list[Word] = []
    at = 0
    while at < len(folded):
        words = _BY_PAIR.get(folded[at : at + 2], ())
        word = next((word for word in words if folded.startswith(word, at)), "")
        found += [(at, at + len(word), head) for head in _HEADS.get(word, ())]
        at += len(word) or 1
    return found


def alone_kept(words: list[Word], folded: str, elsewhere: Iterable[int]) -> list[Word]:
    """These words without the names that count alone only, where they do not.

    Args:
        words: What `words_asked` found.
        folded: Where it was found.
        elsewhere: Places that are of an item's name, or of what asks for an element.
    """
    alone = [word for word in words if folded[word[0] : word[1]] in ALONE]
    others = [word for word in words if word not in alone]
    taken = set(elsewhere)
    if any(head in _NAMED for _, _, head in others):
        return others
    return [w for w in words if w not in alone or taken.isdisjoint(range(w[0], w[1]))]


@lru_cache(8192)
def words_told(folded: str) -> tuple[Word, ...]:
    """The words of what a guide or its name says: no everyday names, but what they stand for."""
    stems = ((folded.find(word), word) for word in _STEMS)
    return (*groups_in(folded), *((at, at + len(word), word) for at, word in stems if at >= 0))


def heads_told(groups: frozenset[str], pairs: frozenset[str]) -> frozenset[str]:
    """The groups of a text, and the words of guides of which it says all parts."""
    had = (word for word, stem in _STEMS.items() if stem.heads <= groups and stem.pairs <= pairs)
    return groups.union(had)


def strangers(words: Iterable[Word], held: frozenset[str]) -> list[tuple[int, int]]:
    """Spans of the words of guides, by whatever name, of which nothing that they may mean is held.

    "给狗上户口" is no "上户口".
    """
    spans: dict[tuple[int, int], list[str]] = defaultdict(list)
    for start, end, head in words:
        spans[start, end].append(head)
    return [span for span, heads in spans.items() if held.isdisjoint(heads) and heads[0] in _WHOLE]


def parts_of(head: str) -> frozenset[str]:
    """A head, and those of the words that it is made of."""
    return _STEMS[head].heads | {head} if head in _STEMS else frozenset({head})


def others_named(words: Iterable[Word], held: frozenset[str]) -> list[tuple[int, int]]:
    """Spans of words that name a service, in each of their meanings one that is not held."""
    spans: dict[tuple[int, int], list[bool]] = defaultdict(list)
    for start, end, head in words:
        spans[start, end].append(bool(parts_of(head) & _NAMED - held))
    return [span for span, unknown in spans.items() if all(unknown)]
