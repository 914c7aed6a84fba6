"""How a question and a passage are alike by letters.

Guards against what meaning alone takes for near: a FAQ that has nothing of what is asked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from knowledge.model import Guide
from knowledge.passages import Passage, faq_number, passages_of
from knowledge.question import Question
from knowledge.text import fold
from knowledge.vocabulary import Vocabulary, marks
from knowledge.words import asks_whether

SAME_WORDS = 80
"""Likeness, 0..100, from which a question is a FAQ's own; it answers before an element does."""
ALIKE_WORTH = 0.001
"""What asking in the same way adds to a FAQ's share."""
_AROUND = re.compile("到底|究竟|请问|[啊呀呢]")
_WEAK = "一算"
"""Characters that stand in many texts and make none of them tell of another."""


def asks_alike(question: Question, guide: Guide, passage: Passage) -> float:
    """What it adds that a FAQ, too, asks whether something is possible: it decides a tie."""
    number = faq_number(passage)
    if number is None or not asks_whether(question.folded):
        return 0.0
    return ALIKE_WORTH if asks_whether(fold(guide.faqs[number].question)) else 0.0


def same_words(question: Question, guide: Guide) -> Passage | None:
    """The FAQ that asks the same in nearly the same words."""
    asked = _plainly(question.folded)
    alike = [fuzz.ratio(asked, _plainly(fold(faq.question))) for faq in guide.faqs]
    if not alike or max(alike) < SAME_WORDS:
        return None
    return faqs_of(guide)[alike.index(max(alike))]


def _plainly(folded: str) -> str:
    """A question without what people put around it ("到底…啊"), asked in the written words."""
    return _AROUND.sub("", folded).replace("啥", "什么").replace("咋", "怎么")


def shares(question: Question, named: Sequence[bool], guide: Guide, passage: Passage) -> bool:
    """Whether a passage has anything of what is said beside the item's names, if anything is.

    In a guide of few FAQs one of them leads by far, whatever is asked ("能网上办吗").
    """
    if question.english:
        return True  # letters cannot say: the guide's own words are Chinese
    own = {*guide.name, *"".join(guide.aliases)}
    met = marks(question.folded, question.words, Vocabulary.of([fold(passage.shown)]))
    rows = zip(question.folded, question.said, named, met, strict=True)
    left = [(char, hit) for char, said, name, hit in rows if said and not name and char not in own]
    told = (hit or char in passage.shown for char, hit in left if char not in _WEAK)
    return not left or any(told)


def faqs_of(guide: Guide) -> list[Passage]:
    """The passages made of a guide's FAQs, in their order."""
    return [passage for passage in passages_of(guide) if faq_number(passage) is not None]


def explains(guide: Guide, what: str) -> Passage | None:
    """The FAQ that asks for this word; a passage that merely uses it explains nothing."""
    rows = zip(faqs_of(guide), guide.faqs, strict=True)
    return next((passage for passage, faq in rows if what in fold(faq.question)), None)
