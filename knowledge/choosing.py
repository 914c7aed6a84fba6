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
from dataclasses import dataclass, replace

from knowledge.catalogue import WHOLLY, Catalogue, Fit
from knowledge.joined import joined, joined_with
from knowledge.known import Known
from knowledge.model import Guide
from knowledge.proposing import MAX_PROPOSED, Choice, Proposer
from knowledge.question import Question
from knowledge.rivals import to_the_letter
from knowledge.text import fold
from knowledge.words import ACTIONS, SERVICES, asks, elsewhere, handed

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
MOSTLY_NAMED = 0.8
"""Share of a name that decides by itself where the guide knows all of the question."""
HALF_NAMED = 0.5
"""Share of a name that must be there unless the names meet all of the question's content."""
HINTED = 0.3
"""Share of a name that must be there for asking back where nothing of a guide is asked for."""
MAX_NEAR = 3
LONG_NAME = 3
"""Characters of a name that tells by itself what service it is of."""
FOCUS_COVER = 0.5
"""Share of the content that names and text of the item in focus must meet."""
_SERVICE_LIKE = re.compile(
    "证|照|卡|登记|许可|备案|补贴|津贴|贷款|公证|签|(?<![一每几各两多住用客])户|执照|passport|visa|licen|card|permit"
)


_OF_PLACES = re.compile("异地|跨省|省外|市外|外地|迁")


@dataclass(frozen=True, slots=True)
class Chooser:
    """Decides between the items of one library."""

    guides: Mapping[str, Guide]
    catalogue: Catalogue
    known: Known
    proposer: Proposer

    def choose(self, question: Question, focus: str | None, *, picked: bool = False) -> Choice:
        """The item that a question means, with the walk's own item in focus.

        Where several may be meant and the one in focus is among them, it is that one, unless
        another service is named; one that was picked when it was asked back is meant for sure.
        """
        if focus and picked:
            return Choice(chosen=focus)
        choice = self._choose(question, focus)
        if choice.chosen and self._elsewhere(question, choice.chosen):
            return Choice(candidates=(choice.chosen,), closed=True)
        if not focus or focus not in choice.candidates:
            return choice
        if not self._foreign(question, focus):
            return Choice(chosen=focus)
        others = tuple(id_ for id_ in choice.candidates if id_ != focus)
        return replace(choice, candidates=others, near=() if others else (focus,))

    def _elsewhere(self, question: Question, id_: str) -> bool:
        """It is to be done in another place than the guide is of: "在上海办居住证".

        Not so where the item itself is about other places ("异地就医", "市外迁入").
        """
        place = elsewhere(question.folded)
        guide = self.guides[id_]
        own = fold(f"{guide.region}{guide.bureau}")
        return bool(place) and place not in own and not _OF_PLACES.search(guide.name)

    def _choose(self, question: Question, focus: str | None) -> Choice:
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
        both = joined(question, self.catalogue) or self._beside(question)
        if about is question and both:
            return Choice(candidates=both, closed=True)
        near = tuple(fit.id for fit in fits if fit.covered >= CLARIFY_COVER)[:MAX_NEAR]
        if fits and fits[0].covered >= CLARIFY_COVER and self._another(question, fits[0]):
            return Choice(near=near, closed=True)
        named = self._by_names(question, [fit for fit in fits if not fit.excluded])
        if named.chosen:
            return named
        return self._told_of(question, fits, named) or Choice(near=near)

    def _told_of(self, question: Question, fits: list[Fit], named: Choice) -> Choice | None:
        """The item that a FAQ tells of, those that the names leave open, or that may be meant."""
        if named.candidates and not self.known.rest(question, named.candidates[0]):
            return named  # the names say all that was asked; a FAQ could only guess among them
        if question.named_paper:  # that a FAQ wants it handed in does not tell where to get it
            return named if named.candidates else None
        told = self.proposer.by_faq(question, named.candidates)
        told = told if told.chosen or not named.candidates else named
        if told.chosen or told.candidates:
            return told
        proposed = self.proposer.propose(question, fits)
        known = tuple(i for i in proposed.candidates if not self._other_service(question, i))
        return replace(proposed, candidates=known) if known else None

    def _beside(self, question: Question) -> tuple[str, ...]:
        """The item that is named wholly, and those that what stands beside it may mean.

        What stands beside it is no item where the first one asks for it to be handed in.
        """
        sides = joined_with(question, self.catalogue)
        if sides is None or self.known.own_paper(sides[1], sides[0][0]):
            return ()
        whole, other = sides
        named = self._by_names(other, [f for f in self.catalogue.fits(other) if not f.excluded])
        beside = (named.chosen,) if named.chosen else named.candidates
        return (*whole, *beside)[:MAX_PROPOSED] if beside and not {*whole} & {*beside} else ()

    def _another(self, question: Question, fit: Fit) -> bool:
        """What is asked for is just what this item is not, and its guide does not know it."""
        if fit.excluded:
            return True
        known = self.known.text_cover(question, fit.id) >= ANSWER_TEXT_COVER
        return not known and self.catalogue.borrowed(question, fit.id)

    def _means_focus(self, question: Question, focus: str, fits: list[Fit]) -> bool:
        if not question.topic:
            return True
        own = self.catalogue.fit(question, focus)
        if (own.excluded and not self._tells_of_deed(question, fits, focus)) or self._of_a_paper(
            question, own
        ):
            return False
        other = next((fit for fit in fits if fit.id != focus), None)
        if other and self._named_instead(own, other):
            return handed(question.folded) and self.known.own_paper(question, focus)
        return self._keeps_to(question, focus)

    def _tells_of_deed(self, question: Question, fits: list[Fit], focus: str) -> bool:
        """No service is named, only a deed that the guide in focus tells of: "会不会被注销"."""
        asked = question.actions & ACTIONS - self.catalogue.vocabulary(focus).groups
        unnamed = all(fit.covered < CLARIFY_COVER for fit in fits)
        return unnamed and bool(asked) and asked <= self.known.text(focus).groups

    def _of_a_paper(self, question: Question, own: Fit) -> bool:
        return own.covered < CLARIFY_COVER and self.known.only_a_paper(question, own.id)

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
        met = self.known.text_cover(question, id_)
        return met >= FOCUS_COVER or not self._foreign(question, id_)

    def _other_service(self, question: Question, id_: str) -> bool:
        """A word that names a service is in the question, but not in the guide."""
        text = self.known.text(id_)
        return question.names_other(self.catalogue.vocabulary(id_).groups | text.groups, text.grams)

    def _foreign(self, question: Question, id_: str) -> bool:
        """What neither the item's names nor its guide know names a service of its own."""
        if self._other_service(question, id_):
            return True
        met = self.known.marks(question, id_)
        rows = zip(question.folded, question.content, met, strict=True)
        unknown = "".join(char for char, content, hit in rows if content and not hit)
        return bool(_SERVICE_LIKE.search(unknown)) or self._foreign_name(question, id_)

    def _foreign_name(self, question: Question, id_: str) -> bool:
        """All of a service's name is unknown: "养狗证" of "养狗证在哪办", where "证在" is known."""
        rows = zip(question.folded, question.content, strict=True)
        alone = "".join(char if content else " " for char, content in rows)
        met = self.known.marks(replace(question, folded=alone), id_)
        return any(
            len(run[0]) >= LONG_NAME
            and _SERVICE_LIKE.search(run[0][-2:])
            and not any(met[slice(*run.span())])
            for run in re.finditer(r"[^ a-z0-9]+", alone)
        )

    def _by_names(self, question: Question, fits: list[Fit]) -> Choice:
        if not fits:
            return Choice()
        best = next((fit for fit in fits if self._says_more(fit, fits[0])), fits[0])
        rivals = [fit for fit in fits if self._rivals(best, fit)]
        if not best.unsaid:
            rivals = [fit for fit in rivals if not fit.unsaid]
        if self._sure(question, best):
            rivals = self._separated(question, rivals)
            if len(rivals) == 1:
                return Choice(chosen=rivals[0].id)
            return Choice(candidates=tuple(fit.id for fit in rivals), sure=True, named=True)
        if best.covered < CLARIFY_COVER or self._in_passing(question, best):
            return Choice()
        return Choice(candidates=tuple(fit.id for fit in rivals[:MAX_PROPOSED]), named=True)

    @staticmethod
    def _in_passing(question: Question, best: Fit) -> bool:
        """A word of its name is there, but nothing that a guide tells is asked for.

        "现在买什么股票好" means no guide, though one is called 股票认购证抽签公证指引.
        """
        if question.intents or question.english or question.actions:
            return False
        return best.named < HINTED and asks(question.folded)

    def _sure(self, question: Question, best: Fit) -> bool:
        if best.unsaid or self.catalogue.swapped(question, best.id):
            return False
        if best.covered >= (ANSWER_COVER if best.named >= HALF_NAMED else WHOLLY):
            return not self._foreign(question, best.id)
        if best.mention or (best.named >= WHOLLY and self._by_service(question, best.id)):
            return self._keeps_to(question, best.id)
        met = self.known.text_cover(question, best.id)
        if best.covered < CLARIFY_COVER:
            return best.named >= MOSTLY_NAMED and met >= WHOLLY
        return best.named >= HALF_NAMED and met >= ANSWER_TEXT_COVER

    def _by_service(self, question: Question, id_: str) -> bool:
        """A word that names a service by itself names this item; "小孩" and "成立" name none."""
        return bool(question.actions & SERVICES & self.catalogue.vocabulary(id_).groups)

    @staticmethod
    def _says_more(fit: Fit, mentioned: Fit) -> bool:
        """It knows more of the question than a shorter name that stands in the question whole.

        建设项目验收 stands in "海洋建设项目验收", which 海洋建设项目环保验收 fits better.
        """
        if fit.unsaid or fit.mention or not mentioned.mention:
            return False
        return fit.covered >= max(ANSWER_COVER, mentioned.covered + CLOSE_COVER) and (
            fit.named >= MOSTLY_NAMED
        )

    @staticmethod
    def _rivals(best: Fit, fit: Fit) -> bool:
        if fit.id == best.id:
            return True
        if best.mention:
            return fit.mention == best.mention and fit.covered >= best.covered - CLOSE_COVER
        return fit.covered >= best.covered - CLOSE_COVER and fit.named >= best.named - MUCH_LESS

    def _separated(self, question: Question, rivals: list[Fit]) -> list[Fit]:
        """Rivals whose bureau or level the question names, all of them if it names none's.

        What their names say to the letter goes before.
        """
        if len({fold(self.guides[fit.id].name) for fit in rivals}) > 1:
            names = {fit.id: self._names(fit.id) for fit in rivals}
            said = to_the_letter(question, names, self.catalogue.weights(question.folded))
            rivals = [fit for fit in rivals if fit.id in said]
        for part in ("bureau", "level", "region"):
            named = [
                fit
                for fit in rivals
                if (text := fold(getattr(self.guides[fit.id], part))) and text in question.folded
            ]
            rivals = named or rivals
        return rivals

    def _names(self, id_: str) -> list[str]:
        guide = self.guides[id_]
        return [fold(name) for name in (guide.name, *guide.aliases)]
