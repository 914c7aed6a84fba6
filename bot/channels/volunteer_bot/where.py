"""Conditions of handlers, asked in the loop."""

from __future__ import annotations

from aiogram.filters import Filter
from aiogram.types import TelegramObject
from magic_filter import MagicFilter


class Where(Filter):
    """Some of aiogram's `F …`, all of which hold.

    Given to a handler as they are, each is asked in a thread of its own, for every update: that
    takes longer than all else that aiogram does.
    """

    def __init__(self, *conditions: MagicFilter) -> None:
        self._conditions = conditions

    async def __call__(self, event: TelegramObject) -> bool:
        return all(condition.resolve(event) for condition in self._conditions)
