"""`walkalong db`: the database's tables and their version."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from bot.cli.output import echo
from bot.cli.session import Session, pass_session

if TYPE_CHECKING:
    from bot.settings import Settings
    from storage.database import Fault


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
    """检查 · Whether the database fits this version.

    Changes nothing. Exit code 1 if it does not fit.

    \b
    Example:
      walkalong db check
    """
    faults = look(session.settings, session.locale)
    if faults:
        colon = session.say("；", ": ")
        raise click.ClickException("\n".join(f"{fact}{colon}{mend}" for fact, mend in faults))
    echo(session.say(*CURRENT))


def look(settings: Settings, locale: str = "en") -> list[Fault]:
    """What is wrong with the database, also when it is not there or out of reach.

    Creates nothing, and tells nothing of a password.
    """
    from bot.cli.failures import known
    from storage.database import Fault, open_database, version_error
    from storage.database import check as find_faults

    try:
        engine = open_database(settings.database_url)
    except ValueError as error:
        mend = "改正 WALKALONG_DATABASE_URL" if locale == "zh" else "correct WALKALONG_DATABASE_URL"
        return [Fault(str(error), mend)]
    try:
        faults = find_faults(engine)
        wrong = version_error(engine) if faults and locale == "zh" else None
        fault = known(wrong, settings, locale) if wrong is not None else None
        return faults if fault is None else [fault]
    except Exception as error:
        fault = known(error, settings, locale)
        if fault is None:
            raise
        return [fault]
    finally:
        engine.dispose()
