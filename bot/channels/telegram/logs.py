"""Logs as JSON lines, without what people write and without secrets.

The words of an error may quote a message or an address with a token, so an error is told by its
kind and by where it came from.
"""

from __future__ import annotations

import json
import logging
import sys
import traceback
from collections.abc import Collection
from datetime import UTC, datetime
from pathlib import PurePath
from typing import Any

NAME = "walkalong"
FRAMES = 6
_FOREIGN = ("aiogram", "aiohttp", "telegram", "apscheduler", "httpx", "asyncio")


class Lines(logging.Formatter):
    """One object a line: at, level, event, and what belongs to it."""

    def __init__(self, secrets: Collection[str]) -> None:
        super().__init__()
        self._secrets = sorted(filter(None, secrets), key=len, reverse=True)

    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        ours = record.name == NAME
        line: dict[str, Any] = {
            "at": at,
            "level": record.levelname.lower(),
            "event": record.getMessage() if ours else "library",
        }
        if not ours:  # its words are not ours to answer for
            line |= {"library": record.name, "where": f"{record.module}:{record.lineno}"}
        line |= getattr(record, "about", {})
        if record.exc_info and record.exc_info[1]:
            line |= told(record.exc_info[1])
        text = json.dumps(line, ensure_ascii=False, default=str)
        for secret in self._secrets:
            text = text.replace(secret, "…")
        return text


def told(error: BaseException) -> dict[str, str]:
    """An error's kind, and where it came from, innermost last; not its words."""
    frames = traceback.extract_tb(error.__traceback__)[-FRAMES:]
    where = " > ".join(f"{PurePath(f.filename).name}:{f.lineno} {f.name}" for f in frames)
    return {"error": type(error).__name__, "where": where}


def to_stderr(secrets: Collection[str]) -> None:
    """From now on all logs of the process are such lines on standard error."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Lines(secrets))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    logging.captureWarnings(True)
    logging.getLogger(NAME).setLevel(logging.INFO)
    for name in _FOREIGN:
        logging.getLogger(name).setLevel(logging.WARNING)


def log(
    event: str, level: int = logging.INFO, error: BaseException | None = None, **about: Any
) -> None:
    """`event` in few words, always the same; numbers and names of ours beside it."""
    logging.getLogger(NAME).log(level, event, extra={"about": about}, exc_info=error)
