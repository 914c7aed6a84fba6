"""A guide as the rules read it, and what a rule says of it.

Guards the citation: a quote is always cut out of the guide's own text, so that
its offsets are true by construction.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from knowledge.elements import FAQ_TERM
from knowledge.model import STALE_YEARS, Cited, Guide
from knowledge.passages import ITEM_TERM
from knowledge.remarks import Remark


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a guide's text with a place of its own: an element or a FAQ."""

    element: str
    anchor: str
    text: str

    def cite(self, start: int = 0, end: int | None = None) -> Cited:
        """A part of it as a citation; without bounds all of it."""
        end = len(self.text) if end is None else end
        return Cited(
            element=self.element,
            anchor=self.anchor,
            quote=self.text[start:end],
            start=start,
            end=end,
        )


@dataclass(frozen=True, slots=True)
class Flaw:
    """What a rule found in a guide: the sentence for people, and the words it rests on."""

    rule: str
    """Key of its row in rules.toml."""
    what: Remark
    cited: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """One guide, the day it is read on, and the names of all guides beside it."""

    guide: Guide
    on: date | None = None
    """Rules of dates say nothing without it."""
    twins: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Ids of the other guides that a list shows alike, by id."""
    stale_years: int = STALE_YEARS
    """A guide published longer ago should be looked at again."""

    def text(self, term: str) -> str:
        """An element's text, "" where there is none."""
        return self.guide.elements.get(term, "")

    def element(self, term: str) -> Piece:
        """An element, also one that is missing (its text is empty then)."""
        return Piece(term, term, self.text(term))

    def elements(self, terms: Iterable[str] | None = None) -> Iterator[Piece]:
        """The elements that are there, of these terms or all."""
        for term in self.guide.elements if terms is None else terms:
            if self.text(term):
                yield self.element(term)

    def faqs(self) -> Iterator[Piece]:
        """Every FAQ with question and answer, as its passage shows it."""
        for number, faq in enumerate(self.guide.faqs, start=1):
            text = f"问：{faq.question}\n答：{faq.answer}"
            yield Piece(FAQ_TERM, f"{FAQ_TERM}-{number}", text)

    def head(self) -> Cited:
        """The item's name, for what is said of the guide as a whole."""
        return Piece(ITEM_TERM, ITEM_TERM, self.guide.name).cite()
