"""What items are called, and what tells those apart that are called alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from knowledge.model import Guide
from knowledge.text import fold, grams
from knowledge.words import groups_in, words_of

MIN_SWAPPED = 4
"""Shortest name of which one character may have been swapped for another."""

MIN_TOPIC = 2
"""Shortest part of a name that tells an item from the one that was spoken of."""
HALF_SHARED = 0.5
"""Share of the rest of the two names that must be the same."""


def but_one(folded: str, at: int, forms: Iterable[str]) -> bool:
    """True if a text has one of these forms around a place where alone it differs."""
    for form in forms:
        for inner in range(1, len(form) - 1) if len(form) >= MIN_SWAPPED else ():
            head = folded.endswith(form[:inner], 0, at)
            if head and folded.startswith(form[inner + 1 :], at + 1):
                return True
    return False


def forms_of(guide: Guide) -> tuple[str, ...]:
    names = (fold(name) for name in (guide.name, *guide.aliases))
    return tuple(dict.fromkeys(name for name in names if name)) or ("?",)


def tail_of(code: str, codes: list[str]) -> str:
    """The shortest end of a code, of at least 4 characters, that no other of the codes shares."""
    for size in range(4, len(code)):
        if sum(other.endswith(code[-size:]) for other in codes) == 1:
            return f"编码尾号 {code[-size:]}"
    return f"编码 {code}"


def siblings(guides: Mapping[str, Guide], topic: str, id_: str) -> list[str]:
    """Items that are called like this one, but for what they alone say.

    After the ID card "临时" means the temporary one.
    """
    if len(topic) < MIN_TOPIC or any(topic in form for form in forms_of(guides[id_])):
        return []
    own, names = (
        fold(guides[id_].name),
        {other: fold(guide.name) for other, guide in guides.items()},
    )
    said = next((w for _, _, head in groups_in(topic) for w in words_of(head) if w in own), "")
    if said:
        return []  # it is what the item itself is called by another word
    words = {topic, *(w for _, _, head in groups_in(topic) for w in words_of(head))}
    like = {
        other: _shared(name, word, own)
        for other, name in names.items()
        for word in words
        if word in name
    }
    best = max(like.values(), default=0.0)
    return [other for other, share in like.items() if share == best >= HALF_SHARED]


def _shared(name: str, topic: str, own: str) -> float:
    """How much of a name beside a part of it another one has."""
    rest = [gram for piece in name.split(topic) for gram in grams(piece, (2,))]
    return sum(gram in own for gram in rest) / len(rest) if rest else 0.0
