"""Calls to Telegram through aiogram: what goes wrong, in the words of the shared rest."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from aiogram.exceptions import (
    ClientDecodeError,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramConflictError,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.methods import TelegramMethod
from aiohttp import ClientError, ClientResponseError

from bot.channels.telegram.api import Blocked, Conflict, Later, Refused, TokenRefused

TOO_MANY = 429
_GONE = ("chat not found", "user is deactivated", "PEER_ID_INVALID", "bot was blocked")
"""What the server says, as a bad request, of somebody who cannot be written to."""
MAX_REASON = 200


class RawUpdates(TelegramMethod[list[dict[str, Any]]]):
    """getUpdates, as it came: updates are kept before they are understood."""

    __returning__ = list[dict[str, Any]]
    __api_method__ = "getUpdates"

    offset: int | None = None
    timeout: int | None = None
    allowed_updates: list[str] | None = None


@contextmanager
def told() -> Iterator[None]:
    """Raises `Later`, `Blocked`, `Refused` or `Conflict` for what aiogram raises in the block."""
    try:
        yield
    except TelegramAPIError as error:
        raise _meaning_of(error) from error
    except ClientDecodeError as error:
        raise Later("the answer was no JSON") from error
    except ClientResponseError as error:
        reason = f"HTTP {error.status}"
        is_passing = error.status >= 500 or error.status == TOO_MANY
        raise Later(reason) if is_passing else Refused(reason) from error
    except (ClientError, TimeoutError) as error:
        raise Later(type(error).__name__) from error


def _meaning_of(error: TelegramAPIError) -> Exception:
    reason = error.message.partition("\n")[0][:MAX_REASON]
    match error:
        case TelegramRetryAfter():
            return Later(reason, float(error.retry_after))
        case TelegramEntityTooLarge():
            return Refused(reason)
        case TelegramServerError() | TelegramNetworkError():
            return Later(reason)
        case TelegramForbiddenError():
            return Blocked(reason)
        case TelegramUnauthorizedError() | TelegramNotFound():
            return TokenRefused(reason)
        case TelegramConflictError():
            return Conflict(reason)
        case TelegramBadRequest() if any(gone in error.message for gone in _GONE):
            return Blocked(reason)
        case _:
            return Later(reason) if "Too Many Requests" in reason else Refused(reason)
