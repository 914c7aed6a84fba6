"""Items that a question names side by side by their whole names ("结婚登记和生育登记")."""

from __future__ import annotations

import re

from knowledge.catalogue import Catalogue
from knowledge.question import Question

_JOINED = re.compile("以及|还有|[、和跟及]|(?<!赠)与")
_SIDE_BY_SIDE = range(2, 5)
"""How many items may be named side by side."""


def joined(question: Question, catalogue: Catalogue) -> tuple[str, ...]:
    """Items that a question names side by side; none if not two."""
    parts = _JOINED.split(question.text)
    if len(parts) not in _SIDE_BY_SIDE:
        return ()
    named = [_wholly(part, catalogue) for part in parts]
    if not all(named) or len({*sum(named, ())}) != sum(map(len, named)):
        return ()
    return sum(named, ())


def joined_with(
    question: Question, catalogue: Catalogue
) -> tuple[tuple[str, ...], Question] | None:
    """Items that one side of "身份证补领和社保卡要带什么" names wholly, and the other side."""
    parts = _JOINED.split(question.text)
    sides = (parts, parts[::-1]) if len(parts) == 2 else ()
    found = ((_wholly(a, catalogue), b) for a, b in sides)
    return next(((named, catalogue.read(b)) for named, b in found if named), None)


def _wholly(text: str, catalogue: Catalogue) -> tuple[str, ...]:
    """Items of which one name and nothing else says what a text is about."""
    fits = catalogue.fits(catalogue.read(text))
    return tuple(fit.id for fit in fits if fit.whole and not (fit.unsaid or fit.excluded))
