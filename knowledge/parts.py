"""A question in its parts, each with the item that it means; also one that leans on the one before.

"那老人呢" after "居住证能代办吗" asks of the item before what was asked of it, too.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from knowledge.catalogue import Catalogue
from knowledge.choosing import ANSWER_COVER, FOCUS_COVER, Chooser
from knowledge.item_names import siblings
from knowledge.joined import joined
from knowledge.measures import only_whom, said_beside
from knowledge.model import Before, Guide
from knowledge.offering import piece_of
from knowledge.ordinals import Pointing, pointing
from knowledge.proposing import Choice
from knowledge.question import Question, cues
from knowledge.several import side_by_side

MAX_PARTS = 4
"""Parts that are answered at once, clauses that are looked at; what has more may be a story."""
_MAX_LISTED = 8
"""Clauses that are looked at where each of them asks for an element."""
_MIN_NAMED = 2
"""Characters that name a service at least; "老人" is one for whom something is asked."""
_NAMED = 0.6
"""Share of an item's name from which a question that is covered by it names the item."""
_CLAUSES = re.compile(r"[,，;；。?？!！\n]+")
_LEANS = re.compile(
    r"^\s*(?:那(?!里|边)|还有|另外|and |(?:what|how) about )|呢\s*[?？]?\s*$", re.IGNORECASE
)
_AND_WHAT = re.compile(r"呢\s*[?？!！。]?\s*$")
_LACKING = re.compile("^(?:那|要是|如果|还|我)?(?:没有?|不是|不在|还没)(?!.*(?:吗|么))")


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that is asked, and the item of which it is asked."""

    question: Question
    choice: Choice
    carried: Question | None = None
    """The same with what was asked before, for where it asks nothing that the guide tells."""


@dataclass(frozen=True, slots=True)
class Parter:
    """Takes questions to one library apart."""

    guides: Mapping[str, Guide]
    catalogue: Catalogue
    chooser: Chooser

    def parts(
        self, text: str, focus: str | None, *, picked: bool = False, before: Before | None = None
    ) -> list[Part]:
        """The parts of a question, at least one, in its order.

        Args:
            text: As typed.
            focus: The item in focus.
            picked: It was picked when it was asked back about, and is meant for sure.
            before: What the question before was about.
        """
        if picked and focus:
            return [self._picked(text, focus, before)]
        if before and (leaning := self._leaning(text, focus, before)):
            return [leaning]
        if apart := self._apart(text, focus):
            return apart
        if ids := side_by_side(text, self.catalogue, self.chooser):
            return [Part(self.catalogue.read(text), Choice(candidates=ids, closed=True))]
        return [self._part(text, focus)]

    def _part(self, text: str, focus: str | None, *, picked: bool = False) -> Part:
        question = self.catalogue.read(text)
        if not picked and joined(question, self.catalogue):
            focus = None  # two are named side by side; that one is in focus prefers none of them
        choice = self.chooser.choose(question, focus, picked=picked)
        if focus and choice.chosen != focus and _LEANS.search(text):
            choice = choice if self._says(question, choice) else Choice(focus)  # "那老人呢"
        return Part(question, choice)

    def _picked(self, text: str, focus: str, before: Before | None) -> Part:
        """A question of the item that was picked when it was asked back about."""
        part = self._part(text, focus, picked=True)
        leans = before and _LEANS.search(text) and not part.question.intents
        carried = self._carried(text, before) if before and leans else None
        return replace(part, question=self._unnamed(part.question), carried=carried)

    def _leaning(self, text: str, focus: str | None, before: Before) -> Part | None:
        """A question that asks of the item before, or the same of another one; else None.

        While it is open which of several was meant it is open of this one, too.
        """
        if (pointed := pointing(text)) and (part := self._pointed(pointed, focus, before)):
            return part
        question, leans = self.catalogue.read(text), bool(_LEANS.search(text))
        listed = () if before.item else self._listed(before)
        if not listed:
            return self._of_before(text, focus, before)
        part = self._of_before(text, None, before)
        if part and part.choice.chosen and self._says(part.question, part.choice):
            return part
        if question.about().topic and not leans:
            return None if joined(question, self.catalogue) else self._of_listed(question, listed)
        carried = None if question.intents else self._carried(text, before)
        asked = carried or question
        kept = any(self.chooser.choose(asked, id_).chosen == id_ for id_ in listed)
        if len(question.topic) > _MIN_NAMED and not kept:
            return None  # of something else: "那离婚登记呢"
        return Part(question, Choice(candidates=listed), carried)

    def _of_listed(self, question: Question, listed: tuple[str, ...]) -> Part | None:
        """A question with a topic of its own: of those listed whose guides alone know it."""
        if self.chooser.choose(question, None).chosen:
            return None
        known = tuple(
            id_
            for id_ in listed
            if self.chooser.known.text_cover(question, id_) >= FOCUS_COVER
            and self.chooser.choose(question, id_).chosen == id_
        )
        return Part(question, Choice(candidates=known)) if known else None

    def _pointed(self, pointed: Pointing, focus: str | None, before: Before) -> Part | None:
        """A question that points at one of what was listed; None where that is a name's word."""
        items = self._listed(before) or tuple(self._items(before, focus))
        asked = self.catalogue.read(pointed.rest)
        named = asked.about().topic and self._says(asked, self.chooser.choose(asked, None))
        if len(items) < 2 or named:
            return None
        meant = tuple(pointed.of(items, before.item)) or items
        choice = Choice(meant[0]) if len(meant) == 1 else Choice(candidates=meant)
        if not asked.intents and len(asked.topic) < _MIN_NAMED:
            asked = self._unnamed(self.catalogue.read(before.question))
        return Part(asked, choice)

    def _listed(self, before: Before) -> tuple[str, ...]:
        """The items of what was listed last that are still there."""
        items = [piece_of(one, self.guides)[0] or "" for one in before.listed]
        return tuple(id_ for id_ in dict.fromkeys(items) if id_ in self.guides)

    def _of_before(self, text: str, focus: str | None, before: Before) -> Part | None:
        """A question that asks of the item before, or what was asked before of another one."""
        items = self._items(before, focus)
        own = items[0] if len(items) == 1 else None
        question = self.catalogue.read(text)
        leans = bool(_LEANS.search(text))
        if own and only_whom(question):  # "那老年人呢", "do kids need one"
            carried = self._carried(text, before) if leans and not question.intents else None
            return Part(question, Choice(own), carried)
        if not leans and question.about().topic and (focus or not own):
            return None
        if leans and own and (meant := self._of_its_kind(question, own)):
            return Part(question, meant, None if question.intents else self._carried(text, before))
        choice = self.chooser.choose(question, own or focus)
        if joined(question, self.catalogue):
            return None  # two are named side by side
        if own and not leans and question.about().topic:
            return self._named_anew(question, own, choice)
        if not question.intents and leans:
            carried = self._carried(text, before)
            if carried and not question.english:
                again = self.chooser.choose(carried, own or focus)
                if again.chosen != own and self._says(question, again):
                    return Part(carried, again)
                choice = choice if choice.chosen else again
                if own and choice.chosen and not self._says(question, choice):
                    choice = Choice(own)
                return Part(question, choice, carried)
        return Part(question, choice) if choice.chosen or choice.candidates else None

    def _of_its_kind(self, question: Question, own: str) -> Choice | None:
        """The item before for those who lack something, or the one that is called like it.

        "没领结婚证的呢" asks for no marriage, "那临时的呢" after the ID card for the temporary one.
        """
        if _LACKING.search(question.text):
            return Choice(own)
        ids = siblings(self.guides, question.about().topic, own)
        if len(ids) > 1:
            return Choice(candidates=tuple(ids), sure=True)
        if ids or not question.english:
            return Choice(ids[0]) if ids else None
        return self._named_in_english(question, own)

    def _named_anew(self, question: Question, own: str, choice: Choice) -> Part | None:
        """A question with a topic of its own, as if nothing was asked before; but what the guide
        of the item before knows, or a bare word that names no item, stays with that item."""
        fresh = self.chooser.choose(question, None)
        if fresh.chosen and self._by_name(question, fresh.chosen):
            return Part(question, fresh)
        known = self.chooser.known.text_cover(question, own) >= FOCUS_COVER
        bare = said_beside(question) <= _MIN_NAMED and question.intents and not fresh.candidates
        if choice.chosen == own and (known or bare):
            return Part(question, choice)
        return Part(question, fresh) if fresh.chosen or fresh.candidates else None

    def _by_name(self, question: Question, id_: str) -> bool:
        """True if a question names an item, rather than that a FAQ of it tells what is asked."""
        fit = self.catalogue.fit(question, id_)
        return bool(fit.mention) or (fit.covered >= ANSWER_COVER and fit.named >= _NAMED)

    def _named_in_english(self, question: Question, own: str) -> Choice | None:
        """The item that an English question names, else the one before, if it may be of it.

        A service there is no word that the guide of the one before may know, too.
        """
        fresh = self.chooser.choose(question, None)
        if fresh.chosen and self._by_name(question, fresh.chosen):
            return fresh
        choice = self.chooser.choose(question, own)
        return choice if choice.chosen else None

    def _says(self, question: Question, choice: Choice) -> bool:
        """True if a question names an item that may be meant; "老人" alone names none."""
        if len(question.topic) > _MIN_NAMED:
            return bool(_meant(choice))
        return any(self.catalogue.fit(question, id_).mention for id_ in _meant(choice))

    def _carried(self, text: str, before: Before) -> Question | None:
        """A question with what was asked before put to its end: "那老人呢" asks for 代办, too."""
        asked = self.catalogue.read(before.question)
        if not asked.intents:
            return None
        joint = " " if asked.english else ""
        return self.catalogue.read(_AND_WHAT.sub("", text) + joint + cues(asked))

    def _unnamed(self, question: Question) -> Question:
        """What is asked of items that are named side by side, without their names."""
        several = question.intents and joined(question, self.catalogue)
        return self.catalogue.read(cues(question)) if several else question

    def _items(self, before: Before, focus: str | None) -> list[str]:
        """What the question before was about, or was asked back about."""
        if before.item in self.guides:
            return [before.item]
        found: list[str] = []
        for part in self.parts(before.question, focus):
            choice = part.choice
            found += [choice.chosen] if choice.chosen else choice.candidates
        return list(dict.fromkeys(found))

    def _apart(self, text: str, focus: str | None) -> list[Part]:
        """The parts of a question that asks of several items for sure; else none."""
        said = [part.strip() for part in _CLAUSES.split(text) if part.strip()]
        if len(said) == 1:
            said = self._by_items(text)
        if not 2 <= len(said) <= _MAX_LISTED:
            return []
        if len(said) > MAX_PARTS and not all(self.catalogue.read(one).intents for one in said):
            return []
        parts, stayed = [self._part(part, focus) for part in said], False
        for at, part in enumerate(parts[1:], start=1):
            earlier = parts[at - 1]
            if not part.question.intents and said[at].endswith("呢") and earlier.question.intents:
                cue = earlier.question.intents[-1]
                told = earlier.question.folded[cue.start : cue.end]
                parts[at] = self._part(said[at][:-1] + told, focus)
            if parts[at].question.intents and self._stays(parts[at], earlier.choice):
                stayed |= bool(part.choice.candidates)
                parts[at] = replace(parts[at], choice=earlier.choice)
        if not all(part.question.intents and _meant(part.choice) for part in parts):
            return []
        groups = [meant for meant, _ in groupby(parts, key=lambda part: _meant(part.choice))]
        if len(groups) == 1 and stayed and parts[0].choice.chosen:
            return [Part(self.catalogue.read(text), parts[0].choice)]
        if len(groups) < 2 or any({*one} & {*other} for one, other in pairwise(groups)):
            return []  # no item may be meant by two that stand beside each other
        return [*parts] if any(part.choice.chosen for part in parts) else []

    def _stays(self, part: Part, earlier: Choice) -> bool:
        """It names no item for sure, and the guide of the one before knows what it names."""
        if not part.question.about().topic or only_whom(part.question):
            return True
        id_ = "" if part.choice.chosen else earlier.chosen
        return bool(id_) and self.chooser.choose(part.question, id_).chosen == id_

    def _by_items(self, text: str) -> list[str]:
        """A text cut where after something asked another thing is named that is asked about."""
        question = self.catalogue.read(text)
        cuts = [
            cue.end
            for cue, other in pairwise(question.intents)
            if sum(question.subject[cue.end : other.start]) >= _MIN_NAMED
        ]
        return [question.folded[a:b] for a, b in pairwise((0, *cuts, len(question.folded)))]


def _meant(choice: Choice) -> tuple[str, ...]:
    return (choice.chosen,) if choice.chosen else choice.candidates
