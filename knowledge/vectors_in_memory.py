"""The vectors of a collection in memory: comparing a question with 20,000 of them takes 3 ms.

Chroma's own search with a filter takes 10, and takes them again for each of the lookups that
one answer makes. Chroma stays the keeper: what is here is read again when it has another number.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

import numpy as np

from knowledge.best_rows import best

if TYPE_CHECKING:
    from numpy.typing import NDArray

_TRUSTED_SECONDS = 1.0
"""How long it is not asked how many Chroma has: that takes a few ms."""

Row = tuple[str, str, Sequence[float]]
"""Id, kind and vector of a text."""


@dataclass(frozen=True, slots=True)
class _Held:
    """Vectors, those of a kind in a row: 1.5 kB each."""

    ids: list[str]
    rows: dict[str, int]
    of_kind: dict[str, slice]
    values: NDArray[np.float32]


class Matrix:
    """Compares vectors with all that a collection has."""

    def __init__(self, count: Callable[[], int], read: Callable[[], Iterable[Row]]) -> None:
        """Args:
        count: How many vectors the collection has.
        read: All of them.
        """
        self._count = count
        self._read = read
        self._kept: _Held | None = None
        self._absent: set[str] = set()
        self._trusted_until = 0.0

    def forget(self) -> None:
        """Reads all anew at the next use: the collection is being changed."""
        self._kept = None
        self._absent.clear()

    @property
    def size(self) -> int:
        """Numbers in each vector; 0 where there are none."""
        return self._held().values.shape[-1] if self._held().ids else 0

    def nearest(self, vector: list[float], limit: int, kind: str) -> list[tuple[str, float]]:
        """Ids of the nearest texts of a kind with cosine similarity, best first."""
        held = self._held()
        rows = held.of_kind.get(kind)
        if rows is None:
            return []
        cosines = held.values[rows] @ np.asarray(vector, dtype=np.float32)
        return [(held.ids[rows.start + at], float(cosines[at])) for at in best(cosines, limit)]

    def similarities(self, vector: list[float], ids: Iterable[str]) -> dict[str, float]:
        """Cosine similarity to each of these texts; ids that are not kept are left out."""
        asked = dict.fromkeys(ids)
        held = self._held()
        if unknown := asked.keys() - held.rows.keys() - self._absent:
            self._kept = None  # another process may have put as many in as it took out
            held = self._held()
            self._absent |= unknown - held.rows.keys()
        wanted = [id_ for id_ in asked if id_ in held.rows]
        if not wanted:
            return {}
        rows = [held.rows[id_] for id_ in wanted]
        values = held.values[rows] @ np.asarray(vector, dtype=np.float32)
        return dict(zip(wanted, map(float, values), strict=True))

    def _held(self) -> _Held:
        now = time.monotonic()
        if self._kept is None or now >= self._trusted_until:
            if self._kept is None or len(self._kept.ids) != self._count():
                self._kept = self._taken()
            self._trusted_until = now + _TRUSTED_SECONDS
        return self._kept

    def _taken(self) -> _Held:
        found: dict[str, list[tuple[str, Sequence[float]]]] = defaultdict(list)
        for id_, kind, values in self._read():
            found[kind].append((id_, values))
        ids = [id_ for rows in found.values() for id_, _ in rows]
        vectors = [values for rows in found.values() for _, values in rows]
        starts = accumulate((len(rows) for rows in found.values()), initial=0)
        return _Held(
            ids,
            {id_: row for row, id_ in enumerate(ids)},
            {kind: slice(*edges) for kind, edges in zip(found, pairwise(starts), strict=True)},
            np.asarray(vectors, dtype=np.float32),
        )
