"""What one Telegram message holds, before a framework sends it."""

from __future__ import annotations

from dataclasses import dataclass

MAX_TEXT = 4096
"""UTF-16 units of a text; longer ones are refused by the server."""
MAX_CAPTION = 1024
MAX_PRESS = 64
"""Bytes of what a button sends."""
MAX_TOAST = 200
"""Characters of what is shown for a moment after a press."""
MAX_FETCH = 20 * 1024 * 1024
"""Bytes of a file that a bot may fetch."""
MAX_FILE = 50 * 1024 * 1024
MAX_PHOTO = 10 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Button:
    """`press` is at most `MAX_PRESS` bytes."""

    label: str
    press: str


@dataclass(frozen=True, slots=True)
class Ask:
    """A keyboard with one key that sends the place of the device.

    None asks for a telephone number: these are masked wherever they are said.
    """

    label: str


@dataclass(frozen=True, slots=True)
class Part:
    """One message: plain text without any markup, or a file with words."""

    text: str = ""
    rows: tuple[tuple[Button, ...], ...] = ()
    """Rows of the inline keyboard."""
    file: str = ""
    """Path of a file to send; `text` is its caption then."""
    as_photo: bool = False
    ask: Ask | None = None
    clear_ask: bool = False
    """Take away the reply keyboard of an earlier `ask`."""
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class FileRef:
    """A file on Telegram's side."""

    file_id: str
    name: str
    mime: str = ""
    size: int = 0
    """Bytes; 0: not told."""
