"""What a test sees of a call, and how a talk reads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True)
class Call:
    """One finished call of a bot, as the log has it."""

    entry: Json

    @property
    def number(self) -> int:
        """Its place in the log, which is the order of things."""
        return int(self.entry["i"])

    @property
    def method(self) -> str:
        return str(self.entry["method"])

    @property
    def args(self) -> Json:
        found: Json = self.entry["args"]
        return found

    @property
    def ok(self) -> bool:
        """Whether the bot was told that it is done."""
        return bool(self.entry["ok"])

    @property
    def executed(self) -> bool:
        """Whether it was done; a fault may have kept that from the bot."""
        return bool(self.entry.get("executed"))

    @property
    def error(self) -> str | None:
        return self.entry.get("error")

    @property
    def message_id(self) -> int | None:
        """The message that was made or changed."""
        return self.entry.get("message_id")

    @property
    def text(self) -> str:
        """What people read of it, without marks of formatting; else what was sent, or the method.

        Of an album it is the caption of its first part.
        """
        sent = self.args.get("text") or self.args.get("caption")
        return str(self.entry.get("shown") or sent or self.method)

    @property
    def rows(self) -> list[list[str]]:
        """The labels of its keyboard, whether under the message or in place of the person's."""
        markup = self.args.get("reply_markup") or {}
        rows = markup.get("inline_keyboard") or markup.get("keyboard") or []
        return [[key if isinstance(key, str) else key["text"] for key in row] for row in rows]

    @property
    def buttons(self) -> list[str]:
        return [label for row in self.rows for label in row]


SAID = ("text", "payload", "button", "caption", "latitude", "longitude", "phone_number")
"""What a person's act says, in the log as in a talk."""


def told(entry: Json) -> Iterator[str]:
    """A line for what a person or a bot did, and one for the keyboard that came with it."""
    if entry["by"] == "person":
        kind = "" if entry["type"] == "text" else f"[{entry['type']}]"
        said = (str(entry[key]) for key in SAID if key in entry)
        yield _line(">", kind, *said, *entry["files"])
        return
    call = Call(entry)
    words = "" if call.text == call.method else call.text
    kind = "" if words and call.method == "sendMessage" else f"[{call.method}]"
    yield _line("<" if call.ok else "x", kind, words, f"({call.error})" if call.error else "")
    if call.buttons:
        yield "    " + " / ".join(" | ".join(row) for row in call.rows)


def _line(*parts: str) -> str:
    return " ".join(part for part in parts if part)
