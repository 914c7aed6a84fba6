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

from knowledge.catalogue import WHOLLY, Catalogue, Fit
from knowledge.elements import PAPERS
from knowledge.model import Guide
from knowledge.passages import faq_number
from knowledge.question import Question, Vocabulary, marks, share
from knowledge.retrieval import Retriever
from knowledge.text import fold
from knowledge.words import ACTIONS, SERVICES, asks, handed

ANSWER_COVER = 0.75
"""Share of a question's content that an item's names must meet to be meant beyond doubt."""
ANSWER_TEXT_COVER = 0.85
"""The same for names and guide text together, where the names alone meet `CLARIFY_COVER`."""
CLARIFY_COVER = 0.45
"""Share from which it is worth asking back."""
CLOSE_COVER = 0.05
"""Items this near to the best one in what they cover are rivals …"""
MUCH_LESS = 0.4
"""… unless the question fills their names this much less."""
NAMED_INSTEAD = 0.65
"""Share of another item's name that must be there to turn from the one in focus to it."""
HALF_NAMED = 0.5
"""Share of a name that must be there unless the names meet all of the question's content."""
FAQ_ITEM_COVER = 0.8
"""Share of a question that a FAQ's question and the item's names must meet to decide it."""
PASSAGE_STANDS_OUT = 0.91
"""Cosine from which a passage may decide the item by meaning …"""
PASSAGE_GAP = 0.012
"""… if it leads the next passage by this much (unanswerable questions leave up to 0.010) …"""
NAMED_IN_PART = 0.15
"""… and the item's names meet this share of the content."""
FAQ_POOL = 10
"""Passages looked through for such a FAQ."""
MAX_NEAR = 3
MAX_PROPOSED = 4
"""Items asked back about where none of them is meant for sure."""
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


def _is_question(question: Question) -> bool:
    """Something is asked: "就一次" is no question, though a FAQ may hold its words."""
    return bool(question.english or question.intents) or asks(question.folded)


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
        about = question.about()
        fits = self.catalogue.fits(question)
        if focus and (not about.topic or self._means_focus(question, focus, fits)):
            return Choice(chosen=focus)
        if about is not question and about.topic:
            named = self._by_names(about, [f for f in self.catalogue.fits(about) if not f.excluded])
            if named.chosen or named.candidates:
                return named
        if not question.topic:
            return Choice(unnamed=True)
        if about is question and (both := self.catalogue.joined(question)):
            return Choice(candidates=both)
        near = tuple(fit.id for fit in fits if fit.covered >= CLARIFY_COVER)[:MAX_NEAR]
        if fits and fits[0].covered >= CLARIFY_COVER and self._another(question, fits[0]):
            return Choice(near=near)
        named = self._by_names(question, [fit for fit in fits if not fit.excluded])
        if named.chosen:
            return named
        if named.candidates and not self.rest(question, named.candidates[0]):
            return named  # the names say all that was asked; a FAQ could only guess among them
        told = self._by_faq(question) if _is_question(question) else Choice()
        if told.chosen or named.candidates:
            return told if told.chosen else named
        proposed = self._by_meaning(question)
        return proposed if proposed.candidates else Choice(near=near)

    def text_cover(self, question: Question, id_: str) -> float:
        """Share of a question's content that an item's names and its whole guide meet."""
        met = self.known(question, id_)
        return share(question.content, met, self.catalogue.weights(question.folded))

    def known(self, question: Question, id_: str) -> list[bool]:
        """Which characters of a question the item's names or its whole guide meet."""
        return self._met(question, id_, self._text(id_))

    def rest(self, question: Question, id_: str) -> str:
        """The content of a question that the item's names do not meet."""
        met = marks(question.folded, question.words, self.catalogue.vocabulary(id_))
        rows = zip(question.folded, question.content, met, strict=True)
        return "".join(char for char, content, hit in rows if content and not hit)

    def _another(self, question: Question, fit: Fit) -> bool:
        """What is asked for is just what this item is not, and its guide does not know it."""
        if fit.excluded:
            return True
        known = self.text_cover(question, fit.id) >= ANSWER_TEXT_COVER
        return not known and self.catalogue.borrowed(question, fit.id)

    def _means_focus(self, question: Question, focus: str, fits: list[Fit]) -> bool:
        if not question.topic:
            return True
        own = self.catalogue.fit(question, focus)
        if own.excluded:
            return False
        other = next((fit for fit in fits if fit.id != focus), None)
        if other and self._named_instead(own, other):
            return handed(question.folded) and self._own_paper(question, focus)
        return self._keeps_to(question, focus)

    def _own_paper(self, question: Question, id_: str) -> bool:
        """All that is named stands in what the item asks to be handed in."""
        papers = fold(self.guides[id_].elements.get(PAPERS, ""))
        met = self._met(question, id_, Vocabulary.of([papers]))
        known = all(hit for hit, kept in zip(met, question.content, strict=True) if kept)
        return known and all(name in papers for name in self.catalogue.mentions(question.folded))

    @staticmethod
    def _named_instead(own: Fit, other: Fit) -> bool:
        if other.covered < own.covered + CLOSE_COVER:
            return False
        if other.mention > own.mention:
            return other.covered >= CLARIFY_COVER
        return other.covered >= ANSWER_COVER and other.named > max(own.named, NAMED_INSTEAD)

    def _keeps_to(self, question: Question, id_: str) -> bool:
        """The question stays with this item: its guide knows the words, or they name no service."""
        if self._other_service(question, id_):
            return False
        return self.text_cover(question, id_) >= FOCUS_COVER or not self._foreign(question, id_)

    def _other_service(self, question: Question, id_: str) -> bool:
        """A word that names a service is in the question, but not in the guide."""
        held = self.catalogue.vocabulary(id_).groups | self._text(id_).groups
        return bool(question.actions & SERVICES - held)

    def _foreign(self, question: Question, id_: str) -> bool:
        """What neither the item's names nor its guide know names a service of its own."""
        if self._other_service(question, id_):
            return True
        met = self.known(question, id_)
        rows = zip(question.folded, question.content, met, strict=True)
        unknown = "".join(char for char, content, hit in rows if content and not hit)
        return bool(_SERVICE_LIKE.search(unknown))

    def _by_names(self, question: Question, fits: list[Fit]) -> Choice:
        if not fits:
            return Choice()
        best = fits[0]
        rivals = [fit for fit in fits if self._rivals(best, fit)]
        if not best.unsaid:
            rivals = [fit for fit in rivals if not fit.unsaid]
        if self._sure(question, best):
            rivals = self._separated(question, rivals)
            if len(rivals) == 1:
                return Choice(chosen=rivals[0].id)
            return Choice(candidates=tuple(fit.id for fit in rivals))
        if best.covered < CLARIFY_COVER:
            return Choice()
        return Choice(candidates=tuple(fit.id for fit in rivals[:MAX_PROPOSED]))

    def _sure(self, question: Question, best: Fit) -> bool:
        if best.unsaid:
            return False
        if best.covered >= (ANSWER_COVER if best.named >= HALF_NAMED else WHOLLY):
            return not self._foreign(question, best.id)
        if best.mention or best.named >= WHOLLY:
            return self._keeps_to(question, best.id)
        return (
            best.covered >= CLARIFY_COVER
            and best.named >= HALF_NAMED
            and self.text_cover(question, best.id) >= ANSWER_TEXT_COVER
        )

    @staticmethod
    def _rivals(best: Fit, fit: Fit) -> bool:
        if fit.id == best.id:
            return True
        if best.mention:
            return fit.mention == best.mention and fit.covered >= best.covered - CLOSE_COVER
        return fit.covered >= best.covered - CLOSE_COVER and fit.named >= best.named - MUCH_LESS

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

    def _by_faq(self, question: Question) -> Choice:
        """The item of which a FAQ asks just this, though its name is hardly there."""
        for passage, _ in self.retriever.search(question, FAQ_POOL):
            guide = self.guides[passage.guide]
            number = faq_number(passage)
            if number is None or not self.rest(question, guide.id):
                continue
            met = self._met(question, guide.id, Vocabulary.of([fold(guide.faqs[number].question)]))
            told = share(question.said, met, self.catalogue.weights(question.folded))
            if told >= FAQ_ITEM_COVER and not self.catalogue.fit(question, guide.id).excluded:
                return Choice(chosen=guide.id)
        return self._by_nearest(question)

    def _by_nearest(self, question: Question) -> Choice:
        """The item of the one passage that stands out by meaning, if its name is there in part."""
        found = self.retriever.standing_out(question, PASSAGE_GAP)
        if (
            found is None
            or found[1] < PASSAGE_STANDS_OUT
            or not self.rest(question, found[0].guide)
        ):
            return Choice()
        fit = self.catalogue.fit(question, found[0].guide)
        known = fit.covered >= NAMED_IN_PART and not fit.excluded
        return Choice(chosen=fit.id) if known else Choice()

    def _met(self, question: Question, id_: str, text: Vocabulary) -> list[bool]:
        """Which characters the item's names or this text meet."""
        names = marks(question.folded, question.words, self.catalogue.vocabulary(id_))
        told = marks(question.folded, question.words, text)
        return [a or b for a, b in zip(names, told, strict=True)]

    def _by_meaning(self, question: Question) -> Choice:
        """Items to ask back about, proposed by the nearness of their names' meaning."""
        near = self.retriever.items(question, 5)
        if not near or near[0][1] < ITEM_SIMILARITY:
            return Choice()
        best, similarity = near[0]
        other = next((s for id_, s in near if self.guides[id_].name != self.guides[best].name), 0.0)
        met = self.known(question, best)
        known = share(question.subject, met, self.catalogue.weights(question.folded))
        unmet = question.actions & ACTIONS - self.catalogue.vocabulary(best).groups
        if unmet or known < PROPOSE_COVER or similarity - other < ITEM_GAP:
            return Choice()
        same = [id_ for id_, _ in near if self.guides[id_].name == self.guides[best].name]
        allowed = [id_ for id_ in same if not self.catalogue.fit(question, id_).excluded]
        return Choice(candidates=tuple(allowed))

    def _text(self, id_: str) -> Vocabulary:
        if id_ not in self._texts:
            guide = self.guides[id_]
            texts = [
                *guide.elements,
                *guide.elements.values(),
                guide.bureau,
                guide.level,
                guide.region,
            ]
            texts += [text for faq in guide.faqs for text in (faq.question, faq.answer)]
            self._texts[id_] = Vocabulary.of([fold(text) for text in texts])
        return self._texts[id_]
