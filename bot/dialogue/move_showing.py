"""The move under way is put up after every message, until it is made or left."""

from __future__ import annotations

from bot.dialogue import move_asking
from bot.dialogue.commands import CommandMeant, IssueMeant
from bot.dialogue.issue_lookup import card_of
from bot.dialogue.move_buttons import seen
from bot.dialogue.move_form import COMMAND, Moving
from bot.dialogue.move_words_shown import head
from bot.dialogue.plan import Chosen, Files
from bot.dialogue.talk import Talk

NEWS = "news"
"""The command by which a schedule has people told what is new."""
_LEAVES = ("walk", "issue", "restart", "apply", "practice")
"""Commands that begin something else."""


def show(talk: Talk, *, first: bool = False) -> bool:
    """Put up what is asked for a move, or all of it to be confirmed; whether there is one.

    `first`: it was just begun, whatever the message said.
    """
    moving = Moving.from_text(talk.ctx.moving)
    if moving is None:
        return False
    meaning = talk.plan.meaning
    if isinstance(meaning, IssueMeant) or (
        isinstance(meaning, CommandMeant) and meaning.name in _LEAVES
    ):
        leave(talk)
        return False
    case = seen(talk, moving.number)
    if case is None:
        talk.ctx.moving = ""
        return False
    talk.ctx.listing = card_of(moving.number, talk.ctx.listing or talk.screen.listing)
    back = bool(talk.replies) and not (first or _is_of_move(talk))
    move_asking.put(talk, moving, case, back=back)
    return True


def _is_of_move(talk: Talk) -> bool:
    """Whether the message was said to the move, and not in between."""
    meaning = talk.plan.meaning
    tap = meaning.id.partition(":")[0] if isinstance(meaning, Chosen) else ""
    named = isinstance(meaning, CommandMeant) and meaning.name in (COMMAND, NEWS)
    return named or isinstance(meaning, Files) or tap in ("move", "moving", "rate", "cmd")


def leave(talk: Talk) -> None:
    """Let the move under way be, and say so."""
    moving = Moving.from_text(talk.ctx.moving)
    talk.ctx.moving = ""
    if moving is not None:
        talk.say("move_left", head=head(talk, moving.number, moving.move))
