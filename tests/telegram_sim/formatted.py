"""Text with marks of formatting, on its way to text with entities."""

from __future__ import annotations

from collections.abc import Callable

from tests.telegram_sim.errors import ApiError, bad_request
from tests.telegram_sim.schema import Json


def utf16(text: str) -> int:
    """Length as the API counts offsets."""
    return len(text.encode("utf-16-le")) // 2


def cannot_parse(why: str) -> ApiError:
    return bad_request(f"can't parse entities: {why}")


class Formatted:
    """The plain text so far, and the entities in it."""

    def __init__(self) -> None:
        self.text = ""
        self.length = 0
        self.entities: list[Json] = []

    def write(self, text: str) -> None:
        self.text += text
        self.length += utf16(text)

    def mark(self, kind: str, since: int, **more: object) -> None:
        """Everything written since is of that kind; what is empty is nothing."""
        if self.length > since:
            length = self.length - since
            self.entities.append({"type": kind, "offset": since, "length": length, **more})

    def trimmed(self) -> tuple[str, list[Json]]:
        """Without blanks at both ends, as the server keeps it, the entities moved along."""
        text = self.text.strip()
        first = utf16(self.text[: len(self.text) - len(self.text.lstrip())])
        last = first + utf16(text)
        kept = []
        for entity in self.entities:
            start = max(entity["offset"], first)
            end = min(entity["offset"] + entity["length"], last)
            if end > start:
                kept.append({**entity, "offset": start - first, "length": end - start})
        return text, sorted(kept, key=lambda each: (each["offset"], -each["length"]))


Parser = Callable[[str], Formatted]
