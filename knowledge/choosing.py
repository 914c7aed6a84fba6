"""Which item a question means: one, several that may be meant, or none.

The similar must not answer for the absent: a question about divorce is not
answered from the guide for marriage, however near the two are in meaning
(cosine 0.90 with the bundled model, where a true paraphrase has 0.91). So
letters decide, with a table of everyday words and of words that exclude each
other; meaning only proposes items to ask back about.

The thresholds were set on tests/knowledge/questions.jsonl and on questions to
1,500 published guides; a test holds the rates that they reach.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from knowledge.catalogue import Catalogue, Fit
from knowledge.model import Guide
from knowledge.question import Question, Vocabulary, marks, share
from knowledge.retrieval import Retriever
from knowledge.text import fold

ANSWER_COVER = 0.75
"""Share of a question's content that an item's names must meet to be meant beyond doubt."""
ANSWER_TEXT_COVER = 0.85
"""The same for names and guide text together, where the names alone meet `CLARIFY_COVER`."""
CLARIFY_COVER = 0.45
"""Share from which it is worth asking back."""
CLOSE_COVER = 0.05
"""Items this near to the best one are rivals."""
FOCUS_COVER = 0.5
"""Share of the content that names and text of the item in focus must meet."""
ITEM_SIMILARITY = 0.86
"""Cosine from which meaning may propose an item (unrelated pairs reach 0.85–0.88) …"""
ITEM_GAP = 0.012
"""… if the next one is this far behind …"""
PROPOSE_COVER = 0.4
"""… and the guide's own text meets this share of the question's content."""
_SERVICE_LIKE = re.compile(
    "证|照|卡|登记|许可|备案|补贴|津贴|贷款|公证|签|户|执照|passport|visa|licen|card|permit"
)


@dataclass(frozen=True, slots=True)
class Choice:
    """`chosen` is the item meant; else `candidates` may be; else only `near` ones are there."""

    chosen: str = ""
    candidates: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    unnamed: bool = False
    """The question names no item at all."""


@dataclass(slots=True)
class Chooser:
    """Decides between the items of one library."""

    guides: Mapping[str, Guide]
    catalogue: Catalogue
    retriever: Retriever
    _texts: dict[str, Vocabulary] = field(default_factory=dict)

    def choose(self, question: Question, focus: str | None) -> Choice:
        """The item that a question means, with the walk's own item in focus."""
        fits = self.catalogue.fits(question)
        if focus and self._means_focus(question, focus, fits):
            return Choice(chosen=focus)
        if not question.topic:
            return Choice(unnamed=True)
        allowed = [fit for fit in fits if not fit.excluded]
        choice = self._by_names(question, allowed) or self._by_meaning(question, allowed)
        if choice:
            return choice
        near = [fit.id for fit in fits if fit.covered >= CLARIFY_COVER]
        return Choice(near=tuple(near[:3]))

    def text_cover(self, question: Question, id_: str) -> float:
        """Share of a question's content that an item's names and its whole guide meet."""
        words = question.words
        names = marks(question.folded, words, self.catalogue.vocabulary(id_))
        text = marks(question.folded, words, self._text(id_))
        both = [a or b for a, b in zip(names, text, strict=True)]
        return share(question, both, self.catalogue.weights(question.folded))

    def rest(self, question: Question, id_: str) -> str:
        """The content of a question that the item's names do not meet."""
        met = marks(question.folded, question.words, self.catalogue.vocabulary(id_))
        rows = zip(question.folded, question.content, met, strict=True)
        return "".join(char for char, content, hit in rows if content and not hit)

    def _means_focus(self, question: Question, focus: str, fits: list[Fit]) -> bool:
        if not question.topic:
            return True
        own = self.catalogue.fit(question, focus)
        if own.excluded:
            return False
        other = next((fit for fit in fits if fit.id != focus and not fit.excluded), None)
        if (
            other
            and other.covered >= ANSWER_COVER
            and other.covered > own.covered + CLOSE_COVER
            and (other.mention > own.mention or other.named > own.named + 0.2)
        ):
            return False
        if self.text_cover(question, focus) >= FOCUS_COVER:
            return True
        # Words that the guide does not know: a remark on the side, or another service?
        return not _SERVICE_LIKE.search(self.rest(question, focus))

    def _by_names(self, question: Question, fits: list[Fit]) -> Choice | None:
        if not fits or fits[0].covered < CLARIFY_COVER:
            return None
        best = fits[0]
        rivals = [fit for fit in fits if self._rivals(best, fit)]
        sure = best.covered >= ANSWER_COVER or (
            self.text_cover(question, best.id) >= ANSWER_TEXT_COVER
        )
        left = self._separated(question, rivals) if sure else rivals
        if sure and len(left) == 1:
            return Choice(chosen=left[0].id)
        return Choice(candidates=tuple(fit.id for fit in left))

    @staticmethod
    def _rivals(best: Fit, fit: Fit) -> bool:
        if fit.id == best.id:
            return True
        if best.mention:
            return fit.mention == best.mention and fit.covered >= best.covered - CLOSE_COVER
        return fit.covered >= best.covered - CLOSE_COVER and fit.named >= best.named - 0.4

    def _separated(self, question: Question, rivals: list[Fit]) -> list[Fit]:
        """Rivals whose bureau or level the question names, all of them if it names none's."""
        for part in ("bureau", "level", "region"):
            named = [
                fit
                for fit in rivals
                if (text := fold(getattr(self.guides[fit.id], part))) and text in question.folded
            ]
            rivals = named or rivals
        return rivals

    def _by_meaning(self, question: Question, allowed: list[Fit]) -> Choice | None:
        near = self.retriever.items(question, 5)
        if not near or near[0][1] < ITEM_SIMILARITY:
            return None
        best, similarity = near[0]
        other = next((s for id_, s in near if self.guides[id_].name != self.guides[best].name), 0.0)
        fit = self.catalogue.fit(question, best)
        known = self.text_cover(question, best) >= PROPOSE_COVER
        if fit.excluded or not known or similarity - other < ITEM_GAP:
            return None
        return Choice(candidates=tuple(id_ for id_, s in near if s >= similarity - 1e-6))

    def _text(self, id_: str) -> Vocabulary:
        if id_ not in self._texts:
            guide = self.guides[id_]
            texts = [*guide.elements.values(), guide.bureau, guide.level, guide.region]
            texts += [text for faq in guide.faqs for text in (faq.question, faq.answer)]
            self._texts[id_] = Vocabulary.of([fold(text) for text in texts])
        return self._texts[id_]
