"""Opening, upgrading and checking the database.

Guards that what is committed is on disk (SQLite: WAL with synchronous=FULL,
PostgreSQL: its default), that only one writer is in a SQLite database at a
time, and that the tables are the ones this version knows. Alembic is imported
only by those who upgrade or check.
"""

from __future__ import annotations

from itertools import chain, islice
from pathlib import Path
from typing import Any, Literal, NamedTuple

from sqlalchemy import (
    Connection,
    Engine,
    create_engine,
    event,
    inspect,
    make_url,
    text,
)

from storage import (  # tables of the same metadata
    class_log,
    delivery_tables,  # noqa: F401
    duty_tables,  # noqa: F401
    follow_up_tables,  # noqa: F401
    guide_tables,  # noqa: F401
    issue_log,
    issue_tables,  # noqa: F401
    one_writer,
    people_tables,  # noqa: F401
    progress_tables,  # noqa: F401
    register_tables,  # noqa: F401
    signal_tables,  # noqa: F401
    unmet_tables,  # noqa: F401
    weekly_tables,  # noqa: F401
)
from storage.tables import Base

MIGRATIONS = Path(__file__).parent / "migrations"
BUSY_TIMEOUT_MS = 30_000
"""How long a SQLite writer waits for another before it gives up."""
PAGE_SIZE = 1_024
"""Bytes. A message changes about five pages, and a commit syncs each of them as a whole."""
WAL_PAGES = 4_000
"""Pages in the log before they are copied back: 4 MB, as many bytes as with SQLite's own page size.

The copying stops everybody for a moment; a page that changed often meanwhile is copied once.
"""
BOUNDLESS = -1
"""Connections beyond those that are kept open: as many as there are threads that want one.

A turn that writes reads on a second connection. Were there a bound, others that wait to write could
hold all there are, and nobody could go on.
"""
_UPGRADE_LOCK = 0x57616C6B
"""Advisory lock of PostgreSQL that upgrading processes take in turn."""


def open_database(url: str) -> Engine:
    """An engine for `sqlite:///…` or `postgresql://…`; nothing is created or changed yet.

    Raises ValueError for other databases, and for PostgreSQL without its driver.
    """
    where = make_url(url)
    backend = where.get_backend_name()
    if backend == "sqlite":
        engine = create_engine(where, paramstyle="named", max_overflow=BOUNDLESS)
        one_writer.serve(engine)
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    if backend == "postgresql":
        try:
            where = where.set(drivername="postgresql+psycopg")
            # The server may have been restarted.
            return create_engine(where, pool_pre_ping=True, max_overflow=BOUNDLESS)
        except ImportError as error:
            raise ValueError("PostgreSQL needs its driver: install walkalong[postgres]") from error
    raise ValueError(f"no support for {backend!r} databases; use sqlite:/// or postgresql://")


def reading(engine: Engine) -> Engine:
    """The same database for reading: each connection sees one unchanging snapshot."""
    if engine.dialect.name == "sqlite":
        return engine.execution_options(read_only=True)
    return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


class Fault(NamedTuple):
    """Something that is wrong with the database, and what to do about it."""

    fact: str
    mend: str


Words = tuple[str, str]
"""The same in Chinese and in English."""
RESTORE: Words = ("停下陪走，恢复备份", "stop Walkalong and restore a backup")
_VERSIONS = {
    "none": Fault("there are no tables yet", "walkalong init"),
    "broken": Fault("the tables are not complete (missing: {found})", RESTORE[1]),
    "older": Fault(
        "the tables are of version {found}, this program's of {ours}", "walkalong db upgrade"
    ),
    "newer": Fault(
        "the tables are of version {found}, this program's of {ours}",
        "install the Walkalong that made them, or a newer one",
    ),
}


class VersionError(Exception):
    """The tables are not those of this program; `fault` tells it.

    `kind`: none (there are no tables), broken (`found` is missing), older or newer than this
    program's version `ours`; `found` is theirs.
    """

    def __init__(
        self, kind: Literal["none", "broken", "older", "newer"], found: str = "", ours: str = ""
    ) -> None:
        fact, mend = _VERSIONS[kind]
        self.fault = Fault(fact.format(found=found, ours=ours), mend)
        super().__init__(f"{self.fault.fact}: {mend}")
        self.kind, self.found, self.ours = kind, found, ours


def version_error(engine: Engine) -> VersionError | None:
    """Why this program cannot work on the tables; None when it can. A glance, without Alembic.

    Creates nothing, also where there is no SQLite file yet.
    """
    file = engine.url.database or ""
    if engine.dialect.name == "sqlite" and not Path(file).exists():
        return VersionError("none")
    with reading(engine).connect() as connection:
        return _version_error(connection)


def _version_error(connection: Connection) -> VersionError | None:
    # Each migration's file begins with the version that it makes.
    scripts = sorted((MIGRATIONS / "versions").glob("[0-9]*_*.py"))
    known = [script.name.partition("_")[0] for script in scripts]
    tables = set(inspect(connection).get_table_names())
    found = None
    if "alembic_version" in tables:
        found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    missing = sorted(Base.metadata.tables.keys() - tables)
    if found is None:
        told = len(missing) < len(Base.metadata.tables)
        return VersionError("broken", "alembic_version") if told else VersionError("none")
    if found != known[-1]:
        return VersionError("older" if found in known else "newer", found, known[-1])
    return VersionError("broken", ", ".join(missing)) if missing else None


def upgrade(engine: Engine) -> None:
    """Bring the tables to this version; safe to repeat, and from several processes at once.

    Raises `VersionError` for tables that it cannot bring there, and changes nothing.
    """
    from alembic import command

    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _UPGRADE_LOCK})
        wrong = _version_error(connection)
        if wrong is not None and wrong.kind in ("broken", "newer"):
            raise wrong
        command.upgrade(_alembic(connection), "head")


def check(engine: Engine, locale: Literal["zh", "en"] = "en") -> list[Fault]:
    """What is wrong with the database; empty when all is well.

    That the tables are of another version is told in English: `VersionError` has it in parts.
    """
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    if wrong := version_error(engine):
        return [wrong.fault]
    with reading(engine).connect() as connection:
        context = MigrationContext.configure(connection)
        differing = dict.fromkeys(map(_told, compare_metadata(context, Base.metadata)))
        found = [*differing]
        if connection.dialect.name == "sqlite":
            found += _check_sqlite(connection)
        if not differing:
            broken = chain(issue_log.check(connection), class_log.check(connection))
            found += [_broken(*one) for one in islice(broken, MOST_BROKEN)]
    at = ("zh", "en").index(locale)
    return [Fault(words[at], RESTORE[at]) for words in found]


_DIFFERENCES: dict[str, Words] = {
    "add": ("缺少 {name}（{kind}）", "the {kind} {name} is missing"),
    "remove": (
        "多出 {name}（{kind}），不是这个程序建的",
        "the {kind} {name} is not of this program",
    ),
    "modify": (
        "{name}（{kind}）和这个程序建的不一样",
        "the {kind} {name} is not as this program made it",
    ),
}


def _told(difference: Any) -> Words:
    """One of Alembic's differences in words."""
    what, *rest = difference[0] if isinstance(difference, list) else difference
    action, _, kind = what.partition("_")
    if len(rest) > 1:  # schema, table, column
        kind, name = "column", f"{rest[1]}.{getattr(rest[2], 'name', rest[2])}"
    else:
        name = rest[0].name
    zh, en = _DIFFERENCES[action]
    return zh.format(kind=kind, name=name), en.format(kind=kind, name=name)


def _check_sqlite(connection: Connection) -> list[Words]:
    lines = connection.execute(text("PRAGMA integrity_check")).scalars()
    loose = connection.execute(text("PRAGMA foreign_key_check"))
    damaged = [(f"文件坏了：{line}", f"damaged file: {line}") for line in lines if line != "ok"]
    return damaged + [
        (
            f"{child} 的第 {row} 行指向不存在的 {parent}",
            f"row {row} of {child} points at a missing {parent}",
        )
        for child, row, parent, _ in loose
    ]


_BROKEN: dict[str, Words] = {
    "gap": ("台账流水第 {seq} 条缺失", "row {seq} of the ledger's log is missing"),
    "link": (
        "台账流水第 {seq} 条（{number}）被改过、插入或调换过",
        "row {seq} of the ledger's log ({number}) was changed, put in or moved",
    ),
    "detail": (
        "台账流水第 {seq} 条（{number}）的经办人或内容被改过",
        "row {seq} of the ledger's log ({number}): who moved it, or what came with it, was changed",
    ),
    "head": (
        "台账流水在第 {seq} 条之后被截断或改动",
        "the ledger's log was cut off or changed after row {seq}",
    ),
    "state": (
        "{number} 的状态和它的流水对不上",
        "the state of {number} is not what its log says",
    ),
    "none": ("{number} 没有流水", "{number} has no log"),
}
"""What is wrong with the log of the ledger (`issue_log.Broken`)."""
MOST_BROKEN = 20
"""Faults of the log that are told."""


def _broken(kind: str, number: str, seq: int) -> Words:
    zh, en = _BROKEN[kind]
    return zh.format(number=number, seq=seq), en.format(number=number, seq=seq)


def _alembic(connection: Connection) -> Any:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _prepare_sqlite(driver: Any, _record: object) -> None:
    driver.isolation_level = None  # transactions are begun by `_begin_sqlite`, not by guesswork
    driver.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
    driver.execute(f"PRAGMA page_size = {PAGE_SIZE}")  # of a new file; others keep theirs
    driver.execute("PRAGMA journal_mode = WAL")
    driver.execute(f"PRAGMA wal_autocheckpoint = {WAL_PAGES}")
    driver.execute("PRAGMA synchronous = FULL")
    driver.execute("PRAGMA foreign_keys = ON")
    driver.execute("PRAGMA secure_delete = ON")  # what is erased is not left in the file


def _begin_sqlite(connection: Connection) -> None:
    """Writers queue up at the start, so that none finds out at its end that it came too late."""
    driver: Any = connection.connection.driver_connection
    if driver.in_transaction:  # of `storage.turns`
        return
    read_only = connection.get_execution_options().get("read_only", False)
    if not read_only:
        one_writer.begin(connection)
    driver.execute("BEGIN" if read_only else "BEGIN IMMEDIATE")
