"""What every command shares: the settings, the opened app, and where a failure is kept."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.cli.output import echo

if TYPE_CHECKING:
    from bot.app import App
    from bot.settings import Settings
    from flows.model import Locale

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
            raise click.UsageError(error.told(self.locale)) from None

    @property
    def locale(self) -> Locale:
        """The language of what people read; known also while the settings are not."""
        asked = self.given.get("locale") or os.environ.get("WALKALONG_LOCALE")
        return "en" if asked == "en" else "zh"

    def say(self, zh: str, en: str) -> str:
        """The one of the two that people here read."""
        return en if self.locale == "en" else zh

    def heads(self, *names: str) -> tuple[str, ...]:
        """The heads of a table, each given as "编号 Number"; one word means the same in both."""
        return tuple(self.say(name.split(" ")[0], name.split(" ", 1)[-1]) for name in names)

    @property
    def call(self) -> str:
        """How the program was called, up to the command, to be typed again."""
        options = [word for name, value in self.given.items() for word in (f"--{name}", str(value))]
        return shlex.join([_program(), *options])

    @contextmanager
    def app(self) -> Iterator[App]:
        """The opened app, closed at the end; it has to be initialised.

        What is wrong with flows and tables of the office's own is told: they are left out.
        """
        from bot.app import open_app

        with open_app(self.settings) as app:
            for fault in app.flows.faults():
                echo(fault.told(self.settings.locale), err=True)
            for wrong in (*app.tables.calendar_faults, *app.tables.rules_faults):
                echo(wrong.told(self.settings.locale), err=True)
            yield app

    def failed(self, error: Exception) -> str:
        """One line for people: what, where, how to mend it.

        Of an error that nobody expected the traceback is kept where there is a home.
        """
        from bot.cli.failures import in_words

        trace = "".join(traceback.format_exception(error))
        if self.debug:
            echo(trace, err=True)
        with suppress(click.ClickException):  # of a setting that cannot be used
            if told := in_words(error, self.settings, self.call):
                return told
        line = " ".join(f"{type(error).__name__}: {error}".split())[:300]
        if self.debug:
            return line
        try:
            log = self.settings.home / LOG
            with log.open("a", encoding="utf-8") as file:
                file.write(f"{trace}\n")
        except (OSError, click.ClickException):
            shows = self.say(
                "（walkalong --debug … 会显示在哪里）", " (walkalong --debug … shows where)"
            )
            return f"{line}{shows}"
        return f"{line}{self.say(f'（详见 {log}）', f' (where: {log})')}"


def _program() -> str:
    """The program's name where a shell finds it by that, else its file as it was called."""
    called = Path(sys.argv[0])
    if called.name != "walkalong" or not called.is_file():
        return "walkalong"
    found = shutil.which("walkalong")
    return "walkalong" if found and called.samefile(found) else str(called)


pass_session = click.make_pass_decorator(Session)
