"""The commands of a register, made from what its entries say (`flows.registers`).

One shape for measures, highlights and media reports: add, import, list, show, change, link,
unlink, remove.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from bot.cli.office_told import telling
from bot.cli.output import as_json, echo
from bot.cli.register_told import entry_object, print_entries, print_entry
from bot.cli.session import Session, pass_session
from flows.registers import REGISTERS, Link, Register

if TYPE_CHECKING:
    from bot.app import App
    from storage.registers import Entry, RegisterTurn

File = click.Path(exists=True, dir_okay=False, path_type=Path)
Command = TypeVar("Command", bound=Callable[..., Any])
BY = click.option("--as", "by", default="", metavar="NAME", help="Who enters it.")


def of_register(register: Register, summary: str) -> click.Group:
    """The group of commands of a register."""
    kind = REGISTERS[register]
    group = click.Group(kind.words[1].lower(), help=summary)
    makers = (_add, _import, _list, _show, _change, _remove)
    for make in makers if register == "media" else (*makers, _link, _unlink):
        group.add_command(make(register))
    return group


def _fields(register: Register, *, changes: bool = False) -> Callable[[Command], Command]:
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


def _links(command: Command) -> Command:
    """The options for what an entry is of."""
    for option in (
        click.option("--class", "classes", multiple=True, metavar="NUMBER", help="Of this class."),
        click.option("--service", "items", multiple=True, metavar="NAME", help="Of this service."),
        click.option("--issue", "issues", multiple=True, metavar="NUMBER", help="Of this issue."),
    ):
        command = option(command)
    return command


def _linked(
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
def _entering(session: Session) -> Iterator[None]:
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


def _figure(session: Session, register: Register, number: str) -> int:
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


def _none(session: Session, register: Register, number: str) -> click.ClickException:
    """No entry of that number stands."""
    call = f"{session.call} {register} list"
    return click.ClickException(
        session.say(f"没有 {number}；看：{call}", f"There is no {number}; see: {call}")
    )


def _given(fields: dict[str, Any]) -> dict[str, str]:
    """The fields that are told; of a file its name, and its digest beside it."""
    from bot.registers import file_told

    told = {name: value for name, value in fields.items() if value is not None}
    if (path := told.get("file")) is not None:
        told["file"] = file_told(path)
    return told


def _checked(session: Session, register: Register, fields: dict[str, str]) -> dict[str, str]:
    """The fields as they are kept; what is wrong with them ends the command."""
    from bot.cli.flows import told
    from flows.errors import FlowErrors, Place
    from flows.registers import tidied, troubles

    kept = tidied(register, fields)
    if wrong := list(troubles(register, kept, Place(""))):
        raise told(FlowErrors(wrong), session)
    return kept


def _add(register: Register) -> click.Command:
    @click.command("add")
    @_fields(register)
    @_links
    @BY
    @pass_session
    def add(session: Session, /, by: str, **given: Any) -> None:
        """登记 · Make an entry. One that says the same is not made twice: exit code 1."""
        from storage.registers import Registers

        links = {name: given.pop(name) for name in ("issues", "items", "classes")}
        fields = _checked(session, register, _given(given))
        with session.app() as app, _entering(session):
            linked = _linked(app, session, **links)
            with Registers(app.engine).turn(by, app.clock()) as turn:
                number = turn.enter(register, fields, linked)
        echo(session.say(f"登记了：{number}", f"Entered: {number}"))

    return add


def _import(register: Register) -> click.Command:
    @click.command("import")
    @click.argument("file", type=File)
    @click.option("--dry-run", is_flag=True, help="Only tell what would be done.")
    @BY
    @pass_session
    def import_(session: Session, file: Path, dry_run: bool, by: str) -> None:
        """导入 · Enter the rows of a table (xlsx, csv), all of it or nothing.

        Its columns are called as the fields are (see list); 关联问题 may hold numbers of issues.
        What is entered already is not entered twice.
        """
        from bot.registers import import_table

        with session.app() as app, telling(session):
            made = import_table(app, register, file, by=by, dry_run=dry_run)
        head = session.say("试算：会登记", "Tried: would enter") if dry_run else (
            session.say("登记了", "Entered")
        )  # fmt: skip
        told = session.say(
            f"{head} {made.new} 条，以前登记过的 {made.same} 条。",
            f"{head} {made.new}; {made.same} were entered before.",
        )
        echo(told)

    return import_


def _list(register: Register) -> click.Command:
    @click.command("list")
    @click.option("--department", default="", help="All or a part of the department's name.")
    @click.option("--issue", metavar="NUMBER", help="Those of this issue.")
    @click.option("--all", "all_", is_flag=True, help="Also those that were removed.")
    @click.option("--json", "as_object", is_flag=True, help="A JSON array of objects.")
    @pass_session
    def list_(
        session: Session, department: str, issue: str | None, all_: bool, as_object: bool
    ) -> None:
        """列表 · The entries, by number."""
        from storage.registers import Registers

        with session.app() as app:
            to = _linked(app, session, (issue,), (), ())[0] if issue else None
            entries = Registers(app.engine).entries(register, to=to, removed=all_)
        found = [one for one in entries if department in one.fields.get("department", "")]
        if as_object:
            echo(as_json([entry_object(one) for one in found]))
        elif found:
            print_entries(session, register, found)
        else:
            echo(session.say("还没有登记。", "Nothing is entered."))

    return list_


def _show(register: Register) -> click.Command:
    @click.command("show")
    @click.argument("number")
    @click.option("--json", "as_object", is_flag=True, help="One JSON object.")
    @pass_session
    def show(session: Session, number: str, as_object: bool) -> None:
        """查看 · One entry in full, with what was done with it."""
        with session.app() as app:
            one = _found(app, session, register, number)
        if as_object:
            echo(as_json(entry_object(one, history=True)))
        else:
            print_entry(session, one)

    return show


def _found(app: App, session: Session, register: Register, number: str) -> Entry:
    from storage.registers import Registers

    one = Registers(app.engine).entry(register, _figure(session, register, number))
    if one is None:
        raise _none(session, register, number)
    return one


def _change(register: Register) -> click.Command:
    @click.command("change")
    @click.argument("number")
    @_fields(register, changes=True)
    @BY
    @pass_session
    def change(session: Session, /, number: str, by: str, **given: Any) -> None:
        """修改 · Change what an entry says; what is not told stays, an empty text takes it out."""
        from storage.registers import Registers

        with session.app() as app, _entering(session):
            one = _found(app, session, register, number)
            fields = _checked(session, register, {**one.fields, **_given(given)})
            with Registers(app.engine).turn(by, app.clock()) as turn:
                if not turn.change(register, one.figure, fields):
                    raise _none(session, register, number)
        echo(session.say(f"改好了：{one.number}", f"Changed: {one.number}"))

    return change


def _link(register: Register) -> click.Command:
    return _linking(
        register,
        "link",
        "关联 · Link an entry to issues, services and classes.",
        lambda turn, figure, links: turn.link(register, figure, links),
        ("关联好了", "Linked"),
    )


def _unlink(register: Register) -> click.Command:
    return _linking(
        register,
        "unlink",
        "取消关联 · Take links away.",
        lambda turn, figure, links: turn.unlink(register, figure, links),
        ("取消了关联", "Unlinked"),
    )


def _linking(
    register: Register,
    name: str,
    told: str,
    act: Callable[[RegisterTurn, int, list[Link]], bool],
    done: tuple[str, str],
) -> click.Command:
    @click.command(name, help=told)
    @click.argument("number")
    @_links
    @BY
    @pass_session
    def command(session: Session, /, number: str, by: str, **links: Any) -> None:
        from storage.registers import Registers

        figure = _figure(session, register, number)
        with session.app() as app:
            found = _linked(app, session, **links)
            if not found:
                raise click.UsageError(
                    session.say(
                        "写上 --issue、--service 或 --class。",
                        "Give --issue, --service or --class.",
                    )
                )
            with Registers(app.engine).turn(by, app.clock()) as turn:
                if not act(turn, figure, found):
                    raise _none(session, register, number)
        echo(f"{session.say(*done)}{session.say('：', ': ')}{', '.join(one.ref for one in found)}")

    return command


def _remove(register: Register) -> click.Command:
    @click.command("remove")
    @click.argument("number")
    @click.option("--reason", required=True, metavar="TEXT", help="Why; it stays in the history.")
    @BY
    @pass_session
    def remove(session: Session, number: str, reason: str, by: str) -> None:
        """撤下 · Let an entry stand no more. It and its history are kept."""
        from storage.registers import Registers

        figure = _figure(session, register, number)
        with session.app() as app, Registers(app.engine).turn(by, app.clock()) as turn:
            if not turn.remove(register, figure, " ".join(reason.split())[:200]):
                raise _none(session, register, number)
        echo(session.say(f"撤下了：{number}", f"Removed: {number}"))

    return remove
