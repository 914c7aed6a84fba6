"""Rules of time: what is over, what has not begun, what has not been looked at for long."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.linting.page import Flaw, Page
from knowledge.remarks import remark


def ends_before(page: Page) -> Iterator[Flaw]:
    """It expires before it takes effect."""
    effective, expires = page.guide.effective, page.guide.expires
    if effective and expires and expires < effective:
        yield Flaw("ends-before", remark("ends_before", expires, effective), (page.head(),))
