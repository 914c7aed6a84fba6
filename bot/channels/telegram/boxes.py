"""Keyboards on which boxes are being ticked, in their place.

The server tells a keyboard as it was at the press: of two quick presses the second would not
know what the first did. So the newest one of each message is remembered for a while.
"""

from __future__ import annotations

from collections import OrderedDict

from bot.channels.telegram import presses

KEYBOARDS = 2_000
"""Keyboards that are remembered."""

GONE = ("message to edit not found", "message can't be edited")
"""What the server says of a keyboard that cannot be changed any more."""

Buttons = list[list[tuple[str, str]]]
"""Labels and presses, row by row."""
Place = tuple[int, int]
"""A chat and a message in it."""


class Boxes:
    """The boxes of all chats of a bot; used in one loop."""

    def __init__(self) -> None:
        self._newest: OrderedDict[Place, Buttons] = OrderedDict()

    def are_known(self, place: Place, shown: Buttons) -> bool:
        """Whether there is a keyboard: the server tells none of a message that is gone, or old."""
        return bool(shown) or place in self._newest

    def ticked(self, place: Place, shown: Buttons) -> list[str]:
        """What the ticked boxes send; `shown` is the keyboard as the server told it."""
        return presses.ticked(self._newest.get(place, shown))

    def toggle(self, place: Place, shown: Buttons, press: str) -> Buttons:
        """The keyboard with the pressed box ticked, or empty again."""
        buttons = presses.toggled(self._newest.get(place, shown), press)
        self._newest[place] = buttons
        self._newest.move_to_end(place)
        if len(self._newest) > KEYBOARDS:
            self._newest.popitem(last=False)
        return buttons

    def forget(self, place: Place) -> None:
        """It could not be shown: nothing counts but what is seen."""
        self._newest.pop(place, None)
