"""What the commands of a register share: options, numbers, and what is refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from bot.cli.session import Session
from flows.registers import REGISTERS, Link, Register

if TYPE_CHECKING:
    from bot.app import App
    from storage.registers import Entry

File = click.Path(exists=True, dir_okay=False, path_type=Path)
Command = TypeVar("Command", bound=Callable[..., Any])
BY = click.option("--as", "by", default="", metavar="NAME", help="Who does it.")
LINKED = ("issues", "items", "classes")
"""What the options for links are called."""


def fields_of(register: Register, *, changes: bool = False) -> Callable[[Command], Command]:
    """The options for the fields of an entry."""

    def with_options(command: Command) -> Command:
        for name, column in reversed(list(REGISTERS[register].columns.items())):
            told = f"{column.heads[0]}{'' if changes or not column.needed else ' (needed)'}."
            if name == "file":
                option = click.option("--file", type=File, help="Its name and SHA-256 are kept.")
            else:
                option = click.option(f"--{name}", metavar="TEXT", help=told)
            command = option(command)
        return command

    return with_options


def links(command: Command) -> Command:
    """The options for what an entry is of."""
    for option in (
        click.option("--class", "classes", multiple=True, metavar="NUMBER", help="Of this class."),
        click.option("--service", "items", multiple=True, metavar="NAME", help="Of this service."),
        click.option("--issue", "issues", multiple=True, metavar="NUMBER", help="Of this issue."),
    ):
        command = option(command)
    return command


def linked(
    app: App,
    session: Session,
    issues: tuple[str, ...],
    items: tuple[str, ...],
    classes: tuple[str, ...],
) -> list[Link]:
    """The links that are given; an issue that there is not ends the command."""
    from bot.cli.issues import no_issue
    from bot.registers import issue_link

    found = [issue_link(app.reader, number) for number in issues]
    for number, one in zip(issues, found, strict=True):
        if one is None:
            raise no_issue(session, number)
    named = [Link("item", " ".join(name.split())) for name in items if name.strip()]
    of = [Link("class", name.strip()) for name in classes if name.strip()]
    return [*filter(None, found), *named, *of]


@contextmanager
def entering(session: Session) -> Iterator[None]:
    """An entry that is there already ends the command, with its number."""
    from storage.registers import AlreadyEnteredError

    try:
        yield
    except AlreadyEnteredError as known:
        raise click.ClickException(
            session.say(
                f"已经登记过：{known.number}，不再重复登记。",
                f"That is {known.number} already; it is not entered twice.",
            )
        ) from None


def figure_of(session: Session, register: Register, number: str) -> int:
    from flows.registers import number_read, number_told

    figure = number_read(register, number)
    if figure is None:
        example = number_told(register, 1)
        raise click.BadParameter(
            session.say(
                f"{number!r} 不是编号；写成 {example}", f"{number!r} is no number; write {example}"
            )
        )
    return figure


def no_entry(session: Session, register: Register, number: str) -> click.ClickException:
    """No entry of that number stands."""
    call = f"{session.call} {register} list"
    return click.ClickException(
        session.say(f"没有 {number}；看：{call}", f"There is no {number}; see: {call}")
    )


def given(fields: dict[str, Any]) -> dict[str, str]:
    """The fields that are told; of a file its name, and its digest beside it."""
    from bot.registers import file_told

    told = {name: value for name, value in fields.items() if value is not None}
    if (path := told.get("file")) is not None:
        told["file"] = file_told(path)
    return told


def checked(session: Session, register: Register, fields: dict[str, str]) -> dict[str, str]:
    """The fields as they are kept; what is wrong with them ends the command."""
    from bot.cli.flows import told
    from flows.errors import FlowErrors, Place
    from flows.registers import tidied, troubles

    kept = tidied(register, fields)
    if wrong := list(troubles(register, kept, Place(""))):
        raise told(FlowErrors(wrong), session)
    return kept


def entry_of(app: App, session: Session, register: Register, number: str) -> Entry:

    one = app.registers.entry(register, figure_of(session, register, number))
    if one is None:
        raise no_entry(session, register, number)
    return one
