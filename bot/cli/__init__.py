"""The command line `walkalong`: parses, calls the app, prints. Nothing is decided here.

Guards the person from tracebacks: whatever goes wrong ends as a sentence on
standard error and exit code 1 (the work failed) or 2 (wrong usage). Each command
lives in a module of its own, imported when it is used.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from itertools import pairwise
from pathlib import Path

import click

from bot.cli.output import echo
from bot.cli.session import Session, pass_session
from bot.cli.usage import FOLDER, told

COMMANDS = (
    "init",
    "demo",
    "chat",
    "serve",
    "ask",
    "guides",
    "flows",
    "walks",
    "issues",
    "lists",
    "must-walk",
    "measures",
    "highlights",
    "media",
    "classes",
    "rotation",
    "scores",
    "duties",
    "campaign",
    "figures",
    "callbacks",
    "rates",
    "progress",
    "weekly",
    "people",
    "calendar",
    "deadlines",
    "outbox",
    "export",
    "import",
    "db",
    "doctor",
)
MODULES = {"import": "importing", "must-walk": "must_walk"}
"""Modules of commands whose name no module can have."""
EXIT_CODES = "Exit codes: 0 done; 1 the work failed, standard error says why; 2 wrong usage."


class _Lazy(click.Group):
    """A group whose commands are the modules of this package, each with a `command`."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click's signature
        return list(COMMANDS)

    def get_command(
        self,
        ctx: click.Context,  # noqa: ARG002  # click's signature
        cmd_name: str,
    ) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(
            f"{__name__}.{MODULES.get(cmd_name, cmd_name)}"
        ).command
        return _with_exit_codes(command)


def _with_exit_codes(command: click.Command) -> click.Command:
    """The command with what its exit codes mean at the end of its help, and so all below it."""
    command.epilog = EXIT_CODES
    if isinstance(command, click.Group):
        for each in command.commands.values():
            _with_exit_codes(each)
    return command


@click.group(cls=_Lazy, epilog=EXIT_CODES, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--home",
    type=FOLDER,
    help="The one folder for all data (else WALKALONG_HOME, else this system's data folder).",
)
@click.option(
    "--locale", type=click.Choice(["zh", "en"]), help="Language of what people read (default zh)."
)
@click.option("--debug", is_flag=True, help="Show the traceback when something breaks.")
@click.version_option(package_name="walkalong")
@pass_session
def cli(session: Session, home: Path | None, locale: str | None, debug: bool) -> None:
    """陪走 · Walkalong: go through public services step by step, and keep what went wrong.

    \b
    First time:
      walkalong init
      walkalong chat
      walkalong ask "补身份证要带什么"

    Every command has its own --help with an example.
    """
    given = {"home": home, "locale": locale}
    session.given = {key: value for key, value in given.items() if value is not None}
    session.debug = debug


def main() -> None:
    """The entry point; ends the process with 0, 1 or 2."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    code = run(sys.argv[1:])
    try:
        sys.stdout.flush()
    except OSError:  # its reader went away, as `head` does, or there is no room: it was told
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what is still in it goes nowhere
        code = code or 1
    sys.exit(code)


def run(args: list[str]) -> int:
    """Carry out one command line; the exit code."""
    session = Session(_language(args))
    try:
        with cli.make_context("walkalong", args, obj=session) as ctx:
            cli.invoke(ctx)
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.ClickException as error:
        echo(told(error, session.locale), err=True)
        return error.exit_code
    except (KeyboardInterrupt, click.Abort):
        echo(session.say("停下了。", "Stopped."), err=True)
        return 1
    except BrokenPipeError:  # nobody reads any more what went wrong
        return 1
    except Exception as error:  # noqa: BLE001  # a person gets a sentence, the log the traceback
        echo(f"{session.say('错误：', 'Error: ')}{session.failed(error)}", err=True)
        return 1
    return 0


def _language(args: list[str]) -> dict[str, str]:
    """The language that is asked for, to be known also where the rest cannot be read."""
    words = [word for arg in args for word in arg.split("=", 1)]
    asked = [value for name, value in pairwise(words) if name == "--locale"]
    return {"locale": asked[0]} if asked else {}
