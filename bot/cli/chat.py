"""`walkalong chat`: the terminal channel, for a person or for a program."""

from __future__ import annotations

import getpass
import shlex
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any, BinaryIO, Literal

import click

from bot.cli.output import echo, tell
from bot.cli.session import Session, pass_session
from flows.characters import unsteered

if TYPE_CHECKING:
    from bot.app import App
    from bot.dialogue.messages import Inbound

MAX_NAME = 100


@click.command("chat")
@click.option("--as", "name", metavar="NAME", help="Who is talking (default: your login name).")
@click.option(
    "--role",
    type=click.Choice(["volunteer", "staff", "admin"]),
    default="volunteer",
    show_default=True,
    help="体验员、工作人员、管理员。",
)
@click.option("--department", default="", help="The department that staff belong to.")
@click.option("--jsonl", is_flag=True, help="JSON lines in and out, for programs.")
@pass_session
def command(
    session: Session,
    name: str | None,
    role: Literal["volunteer", "staff", "admin"],
    department: str,
    jsonl: bool,
) -> None:
    """聊天 · Talk: walk through a service, ask the guides, report.

    The talk of one NAME goes on where it stopped, whenever you come back.

    \b
    Examples:
      walkalong chat
      walkalong chat --as 小云
      echo '{"id": "m1", "text": "走流程"}' | walkalong chat --as robot --jsonl
    """
    from bot.channels.jsonl import own_stdout
    from bot.channels.terminal import CHANNEL
    from bot.dialogue.messages import Inbound

    name = (_login_name() if name is None else name).strip()
    if not 0 < len(name) <= MAX_NAME:
        raise click.UsageError(
            session.say(
                f"--as 后面的名字要有 1 到 {MAX_NAME} 个字。",
                f"--as takes a name of 1 to {MAX_NAME} characters.",
            )
        )
    if len(department) > MAX_NAME:
        raise click.UsageError(
            session.say(
                f"--department 后面的部门名最多 {MAX_NAME} 个字。",
                f"--department takes a name of at most {MAX_NAME} characters.",
            )
        )

    def me(app: App) -> Inbound:
        return Inbound(CHANNEL, name, "", app.clock(), name=name, role=role, department=department)

    if jsonl:
        with own_stdout() as out, session.app() as app:
            _serve(app, me(app), out, session.failed)
    else:
        with session.app() as app:
            options = {"--as": name, "--department": department}
            options |= {"--role": role} if role != "volunteer" else {}
            _talk(app, me(app), _command_line(session, options), session.failed)


def _command_line(session: Session, options: Mapping[str, str]) -> str:
    """What brings this person back to this talk."""
    words = [word for name, value in options.items() if value for word in (name, value)]
    return f"{session.call} {shlex.join(['chat', *words])}"


def _login_name() -> str:
    try:
        return getpass.getuser()
    except (ImportError, KeyError, OSError):  # a container may run as a number without a name
        return "me"


def _serve(app: App, me: Inbound, out: BinaryIO, failed: Callable[[Exception], str]) -> None:
    from bot.channels.jsonl import LineError, serve
    from bot.channels.terminal import CHANNEL, from_line

    def answer(parsed: Mapping[str, Any]) -> Mapping[str, Any]:
        try:
            message = from_line(parsed, me, app.clock())
        except LineError:  # it may have been good when it was handled: its photo is gone since
            handled = app.store.peek(CHANNEL, me.chat, str(parsed["id"])).reply
            if handled is None:
                raise
            return handled
        return app.dialogue.handle(message).shown_payload()

    serve(sys.stdin.buffer, out, answer, reply_key="in_reply_to", failed=failed)


def _talk(app: App, me: Inbound, command_line: str, failed: Callable[[Exception], str]) -> None:
    from uuid import uuid4

    from bot.channels.terminal import CHANNEL, Terminal

    terminal = Terminal(
        handle=app.dialogue.handle,
        clock=app.clock,
        new_id=lambda: uuid4().hex,
        me=me,
        locale=app.settings.locale,
        write=tell,
    )
    terminal.greet(app.store.undelivered(CHANNEL, me.chat))
    for line in _typed():
        try:
            terminal.hear(unsteered(line))
        except Exception as error:  # noqa: BLE001  # the talk goes on; the log has the rest
            echo(failed(error), err=True)
    echo(terminal.word("bye", command=command_line))


def _typed() -> Iterator[str]:
    """Lines from the keyboard or a pipe, until Ctrl-D or Ctrl-C.

    Earlier lines come back with the arrow keys, from memory alone: a history
    file would keep what the dialogue masks before it stores a message. Lines
    that are pasted together are one message: none may answer the next question.
    """
    if not sys.stdin.isatty():
        yield from sys.stdin
        return
    with suppress(ImportError):
        import readline  # gives input() its line editing

        readline.parse_and_bind("set enable-bracketed-paste on")
    with suppress(EOFError, KeyboardInterrupt):
        while True:
            echo()
            yield input("> ")
    echo()
