"""A question in its parts, each with the item that it means; also one that leans on the one before.

"身份证补领要带什么，结婚登记多少钱" asks of two items; "那老人呢" after "居住证能代办吗" asks of
the item before, and what was asked of it if it asks nothing by itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from knowledge.catalogue import Catalogue
from knowledge.choosing import Chooser
from knowledge.model import Before, Guide
from knowledge.proposing import Choice
from knowledge.question import Question

MAX_PARTS = 4
"""Clauses that are looked at one by one; what has more is a story."""
_MIN_NAMED = 2
"""Characters that name a service at least; "老人" is one for whom something is asked."""
_CLAUSES = re.compile(r"[,，;；。?？!！\n]+")
_LEANS = re.compile(
    r"^\s*(?:那(?!里|边)|还有|另外|and |(?:what|how) about )|呢\s*[?？]?\s*$", re.IGNORECASE
)
_AND_WHAT = re.compile(r"呢\s*[?？!！。]?\s*$")
_ORDINAL = re.compile("第([一二三四1-4])(?:个|项|种|件)|(前一|后一|最后一?)个")
_ORDER = {"一": 0, "1": 0, "前一": 0, "二": 1, "2": 1, "三": 2, "3": 2, "四": 3, "4": 3}


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
            return [self._part(text, focus, picked=True)]
        if before and (leaning := self._leaning(text, focus, before)):
            return [leaning]
        apart = self._apart(text, focus)
        return apart if apart else [self._part(text, focus)]

    def _part(self, text: str, focus: str | None, *, picked: bool = False) -> Part:
        question = self.catalogue.read(text)
        if not picked and self.catalogue.joined(question):
            focus = None  # two are named side by side; that one is in focus prefers none of them
        return Part(question, self.chooser.choose(question, focus, picked=picked))

    def _leaning(self, text: str, focus: str | None, before: Before) -> Part | None:
        """A question that asks of the item before, or the same of another one; else None."""
        items = self._items(before, focus)
        if ordinal := _ORDINAL.search(text):
            at = _ORDER.get(ordinal[1] or ordinal[2], len(items) - 1)
            if not 0 <= at < len(items):
                return Part(self.catalogue.read(before.question), Choice(candidates=tuple(items)))
            left = _AND_WHAT.sub("", text.replace(ordinal[0], ""))
            asked = self.catalogue.read(left)
            rest = self.catalogue.read(before.question)
            return Part(asked if asked.intents or len(asked.topic) > 1 else rest, Choice(items[at]))
        own = items[0] if len(items) == 1 else None
        question = self.catalogue.read(text)
        leans = bool(_LEANS.search(text))
        stands = question.about().topic and not leans
        if stands and (focus or not own or self.chooser.leaves(question, own)):
            return None
        choice = self.chooser.choose(question, own or focus)
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
        cues = "，".join(asked.folded[cue.start : cue.end] for cue in asked.intents)
        return self.catalogue.read(_AND_WHAT.sub("", text) + cues)

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
        if not 2 <= len(said) <= MAX_PARTS:
            return []
        parts = [self._part(part, focus) for part in said]
        for at, part in enumerate(parts[1:], start=1):
            earlier = parts[at - 1]
            if not part.question.intents and said[at].endswith("呢") and earlier.question.intents:
                cue = earlier.question.intents[-1]
                told = earlier.question.folded[cue.start : cue.end]
                parts[at] = self._part(said[at][:-1] + told, focus)
            if part.question.intents and not part.question.about().topic:
                parts[at] = replace(part, choice=earlier.choice)
        if not all(part.question.intents and _meant(part.choice) for part in parts):
            return []
        groups = [list(rows) for _, rows in groupby(parts, key=lambda part: _meant(part.choice))]
        if len(groups) < 2 or not _differ([_meant(rows[0].choice) for rows in groups]):
            return []
        return [*parts] if any(part.choice.chosen for part in parts) else []

    def _by_items(self, text: str) -> list[str]:
        """A text cut where after something asked another thing is named that is asked about."""
        question = self.catalogue.read(text)
        cuts = [
            cue.end
            for cue, other in pairwise(question.intents)
            if sum(question.subject[cue.end : other.start]) >= _MIN_NAMED
        ]
        ends = [*cuts, len(question.folded)]
        return [question.folded[a:b] for a, b in zip([0, *cuts], ends, strict=True)]


def _meant(choice: Choice) -> tuple[str, ...]:
    return (choice.chosen,) if choice.chosen else choice.candidates


def _differ(meant: Sequence[tuple[str, ...]]) -> bool:
    """No item may be meant by two that stand beside each other."""
    return all(not {*one} & {*other} for one, other in pairwise(meant))
