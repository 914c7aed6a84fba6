"""The file in which an office says what its lists are: lists.yaml (R69, R77, R84)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from flows.issue_lists import KEYS, ListRule, ListScheme, Terms
from flows.issue_terms import CATEGORIES, SEVERITIES, STATES
from flows.office_yaml import OfficeReader
from flows.yaml_nodes import Node, read_yaml

MAX_NAME, MAX_WEIGHT, MAX_REPORTS = 20, 1_000, 99
"""A name heads a sheet of a workbook, which takes 31 characters at most."""
_OF: Mapping[str, str] = {"issues": "问题", "register": "制度"}


@dataclass(frozen=True, slots=True)
class Known:
    """What a file may name besides the fixed terms, by its id: as it is called in Chinese."""

    fields: Mapping[str, str]
    columns: Mapping[str, str]
    actions: Mapping[str, str]


def read_lists(path: Path, known: Known) -> ListScheme:
    """The lists in a file. Raises FlowErrors with every fault."""
    reader = OfficeReader()
    keys = reader.table(read_yaml(path), ("lists", "must_walk", "media"), ("lists",))
    lists: list[ListRule] = []
    for node in reader.entries(keys.get("lists")):
        rule = _rule(reader, node, known)
        names = [name for one in lists for name in (one.name, one.name_en)]
        fresh = [reader.once(name, names, node.place()) for name in (rule.name, rule.name_en)]
        if all(fresh):
            lists.append(rule)
    must_walk = _inner(reader, keys.get("must_walk"), ("weights", "coverage"))
    media = _inner(reader, keys.get("media"), ("at_least",))
    scheme = ListScheme(
        tuple(lists),
        _weights(reader, must_walk.get("weights")),
        reader.whole(must_walk.get("coverage"), "coverage", 1, 100),
        reader.whole(media.get("at_least"), "at_least", 0, MAX_REPORTS),
    )
    reader.done()
    return scheme


def _inner(reader: OfficeReader, node: Node | None, known: tuple[str, ...]) -> dict[str, Node]:
    return {} if node is None or node.kind == "nothing" else reader.table(node, known)


def _rule(reader: OfficeReader, node: Node, known: Known) -> ListRule:
    names = ("name", "name_en", "of", "any", "none", "columns")
    keys = reader.table(node, names, names[:2])
    columns = [
        reader.one_of(one, "columns", known.columns) for one in reader.entries(keys.get("columns"))
    ]
    return ListRule(
        reader.text(keys.get("name"), "name", MAX_NAME),
        reader.text(keys.get("name_en"), "name_en", MAX_NAME),
        _terms(reader, keys.get("any"), known),
        _terms(reader, keys.get("none"), known),
        tuple(dict.fromkeys(filter(None, columns))),
        reader.one_of(keys.get("of"), "of", _OF) == "register",
    )


def _terms(reader: OfficeReader, node: Node | None, known: Known) -> Terms:
    keys = _inner(reader, node, tuple(KEYS))
    terms: Mapping[str, Mapping[str, str]] = {
        "severities": {term: term for term in SEVERITIES},
        "categories": {term: term for term in CATEGORIES},
        "states": {state: words[0] for state, words in STATES.items()},
        "filled": known.fields,
    }
    found = {
        key: tuple(
            filter(None, (reader.one_of(one, key, terms[key]) for one in reader.entries(node)))
        )
        for key, node in keys.items()
        if key in terms
    }
    sources = tuple(
        name
        for one in reader.entries(keys.get("sources"))
        for name in _source(reader.text(one, "sources"), known.actions)
    )
    return Terms(**found, sources=sources)


def _source(text: str, actions: Mapping[str, str]) -> tuple[str, ...]:
    """A source as issues have it, an action by its id, and as it is told."""
    known = {each for pair in actions.items() if text in pair for each in pair}
    return tuple(sorted(known | {text} if text else known))


def _weights(reader: OfficeReader, node: Node | None) -> dict[str, float]:
    """What a problem weighs by its severity; one that is not told weighs 1."""
    keys = _inner(reader, node, tuple(SEVERITIES))
    told = {name: reader.number(one, name, 0, MAX_WEIGHT) for name, one in keys.items()}
    return {name: weight for name, weight in told.items() if weight is not None}
