"""What of several guides is offered to pick from, where no item is meant for sure.

A clerk who is asked "那天证件刚好过期了咋办" asks back which of two things is meant. So the pieces
that come nearest are offered, each with its item; never answered with. Nothing is offered where
the question comes as near to what no guide is about, or names a service that no guide knows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from knowledge.catalogue import Catalogue
from knowledge.elements import FAQ_TERM
from knowledge.known import Known
from knowledge.model import Candidate, Guide, Locale
from knowledge.offering import CLEARLY, FAQ_WORTH, MAX_OFFERED, candidate_of
from knowledge.passages import Passage, passages_of
from knowledge.places import Places
from knowledge.proposing import Choice
from knowledge.question import Question
from knowledge.retrieval import Retriever
from knowledge.scoring import Scorer
from knowledge.text import fold
from knowledge.vocabulary import Vocabulary, marks, share
from knowledge.wording import say

_POOL = 12
_ITEMS = 4
_BEHIND = 0.03
"""How far behind the nearest one a piece may be …"""
_AT_LEAST = 2
"""… unless so few would be left."""
_LETTERS = 0.03
"""What it adds to how near guides come that the passage found first meets all of a question."""
_NEARER = 0.01
"""How much nearer the nearest passage of another guide must be to turn to it."""
_UNPLACED = 0.75
"""What a question without the place that is all guides' counts of its nearness."""
_PER_ITEM = 3
_ASKED_WORTH = 0.02
"""What being the element that is asked for adds to a cosine."""
_SERVICE = re.compile(
    "许可证?|登记证?|执照|通行证|资格证?|证明|补贴|津贴|补助|救助|资助|贷款|公证|注册|认定|鉴定|"
    "年检|过户|上牌|牌照|签证|备案|注销|变更|采伐证?|证(?!件)"
)
"""What services are called by; the word before it says which of them."""
_COUNTED = re.compile("[这那一两几每][笔份张种项个样本]$")
"""What counts things says nothing of their kind: "那笔补助"."""
_GROUNDS = "设定依据"


@dataclass(frozen=True, slots=True)
class Across:
    """Offers pieces of all guides of one library."""

    guides: Mapping[str, Guide]
    catalogue: Catalogue
    retriever: Retriever
    known: Known
    places: Places
    scorer: Scorer

    def far(self, question: Question) -> bool:
        """Whether a question comes as near to what no guide is about as to any guide."""
        worth = self._worth(question)
        return worth is not None and worth < self._least(question)

    def near(self, question: Question) -> bool:
        """Whether some guide comes clearly nearer to a question than what no guide is about."""
        worth = self.retriever.worth(question)
        return worth is not None and worth >= self._least(question) + CLEARLY

    def offered(
        self, question: Question, choice: Choice, focus: str | None, locale: Locale
    ) -> tuple[Candidate, ...]:
        """Up to five pieces that may be meant, the nearest first; none where it is refused.

        The item in focus goes first; items that are proposed and have no piece among them follow.
        """
        worth = self._worth(question)
        if worth is None or worth < self._least(question):
            return ()
        found: dict[tuple[str, str], tuple[float, Candidate]] = {}
        for near, one in self._near(question, locale):
            key = (one.id, one.anchor)
            if near > found.get(key, (0.0, one))[0]:
                found[key] = (near, one)
        best = _few(sorted(found.values(), key=lambda pair: -pair[0]), focus)
        if not best:
            return ()
        ids = [*choice.candidates[: MAX_OFFERED // 2]]
        ids = ids or [one.id for one in best if one.id != focus][:1]
        pieces = [one for one in best if one.anchor or one.id not in ids]
        pieces = self._with_first(
            question,
            Choice(chosen=focus) if focus else choice,
            pieces[: MAX_OFFERED - len(ids)],
            locale,
        )
        return (*pieces, *(self._whole(id_, pieces, locale) for id_ in ids))

    def _with_first(
        self, question: Question, choice: Choice, pieces: list[Candidate], locale: Locale
    ) -> list[Candidate]:
        """The same with what search, which counts letters and names, finds first."""
        first = self.scorer.first(question, choice)
        if first is None or first.element == _GROUNDS:
            return pieces
        # A FAQ that is nearest, too, may speak of what the item is not: "户口迁走了，村里的地呢".
        nearest = [passage for passage, _ in self.retriever.texts(question, 1)]
        asked = first.element == FAQ_TERM and first in nearest
        if not asked and self.catalogue.fit(question, first.guide).excluded:
            return pieces
        one = self._piece(first, locale)
        return pieces if one in pieces else [*pieces, one]

    def beside(self, question: Question, guide: Guide, locale: Locale) -> tuple[Candidate, ...]:
        """Pieces that may be meant where another guide comes clearly nearer than the named one.

        "没扯证生的娃能上户不" names marriage and asks of a birth.
        """
        best, own = self.retriever.texts(question, 1), self.retriever.within(question, guide)
        if not (best and own) or best[0][1] < own[0][1] + _NEARER:
            return ()
        found = self.offered(question, Choice(candidates=(guide.id,)), None, locale)
        return found if found and found[0].id != guide.id else ()

    def _worth(self, question: Question) -> float | None:
        """How near guides come to a question in meaning; where it is just short, letters count."""
        worth, least = self.retriever.worth(question), self._least(question)
        if worth is None or not least - _LETTERS <= worth < least:
            return worth
        first = self.scorer.first(question, Choice())
        if first is None:
            return worth
        told = Vocabulary.of([fold(first.shown), fold(self.guides[first.guide].name)])
        met = marks(question.folded, question.words, told)
        said = list(question.said)
        for match in _SERVICE.finditer(question.folded):  # "登记" is of many things
            said[match.start() : match.end()] = [False] * len(match[0])
        return worth + _LETTERS * share(said, met, self.catalogue.weights(question.folded))

    def _least(self, question: Question) -> float:
        scale = self.retriever.thresholds
        return scale.across - (scale.english if question.english else 0)

    def _near(self, question: Question, locale: Locale) -> Iterator[tuple[float, Candidate]]:
        """Pieces with how near they are; of the nearest items what is asked for by name."""
        cover = self.retriever.thresholds.cover
        weights = self.catalogue.weights(question.folded)
        asked = {intent.term for intent in question.intents}
        best: dict[str, float] = {}
        plain = replace(question, text=self.places.unplaced(question.text))
        for passage, cosine in self._texts(question, plain):
            told = Vocabulary.of([fold(passage.shown)])
            done = self.catalogue.done(question, passage.guide) | told.groups
            if passage.element == _GROUNDS or question.done - done:
                continue
            if not self._may_be(question, passage.guide):
                continue
            met = marks(question.folded, question.words, told)
            worth = cover * share(question.said, met, weights)
            worth += FAQ_WORTH if passage.element == FAQ_TERM else 0
            worth += _ASKED_WORTH if passage.element in asked else 0
            best.setdefault(passage.guide, cosine)
            yield cosine + worth, self._piece(passage, locale)
        for id_, cosine in self.retriever.items(plain, _ITEMS):
            done = self.catalogue.done(question, id_)
            if self._may_be(question, id_) and not question.done - done:
                best[id_] = max(cosine, best.get(id_, 0.0))
        for id_, cosine in sorted(best.items(), key=lambda pair: -pair[1])[:_ITEMS]:
            named = [p for p in passages_of(self.guides[id_]) if p.element in asked]
            yield from ((cosine, self._piece(passage, locale)) for passage in named)
            if not named:
                yield cosine, self.catalogue.candidate(id_)

    def _texts(self, question: Question, plain: Question) -> list[tuple[Passage, float]]:
        """The passages nearest to a question, and to it without the place that is all guides'."""
        if plain.text in ("", question.text):
            return self.retriever.texts(question, _POOL)
        found = [self.retriever.texts(one, 3 * _POOL) for one in (question, plain)]
        other = {(p.guide, p.anchor): near for p, near in found[1]}
        keyed = ((p, near, other.get((p.guide, p.anchor))) for p, near in found[0])
        both = [
            (p, near + _UNPLACED * (bare - near)) for p, near, bare in keyed if bare is not None
        ]
        return sorted(both, key=lambda pair: -pair[1])[:_POOL]

    def _may_be(self, question: Question, id_: str) -> bool:
        return not (self.catalogue.fit(question, id_).excluded or self._unknown(question, id_))

    def _unknown(self, question: Question, id_: str) -> bool:
        """A service is named of which a guide does not know what kind it is of: "渔船登记"."""
        names, said = self.catalogue.vocabulary(id_), self.known.but_papers(id_)
        if question.names_other(names.groups | said.groups, names.grams | said.grams):
            return True  # that a paper is wanted ("护照") makes a guide know nothing of getting it
        met = self.known.marks(question, id_)
        for found in _SERVICE.finditer(question.folded):
            which = slice(max(found.start() - (2 if len(found[0]) == 1 else 1), 0), found.start())
            before = slice(max(found.start() - 2, 0), found.start())
            if _COUNTED.search(question.folded[: found.start()]):
                continue
            if found.start() and all(question.content[which]) and not any(met[before]):
                return True
        return False

    def _piece(self, passage: Passage, locale: Locale) -> Candidate:
        """A passage as something to pick, with the item that it is of in its label."""
        piece = candidate_of(self.guides[passage.guide], passage, locale)
        item = self.catalogue.candidate(piece.id).label
        return piece.model_copy(update={"label": f"{item} · {piece.label}"})

    def _whole(self, id_: str, pieces: Sequence[Candidate], locale: Locale) -> Candidate:
        """An item as such to pick, of which other pieces may be meant than those beside it."""
        item = self.catalogue.candidate(id_)
        if all(one.id != id_ for one in pieces):
            return item
        return item.model_copy(update={"label": say("other_piece", locale, item.label)})


def _few(ranked: Sequence[tuple[float, Candidate]], focus: str | None) -> list[Candidate]:
    """The few that are worth picking from, not too many of one item, that in focus first."""
    kept: list[Candidate] = []
    for near, one in ranked:
        behind = ranked[0][0] - near > _BEHIND
        same = sum(other.id == one.id for other in kept)
        if same < (_PER_ITEM if one.anchor else 1) and not (behind and len(kept) >= _AT_LEAST):
            kept.append(one)
    return sorted(kept[:MAX_OFFERED], key=lambda one: one.id != focus)
