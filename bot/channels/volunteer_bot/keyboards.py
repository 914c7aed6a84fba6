"""A part's keys and buttons in aiogram's words."""

from __future__ import annotations

from aiogram.types import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)

from bot.channels.telegram.parts import Part

Keyboard = InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove


def keyboard_of(part: Part) -> Keyboard | None:
    """What of a keyboard the part has; a message can have one kind only."""
    if part.rows:
        rows = [
            [InlineKeyboardButton(text=one.label, callback_data=one.press) for one in row]
            for row in part.rows
        ]
        return InlineKeyboardMarkup(inline_keyboard=rows)
    if part.ask is not None:
        key = KeyboardButton(text=part.ask.label, request_location=True)
        return ReplyKeyboardMarkup(keyboard=[[key]], resize_keyboard=True, one_time_keyboard=True)
    return ReplyKeyboardRemove(remove_keyboard=True) if part.clear_ask else None
