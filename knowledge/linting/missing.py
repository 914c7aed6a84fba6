"""Rules of what a guide does not say though its item needs it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from knowledge.elements import MAIN
from knowledge.linting.page import Flaw, Page
from knowledge.remarks import element_name, remark


def missing_terms(elements: Mapping[str, str]) -> tuple[str, ...]:
    """The main elements that are not there, each group by its first term."""
    return tuple(group[0] for group in MAIN if not any(term in elements for term in group))


def missing(page: Page) -> Iterator[Flaw]:
    """A main element that the item needs and the guide lacks."""
    for term in missing_terms(page.guide.elements):
        yield Flaw(
            "missing", remark("lint_missing", element_name(term)), (page.element(term).cite(),)
        )
