"""The file in which an office says how halls and staff are scored: scores.yaml (R32)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from flows.errors import Code
from flows.issue_terms import CATEGORIES, SEVERITIES
from flows.office_texts import Office
from flows.office_yaml import OfficeReader
from flows.yaml_nodes import Node, read_yaml

Basis = Literal["categories", "mending", "peer_score"]
BASES: tuple[Basis, ...] = ("categories", "mending", "peer_score")
MAX_POINTS = 1_000


@dataclass(frozen=True, slots=True)
class Indicator:
    """One thing that is scored, from `weight` down to 0; `categories` those of its problems."""

    name: str
    weight: float
    basis: Basis
    categories: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scheme:
    """How scores are made. `deductions` are points of a problem by its severity."""

    indicators: tuple[Indicator, ...]
    deductions: Mapping[str, float]
    overdue: float
    """Points of a problem that is open past its deadline."""
    reopened: float
    """Points of one that was called mended and was not."""
    unverified: bool = False
    """Whether problems count that nobody has found true yet."""


def read_scheme(path: Path) -> Scheme:
    """The scheme in a file. Raises FlowErrors with every fault."""
    reader = OfficeReader()
    root = read_yaml(path)
    known = ("indicators", "deductions", "mending", "unverified")
    keys = reader.table(root, known, known[:2])
    indicators: list[Indicator] = []
    for node in reader.entries(keys.get("indicators")):
        found = _indicator(reader, node)
        if reader.once(found.name, [one.name for one in indicators], node.place()):
            indicators.append(found)
    _each_somewhere(reader, indicators, root)
    mending = _numbers(reader, keys.get("mending"), ("overdue", "reopened"))
    scheme = Scheme(
        tuple(indicators),
        _numbers(reader, keys.get("deductions"), tuple(SEVERITIES), all_=True),
        mending.get("overdue", 0),
        mending.get("reopened", 0),
        reader.flag(keys.get("unverified"), "unverified", default=False),
    )
    reader.done()
    return scheme


def _indicator(reader: OfficeReader, node: Node) -> Indicator:
    keys = reader.table(node, ("name", "weight", *BASES), ("name", "weight"))
    name = reader.text(keys.get("name"), "name", 30)
    weight = reader.number(keys.get("weight"), "weight", 0, MAX_POINTS)
    categories = [
        reader.one_of(one, "categories", {term: term for term in CATEGORIES})
        for one in reader.entries(keys.get("categories"))
    ]
    bases = [
        basis
        for basis in BASES
        if basis in keys
        and (basis == "categories" or reader.flag(keys[basis], basis, default=False))
    ]
    if not bases:
        reader.errors.append(node.place().error(Office.NO_BASIS, name=name))
    elif len(bases) > 1:
        reader.errors.append(node.place().error(Office.SEVERAL_BASES, name=name))
    basis: Basis = bases[0] if bases else "categories"
    return Indicator(name, weight or 0, basis, tuple(filter(None, categories)))


def _each_somewhere(reader: OfficeReader, indicators: list[Indicator], root: Node) -> None:
    """Every category counts in one indicator: none is left out, none counts twice."""
    where = [category for one in indicators for category in one.categories]
    if not where:  # nothing is scored by problems
        return
    for category in CATEGORIES:
        if category not in where:
            reader.errors.append(root.place().error(Office.NOWHERE, name=category))
        elif where.count(category) > 1:
            reader.errors.append(root.place().error(Office.TWICE, name=category))


def _numbers(
    reader: OfficeReader, node: Node | None, names: tuple[str, ...], *, all_: bool = False
) -> dict[str, float]:
    """Points by name; `all_`: each name must be there."""
    keys = {} if node is None else reader.table(node, names)
    found = {}
    for name in names:
        if node is not None and all_ and name not in keys:
            reader.errors.append(node.place().error(Code.MISSING, name=name))
        number = reader.number(keys.get(name), name, 0, MAX_POINTS)
        if number is not None:
            found[name] = number
    return found
