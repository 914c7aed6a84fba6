"""What an item's names and its whole guide know of a question, by letters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from knowledge.catalogue import Catalogue
from knowledge.elements import PAPERS
from knowledge.model import Guide
from knowledge.question import Question
from knowledge.text import fold
from knowledge.vocabulary import Vocabulary, marks, share


@dataclass(frozen=True, slots=True)
class Known:
    """The words of one library's guides, compared with questions; a guide's are read once."""

    guides: Mapping[str, Guide]
    catalogue: Catalogue
    _texts: dict[str, Vocabulary] = field(default_factory=dict)
    _but_papers: dict[str, Vocabulary] = field(default_factory=dict)

    def text_cover(self, question: Question, id_: str) -> float:
        """Share of a question's content that an item's names and its whole guide meet."""
        met = self.marks(question, id_)
        return share(question.content, met, self.catalogue.weights(question.folded))

    def marks(self, question: Question, id_: str) -> list[bool]:
        """Which characters of a question the item's names or its whole guide meet."""
        return self.met(question, id_, self.text(id_))

    def rest(self, question: Question, id_: str) -> str:
        """The content of a question that the item's names do not meet."""
        met = marks(question.folded, question.words, self.catalogue.vocabulary(id_))
        rows = zip(question.folded, question.content, met, strict=True)
        return "".join(char for char, content, hit in rows if content and not hit)

    def met(self, question: Question, id_: str, text: Vocabulary) -> list[bool]:
        """Which characters the item's names or this text meet."""
        names = marks(question.folded, question.words, self.catalogue.vocabulary(id_))
        told = marks(question.folded, question.words, text)
        return [a or b for a, b in zip(names, told, strict=True)]

    def own_paper(self, question: Question, id_: str) -> bool:
        """All that is named stands in what the item asks to be handed in."""
        papers = fold(self.guides[id_].elements.get(PAPERS, ""))
        met = self.met(question, id_, Vocabulary.of([papers]))
        known = all(hit for hit, kept in zip(met, question.content, strict=True) if kept)
        return known and all(name in papers for name in self.catalogue.mentions(question.folded))

    def only_a_paper(self, question: Question, id_: str) -> bool:
        """It asks where or how to get a paper that the item only wants to be handed in.

        "户口本在哪办" is no question about the item, unless its FAQs speak of it.
        """
        if question.named_paper is None or not self.own_paper(question, id_):
            return False
        met = marks(question.folded, question.words, self.faqs(id_))
        return not all(met[slice(*question.named_paper)])

    def faqs(self, id_: str) -> Vocabulary:
        """What an item's FAQs can answer for."""
        told = (text for faq in self.guides[id_].faqs for text in (faq.question, faq.answer))
        return Vocabulary.of([fold(text) for text in told])

    def but_papers(self, id_: str) -> Vocabulary:
        """What an item's guide can answer for beside its list of documents."""
        if id_ not in self._but_papers:
            elements = self.guides[id_].elements.items()
            texts = [fold(text) for term, text in elements if term != PAPERS]
            told, faqs = Vocabulary.of(texts), self.faqs(id_)
            both = Vocabulary(told.grams | faqs.grams, told.groups | faqs.groups)
            self._but_papers[id_] = both
        return self._but_papers[id_]

    def text(self, id_: str) -> Vocabulary:
        """What all of an item's guide can answer for."""
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
