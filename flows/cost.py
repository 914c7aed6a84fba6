"""What one look at a walk may cost at most, told from the flow alone.

A bound from above for a flow whose repeats have one instance each (or as many as
`repeat_count` says in figures): every row relevant, every expression evaluated.
What more instances cost depends on the answers; `flows.engine` refuses an answer
that would lead past the limit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from flows.limits import MAX_INSTANCES, MAX_REPEATS
from flows.model import SILENT_TYPES, Flow, Group, Question, Row, has_appearance

Weigh = Callable[[Row, str], int]
"""The steps of the expression in a column of a row; 0 where there is none."""
MOST_TOLD = 5


@dataclass(frozen=True, slots=True)
class Cost:
    """Steps of one row: of deciding it, of putting it as a question on top, of its issue rule."""

    row: Row
    instances: int
    deciding: int
    asking: int = 0
    judging: int = 0

    @property
    def steps(self) -> int:
        return self.deciding + self.asking + self.judging


def costs(flow: Flow, weigh: Weigh) -> list[Cost]:
    """The cost of every row, in the form's order."""
    return list(_costs(flow, flow.rows, weigh, 1))


def _costs(flow: Flow, rows: tuple[Row, ...], weigh: Weigh, instances: int) -> Iterator[Cost]:
    for row in rows:
        if isinstance(row, Group):
            once = 1 + weigh(row, "relevant") + weigh(row, "repeat_count")
            inside = instances * _count(row)
            yield Cost(row, inside, instances * once)
            yield from _costs(flow, row.rows, weigh, min(inside, MAX_INSTANCES))
        else:
            yield _of_question(flow, row, weigh, instances)


def _count(group: Group) -> int:
    return int(group.repeat_count) if group.repeat_count.isdecimal() else 1


def _of_question(flow: Flow, row: Question, weigh: Weigh, instances: int) -> Cost:
    deciding = 1 + weigh(row, "relevant")
    if row.type in SILENT_TYPES:
        deciding += weigh(row, "calculation") + weigh(row, "default")
        return Cost(row, instances, instances * deciding)
    choosing = weigh(row, "choice_filter") * len(flow.choices.get(row.list_name, ()))
    fitting = choosing + weigh(row, "constraint")
    proposing = weigh(row, "default") and weigh(row, "default") + fitting
    known = proposing if has_appearance(row, "known") else 0
    # whether it may stay skipped is asked twice
    deciding += fitting + known + 2 * weigh(row, "required")
    # while it is open there is no answer to fit; one that replaces another is fitted as well
    asking = weigh(row, "required") + choosing + proposing - (0 if known else fitting)
    asking = max(asking, fitting)
    return Cost(row, instances, instances * deciding, asking, instances * weigh(row, "issue"))


def total(found: list[Cost], minimum: int) -> int:
    """Steps of deciding all rows, and of the dearest thing that is asked of the outcome.

    `minimum` are the steps of all rules of the sheet minimum.
    """
    asking = max((cost.asking for cost in found), default=0)
    judging = sum(cost.judging for cost in found)
    return sum(cost.deciding for cost in found) + max(asking, judging, minimum)


def dearest(found: list[Cost]) -> list[Cost]:
    """The rows that cost most, the dearest first."""
    return sorted(found, key=lambda cost: -cost.steps)[:MOST_TOLD]


def crowded(cost: Cost) -> bool:
    """Whether a repeat has more instances, in figures, than there may be."""
    row = cost.row
    if not isinstance(row, Group) or not row.repeat:
        return False
    return _count(row) > MAX_REPEATS or cost.instances > MAX_INSTANCES
