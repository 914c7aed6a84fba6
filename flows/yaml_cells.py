"""From YAML nodes to the cells of a sheet, each with its place; what is wrong is collected.

Strict, and tells everything at once: a node of the wrong kind is an error, and read
as if it were not there.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from functools import partial

from flows.characters import STEERING, code_point
from flows.columns import Cells, base
from flows.errors import Code, FlowError
from flows.places import Places
from flows.yaml_nodes import Node


@dataclass(slots=True)
class Keys:
    """The keys of a map; the first one of those that are given twice."""

    nodes: dict[str, Node] = field(default_factory=dict)
    twice: set[str] = field(default_factory=set)

    def get(self, key: str) -> str:
        """The text of a key; '' where there is none."""
        node = self.nodes.get(key)
        return (node.text() or "").strip() if node else ""


class CellReader(Places):
    """Reads nodes as the cells of a sheet."""

    def items(self, node: Node, sheet: str) -> list[Node] | None:
        """The entries of a list; None, and an error, where it is none."""
        items = node.items()
        if items is None:
            self.errors.append(node.place(sheet).error(Code.NOT_A_LIST, found=node.kind))
        return items

    def keys(self, node: Node, sheet: str) -> Keys | None:
        """The keys of a map, those given twice with an error; None, and an error, for no map."""
        entries = node.entries()
        if entries is None:
            self.errors.append(node.place(sheet).error(Code.NOT_A_MAP, found=node.kind))
            return None
        keys = Keys()
        for key_node, value in entries:
            key = key_node.text()
            if key is None:
                place = key_node.place(sheet)
                self.errors.append(place.error(Code.NOT_A_TEXT, found=key_node.kind))
            elif key in keys.nodes:
                place = key_node.place(sheet, key)
                self.errors.append(place.error(Code.DUPLICATE_COLUMN, name=key))
                keys.twice.add(key)
            else:
                keys.nodes[key] = value
        return keys

    def cells(
        self, keys: Keys, sheet: str, key: str, row: Node, skip: Collection[str] = ()
    ) -> Cells:
        """The cells of a row; from now on `place_of` knows where they are."""
        self.places[sheet, key, ""] = row.place(sheet)
        texts: dict[str, str] = {}
        unread: dict[str, FlowError] = {}
        for column, node in keys.nodes.items():
            if column in skip:
                continue
            place = self.places[sheet, key, column] = node.place(sheet, column)
            text = node.text()
            if text is None:
                unread[column] = place.error(Code.NOT_A_TEXT, found=node.kind)
            elif steering := STEERING.search(text):  # that was written as an escape
                unread[column] = place.error(Code.BAD_CHARACTER, character=code_point(steering[0]))
            else:
                texts[column] = text
        doubtful = set(map(base, keys.twice))
        return Cells(texts, partial(self.place_of, sheet, key), self.errors, unread, doubtful)
