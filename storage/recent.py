"""The chats that were talked in last, so that a message need not load them anew.

A chat's version names its content: every change of its person or its walk is a turn
of the chat, and every turn raises the version. So what is remembered is right exactly
when its version is the one in the database, whoever else writes there.
"""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import Generic, TypeVar

Known = TypeVar("Known")
MAX_CHATS = 1_000
"""Chats kept in memory at most; one with a long walk takes about 20 KB."""


class RecentStates(Generic[Known]):
    """By chat: its version, its person, what is known of both. Safe to share between threads."""

    def __init__(self) -> None:
        self._kept: OrderedDict[int, tuple[int, int, Known]] = OrderedDict()
        self._lock = Lock()

    def find(self, chat_id: int, version: int, person_id: int) -> Known | None:
        """What is known of that version of the chat."""
        kept = self._kept.get(chat_id)
        return kept[2] if kept is not None and kept[:2] == (version, person_id) else None

    def put(self, chat_id: int, version: int, person_id: int, known: Known) -> None:
        """Remember what is committed."""
        with self._lock:
            self._kept[chat_id] = (version, person_id, known)
            self._kept.move_to_end(chat_id)
            if len(self._kept) > MAX_CHATS:
                self._kept.popitem(last=False)

    def carry(self, chat_id: int, version: int) -> None:
        """A turn of `chat_id` on `version` was committed that changed nothing of this."""
        with self._lock:
            kept = self._kept.get(chat_id)
            if kept is not None and kept[0] == version:
                self._kept[chat_id] = (version + 1, *kept[1:])
