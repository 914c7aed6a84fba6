"""Where everything of an old version of a flow is in a new one: rows, stages, instances.

A row is found by its name or a former one (`flows.former`), an instance of a repeat by
its number or, where it belongs to a chosen option, by that option.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flows.former import former_names
from flows.model import Row
from flows.paths import Place, counted_by, numbers, place_of
from flows.plan import Node, Plan
from flows.refit import options
from flows.state import Value


@dataclass(frozen=True, slots=True)
class Spot:
    """Where something is in the new version."""

    path: str
    node: Node
    entered: tuple[str, ...] = ()
    """Paths of the repeats that are new around it: it is in their first instance."""


def chosen_by(plan: Plan, row: Row) -> str:
    """The question of several options that the instances of a repeat belong to; or empty."""
    node = plan.by_name.get(counted_by(row))
    return node.row.name if node and node.question.type == "select_multiple" else ""


class Renaming:
    """What became of the rows of `old` in `new`. `chosen` are answers of `old` by path."""

    def __init__(self, old: Plan, new: Plan, chosen: Mapping[str, Value]) -> None:
        self._old, self._new, self._chosen = old, new, chosen
        self._former = {name: node for node in new.nodes for name in former_names(node.row)}
        self._stages = self._mapped_stages()

    def row(self, name: str) -> Node | None:
        """The row that was called `name`."""
        return self._new.by_name.get(name) or self._former.get(name)

    def stage(self, name: str) -> str:
        """The stage that notes of the old stage `name` belong to; no stage of the flow: itself."""
        return self._stages.get(name, name)

    def spot(self, path: str) -> Spot | None:
        """Where the row or offer at `path` is; None where it is none, or not for certain."""
        place = place_of(path)
        node = self.row(place.name)
        if node is None or (node.is_repeat if not place.offer else not node.is_repeat):
            return None
        known = self._instances(place)
        if known is None or (place.offer and self._number(place.name, node, 1) is None):
            return None
        steps: list[tuple[str, int]] = []
        entered: list[str] = []
        for name in node.chain:
            if name not in known:
                entered.append(str(Place(tuple(steps), name)))
            steps.append((name, known.get(name, 1)))
        there = Place(tuple(steps), node.row.name, place.offer)
        return Spot(str(there), node, tuple(entered))

    def key(self, key: str) -> str:
        """The key of a finding, `path` or `path:choice`; itself where its question is gone."""
        path, _, choice = key.partition(":")
        old, spot = self._old.by_name.get(place_of(path).name), self.spot(path)
        if old is None or spot is None:
            return key
        renamed = options(old, spot.node).get(choice, choice)
        return f"{spot.path}:{renamed}" if choice else spot.path

    # instances

    def _instances(self, place: Place) -> dict[str, int] | None:
        """The new numbers by new repeat; None where an instance has no counterpart."""
        found: dict[str, int] = {}
        for name, number in place.steps:
            repeat = self.row(name)
            if repeat is None or not repeat.is_repeat:
                continue
            there = self._number(name, repeat, number)
            if there is None:
                return None
            found[repeat.row.name] = there
        return found

    def _number(self, name: str, repeat: Node, number: int) -> int | None:
        """The number of an instance of the old repeat `name` in `repeat`, which it is now."""
        by = chosen_by(self._old, self._old.by_name[name].row)
        counting = chosen_by(self._new, repeat.row)
        if not by and not counting:
            return number
        new, chosen = self.row(by), self._chosen.get(by)
        if new is None or new.row.name != counting or not isinstance(chosen, tuple):
            return None  # they stand for something else, or nobody knows for what
        old = self._old.by_name[by]
        same = options(old, new)
        kept = [same[one] for one in chosen if one in same]
        before, after = numbers([*old.choices], chosen), numbers([*new.choices], kept)
        option = next((one for one, at in before.items() if at == number), "")
        return after[same[option]] if kept and option in same else None

    # stages

    def _mapped_stages(self) -> dict[str, str]:
        """The new stage of each old one: of its group, else of its first row that is left.

        Where nothing of it is left, the stage before it; or the first there is.
        """
        found: dict[str, str] = {}
        last = next(iter(self._new.stages), "")
        for stage in dict.fromkeys(node.stage for node in self._old.nodes):
            rows = (n.row for n in self._old.nodes if n.stage == stage)
            last = next(self._stages_of(rows), last)
            found[stage] = last
        return found

    def _stages_of(self, rows: Iterator[Row]) -> Iterator[str]:
        for row in rows:
            node = self.row(row.name)
            if node is not None and (node.stage or not self._new.stages):
                yield node.stage
