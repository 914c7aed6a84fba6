"""The file in which an office says what a campaign is: its days, phases, milestones, plans.

R03 (begin and end), R62 (phases), R63 (plans of the actions by a day), R68 (milestones). Masked
days and numbers of the plans stand nowhere else; what is not set is told so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from pathlib import Path

from flows.office_texts import Office
from flows.office_yaml import OfficeReader
from flows.yaml_nodes import Node, read_yaml

MAX_TARGET = 100_000
MAX_REMIND = 90


@dataclass(frozen=True, slots=True)
class Phase:
    """A phase; `open`: what is to be done in it, in words."""

    name: str
    begins: date
    ends: date
    open: str = ""


@dataclass(frozen=True, slots=True)
class Milestone:
    """A day by which something is reached; reminded of so many days before, None: not set."""

    name: str
    by: date
    remind: int | None = None


@dataclass(frozen=True, slots=True)
class Campaign:
    """A campaign. `plans_by` None: no day is set; `plans` are the actions that owe a plan."""

    name: str
    begins: date
    ends: date
    phases: tuple[Phase, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    plans_by: date | None = None
    plans: tuple[str, ...] = ()
    targets: Mapping[str, int | None] = field(default_factory=dict)
    """Walks that are wanted, by the id of the action; None: not set."""


def read_campaign(path: Path, actions: Mapping[str, str]) -> Campaign:
    """The campaign in a file; `actions` are titles of flows by their ids.

    Raises FlowErrors with every fault.
    """
    reader = OfficeReader()
    root = read_yaml(path)
    known = ("name", "begins", "ends", "phases", "milestones", "plans", "targets")
    keys = reader.table(root, known, known[:3])
    name = reader.text(keys.get("name"), "name")
    begins = reader.day(keys.get("begins"), "begins", needed=True) or date.min
    ends = reader.day(keys.get("ends"), "ends", needed=True) or date.max
    _in_order(reader, root, begins, ends)
    span = (begins, ends)
    plans = _Plans(reader, keys.get("plans"), actions)
    campaign = Campaign(
        name,
        *span,
        phases=_phases(reader, keys.get("phases"), span),
        milestones=_milestones(reader, keys.get("milestones"), span),
        plans_by=plans.by,
        plans=plans.actions,
        targets=_targets(reader, keys.get("targets"), actions),
    )
    reader.done()
    return campaign


def _in_order(reader: OfficeReader, node: Node, begins: date, ends: date) -> bool:
    if begins <= ends:
        return True
    fault = node.place().error(Office.ENDS_FIRST, begins=f"{begins}", ends=f"{ends}")
    reader.errors.append(fault)
    return False


def _within(reader: OfficeReader, node: Node, span: tuple[date, date], *days: date) -> None:
    for day in days:
        if not span[0] <= day <= span[1]:
            details = {"day": f"{day}", "begins": f"{span[0]}", "ends": f"{span[1]}"}
            reader.errors.append(node.place().error(Office.OUTSIDE, **details))


def _phases(reader: OfficeReader, node: Node | None, span: tuple[date, date]) -> tuple[Phase, ...]:
    """The phases by their days; none has a day of another."""
    found: list[tuple[Phase, Node]] = []
    for entry in reader.entries(node):
        keys = reader.table(entry, ("name", "begins", "ends", "open"), ("name", "begins", "ends"))
        name = reader.text(keys.get("name"), "name")
        begins = reader.day(keys.get("begins"), "begins", needed=True)
        ends = reader.day(keys.get("ends"), "ends", needed=True)
        said = reader.text(keys.get("open"), "open", 500)
        if begins is None or ends is None or not _in_order(reader, entry, begins, ends):
            continue
        _within(reader, entry, span, begins, ends)
        reader.once(name, [phase.name for phase, _ in found], entry.place())
        found.append((Phase(name, begins, ends, said), entry))
    found.sort(key=lambda each: each[0].begins)
    for (before, _), (phase, entry) in pairwise(found):
        if phase.begins <= before.ends:
            reader.errors.append(entry.place().error(Office.OVERLAPS, name=before.name))
    return tuple(phase for phase, _ in found)


def _milestones(
    reader: OfficeReader, node: Node | None, span: tuple[date, date]
) -> tuple[Milestone, ...]:
    found: list[Milestone] = []
    for entry in reader.entries(node):
        keys = reader.table(entry, ("name", "by", "remind"), ("name", "by"))
        name = reader.text(keys.get("name"), "name")
        by = reader.day(keys.get("by"), "by", needed=True)
        remind = reader.whole(keys.get("remind"), "remind", 0, MAX_REMIND)
        if by is None:
            continue
        _within(reader, entry, span, by)
        reader.once(name, [one.name for one in found], entry.place())
        found.append(Milestone(name, by, remind))
    return tuple(sorted(found, key=lambda one: one.by))


class _Plans:
    """By when plans are handed in, and for which actions."""

    def __init__(self, reader: OfficeReader, node: Node | None, actions: Mapping[str, str]) -> None:
        keys = {} if node is None else reader.table(node, ("by", "actions"), ("actions",))
        self.by = reader.day(keys.get("by"), "by")
        named = [
            reader.one_of(one, "actions", actions) for one in reader.entries(keys.get("actions"))
        ]
        self.actions = tuple(dict.fromkeys(filter(None, named)))


def _targets(
    reader: OfficeReader, node: Node | None, actions: Mapping[str, str]
) -> dict[str, int | None]:
    """Walks that are wanted, each action called by its title or its id."""
    by_word = {title: name for name, title in actions.items()} | {name: name for name in actions}
    keys = {} if node is None else reader.table(node, by_word)
    return {by_word[word]: reader.whole(value, word, 1, MAX_TARGET) for word, value in keys.items()}
