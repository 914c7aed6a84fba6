"""The vectors of a collection in memory: comparing a question with 20,000 of them takes 3 ms.

Chroma's own search with a filter takes 10, and takes them again for each of the lookups that
one answer makes. Chroma stays the keeper: what is here is read again when it has another number.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

import numpy as np

from knowledge.best_rows import best

if TYPE_CHECKING:
    from numpy.typing import NDArray

_TRUSTED_SECONDS = 1.0
"""How long it is not asked how many Chroma has: that takes a few ms."""
_REMEMBERED = 12
"""Comparisons, 80 kB each: one answer looks up the same question within several bounds."""

Row = tuple[str, str, Sequence[float]]
"""Id, kind and vector of a text."""


class _Held:
    """Vectors, those of a kind in a row: 1.5 kB each."""

    def __init__(self, rows: Iterable[Row]) -> None:
        found: dict[str, list[tuple[str, Sequence[float]]]] = defaultdict(list)
        for id_, kind, values in rows:
            found[kind].append((id_, values))
        self.ids = [id_ for rows in found.values() for id_, _ in rows]
        self.rows = {id_: row for row, id_ in enumerate(self.ids)}
        starts = accumulate((len(rows) for rows in found.values()), initial=0)
        self.of_kind = {k: slice(*edges) for k, edges in zip(found, pairwise(starts), strict=True)}
        vectors = [values for rows in found.values() for _, values in rows]
        self.values = np.asarray(vectors, dtype=np.float32)
        self.cosines = lru_cache(maxsize=_REMEMBERED)(self._cosines)

    def _cosines(self, vector: tuple[float, ...], kind: str) -> NDArray[np.float32]:
        cosines: NDArray[np.float32] = self.values[self.of_kind[kind]] @ np.asarray(
            vector, dtype=np.float32
        )
        return cosines


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
        if kind not in held.of_kind:
            return []
        first, cosines = held.of_kind[kind].start, held.cosines(tuple(vector), kind)
        return [(held.ids[first + at], float(cosines[at])) for at in best(cosines, limit)]

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
                self._kept = _Held(self._read())
            self._trusted_until = now + _TRUSTED_SECONDS
        return self._kept
