"""All that is known at one revision of the shelf, as it is in force on a day.

Which versions answer changes at days that are known beforehand, so what was made for one
day is held until the next such day; asking costs a look at the shelf's revision.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from knowledge.across import Across
from knowledge.answering import Answerer
from knowledge.catalogue import Catalogue
from knowledge.caveats import Caveats
from knowledge.choosing import Chooser
from knowledge.composing.composer import Composer
from knowledge.force import change_days, chosen, coming
from knowledge.known import Known
from knowledge.meaning import Meaning
from knowledge.model import Guide
from knowledge.offering import Offerer
from knowledge.parts import Parter
from knowledge.places import Places
from knowledge.proposing import Proposer
from knowledge.ranking import Ranker
from knowledge.regions import units
from knowledge.retrieval import Retriever
from knowledge.scoring import Scorer
from knowledge.sections import Finder
from knowledge.shelf import GuideShelf, guide_of
from knowledge.telling import Teller
from knowledge.unsure import Unsure

MAX_HELD = 2
"""Days that are held at once: today, and another one that is asked about."""


@dataclass(frozen=True, slots=True)
class Holding:
    """The guides that answer from `first` to `last`, and what finds answers in them."""

    revision: int
    first: date
    last: date
    guides: dict[str, Guide]
    retriever: Retriever
    catalogue: Catalogue
    answerer: Answerer
    ranker: Ranker
    places: Places
    caveats: Caveats


class Holdings:
    """What is known, by day. Safe to use from several threads."""

    def __init__(
        self,
        shelf: GuideShelf,
        lexical_folder: Path,
        meaning: Meaning,
        help_phone: str,
        region: str,
        composer: Composer | None = None,
    ) -> None:
        self._shelf = shelf
        self._folder = lexical_folder
        self._meaning = meaning
        self._help_phone = help_phone
        self._region = region
        self._composer = composer
        self._lock = threading.RLock()
        self._held: list[Holding] = []

    def at(self, day: date) -> Holding:
        """What is known on a day."""
        with self._lock:
            revision = self._shelf.revision()
            for held in self._held:
                if held.revision == revision and held.first <= day <= held.last:
                    return held
            made = self._read(revision, day)
            self._held = [made, *(h for h in self._held if h.revision == revision)][:MAX_HELD]
            return made

    def _read(self, revision: int, day: date) -> Holding:
        versions: dict[str, list[Guide]] = {}
        for record in self._shelf.all():
            guide = guide_of(record)
            versions.setdefault(guide.id, []).append(guide)
        guides = {id_: chosen(each, day) for id_, each in versions.items()}
        several = {id_: each for id_, each in versions.items() if len(each) > 1}
        later = [guide for each in several.values() for guide in coming(each, day)]
        first, last = _span(several, day)
        catalogue = Catalogue(guides)
        retriever = Retriever(guides, self._folder, self._meaning, later)
        known = Known(guides, catalogue)
        proposer = Proposer(guides, catalogue, retriever, known)
        chooser = Chooser(guides, catalogue, known, proposer)
        teller = Teller(catalogue, retriever, known)
        places = Places(guides, units(self._region))
        caveats = Caveats(guides, several, places)
        parter = Parter(guides, catalogue, chooser)
        finder = Finder(catalogue, known, teller)
        scorer = Scorer(catalogue, retriever)
        offerer = Offerer(teller, scorer)
        across = Across(guides, catalogue, retriever, known, places, scorer)
        answerer = Answerer(
            guides,
            catalogue,
            parter,
            finder,
            offerer,
            across,
            Unsure(guides, catalogue, known, across, self._help_phone),
            self._help_phone,
            places,
            self._composer,
        )
        ranker = Ranker(catalogue, retriever, scorer, answerer)
        return Holding(
            revision, first, last, guides, retriever, catalogue, answerer, ranker, places, caveats
        )


def _span(versions: Mapping[str, list[Guide]], day: date) -> tuple[date, date]:
    """The first and last day on which the same versions answer as on this one."""
    days = {each for kept in versions.values() for each in change_days(kept)}
    first = max((each for each in days if each <= day), default=date.min)
    after = min((each for each in days if each > day), default=None)
    return first, date.max if after is None else after - timedelta(days=1)
