"""Keyboards: what a bot may show, and which button a person means."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from tests.telegram_sim.errors import bad_request
from tests.telegram_sim.schema import Json, SchemaError, check

MAX_DATA = 64
"""Bytes that a button may carry."""
MAX_MARKUP = 10_000
LOOKS = ("text", "icon_custom_emoji_id", "style")
"""Fields of a button that are no action."""
TEXT_BUTTON = "Text buttons are unallowed in the inline keyboard"


def inline(args: Json) -> Json | None:
    """The inline keyboard to be shown with the message, once everything of it is right."""
    markup = args.get("reply_markup")
    if not isinstance(markup, dict):
        return None
    if len(json.dumps(markup, ensure_ascii=False)) > MAX_MARKUP:
        raise bad_request("reply markup is too long")
    if "inline_keyboard" not in markup:
        return None
    for button in buttons(markup["inline_keyboard"]):
        _checked(button)
    rows = [row for row in markup["inline_keyboard"] if row]
    return {"inline_keyboard": rows} if rows else None


def _checked(button: Json) -> None:
    try:
        check("InlineKeyboardButton", button, "inline keyboard button")
    except SchemaError as error:
        raise bad_request(f"can't parse inline keyboard button: {error}") from None
    actions = [key for key in button if key not in LOOKS]
    if len(actions) != 1:
        raise bad_request(TEXT_BUTTON)
    if not button["text"].strip():
        raise bad_request("inline keyboard button text must be non-empty")
    data = button.get("callback_data")
    if data is not None and not 1 <= len(data.encode()) <= MAX_DATA:
        raise bad_request("BUTTON_DATA_INVALID")


def reply(args: Json, chat: int) -> Json | None:
    """A keyboard in place of the person's own, or the word to take it away; else None."""
    markup = args.get("reply_markup")
    if not isinstance(markup, dict) or not {"keyboard", "remove_keyboard"} & set(markup):
        return None
    for button in buttons(markup.get("keyboard", [])):
        asked = {key for key in button if key not in LOOKS}
        if not button["text"].strip():
            raise bad_request("keyboard button text must be non-empty")
        if chat < 0 and asked & {"request_contact", "request_location"}:
            raise bad_request("phone number and location can be requested in private chats only")
        if len(asked) > 1:
            raise bad_request("can't parse keyboard button: only one action is possible")
    return markup


def buttons(rows: Sequence[Sequence[Json | str]]) -> Iterator[Json]:
    """All buttons; a reply button may be written as its text alone."""
    for row in rows:
        for button in row:
            yield {"text": button} if isinstance(button, str) else button


def labels(rows: list[list[Json]]) -> list[str]:
    return [button["text"] for button in buttons(rows)]


def pressed(rows: list[list[Json]], label: str | None, data: str | None) -> Json | None:
    """The button of that label and data; None where neither is there."""
    for button in buttons(rows):
        if label in (None, button["text"]) and data in (None, button.get("callback_data")):
            return button
    return None
