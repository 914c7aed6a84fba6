"""Which passage of one guide tells what is asked, if any does.

Guards against the merely near: with the bundled model every passage of an item looks near to all
questions about it. So a passage must lead the guide's others, and letters count beside meaning; a
cue ("多少钱") must ask about this item, not about what stands beside it ("打官司要多少钱").

The weights come from a logistic regression over 103 questions that a FAQ answers and 257 that
none does; of the latter 7 would be answered where 90 % of the former are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from knowledge.alike import asks_alike, explains, faqs_of, same_words, shares
from knowledge.catalogue import Catalogue
from knowledge.elements import COMPLAINTS, FAQ_TERM, PAPERS, PROCEDURE, Intent, kind_of
from knowledge.exclusions import denied
from knowledge.facts import Fact, find, holds, states_rate, whether
from knowledge.known import Known
from knowledge.measures import asks_both, own_doings, own_names, people, qualifier
from knowledge.model import Guide
from knowledge.passages import Passage
from knowledge.question import Question, clauses
from knowledge.retrieval import Retriever
from knowledge.text import fold
from knowledge.unasked import of_trouble
from knowledge.vocabulary import Vocabulary, marks, share
from knowledge.wanted import tells_wanted
from knowledge.words import amount, excluded, explained, groups_in, needed, possible, silent

FAQ_COVER = 0.6
"""Share of what a question asks beyond the item's name by which letters alone decide for a FAQ."""
ASKED_WORTH = 0.0005
"""What it adds that a FAQ asks what its answer could be read for, too: it decides between two."""
AS_GOOD = 0.0002
"""FAQs this near to the best one by letters are as good as it."""
LEAD_WORTH = 2
"""What leading the guide's next passage adds to a cosine, as a multiple of the lead."""
ABOUT = 0.6
"""Share of what is said beside a cue, or beside "能办吗", that must be known there to be meant."""
RESULT = "审批结果名称"
"""What one gets is as good as the item's name: "执照几天下来"."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question asks of one guide."""

    cues: tuple[Intent, ...]
    """The elements that answer as a whole."""
    facts: tuple[Fact, ...]
    """The lines that hold what a cue measures, other than what the element tells."""
    untold: tuple[tuple[str, str], ...]
    """Kinds of values that are measured but told nowhere; each with its cue's own element."""
    other: frozenset[str] = frozenset()
    """Heads of what is to be done other than what the item is for; only a FAQ may tell of it."""


@dataclass(frozen=True, slots=True)
class Teller:
    """Finds the telling passages of one library's guides."""

    catalogue: Catalogue
    retriever: Retriever
    known: Known

    def asked(self, question: Question, guide: Guide) -> Asked:
        """The cues that ask about this item; none if something else is to be done than it is for.

        What to bring for a marriage does not answer what to bring for a lost
        certificate of it; a FAQ may.
        """
        named = self.catalogue.done(question, guide.id)
        if question.done - named or excluded(question.actions, named):
            return Asked((), (), (), question.done - named)
        cues: list[Intent] = []
        facts: list[Fact] = []
        untold: list[tuple[str, str]] = []
        spans: list[tuple[int, int]] = []
        for cue in own_names(question, guide):
            measured = qualifier(question, cue, self.named(question, guide, RESULT), guide)
            fact = find(guide, measured, cue.term) if measured else None
            if measured and fact:
                facts.append(fact)
                if asks_both(measured, question.folded, cue):
                    cues.append(cue)
                else:
                    spans.append(measured.span)
            elif measured and states_rate(measured, guide.elements.get(cue.term, "")):
                cues.append(cue)
            elif measured and measured.sure:
                untold.append((measured.kind, cue.term))
            elif cue.term == PAPERS and (fact := self._paper_told(question, guide)):
                facts.append(fact)
            elif self._concerns(cue, question, guide):
                cues.append(cue)
        if not (cues or facts or untold):
            return Asked((), tuple(self._uncued(question, guide)), ())
        elements = {fact.element for fact in facts}
        left = [
            cue
            for cue in cues
            if cue.term not in elements
            and not any(start < cue.end and cue.start < end for start, end in spans)
        ]
        facts += self._beside(question, guide, elements | {cue.term for cue in left})
        return Asked(tuple(left), tuple(facts), tuple(untold))

    def _uncued(self, question: Question, guide: Guide) -> Iterator[Fact]:
        """The line that knows what is asked to be needed, how much it is, or whether it is done."""
        told = self.whether(question, guide, needed(question.folded))
        told = told or self.whether(question, guide, amount(question.folded), number=True)
        deed = possible(question.folded)
        if deed and not any(self.named(question, guide)[slice(*deed)]):
            told = told or self.whether(question, guide, deed)
        if told:
            yield told

    def _paper_told(self, question: Question, guide: Guide) -> Fact | None:
        """What tells of a paper that is asked to be needed, where the list of papers does not."""
        named = self.named(question, guide)
        kept = [said and not name for said, name in zip(question.said, named, strict=True)]
        fact = whether(question, guide, named, kept, needed(question.folded))
        return fact if fact and fact.element != PAPERS else None

    def _beside(self, question: Question, guide: Guide, terms: AbstractSet[str]) -> Iterator[Fact]:
        """What clauses without a cue ask to be needed ("要不要户口本，多少钱"), not in `terms`."""
        for clause in () if question.english else clauses(question.text):
            part = self.catalogue.read(clause)
            fact = None if part.intents else self.whether(part, guide, needed(part.folded))
            if fact and fact.element not in terms:
                yield fact

    def denied(self, question: Question, guide: Guide) -> Fact | None:
        """The sentence that says the guide is not for what is asked; its own FAQ goes first."""
        found = denied(question, guide, self.kept(question, guide))
        return Fact(*found) if found and not same_words(question, guide) else None

    def _concerns(self, cue: Intent, question: Question, guide: Guide) -> bool:
        """Whether what stands beside a cue is of this item."""
        clause = question.in_clause(cue.start)
        if cue.term == PROCEDURE and self._silent(question, clause, guide):
            return False
        kept = self.kept(question, guide)
        for start, end in (*own_doings(question.folded, kept), *people(question.folded)):
            kept[start:end] = [False] * (end - start)
        if cue.term == COMPLAINTS:  # "窗口态度太差，我要投诉"; but not "举报邻居"
            kept[: cue.start] = [False] * cue.start
        beside = [keep and here for keep, here in zip(kept, clause, strict=True)]
        known = share(beside, self.known.marks(question, guide.id), self._weights(question))
        return sum(beside) < 2 or known >= ABOUT

    def _silent(self, question: Question, clause: Sequence[bool], guide: Guide) -> bool:
        """True if a clause says something that the procedure is silent of ("扣了12分咋办")."""
        rows = zip(question.folded, clause, strict=True)
        said = "".join(char for char, here in rows if here)
        return silent(said, fold(guide.elements.get(PROCEDURE, "")))

    def kept(self, question: Question, guide: Guide) -> list[bool]:
        """Which characters are content beside the item's names and the elements asked for."""
        cued = {place for cue in own_names(question, guide) for place in range(cue.start, cue.end)}
        rows = zip(question.content, self.named(question, guide), strict=True)
        return [said and not named and at not in cued for at, (said, named) in enumerate(rows)]

    def said_beside(self, question: Question, guide: Guide) -> bool:
        """True if anything is said beside the item's names."""
        rows = zip(question.for_letters, self.named(question, guide), strict=True)
        return any(said and not named for said, named in rows)

    def whether(
        self,
        question: Question,
        guide: Guide,
        span: tuple[int, int] | None,
        *,
        number: bool = False,
    ) -> Fact | None:
        """The line that knows what is asked to be needed or possible (knowledge.facts)."""
        named, kept = self.named(question, guide), self.kept(question, guide)
        return whether(question, guide, named, kept, span, number=number)

    def unnamed_deed(self, question: Question, guide: Guide) -> bool:
        """True if what is asked to be possible is neither the item nor the office's own doing."""
        span = range(*(possible(question.folded) or (0, 0)))
        rows = zip(question.said, self.named(question, guide), strict=True)
        kept = [at in span and said and not named for at, (said, named) in enumerate(rows)]
        return sum(kept) > sum(end - start for start, end in own_doings(question.folded, kept))

    def told(self, question: Question, guide: Guide, asked: Asked) -> Passage | None:
        """The FAQ or passage that answers before or beside what is asked for by name."""
        if found := same_words(question, guide):
            return found
        named = self.named(question, guide)
        cues = [cue for cue in asked.cues if not of_trouble(question, cue, named)]
        if asked.facts or (cues and self._known_there(question, guide, cues)):
            return None
        found = self.passage(question, guide, besides=bool(cues))
        if not found or any(
            found.element == term or not holds(found.shown, kind) for kind, term in asked.untold
        ):
            return None
        held = {head for _, _, head in groups_in(fold(found.shown))}
        return found if asked.other | question.done_if_possible <= held else None

    def _known_there(self, question: Question, guide: Guide, cues: Sequence[Intent]) -> bool:
        """True if the elements asked for know all that is said beside them."""
        brief = (cue.term for cue in cues if kind_of(cue.term) not in ("list", "steps"))
        held = Vocabulary.of([fold(guide.elements.get(term, "")) for term in brief])
        met = marks(question.folded, question.words, held)
        rows = zip(self.kept(question, guide), met, strict=True)
        return sum(keep and not hit for keep, hit in rows) < 2

    def passage(self, question: Question, guide: Guide, *, besides: bool = False) -> Passage | None:
        """The FAQ that letters decide for, else the passage nearest in meaning if it tells enough.

        Args:
            question: What is asked.
            guide: Where to look.
            besides: An element answers by itself; a passage must be better than else.
        """
        if what := explained(question.folded):
            return explains(guide, what)
        told = question.english or question.topic or question.intents  # "几个人来的" has none
        if not told or (besides and question.only_asks):  # "要几天": its element says it all
            return None
        found = self._best(question, guide, besides=besides)
        return found if found and tells_wanted(question, guide, found) else None

    def _best(self, question: Question, guide: Guide, *, besides: bool) -> Passage | None:
        """The FAQ or passage that comes nearest, if it is near enough."""
        faqs = faqs_of(guide)
        covers = self.covers(question, guide)
        if covers and max(covers) >= FAQ_COVER:
            best_faq = self._nearest(question, guide, faqs, covers)
            if shares(question, self.named(question, guide), guide, best_faq):
                return best_faq
        scale, ranked = self.retriever.thresholds, self.ranked(question, guide)
        if len(ranked) < 2:
            return None
        (best, passage), (next_best, _) = ranked[:2]
        hinted = {FAQ_TERM, *(intent.term for intent in question.intents)}
        need = scale.faq_tells if passage.element in hinted else scale.text_tells
        need += scale.besides if besides else 0
        need -= scale.english if question.english else 0
        tells = best + LEAD_WORTH * (best - next_best) >= need
        told = tells and shares(question, self.named(question, guide), guide, passage)
        return passage if told else None

    def ranked(self, question: Question, guide: Guide) -> list[tuple[float, Passage]]:
        """The passages of a guide by meaning and letters, with what they come to, best first."""
        cover = self.retriever.thresholds.cover
        found = (
            (cosine + cover * self.cover(question, guide, passage.shown), passage)
            for passage, cosine in self.retriever.within(question, guide)
        )
        return sorted(found, key=lambda pair: -pair[0])

    def covers(self, question: Question, guide: Guide) -> list[float]:
        """What letters make of each FAQ: how much of the question it meets, asking alike."""
        return [
            self.cover(question, guide, passage.shown)
            + ASKED_WORTH * self.cover(question, guide, faq.question)
            + asks_alike(question, guide, passage)
            for passage, faq in zip(faqs_of(guide), guide.faqs, strict=True)
        ]

    def _nearest(
        self, question: Question, guide: Guide, faqs: Sequence[Passage], covers: Sequence[float]
    ) -> Passage:
        """The FAQ that letters decide for; meaning decides between those that are as good."""
        close = [
            faq for faq, cover in zip(faqs, covers, strict=True) if cover > max(covers) - AS_GOOD
        ]
        near = {
            passage.anchor: cosine for passage, cosine in self.retriever.within(question, guide)
        }
        return max(close, key=lambda faq: near.get(faq.anchor, 0.0))

    def cover(self, question: Question, guide: Guide, text: str) -> float:
        """Share of what a question says, without the item's names, that a text meets."""
        held = Vocabulary.of([fold(text)])
        rows = zip(question.for_letters, self.named(question, guide), strict=True)
        kept = [said and not named for said, named in rows]
        return share(kept, marks(question.folded, question.words, held), self._weights(question))

    def named(self, question: Question, guide: Guide, *more: str) -> list[bool]:
        """Which characters of a question the item's names meet, or these elements of its guide."""
        held = self.catalogue.vocabulary(guide.id)
        met = marks(question.folded, question.words, held)
        for term in more:
            told = Vocabulary.of([fold(guide.elements.get(term, ""))])
            also = marks(question.folded, question.words, told)
            met = [a or b for a, b in zip(met, also, strict=True)]
        return met

    def _weights(self, question: Question) -> list[float]:
        return self.catalogue.weights(question.folded)
