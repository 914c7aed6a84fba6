"""What else of a guide is told where two of its pieces are as near to a question.

Where the nearest passage leads the next one by a hair it is the wrong one in one case of four;
both are short, and who asks sees which is meant.
"""

from __future__ import annotations

from knowledge.alike import same_words, shares
from knowledge.elements import FAQ_TERM, kind_of
from knowledge.model import Guide
from knowledge.passages import Passage
from knowledge.question import Question
from knowledge.telling import FAQ_COVER, Teller

AS_GOOD = 0.01
"""Shares of what is asked that are this near are as good."""


def as_near(teller: Teller, question: Question, guide: Guide, told: Passage) -> Passage | None:
    """The passage that is told beside the one that was found, as it comes as near."""
    if same_words(question, guide):
        return None
    scale = teller.retriever.thresholds
    covers = {
        passage.anchor: teller.cover(question, guide, passage.shown)
        for passage, _ in teller.retriever.within(question, guide)
    }
    ranked = sorted(
        (
            (cosine + scale.cover * covers[passage.anchor], passage)
            for passage, cosine in teller.retriever.within(question, guide)
        ),
        key=lambda pair: -pair[0],
    )
    if len(ranked) < 2 or ranked[0][1] != told or ranked[0][0] - ranked[1][0] >= scale.hair:
        return None
    second = ranked[1][1]
    plain = second.element == FAQ_TERM or kind_of(second.element) not in ("list", "steps")
    by_letters = covers[told.anchor] - covers[second.anchor] > AS_GOOD
    if covers[told.anchor] >= FAQ_COVER and by_letters:
        return None
    plain = plain and shares(question, teller.named(question, guide), guide, second)
    return second if plain else None
