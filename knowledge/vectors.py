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
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast
from urllib.parse import urlsplit

import numpy as np

from knowledge.nearest import best

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from numpy.typing import NDArray

    from knowledge.embedding import Embedder
    from knowledge.meaning import Progress

BATCH = 64
"""Texts embedded between two writes: what a crash can cost, a few seconds' work."""
_ID_BATCH = 2_000
_REMEMBERED = 64
_TRUSTED_SECONDS = 1.0
"""How long vectors in memory are not compared with how many Chroma has: that takes a few ms."""


@dataclass(frozen=True, slots=True)
class _Held:
    """The vectors of a collection, those of a kind in a row: 1.5 kB each."""

    ids: list[str]
    rows: dict[str, int]
    of_kind: dict[str, slice]
    matrix: NDArray[np.float32]


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
        self._kept: _Held | None = None
        self._absent: set[str] = set()
        self._trusted_until = 0.0
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
        self._kept = None
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
        held = self._held()
        rows = held.of_kind.get(kind)
        if rows is None:
            return []
        cosines = held.matrix[rows] @ np.asarray(vector, dtype=np.float32)
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
        values = held.matrix[rows] @ np.asarray(vector, dtype=np.float32)
        return dict(zip(wanted, map(float, values), strict=True))

    def _held(self) -> _Held:
        """All vectors in memory, read again when Chroma has another number of them.

        Comparing a question with each of 20,000 takes 3 ms; Chroma's own search with a filter 10,
        and it takes the time again for each of the lookups that one answer makes.
        """
        now = time.monotonic()
        if self._kept is None or now >= self._trusted_until:
            count = self._store._collection.count()
            if self._kept is None or len(self._kept.ids) != count:
                self._kept = self._read()
            self._trusted_until = now + _TRUSTED_SECONDS
        return self._kept

    def _read(self) -> _Held:
        found: dict[str, list[tuple[str, Sequence[float]]]] = defaultdict(list)
        for batch in _batches(sorted(self.ids()), _ID_BATCH):
            page = self._store.get(ids=list(batch), include=["embeddings", "metadatas"])
            rows = zip(page["ids"], page["metadatas"], page["embeddings"], strict=True)
            for id_, told, values in rows:
                found[told["kind"]].append((id_, values))
        ids = [id_ for rows in found.values() for id_, _ in rows]
        values = [row for rows in found.values() for _, row in rows]
        starts = accumulate((len(rows) for rows in found.values()), initial=0)
        return _Held(
            ids,
            {id_: row for row, id_ in enumerate(ids)},
            {kind: slice(*edges) for kind, edges in zip(found, pairwise(starts), strict=True)},
            np.asarray(values, dtype=np.float32),
        )


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
