"""`walkalong figures`: services before and after, by what was measured in walks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from bot.cli.office_told import DAY
from bot.cli.output import as_json, echo, print_table
from bot.cli.session import Session, pass_session

if TYPE_CHECKING:
    from datetime import date, datetime

    from flows.figures import Change, Side, Spans

FEW = 5
"""Fewer walks than this on one side are told to be few."""


@click.command("figures")
@click.option("--item", default="", help="All or a part of the service's name.")
@click.option(
    "--around",
    type=DAY,
    metavar="DATE",
    help="Before this day against from it on (else the first against the last quarter).",
)
@click.option("--action", "actions", multiple=True, help="Walks of this action (id), not both.")
@click.option("--json", "as_object", is_flag=True, help="One JSON object.")
@pass_session
def command(
    session: Session,
    item: str,
    around: datetime | None,
    actions: tuple[str, ...],
    as_object: bool,
) -> None:
    """前后对比 · Minutes, visits and papers, before and after.

    Medians, with the number of walks. Walks of 陪同式帮办 and 全链式追踪 count, for in
    them somebody's own case is followed; --action names others.

    \b
    Example:
      walkalong figures --item 身份证 --around 2026-10-01
    """
    from bot.figures import ACTIONS, samples_of
    from flows import figures

    with session.app() as app:
        samples = samples_of(app, item, actions or ACTIONS)
    days = [sample.day for sample in samples]
    spans = figures.around(around.date()) if around else figures.first_and_last_quarter(days)
    changes = figures.compare(samples, spans) if spans else ()
    if as_object:
        echo(as_json(_object(changes, spans)))
    elif spans is None:
        echo(
            session.say(
                "走过的都在一个季度里，没有可比的；用 --around 日期 分前后。",
                "All walks are of one quarter; part them by --around DATE.",
            )
            if samples
            else session.say("还没有这样的走流程。", "There are no such walks yet.")
        )
    else:
        _print(session, changes, spans)


def _print(session: Session, changes: tuple[Change, ...], spans: Spans) -> None:
    from flows.figures import MEASURES

    before, after = (_span(session, *span) for span in spans)
    print_table(
        (
            *session.heads("事项 Item", "指标 Measure"),
            before,
            after,
            *session.heads("变化 Change"),
        ),
        [
            (
                one.item,
                session.say(*MEASURES[one.measure]),
                _side(one.before),
                _side(one.after),
                "—" if one.change is None else f"{one.change:+g}",
            )
            for one in changes
        ],
    )
    if any(min(one.before.walks, one.after.walks) < FEW for one in changes):
        echo(
            session.say(
                f"n 是走流程的次数，数字是中位数；少于 {FEW} 次的说明不了多少。",
                f"n: walks; the numbers are medians. Fewer than {FEW} walks say little.",
            )
        )


def _span(session: Session, first: date, last: date) -> str:
    """A time in words; an end that is open is left out."""
    if first == first.min:
        return session.say(f"到 {last}", f"until {last}")
    return session.say(f"{first} 起", f"from {first}") if last == last.max else f"{first} — {last}"


def _side(side: Side) -> str:
    return "—" if side.median is None else f"{side.median:g} (n={side.walks})"


def _object(changes: tuple[Change, ...], spans: Spans | None) -> dict[str, object]:
    return {
        "before": None if spans is None else list(spans.before),
        "after": None if spans is None else list(spans.after),
        "figures": [
            {
                "item": one.item,
                "measure": one.measure,
                "before": one.before._asdict(),
                "after": one.after._asdict(),
                "change": one.change,
            }
            for one in changes
        ],
    }
