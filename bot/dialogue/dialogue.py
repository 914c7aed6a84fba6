"""Second half of a turn: apply what a message means, in one short transaction.

`Dialogue.handle` is the one door for every channel. It looks, lets
`bot.dialogue.interpret` decide (slow, no transaction), and then changes and
commits (quick). If the same chat moved meanwhile it looks again; a message
that was handled before gives the very same outcome and changes nothing.
"""

from __future__ import annotations

from dataclasses import replace

from bot.dialogue import (
    acts,
    correcting,
    deciding,
    deeds,
    edited,
    files,
    guide_answers,
    hints,
    inspecting,
    issue_news,
    item_asked,
    items,
    manners,
    menus,
    moments,
    nearest,
    offering,
    practising,
    reporting,
    rewording,
    starting,
    tracking,
    unread,
    walking,
)
from bot.dialogue.context import Context, Menu
from bot.dialogue.following import show_next
from bot.dialogue.house import House
from bot.dialogue.interpret import Interpreter
from bot.dialogue.messages import Inbound, Outcome
from bot.dialogue.plan import AtDrafts, Chosen, Files, Given, Moments, Plan, Unchanged
from bot.dialogue.screen import Screen, screen_of
from bot.dialogue.talk import Talk
from bot.dialogue.understand import (
    Ambiguous,
    AnswerMeant,
    AskMeant,
    CommandMeant,
    CorrectionMeant,
    IssueMeant,
    Meaning,
    NoteMeant,
    NotUnderstood,
)
from bot.privacy import mask
from bot.reading.asking import asks
from bot.reading.manner import Manner
from flows.model import has_appearance
from storage.packing import from_ms, to_ms
from storage.turns import ChatMoved, Duplicate, NewMessage, PersonHint, Seen

ATTEMPTS = 20
"""How often a message is looked at anew when its chat keeps moving (other processes)."""
_INSPECTS = CommandMeant(inspecting.COMMAND)


class Dialogue:
    """Handles one inbound message at a time; stateless between messages, so safe to share."""

    def __init__(self, house: House) -> None:
        self._house = house

    def handle(self, inbound: Inbound) -> Outcome:
        """What `inbound` brings about, stored before it is returned.

        "Yesterday" is counted in Chinese time, whatever the channel's. Raises RuntimeError
        when the chat moved under every attempt, ValueError for a time without a zone.
        """
        self._house.keep_current()
        inbound = replace(inbound, at=from_ms(to_ms(inbound.at)))  # as it will be kept
        for _ in range(ATTEMPTS):
            seen = self._house.store.peek(inbound.channel, inbound.chat, inbound.external_id)
            if seen.reply:
                return Outcome.from_payload(seen.reply)
            plan = Interpreter(self._house, inbound, seen).plan()
            if plan.meaning == _INSPECTS:
                self._house.watcher.catch_up(inbound.at)
            try:
                outcome = self._apply(inbound, seen, plan)
            except (ChatMoved, Duplicate):
                continue
            if _is_handed_in(seen, outcome):
                self._house.watcher.handed_in(int(outcome.walk.id), inbound.at)
            return outcome
        raise RuntimeError(f"chat {inbound.channel}/{inbound.chat} is too busy; send it again")

    def _apply(self, inbound: Inbound, seen: Seen, plan: Plan) -> Outcome:
        message = _new_message(inbound, plan)
        with self._house.store.turn(message, expect_version=seen.version) as turn:
            ctx = Context.from_dict(seen.context)
            news, ctx.news = ctx.news, ()
            talk = Talk(self._house, turn, inbound, plan, ctx, seen.walk, plan.locale)
            _take_screen(talk, seen, is_edited=bool(news))
            menu = talk.screen.menu
            talk.say_masked()
            if seen.has_news:
                issue_news.hear(talk)
            hints.heard(talk)
            is_free = talk.form() is None and not ctx.drafts
            files.take(talk)
            _dispatch(talk, menu)
            rewording.remember(talk)
            practising.follow(talk)
            files.answer_what_follows(talk)
            offering.offer(talk)
            items.offer_again(talk, menu)
            menus.offer_again(talk, menu)
            show_next(talk)
            edited.tell(talk, news)
            if is_free:
                tracking.remind(talk)
                issue_news.remind(talk)
                deciding.remind(talk)
            if not (talk.ctx.capture or talk.plan.media):
                talk.ctx.files = ()
            outcome = talk.outcome()
            turn.set_context(talk.ctx.to_dict())
            turn.reply(outcome.to_payload())
        return outcome


def _take_screen(talk: Talk, seen: Seen, *, is_edited: bool) -> None:
    """What the person saw when the message came; what holds for one message is taken off."""
    ctx = talk.ctx
    menu, ctx.menu = ctx.menu, None
    screen = screen_of(talk.form(), ctx, seen.walk, talk.inbound.at)
    talk.screen = (Screen() if is_edited else screen)._replace(
        menu=menu,
        reported=ctx.photos_for,
        answered=ctx.answered,
        asked=ctx.asked,
        maybe=ctx.maybe,
        lacking=ctx.lacking,
        listing=ctx.listing,
        device=ctx.device,
    )
    ctx.asked, ctx.photos_for, ctx.answered, ctx.lacking = None, 0, (), 0
    ctx.maybe, ctx.whole, ctx.listing = "", 0, None


def _new_message(inbound: Inbound, plan: Plan) -> NewMessage:
    """The message as it is stored, from whom the channel says it is."""
    name = mask(inbound.name or inbound.chat).text
    return NewMessage(
        channel=inbound.channel,
        chat=inbound.chat,
        external_id=inbound.external_id,
        text=plan.text,
        at=inbound.at,
        person=PersonHint(name, inbound.role, inbound.department, plan.locale),
    )


def _is_handed_in(seen: Seen, outcome: Outcome) -> bool:
    """Whether the message was the last of its walk."""
    was_open = seen.walk is not None and seen.walk.state.is_under_way
    return was_open and outcome.walk.status == "finished"


def _dispatch(talk: Talk, menu: Menu | None) -> None:
    meaning = talk.plan.meaning
    if menu is not None and _is_for_menu(talk, menu):
        return
    acts.keep_unanswered(talk, menu)
    moments.take(talk)
    match meaning:
        case Chosen():
            acts.chosen(talk, meaning.id, menu)
        case Given():
            acts.given(talk, meaning.text, menu)
        case AtDrafts():
            deeds.carry_out(talk, meaning.deeds)
        case Files():
            talk.turn.set_kind("files")
        case Manner():
            manners.speak(talk, meaning)
        case CommandMeant():
            talk.turn.set_kind("command")
            acts.command(talk, meaning.name, meaning.argument)
        case NotUnderstood() | AnswerMeant() if menus.is_for_new_value(talk, menu):
            acts.given(talk, talk.plan.text, menu)
        case NotUnderstood() if menu is not None and menu.ways.of_items:
            items.ask_again(talk, menu)
        case _:
            _words(talk, meaning)


def _is_for_menu(talk: Talk, menu: Menu) -> bool:
    """Whether the message was no more than what the menu makes of it."""
    if menus.is_dodged(talk, menu):
        menus.ask_again(talk, menu)
        return True
    return edited.heard(talk, menu)


def _words(talk: Talk, meaning: Meaning | Moments | Unchanged) -> None:
    """What `understand` made of the person's words, commands apart; of moments nothing is left."""
    match meaning:
        case AnswerMeant():
            _answer(talk, meaning)
        case Unchanged():
            rewording.leave_answers(talk, meaning)
        case AskMeant():
            _ask(talk, meaning)
        case Ambiguous():
            acts.which_of_both(talk)
        case CorrectionMeant():
            _correct(talk, meaning)
        case NoteMeant():
            talk.turn.set_kind("note")
            unread.keep_note(talk, meaning.start, meaning.end)
        case IssueMeant():
            reporting.begin_report(talk, talk.evidence(meaning.start, meaning.end))
        case NotUnderstood():
            _not_understood(talk, meaning)


def _ask(talk: Talk, meaning: AskMeant) -> None:
    """A question, unless it names an action for a service that the guides know."""
    if starting.is_named(talk):
        _begin_named(talk)
        return
    if not _only_complains(talk, meaning):
        guide_answers.asked(talk)
    if meaning.rest is not None:
        unread.keep_note(talk, *meaning.rest)


def _only_complains(talk: Talk, meaning: AskMeant) -> bool:
    """Whether a trouble is told in words of a question that no guide answers: "没说哪个窗口办"."""
    answer = talk.plan.answer
    unanswered = answer is None or not (answer.sources or answer.candidates)
    return meaning.rest is not None and unanswered and asks(meaning.question) == "embedded"


def _not_understood(talk: Talk, meaning: NotUnderstood) -> None:
    """A caption beside files, an action's bare name, else words that nobody could read."""
    if talk.plan.media:
        talk.turn.set_kind("note")
        unread.keep_note(talk, 0, len(talk.plan.text), quiet=True)
        talk.say("caption_kept")
    elif starting.is_named(talk):
        _begin_named(talk)
    elif item_asked.take(talk) or deciding.decides_by_name(talk):
        pass
    elif meaning.near:
        nearest.offer(talk, meaning.near)
    else:
        acts.not_understood(talk, meaning.reason)


def _begin_named(talk: Talk) -> None:
    """The message names an action, maybe with a service: "open day for the residence permit"."""
    talk.turn.set_kind("command")
    starting.begin_walk(talk, talk.plan.text)


def _correct(talk: Talk, meaning: CorrectionMeant) -> None:
    """Also of the walk while a report is under way in it, which waits for the moment."""
    report = talk.ctx.capture
    if meaning.of_walk:
        talk.ctx.capture = ""
    correcting.correction(talk, meaning)
    if meaning.of_walk:
        talk.ctx.capture = report


def _answer(talk: Talk, meaning: AnswerMeant) -> None:
    form = talk.form()
    prompt = talk.look(form).prompt if form is not None else None
    if item_asked.take(talk):
        return
    if form is not None and prompt is not None and items.names_service(prompt.question):
        start, end = meaning.reading.start, meaning.reading.end
        items.resolve(talk, form, prompt.path, talk.plan.text[start:end], start, end)
        return
    guide = talk.plan.answer if meaning.ask else None
    aim = prompt is not None and has_appearance(prompt.question, "aim")
    is_told = guide is not None and bool(guide.sources or guide.candidates or not aim)
    if guide is not None and not is_told:
        # what one wants to find out needs no guide to have it: the walk is to tell
        guide_answers.keep_in_passing(talk, guide)
    walking.answer(talk, meaning.reading, meaning.rest)
    if is_told:
        guide_answers.asked(talk)
        talk.back = False  # what follows is the next question, not the one just answered
