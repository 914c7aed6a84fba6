"""Places of a class from the command line, and its fix, which its members are offered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from bot.cli.class_steps import acting, by_name, numbers_of, refused, words_of
from bot.cli.class_told import numbered, place_line, told_done
from bot.cli.office_told import telling
from bot.cli.output import as_json, echo
from bot.cli.session import Session, pass_session

if TYPE_CHECKING:
    from bot.app import App
    from storage.alike import Text
    from storage.classes import Place


@click.command("place")
@click.argument("number")
@click.argument("place", type=click.IntRange(1), required=False)
@click.option("--hall", default="", help="Add a place: the hall, centre or counter.")
@click.option("--department", default="", help="Its department, whose staff may look at it.")
@click.option("--item", default="", help="The service.")
@click.option("--every-unit", is_flag=True, help="Add every unit of the office's table of units.")
@click.option("--found/--clear", default=None, help="Of PLACE: the problem is there, or not.")
@click.option("--note", default="", help="Of PLACE: what was met.")
@click.option("--json", "as_object", is_flag=True, help="A JSON array of the places.")
@by_name
@pass_session
def place(
    session: Session,
    number: str,
    place: int | None,
    hall: str,
    department: str,
    item: str,
    every_unit: bool,
    found: bool | None,
    note: str,
    as_object: bool,
    who: str,
) -> None:
    """地点 · Places to look at for a class: add them, tick them off, list them.

    Where the problem is met, it enters the ledger as an issue to be verified.

    \b
    Example:
      walkalong classes place TL-2026-0001 --hall 云溪镇便民服务中心 --department 医疗保障局
      walkalong classes place TL-2026-0001 2 --found --note 中午也没人 --as 李敏
      walkalong classes place TL-2026-0001
    """
    from storage.class_reading import ClassReader
    from storage.classes import Place

    new = words_of({"hall": hall, "department": department, "item": item})
    _usage(session, place, found, adds=bool(new) or every_unit)
    with session.app() as app, telling(session):
        reader = ClassReader(app.engine)
        number = numbered(session, reader, number)
        if place is not None and found is not None:
            _look(session, app, number, place, found, note, who)
        places = [Place(**new)] if new else []
        places += _units(session, app) if every_unit else []
        if places:
            _add(session, app, number, places, who)
        listed = reader.places(number)
    if as_object:
        echo(as_json([one._asdict() for one in listed]))
        return
    if not listed:
        echo(session.say("还没有要查的地点。", "There are no places to look at yet."))
    for one in listed:
        echo(place_line(session, one))


def _usage(session: Session, place: int | None, found: bool | None, *, adds: bool) -> None:
    if place is not None and adds:
        raise click.UsageError(
            session.say(
                "查看地点用编号加 --found 或 --clear；加地点不写编号。",
                "PLACE goes with --found or --clear; places are added without it.",
            )
        )
    if (place is None) != (found is None):
        raise click.UsageError(
            session.say(
                "查过的地点：写地点编号，再加 --found（也有）或 --clear（没有）。",
                "Of a place looked at: its number, and --found or --clear.",
            )
        )


def _units(session: Session, app: App) -> list[Place]:
    from bot.office_files import units_here
    from storage.classes import Place

    units = units_here(app.settings.home)
    if not units:
        raise click.ClickException(
            session.say(
                f"还没有单位表；先 {session.call} duties units 导入。",
                f"There is no table of units yet; see {session.call} duties units.",
            )
        )
    return [Place("", unit.name, "") for unit in units]


def _add(session: Session, app: App, number: str, places: Sequence[Place], who: str) -> None:
    from flows.rectification import Refusal

    done = acting(
        session, app, who, f"{number} 加地点",
        lambda turn: turn.moves.classes.add_places(number, places),
    )  # fmt: skip
    if isinstance(done, Refusal):
        raise refused(session, done)


def _look(
    session: Session, app: App, number: str, place: int, found: bool, note: str, who: str
) -> None:
    from bot.classes import look_at
    from flows.rectification import Refusal

    like, told = _member(app, number), words_of({"note": note}).get("note", "")
    try:
        seen = acting(
            session, app, who, f"{number} 查看地点 {place}：{told}",
            lambda turn: look_at(turn, number, place, found=found, note=told, like=like),
        )  # fmt: skip
    except LookupError:
        raise click.ClickException(
            session.say(f"{number} 没有 {place} 号地点。", f"{number} has no place {place}.")
        ) from None
    if isinstance(seen, Refusal):
        raise refused(session, seen)
    if seen.entered:
        echo(
            session.say(
                f"登记为问题 {seen.entered}，核实后可以并入。",
                f"Entered as issue {seen.entered}, to be verified and merged.",
            )
        )


def _member(app: App, number: str) -> Text | None:
    from storage.alike import AlikeReader

    return next(iter(AlikeReader(app.engine).members(number)), None)


@click.command("fix")
@click.argument("number")
@click.argument("issues", nargs=-1)
@click.option("--result", default="", help="What it is like now.")
@click.option("--evidence", default="", help="What shows it.")
@click.option("--all", "every", is_flag=True, help="Report all merged issues fixed, too.")
@by_name
@pass_session
def fix(
    session: Session,
    number: str,
    issues: tuple[str, ...],
    result: str,
    evidence: str,
    every: bool,
    who: str,
) -> None:
    """报整改完成 · Report a class fixed; then its ISSUES, each with what is its own.

    The class first, by --result and --evidence. Its issues are then proposed to be
    reported fixed: by number, or --all, with the class's result, or with --result and
    --evidence of their own. Each is still verified by somebody else; none closes by itself.

    \b
    Example:
      walkalong classes fix TL-2026-0001 --result 中午有人值守 --evidence 排班表
      walkalong classes fix TL-2026-0001 WT-2026-0012 --result 三号窗口中午有人
      walkalong classes fix TL-2026-0001 --all
    """
    from storage.class_reading import ClassReader

    given = words_of({"result": result, "evidence": evidence})
    with session.app() as app:
        reader = ClassReader(app.engine)
        number = numbered(session, reader, number)
        one = reader.one(number)
        if one is not None and one.state in ("open", "fixing"):
            _fix(session, app, number, given, who)
            given = {}  # of the class; its issues are offered them
        _members(session, app, number, issues, given, who, every=every)


def _fix(session: Session, app: App, number: str, given: dict[str, str], who: str) -> None:
    from flows.problem_classes import CLASS_MOVES
    from flows.rectification import Refusal

    today = app.clock().date()
    step = acting(
        session, app, who, f"{number} 报整改完成",
        lambda turn: turn.moves.classes.change(number, CLASS_MOVES["fix"], given, today),
    )  # fmt: skip
    if isinstance(step, Refusal):
        raise refused(session, step)
    echo(session.say(f"{number}：已整改待销号。", f"{number}: fixed, to be closed."))


def _members(
    session: Session,
    app: App,
    number: str,
    issues: Sequence[str],
    given: dict[str, str],
    who: str,
    *,
    every: bool,
) -> None:
    from bot.classes import report_members
    from storage.alike import AlikeReader

    waiting = [o.number for o in AlikeReader(app.engine).members(number) if o.state == "merged"]
    chosen = waiting if every else numbers_of(app, issues)
    if not chosen:
        _proposed(session, number, waiting)
        return
    today = app.clock().date()
    done = acting(
        session, app, who, f"{number} 的问题报整改完成",
        lambda turn: report_members(turn.moves, number, chosen, given, today),
    )  # fmt: skip
    told_done(session, done, ("报了整改完成，待复核", "reported fixed, to be re-checked"))


def _proposed(session: Session, number: str, waiting: Sequence[str]) -> None:
    if not waiting:
        echo(session.say("没有等着报整改完成的问题。", "No issue of it waits to be reported."))
        return
    call = f"{session.call} classes fix {number}"
    shown = session.say("、", ", ").join(waiting[:20])
    echo(
        session.say(
            f"{len(waiting)} 件可以报整改完成（{shown}）：{call} 编号，或 --all。",
            f"{len(waiting)} may be reported fixed ({shown}): {call} NUMBER, or --all.",
        )
    )


WORK: tuple[click.Command, ...] = (place, fix)
