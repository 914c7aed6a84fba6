"""A menu that was not answered: what must not slip through it to the question behind.

"好" while the menu asks "接着走，还是放弃？" is no consent to a record. A bare yes, no or
number that the menu does not take answers nothing, and a yes/no question behind it
takes only the very words of its own options.
"""

from __future__ import annotations

import re

from bot.dialogue import correcting, items, unread
from bot.dialogue.context import Menu
from bot.dialogue.plan import AtDrafts, Chosen
from bot.dialogue.prompts import proposal_first
from bot.dialogue.talk import Talk
from bot.dialogue.understand import AnswerMeant, AskMeant, CommandMeant, NotUnderstood
from bot.reading import both_words, choices, free_text, yesno
from bot.reading.answers import YES_NO
from bot.reading.neither import is_neither
from bot.reading.numbers import CJK
from bot.reading.option import key_of
from bot.reading.words import ASSENT, core, fold
from flows.events import Prompt

_NUMBER = re.compile(rf"(?:第?(?:[0-9]{{1,3}}|[{CJK}]{{1,2}})[个项条]?|[a-h])")
_ANY_YES_OR_NO = re.compile(r"[是否对有无不没好行]|没有|不是|是的|对的|好的|可以|yes|no|ok")
_HESITATES = re.compile(
    r"(?:我|让我|先)*(?:再)?(?:想想|想一下|考虑一下|看看|说吧)|(?:let me think|hmm+|maybe)"
)
_SKIP = CommandMeant("skip")
_ASIDE = frozenset(
    {"help", "hello", "why", "who", "human", "how_far", "saved", "mine", "state", "entered"}
)
"""Commands that ask something and change nothing."""


def is_bare(text: str) -> bool:
    """Whether `text` is a yes, a no, a nod, number or shrug, which say nothing by themselves."""
    said = core(fold(text))
    return (
        yesno.bare(text) is not None
        or ASSENT.fullmatch(said) is not None
        or _NUMBER.fullmatch(said) is not None
        or _HESITATES.fullmatch(said) is not None
        or is_neither(text)
        or free_text.is_dont_know(text)
        or free_text.is_indifferent(text)
    )


def _is_nod(text: str) -> bool:
    """Whether `text` is bare and no number: which of several it says yes to is not clear."""
    return is_bare(text) and _NUMBER.fullmatch(core(fold(text))) is None


def is_dodged(talk: Talk, menu: Menu) -> bool:
    """Whether the message answers neither `menu` nor, in so many words, the open question."""
    meaning, text = talk.plan.meaning, talk.plan.text
    if menu.kind == "withdraw" and isinstance(meaning, AtDrafts):
        return True  # nothing enters the ledger while consent is in doubt
    if menu.kind == "both" and not isinstance(meaning, Chosen) and both_words.read(text):
        return True
    may_pass = menu.ways.may_pass and not (menu.kind == "ask" and _is_nod(text))
    again = menu.ways.shown_again or may_pass
    if again or not isinstance(meaning, AnswerMeant | NotUnderstood):
        return meaning == _SKIP and is_bare(text) and not again
    form = talk.form()
    prompt = talk.look(form).prompt if form is not None else None
    if is_bare(text):
        return not (prompt is not None and _is_label(text, prompt))
    if prompt is None or not isinstance(meaning, AnswerMeant):
        return False
    is_yes_no = prompt.more or {choice.name for choice in prompt.choices} >= YES_NO
    return is_yes_no and choices.exact(text, proposal_first(prompt).choices) is None


def offer_again(talk: Talk, menu: Menu | None) -> None:
    """A change under way, or a choice of action, outlives a question or thanks in between."""
    if menu is None or talk.ctx.menu is not None or menu.kind not in ("value", "start", "range"):
        return
    meaning = talk.plan.meaning
    aside = isinstance(meaning, CommandMeant) and meaning.name in _ASIDE
    asked = isinstance(meaning, AskMeant) or meaning == NotUnderstood("courtesy")
    unread_outside = menu.kind == "start" and talk.form() is None and talk.kept is None
    if not (aside or asked or (isinstance(meaning, NotUnderstood) and unread_outside)):
        return
    if menu.kind == "value":
        correcting.ask_new_value(talk, menu.data["path"])
    else:
        talk.say("menu_again", talk.menu(menu.kind, menu.options, **menu.data))


def is_for_new_value(talk: Talk, menu: Menu | None) -> bool:
    """Whether words are meant for the new value that was asked for, though they give none.

    Behind it a question in words would take anything: "半小时" is no story of what went wrong.
    """
    if menu is None or menu.kind != "value" or talk.plan.meaning == NotUnderstood("courtesy"):
        return False
    form = talk.form()
    prompt = talk.look(form).prompt if form is not None else None
    in_words = prompt is not None and prompt.question.type == "text" and not prompt.more
    return in_words or isinstance(talk.plan.meaning, NotUnderstood)


def _is_label(text: str, prompt: Prompt) -> bool:
    """Whether `text` is an option's own label, and fits nothing else: "同意"."""
    said = key_of(text)
    labels = {key_of(label) for choice in prompt.choices for label in choice.label.values()}
    return said in labels and _ANY_YES_OR_NO.fullmatch(said) is None


def ask_again(talk: Talk, menu: Menu) -> None:
    """The menu is still to be answered."""
    talk.turn.set_kind("unclear")
    if menu.ways.of_items:
        items.ask_again(talk, menu)
    elif menu.kind == "value":
        talk.say("menu_again_value")
        correcting.ask_new_value(talk, menu.data["path"])
    elif menu.kind == "which" and not menu.data:
        correcting.ask_which(talk)
    else:
        talk.say("menu_again", talk.menu(menu.kind, menu.options, **menu.data))
    unread.miss(talk)
