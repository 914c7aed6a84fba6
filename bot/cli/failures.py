"""What may go wrong around the program, in words: what, where, and how to mend it.

The one place for it: commands let such an error pass, `Session.failed` asks here.
What is not known here is a fault of the program, and its traceback is kept.
"""

from __future__ import annotations

import errno
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import make_url

from storage.database import Fault, VersionError
from storage.exports.files import REASONS, ExportError
from storage.imports.files import ImportFileError

if TYPE_CHECKING:
    from sqlalchemy import URL

    from bot.settings import Settings

Words = tuple[str, str, str, str]
"""Fact and mend in Chinese, fact and mend in English."""

_ELSEWHERE = "换一个可以写的位置（数据用 --home 或 WALKALONG_HOME），或改正那里的权限"
_ELSEWHERE_EN = "choose a place you may write to (for data: --home or WALKALONG_HOME)"
_RESTORE = "停下陪走，恢复备份；若写错了位置，改正 --home 或 WALKALONG_DATABASE_URL"
_RESTORE_EN = "restore a backup, or correct --home or WALKALONG_DATABASE_URL"

_VERSIONS: dict[str, Words] = {
    "none": (
        "{place} 还没有初始化",
        "先运行 {call} init；若写错了位置，改正 --home 或 WALKALONG_HOME",
        "{place} is not initialised",
        "run {call} init, or correct --home or WALKALONG_HOME",
    ),
    "broken": (
        "{database} 的表不全（缺 {found}）",
        _RESTORE,
        "the tables of {database} are not complete (missing: {found})",
        _RESTORE_EN,
    ),
    "older": (
        "{database} 的表是 {found} 版，这个程序用 {ours} 版",
        "运行 {call} db upgrade",
        "the tables of {database} are of version {found}, this program's of {ours}",
        "run {call} db upgrade",
    ),
    "newer": (
        "{database} 的表是 {found} 版，这个程序只认得 {ours} 版",
        "安装建表的那一版陪走，或更新的一版",
        "the tables of {database} are of version {found}, this program knows {ours}",
        "install the Walkalong that made them, or a newer one",
    ),
}
_DAMAGED = ("{database} 坏了，读不出来", _RESTORE, "{database} is damaged", _RESTORE_EN)
_NO_DATABASE = (
    "{database} 坏了，或者不是数据库",
    _RESTORE,
    "{database} is damaged, or no database",
    _RESTORE_EN,
)
_FULL = (
    "磁盘满了，{name} 写不下",
    "腾出空间再来一次",
    "the disk is full: no room for {name}",
    "make room on it",
)
_SQLITE: dict[int, Words] = {
    sqlite3.SQLITE_READONLY: (
        "{database} 只能读，写不进去",
        _ELSEWHERE,
        "{database} is read-only",
        _ELSEWHERE_EN,
    ),
    sqlite3.SQLITE_CANTOPEN: (
        "{database} 打不开",
        "看看它的文件夹在不在、能不能读写，或改正 --home、WALKALONG_DATABASE_URL",
        "{database} cannot be opened",
        "see whether its folder is there and may be written to, or correct --home or "
        "WALKALONG_DATABASE_URL",
    ),
    sqlite3.SQLITE_BUSY: (
        "{database} 一直被别的程序占着",
        "过一会儿再来一次",
        "{database} is kept busy by another program",
        "try again in a while",
    ),
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: _NO_DATABASE,
    sqlite3.SQLITE_FULL: _FULL,
}
_UNREACHED = (
    "{database} 连不上（{cause}）",
    "启动数据库服务，或改正 WALKALONG_DATABASE_URL",
    "{database} cannot be reached ({cause})",
    "start the server, or correct WALKALONG_DATABASE_URL",
)
_UNUSABLE = (
    "{database} 用不了（{cause}）",
    "运行 {call} doctor，看缺什么",
    "{database} cannot be used ({cause})",
    "run {call} doctor",
)
_FILE = (
    "{name} 用不了：{reason}",
    _ELSEWHERE,
    "{name} cannot be used: {reason}",
    _ELSEWHERE_EN,
)


def in_words(error: Exception, settings: Settings, call: str) -> str | None:
    """One sentence in the language of `settings`; None for what is not known.

    `call` is how the person calls the program: `walkalong --home …`.
    """
    if isinstance(error, ExportError | ImportFileError):
        return error.text[settings.locale]
    fault = known(error, settings, settings.locale, call)
    if fault is None:
        return None
    return f"{fault.fact}。{fault.mend}。" if settings.locale == "zh" else ": ".join(fault)


def known(
    error: Exception, settings: Settings, locale: str = "en", call: str = "walkalong"
) -> Fault | None:
    """What failed, and its mend, without any password; None for what is not known."""
    words = _words(error)
    if words is None:
        return None
    fact, mend = words[:2] if locale == "zh" else words[2:]
    database = name_of(settings.database_url)
    values = {"call": call, "database": database, "name": database, "place": _place(settings)}
    if isinstance(error, VersionError):
        values |= {"found": error.found, "ours": error.ours}
    if isinstance(error, OSError):
        name = error.filename if isinstance(error.filename, str) else str(settings.home)
        reason = REASONS.get(error.errno or 0, (error.strerror or "",) * 2)[locale != "zh"]
        values |= {"name": name, "reason": reason}
    values["cause"] = _cause(error, settings)
    return Fault(fact.format(**values), mend.format(**values))


def _words(error: Exception) -> Words | None:
    if isinstance(error, VersionError):
        return _VERSIONS[error.kind]
    cause = getattr(error, "orig", None) or error  # of what SQLAlchemy wraps
    if isinstance(cause, sqlite3.Error):
        code = getattr(cause, "sqlite_errorcode", 0) & 0xFF  # without its refinements
        return _SQLITE.get(code, _UNUSABLE)
    if type(error).__module__.partition(".")[0] in ("sqlalchemy", "psycopg"):
        return _UNREACHED if type(cause).__name__ == "OperationalError" else _UNUSABLE
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return _FULL
    return _FILE if isinstance(error, OSError) and error.errno in REASONS else None


def _cause(error: Exception, settings: Settings) -> str:
    """The driver's or the system's own words; SQLAlchemy's hold a statement and its values."""
    told: object = getattr(error, "orig", None) or getattr(error, "strerror", None)
    if told is None:
        wrapped = type(error).__module__.startswith("sqlalchemy.")
        told = type(error).__name__ if wrapped else error
    given, host = _host(make_url(settings.database_url))
    return " ".join(str(told).replace(given, host).split())[:200]


def _place(settings: Settings) -> str:
    """What is to be initialised: the home, or a database that is somewhere else."""
    url = make_url(settings.database_url)
    inside = url.database and Path(url.database).is_relative_to(settings.home)
    return str(settings.home) if inside or not settings.home.is_dir() else name_of(str(url))


def name_of(database_url: str) -> str:
    """The kind and place of a database: its file, or its server and name. Never a password."""
    url = make_url(database_url)
    kind = url.get_backend_name()
    return f"{kind} {url.database if kind == 'sqlite' else f'{_host(url)[1]}/{url.database}'}"


def _host(url: URL) -> tuple[str, str]:
    """The server as it is given, and as it may be told."""
    given = url.host or str(url.query.get("host", "localhost"))
    return given, given.rpartition("@")[2]  # before it is the end of a password with an @ in it
