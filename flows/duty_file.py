"""The file in which an office says who owes how many walks: duties.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from flows.office_yaml import OfficeReader
from flows.yaml_nodes import Node, read_yaml

Per = Literal["week", "month"]
_PER: Mapping[str, str] = {"week": "周", "month": "月"}
MOST_TIMES, MOST_DAYS = 99, 365


@dataclass(frozen=True, slots=True)
class Duty:
    """Walks of these actions (ids of flows) that are owed in each week or month.

    `times` None: not set, so nothing is owed, which is said aloud.
    """

    actions: tuple[str, ...]
    times: int | None = None
    per: Per = "week"


@dataclass(frozen=True, slots=True)
class DutyRules:
    """What the office has set. `notice_days` None: not set."""

    weekly: Duty
    """Of heads of units (R14)."""
    window_heads: Duty
    """Of heads of windows (R15)."""
    notice_days: int | None = None
    """Days before a sit-in by which it is public (R42)."""
    areas_apart: bool = False
    """Whether units of one area do not check each other (R26)."""


def read_duties(path: Path, actions: Mapping[str, str]) -> DutyRules:
    """The duties in a file; `actions` are the titles of flows by their ids.

    Raises FlowErrors with every fault.
    """
    reader = OfficeReader()
    known = ("weekly", "window_heads", "sit_in", "rotation")
    keys = reader.table(read_yaml(path), known, known[:2])
    weekly = _duty(reader, keys.get("weekly"), actions, "week")
    window_heads = _duty(reader, keys.get("window_heads"), actions, "month")
    sit_in = _inner(reader, keys, "sit_in", "notice_days")
    rotation = _inner(reader, keys, "rotation", "areas_apart")
    rules = DutyRules(
        weekly,
        window_heads,
        reader.whole(sit_in, "notice_days", 0, MOST_DAYS),
        reader.flag(rotation, "areas_apart", default=False),
    )
    reader.done()
    return rules


def _inner(reader: OfficeReader, keys: Mapping[str, Node], key: str, name: str) -> Node | None:
    node = keys.get(key)
    return None if node is None else reader.table(node, (name,)).get(name)


def _duty(reader: OfficeReader, node: Node | None, actions: Mapping[str, str], per: Per) -> Duty:
    if node is None:
        return Duty((), None, per)
    known = ("actions", "times") if per == "week" else ("actions", "times", "per")
    keys = reader.table(node, known, ("actions",))
    chosen = [reader.one_of(one, "actions", actions) for one in reader.entries(keys.get("actions"))]
    said = reader.one_of(keys.get("per"), "per", _PER)
    return Duty(
        tuple(dict.fromkeys(filter(None, chosen))),
        reader.whole(keys.get("times"), "times", 1, MOST_TIMES),
        "week" if said == "week" or (not said and per == "week") else "month",
    )
