"""First half of a turn: what does this message mean? It may take its time: no transaction is open.

Files are put into the media store (each once, by hash), personal numbers are masked before anything
else sees the text, the guides are asked; a table that an office has confirmed is brought in, by a
transaction of its own. The second half (`bot.dialogue.dialogue`) applies the `Plan` in a short one.

Order of decisions: a tapped option; files without words; another language; what is asked of the
bot itself; words on drafts; what the menu shown last takes; a button that is not on the screen
but meant (`bot.dialogue.standing`); and then what `bot.dialogue.understand` makes of it.
"""

from __future__ import annotations

from functools import cached_property

from bot.dialogue import (
    after_all,
    another_item,
    asking_guides,
    behind_report,
    check_list,
    class_offer,
    explaining,
    from_menu,
    gap_list,
    guide_words,
    inspecting,
    issue_lookup,
    issue_proposed,
    large_answers,
    manners,
    moments,
    move_meant,
    none_of_list,
    office_lists,
    office_reports,
    own_records,
    recalling,
    restating,
    rewording,
    sent_tables,
    switching,
    weekly_packs,
)
from bot.dialogue.at_drafts import at_drafts, of_a_card
from bot.dialogue.called import as_called
from bot.dialogue.context import Context
from bot.dialogue.earlier import earlier
from bot.dialogue.files import stored
from bot.dialogue.house import CAPTURE_FLOW, Form, House, form_of, walk_form_of
from bot.dialogue.messages import Inbound
from bot.dialogue.nearest import with_nearest
from bot.dialogue.plan import Chosen, Files, Means, Plan
from bot.dialogue.pointing import follows_up
from bot.dialogue.prompts import proposal_first
from bot.dialogue.standing import standing_option
from bot.dialogue.tapped import words_of_tap
from bot.dialogue.understand import (
    Ambiguous,
    AskMeant,
    CommandMeant,
    CorrectionMeant,
    IssueMeant,
    NotUnderstood,
    View,
)
from bot.dialogue.values import answer_in, may_answer
from bot.privacy import mask
from bot.reading import volunteer_words
from bot.reading.guide_questions import asks_for_element
from bot.reading.guide_wrong import says_wrong
from bot.reading.manner import Manner, finds_hard_to_read, read_manner
from bot.reading.moments import Said
from flows.engine import look
from flows.events import Prompt
from flows.model import MEDIA_TYPES, Locale, has_appearance
from flows.volunteer_terms import APPLICATION
from storage.turns import Seen

MAX_MESSAGE = 20_000
"""Characters of a message that are read and stored: a bound of every pattern and every note."""
MAX_MASKED = MAX_MESSAGE + 1_000
"""Characters that are masked: no number is cut in two where the message is."""


class Interpreter:
    """Interprets one message against what was seen of its chat."""

    def __init__(self, house: House, inbound: Inbound, seen: Seen) -> None:
        self.house = house
        self.inbound = inbound
        self.ctx = Context.from_dict(seen.context)
        self.seen = seen
        self.form: Form | None = form_of(house.flows, self.ctx, seen.walk)
        said = inbound.text.strip()
        masked = mask(said[:MAX_MASKED])
        self.is_too_long = len(said) > MAX_MESSAGE
        self.text = masked.text[:MAX_MESSAGE]
        self.kinds = masked.kinds
        self.locale = manners.language_of(seen.person, inbound, self.text, house.locale)
        self.moments: tuple[Said, ...] = ()

    def plan(self) -> Plan:
        """The whole first half."""
        imported = sent_tables.of_file(self.house, self.inbound, self.ctx, self.form)
        kept = () if imported else self.inbound.files
        media, rejected = stored(self.house, kept, self._form_locale)
        told = (self.house, self.inbound, self.seen.walk, self.ctx, self.text, self._form_locale)
        rewords, edited = rewording.read(*told)
        meaning = edited or (sent_tables.BRINGS if imported else self._meaning())
        who, ctx = self.inbound, self.ctx
        meaning = issue_proposed.instead(meaning, self.text, who, self.house, ctx, self.form)
        asked = asking_guides.asked(meaning, ctx, self.form, self.seen, self.text)
        issues = issue_lookup.found(self.house, meaning, who)
        when = (self.seen, who.at.date(), self._form_locale)
        return Plan(
            text=self.text or self._tapped(meaning),
            masked=self.kinds,
            media=media,
            rejected=rejected,
            meaning=meaning,
            question=asked.question if asked else "",
            answer=asking_guides.answer(self.house.library, asked, *when) if asked else None,
            locale=self.locale,
            made=own_records.made_file(self.house, self.seen, meaning, self.locale, who.at),
            moments=self.moments,
            gaps=gap_list.wanted(self.house.gaps, meaning, who.role, who.department),
            findings=check_list.wanted(self.house.library, meaning, who, self._form_locale),
            issues=issues,
            like=class_offer.like_of(self.house, meaning, issues, who),
            report=office_reports.made(self.house, meaning, who, self.locale),
            weekly=weekly_packs.found(self.house.weekly, meaning, self.ctx.menu, who, self.locale),
            imported=imported or sent_tables.of_button(self.house, meaning, who),
            rewords=rewords,
            first=self.seen.chat_id is None,
        )

    @property
    def _form_locale(self) -> Locale:
        """The person's language, as forms name it."""
        return "en" if self.locale == "en" else "zh"

    @cached_property
    def prompt(self) -> Prompt | None:
        form = self.form
        prompt = look(form.flow, form.state, self.inbound.at).prompt if form else None
        return proposal_first(as_called(form, prompt)) if form and prompt else None

    def _meaning(self) -> Means:
        if self.inbound.choose:
            return Chosen(self.inbound.choose)
        if not self.text:
            return Files() if self.inbound.files else NotUnderstood("empty")
        if self.is_too_long:
            return NotUnderstood("too_long")
        if (manner := self._manner()) is not None:
            return manner
        if (shown := self._on_screen()) is not None:
            return shown
        here = (self.form, self.prompt, self.ctx, self._form_locale)
        if standing := standing_option(self.text, *here):
            return Chosen(standing)
        meaning, self.moments = moments.beside(self.text, self._view, self._walk)
        find = self.house.library.find_items
        meaning = self._corrects_walk(meaning) or self._changes_item(meaning) or meaning
        told = (self.ctx.asked, self.prompt, self._view.earlier, find)
        meaning = restating.meant(self.text, meaning, *told) or meaning
        if self._answered_by_files() and meaning == CommandMeant("skip"):
            return NotUnderstood("media")  # "没有别的了" beside the photo that was asked for
        if isinstance(meaning, Ambiguous) and self._is_no_item():
            return AskMeant(meaning.question)
        if isinstance(meaning, CorrectionMeant):
            return of_a_card(self.text, meaning, self.ctx, self.form)
        lacks = guide_words.lacks(self.text, meaning, self.ctx, find)
        return lacks or with_nearest(meaning, self.house, self.prompt, self.text, self._form_locale)

    def _manner(self) -> Manner | None:
        """The manner asked for; "large print" may be the help that someone needs, too."""
        manner = read_manner(self.text)
        prompt = self.prompt if manner is not None and not manner.locale else None
        if prompt is None or not prompt.choices:
            return manner
        said = answer_in(self.text, prompt, locale=self._form_locale, now=self.inbound.at)
        return manner if said is None else None

    def _on_screen(self) -> Means | None:
        """What the words are to the bot itself, to the drafts that wait, to the menu shown last."""
        in_form = self.form is not None or bool(self.ctx.drafts)
        applies = self.form is not None and self.form.flow.id == APPLICATION
        who, role, text = self.inbound, self.inbound.role, self.text
        told = (who, self.seen.person, self.ctx, self.house, self._form_locale)
        if moved := move_meant.meant(text, *told, in_form=in_form):
            return moved
        if said := guide_words.meant(text, self.ctx, self.prompt):
            return said
        if word := volunteer_words.meant(text, role, in_form=in_form, applies=applies):
            return CommandMeant(word.name, word.argument)
        if listed := office_lists.meant(text, who, self.ctx, self.house, in_form=in_form):
            return listed
        if asked := explaining.meant(text, in_form=in_form) or self._recalled():
            return asked
        awaited = self.ctx.menu is not None and self.ctx.menu.ways.awaits_text
        if finds_hard_to_read(self.text) and not (awaited or may_answer(self.text, self._view)):
            return CommandMeant("hard_to_read")
        if inspects := inspecting.meant(self.text, self.inbound.role, in_form=in_form):
            return inspects
        fields = self.house.flows.current()[CAPTURE_FLOW]
        if deeds := at_drafts(self.text, self.ctx, self.form, self.prompt, fields):
            return deeds
        return self._from_menu() or self._of_an_answer()

    def _of_an_answer(self) -> Means | None:
        """That an answer did not help, where none stands before; what goes on from a question."""
        text = self.text
        shown = large_answers.meant(text, self.ctx, in_form=self.form is not None)
        if answer := after_all.meant(text, self.ctx) or shown:
            return answer
        find = self.house.library.find_items
        if self.form is None and (switched := switching.meant(text, self.ctx.asked, find)):
            return switched
        none = guide_words.meant_of_none(text, self.ctx, self._may_answer)
        goes_on = follows_up(text, self.ctx.asked, bare=self.form is None)
        if self.form is None and not self.ctx.drafts and says_wrong(text):
            return IssueMeant(text, 0, len(text))
        return (
            none
            or (AskMeant(text) if goes_on else None)
            or manners.takes_leave(text, in_form=self.form is not None or bool(self.ctx.drafts))
        )

    def _may_answer(self) -> bool:
        """Whether the words may answer the open question; consent takes no less than a plain no."""
        if (prompt := self.prompt) is None or has_appearance(prompt.question, "consent"):
            return False
        none = none_of_list.may_mean(self.text, prompt)
        return bool(none) or may_answer(self.text, self._view)

    def _recalled(self) -> Means | None:
        """What was answered in the walk, where that is asked for and nothing waits to be typed."""
        typing = self.ctx.menu is not None and self.ctx.menu.kind == "note"
        if typing or (walk := self._walk) is None:
            return None
        return recalling.meant(self.text, walk, self.inbound.at)

    @cached_property
    def _walk(self) -> Form | None:
        """The walk, also while a report is under way in it."""
        return walk_form_of(self.house.flows, self.seen.walk)

    def _corrects_walk(self, meaning: Means) -> CorrectionMeant | None:
        """A correction of the walk that a report is under way in."""
        told = (self._walk if self.ctx.capture else None, self.prompt, self._form_locale)
        return behind_report.corrects(self.text, meaning, *told, self.inbound.at)

    def _changes_item(self, meaning: Means) -> CorrectionMeant | None:
        """Another service for the walk: "换成社保卡"."""
        if not isinstance(meaning, NotUnderstood) or self.ctx.capture:
            return None
        return another_item.meant(self.text, self._view.earlier, self.house.library.find_items)

    def _answered_by_files(self) -> bool:
        wanted = self.prompt is not None and self.prompt.question.type in MEDIA_TYPES
        return wanted and bool(self.inbound.files)

    def _is_no_item(self) -> bool:
        """Whether a service item is asked for and the words, a question too, are not its name.

        "补身份证要带什么" asks for what a guide tells, though it names a service;
        "身份证丢了怎么办" may be one told. While it is chosen from a list, no question names it.
        """
        asked = self.prompt is not None and has_appearance(self.prompt.question, "item")
        choosing = self.ctx.menu is not None and self.ctx.menu.ways.of_items
        if not asked or choosing or asks_for_element(self.text):
            return asked
        return not self.house.library.find_items(self.text)

    def _from_menu(self) -> Means | None:
        if (menu := self.ctx.menu) is None:
            return None
        find, flows = self.house.library.find_items, self.house.flows.current()
        return from_menu.meant(self.text, menu, self.form, self._view, find, flows)

    @cached_property
    def _view(self) -> View:
        form = self.form
        return View(
            prompt=self.prompt,
            earlier=earlier(form, self.inbound.at) if form is not None else (),
            status=form.state.status if form is not None else "none",
            locale=self._form_locale,
            now=self.inbound.at,
            reporting=bool(self.ctx.capture),
        )

    def _tapped(self, meaning: Means) -> str:
        """What a tap says: the label of its option."""
        if not isinstance(meaning, Chosen):
            return ""
        here = (self.house, self.ctx, self.form, self.prompt)
        return words_of_tap(*here, meaning.id, self._form_locale)
