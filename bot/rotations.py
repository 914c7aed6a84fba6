"""Plans of 推磨式互查 held against the checks that were walked: which pairings are done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bot.finished_walks import finished_walks
from flows.unit_table import known_as
from flows.xlsform.tables import Tables
from storage.rotations import KeptRotation

if TYPE_CHECKING:
    from bot.app import App

ACTION, CHECKED_UNIT = "peer_check", "checked_unit"
"""The flow of 推磨式互查, and its question for the unit that is checked."""
HEADS = ("轮次", "检查单位", "被查单位", "完成", "走流程编号")


class Paired(NamedTuple):
    """A pairing of a round (from 1); `walk` is the check that it rests on, None: not done."""

    round: int
    checker: str
    checked: str
    walk: int | None


class Check(NamedTuple):
    """A check that was walked, units as the plan calls them."""

    walk: int
    checker: str
    checked: str


def pairings(kept: KeptRotation, checks: Iterable[Check]) -> list[Paired]:
    """Every pairing of a plan; each check marks the first one of its pair that is not done.

    `checks` are in the order they were made.
    """
    open_: dict[tuple[str, str], list[int]] = {}
    for check in checks:
        open_.setdefault((check.checker, check.checked), []).append(check.walk)
    found = []
    for number, pairs in enumerate(kept.plan.rounds, 1):
        for checker, checked in pairs.items():
            walks = open_.get((checker, checked), [])
            found.append(Paired(number, checker, checked, walks.pop(0) if walks else None))
    return found


def checks_of(app: App, kept: KeptRotation) -> list[Check]:
    """The checks that were begun since the plan was made, the first one first."""
    names = sorted(kept.plan.rounds[0])
    done = finished_walks(app, (ACTION,), kept.made)
    found = [
        Check(
            walk.id,
            known_as(walk.unit, names),
            known_as(str(walk.values.get(CHECKED_UNIT, "")), names),
        )
        for walk in done
    ]
    return found[::-1]


def write_plan(paired: Sequence[Paired], path: Path) -> None:
    """The plan as a workbook, a row a pairing. Raises `ExportError`."""
    from storage.exports.workbook import write_tables

    rows = [
        [str(one.round), one.checker, one.checked, "是" if one.walk else "", str(one.walk or "")]
        for one in paired
    ]
    write_tables(Tables(path.name, {"推磨式互查": [list(HEADS), *rows]}), path)
