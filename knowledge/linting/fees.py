"""Rules of what it costs: the flag against the fees."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.linting.page import Flaw, Page
from knowledge.remarks import remark

FLAG, FEES = "是否收费", "收费标准"


def free_with_sum(page: Page) -> Iterator[Flaw]:
    """Said to be free, yet the fees have a sum."""
    if page.text(FLAG) == "否" and any(char.isdigit() for char in page.text(FEES)):
        cited = (page.element(FLAG).cite(), page.element(FEES).cite())
        yield Flaw("free-with-sum", remark("free_with_sum"), cited)
