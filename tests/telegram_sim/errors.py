"""What the server answers when it does not do what a bot asked for."""

from __future__ import annotations

from typing import Any


class ApiError(Exception):
    """An answer that is not ok: its code, its words, and what a bot may go by.

    A gateway in front of the server answers with a page of HTML.
    """

    def __init__(
        self, code: int, description: str, *, html: bool = False, **parameters: Any
    ) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.html = html
        self.parameters = parameters


class ConnectionCutError(Exception):
    """No answer at all: the connection ends."""


def bad_request(words: str) -> ApiError:
    """The bot asked for something that cannot be done as it stands."""
    return ApiError(400, f"Bad Request: {words}")


def forbidden(words: str) -> ApiError:
    """The person, or the group, does not want this bot."""
    return ApiError(403, f"Forbidden: {words}")


def too_many_requests(seconds: int) -> ApiError:
    """The bot is to wait."""
    return ApiError(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)
