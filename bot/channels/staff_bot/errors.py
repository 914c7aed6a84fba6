"""What the framework raises, as what it means for sending."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
)

from bot.channels.telegram import api

GONE = ("chat not found", "user is deactivated", "user not found")
"""Refusals that are about the person rather than about what was sent."""


@contextmanager
def mapped() -> Iterator[None]:
    """Raises `Later`, `Blocked`, `Refused` or `Conflict` for what the framework raises."""
    try:
        yield
    except TelegramError as error:
        raise meaning(error) from error


def meaning(error: TelegramError) -> Exception:
    """What an error of the framework means. What is not known to be refused may go well later."""
    words = error.message
    match error:
        case RetryAfter(retry_after=wait):
            seconds = wait.total_seconds() if isinstance(wait, timedelta) else float(wait)
            return api.Later(words, seconds)
        case Forbidden():
            return api.Blocked(words)
        case BadRequest() if any(gone in words.lower() for gone in GONE):
            return api.Blocked(words)
        case InvalidToken():
            return api.TokenRefused(words)
        case BadRequest() | ChatMigrated():
            return api.Refused(words)
        case Conflict():
            return api.Conflict(words)
    return api.Later(words)
