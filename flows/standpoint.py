"""Where an expression is evaluated: what `${name}`, `.` and `position(..)` mean there.

Inside a repeat `${name}` is the value of the same instance; from outside it
ranges over all of them (a node set).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from flows.functions import Nodes, Result, Scalar
from flows.plan import Node

if TYPE_CHECKING:
    from flows.situation import Situation


@dataclass(slots=True)
class Standpoint:
    """Where an expression is evaluated; the `Scope` of flows.expressions."""

    situation: Situation
    node: Node | None
    prefix: str
    now: datetime
    own: Scalar = ""
    columns: Mapping[str, str] = field(default_factory=dict)

    def value(self, name: str) -> Result:
        """The value in the same instance; from outside a repeat, all its instances' values."""
        values = self.situation.values
        if name in values:  # a bare name is the path of a row outside of repeats
            return values[name]
        target = self.situation.plan.by_name[name]
        if not target.chain and not target.is_repeat:
            return ""
        paths = self.situation.paths(target, self.node, self.prefix)
        if target.is_repeat or len(paths) != 1:
            return self.nodes(name)
        return values.get(paths[0], "")

    def nodes(self, name: str) -> Nodes:
        """The values of all relevant instances; for a repeat, its instances' numbers."""
        situation = self.situation
        target = situation.plan.by_name[name]
        paths = situation.paths(target, self.node, self.prefix)
        if target.is_repeat:
            return tuple(n for p in paths for n in range(1, situation.counts.get(p, 0) + 1))
        return tuple(
            situation.values.get(p, "")
            for p in paths
            if p in situation.relevant or name in situation.plan.hidden
        )

    def in_instance(self, name: str, repeat: str, number: float) -> Scalar:
        """`indexed-repeat`: the value of a question in the n-th instance of its repeat."""
        target = self.situation.plan.by_name[repeat]
        paths = self.situation.paths(target, self.node, self.prefix)
        if not paths or not math.isfinite(number):
            return ""
        return self.situation.values.get(f"{paths[0]}[{int(number)}]/{name}", "")

    def position(self) -> int:
        """The number of the instance one is in; 1 outside of repeats."""
        return int(self.prefix[self.prefix.rindex("[") + 1 : -2]) if self.prefix else 1

    def spend(self, steps: int) -> None:
        self.situation.spend(steps)
