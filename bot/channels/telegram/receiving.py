"""The way in: an update is on disk before anybody is told that we have it.

Guards that each update is handed on once, however often it comes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from bot.channels.telegram.metrics import Metrics
from bot.channels.telegram.together import Together
from storage.journal import Entry
from storage.updates import NewUpdate, UpdateRecord

Key = tuple[str, int]
Take = Callable[[UpdateRecord], None]


class Receiver:
    """Receives for all bots; what comes for several of them shares a commit."""

    def __init__(
        self,
        journal: Together[Entry, set[Key]],
        clock: Callable[[], datetime],
        metrics: Metrics,
    ) -> None:
        self._journal, self._clock, self._metrics = journal, clock, metrics
        self._takers: dict[str, tuple[str, Take]] = {}

    def lead(self, bot: str, key: str, take: Take) -> None:
        """From now on new updates of this bot are kept under `key`, and go there."""
        self._takers[bot] = (key, take)

    def takes(self, bot: str) -> bool:
        """Whether updates of this bot have somewhere to go."""
        return bot in self._takers

    async def put(self, bot: str, updates: Sequence[Mapping[str, Any]]) -> None:
        """Returns when they are on disk; what was there before goes nowhere.

        Only of a bot that `takes`: what is kept with nobody to take it waits for the next start.
        """
        at = self._clock()
        kept_as, take = self._takers[bot]
        records = [
            NewUpdate(kept_as, number, lane_of(update), update, at)
            for update in updates
            if (number := id_of(update)) is not None
        ]
        if not records:
            return
        fresh = await self._journal.do(records)
        for record in sorted(records, key=lambda record: record.update_id):
            key = (record.bot, record.update_id)
            self._metrics.received(bot, kind_of(record.payload), is_new=key in fresh)
            if key in fresh:
                fresh.discard(key)  # all that share the commit share the set
                take(record)


def id_of(update: Mapping[str, Any]) -> int | None:
    """Its number; None of what is no update."""
    number = update.get("update_id")
    if not isinstance(number, int) or isinstance(number, bool):
        return None
    return number if 0 <= number < 2**63 else None


def lane_of(update: Mapping[str, Any]) -> str:
    """The chat whose order it belongs to; that of its person where it names none."""
    for body in _bodies(update):
        message = body.get("message", body)
        for place in (message, body):
            chat = place.get("chat") if isinstance(place, Mapping) else None
            if isinstance(chat, Mapping) and "id" in chat:
                return str(chat["id"])
        person = body.get("from") or body.get("user")
        if isinstance(person, Mapping) and "id" in person:
            return str(person["id"])
    return ""


def language_of(update: Mapping[str, Any]) -> str:
    """The language of its person's app, without the country; empty where it does not tell."""
    people = (body.get("from") for body in _bodies(update))
    codes = [str(one.get("language_code") or "") for one in people if isinstance(one, Mapping)]
    return codes[0].partition("-")[0] if codes else ""


def _bodies(update: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    return (body for body in update.values() if isinstance(body, Mapping))


KINDS = frozenset(("message", "edited_message", "callback_query", "my_chat_member"))


def kind_of(update: Mapping[str, Any]) -> str:
    """Its kind if it is one that the bots take, else `other`."""
    return next((kind for kind in update if kind in KINDS), "other")
