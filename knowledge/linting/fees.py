"""Rules of what it costs: the flag against the fees."""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge.linting.page import Flaw, Page
from knowledge.remarks import remark

FLAG, FEES = "是否收费", "收费标准"
FREE = re.compile(
    r"^(?:办理|登记|本?事项)?(?:不收费|免费|不收取?(?:任何)?费用?|无需缴费|无|0 ?元?)[。.]?$"
)
"""Fees that say nothing but that there are none."""


def free_with_sum(page: Page) -> Iterator[Flaw]:
    """Said to be free, yet the fees have a sum."""
    if page.text(FLAG) == "否" and any(char.isdigit() for char in page.text(FEES)):
        cited = (page.element(FLAG).cite(), page.element(FEES).cite())
        yield Flaw("free-with-sum", remark("free_with_sum"), cited)


def charged_without_sum(page: Page) -> Iterator[Flaw]:
    """Said to be charged for, and nobody says how much."""
    flag, fees = page.element(FLAG), page.element(FEES)
    if not re.match("是|收费", flag.text):
        return
    if not fees.text and len(flag.text) <= 2:
        yield Flaw("charged-without-sum", remark("lint_no_sum"), (fees.cite(), flag.cite()))
    elif FREE.match(fees.text):
        cited = (fees.cite(), flag.cite())
        yield Flaw("charged-without-sum", remark("lint_charged_free", fees.text[:20]), cited)
