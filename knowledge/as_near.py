"""What else of a guide is told where two of its pieces come as near to a question.

Where the nearest passage leads the next one by a hair it is the wrong one in one case of four;
both are short, and who asks sees which is meant.
"""

from __future__ import annotations

from knowledge.alike import faqs_of, same_words, shares
from knowledge.elements import FAQ_TERM, kind_of
from knowledge.model import Guide
from knowledge.passages import Passage
from knowledge.question import Question
from knowledge.telling import AS_GOOD, FAQ_COVER, Teller


def as_near(teller: Teller, question: Question, guide: Guide, told: Passage) -> Passage | None:
    """The passage to be told beside the one that was found, if it comes as near."""
    if same_words(question, guide):
        return None
    ranked, hair = teller.ranked(question, guide), teller.retriever.thresholds.hair
    if len(ranked) < 2 or ranked[0][1] != told or ranked[0][0] - ranked[1][0] >= hair:
        return None
    second = ranked[1][1]
    if _letters_lead(teller, question, guide, told, second):
        return None
    plain = second.element == FAQ_TERM or kind_of(second.element) not in ("list", "steps")
    told_of = plain and shares(question, teller.named(question, guide), guide, second)
    return second if told_of else None


def _letters_lead(
    teller: Teller, question: Question, guide: Guide, told: Passage, second: Passage
) -> bool:
    """Whether letters decide for the FAQ that is told, and against the other."""
    rows = zip(faqs_of(guide), teller.covers(question, guide), strict=True)
    covers = {faq.anchor: cover for faq, cover in rows}
    own = covers.get(told.anchor, 0.0)
    return own >= FAQ_COVER and own > covers.get(second.anchor, 0.0) + AS_GOOD
