"""The documented limits of sending: about 30 a second, bursts in a chat, 20 a minute in a group."""

from __future__ import annotations

from collections import defaultdict, deque
from math import ceil

from tests.telegram_sim.errors import too_many_requests

PER_SECOND = 30
PER_CHAT = 3
PER_GROUP = 20
CHAT_WINDOW, GROUP_WINDOW = 1.0, 60.0


class Flood:
    """Counts what one bot sent; a refused message does not count."""

    def __init__(self) -> None:
        self._all: deque[float] = deque()
        self._chats: dict[int, deque[float]] = defaultdict(deque)

    def admit(self, chat: int, now: float) -> None:
        """Refuses with the seconds to wait, or counts the message."""
        window, most = (GROUP_WINDOW, PER_GROUP) if chat < 0 else (CHAT_WINDOW, PER_CHAT)
        here = self._chats[chat]
        _forget(self._all, now - 1.0)
        _forget(here, now - window)
        if len(here) >= most:
            raise too_many_requests(max(1, ceil(here[0] + window - now)))
        if len(self._all) >= PER_SECOND:
            raise too_many_requests(1)
        self._all.append(now)
        here.append(now)


def _forget(times: deque[float], before: float) -> None:
    while times and times[0] <= before:
        times.popleft()
