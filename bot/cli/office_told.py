"""How commands tell what is wrong with a file that an office edits, and days that are given."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

import click

from bot.cli.flows import told
from bot.cli.session import Session
from flows.errors import FlowErrors

DAY = click.DateTime(["%Y-%m-%d"])


@contextmanager
def telling(session: Session) -> Iterator[None]:
    """A file that cannot be read ends the command with all its faults, exit code 1."""
    try:
        yield
    except FlowErrors as errors:
        raise told(errors, session) from None


def day_of(given: datetime | None) -> date | None:
    """The day of an option."""
    return None if given is None else given.date()


def not_set(session: Session) -> str:
    """What stands where a number is not set."""
    return session.say("未设置", "not set")
