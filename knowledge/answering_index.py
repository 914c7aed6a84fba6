"""Which vectors answer: those of the embedder that is set, once they are complete.

Until then those of one that was set before stand in for them, if it can still be loaded and is
the model that made them.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.endpoints import EmbedderError, Endpoint
from knowledge.remarks import remark

if TYPE_CHECKING:
    from knowledge.embedding import Embedder
    from knowledge.vectors import VectorIndex


@dataclass(frozen=True, slots=True)
class Answering:
    """The index that answers, and its embedder; `waits` is said where it only stands in."""

    index: VectorIndex | None
    embedder: Embedder | None
    waits: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where indexes are, and whom to ask for vectors."""

    folder: Path
    url: str | None
    endpoint: Endpoint | None

    def index(self, embedder: Embedder, name: str) -> VectorIndex:
        """The index of an embedder, opened or made.

        Raises:
            Exception: As Chroma raises.
        """
        from knowledge.vectors import VectorIndex

        return VectorIndex(embedder, self.folder, self.url, name)


def answering(embedder: Embedder | None, name: str, place: Place) -> Answering:
    """The index of the embedder that is set (`name`), else one that stands in for it."""
    from knowledge.embedding import load_embedder
    from knowledge.vectors import ready_embedders

    own = place.index(embedder, name) if embedder else None
    if own is not None and own.ready:
        return Answering(own, embedder)
    for before in ready_embedders(place.folder, place.url):
        other = load_embedder(before, place.endpoint)[0] if before != name else None
        if other is None:
            continue
        index = place.index(other, before)
        if index.ready and _fits(index):
            if own is not None:
                own.close()
            # One that cannot be loaded is told of by itself: no index of it can be made.
            waits = remark("embedder_waits", name, before) if embedder else None
            return Answering(index, other, waits or remark("embedder_stands_in", before))
        index.close()
    return Answering(own, embedder)


def identity(name: str) -> str:
    """What tells an embedder from others without loading it; of a folder also its content."""
    kind, _, folder = name.partition(":")
    if kind != "onnx":
        return name
    from knowledge.embedding_onnx import identity as of_folder

    return of_folder(Path(folder).expanduser())


def _fits(index: VectorIndex) -> bool:
    try:
        return index.fits()
    except EmbedderError:
        return False
