"""Vectors of passages in Chroma, the only file that knows it.

The collection's name holds the model's id, so vectors of two models never
mix. Vectors are made here, by our embedder; Chroma's own default embedder,
which downloads, is never used. A vector's id is the digest of its text, so
equal texts are embedded once and a repeated import embeds nothing. The
embedded database is for one process; several share `chroma run` by its URL.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast
from urllib.parse import urlsplit

import numpy as np

if TYPE_CHECKING:
    from chromadb.api.client import Client

    from knowledge.embedding import Embedder
    from knowledge.meaning import Progress

BATCH = 64
"""Texts embedded between two writes: what a crash can cost, a few seconds' work."""
_ID_BATCH = 2_000
_REMEMBERED = 64


class VectorIndex:
    """The vectors of one model over the passages of one library."""

    def __init__(self, embedder: Embedder, folder: Path, url: str | None = None) -> None:
        """Opens or creates the collection.

        Raises:
            ConnectionError: The Chroma server cannot be reached.
        """
        from langchain_chroma import Chroma

        self._embed = lru_cache(maxsize=_REMEMBERED)(embedder.embed_query)
        self._client = _client(folder, url)
        try:
            self._store = Chroma(
                collection_name=_collection_name(embedder.model_id),
                embedding_function=embedder,
                client=self._client,
                collection_configuration={"hnsw": {"space": "cosine"}},
            )
        except BaseException:
            self._client.close()  # else the next opening would get the same broken database
            raise

    def ids(self) -> set[str]:
        """Ids of all vectors that are kept."""
        return set(self._store.get(include=[])["ids"])

    def count(self) -> int:
        """How many vectors are kept."""
        return len(self._store.get(limit=1, include=[])["ids"])

    def close(self) -> None:
        """Gives the database back."""
        self._client.close()

    def sync(self, texts: Mapping[str, tuple[str, str]], progress: Progress | None = None) -> int:
        """Makes the collection hold exactly these texts; how many were newly embedded.

        Args:
            texts: Id → (text, kind). Only ids that are not kept yet are embedded.
            progress: Called with (embedded, to embed).
        """
        kept = self.ids()
        missing = [key for key in texts if key not in kept]
        done = 0
        for batch in _batches(missing, BATCH):
            self._store.add_texts(
                [texts[key][0] for key in batch],
                metadatas=[{"kind": texts[key][1]} for key in batch],
                ids=list(batch),
            )
            done += len(batch)
            if progress:
                progress(done, len(missing))
        for batch in _batches(sorted(kept - texts.keys()), _ID_BATCH):
            self._store.delete(ids=list(batch))
        return done

    def embed(self, question: str) -> list[float]:
        """The vector of a question; the last ones are remembered, one answer asks several times."""
        return self._embed(question)

    def nearest(
        self, vector: list[float], limit: int, kind: Literal["item", "text"]
    ) -> list[tuple[str, float]]:
        """Ids of the nearest texts of this kind with cosine similarity, best first."""
        found = self._store.similarity_search_by_vector_with_relevance_scores(
            vector, k=limit, filter={"kind": kind}
        )
        return [(document.id or "", 1.0 - distance) for document, distance in found]

    def similarities(self, vector: list[float], ids: Iterable[str]) -> dict[str, float]:
        """Cosine similarity to each of these texts; ids that are not kept are left out."""
        wanted = list(dict.fromkeys(ids))
        if not wanted:
            return {}
        found = self._store.get(ids=wanted, include=["embeddings"])
        if not found["ids"]:
            return {}
        values = np.asarray(found["embeddings"]) @ np.asarray(vector)
        return dict(zip(found["ids"], map(float, values), strict=True))


def is_sound(folder: Path) -> bool:
    """False if what an embedded database left in its folder is known to be broken; quick.

    Looks at the file of SQLite, without Chroma: what a broken one makes of it costs a second.
    """
    file = folder / "chroma.sqlite3"
    if not file.is_file() or not file.stat().st_size:
        return False
    try:
        with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as database:
            return database.execute("PRAGMA quick_check(1)").fetchall() == [("ok",)]
    except sqlite3.OperationalError:  # busy, or out of reach: not known to be broken
        return True
    except sqlite3.DatabaseError:
        return False


def _client(folder: Path, url: str | None) -> Client:
    import chromadb
    from chromadb.api.shared_system_client import SharedSystemClient
    from chromadb.config import Settings

    settings = Settings(anonymized_telemetry=False)
    if url is None:
        folder.mkdir(parents=True, exist_ok=True)
        try:
            client = chromadb.PersistentClient(path=str(folder), settings=settings)
        except BaseException:
            # Chroma remembers by its path also what it failed to open, and would fail for ever.
            SharedSystemClient.clear_system_cache()
            raise
        return cast("Client", client)
    parts = urlsplit(url if "//" in url else f"http://{url}")
    secure = parts.scheme == "https"
    try:
        client = chromadb.HttpClient(
            host=parts.hostname or "localhost",
            port=parts.port or (443 if secure else 8000),
            ssl=secure,
            settings=settings,
        )
        return cast("Client", client)
    except ValueError as error:  # chromadb's own words for "not reachable"
        raise ConnectionError(f"Chroma {url}: {error}") from error


def _collection_name(model_id: str) -> str:
    return "guides-" + re.sub(r"[^a-zA-Z0-9.-]+", "-", model_id)[:60].strip("-.")


def _batches(keys: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    return (keys[start : start + size] for start in range(0, len(keys), size))
