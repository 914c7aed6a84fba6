"""What an office does from the command line, as one message of its own: all of it, or nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from storage.records import Role
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


def chat_of(name: str, department: str | None = None) -> str:
    """The chat of who acts by command: one person whichever it is; of a department, or an admin."""
    return f"ledger:{name}" if department is None else f"ledger:{department}:{name}"


def office_turn(
    app: App,
    chat: str,
    name: str,
    words: str,
    kind: str,
    act: Callable[[Turn], T],
    department: str | None = None,
) -> T:
    """Do `act` in the transaction of a message of an admin called `name`; what it gives.

    With a `department` it is somebody of its staff.
    `words` say in the chat what was done. Raises `OfficeBusyError`.
    """
    role: Role = "admin" if department is None else "staff"
    who = PersonHint(name, role, department or "", "zh")
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
