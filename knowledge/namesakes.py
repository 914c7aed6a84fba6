"""Services of one name that answered alike, and do so no longer at the next question.

"…要什么材料" was told of any of five of one name, whose guides say the same; "那在哪办" after it is
open between them again, unless one was picked, or a place said which.
"""

from __future__ import annotations

from dataclasses import replace

from knowledge.model import Before
from knowledge.parts import Part, Parter
from knowledge.places import Places
from knowledge.proposing import Choice
from knowledge.regions import Place


def reopened(part: Part, place: Place, before: Before | None, parter: Parter, by: Places) -> Part:
    """A part that leans on the item before, open between its namesakes where it was so then."""
    if before is None or place or not before.question or part.choice.chosen != before.item:
        return part
    picked = before.picked.partition("#")[0] == before.item
    if picked or before.item not in by.guides or len(by.same(before.item)) < 2:
        return part
    was, said = by.read(before.question)
    for first in parter.parts(said, None):
        choice = by.settle(first.choice, was, None, first.question.folded)
        if choice.sure and before.item in choice.candidates:
            return replace(part, choice=Choice(candidates=choice.candidates, sure=True))
    return part
