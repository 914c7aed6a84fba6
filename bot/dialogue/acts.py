"""What each kind of message does: commands, taps, questions to the guides, corrections, notes."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.dialogue import (
    after_all,
    closing,
    consent,
    correcting,
    editing,
    guide_answers,
    guide_buttons,
    helping,
    inspecting,
    issue_news,
    items,
    known,
    names,
    nearest,
    own_records,
    reporting,
    sent_tables,
    starting,
    stopping,
    tracking,
    unread,
    walking,
    weekly_packs,
)
from bot.dialogue.commands import UNKNOWN
from bot.dialogue.context import STAY, Menu
from bot.dialogue.earlier import asked_before
from bot.dialogue.menu_kinds import NONE_OF_THESE
from bot.dialogue.messages import Option
from bot.dialogue.of_the_bot import OF_THE_BOT
from bot.dialogue.people_commands import NUMBERED, PEOPLE_COMMANDS
from bot.dialogue.plan import Chosen
from bot.dialogue.prompts import label_of, short
from bot.dialogue.screen import Screen
from bot.dialogue.talk import Talk
from bot.reading import free_text, yesno
from bot.reading.asking import asks
from bot.reading.neither import is_neither

FROM_MENU = frozenset(
    [
        "start", "ask", "both", "fix", "less", "which", "done", "draft", "field", "term", "end",
        "giveup", "withdraw", "range", "near", "own", "manner",
    ]
)  # fmt: skip
"""Kinds of options that only a menu offers; `w` and `i` are a question's, `cmd` always holds."""


def command(talk: Talk, name: str, argument: str = "") -> None:
    """Carry out the command `name` (a key of `COMMANDS`)."""
    COMMANDS[name](talk, argument)


def chosen(talk: Talk, option: str, menu: Menu | None) -> None:
    """A tapped option. Its id says what it answers; `menu` is what was shown last.

    What a menu offered counts only while it is the last one shown: an old button
    must not enter a draft or end a walk. A question's own buttons correct its answer.
    """
    kind, _, rest = option.partition(":")
    if kind[1:].isascii() and kind[1:].isdecimal():
        kind = kind[:1]  # the walk, or the report, is told by its number
    if talk.inbound.choose and kind in FROM_MENU and not (menu and menu.offers(option)):
        _passed(talk, option)
        return
    data: Mapping[str, str] = menu.data if menu is not None else {}
    handlers: dict[str, Callable[[], None]] = {
        "w": lambda: walking.tapped(talk, option),
        "i": lambda: walking.tapped(talk, option),
        "cmd": lambda: command(talk, rest) if rest in COMMANDS.keys() - NUMBERED else talk.stale(),
        "item": lambda: _item(talk, option, menu),
        "giveup": lambda: starting.ask_whether_to_give_up(talk, rest),
        "start": lambda: starting.picked(talk, rest),
        "ask": lambda: guide_answers.asked(talk),
        **guide_buttons.handlers(talk, rest, menu),
        "both": lambda: _both(talk, rest, data),
        "fix": lambda: correcting.picked(talk, rest, data),
        "less": lambda: correcting.take_away(talk, rest),
        "which": lambda: correcting.ask_which(talk, rest=True),
        "done": lambda: _done(talk, rest),
        "draft": lambda: editing.draft_button(talk, rest, data),
        "field": lambda: editing.field_chosen(talk, rest, data),
        "term": lambda: editing.term_chosen(talk, rest),
        "mend": lambda: editing.mend(talk, rest),
        "several": lambda: reporting.part(talk, rest),
        "look": lambda: known.look(talk, rest),
        "looked": lambda: known.looked(talk, rest),
        "follow": lambda: tracking.answered(talk, rest),
        "end": lambda: stopping.answered(talk, rest),
        "report": lambda: _report(talk, rest),
        "range": lambda: _figure(talk, rest),
        "near": lambda: nearest.picked(talk, rest, data),
        "withdraw": lambda: consent.answered(talk, rest),
        "own": lambda: own_records.answered(talk, rest),
        **issue_news.handlers(talk, rest),
        **dict.fromkeys(("manner", STAY), lambda: None),
    }
    handlers.get(kind, talk.stale)()


def _item(talk: Talk, option: str, menu: Menu | None) -> None:
    """A service was picked; what was asked while it was offered is answered now."""
    items.chosen(talk, option, menu)
    if talk.plan.answer is not None:
        guide_answers.asked(talk)
        talk.back = False  # what follows is the next question


def _passed(talk: Talk, option: str) -> None:
    """A menu's button that came too late. "Confirm" skips what may be skipped, else tells."""
    form = talk.form()
    if option != "done:yes" or form is None or form.kind != "w" or talk.look(form).prompt is None:
        talk.stale()
    elif (missing := walking.skip_optional(talk, form)) is not None:
        talk.say("not_all_asked", label=label_of(form, missing.path, talk.locale, talk.now))


def given(talk: Talk, text: str, menu: Menu | None) -> None:
    """The free text that the last menu waited for."""
    if menu is None:
        return
    if menu.kind == "note":
        talk.turn.set_kind("note")
        unread.keep_note(talk, 0, len(text))
    elif menu.kind == weekly_packs.MENU:
        weekly_packs.tell(talk)
    elif menu.kind == "lacking":
        guide_answers.lacks(talk, int(menu.data["unmet"]))
    elif menu.kind == "value":
        correcting.new_value(talk, menu.data["path"], text)
    elif menu.kind == "field_value":
        editing.field_given(talk, menu.data, text)


def not_understood(talk: Talk, reason: str) -> None:
    """Outside a walk words may still be a question or an item's name; else ask again."""
    if reason == "courtesy":
        talk.ctx.asked = talk.screen.asked
        talk.say("courtesy" if free_text.is_thanks(talk.plan.text) else "here")
        return
    if reason in ("grumble", "no_picture", "wants_example", "thinks"):
        talk.say(reason)
        return
    if reason == "must_i":
        form = talk.form()
        prompt = talk.look(form).prompt if form is not None else None
        talk.say("must_answer" if prompt is not None and prompt.required else "may_skip")
        return
    if reason == "no_name":
        names.ask_again(talk)
        return
    answer = talk.plan.answer
    known = answer is not None and (answer.status == "answered" or bool(answer.candidates))
    if talk.form() is None and known:
        guide_answers.asked(talk)
        return
    unread.not_understood(talk, reason)


def which_of_both(talk: Talk) -> None:
    """The text may be an answer or a question: let the person say, with two buttons.

    What only asks and the guides answer is answered, and may be said to be an answer after all.
    """
    told, text = talk.plan.answer, talk.plan.text
    only_asks = asks(text.rstrip("?？ ")) in ("plain", "direct")
    if only_asks and told is not None and told.status == "answered":
        guide_answers.asked(talk)
        after_all.offer(talk)
        return
    options = (
        Option("both:answer", talk.word("both_answer")),
        Option("both:ask", talk.word("both_ask")),
    )
    talk.turn.set_kind("unclear")
    talk.ctx.asked = talk.screen.asked
    data = {"text": text, "message": str(talk.turn.message_id)}
    talk.say("both", talk.menu("both", options, **data), text=short(text))


def keep_unanswered(talk: Talk, menu: Menu | None) -> None:
    """The words that might have been an answer are kept as a note when nobody says which."""
    meaning = talk.plan.meaning
    after_all.keep_unsaid(talk)
    if menu is None or not menu.ways.keeps_words:
        return
    is_picked = isinstance(meaning, Chosen) and meaning.id.startswith(("both:", "near:"))
    if not is_picked or meaning == Chosen(NONE_OF_THESE):
        text = menu.data["text"]
        if is_neither(text) or yesno.bare(text):
            return
        if unread.keep_earlier(talk, text, int(menu.data["message"])):
            talk.say_kept(
                "kept_unanswered" if menu.kind == "both" else "kept_unmatched", text=short(text)
            )


def _both(talk: Talk, which: str, data: Mapping[str, str]) -> None:
    if which == "ask":
        guide_answers.asked(talk)
        return
    form = talk.form()
    prompt = talk.look(form).prompt if form is not None else None
    if form is None or prompt is None or "message" not in data:
        talk.stale()
        return
    if items.names_service(prompt.question):
        items.resolve(talk, form, prompt.path, data["text"], 0, len(talk.plan.text))
        return
    walking.give_from(talk, form, prompt, data["text"], int(data["message"]))


def _done(talk: Talk, which: str) -> None:
    form = talk.form()
    if which == "yes" and form is not None and talk.look(form).prompt is not None:
        _passed(talk, "done:yes")
    elif which == "yes":
        closing.confirm(talk)
    elif which == "fix":
        correcting.ask_which(talk)
    elif which == "all":
        talk.screen = Screen()
    else:
        stopping.pause(talk)


def _back(talk: Talk, _argument: str) -> None:
    form = talk.form()
    lines = asked_before(form, talk.now) if form is not None else ()
    if form is None:
        talk.no_walk()
    elif not lines:
        talk.say("nothing_before")
    else:
        correcting.ask_new_value(talk, lines[-1].path)


def _note(talk: Talk, argument: str) -> None:
    if not argument:
        talk.say("note_what", talk.menu("note", ()))


def _report(talk: Talk, message: str) -> None:
    """The words that sounded like a problem are to be reported."""
    if talk.ctx.offer is None or str(talk.ctx.offer[0]) != message:
        talk.stale()
        return
    reporting.begin_report(talk, reporting.offered_words(talk))


def _figure(talk: Talk, rest: str) -> None:
    """One of the figures of a range (`path=figure`), offered for the open question."""
    form = talk.form()
    prompt = talk.look(form).prompt if form is not None else None
    path, _, figure = rest.partition("=")
    if form is None or prompt is None or prompt.path != path:
        talk.stale()
        return
    talk.turn.set_kind("answer", path)
    walking.give(talk, form, prompt, int(figure), literal=False)


COMMANDS: dict[str, Callable[[Talk, str], None]] = {
    "help": helping.tell,
    "hello": helping.hello,
    "back": _back,
    "skip": lambda talk, _: walking.skip(talk),
    "pause": lambda talk, _: stopping.pause(talk),
    "resume": lambda talk, _: walking.resume(talk),
    "correct": lambda talk, _: correcting.ask_which(talk),
    "note": _note,
    "issue": lambda talk, _: reporting.begin_report(talk),
    "tracking": tracking.listed,
    "end": lambda talk, _: stopping.end(talk),
    "restart": lambda talk, _: starting.restart(talk),
    "walk": starting.begin_walk,
    **OF_THE_BOT,
    **PEOPLE_COMMANDS,
    inspecting.COMMAND: inspecting.signals,
    **guide_buttons.COMMANDS,
    **issue_news.COMMANDS,
    sent_tables.COMMAND: lambda talk, _: sent_tables.tell(talk),
    "item": lambda talk, _: correcting.ask_item(talk),
    "news": lambda _talk, _: None,  # a schedule asks for what every turn begins with
    "actions": lambda talk, _: starting.offer_actions(talk),
    UNKNOWN: lambda talk, words: talk.say(
        "unknown_command", (Option("cmd:help", talk.word("btn_help")),), text=short(words)
    ),
}
