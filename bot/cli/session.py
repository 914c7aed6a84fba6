"""What every command shares: the settings, the opened app, and where a failure is kept."""

from __future__ import annotations

import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import click

from bot.cli.output import echo

if TYPE_CHECKING:
    from bot.app import App
    from bot.settings import Settings

LOG = "walkalong.log"


@dataclass
class Session:
    """One run of the command line. `given` are the options that stand above the environment."""

    given: Mapping[str, Any] = field(default_factory=dict)
    debug: bool = False

    @cached_property
    def settings(self) -> Settings:
        """The checked settings; wrong ones are wrong usage."""
        from bot.settings import SettingsError, load_settings

        try:
            return load_settings(self.given)
        except SettingsError as error:
            raise click.UsageError(str(error)) from None

    @contextmanager
    def app(self) -> Iterator[App]:
        """The opened app, closed at the end."""
        from bot.app import open_app

        with open_app(self.settings) as app:
            yield app

    def failed(self, error: Exception) -> str:
        """Keep the traceback of `error` where there is a home; return one line for people."""
        line = _in_a_line(error)
        trace = "".join(traceback.format_exception(error))
        if self.debug:
            echo(trace, err=True)
            return line
        try:
            log = self.settings.home / LOG
            with log.open("a", encoding="utf-8") as file:
                file.write(f"{trace}\n")
        except (OSError, click.ClickException):
            return f"{line} (walkalong --debug … shows where)"
        return f"{line} (where: {log})"


def _in_a_line(error: Exception) -> str:
    if type(error).__module__.startswith("sqlalchemy."):
        # Of what SQLAlchemy says, the statement and its values are no one's business here.
        cause = " ".join(str(getattr(error, "orig", None) or type(error).__name__).split())
        return f"the database cannot be used ({cause[:200]}): walkalong init, or walkalong doctor"
    return " ".join(f"{type(error).__name__}: {error}".split())[:300]


pass_session = click.make_pass_decorator(Session)
