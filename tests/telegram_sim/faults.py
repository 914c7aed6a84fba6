"""Faults to order: what a network and a busy server do to a bot, at a chosen call."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from tests.telegram_sim.errors import ApiError, ConnectionCutError

WORDS = {
    403: "Forbidden: bot was blocked by the user",
    409: "Conflict: terminated by other getUpdates request; "
    "make sure that only one bot instance is running",
    429: "Too Many Requests: retry after {retry_after}",
    500: "Internal Server Error",
    502: "Bad Gateway",
}


@dataclass
class Fault:
    """What goes wrong, with which calls or deliveries, and how often.

    `method` and `deliver` are a name or "*"; a fault with `deliver` strikes webhook
    deliveries of that kind of update, all others strike calls. With `after`, what was asked
    for happens and only the answer is lost. `cut` ends the connection without an answer;
    `html` answers as a gateway does, with a page. `every` lets calls between pass.
    """

    method: str = "*"
    deliver: str | None = None
    bot: str | None = None
    chat_id: int | None = None
    code: int | None = None
    description: str | None = None
    retry_after: int | None = None
    parameters: dict[str, Any] = field(default_factory=dict)
    delay: float = 0.0
    after: bool = False
    cut: bool = False
    html: bool = False
    times: int = 1
    every: int = 1
    met: int = 0

    def strikes(self) -> bool:
        """Whether it is this call's turn; counts."""
        self.met += 1
        if self.met % self.every:
            return False
        self.times -= 1
        return True

    def fail(self) -> None:
        """Raises what the bot is to see, if it is to see anything but a delay."""
        if self.cut:
            raise ConnectionCutError
        if not self.code:
            return
        parameters = dict(self.parameters)
        if self.retry_after is not None:
            parameters["retry_after"] = self.retry_after
        words = self.description or WORDS.get(self.code, "Bad Request: ordered by the test")
        words = words.format(retry_after=self.retry_after)
        raise ApiError(self.code, words, html=self.html, **parameters)


class Faults:
    """The faults that are still to happen."""

    def __init__(self) -> None:
        self.waiting: list[Fault] = []

    def add(self, order: dict[str, Any]) -> None:
        self.waiting.append(Fault(**order))

    def of_call(self, bot: str, method: str, chat: object) -> Fault | None:
        """The fault that strikes this call."""
        return self._take(
            fault
            for fault in self.waiting
            if fault.deliver is None
            and fault.method in ("*", method)
            and fault.bot in (None, bot)
            and fault.chat_id in (None, chat)
        )

    def of_delivery(self, bot: str, kind: str, chat: object) -> Fault | None:
        """The fault that strikes the delivery of such an update."""
        return self._take(
            fault
            for fault in self.waiting
            if fault.deliver in ("*", kind)
            and fault.bot in (None, bot)
            and fault.chat_id in (None, chat)
        )

    def _take(self, candidates: Iterable[Fault]) -> Fault | None:
        for fault in list(candidates):
            if fault.strikes():
                if fault.times <= 0:
                    self.waiting.remove(fault)
                return fault
        return None
