"""What a framework does for the shared rest: the calls out, and the reading of updates."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from bot.channels.telegram.parts import FileRef, Part
from bot.dialogue.messages import Inbound

Update = Mapping[str, Any]
"""An update as the server sent it, parsed from JSON."""

PRIVATE_ONLY = (
    "我只在私聊里办事，请点我的名字单独找我。 / I only talk in private; message me directly."
)
"""Said in a group before it is left: nobody knows yet who reads it in which language."""


class Later(Exception):  # noqa: N818 - what happened, not an error
    """The call is to be made again, in so many seconds at the earliest (429, 5xx, time-outs)."""

    def __init__(self, reason: str, seconds: float | None = None) -> None:
        super().__init__(reason)
        self.seconds = seconds


class Blocked(Exception):  # noqa: N818
    """The person has blocked the bot, or is no more; nothing can be sent to them."""


class Refused(Exception):  # noqa: N818
    """The server will never take this call; the text says why."""


class TokenRefused(Refused):
    """It knows no such token, or none any more; what was to be sent is not at fault."""


class Conflict(Exception):  # noqa: N818
    """Another instance is using the same token."""


@dataclass(frozen=True, slots=True)
class Heard:
    """An update as it concerns the dialogue.

    Files are still on Telegram's side: they are fetched, and stand in `message.files`, before the
    dialogue hears it.
    """

    message: Inbound
    files: tuple[FileRef, ...] = ()
    press: str = ""
    """Id of the button press that waits for its acknowledgement."""
    pressed: str = ""
    """What stands on the button: shown for a moment, since a press leaves no trace in the chat."""


class Bot(Protocol):
    """One bot on one framework. All calls raise `Later`, `Blocked`, `Refused` or `Conflict`."""

    name: str
    """The channel: `volunteer_bot` or `staff_bot`."""

    async def start(self) -> str:
        """Open the connections and check the token; the bot's user name."""

    async def stop(self) -> None:
        """Close them."""

    async def updates(self, offset: int | None, seconds: int) -> list[dict[str, Any]]:
        """Waits up to so many seconds for updates from `offset` on, as the server sent them."""

    async def set_webhook(self, url: str, secret: str) -> None: ...

    async def delete_webhook(self) -> None: ...

    async def feed(self, update: Update, hear: Callable[[Heard], Awaitable[None]]) -> None:
        """Hand an update to the framework's handlers; those that concern the dialogue are heard.

        An update of a kind that no handler takes is ignored: nothing is raised. One that cannot be
        read is `Refused`.
        """

    async def send(self, chat: str, part: Part) -> int:
        """Send one message; its id."""

    async def fetch(self, file: FileRef, to: Path) -> None:
        """Download a file."""

    async def answer_press(self, press: str, text: str = "") -> None:
        """Acknowledge a button press; one that is too old is no error."""

    async def typing(self, chat: str) -> None: ...
