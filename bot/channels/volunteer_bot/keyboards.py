"""A part's keys and buttons in the server's words: aiogram's objects for them cost more to make."""

from __future__ import annotations

from typing import Any

from bot.channels.telegram.parts import Part

Keyboard = dict[str, Any]


def keyboard_of(part: Part) -> Keyboard | None:
    """What of a keyboard the part has; a message can have one kind only."""
    if part.rows:
        rows = [
            [{"text": one.label, "callback_data": one.press} for one in row] for row in part.rows
        ]
        return {"inline_keyboard": rows}
    if part.ask is not None:
        key = {"text": part.ask.label, "request_location": True}
        return {"keyboard": [[key]], "resize_keyboard": True, "one_time_keyboard": True}
    return {"remove_keyboard": True} if part.clear_ask else None
