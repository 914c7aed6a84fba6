"""What a person has before their eyes when a message comes: so as not to say it all again."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from bot.dialogue.context import Asked, Context, Listing, Menu
from bot.dialogue.house import Form
from flows.engine import look
from flows.state import State
from storage.records import WalkRecord

READ_BACK = "w:"
DRAFT = "draft"
READ_BACK_OPTIONS = (
    ("done:yes", "confirm"),
    ("done:fix", "change"),
    ("done:all", "show_all"),
    ("done:later", "save_draft"),
)
"""Ids of the read-back's buttons, with the keys of their words."""


class Screen(NamedTuple):
    """`at` is the open question, the read-back or a draft; empty where nothing waits."""

    at: str = ""
    state: State | None = None
    """The form's state at the time."""
    item: str = ""
    """Id of the walk's service item, whose guide stands beside its questions."""
    menu: Menu | None = None
    """The list of options that was put up last."""
    reported: int = 0
    """The finding that was reported by the message before."""
    answered: tuple[int, ...] = ()
    """The answer of the guides that was given to the message before."""
    asked: Asked | None = None
    """The question that the guides were asked in the message before."""
    listing: Listing | None = None
    """The list of an office's that was shown last."""
    maybe: str = ""
    """The message before, where its words may be an answer after all, and the question."""
    lacking: int = 0
    """The question of which it was asked what was missing in its answer."""
    device: bool = False
    """Whether there is a key that asks the device for something."""


def screen_of(form: Form | None, ctx: Context, walk: WalkRecord | None, now: datetime) -> Screen:
    """What is before the person's eyes by the chat's memory and the form that is open."""
    if form is None or form.state.status != "open":
        return Screen()
    item = walk.item_id if walk is not None else ""
    if ctx.drafts and form.kind == "w":
        return Screen(DRAFT, form.state, item)
    return Screen(place_of(form, now), form.state, item)


def place_of(form: Form, now: datetime) -> str:
    """The open question as the option ids name it; `READ_BACK` when all of a walk is asked."""
    prompt = look(form.flow, form.state, now).prompt
    return f"{form.kind}:{prompt.path if prompt is not None else ''}"
