"""What has to be said with an answer: that another version or place says otherwise.

What is told is only what concerns the cited elements; the rest of the guide is not asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from knowledge.changes import changes
from knowledge.elements import FAQ_TERM
from knowledge.force import coming, lapsed, outlived
from knowledge.model import Change, Guide, GuideAnswer, Locale, Source
from knowledge.places import Places
from knowledge.regions import Place
from knowledge.remarks import Remark, remark, told

MAX_CHANGES = 3
"""Changes that are told with one answer."""


@dataclass(frozen=True, slots=True)
class Caveats:
    """Says what has to be said with the answers of one library on one day."""

    guides: Mapping[str, Guide]
    versions: Mapping[str, Sequence[Guide]]
    """All versions that are there, of the guides that have several."""
    places: Places

    def added(
        self,
        answer: GuideAnswer,
        place: Place,
        on: date,
        locale: Locale,
        began: Guide | None = None,
    ) -> GuideAnswer:
        """An answer with its caveats before it.

        Args:
            answer: What the guides say.
            place: The place that is asked for.
            on: The day of asking.
            locale: Language of what is told.
            began: The version that the walk of the person began with.
        """
        cited = [s for s in answer.sources if s.guide in self.guides]
        notes = [
            told(note, locale)
            for id_ in dict.fromkeys(source.guide for source in cited)
            for note in self._of(
                id_, [s for s in cited if s.guide == id_], place, on, locale, began
            )
        ]
        if not notes:
            return answer
        return answer.model_copy(update={"text": "\n".join((*notes, answer.text))})

    def _of(
        self,
        id_: str,
        cited: Sequence[Source],
        place: Place,
        on: date,
        locale: Locale,
        began: Guide | None,
    ) -> Iterator[Remark]:
        guide, versions = self.guides[id_], self.versions.get(id_, ())
        if (own := self.places.of(id_)) and not self.places.serves(id_, place):
            yield remark("of_other_place", "".join(own), "".join(place))
        elif own and place and len(self.places.same(id_)) > 1:
            yield remark("of_place", "".join(own))
        if versions and (later := outlived(versions, guide, on)):
            yield remark("outlived", guide.version, later.version, later.expires)
        ahead = coming(versions, on)[:1] if versions else []
        for later in ahead:
            if changed := _told(guide, later, cited, locale):
                yield remark("will_change", later.effective, later.version, changed)
            elif lapsed(guide, on):
                yield remark("will_follow", later.effective, later.version)
        if began and began.id == id_ and (changed := _told(began, guide, cited, locale)):
            yield remark("has_changed", began.version, changed)


def _told(old: Guide, new: Guide, cited: Sequence[Source], locale: Locale) -> str:
    """What changed in the cited elements, in short; "" where nothing did."""
    terms = {source.element for source in cited}
    asked = [source.passage for source in cited if source.element == FAQ_TERM]
    found = changes(_only(old, terms), _only(new, terms), locale)
    concern = (c for c in found if c.what in terms and (c.what != FAQ_TERM or _is_asked(c, asked)))
    rows = [change.text for change in concern]
    return "\uff1b".join(rows[:MAX_CHANGES])


def _only(guide: Guide, terms: set[str]) -> Guide:
    elements = {term: text for term, text in guide.elements.items() if term in terms}
    faqs = guide.faqs if FAQ_TERM in terms else ()
    return guide.model_copy(update={"elements": elements, "faqs": faqs})


def _is_asked(change: Change, passages: Sequence[str]) -> bool:
    """Whether a change of a FAQ is of one that is cited; what is new is none of it."""
    questions = (change.question,) if change.question else change.lost
    return any(question in passage for question in questions for passage in passages)
