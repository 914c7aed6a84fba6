"""Rules of what an item is called."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.linting.page import Flaw, Page
from knowledge.remarks import listed, remark
from knowledge.versions import MAX_LISTED

LISTED = 3
"""Of the other guides so many are told by their ids."""


def same_name(page: Page) -> Iterator[Flaw]:
    """Another guide of the same bureau and place has the same name: which case is it for?"""
    if twins := page.twins.get(page.guide.id):
        some = listed(twins[:LISTED], MAX_LISTED)
        what = remark("lint_same_name", len(twins), some)
        yield Flaw("same-name", what, (page.head(),))
