"""Commands that change what stands in a register: change, remove, link, unlink."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from bot.cli.output import echo
from bot.cli.register_shared import (
    BY,
    checked,
    entering,
    entry_of,
    fields_of,
    figure_of,
    given,
    linked,
    links,
    no_entry,
)
from bot.cli.session import Session, pass_session
from flows.registers import Link, Register

if TYPE_CHECKING:
    from storage.registers import RegisterTurn


def change(register: Register) -> click.Command:
    @click.command("change")
    @click.argument("number")
    @fields_of(register, changes=True)
    @BY
    @pass_session
    def command(session: Session, /, number: str, by: str, **told: Any) -> None:
        """修改 · Change what an entry says.

        What is not told stays as it is; an empty text takes it out.
        """

        with session.app() as app, entering(session):
            one = entry_of(app, session, register, number)
            kept = checked(session, register, {**one.fields, **given(told)})
            with app.registers.turn(by, app.clock()) as turn:
                if not turn.change(register, one.figure, kept):
                    raise no_entry(session, register, number)
        echo(session.say(f"改好了：{one.number}", f"Changed: {one.number}"))

    return command


def remove(register: Register) -> click.Command:
    @click.command("remove")
    @click.argument("number")
    @click.option("--reason", required=True, metavar="TEXT", help="Why; it stays in the history.")
    @BY
    @pass_session
    def command(session: Session, number: str, reason: str, by: str) -> None:
        """撤下 · Let an entry stand no more. It and its history are kept."""

        figure = figure_of(session, register, number)
        with session.app() as app, app.registers.turn(by, app.clock()) as turn:
            if not turn.remove(register, figure, " ".join(reason.split())[:200]):
                raise no_entry(session, register, number)
        echo(session.say(f"撤下了：{number}", f"Removed: {number}"))

    return command


def link(register: Register) -> click.Command:
    return _linking(
        register,
        "link",
        "关联 · Link an entry to issues, services and classes.",
        lambda turn, figure, links: turn.link(register, figure, links),
        ("关联好了", "Linked"),
    )


def unlink(register: Register) -> click.Command:
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
    @links
    @BY
    @pass_session
    def command(session: Session, /, number: str, by: str, **told: Any) -> None:

        figure = figure_of(session, register, number)
        with session.app() as app:
            found = linked(app, session, **told)
            if not found:
                raise click.UsageError(
                    session.say(
                        "写上 --issue、--service 或 --class。",
                        "Give --issue, --service or --class.",
                    )
                )
            with app.registers.turn(by, app.clock()) as turn:
                if not act(turn, figure, found):
                    raise no_entry(session, register, number)
        echo(f"{session.say(*done)}{session.say('：', ': ')}{', '.join(one.ref for one in found)}")

    return command
