"""`walkalong rotation`: who checks whom, round by round, and which checks were made."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.duties_units import none_entered
from bot.cli.office_told import telling
from bot.cli.output import as_json, echo, print_table
from bot.cli.session import Session, pass_session

if TYPE_CHECKING:
    from bot.rotations import Check, Paired
    from flows.rotation import NoRotationError
    from storage.rotations import KeptRotation

SEEDS = 2**31 - 1
_out = click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the plan as a workbook (.xlsx), too.",
)
_json = click.option("--json", "as_object", is_flag=True, help="One JSON object.")


@click.group("rotation")
def command() -> None:
    """推磨互查 · Plans of who checks whom, and what was checked."""


@command.command("make")
@click.argument(
    "file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option("--rounds", type=click.IntRange(1, 60), default=1, show_default=True, help="Rounds.")
@click.option("--name", default="", help="What the plan is called (today's date).")
@click.option(
    "--seed",
    type=click.IntRange(0, SEEDS),
    default=0,
    show_default=True,
    help="The draw; the same one gives the same plan.",
)
@click.option(
    "--apart/--not-apart",
    default=None,
    help="Whether units of one 片区 do not check each other (else as the duties' file says).",
)
@_out
@_json
@pass_session
def make(  # one parameter an option
    session: Session,
    /,
    file: Path | None,
    rounds: int,
    name: str,
    seed: int,
    apart: bool | None,
    out: Path | None,
    as_object: bool,
) -> None:
    """排班 · Make a plan from a table of units (xlsx, csv).

    Without FILE from the office's own table (walkalong duties units).

    Nobody checks itself, everybody is checked once a round, pairs come again only when they
    must. The plan is kept; one of that name is never changed.

    \b
    Example:
      walkalong rotation make units.csv --rounds 3 --out plan.xlsx
    """
    from bot.office_files import duties_of, units_here, units_in
    from flows.rotation import NoRotationError, rotate
    from storage.rotations import KeptRotation, Rotations

    with session.app() as app, telling(session):
        units = units_in(file) if file else units_here(app.settings.home)
        if len(units) < 2:
            raise click.ClickException(none_entered(session))
        apart = duties_of(app).areas_apart if apart is None else apart
        now = app.clock()
        try:
            plan = rotate([one.unit for one in units], rounds, seed, apart=apart)
        except NoRotationError as error:
            raise click.ClickException(_no_way(session, error)) from None
        kept = KeptRotation(name.strip()[:100] or f"{now:%Y-%m-%d}", now, seed, apart, plan)
        if not Rotations(app.engine).keep(kept):
            raise click.ClickException(
                session.say(
                    f"已经有“{kept.name}”这份安排；用 --name 换一个名字。",
                    f"There is a plan {kept.name!r}; choose another --name.",
                )
            )
    _tell(session, kept, out, as_object, ())


def _no_way(session: Session, error: NoRotationError) -> str:
    units, targets = "、".join(error.units), "、".join(error.targets) or "—"
    return session.say(
        f"排不出来：{units} 这 {len(error.units)} 个单位，除去自己和不互查的，只能查 {targets} "
        f"这 {len(error.targets)} 个。放宽“不互查”或同片区的限制，或者增加单位。",
        f"There is no plan: {units} ({len(error.units)}) may only check {targets} "
        f"({len(error.targets)}). Allow more pairs, or add units.",
    )


@command.command("show")
@click.argument("name", required=False, default="")
@_out
@_json
@pass_session
def show(session: Session, name: str, out: Path | None, as_object: bool) -> None:
    """查看 · A plan (the latest), with the checks that were walked.

    A finished 推磨式互查 marks the first pairing of its two units that is not done.

    \b
    Example:
      walkalong rotation show 2026-11-29
    """
    from bot.rotations import checks_of
    from storage.rotations import Rotations

    with session.app() as app:
        rotations = Rotations(app.engine)
        kept = rotations.get(name)
        if kept is None:
            raise click.ClickException(_none(session, name, rotations.names()))
        checks = tuple(checks_of(app, kept))
    _tell(session, kept, out, as_object, checks)


def _none(session: Session, name: str, names: list[str]) -> str:
    if not names:
        call = f"{session.call} rotation make"
        return session.say(f"还没有互查安排；排一份：{call}", f"There is no plan; make one: {call}")
    there = "、".join(names)
    return session.say(f"没有“{name}”；有：{there}", f"No {name!r}; there are: {there}")


def _tell(
    session: Session,
    kept: KeptRotation,
    out: Path | None,
    as_object: bool,
    checks: tuple[Check, ...],
) -> None:
    from bot.rotations import pairings, write_plan

    paired = pairings(kept, checks)
    if out is not None:
        write_plan(paired, out)
    if as_object:
        echo(as_json(_object(kept, paired)))
        return
    done = sum(one.walk is not None for one in paired)
    count = len(kept.plan.rounds)
    echo(
        session.say(
            f"{kept.name}：{count} 轮，{len(paired)} 次互查，已完成 {done} 次",
            f"{kept.name}: {count} round(s), {len(paired)} checks, {done} done",
        )
    )
    print_table(
        session.heads("轮次 Round", "检查单位 Checks", "被查单位 Checked", "走流程 Walk"),
        [
            (one.round, one.checker, one.checked, f"#{one.walk}" if one.walk else "")
            for one in paired
        ],
    )
    _warn(session, kept)
    if out is not None:
        echo(session.say(f"写好了：{out}", f"Written: {out}"), err=True)


def _warn(session: Session, kept: KeptRotation) -> None:
    """What could not be avoided."""
    if kept.plan.fresh < len(kept.plan.rounds):
        fresh = kept.plan.fresh
        echo(
            session.say(
                f"不重复的只排得出 {fresh} 轮，第 {fresh + 1} 轮起从头再来。",
                f"Only {fresh} round(s) can be without a pair twice; then they come again.",
            ),
            err=True,
        )
    for number, one, other in kept.plan.mutual:
        echo(
            session.say(
                f"第 {number} 轮 {one} 和 {other} 互相检查，没能避开。",
                f"Round {number}: {one} and {other} check each other; no way around it was found.",
            ),
            err=True,
        )


def _object(kept: KeptRotation, paired: list[Paired]) -> dict[str, object]:
    return {
        "name": kept.name,
        "made": kept.made,
        "seed": kept.seed,
        "apart": kept.apart,
        "fresh": kept.plan.fresh,
        "mutual": [list(each) for each in kept.plan.mutual],
        "pairings": [one._asdict() for one in paired],
    }
