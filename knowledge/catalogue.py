"""The catalogue of items: finds the item that a person calls by any name, in under 10 ms.

Names and aliases only, by letters: no model, no index file. Same-named items
are told apart by bureau and level, and by code where these are equal too.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from rapidfuzz import fuzz

from knowledge import everyday
from knowledge.elements import element_pairs
from knowledge.exclusions import not_meant
from knowledge.glosses import in_english
from knowledge.item_names import but_one, forms_of, tail_of
from knowledge.model import Candidate, Guide, ItemMatch
from knowledge.question import Question, read_question
from knowledge.spelling import Spelling
from knowledge.text import fold, grams
from knowledge.vocabulary import Vocabulary, marks, marks_of_names, share
from knowledge.words import (
    FIRST,
    asking_words,
    excluded,
    groups_in,
    hurry,
    qualified,
    word_pairs,
    words_of,
)

_LATIN = re.compile("[a-z0-9]+")
WHOLLY = 0.95
"""Share from which a name stands in a text whole, and a text in a name."""
_POOL = 60
"""Items that are compared closely, those that share most pairs of characters."""
MIN_MENTION = 3
"""Shortest name that counts as named when it stands inside a longer text."""
MIN_KIND = 3
"""Shortest ending that tells a kind of service ("使用许可") and none by itself."""
_REMEMBERED = 256
"""Texts, and half as many fits: one answer reads the same clause several times."""
MIN_SCORE = 0.3
"""Below it an item is no match at all: it shares a common ending like 登记 only."""


@dataclass(frozen=True, slots=True)
class Fit:
    """How an item's names fit a question."""

    id: str
    covered: float
    """Share of the question's content that the names meet, 0..1."""
    named: float
    """Share of the best name that the question meets, 0..1."""
    mention: int
    """Length of the longest of its names that stands in the question whole, else 0."""
    unsaid: bool
    """Every name of it has a qualifier ("查询", "注销") that the question does not say."""
    excluded: bool
    """The question asks for something that excludes this item (divorce, not marriage)."""

    @property
    def whole(self) -> bool:
        """Name and question say the same, if in other words ("补办" for "补发")."""
        return min(self.covered, self.named) >= WHOLLY

    @property
    def score(self) -> float:
        """0..1: covering the question counts more than filling out the name."""
        return 0.7 * self.covered + 0.3 * self.named


class Catalogue:
    """Names and aliases of all items of a library."""

    def __init__(self, guides: Mapping[str, Guide]) -> None:
        self._guides = guides
        self._forms = {id_: forms_of(guide) for id_, guide in guides.items()}
        self._held: dict[str, Vocabulary] = {}
        self._told: dict[str, frozenset[str]] = {}
        self._first: dict[str, bool] = {}
        self._by_form: dict[str, list[str]] = defaultdict(list)
        self._by_gram: dict[str, set[str]] = defaultdict(set)
        self._same: dict[str, list[str]] = defaultdict(list)
        seen: Counter[str] = Counter()
        for id_, forms in self._forms.items():
            self._same[fold(guides[id_].name)].append(id_)
            for form in forms:
                self._by_form[form].append(id_)
                for gram in grams(form, (2,)):
                    self._by_gram[gram].add(id_)
            place = (fold(part) for part in (guides[id_].bureau, guides[id_].region))
            seen.update({char for name in (*forms, *place) for char in name})
        pairs = (*self._by_gram, *element_pairs(), *word_pairs())
        self._spelling = Spelling(pairs, (*self._by_form, *everyday.names()), asking_words())
        size = len(guides)
        self._rarest = math.log(1 + 2 * size)
        self._weight = {char: math.log(1 + size / count) for char, count in seen.items()}
        self.read = lru_cache(_REMEMBERED)(self._read)
        """A question taken apart, with the items' names known."""
        self._fits = lru_cache(_REMEMBERED // 2)(self._fitting)

    def candidate(self, id_: str) -> Candidate:
        """An item for picking: its name with what tells it apart where the name is shared."""
        guide = self._guides[id_]
        same = [self._guides[other] for other in self._same[fold(guide.name)]]
        if len(same) == 1:
            return Candidate(id=id_, name=guide.name, label=guide.name)
        regions = {other.region for other in same}
        region = guide.region if len(regions) > 1 and guide.region not in guide.bureau else ""
        place = "·".join(part for part in (region, guide.bureau, guide.level) if part)
        own = (guide.region, guide.bureau, guide.level)
        alike = [other for other in same if (other.region, other.bureau, other.level) == own]
        if len(alike) > 1:
            tail = tail_of(guide.id, [other.id for other in alike])
            place = "·".join(filter(None, (place, tail)))
        return Candidate(id=id_, name=guide.name, label=f"{guide.name}（{place or id_}）")

    def find(self, text: str, limit: int) -> list[ItemMatch]:
        """Items that a text may name, by id or in English too, best first; scores from 0 to 1."""
        if text in self._guides:
            return [ItemMatch(candidate=self.candidate(text), score=1.0, exact=True)]
        question = self.read(text)
        typed = fold(question.text)
        scored: list[tuple[float, bool, str]] = []
        for fit in self.fits(question, typed):
            shown = fold(in_english(self._guides[fit.id].name)) or None
            exact = typed in (*self._forms[fit.id], shown)
            close = max(fuzz.ratio(typed, form) for form in self._forms[fit.id]) / 100
            score = 1.0 if exact else min(0.99, max(fit.score, 0.9 * close))
            if score >= MIN_SCORE:
                scored.append((score, exact, fit.id))
        scored.sort(key=lambda row: (-row[0], len(self._guides[row[2]].name), row[2]))
        return [
            ItemMatch(candidate=self.candidate(id_), score=round(score, 4), exact=exact)
            for score, exact, id_ in scored[:limit]
        ]

    def _read(self, text: str) -> Question:
        question = read_question(text, spelling=self._spelling)
        names = self.mentions(question.folded)
        question = read_question(text, names, self._spelling) if names else question
        return self._without_hurry(question)

    def _without_hurry(self, question: Question) -> Question:
        """What names an item wholly, and wants it fast, is not about one that is called fast."""
        at = {place for span in hurry(question.folded) for place in range(*span)}
        if not at:
            return question
        content = [kept and place not in at for place, kept in enumerate(question.content)]
        plain = replace(question, content=tuple(content))
        return plain if any(fit.whole for fit in self.fits(plain)) else question

    def mentions(self, folded: str) -> list[str]:
        """Names that stand in a folded text whole, longest first."""
        found = [form for form in self._by_form if len(form) >= MIN_MENTION and form in folded]
        return sorted(found, key=len, reverse=True)

    def fits(self, question: Question, typed: str = "") -> list[Fit]:
        """Items whose names meet some of a question, best first."""
        return list(self._fits(question, typed))

    def _fitting(self, question: Question, typed: str) -> tuple[Fit, ...]:
        pool: dict[str, float] = defaultdict(float)
        texts = [
            question.folded,
            typed,
            *(w for _, _, head in question.words for w in words_of(head)),
        ]
        for gram in {gram for text in texts for gram in grams(text, (2,))}:
            ids = self._by_gram.get(gram, ())
            for id_ in ids:
                pool[id_] += 1 / math.sqrt(len(ids))
        closest = sorted(pool, key=lambda id_: (-pool[id_], id_))[:_POOL]
        asked = Vocabulary.asked(question)
        found = [self._fit(question, asked, id_) for id_ in closest]
        return tuple(
            sorted(found, key=lambda fit: (not (fit.mention or fit.whole), -fit.score, fit.id))
        )

    def fit(self, question: Question, id_: str) -> Fit:
        """How the names of one item fit a question."""
        return self._fit(question, Vocabulary.asked(question), id_)

    def _fit(self, question: Question, asked: Vocabulary, id_: str) -> Fit:
        done = self.done(question, id_)
        held = Vocabulary(self.vocabulary(id_).grams, done)
        forms = self._forms[id_]
        met = marks_of_names(question, held)
        weights = self.weights(question.folded)
        named = [self._named(form, asked) for form in forms]
        mention = max(
            (len(f) for f in forms if len(f) >= MIN_MENTION and f in question.folded), default=0
        )
        return Fit(
            id_,
            min(share(question.content, met, weights), share(question.subject, met, weights)),
            max(said for said, _ in named),
            mention,
            all(qualified(left) for _, left in named),
            excluded(question.actions, done)
            and excluded(question.actions, done | self._asked_groups(id_)),
        )

    def borrowed(self, question: Question, id_: str) -> bool:
        """True if all that a question has of an item's names is a kind of service, said of another.

        "使用许可" stands in many names; to say "校车使用许可" means none that does not know "校车".
        """
        met = marks(question.folded, question.words, self.vocabulary(id_))
        at = [place for place, hit in enumerate(met) if hit]
        if not at or at[-1] - at[0] != len(at) - 1 or len(at) < MIN_KIND or at[0] < 1:
            return False
        kind = question.folded[at[0] : at[-1] + 1]
        if question.content[at[0] - 1] and self._within(kind, id_):
            return True
        if at[0] < 2 or not all(question.content[at[0] - 2 : at[0]]):
            return False
        names = {self._guides[i].name for f, ids in self._by_form.items() if kind in f for i in ids}
        return len(names) > 1 and kind not in self._by_form

    def swapped(self, question: Question, id_: str) -> bool:
        """True if a question says an item's name but for one character inside, which is another.

        "二手车过户" is no slip for "二手房过户": it may be meant, but that is not for sure.
        """
        if any(form in question.folded for form in self._forms[id_] if len(form) >= MIN_MENTION):
            return False
        met = marks(question.folded, question.words, self.vocabulary(id_))
        rows = enumerate(zip(question.content, met, strict=True))
        others = (at for at, (kept, hit) in rows if kept and not hit)
        return any(but_one(question.folded, at, self._forms[id_]) for at in others)

    def _within(self, kind: str, id_: str) -> bool:
        """True if in an item's names a run of characters has always another before it.

        "品经营许可" of "药品经营许可" stands in "食品经营许可", which is for something else.
        """
        forms = [form for form in self._forms[id_] if kind in form]
        return bool(forms) and not any(form.startswith(kind) for form in forms)

    def done(self, question: Question, id_: str) -> frozenset[str]:
        """Heads of what an item's names say; also of the first issue, if it is asked for and told.

        No name says "first": what is for the lost card is often for the first one too.
        """
        groups = self.vocabulary(id_).groups
        if FIRST not in question.actions:
            return groups
        if id_ not in self._first:
            text = fold("".join(self._guides[id_].elements.values()))
            self._first[id_] = any(word in text for word in words_of(FIRST))
        return groups | {FIRST} if self._first[id_] else groups

    def _asked_groups(self, id_: str) -> frozenset[str]:
        """Heads of the words in which a guide's FAQs ask, or which it says it is not for."""
        if id_ not in self._told:
            guide = self._guides[id_]
            texts = (*(fold(faq.question) for faq in guide.faqs), *not_meant(guide))
            heads = (head for text in texts for _, _, head in groups_in(text))
            self._told[id_] = frozenset(heads)
        return self._told[id_]

    def vocabulary(self, id_: str) -> Vocabulary:
        """What the names of an item, its bureau, level and region can answer for."""
        if id_ not in self._held:
            guide = self._guides[id_]
            place = (fold(part) for part in (guide.bureau, guide.level, guide.region))
            self._held[id_] = Vocabulary.of((*self._forms[id_], *place))
        return self._held[id_]

    def weights(self, folded: str) -> list[float]:
        """How telling each character is: those of few names more, unknown ones most.

        A Latin word weighs as much as two Chinese characters, however long it is.
        """
        weights = [self._weight.get(char, self._rarest) for char in folded]
        for match in _LATIN.finditer(folded):
            each = 2 * self._rarest / len(match[0])
            weights[match.start() : match.end()] = [each] * len(match[0])
        return weights

    def _named(self, form: str, asked: Vocabulary) -> tuple[float, str]:
        """How much of a name a question says, and what it leaves unsaid."""
        rows = list(
            zip(
                form, marks(form, everyday.words_told(form), asked), self.weights(form), strict=True
            )
        )
        said = sum(weight for _, hit, weight in rows if hit)
        left = "".join(" " if hit else char for char, hit, _ in rows)
        return said / sum(weight for _, _, weight in rows), left
