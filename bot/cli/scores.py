"""`walkalong scores`: halls and staff by the office's own indicators, with the evidence."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.cli.office_told import DAY, day_of, telling
from bot.cli.output import as_json, echo, print_table
from bot.cli.session import Session, pass_session

if TYPE_CHECKING:
    from datetime import datetime

    from bot.scores import Scores
    from flows.scoring import By


@click.command("scores")
@click.option(
    "--by",
    type=click.Choice(["hall", "person"]),
    default="hall",
    show_default=True,
    help="Halls by their 被查单位 or people by their 责任人 of problems.",
)
@click.option("--since", type=DAY, metavar="DATE", help="Checks that ended on this day or after.")
@click.option("--until", type=DAY, metavar="DATE", help="Checks that ended on this day or before.")
@click.option("--json", "as_object", is_flag=True, help="One JSON object.")
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="A workbook (.xlsx) of scores and evidence.",
)
@click.option("--write", is_flag=True, help="Lay the file of indicators out to be edited.")
@pass_session
def command(
    session: Session,
    /,
    by: By,
    since: datetime | None,
    until: datetime | None,
    as_object: bool,
    out: Path | None,
    write: bool,
) -> None:
    """考评 · Scores for 红旗大厅 and 服务明星 with the evidence of each point.

    Only walks of 推磨式互查 whose walkers agreed that they count. A score
    decides nothing: it is for those who judge.

    \b
    Example:
      walkalong scores --since 2026-09-01 --out scores.xlsx
    """
    from bot.office_folder import SCORES, place_of, propose
    from bot.scores import scores_of, write_scores

    with session.app() as app, telling(session):
        if write:
            propose(app.settings.home, SCORES)
        place = place_of(app.settings.home, SCORES)
        made = scores_of(app, by, day_of(since), day_of(until))
    if out is not None:
        write_scores(made, by, out)
    if as_object:
        echo(as_json(_object(made, by)))
        return
    _print(session, made)
    echo(session.say(f"指标和权重：{place}", f"Indicators and weights: {place}"), err=True)
    if out is not None:
        echo(session.say(f"写好了：{out}", f"Written: {out}"), err=True)


def _print(session: Session, made: Scores) -> None:
    from bot.scores import WHY, number

    if made.found:
        heads = session.heads("名称 Name", "得分 Score")
        names = [one.name for one in made.scheme.indicators]
        print_table(
            (*heads, *names, *session.heads("互查 Checks", "互查评分 Given")),
            [
                (
                    one.name,
                    f"{number(one.total)}/{number(one.full)}",
                    *("—" if each is None else number(each) for each in one.points.values()),
                    len(one.walks),
                    " ".join(map(str, one.given)),
                )
                for one in made.found
            ],
        )
    for one in made.found:
        for each in one.deductions:
            why = session.say(*WHY[each.why])
            echo(
                f"  {one.name}  {each.indicator}  -{number(each.points)}  {each.issue}  "
                f"#{each.walk}  {why}  {each.what}"
            )
    echo(
        session.say(
            f"依据：同意计入考评的互查 {made.walks} 次；不同意的 {made.refused} 次、匿名登记的问题 "
            f"{made.anonymous} 个没有计入。分数只供评审参考，不自动奖惩。",
            f"Rests on {made.walks} check(s) that may count; {made.refused} may not, and "
            f"{made.anonymous} anonymous problem(s) do not. It decides nothing by itself.",
        )
    )


def _object(made: Scores, by: By) -> dict[str, Any]:
    return {
        "by": by,
        "walks": made.walks,
        "not_agreed": made.refused,
        "anonymous_left_out": made.anonymous,
        "indicators": [asdict(one) for one in made.scheme.indicators],
        "scores": [
            {
                "name": one.name,
                "total": one.total,
                "full": one.full,
                "points": dict(one.points),
                "walks": list(one.walks),
                "given": list(one.given),
                "deductions": [each._asdict() for each in one.deductions],
            }
            for one in made.found
        ],
    }
