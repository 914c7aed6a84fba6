"""Vectors brought up to date with the guides: what is new embedded, what is broken made anew.

Embedded Chroma is for one process: one that reads while another imports opens it again when the
mark of what its vectors were made of has changed (knowledge.meaning).
"""

from __future__ import annotations

import hashlib
import logging
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.answering_index import identity
from knowledge.endpoints import EmbedderError
from knowledge.meaning import Meaning, Progress
from knowledge.own_scale import own_scale
from knowledge.remarks import remark, told
from knowledge.thresholds import BUNDLED_MODEL, Kept
from knowledge.turns import turn

if TYPE_CHECKING:
    from knowledge.vectors import VectorIndex

_log = logging.getLogger(__name__)

_SPARE = 1 << 20
"""Bytes that SQLite needs beside the database while it writes."""


class KeptMeaning(Meaning):
    """Search by meaning whose vectors can be brought up to date."""

    def sync(
        self, texts: Callable[[], Mapping[str, tuple[str, str]]], progress: Progress | None
    ) -> int:
        """Makes the vectors those of these texts (id → text, kind); how many were embedded.

        An embedded database that is broken is made anew: all in it is derived. What an embedder
        gave before it failed is kept; the next sync goes on from there. Where another process
        is at it, this one waits, and asks for the texts only then: the other brought some, too.
        """
        self.switched = ""
        with turn(self._place.folder.parent / "writing.lock", self._tell_wait) as ours:
            kept = texts()
            if not ours:
                self._say(remark("index_taken"))
                return 0
            try:
                return self._synced(kept, progress)
            except EmbedderError as error:
                self._say(error.told)
            except Exception as error:  # noqa: BLE001 (chromadb raises of many kinds)
                # The disk is full, or may not be written to: the guides are kept all the same.
                self._unwritten(error)
            return 0

    def _unwritten(self, error: Exception) -> None:
        """Has what was begun be looked at anew, by the next question and the next sync."""
        self.doubt()
        with self._lock:
            if self._index:
                self._close(self._index)
        told_by = " ".join(str(error).split())[:120] or type(error).__name__
        self._say(remark("index_unwritten", told_by))

    def _tell_wait(self) -> None:
        _log.warning(told(remark("index_waits"), self._locale))

    def _synced(self, texts: Mapping[str, tuple[str, str]], progress: Progress | None) -> int:
        from knowledge.vectors import is_sound

        seal = hashlib.sha256("".join(sorted(texts)).encode()).hexdigest()
        made_for = f"{identity(self._name)} {seal}"
        if self._place.url is not None:
            return self._write(texts, progress, made_for) or 0
        if self._made_for() == made_for:
            if is_sound(self._place.folder):
                return 0
            self._clear()
        try:
            embedded = self._write(texts, progress, made_for)
        except Exception as error:  # (chromadb raises of many kinds)
            if isinstance(error, EmbedderError) or "locked" in str(error):  # nothing is broken
                raise
            if not _has_room(self._place.folder):  # what is there could not be made again
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
        index = self._own()
        if index is None:
            return None
        self.doubt()  # a sync that is cut off leaves no mark
        embedded = index.sync(texts, progress)
        self._measure(index, texts)
        self._switch(index)
        self._mark.parent.mkdir(parents=True, exist_ok=True)
        self._mark.write_text(made_for, encoding="utf-8")
        self._opened_for, self.notice = made_for, ""
        self._is_calibrated()
        return embedded

    def _measure(self, index: VectorIndex, texts: Mapping[str, tuple[str, str]]) -> None:
        """Measures the scale of a model by the guides, once, where nobody did by questions."""
        folder, model = self._place.folder.parent, index.model_id
        kept = Kept.read(folder, model)
        if model == BUNDLED_MODEL or (kept and not (index.changed and kept.measured == "guides")):
            return
        own = own_scale(texts, lambda text, ids: index.similarities(index.embed(text), ids), model)
        if own:
            own.write(folder)

    def _own(self) -> VectorIndex | None:
        """The index of the embedder that is set, be it complete or not; None as for `_open`."""
        with self._lock:
            index, embedder = self._open(), self._loaded()
            if embedder is None:
                self._say(self._fault)
                return None
            if index is None or index.model_id == embedder.model_id:
                return index
            return self._place.index(embedder, self._name)

    def _switch(self, index: VectorIndex) -> None:
        """Has a complete index answer, and removes those of embedders that were set before."""
        first = not index.ready
        index.finish()
        if index.changed:
            self.switched = remark("embedder_changed", self._name, *index.changed)
        with self._lock:
            before = self._index
            self._answer_by(index, self._embedder)
            self.waits = ""
        if before is not None and before is not index:
            before.close()
        # On a shared server another process may be filling its own.
        dropped = index.drop_others() if first or self._place.url is None else []
        if dropped and first:
            self.switched = remark("embedder_switched", self._name, ", ".join(dropped))

    def _clear(self) -> None:
        """Removes the embedded database; the next opening makes an empty one."""
        with self._lock:
            if self._index:
                self._close(self._index)
            if self._place.folder.is_dir() and not self._place.folder.is_symlink():
                shutil.rmtree(self._place.folder)
            else:
                self._place.folder.unlink(missing_ok=True)
            self._closed_until = 0.0
        _log.warning(told(remark("index_remade"), self._locale))


def _has_room(folder: Path) -> bool:
    """Whether the disk takes as much again as an embedded database has."""
    try:
        kept = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
        return shutil.disk_usage(folder.parent).free > kept + _SPARE
    except OSError:
        return False
