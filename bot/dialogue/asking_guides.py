"""What of a message is asked of the guides, of which item, and what it leans on.

Reads only, with no transaction open. The walk's item is in focus, so a question that names
none is of it; what was picked from a list is meant for sure.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.dialogue.context import Context
from bot.dialogue.house import Form, guide_version_of
from bot.dialogue.menu_kinds import NONE_ASKED
from bot.dialogue.plan import Chosen, Means
from bot.dialogue.understand import AnswerMeant, AskMeant, NotUnderstood
from knowledge.library import Library
from knowledge.model import Before, GuideAnswer, Locale
from storage.turns import Seen


@dataclass(frozen=True, slots=True)
class Asking:
    """A question to the guides."""

    question: str
    item: str
    """Id of the item in focus, or what was picked; empty where there is neither."""
    picked: bool = False
    before: Before | None = None


def asked(meaning: Means, ctx: Context, form: Form | None, seen: Seen, text: str) -> Asking | None:
    """The question for the guides, if the message is one."""
    focus = seen.walk.item_id if form and seen.walk else ctx.topic
    before = ctx.asked.before if ctx.asked else None
    if isinstance(meaning, AskMeant):
        return Asking(meaning.question, focus, before=before)
    if isinstance(meaning, AnswerMeant):
        return Asking(meaning.ask, focus, before=before) if meaning.ask else None
    if isinstance(meaning, Chosen):
        return _picked(meaning.id, ctx, focus)
    unread = isinstance(meaning, NotUnderstood) and meaning.reason == "unclear"
    return Asking(text, "", before=before) if unread and form is None and text else None


def _picked(option: str, ctx: Context, focus: str) -> Asking | None:
    """The question that a button of the menu answers which item is meant of, or that it is one."""
    data = ctx.menu.data if ctx.menu is not None else {}
    if option == "both:ask" and data.get("text"):
        return Asking(data["text"], focus, before=ctx.asked.before if ctx.asked else None)
    if not option.startswith("ask:") or option == NONE_ASKED or not data.get("question"):
        return None
    before = Before(question=data.get("before", ""))  # what was asked back about may lean, too
    return Asking(data["question"], option.removeprefix("ask:"), True, before)


def answer(library: Library, asking: Asking, seen: Seen, on: date, locale: Locale) -> GuideAnswer:
    """What the guides say to it."""
    walk = seen.walk
    of_walk = walk is not None and walk.item_id == asking.item
    return library.ask(
        asking.question,
        item=asking.item or None,
        picked=asking.picked,
        before=asking.before,
        on=on,
        locale=locale,
        began=guide_version_of(walk.state) if walk is not None and of_walk else "",
    )
