"""Rules of the FAQs against the elements: the same words with another number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge.linting.page import Flaw, Page, Piece
from knowledge.remarks import anchor_name, remark

_LABELLED = re.compile(
    r"([一-龥]{4,12}?)(?:为|是|：|:)? ?(\d{1,7}(?:\.\d{1,2})?) ?(万?元|%|个?工作日|周岁|个月|小时)"
)


def faq_number(page: Page) -> Iterator[Flaw]:
    """The same words with another number: "每人每月最高 1200 元" and "… 1500 元"."""
    stated: dict[tuple[str, str], tuple[Piece, re.Match[str]]] = {}
    numbers: dict[tuple[str, str], set[str]] = {}
    for piece in page.elements():
        for found in _LABELLED.finditer(piece.text):
            key = (found[1], found[3])
            stated.setdefault(key, (piece, found))
            numbers.setdefault(key, set()).add(found[2])
    for piece in page.faqs():
        for found in _LABELLED.finditer(piece.text):
            key = (found[1], found[3])
            if key in stated and found[2] not in numbers[key]:
                other, there = stated[key]
                what = remark(
                    "lint_number",
                    anchor_name(piece.anchor),
                    found[0],
                    anchor_name(other.anchor),
                    there[0],
                )
                cited = (piece.cite(*found.span()), other.cite(*there.span()))
                yield Flaw("faq-number", what, cited)
