"""`walkalong db`: the database's tables and their version."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from bot.cli.output import echo
from bot.cli.session import Session, pass_session

if TYPE_CHECKING:
    from sqlalchemy import Engine


@click.group("db")
def command() -> None:
    """数据库 · Bring the database up to date, or see whether it is."""


@command.command("upgrade")
@pass_session
def upgrade(session: Session) -> None:
    """升级 · Create the tables or bring them to this version; nothing is lost.

    \b
    Example:
      walkalong db upgrade
    """
    from storage.database import upgrade as bring_up

    with _engine(session) as engine:
        bring_up(engine)
    echo("数据库已是最新 · The database is current.")


@command.command("check")
@pass_session
def check(session: Session) -> None:
    """检查 · Whether the database fits this version; exit code 1 if not.

    \b
    Example:
      walkalong db check
    """
    from storage.database import check as find_faults

    with _engine(session) as engine:
        faults = find_faults(engine)
    if faults:
        raise click.ClickException("\n".join(faults))
    echo("数据库已是最新 · The database is current.")


@contextmanager
def _engine(session: Session) -> Iterator[Engine]:
    from storage.database import open_database

    session.settings.home.mkdir(parents=True, exist_ok=True)
    engine = open_database(session.settings.database_url)
    try:
        yield engine
    finally:
        engine.dispose()
