"""Search by meaning as the rest of the room uses it: it may be missing, and it never raises.

Opened at its first use. Where the embedder or Chroma fails, answers are empty
and `notice` says so, for letters go on alone. Embedded Chroma is for one
process: one that reads while another imports gets errors from it, or old
vectors, so it is opened again after an error and when a sync was finished. What
is broken is made anew by the next sync.
"""

from __future__ import annotations

import hashlib
import logging
import math
import shutil
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeVar

from knowledge.model import Locale
from knowledge.nearness import Nearness
from knowledge.remarks import remark, told
from knowledge.thresholds import Thresholds, thresholds_for

if TYPE_CHECKING:
    from knowledge.embedding import Embedder
    from knowledge.vectors import VectorIndex

_log = logging.getLogger(__name__)

Progress = Callable[[int, int], None]
Found = TypeVar("Found")

RETRY_SECONDS = 60.0
"""How long Chroma is left alone after it could not be opened; a dead server costs seconds."""


class Meaning:
    """The vectors of one library by one embedder. Safe to use from several threads."""

    def __init__(
        self, folder: Path, embedder: str, chroma_url: str | None, locale: Locale = "zh"
    ) -> None:
        self.notice = ""
        """Why search by meaning is off, for people; "" if it works or was not needed yet."""
        self._folder = folder
        self._name = embedder
        self._url = chroma_url
        self._locale: Locale = locale
        self._lock = threading.RLock()
        self._embedder: Embedder | None = None
        self._index: VectorIndex | None = None
        self._nearness: Nearness | None = None
        self._thresholds: Thresholds | None = None
        self._closed_until = 0.0
        self._opened_for = ""
        # What texts the vectors were made of. It lies, and goes, with the embedded database, so
        # that a repeated import loads no model and a deleted folder is made again.
        self._mark = folder / "made-for"

    @property
    def model_id(self) -> str:
        """The embedder's id, "" while none is loaded."""
        return self._embedder.model_id if self._embedder else ""

    @property
    def thresholds(self) -> Thresholds | None:
        """What the embedder's cosines mean; None while it is not loaded or was never calibrated."""
        return self._thresholds

    def try_thresholds(self, thresholds: Thresholds | None) -> None:
        """Uses these from now on; None takes up again what is kept beside the index."""
        with self._lock:
            kept = thresholds_for(self._folder.parent, self.model_id) if self._embedder else None
            self._thresholds = thresholds or kept

    def sync(self, texts: Mapping[str, tuple[str, str]], progress: Progress | None) -> int:
        """Makes the vectors those of these texts (id → text, kind); how many were embedded.

        An embedded database that is broken is made anew: all in it is derived.
        """
        from knowledge.vectors import is_sound

        seal = hashlib.sha256("".join(sorted(texts)).encode()).hexdigest()
        made_for = f"{self._name} {seal}"
        if self._url is not None:
            return self._write(texts, progress, made_for) or 0
        if self._made_for() == made_for:
            if is_sound(self._folder):
                return 0
            self._clear()
        try:
            embedded = self._write(texts, progress, made_for)
        except Exception as error:  # (chromadb raises of many kinds)
            if "locked" in str(error):  # another process is at work; nothing is broken
                raise
            embedded = None
        if embedded is None and self._embedder is not None:
            self._clear()
            embedded = self._write(texts, progress, made_for)
        return embedded or 0

    def _write(
        self, texts: Mapping[str, tuple[str, str]], progress: Progress | None, made_for: str
    ) -> int | None:
        """How many texts were embedded; None where the database cannot be opened."""
        index = self._open()
        if index is None:
            return None
        self.doubt()  # a sync that is cut off leaves no mark
        embedded = index.sync(texts, progress)
        self._mark.parent.mkdir(parents=True, exist_ok=True)
        self._mark.write_text(made_for, encoding="utf-8")
        self._opened_for, self.notice = made_for, ""
        self._is_calibrated()
        return embedded

    def _clear(self) -> None:
        """Removes the embedded database; the next opening makes an empty one."""
        with self._lock:
            if self._index:
                self._close(self._index)
            if self._folder.is_dir() and not self._folder.is_symlink():
                shutil.rmtree(self._folder)
            else:
                self._folder.unlink(missing_ok=True)
            self._closed_until = 0.0
        _log.warning(told(remark("index_remade"), self._locale))

    def doubt(self) -> None:
        """Has the next `sync` look at every text: something is missing or cannot be read."""
        with suppress(OSError):
            self._mark.unlink(missing_ok=True)

    def nearest(
        self, text: str, limit: int, kind: Literal["item", "text"]
    ) -> list[tuple[str, float]]:
        """Ids of the nearest texts of this kind with cosine similarity, best first.

        None of an embedder that was never calibrated: what is near by it nobody knows.
        """

        def query(index: VectorIndex) -> list[tuple[str, float]]:
            found = index.nearest(index.embed(text), limit, kind)
            if not found and not index.count():
                self.doubt()
                self._say(remark("index_empty"))
            return found

        return (self._ask(query) or []) if self._is_calibrated() else []

    def similarities(self, text: str, ids: Iterable[str]) -> dict[str, float]:
        """`cosines` as far as they mean anything: none of an embedder never calibrated."""
        return self.cosines(text, ids) if self._is_calibrated() else {}

    def cosines(self, text: str, ids: Iterable[str]) -> dict[str, float]:
        """Cosine similarity of a question to each of these texts, as far as they are kept."""
        wanted = list(ids)
        return self._ask(lambda index: index.similarities(index.embed(text), wanted)) or {}

    def nearness(self, text: str, things: Mapping[str, Sequence[str]]) -> list[tuple[str, float]]:
        """How near a text is to each thing, by its wordings, nearest first; empty without meaning.

        Needs no index: what is compared is not in the guides.
        """
        with self._lock:
            embedder = self._loaded()
            if embedder is not None and self._nearness is None:
                self._nearness = Nearness(embedder)
        return self._nearness.of(text, things) if self._nearness is not None else []

    def _is_calibrated(self) -> bool:
        if self._loaded() is not None and self._thresholds is None:
            self._say(remark("meaning_uncalibrated", self.model_id))
            return False
        return True

    def kept(self) -> set[str] | None:
        """Ids of all vectors; None where search by meaning is off."""
        return self._ask(lambda index: index.ids())

    def _ask(self, query: Callable[[VectorIndex], Found]) -> Found | None:
        if self._index and self._made_for() != self._opened_for:
            self._close(self._index)
        fault = ""
        for _ in range(2):
            index = self._open()
            if index is None:
                return None
            try:
                return query(index)
            except Exception as error:  # noqa: BLE001 (chromadb raises of many kinds)
                fault = str(error)
                self._close(index)
        self.doubt()
        self._say(remark("index_broken", fault))
        return None

    def _open(self) -> VectorIndex | None:
        with self._lock:
            if self._index or time.monotonic() < self._closed_until:
                return self._index
            embedder = self._loaded()
            if embedder is None:
                return None
            from knowledge.vectors import VectorIndex

            try:
                self._opened_for = self._made_for()
                self._index = VectorIndex(embedder, self._folder, self._url)
                self.notice = ""
                self._is_calibrated()
            except Exception as error:  # noqa: BLE001 (chromadb raises of many kinds)
                self._closed_until = time.monotonic() + RETRY_SECONDS
                mend = remark("check_address" if self._url else "build_index")
                self.doubt()
                self._say(remark("index_closed", error, mend))
            return self._index

    def _loaded(self) -> Embedder | None:
        """The embedder, loaded at its first use; None where there is none."""
        with self._lock:
            if self._embedder is None and self._closed_until != math.inf:
                from knowledge.embedding import load_embedder

                self._embedder, notice = load_embedder(self._name)
                self.try_thresholds(None)
                if self._embedder is None:
                    self._closed_until = math.inf
                    self._say(notice)
            return self._embedder

    def _close(self, index: VectorIndex) -> None:
        with self._lock:
            if self._index is index:
                self._index = None
                index.close()

    def _made_for(self) -> str:
        try:
            return self._mark.read_text(encoding="utf-8")
        except OSError:
            return ""

    def _say(self, notice: str) -> None:
        if notice != self.notice:
            self.notice = notice
            _log.warning(told(notice, self._locale))
