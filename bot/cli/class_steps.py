"""The steps of classes from the command line: made, joined, left, set, looked at, fixed, closed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

import click

from bot.cli.class_told import no_class, numbered, reason, told_done
from bot.cli.office_told import DAY
from bot.cli.output import echo
from bot.cli.session import Session, pass_session

if TYPE_CHECKING:
    from bot.app import App
    from flows.rectification import Refusal
    from storage.turn import Turn

T = TypeVar("T")
Command = TypeVar("Command", bound=Callable[..., Any])
NAME = "同类问题管理"
"""Who acts where nobody is named: nobody in person."""

by_name = click.option(
    "--as", "who", default="", metavar="NAME", help="The admin who does it, by name."
)


def acting(session: Session, app: App, who: str, words: str, act: Callable[[Turn], T]) -> T:
    """Do it as one message of an admin; what it gives."""
    from bot.cli.importing import admin_name
    from bot.cli.office import busy
    from bot.office_turns import OfficeBusyError, chat_of, office_turn

    name = admin_name(session, who) or NAME
    try:
        return office_turn(app, chat_of(name), name, words, "class", act)
    except OfficeBusyError:
        raise busy(session) from None


def words_of(given: Mapping[str, str | datetime | None]) -> dict[str, str]:
    """What was given, as it may be kept: without personal numbers, in one line each."""
    from bot.privacy import mask

    told = {}
    for name, value in given.items():
        text = f"{value:%Y-%m-%d}" if isinstance(value, datetime) else value or ""
        told[name] = " ".join(mask(text).text.split())
    return {name: text for name, text in told.items() if text}


def refused(session: Session, why: Refusal) -> click.ClickException:
    """A step that was not taken, as a failure."""
    return click.ClickException(
        session.say("没有办成：", "Not done: ") + reason(session, why.kind, why.fields)
    )


def numbers_of(app: App, given: Sequence[str]) -> list[str]:
    """Issues by their numbers, "12" being the one of this year."""
    year = app.clock().year
    return list(
        dict.fromkeys(
            f"WT-{year}-{int(one):04d}" if one.isascii() and one.isdecimal() else one.upper()
            for one in given
        )
    )


def class_fields(command: Command) -> Command:
    """The options for what a class says of itself."""
    for option in (
        click.option("--cause", help="What causes all of them."),
        click.option("--deadline", type=DAY, metavar="DATE", help="By when it is mended."),
        click.option("--measure", help="What mends all of them."),
        click.option("--owner", help="Who is to mend it."),
        click.option("--department", help="Whose department."),
    ):
        command = option(command)
    return command


@click.command("add")
@click.argument("name")
@click.argument("issues", nargs=-1)
@class_fields
@by_name
@pass_session
def add(session: Session, /, name: str, issues: tuple[str, ...], who: str, **given: Any) -> None:
    """新建 · Make a class, and merge ISSUES into it.

    \b
    Example:
      walkalong classes add 中午窗口没人 WT-2026-0003 WT-2026-0012 --department 医疗保障局
    """
    from bot.classes import found_class
    from flows.rectification import Refusal

    told = words_of({**given, "name": name})
    with session.app() as app:
        today, numbers = app.clock().date(), numbers_of(app, issues)
        done = acting(
            session, app, who, f"建同类问题：{told.get('name', '')}",
            lambda turn: found_class(turn.moves, told.get("name", ""), numbers, today, told),
        )  # fmt: skip
    if isinstance(done, Refusal):
        raise refused(session, done)
    told_done(session, done, ("并入", "merged"))


@click.command("join")
@click.argument("number")
@click.argument("issues", nargs=-1, required=True)
@by_name
@pass_session
def join(session: Session, number: str, issues: tuple[str, ...], who: str) -> None:
    """并入 · Merge issues into a class.

    Exit code 1 where one of them cannot be; the others are.

    \b
    Example:
      walkalong classes join TL-2026-0001 WT-2026-0012 15
    """
    from bot.classes import join as joined
    from storage.class_reading import ClassReader

    with session.app() as app:
        number = numbered(session, ClassReader(app.engine), number)
        today, numbers = app.clock().date(), numbers_of(app, issues)
        done = acting(
            session, app, who, f"并入 {number}",
            lambda turn: joined(turn.moves, number, numbers, today),
        )  # fmt: skip
    told_done(session, done, ("并入", "merged"))


@click.command("leave")
@click.argument("number")
@click.argument("issues", nargs=-1, required=True)
@click.option("--reason", required=True, help="Why they are not of this class.")
@by_name
@pass_session
def leave(session: Session, number: str, issues: tuple[str, ...], reason: str, who: str) -> None:
    """移出 · Take issues out of a class: they are to be assigned again.

    \b
    Example:
      walkalong classes leave TL-2026-0001 WT-2026-0012 --reason 是另一个窗口的事
    """
    from bot.classes import leave as left
    from storage.class_reading import ClassReader

    with session.app() as app:
        number = numbered(session, ClassReader(app.engine), number)
        today, numbers = app.clock().date(), numbers_of(app, issues)
        why = words_of({"reason": reason}).get("reason", "")
        done = acting(
            session, app, who, f"移出 {number}",
            lambda turn: left(turn.moves, number, numbers, why, today),
        )  # fmt: skip
    told_done(session, done, ("移出", "taken out"))


def _step(session: Session, number: str, move: str, given: dict[str, str], who: str) -> None:
    """Take a step of a class and tell its state."""
    from flows.problem_classes import CLASS_MOVES, STATES
    from flows.rectification import Refusal
    from storage.class_reading import ClassReader

    with session.app() as app:
        number = numbered(session, ClassReader(app.engine), number)
        today, one = app.clock().date(), CLASS_MOVES[move]
        try:
            step = acting(
                session, app, who, f"{number} {one.words[0]}",
                lambda turn: turn.moves.classes.change(number, one, given, today),
            )  # fmt: skip
        except LookupError:
            raise no_class(session, number) from None
    if isinstance(step, Refusal):
        raise refused(session, step)
    state = session.say(*STATES[step.state])
    echo(session.say(f"{number}：{state}。", f"{number}: {state}."))


@click.command("set")
@click.argument("number")
@click.option("--name", help="What it is called.")
@class_fields
@by_name
@pass_session
def set_(session: Session, /, number: str, who: str, **given: Any) -> None:
    """定方案 · Say who mends a class, how and by when.

    With department, owner, measure and deadline it is being fixed.

    \b
    Example:
      walkalong classes set TL-2026-0001 --owner 张科长 --measure 午间排班 --deadline 2026-12-18
    """
    _step(session, number, "set", words_of(given), who)


@click.command("close")
@click.argument("number")
@by_name
@pass_session
def close(session: Session, number: str, who: str) -> None:
    """销号 · Close a class whose issues are ended and whose places were looked at.

    Not by who reported it fixed.

    \b
    Example:
      walkalong classes close TL-2026-0001 --as 李敏
    """
    _step(session, number, "close", {}, who)


@click.command("reopen")
@click.argument("number")
@click.option("--reason", required=True, help="Why.")
@by_name
@pass_session
def reopen(session: Session, number: str, reason: str, who: str) -> None:
    """重新打开 · Take a class up again.

    \b
    Example:
      walkalong classes reopen TL-2026-0001 --reason 又出现了
    """
    _step(session, number, "reopen", words_of({"reason": reason}), who)


STEPS: tuple[click.Command, ...] = (add, join, leave, set_, close, reopen)
