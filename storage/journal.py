"""What the bots enter as they go: what came, what was handled, how far sending is; in one commit.

Guards that all of it is on disk before anybody acts on it. A commit to disk costs the same for
one row as for a hundred, and holds up every other writer meanwhile.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple, TypeAlias

from sqlalchemy import Engine, bindparam, update

from flows.characters import storable
from storage.deliveries import MAX_REASON, WAITS, Step
from storage.lines import Lines
from storage.packing import pack, to_ms
from storage.statements import INSERT, Prepared, delivery
from storage.updates import NewUpdate, received

_KEPT = 1
"""Idle connections: one writer at a time is all there is."""


class Handled(NamedTuple):
    """The key of an update that was handled: what it said is forgotten, that it came is not."""

    bot: str
    update_id: int


Entry: TypeAlias = NewUpdate | Handled | Step


class Journal:
    """That of all bots. Safe to share between threads."""

    def __init__(self, engine: Engine) -> None:
        self._lines = Lines(engine, _KEPT)
        dialect = engine.dialect
        names = ["bot", "update_id", "lane", "at", "payload"]
        add = INSERT[dialect.name](received).on_conflict_do_nothing()
        self._put = Prepared(add, dialect, names)
        one = (received.c.bot == bindparam("bot_"), received.c.update_id == bindparam("id_"))
        self._done = Prepared(update(received).where(*one), dialect, ["payload"])
        change = update(delivery).where(delivery.c.id == bindparam("id_"), WAITS)
        self._step = Prepared(change, dialect, ["part", "state", "attempts", "due_at", "reason"])

    def enter(self, entries: Sequence[Entry]) -> set[tuple[str, int]]:
        """Enter all of them, or none; the keys of the updates that are new. On disk on return.

        A `Step` of a delivery that waits no more (it was dropped) changes nothing.
        """
        # In one order, so that two instances with the same ones never wait for each other.
        new = sorted(
            (one for one in entries if isinstance(one, NewUpdate)),
            key=lambda one: (one.bot, one.update_id),
        )
        done = sorted(one for one in entries if isinstance(one, Handled))
        steps = sorted(  # those of one delivery stay in their order
            (one for one in entries if isinstance(one, Step)), key=lambda one: one.id
        )
        rows = [*map(_received, new)]
        with self._lines.transaction() as wire:
            fresh = {
                (row["bot"], row["update_id"])
                for row in rows
                if self._put(wire.driver, row).rowcount == 1
            }
            self._done.each(wire.driver, [*map(_handled, done)])
            self._step.each(wire.driver, [*map(_stepped, steps)])
        return fresh


def _received(one: NewUpdate) -> dict[str, Any]:
    return {
        "bot": one.bot,
        "update_id": one.update_id,
        "lane": storable(one.lane),
        "at": to_ms(one.at),
        "payload": pack(one.payload),
    }


def _handled(one: Handled) -> dict[str, Any]:
    return {"bot_": one.bot, "id_": one.update_id, "payload": None}


def _stepped(one: Step) -> dict[str, Any]:
    return {
        "id_": one.id,
        "part": one.part,
        "state": one.state,
        "attempts": one.attempts,
        "due_at": to_ms(one.due_at),
        "reason": storable(one.reason)[:MAX_REASON],
    }
