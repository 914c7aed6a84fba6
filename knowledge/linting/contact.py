"""Rules of where to go, when, and whom to call."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.elements import kind_of
from knowledge.linting.page import Flaw, Page
from knowledge.phones import phone_fault
from knowledge.remarks import element_name, remark


def phone(page: Page) -> Iterator[Flaw]:
    """A phone element without a number that can be dialled from anywhere."""
    for piece in page.elements():
        if kind_of(piece.element) == "phone" and (fault := phone_fault(piece.text)):
            what = remark("phone", element_name(piece.element), fault, piece.text[:30])
            yield Flaw("phone", what, (piece.cite(),))
