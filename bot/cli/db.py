"""`walkalong db`: the database's tables and their version."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from bot.cli.output import echo
from bot.cli.session import Session, pass_session

if TYPE_CHECKING:
    from bot.settings import Settings
    from flows.model import Locale
    from storage.database import Fault
    from storage.issue_log import Head


CURRENT = ("数据库已是最新。", "The database is current.")


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
    from bot.app import prepare

    prepare(session.settings)
    echo(session.say(*CURRENT))


@command.command("check")
@pass_session
def check(session: Session) -> None:
    """检查 · Whether the database fits, and the log is whole.

    Changes nothing. Exit code 1 if it does not fit.

    \b
    Example:
      walkalong db check
    """
    faults = look(session.settings, session.locale, session.call)
    if faults:
        between = session.say("；", ": ")
        raise click.ClickException("\n".join(map(between.join, faults)))
    echo(session.say(*CURRENT))
    end = _end_of_log(session.settings)
    echo(
        session.say(
            f"问题流水 {end.seq} 条，逐条相连，没有改动。末条：{end.hash or '—'}",
            f"The issues' log: {end.seq} rows, each linked to the one before, none changed. "
            f"The last: {end.hash or '—'}",
        )
    )


def _end_of_log(settings: Settings) -> Head:
    """Where the log of the issues ends: whoever notes it can tell later whether an end was cut."""
    from storage.database import open_database, reading
    from storage.issue_log import head

    engine = open_database(settings.database_url)
    try:
        with reading(engine).connect() as connection:
            return head(connection)
    finally:
        engine.dispose()


def look(settings: Settings, locale: Locale = "en", call: str = "walkalong") -> list[Fault]:
    """What is wrong with the database, also when it is not there or out of reach.

    Each fault names the database. Creates nothing, and tells nothing of a password.
    """
    from bot.cli.failures import known, name_of
    from storage.database import Fault, open_database, version_error
    from storage.database import check as find_faults

    try:
        engine = open_database(settings.database_url)
    except ValueError as error:
        mend = "改正 WALKALONG_DATABASE_URL" if locale == "zh" else "correct WALKALONG_DATABASE_URL"
        return [Fault(str(error), mend)]
    try:
        if (wrong := version_error(engine)) is not None:
            raise wrong
        name = name_of(settings.database_url)
        between = "：" if locale == "zh" else ": "
        return [
            fault._replace(fact=f"{name}{between}{fault.fact}")
            for fault in find_faults(engine, locale)
        ]
    except Exception as error:
        fault = known(error, settings, locale, call)
        if fault is None:
            raise
        return [fault]
    finally:
        engine.dispose()
