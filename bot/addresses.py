"""What of the settings is an address, or a key to one: checked, with the mend in words."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import SecretStr


def folder(path: Path) -> Path:
    """A folder that is there or can be made."""
    full = path.expanduser().absolute()
    try:
        is_file = full.exists() and not full.is_dir()
    except OSError as error:
        told = f"{full}: {error.strerror}"
        raise ValueError(
            f"{told}；写一个可以用的文件夹", f"{told}; name a folder you may use"
        ) from None
    if is_file:
        raise ValueError(f"{full} 是文件；写一个文件夹", f"{full} is a file; name a folder")
    return full


def database(url: str) -> str:
    """The address of a database that is supported."""
    scheme = url.partition("://")[0]
    if scheme == "postgresql":
        return url.replace("postgresql://", "postgresql+psycopg://", 1)
    if scheme not in ("sqlite", "postgresql+psycopg"):
        ways = ("sqlite:////folder/file.db", "postgresql://user:password@host/name")
        raise ValueError(f"写成 {' 或 '.join(ways)}", f"write {' or '.join(ways)}")
    return url


def http(url: str) -> str:
    """An address of the web, without a slash at its end."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.port == 0:
        raise ValueError(
            "写成 http://host:port；不设就用自带的索引",
            "write http://host:port, or leave it unset for the built-in index",
        )
    return url.rstrip("/")


def host_and_port(text: str) -> str:
    """Where to listen."""
    if parted(text) is None:
        raise ValueError("写成 127.0.0.1:8080", "write 127.0.0.1:8080")
    return text


def parted(text: str) -> tuple[str, int] | None:
    """Host and port of `host:port` or `[host]:port`; port 0 is any free one."""
    found = re.fullmatch(r"(\[[0-9a-fA-F:.]+\]|[^:\[\]\s/]+):([0-9]{1,5})", text)
    if not found or int(found[2]) > 65535:
        return None
    return found[1].strip("[]"), int(found[2])


def token(secret: SecretStr) -> SecretStr:
    """The token of a bot."""
    if not re.fullmatch(r"[0-9]{1,20}:[A-Za-z0-9_-]{1,100}", secret.get_secret_value()):
        raise ValueError(
            "写 @BotFather 给的令牌，像 123456:ABC…", "write the token of @BotFather, 123456:ABC…"
        )
    return secret
