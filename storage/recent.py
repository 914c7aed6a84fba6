"""The states of the walks that were talked about last, so that a message need not load them anew.

A chat's version names its content: every change of a walk is a turn of its
chat, and every turn raises the version. So a remembered state is right exactly
when its version is the one in the database, whoever else writes there.
"""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock

from flows.state import State

MAX_CHATS = 1_000
"""States kept in memory at most; a long walk's takes about 20 KB."""


class RecentStates:
    """By chat: the version it was stored at, the walk, its state. Safe to share between threads."""

    def __init__(self) -> None:
        self._kept: OrderedDict[int, tuple[int, int, State]] = OrderedDict()
        self._lock = Lock()

    def find(self, chat_id: int, version: int, walk_id: int) -> State | None:
        """The state of that walk, if it is known for that version of the chat."""
        kept = self._kept.get(chat_id)
        return kept[2] if kept is not None and kept[:2] == (version, walk_id) else None

    def put(self, chat_id: int, version: int, walk_id: int, state: State) -> None:
        """Remember a state that is committed."""
        with self._lock:
            self._kept[chat_id] = (version, walk_id, state)
            self._kept.move_to_end(chat_id)
            if len(self._kept) > MAX_CHATS:
                self._kept.popitem(last=False)

    def carry(self, chat_id: int, version: int) -> None:
        """A turn of `chat_id` on `version` was committed that did not touch its walk."""
        with self._lock:
            kept = self._kept.get(chat_id)
            if kept is not None and kept[0] == version:
                self._kept[chat_id] = (version + 1, *kept[1:])
