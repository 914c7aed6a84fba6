"""The flow was edited while its form was open: what the person is told, and what still holds.

What was on the screen was asked by the old version. An answer to it must not go to another
question that the new version asks first: where that is so, a menu `moved` or `removed` says
what was on the screen, and the next message is taken for that.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from bot.dialogue import correcting, unread
from bot.dialogue.acts import FROM_MENU
from bot.dialogue.context import Context, Menu
from bot.dialogue.house import Form
from bot.dialogue.instances import instance_of
from bot.dialogue.menu_kinds import Kind
from bot.dialogue.menus import is_bare
from bot.dialogue.messages import Option, Reply
from bot.dialogue.plan import Chosen
from bot.dialogue.prompts import choice_id, local, question_prompt, short
from bot.dialogue.standing import PASSED
from bot.dialogue.talk import Talk
from bot.dialogue.texts import joined, say
from bot.dialogue.understand import (
    Ambiguous,
    AnswerMeant,
    CommandMeant,
    NotUnderstood,
)
from bot.dialogue.values import answer_in
from flows.engine import look
from flows.memory import situation_of
from flows.readback import choices_of
from flows.reconcile import Dropped, Reconciled, Why

NAMED = 3
"""Questions that are called by name; of more it is said how many."""
MAX_NEWS = 5
OF_FORM: frozenset[Kind] = frozenset(
    [
        "item", "one_item", "both", "which", "value", "range", "near", "near_two",
        "nothing_wrong", "read_back", "draft", "leave_out", "field", "term", "field_value",
        "moved", "removed",
    ]
)  # fmt: skip
"""Menus that are about rows of the form, or about what followed from them."""


def note_on(form: Form, one: Dropped) -> str:
    """The note that is kept of an answer, in Chinese as reports are."""
    instance = instance_of(form, one.path, "zh")
    label = " · ".join(filter(None, (instance, local(one.label, "zh"))))
    key = "edited_note" if one.counted else "edited_note_aside"
    return say("zh", key, label=label, value=local(one.value, "zh"))


def sentence(form: Form, done: Reconciled, locale: str) -> str:
    """What the person is told, in one sentence. `form` is as it was before."""
    gone, unfit = (_labels(done.dropped, why, locale) for why in ("gone", "unfit"))
    key = ("edited_both" if unfit else "edited_gone") if gone else "edited_unfit"
    flow = short(local(form.flow.title, locale))
    return say(locale, key if gone or unfit else "edited", flow=flow, gone=gone, unfit=unfit)


def _labels(dropped: Iterable[Dropped], why: Why, locale: str) -> str:
    told = (one for one in dropped if one.why == why and one.counted and not one.offer)
    labels = dict.fromkeys(short(local(one.label, locale)) for one in told)
    names = [say(locale, "edited_name", name=label) for label in labels]
    words = joined(locale, names[:NAMED])
    if len(names) <= NAMED:
        return words
    return say(locale, "edited_more", labels=words, count=len(names))


def carry_over(
    ctx: Context,
    before: Form,
    after: Form,
    done: Reconciled,
    now: datetime,
    locale: str,
    *,
    shown: bool,
) -> None:
    """Let `ctx`, the memory of a chat that was asked by `before`, be of `after`.

    `shown`: it is what the person has before their eyes.
    """
    ctx.news = (*dict.fromkeys((*ctx.news, sentence(before, done, locale))),)[-MAX_NEWS:]
    if before.kind == "w":
        ctx.drafts, ctx.merged, ctx.apart = (), (), ()  # they are gathered anew
    if shown:
        screen = _screen(ctx.menu.data if ctx.menu is not None else {}, before, after, done, now)
        ctx.menu = _menu(ctx.menu, screen, after, done, now, locale)


def _screen(
    data: Mapping[str, str], before: Form, after: Form, done: Reconciled, now: datetime
) -> dict[str, str]:
    """What was on the screen (`data`: by the menu), where it is not the open question now."""
    asked = look(before.flow, before.state, now).prompt
    path = data.get("path") or (asked.path if asked is not None else "")
    if "screen" in data or not path:
        return {"screen": data.get("screen", "closing")}
    spot = done.renaming.spot(path)
    opened = look(after.flow, after.state, now).prompt
    if spot is not None and opened is not None and spot.path == opened.path:
        return {}
    there = {slot.path for slot in situation_of(after.flow, after.state, now).slots}
    if spot is None or spot.node.is_repeat or spot.path not in there:
        return {"screen": "question"}
    return {"path": spot.path}


def _menu(
    menu: Menu | None,
    screen: Mapping[str, str],
    after: Form,
    done: Reconciled,
    now: datetime,
    locale: str,
) -> Menu | None:
    """The menu that still holds, or one that tells what was on the screen."""
    if menu is not None and menu.kind not in OF_FORM:
        own = {key: value for key, value in menu.data.items() if key not in ("path", "screen")}
        return replace(menu, data={**own, **screen})
    same_value = menu is not None and menu.kind == "value" and menu.data == screen
    if same_value or not screen:
        return menu if menu is not None and menu.kind != "moved" and _all_stay(done) else None
    if "path" not in screen:
        return Menu("removed", (), screen)
    path = screen["path"]
    choices = choices_of(after.flow, after.state, path, now)
    options = (Option(choice_id(after, path, c.name), local(c.label, locale)) for c in choices)
    return Menu("moved", tuple(options), screen)


def _all_stay(done: Reconciled) -> bool:
    """Whether every answer is where it was."""
    return not done.dropped and all(old == new for old, new in done.moved.items())


# the first message after it


def tell(talk: Talk, news: Iterable[str]) -> None:
    """Put the news in front of all that is said."""
    talk.replies[:0] = [Reply(sentence) for sentence in news]


def heard(talk: Talk, menu: Menu) -> bool:
    """Take the message for what was on the screen before an edit; whether it was that."""
    meaning = talk.plan.meaning
    path, screen = menu.data.get("path", ""), menu.data.get("screen", "")
    if menu.kind == "value" or not (path or screen):
        return False
    if isinstance(meaning, Chosen):
        return meaning.id == PASSED or meaning.id.partition(":")[0] in FROM_MENU
    if isinstance(meaning, CommandMeant):
        return meaning.name == "skip"  # what comes next was never seen, so it cannot be meant
    if not isinstance(meaning, AnswerMeant | NotUnderstood | Ambiguous):
        return False
    if path and _fits(talk, path):
        correcting.new_value(talk, path, talk.plan.text)
    elif screen != "closing" and not is_bare(talk.plan.text):
        talk.turn.set_kind("note")
        if unread.keep_note(talk, 0, len(talk.plan.text), quiet=True):
            talk.say("edited_kept")
    return True


def _fits(talk: Talk, path: str) -> bool:
    form = talk.form()
    if form is None:
        return False
    prompt = question_prompt(form, path)
    return answer_in(talk.plan.text, prompt, locale=talk.form_locale, now=talk.now) is not None
