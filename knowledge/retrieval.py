"""Passages for a question: letters and meaning fused, the asked element first.

Both are put on a scale from 0 to 1 and added: BM25 as a share of the best score,
cosines from the level of unrelated texts up. Without an embedder, letters
alone. Everything is opened at its first use, so that a question which names
its item and element costs no index at all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import numpy as np

from knowledge.best_rows import best
from knowledge.far import FAR_TEXTS, KIND
from knowledge.lexical import LexicalIndex
from knowledge.meaning import Meaning
from knowledge.model import Guide
from knowledge.passages import Passage, item_passage, passages_of
from knowledge.question import Question
from knowledge.thresholds import BUNDLED, Thresholds

if TYPE_CHECKING:
    from numpy.typing import NDArray

_POOL = 50
"""Passages taken from each index."""
_LENT = 0.5
"""Of the nearness of its guide's nearest passage, what an asked one without a vector has."""
_INTENT_BONUS = 0.15
"""What being the asked element adds to a score of at most 2."""


class Retriever:
    """Search over the passages of one library at one revision."""

    def __init__(
        self,
        guides: Mapping[str, Guide],
        lexical_folder: Path,
        meaning: Meaning,
        coming: Sequence[Guide] = (),
    ) -> None:
        """Args:
        guides: What is searched.
        lexical_folder: Where the index of letters is kept.
        meaning: Search by meaning, whose vectors may be of more than these guides.
        coming: Versions that will take the place of some, embedded beforehand.
        """
        self._guides = guides
        self._coming = coming
        self._folder = lexical_folder
        self._meaning = meaning

    @property
    def thresholds(self) -> Thresholds:
        """What cosines mean; of no account where there are none."""
        return self._meaning.thresholds or BUNDLED

    @cached_property
    def passages(self) -> list[Passage]:
        """What all guides say, in passages."""
        return [p for guide in self._guides.values() for p in passages_of(guide)]

    @cached_property
    def lexical(self) -> LexicalIndex:
        """The index of letters over `passages`; built if it is not on disk."""
        return LexicalIndex.open(self._folder, self.passages)

    def semantic_texts(self) -> dict[str, tuple[str, str]]:
        """What the vector index shall hold: key → (text, kind)."""
        items = (item_passage(guide) for guide in (*self._guides.values(), *self._coming))
        later = (p for guide in self._coming for p in passages_of(guide))
        every = (*items, *self.passages, *later)
        told = {p.key: (p.indexed, p.kind) for p in every if p.semantic}
        return told | FAR_TEXTS if told else {}

    def search(self, question: Question, limit: int) -> list[tuple[Passage, float]]:
        """The best passages of all guides, with fused scores from 0 to 1."""
        scores = self.scores(question)
        scores[self.of_elements({intent.term for intent in question.intents})] += _INTENT_BONUS
        scores /= 2 + _INTENT_BONUS
        return [(self.passages[row], float(scores[row])) for row in best(scores, limit)]

    def scores(
        self, question: Question, *, letters: float = 1.0, meaning: bool = True
    ) -> NDArray[np.float32]:
        """A score for each passage: by its letters up to `letters`, by its meaning up to 1."""
        fused = np.zeros(len(self.passages), dtype=np.float32)
        if letters and (found := self.lexical.scores(question.folded)).any():
            rows = best(found, _POOL)
            fused[rows] = letters * found[rows] / found.max()
        return fused + self._by_meaning(question) if meaning else fused

    def _by_meaning(self, question: Question) -> NDArray[np.float32]:
        """How near each passage is, 0..1; of the asked elements also what has no vector.

        "1 个工作日" says nothing that a vector could find. Where a limit is asked for it goes by
        what is nearest of its guide; else prose goes before it, whatever was asked.
        """
        near = np.zeros(len(self.passages), dtype=np.float32)
        nothing, whole = self.thresholds.nothing, self.thresholds.whole
        for key, cosine in self._nearest_texts(question):
            for row in self._rows.get(key, ()):
                near[row] = max(0.0, (cosine - nothing) / (whole - nothing))
        terms = {intent.term for intent in question.intents}
        for id_ in {self.passages[row].guide for row in np.flatnonzero(near)}:
            rows = self.of_guide(id_)
            best_of_guide = near[rows.start : rows.stop].max()
            for row in rows:
                if self.passages[row].element in terms and not self.passages[row].semantic:
                    near[row] = _LENT * best_of_guide
        return near

    def of_elements(self, terms: Iterable[str]) -> list[int]:
        """Rows of the passages of these elements, in all guides."""
        return [row for term in terms for row in self._by_element.get(term, ())]

    def of_guide(self, id_: str) -> range:
        """Rows of the passages of one guide."""
        return self._by_guide.get(id_, range(0))

    def items(self, question: Question, limit: int) -> list[tuple[str, float]]:
        """Items whose names are nearest in meaning, with cosines; empty without embedder."""
        found = self._nearest(question.text, limit, "item", self._items)
        return [(id_, near) for key, near in found for id_ in self._items[key]]

    def within(self, question: Question, guide: Guide) -> list[tuple[Passage, float]]:
        """The passages of one guide by cosine, best first; empty without embedder."""
        passages = [p for p in passages_of(guide) if p.semantic]
        near = self._meaning.similarities(question.text, (p.key for p in passages))
        found = [(passage, near[passage.key]) for passage in passages if passage.key in near]
        return sorted(found, key=lambda pair: -pair[1])

    def texts(self, question: Question, limit: int) -> list[tuple[Passage, float]]:
        """The passages nearest in meaning, with cosines; of equal ones each guide's."""
        near = self._nearest_texts(question, limit)
        return [(self.passages[row], cosine) for key, cosine in near for row in self._rows[key]]

    def far(self, question: Question) -> float | None:
        """The cosine to what no guide is about (knowledge.far); None where it is not known."""
        near = self._nearest(question.text, 1, KIND, FAR_TEXTS)
        return near[0][1] if near else None

    def worth(self, question: Question) -> float | None:
        """How near the nearest comes, and by how much nearer than what no guide is about."""
        far = self.far(question)
        near = [*self.texts(question, 1), *self.items(question, 1)]
        return 2 * max(cosine for _, cosine in near) - far if near and far is not None else None

    def standing_out(self, question: Question, gap: float) -> tuple[Passage, float] | None:
        """The passage nearest in meaning, if it leads the next one by `gap`; with its cosine."""
        near = self._nearest_texts(question, 2)
        if len(near) < 2 or near[0][1] - near[1][1] < gap:
            return None
        rows = self._rows.get(near[0][0], [])
        return (self.passages[rows[0]], near[0][1]) if len(rows) == 1 else None

    @cached_property
    def _by_element(self) -> dict[str, list[int]]:
        rows: dict[str, list[int]] = defaultdict(list)
        for row, passage in enumerate(self.passages):
            rows[passage.element].append(row)
        return rows

    @cached_property
    def _by_guide(self) -> dict[str, range]:
        starts: dict[str, range] = {}
        for row, passage in enumerate(self.passages):
            first = starts[passage.guide].start if passage.guide in starts else row
            starts[passage.guide] = range(first, row + 1)
        return starts

    @cached_property
    def _rows(self) -> dict[str, list[int]]:
        rows: dict[str, list[int]] = defaultdict(list)
        for row, passage in enumerate(self.passages):
            if passage.semantic:
                rows[passage.key].append(row)
        return rows

    @cached_property
    def _items(self) -> dict[str, list[str]]:
        items: dict[str, list[str]] = defaultdict(list)
        for guide in self._guides.values():
            items[item_passage(guide).key].append(guide.id)
        return items

    def _nearest_texts(self, question: Question, limit: int = _POOL) -> list[tuple[str, float]]:
        return self._nearest(question.text, limit, "text", self._rows) if question.text else []

    def _nearest(
        self, text: str, limit: int, kind: Literal["item", "text", "far"], held: Collection[str]
    ) -> list[tuple[str, float]]:
        """The nearest vectors of what is held here; others may be kept, of versions to come."""
        wanted = limit
        while True:
            found = self._meaning.nearest(text, wanted, kind)
            ours = [(key, near) for key, near in found if key in held]
            if len(ours) >= limit or len(found) < wanted:
                return ours[:limit]
            wanted *= 4
