"""`walkalong outbox`: what the Telegram bots are still to send, and what they could not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import click

from bot.cli.finding import Finding, Say
from bot.cli.output import as_json, echo, print_table, several
from bot.cli.session import Session, pass_session

if TYPE_CHECKING:
    from bot.settings import Settings
    from storage.deliveries import Deliveries, DeliveryRecord

STATES = {
    "waiting": ("等着发", "waiting"),
    "dead": ("发不出去", "dead"),
    "dropped": ("不发了", "dropped"),
    "sent": ("发出了", "sent"),
}
WIDEST = 50
_NUMBERED = click.argument(
    "numbers", metavar="NUMBER...", nargs=-1, required=True, type=click.IntRange(1, 2**31 - 1)
)


@click.group("outbox")
def command() -> None:
    """待发 · What the Telegram bots are to send, or could not."""


@command.command("list")
@click.option(
    "--state",
    "states",
    multiple=True,
    type=click.Choice(list(STATES)),
    help="Only those; may be given several times. Without it: waiting and dead.",
)
@click.option(
    "--limit", default=50, show_default=True, type=click.IntRange(1, 10_000), help="At most these."
)
@click.option("--json", "as_object", is_flag=True, help="A JSON array of objects.")
@pass_session
def list_(session: Session, states: tuple[str, ...], limit: int, as_object: bool) -> None:
    """列表 · The newest, without their words.

    \b
    Example:
      walkalong outbox list --state dead
    """
    wanted: Any = states or ("waiting", "dead")
    with session.app() as app:
        found = _deliveries(app).listed(wanted, limit)
    if as_object:
        echo(as_json([_object(one) for one in found]))
        return
    if not found:
        echo(session.say("没有。", "There is nothing."))
        return
    print_table(
        session.heads(
            "编号 Number", "机器人 Bot", "对话 Chat", "状态 State", "试过 Tries", "时间 Since",
            "下次 Next", "原因 Reason",
        ),
        [_row(session, one) for one in found],
        widest=WIDEST,
    )  # fmt: skip


def _row(session: Session, one: DeliveryRecord) -> tuple[object, ...]:
    is_later = one.state == "waiting" and one.due_at > one.at
    return (
        one.id,
        one.bot,
        one.chat,
        session.say(*STATES[one.state]),
        one.attempts,
        f"{one.at:%m-%d %H:%M}",
        f"{one.due_at:%m-%d %H:%M}" if is_later else "",
        one.reason,
    )


def _object(one: DeliveryRecord) -> dict[str, Any]:
    """All but the words: they are a person's, and no operator needs them."""
    names = ("id", "bot", "chat", "state", "part", "attempts", "at", "due_at", "reason", "key")
    return {name: getattr(one, name) for name in names}


@command.command("retry")
@_NUMBERED
@pass_session
def retry(session: Session, numbers: tuple[int, ...]) -> None:
    """重发 · Have what was dead or dropped sent after all.

    A running bot sends it within a minute. What its person had deleted is not sent again.

    \b
    Example:
      walkalong outbox retry 17 18
    """
    from storage.deliveries import Deliveries

    _each(session, numbers, Deliveries.retry, ("重新等着发", "to be sent"), ("dead", "dropped"))


@command.command("drop")
@_NUMBERED
@pass_session
def drop(session: Session, numbers: tuple[int, ...]) -> None:
    """不发 · Have what waits or is dead not be sent.

    \b
    Example:
      walkalong outbox drop 17
    """
    from storage.deliveries import Deliveries

    _each(session, numbers, Deliveries.drop, ("不发了", "dropped"), ("waiting", "dead"))


def _each(
    session: Session,
    numbers: tuple[int, ...],
    move: Callable[[Deliveries, int], bool],
    done: tuple[str, str],
    wanted: tuple[str, ...],
) -> None:
    """Move each of them; those that could not be are told, and the exit code is 1."""
    with session.app() as app:
        kept = _deliveries(app)
        left = [number for number in dict.fromkeys(numbers) if not move(kept, number)]
    if moved := len(set(numbers)) - len(left):
        echo(session.say(f"{moved} 条{done[0]}。", f"{several(moved, 'message')} {done[1]}."))
    if left:
        told = "、".join(map(str, left)), ", ".join(map(str, left))
        states = [STATES[state] for state in wanted]
        raise click.ClickException(
            session.say(
                f"{told[0]} 不在“{'”“'.join(zh for zh, _ in states)}”里；"
                f"用 {session.call} outbox list 查看。",
                f"{told[1]}: not {' or '.join(en for _, en in states)}; "
                f"see {session.call} outbox list.",
            )
        )


def _deliveries(app: Any) -> Deliveries:
    from storage.deliveries import Deliveries

    return Deliveries(app.engine)


def unsent(settings: Settings, say: Say) -> Iterator[Finding]:
    """What `walkalong doctor` tells: how many could not be sent, and how many wait."""
    from storage.database import open_database
    from storage.deliveries import Deliveries

    engine = open_database(settings.database_url)
    try:
        counts = Deliveries(engine).counts()
    finally:
        engine.dispose()
    dead, waiting = (
        sum(count for (_, state), count in counts.items() if state == wanted)
        for wanted in ("dead", "waiting")
    )
    if dead:
        told = say(f"{dead} 条消息发不出去", f"{several(dead, 'message')} could not be sent")
        yield Finding("warn", "Outbox", told, say.run("outbox list --state dead"))
    else:
        told = say(f"{waiting} 条消息等着发", f"{several(waiting, 'message')} waiting to be sent")
        yield Finding("ok", "Outbox", told)
