"""An embedder behind an OpenAI-compatible endpoint, through langchain's door.

Guards against whatever an endpoint may send instead of vectors, and against waiting for it.
Questions leave the machine without personal numbers; passages are published guides.
"""

from __future__ import annotations

import math
from functools import cached_property

from langchain_core.embeddings import Embeddings

from knowledge.embedding import MAX_QUERY_CHARS, Embedder
from knowledge.endpoints import EmbedderError, Endpoint
from knowledge.patience import Patience
from knowledge.remarks import remark

AT_ONCE = 64
"""Passages in one call."""
RETRIES = 2
"""Of a call for passages; a person who asks does not wait for a second try."""
QUERY_SECONDS = 3.0
"""How long a question may wait for its vector."""
MAX_BYTES = 32 << 20
"""Longest answer that is read: vectors of `AT_ONCE` passages with 8,192 numbers each as text."""


class EndpointEmbedder(Embedder):
    """The embedder of `openai:NAME`."""

    def __init__(self, endpoint: Endpoint) -> None:
        self._endpoint = endpoint
        self._patience: Patience[list[list[float]]] = Patience()
        self.model_id = endpoint.model.replace(":", "-")

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Vectors of passages, unit length.

        Raises:
            EmbedderError: They did not come.
        """
        # Retries included, with the pauses between them.
        seconds = self._endpoint.seconds * (RETRIES + 1) + 10
        return [
            vector
            for start in range(0, len(texts), AT_ONCE)
            for vector in self._embed(self._patient, texts[start : start + AT_ONCE], seconds)
        ]

    def embed_query(self, text: str) -> list[float]:
        """Vector of a question, unit length; only its first `MAX_QUERY_CHARS` characters count."""
        seconds = min(QUERY_SECONDS, self._endpoint.seconds)
        masked = self._endpoint.mask(text[:MAX_QUERY_CHARS])
        return self._embed(self._quick, [masked], seconds)[0]

    def _embed(self, model: Embeddings, texts: list[str], seconds: float) -> list[list[float]]:
        try:
            vectors = self._patience.within(seconds, lambda: model.embed_documents(texts))
            return _checked(vectors, len(texts))
        except Exception as error:  # noqa: BLE001  # each endpoint fails in its own way
            told = self._endpoint.told(error)
            raise EmbedderError(remark("meaning_unreachable", self._endpoint.model, told)) from None

    @cached_property
    def _patient(self) -> Embeddings:
        return self._made(RETRIES)

    @cached_property
    def _quick(self) -> Embeddings:
        return self._made(0)

    def _made(self, retries: int) -> Embeddings:
        from langchain.embeddings import init_embeddings

        from knowledge.transport import client_for

        try:
            made: Embeddings = init_embeddings(
                self._endpoint.model,
                max_retries=retries,
                check_embedding_ctx_length=False,  # it would download a tokenizer
                chunk_size=AT_ONCE,
                model_kwargs={"encoding_format": "float"},
                **self._endpoint.options(),
                **client_for(self._endpoint, MAX_BYTES),
            )
        except Exception as error:  # noqa: BLE001  # a package or a key is missing
            told = self._endpoint.told(error)
            raise EmbedderError(remark("meaning_unreachable", self._endpoint.model, told)) from None
        return made


def _checked(vectors: list[list[float]], count: int) -> list[list[float]]:
    """The vectors at unit length.

    Raises:
        ValueError: They are not as many as the texts, or no vectors.
    """
    if len(vectors) != count:
        raise ValueError(f"{len(vectors)} vectors for {count} texts")
    sizes = sorted({len(vector) for vector in vectors})
    if len(sizes) != 1:
        raise ValueError(f"vectors of {sizes[0]} and of {sizes[-1]} numbers")
    return [_unit(vector) for vector in vectors]


def _unit(vector: list[float]) -> list[float]:
    length = math.sqrt(math.fsum(value * value for value in vector))
    if not (0 < length < math.inf):
        raise ValueError("a vector without direction")
    return [value / length for value in vector]
