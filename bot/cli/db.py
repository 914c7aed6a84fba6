"""`walkalong db`: the database's tables and their version."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.output import echo
from bot.cli.session import Session, pass_session

if TYPE_CHECKING:
    from sqlalchemy import URL

    from bot.settings import Settings
    from storage.database import Fault

CORRECT = "correct WALKALONG_DATABASE_URL"


@click.group("db")
def command() -> None:
    """数据库 · Bring the database up to date, or see whether it is."""


@command.command("upgrade")
@pass_session
def upgrade(session: Session) -> None:
    """升级 · Bring the tables to this version.

    Creates them where there are none; nothing is lost.

    \b
    Example:
      walkalong db upgrade
    """
    from storage.database import open_database
    from storage.database import upgrade as bring_up

    session.settings.home.mkdir(parents=True, exist_ok=True)
    engine = open_database(session.settings.database_url)
    bring_up(engine)
    engine.dispose()
    echo("数据库已是最新 · The database is current.")


@command.command("check")
@pass_session
def check(session: Session) -> None:
    """检查 · Whether the database fits this version.

    Changes nothing. Exit code 1 if it does not fit.

    \b
    Example:
      walkalong db check
    """
    faults = look(session.settings)
    if faults:
        raise click.ClickException("\n".join(f"{fact}: {mend}" for fact, mend in faults))
    echo("数据库已是最新 · The database is current.")


def look(settings: Settings) -> list[Fault]:
    """What is wrong with the database, also when it is not there or out of reach.

    Creates nothing, and tells nothing of a password.
    """
    from sqlalchemy.exc import SQLAlchemyError

    from storage.database import Fault, open_database
    from storage.database import check as find_faults

    try:
        engine = open_database(settings.database_url)
    except (ValueError, SQLAlchemyError) as error:
        return [Fault(str(error), CORRECT)]
    file = engine.url.database or ""
    if engine.dialect.name == "sqlite" and not Path(file).exists():
        return [Fault(f"there is none yet at {file}", "walkalong init")]
    try:
        return find_faults(engine)
    except SQLAlchemyError as error:
        return [_unusable(engine.url, str(getattr(error, "orig", None) or type(error).__name__))]
    finally:
        engine.dispose()


def name_of(database_url: str) -> str:
    """The kind and place of a database: its file, or its server and name. Never a password."""
    from sqlalchemy import make_url

    url = make_url(database_url)
    kind = url.get_backend_name()
    return f"{kind} {url.database if kind == 'sqlite' else f'{_host(url)[1]}/{url.database}'}"


def _host(url: URL) -> tuple[str, str]:
    """The server as it is given, and as it may be told."""
    given = url.host or str(url.query.get("host", "localhost"))
    return given, given.rpartition("@")[2]  # before it is the end of a password with an @ in it


def _unusable(url: URL, cause: str) -> Fault:
    from storage.database import Fault

    if url.get_backend_name() == "sqlite":
        where, mend = url.database, "restore a backup"
    else:
        given, host = _host(url)
        cause = cause.replace(given, host)
        where, mend = f"{host}/{url.database}", "start the server"
    return Fault(
        f"{where} cannot be used ({' '.join(cause.split())[:200]})", f"{mend}, or {CORRECT}"
    )
