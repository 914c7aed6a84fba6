"""What an office does from the command line, as one message of its own: all of it, or nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from storage.turns import ChatMoved, Duplicate, NewMessage, PersonHint

if TYPE_CHECKING:
    from bot.app import App
    from storage.turn import Turn

CHANNEL = "office"
MAX_NAME = 60
"""Characters of the name of who does it."""
ATTEMPTS = 5
"""How often it is tried anew when another command is at it."""
T = TypeVar("T")


class OfficeBusyError(Exception):
    """Another command was at it each time."""


def chat_of(name: str) -> str:
    """The chat of an admin of this name: one person, by whatever command they act."""
    return f"ledger:{name}"


def office_turn(
    app: App, chat: str, name: str, words: str, kind: str, act: Callable[[Turn], T]
) -> T:
    """Do `act` in the transaction of a message of an admin called `name`; what it gives.

    `words` say in the chat what was done. Raises `OfficeBusyError`.
    """
    who = PersonHint(name, "admin", "", "zh")
    for _ in range(ATTEMPTS):
        seen = app.store.peek(CHANNEL, chat, "")
        message = NewMessage(CHANNEL, chat, str(seen.version + 1), words, app.clock(), who)
        try:
            with app.store.turn(message, expect_version=seen.version) as turn:
                turn.set_kind(kind)
                return act(turn)
        except (ChatMoved, Duplicate):
            continue
    raise OfficeBusyError
