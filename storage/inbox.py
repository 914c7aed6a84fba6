"""A message on its way in, the chat it finds, and why it may not be taken."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from flows.characters import storable
from storage.records import Person, Role, WalkRecord

MAX_NAME = 200
"""Characters of a channel's, chat's or message's own name; longer ones are refused."""


@dataclass(frozen=True, slots=True)
class PersonHint:
    """What the channel knows of the person.

    All of it counts when the person is new, role and department also later.
    """

    name: str
    role: Role = "volunteer"
    department: str = ""
    locale: str = ""


@dataclass(frozen=True, slots=True)
class NewMessage:
    """A message to be handled. (channel, chat, external_id) is handled once; `at` has a zone."""

    channel: str
    chat: str
    external_id: str
    text: str
    at: datetime
    person: PersonHint


@dataclass(frozen=True, slots=True)
class Seen:
    """A chat as it was found. `version` is what a turn on it must expect."""

    chat_id: int | None = None
    """None: nobody has spoken here yet."""
    version: int = 0
    person: Person | None = None
    context: dict[str, Any] = field(default_factory=dict)
    walk: WalkRecord | None = None
    """The chat's latest walk, whatever its status."""
    reply: dict[str, Any] | None = None
    """What was said to the message, if it is handled already (empty: nothing was)."""
    has_news: bool = False
    """Something is to be told to the person with the next reply (`storage.volunteers`)."""


class Said(NamedTuple):
    """A message that was handled before."""

    message: int
    kind: str
    is_last: bool
    """Nothing was said in its chat since."""


class Kept(NamedTuple):
    """What was kept of a message: its words, and what its files were called."""

    text: str
    files: tuple[str, ...]


class ChatMoved(Exception):  # noqa: N818 - what happened, not an error
    """Another message of the chat was handled since it was looked at: look again."""

    def __init__(self, new: NewMessage) -> None:
        super().__init__(f"{new.channel}/{new.chat} moved before {new.external_id} was handled")


class Duplicate(Exception):  # noqa: N818 - what happened, not an error
    """The message is handled already: look again for what was said to it."""

    def __init__(self, new: NewMessage) -> None:
        super().__init__(f"{new.channel}/{new.chat}/{new.external_id} is handled already")


def address(channel: str, chat: str, external_id: str = "") -> dict[str, str]:
    """Where a message belongs, as the statements take it; ValueError for a name too long."""
    names = {"channel_": channel, "external_": chat, "external_id_": external_id}
    for name in names.values():
        if len(name) > MAX_NAME:
            raise ValueError(f"{name[:40]}… is longer than {MAX_NAME} characters")
    return {key: storable(name) for key, name in names.items()}
