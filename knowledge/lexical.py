"""The lexical index: BM25 over character n-grams of the passages, kept on disk.

Saved under the digest of what it was built from; another digest, or files that
cannot be read, mean: build again. What cannot be saved is used from memory.
Needs no model, so it answers alone where no embedder loads.
"""

from __future__ import annotations

import hashlib
import logging
import shutil
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from knowledge.passages import Passage
from knowledge.text import fold, grams

if TYPE_CHECKING:
    from numpy.typing import NDArray

_log = logging.getLogger(__name__)

_SIZES = (1, 2, 3)
_FORMAT = "1"
"""Raise it when texts are cut into n-grams in another way."""
_ASIDE = "new-"
"""How the folder of an index begins that is not written to its end."""
_WRITTEN_WITHIN = 3_600.0
"""Seconds in which any index is written; 1,500 guides take a few."""


class LexicalIndex:
    """BM25 scores of a question for each passage, by the passage's row."""

    def __init__(self, retriever: Any, size: int) -> None:
        self._retriever = retriever
        self.size = size

    @classmethod
    def open(cls, folder: Path, passages: Sequence[Passage]) -> LexicalIndex:
        """The saved index of just these passages; built and saved where there is none."""
        seal = hashlib.sha256("".join(passage.key for passage in passages).encode())
        home = folder / f"{seal.hexdigest()[:24]}-{_FORMAT}"
        index = cls._load(home, len(passages))
        if index is None:
            index = cls._build(passages)
            index._save(folder, home)
        return index

    def scores(self, question: str) -> NDArray[np.float32]:
        """A score ≥ 0 for each passage, in the order in which they were indexed."""
        tokens = list(grams(fold(question), _SIZES))
        ids = self._retriever.get_tokens_ids(tokens) if self._retriever is not None else []
        if not ids:
            return np.zeros(self.size, dtype=np.float32)
        found: NDArray[np.float32] = self._retriever.get_scores_from_ids(ids)
        return found

    @classmethod
    def _build(cls, passages: Sequence[Passage]) -> LexicalIndex:
        if not passages:
            return cls(None, 0)
        import bm25s

        vocabulary: dict[str, int] = {}
        rows = [
            [
                vocabulary.setdefault(gram, len(vocabulary))
                for gram in grams(fold(p.indexed), _SIZES)
            ]
            for p in passages
        ]
        retriever = bm25s.BM25()
        retriever.index((rows, vocabulary), show_progress=False)
        return cls(retriever, len(passages))

    @classmethod
    def _load(cls, home: Path, size: int) -> LexicalIndex | None:
        if not size:
            return cls(None, 0)
        if not home.is_dir():
            return None
        import bm25s

        try:
            retriever = bm25s.BM25.load(home, show_progress=False)
            if retriever.scores["num_docs"] != size:
                return None
        except Exception:  # noqa: BLE001 (files of any content are read by three libraries)
            return None
        return cls(retriever, size)

    def _save(self, folder: Path, home: Path) -> None:
        """Written aside and moved in whole, so that another process sees all of it or nothing."""
        if self._retriever is None:
            return
        try:
            self._write(folder, home)
        except OSError as error:  # a home that may only be read: this process has it in memory
            _log.warning("字词索引存不下（%s），每次启动都要重做。", error.strerror)

    def _write(self, folder: Path, home: Path) -> None:
        if folder.is_file():
            folder.unlink()
        folder.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(prefix=_ASIDE, dir=folder))
        now = aside.stat().st_mtime
        try:
            self._retriever.save(aside, show_progress=False)
            shutil.rmtree(home, ignore_errors=True)
            with suppress(OSError):  # another process has just put the same index there
                aside.replace(home)
        finally:
            shutil.rmtree(aside, ignore_errors=True)
        for other in folder.iterdir():
            if other != home and not _is_being_written(other, now):
                shutil.rmtree(other, ignore_errors=True)


def _is_being_written(folder: Path, now: float) -> bool:
    """Whether another process may be at it; what a killed one left behind is older."""
    try:
        return folder.name.startswith(_ASIDE) and now - folder.stat().st_mtime < _WRITTEN_WITHIN
    except OSError:  # it has just been moved in
        return True
