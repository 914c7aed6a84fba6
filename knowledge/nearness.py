"""Which of several things, each put in several wordings, a text comes nearest to by meaning.

For short texts: what somebody said, against the options it may pick. Nothing is kept on disk.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Mapping, Sequence
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
        self._embed = embedder.embed_documents
        self._kept: OrderedDict[str, list[float]] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, text: str, things: Mapping[str, Sequence[str]]) -> list[tuple[str, float]]:
        """Every thing with the cosine similarity of its nearest wording, nearest thing first.

        The first wording of each always counts; of the others those that share most letters
        with `text`. About 15 ms for each wording that is new, and for the text.
        """
        said = self._query(text)
        likely = {name: _likeliest(text, wordings) for name, wordings in things.items() if wordings}
        vectors = self._vectors([one for wordings in likely.values() for one in wordings])
        found = [
            (name, max(sum(map(mul, said, vectors[one])) for one in wordings))
            for name, wordings in likely.items()
        ]
        return sorted(found, key=lambda pair: -pair[1])

    def _vectors(self, wordings: Sequence[str]) -> dict[str, list[float]]:
        """Their vectors; what is new is embedded in one go, for an endpoint is asked once then."""
        with self._lock:
            held = {one: self._kept[one] for one in wordings if one in self._kept}
        new = [one for one in dict.fromkeys(wordings) if one not in held]
        held |= zip(new, self._embed(new) if new else [], strict=True)
        with self._lock:
            for one in held:
                self._kept[one] = held[one]
                self._kept.move_to_end(one)
            while len(self._kept) > MAX_KEPT:
                self._kept.popitem(last=False)
        return held


def _likeliest(text: str, wordings: Sequence[str]) -> list[str]:
    letters = set(text)

    def shared(wording: str) -> float:
        return len(letters.intersection(wording)) / (len(wording) + 2)  # 2: short ones share easily

    others = sorted(wordings[1:], key=shared, reverse=True)
    return [wordings[0], *others[: PER_THING - 1]]
