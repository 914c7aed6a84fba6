"""The commands of a register, made from what its entries say (`flows.registers`).

One shape for measures, highlights and media reports: add, import, list, show, and what changes an
entry (`register_changes`). Media reports are of an action, and of no issue.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import click

from bot.cli import register_changes
from bot.cli.office_told import telling
from bot.cli.output import as_json, echo
from bot.cli.register_shared import (
    BY,
    LINKED,
    Command,
    File,
    checked,
    entering,
    entry_of,
    fields_of,
    given,
    linked,
    links,
)
from bot.cli.register_told import entry_object, print_entries, print_entry
from bot.cli.session import Session, pass_session
from flows.registers import REGISTERS, Register

EXAMPLES: Mapping[Register, Mapping[str, str]] = {
    "measures": {
        "add": "--kind 制度 --title 午间值班制度 --document 云政服〔2026〕3号 --issue WT-2026-0001",
        "change": "ZD-0001 --date 2026-11-01",
        "remove": "ZD-0001 --reason 已废止",
        "show": "ZD-0001",
        "link": "ZD-0001 --issue WT-2026-0001",
        "unlink": "ZD-0001 --issue WT-2026-0001",
    },
    "highlights": {
        "add": "--title 一窗通办 --text 三个窗口并成一个 --issue WT-2026-0001",
        "change": "LD-0001 --effect 少跑一趟",
        "remove": "LD-0001 --reason 重复",
        "show": "LD-0001",
        "link": "LD-0001 --service 结婚登记",
        "unlink": "LD-0001 --service 结婚登记",
    },
    "media": {
        "add": "--action 推磨式互查 --outlet 云溪日报 --date 2026-11-20 --title 走在前头",
        "change": "MT-0001 --link https://news.example/1",
        "remove": "MT-0001 --reason 重复",
        "show": "MT-0001",
    },
}
"""What one types; commands that are not here need nothing that is of their register."""
_ALIKE = {"import": "table.xlsx", "list": "--all"}


def of_register(register: Register, summary: str) -> click.Group:
    """The group of commands of a register."""
    kind = REGISTERS[register]
    group = click.Group(kind.words[1].lower(), help=summary)
    makers = (_add, _import, _list, _show, register_changes.change, register_changes.remove)
    linking = () if register == "media" else (register_changes.link, register_changes.unlink)
    for make in (*makers, *linking):
        command = make(register)
        typed = EXAMPLES[register].get(command.name or "", _ALIKE.get(command.name or "", ""))
        line = f"walkalong {register} {command.name} {typed}".rstrip()
        command.help = f"{command.help}\n\n\b\nExample:\n  {line}"
        group.add_command(command)
    return group


def _linking(register: Register) -> Callable[[Command], Command]:
    """The options for links, where the register has any."""
    return (lambda command: command) if register == "media" else links


def _add(register: Register) -> click.Command:
    @click.command("add")
    @fields_of(register)
    @_linking(register)
    @BY
    @pass_session
    def add(session: Session, /, by: str, **fields: Any) -> None:
        """登记 · Make an entry. One that says the same is not made twice: exit code 1."""

        told = {name: fields.pop(name, ()) for name in LINKED}
        kept = checked(session, register, given(fields))
        with session.app() as app, entering(session):
            of = linked(app, session, **told)
            with app.registers.turn(by, app.clock()) as turn:
                number = turn.enter(register, kept, of)
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


def _narrowing(register: Register) -> Callable[[Command], Command]:
    """The options by which fewer entries are listed."""
    if register == "media":
        return click.option("--action", default="", help="All or a part of the action.")

    def with_options(command: Command) -> Command:
        issue = click.option("--issue", metavar="NUMBER", help="Those of this issue.")
        told = "All or a part of the department's name."
        return click.option("--department", default="", help=told)(issue(command))

    return with_options


def _list(register: Register) -> click.Command:
    @click.command("list")
    @_narrowing(register)
    @click.option("--all", "all_", is_flag=True, help="Also those that were removed.")
    @click.option("--json", "as_object", is_flag=True, help="A JSON array of objects.")
    @pass_session
    def list_(
        session: Session,
        /,
        all_: bool,
        as_object: bool,
        issue: str | None = None,
        **parts: str,
    ) -> None:
        """列表 · The entries, by number."""

        with session.app() as app:
            to = linked(app, session, (issue,), (), ())[0] if issue else None
            entries = app.registers.entries(register, to=to, removed=all_)
        found = [
            one
            for one in entries
            if all(part in one.fields.get(name, "") for name, part in parts.items())
        ]
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
            one = entry_of(app, session, register, number)
        if as_object:
            echo(as_json(entry_object(one, history=True)))
        else:
            print_entry(session, one)

    return show
