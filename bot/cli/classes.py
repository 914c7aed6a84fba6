"""`walkalong classes`: one problem, a class of problems: lists, one class, what is proposed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from bot.cli.class_steps import STEPS
from bot.cli.class_told import class_object, no_class, numbered, told, told_done
from bot.cli.class_work import WORK
from bot.cli.filters import at_most
from bot.cli.output import as_json, echo, print_table
from bot.cli.session import Session, pass_session

if TYPE_CHECKING:
    from bot.app import App
    from storage.alike import ProposalRecord, Text

WIDEST = 40
"""Characters of a name or problem in a table."""
CITED = 3
"""Issues of a proposal that are cited on the screen; JSON has all."""


@click.group("classes")
def command() -> None:
    """同类问题 · One problem, a class of problems: measure, places, members."""


@command.command("list")
@click.option(
    "--state", type=click.Choice(["open", "fixing", "fixed", "closed"]), help="Only in this state."
)
@click.option("--words", metavar="WORDS", help="A part of the name.")
@at_most
@click.option("--json", "as_object", is_flag=True, help="A JSON array of objects.")
@pass_session
def list_(
    session: Session, state: str | None, words: str | None, limit: int, as_object: bool
) -> None:
    """列表 · The classes, the newest first.

    \b
    Example:
      walkalong classes list --state fixing
    """
    from flows.problem_classes import STATES
    from storage.class_reading import ClassQuery, ClassReader

    with session.app() as app:
        total, found = ClassReader(app.engine).page(ClassQuery(state, None, words), 0, limit)
    if as_object:
        echo(as_json([class_object(one) for one in found]))
        return
    if not found:
        echo(session.say("没有同类问题。", "There are no classes."))
        return
    unset = session.say("未设置", "not set")
    print_table(
        session.heads("编号 Number", "状态 State", "名称 Name", "责任部门 Department",
                      "时限 Deadline", "问题 Issues", "地点 Places"),
        [
            (
                one.number, session.say(*STATES[one.state]), one.fields["name"][:WIDEST],
                one.fields.get("department", unset), one.fields.get("deadline", unset),
                f"{one.open_members}/{one.members}", f"{one.unchecked}/{one.places}",
            )
            for one in found
        ],
    )  # fmt: skip
    echo(session.say("问题、地点：未了结的/全部。", "Issues and places: still open/all."))
    if total > len(found):
        echo(session.say(f"共 {total} 类；--limit 看更多。", f"{total} in all; see --limit."))


@command.command("show")
@click.argument("number")
@click.option("--json", "as_object", is_flag=True, help="One JSON object.")
@pass_session
def show(session: Session, number: str, as_object: bool) -> None:
    """查看 · One class with its issues, its places and its steps.

    \b
    Example:
      walkalong classes show TL-2026-0001
    """
    from storage.alike import AlikeReader
    from storage.class_reading import ClassReader

    with session.app() as app:
        reader = ClassReader(app.engine)
        number = numbered(session, reader, number)
        one = reader.one(number)
        if one is None:
            raise no_class(session, number)
        members = AlikeReader(app.engine).members(number)
        places, steps = reader.places(number), reader.steps(number)
    if as_object:
        whole = {
            **class_object(one),
            "issues": [member._asdict() for member in members],
            "place_list": [place._asdict() for place in places],
            "history": [step._asdict() for step in steps],
        }
        echo(as_json(whole))
        return
    echo(told(session, one, members, places, steps))


@command.command("propose")
@click.option("--accept", type=click.IntRange(1), metavar="N", help="Make a class of proposal N.")
@click.option("--decline", type=click.IntRange(1), metavar="N", help="Proposal N is no class.")
@click.option("--name", default="", help="With --accept: what the class is called.")
@click.option("--as", "who", default="", metavar="NAME", help="The admin who does it, by name.")
@at_most
@click.option("--json", "as_object", is_flag=True, help="A JSON array of objects.")
@pass_session
def propose(
    session: Session,
    accept: int | None,
    decline: int | None,
    name: str,
    who: str,
    limit: int,
    as_object: bool,
) -> None:
    """提议 · Issues of the whole ledger that may be one class, the largest first.

    Nothing is merged before a proposal is accepted; one that is declined does not come
    back before enough new issues have come.

    \b
    Example:
      walkalong classes propose
      walkalong classes propose --accept 2 --name 中午窗口没人 --as 李敏
      walkalong classes propose --decline 3
    """
    if accept is not None and decline is not None:
        raise click.UsageError(
            session.say("--accept 和 --decline 一次用一个。", "use --accept or --decline, not both")
        )
    with session.app() as app:
        if accept is not None:
            _accept(session, app, accept, name, who)
        elif decline is not None:
            _decline(session, app, decline, who)
        else:
            _list(session, app, limit, as_object=as_object)


def _list(session: Session, app: App, limit: int, *, as_object: bool) -> None:
    from bot.classes import proposed
    from bot.cli.class_steps import acting
    from storage.alike import AlikeReader

    alike = AlikeReader(app.engine)
    found = proposed(alike, app.settings.classes_alike / 100, app.settings.classes_least)
    acting(session, app, "", "提议同类问题", lambda turn: turn.moves.classes.propose(found))
    rows = alike.proposals()[:limit]
    numbers = [number for row in rows for number in row.told.numbers]
    texts = {one.number: one for one in alike.of(numbers)}
    if as_object:
        echo(as_json([_object(row, texts) for row in rows]))
        return
    if not rows:
        echo(session.say("没有可提议的同类问题。", "There is nothing to propose."))
        return
    for row in rows:
        echo("\n".join(_lines(session, row, texts)))
    more = len(found) - len(rows)
    if more > 0:
        echo(session.say(f"还有 {more} 组；--limit 看更多。", f"{more} more; see --limit."))
    call = f"{session.call} classes propose"
    echo(
        session.say(
            f"是同一类：{call} --accept 号；不是：{call} --decline 号。",
            f"One class: {call} --accept N; none: {call} --decline N.",
        )
    )


def _offices(row: ProposalRecord, texts: dict[str, Text]) -> list[str]:
    told = (texts[number].department for number in row.told.numbers if number in texts)
    return sorted({department for department in told if department})


def _object(row: ProposalRecord, texts: dict[str, Text]) -> dict[str, Any]:
    return {
        "proposal": row.id,
        "class": row.told.of_class,
        "size": len(row.told.numbers),
        "why": row.told.why,
        "departments": _offices(row, texts),
        "issues": [texts[number]._asdict() for number in row.told.numbers if number in texts],
    }


def _lines(session: Session, row: ProposalRecord, texts: dict[str, Text]) -> list[str]:
    size, comma = len(row.told.numbers), session.say("、", ", ")
    to = row.told.of_class
    head = session.say(f"{row.id}. {size} 件", f"{row.id}. {size} issues")
    if to:
        head += session.say(f"，像 {to} 一类", f", like {to}")
    why = row.told.why or "—"
    head += session.say(f"；都说到：{why}", f"; all of: {why}")
    offices = _offices(row, texts)
    if offices:
        head += session.say(f"；{comma.join(offices)}", f"; {comma.join(offices)}")
    cited = [texts[number] for number in row.told.numbers[:CITED] if number in texts]
    lines = [head, *(f"   {one.number} {one.problem[:WIDEST]}" for one in cited)]
    return lines + (["   …"] if size > CITED else [])


def _accept(session: Session, app: App, key: int, name: str, who: str) -> None:
    from bot.classes import accept
    from bot.cli.class_steps import acting, refused, words_of
    from flows.rectification import Refusal
    from storage.alike import AlikeReader

    alike, today = AlikeReader(app.engine), app.clock().date()
    called = words_of({"name": name}).get("name", "")
    try:
        done = acting(
            session, app, who, f"接受同类提议 {key}",
            lambda turn: accept(turn.moves, alike, key, called, today),
        )  # fmt: skip
    except LookupError:
        raise _no_proposal(session, key) from None
    if isinstance(done, Refusal):
        raise refused(session, done)
    told_done(session, done, ("并入", "merged"))


def _decline(session: Session, app: App, key: int, who: str) -> None:
    from bot.cli.class_steps import acting

    try:
        acting(
            session, app, who, f"不接受同类提议 {key}",
            lambda turn: turn.moves.classes.decide(key, "declined"),
        )  # fmt: skip
    except LookupError:
        raise _no_proposal(session, key) from None
    echo(session.say(f"提议 {key} 不再提出。", f"Proposal {key} is not made again."))


def _no_proposal(session: Session, key: int) -> click.ClickException:
    call = f"{session.call} classes propose"
    return click.ClickException(
        session.say(
            f"没有 {key} 号提议；用 {call} 查看。", f"There is no proposal {key}; see {call}."
        )
    )


for _step in (*STEPS, *WORK):
    command.add_command(_step)
