"""Search by meaning as the rest of the room uses it: it may be missing, and it never raises.

Opened at its first use. Where the embedder or Chroma fails, answers are empty
and `notice` says so, for letters go on alone. Embedded Chroma is for one
process: one that reads while another imports gets errors from it, or old
vectors, so it is opened again after an error and when a sync was finished. What
is broken is made anew by the next sync. After a change of the embedder the old
vectors answer until the new ones are complete.
"""

from __future__ import annotations

import logging
import math
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeVar

from knowledge.answering_index import Place, answering
from knowledge.endpoints import EmbedderError, Endpoint, OtherModelError
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
        self,
        folder: Path,
        embedder: str,
        chroma_url: str | None,
        locale: Locale = "zh",
        endpoint: Endpoint | None = None,
    ) -> None:
        self.notice = ""
        """Why search by meaning is off, for people; "" if it works or was not needed yet."""
        self.waits = ""
        """Said while the vectors of an embedder that was set before answer; else ""."""
        self.switched = ""
        """What the last sync has to tell of embedders; "" if nothing."""
        self._place = Place(folder, chroma_url, endpoint)
        self._name = embedder
        self._locale: Locale = locale
        self._lock = threading.RLock()
        self._embedder: Embedder | None = None
        self._answering: Embedder | None = None
        self._index: VectorIndex | None = None
        self._nearness: Nearness | None = None
        self._thresholds: Thresholds | None = None
        self._closed_until = 0.0
        self._rests_until = 0.0
        self._fault = ""
        self._opened_for = ""
        # What texts the vectors were made of. It lies, and goes, with the embedded database, so
        # that a repeated import loads no model and a deleted folder is made again.
        self._mark = folder / "made-for"

    @property
    def model_id(self) -> str:
        """Id of the embedder that answers, "" while none does."""
        return self._answering.model_id if self._answering else ""

    @property
    def thresholds(self) -> Thresholds | None:
        """What the embedder's cosines mean; None while it is not loaded or was never calibrated."""
        return self._thresholds

    def try_thresholds(self, thresholds: Thresholds | None) -> None:
        """Uses these from now on; None takes up again what is kept beside the index."""
        with self._lock:
            embedder = self._answering or self._embedder
            self._thresholds = thresholds or (
                thresholds_for(self._place.folder.parent, embedder.model_id) if embedder else None
            )

    def _answer_by(self, index: VectorIndex | None, embedder: Embedder | None) -> None:
        with self._lock:
            self._index, self._answering, self._nearness = index, embedder, None
            self.try_thresholds(None)
            self._is_calibrated()

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

        return (self._ask(query) or []) if self._opened() else []

    def similarities(self, text: str, ids: Iterable[str]) -> dict[str, float]:
        """`cosines` as far as they mean anything: none of an embedder never calibrated."""
        return self.cosines(text, ids) if self._opened() else {}

    def cosines(self, text: str, ids: Iterable[str]) -> dict[str, float]:
        """Cosine similarity of a question to each of these texts, as far as they are kept."""
        wanted = list(ids)
        return self._ask(lambda index: index.similarities(index.embed(text), wanted)) or {}

    def nearness(self, text: str, things: Mapping[str, Sequence[str]]) -> list[tuple[str, float]]:
        """How near a text is to each thing, by its wordings, nearest first; empty without meaning.

        Needs no index: what is compared is not in the guides.
        """
        with self._lock:
            embedder = self._answering or self._loaded()
            if embedder is not None and self._nearness is None:
                self._nearness = Nearness(embedder)
            nearness = self._nearness
        if nearness is None or time.monotonic() < self._rests_until:
            return []
        try:
            return nearness.of(text, things)
        except EmbedderError as error:
            self._rest(error)
            return []

    def _opened(self) -> bool:
        """Whether there are vectors of which it is known what their cosines mean."""
        return self._open() is not None and self._is_calibrated()

    def _is_calibrated(self) -> bool:
        if self._answering is not None and self._thresholds is None:
            self._say(remark("meaning_uncalibrated", self.model_id))
            return False
        return True

    def kept(self) -> set[str] | None:
        """Ids of all vectors; None where search by meaning is off."""
        return self._ask(lambda index: index.ids())

    def check(self) -> None:
        """Asks the embedder for a vector; has `notice` say if none comes, or another one.

        Also that whose index is not ready yet: else nobody would hear why it never is.
        """
        if self._ask(lambda index: index.fits()) is False:
            self.doubt()
            self._say(remark("embedder_stale", self._name))
        if self._embedder is not None and self._embedder is not self._answering:
            try:
                self._embedder.embed_query("在")
            except EmbedderError as error:
                self._say(error.told)

    def _ask(self, query: Callable[[VectorIndex], Found]) -> Found | None:
        if self._index and self._made_for() != self._opened_for:
            self._close(self._index)
        if time.monotonic() < self._rests_until:
            return None
        fault = ""
        for _ in range(2):
            index = self._open()
            if index is None:
                return None
            try:
                return query(index)
            except EmbedderError as error:
                if isinstance(error, OtherModelError):
                    self.doubt()
                    self._opened_for = ""  # as the mark is now: to open it again mends nothing
                self._rest(error)
                return None
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
            if self._name == "none":
                return None
            try:
                self._opened_for = self._made_for()
                found = answering(embedder, self._name, self._place)
                self.notice = "" if embedder else self._fault
                self.waits = found.waits
                self._answer_by(found.index, found.embedder)
                if self.waits:
                    _log.warning(told(self.waits, self._locale))
            except Exception as error:  # noqa: BLE001 (chromadb raises of many kinds)
                self._closed_until = time.monotonic() + RETRY_SECONDS
                mend = remark("check_address" if self._place.url else "build_index")
                self.doubt()
                self._say(remark("index_closed", error, mend))
            return self._index

    def _rest(self, error: EmbedderError) -> None:
        """An embedder that does not answer is left alone for a while: people do not wait for it."""
        self._rests_until = time.monotonic() + RETRY_SECONDS
        self._say(error.told)

    def _loaded(self) -> Embedder | None:
        """The embedder, loaded at its first use; None where there is none."""
        with self._lock:
            if self._embedder is None and self._closed_until != math.inf:
                from knowledge.embedding import load_embedder

                self._embedder, notice = load_embedder(self._name, self._place.endpoint)
                if self._answering is None:  # words may be compared before there is an index
                    self.try_thresholds(None)
                if self._embedder is None:
                    self._fault = notice
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
