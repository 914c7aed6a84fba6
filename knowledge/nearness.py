"""Which of several things, each put in several wordings, a text comes nearest to by meaning.

For short texts: what somebody said, against the options it may pick. Nothing is kept on disk.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from operator import mul
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from knowledge.embedding import Embedder

PER_THING = 6
"""Wordings of a thing that are compared. More of them make it slower and no surer."""
MAX_KEPT = 4096
"""Wordings whose vectors are kept in memory, about 12 kB each."""


class Nearness:
    """Compares by one embedder. Safe to use from several threads."""

    def __init__(self, embedder: Embedder) -> None:
        self._query = embedder.embed_query

        @lru_cache(MAX_KEPT)
        def vector(text: str) -> list[float]:
            return embedder.embed_documents([text])[0]

        self._vector = vector

    def of(self, text: str, things: Mapping[str, Sequence[str]]) -> list[tuple[str, float]]:
        """Every thing with the cosine similarity of its nearest wording, nearest thing first.

        The first wording of each always counts; of the others those that share most letters
        with `text`. About 15 ms for each wording that is new, and for the text.
        """
        said = self._query(text)
        found = [
            (
                name,
                max(sum(map(mul, said, self._vector(one))) for one in _likeliest(text, wordings)),
            )
            for name, wordings in things.items()
            if wordings
        ]
        return sorted(found, key=lambda pair: -pair[1])


def _likeliest(text: str, wordings: Sequence[str]) -> list[str]:
    letters = set(text)

    def shared(wording: str) -> float:
        return len(letters.intersection(wording)) / (len(wording) + 2)  # 2: short ones share easily

    others = sorted(wordings[1:], key=shared, reverse=True)
    return [wordings[0], *others[: PER_THING - 1]]
