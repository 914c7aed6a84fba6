"""The thresholds of a library's embedder: measured on its guides, tried, kept beside the index."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from knowledge.holding import Holding
from knowledge.meaning import Meaning
from knowledge.model import Source
from knowledge.passages import cite
from knowledge.thresholds import Kept, Thresholds


class Tuning:
    """What `guides calibrate` works with."""

    def __init__(self, folder: Path, meaning: Meaning, holding: Callable[[], Holding]) -> None:
        self._folder = folder
        self._meaning = meaning
        self._holding = holding

    def cosines(self, text: str) -> list[tuple[Source, float]]:
        """Every passage that has a vector, with its cosine to a question, calibrated or not."""
        held = self._holding()
        asked = held.catalogue.read(text).text
        passages = [p for p in held.retriever.passages if p.semantic]
        near = self._meaning.cosines(asked, (p.key for p in passages))
        return [
            (cite(held.guides[p.guide], p.element, p.shown), near[p.key])
            for p in passages
            if p.key in near
        ]

    @property
    def thresholds(self) -> Thresholds | None:
        """What cosines mean of the embedder that answers; None where nobody knows."""
        return self._meaning.thresholds

    def trying(self, thresholds: Thresholds | None) -> None:
        """Answers by these thresholds, which are not kept; None: by the kept ones again."""
        self._meaning.try_thresholds(thresholds)

    def keep(self, kept: Kept) -> None:
        """Keeps a model's thresholds beside the index, and answers by them."""
        kept.write(self._folder)
        self._meaning.try_thresholds(None)
