"""Keyboards on which boxes are being ticked, in their place.

The server tells a keyboard as it was at the press: of two quick presses the second would not
know what the first did. So the newest one of each message is remembered for a while.
"""

from __future__ import annotations

from collections import OrderedDict

from telegram import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message

from bot.channels.telegram import presses

KEYBOARDS = 2_000
"""Keyboards that are remembered."""

Buttons = list[list[tuple[str, str]]]


class Boxes:
    """The boxes of all chats; used in one loop."""

    def __init__(self) -> None:
        self._newest: OrderedDict[tuple[int, int], Buttons] = OrderedDict()

    def ticked(self, message: Message) -> list[str]:
        """What is sent by the boxes that are ticked."""
        return presses.ticked(self._buttons(message))

    def toggle(self, query: CallbackQuery, message: Message) -> InlineKeyboardMarkup:
        """Tick the box that was pressed, or empty it; the keyboard with it."""
        buttons = presses.toggled(self._buttons(message), query.data or "")
        place = (message.chat.id, message.message_id)
        self._newest[place] = buttons
        self._newest.move_to_end(place)
        if len(self._newest) > KEYBOARDS:
            self._newest.popitem(last=False)
        return InlineKeyboardMarkup(
            [
                [InlineKeyboardButton(word, callback_data=press) for word, press in row]
                for row in buttons
            ]
        )

    def _buttons(self, message: Message) -> Buttons:
        known = self._newest.get((message.chat.id, message.message_id))
        if known is not None:
            return known
        rows = message.reply_markup.inline_keyboard if message.reply_markup else ()
        return [[(one.text, str(one.callback_data or "")) for one in row] for row in rows]
