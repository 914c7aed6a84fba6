"""Reading YAML from strangers: plain maps, lists and texts, each with its line and column.

Refuses anchors and aliases (a few lines can grow to gigabytes), too much nesting
and too large files before anything is built. Every scalar is a text: `yes`, `1.0`
and `2026-01-31` stay what was written.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from flows.errors import Code, FlowError, FlowErrors, Place
from flows.limits import MAX_FLOW_BYTES, MAX_NESTING

_LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MAX_DEPTH = 4 + 2 * MAX_NESTING
"""A group is a map in a list; four more for the sheet, the row, the cell and a list in it."""


class Node:
    """A YAML node with its place. Kinds: map, list, text."""

    def __init__(self, node: yaml.Node, file: str) -> None:
        self._node = node
        self._file = file

    def place(self, sheet: str = "", column: str = "") -> Place:
        mark = self._node.start_mark
        return Place(self._file, sheet, mark.line + 1, column, mark.column + 1)

    @property
    def line(self) -> int:
        return int(self._node.start_mark.line) + 1

    @property
    def kind(self) -> str:
        if isinstance(self._node, yaml.MappingNode):
            return "a map"
        return "a list" if isinstance(self._node, yaml.SequenceNode) else "a text"

    def text(self) -> str:
        """The text as written; an empty or `null` value is ''."""
        node = self._node
        if not isinstance(node, yaml.ScalarNode):
            raise FlowErrors([self.place().error(Code.NOT_A_TEXT, found=self.kind)])
        return "" if node.tag.endswith(":null") else str(node.value)

    def items(self) -> list[Node]:
        if not isinstance(self._node, yaml.SequenceNode):
            raise FlowErrors([self.place().error(Code.NOT_A_LIST, found=self.kind)])
        return [Node(node, self._file) for node in self._node.value]

    def entries(self) -> Iterator[tuple[str, Node, Node]]:
        """Key, key's node (for the place) and value's node, in order, with repetitions."""
        if not isinstance(self._node, yaml.MappingNode):
            raise FlowErrors([self.place().error(Code.NOT_A_MAP, found=self.kind)])
        for key, value in self._node.value:
            found = Node(key, self._file)
            yield found.text(), found, Node(value, self._file)


def read_yaml(path: Path) -> Node:
    """The root node of a file. Raises FlowErrors."""
    file = path.name
    try:
        with path.open("rb") as opened:
            raw = opened.read(MAX_FLOW_BYTES + 1)
        source = raw.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise FlowErrors([Place(file).error(Code.UNREADABLE, reason=reason)]) from None
    if len(raw) > MAX_FLOW_BYTES:
        raise FlowErrors([Place(file).error(Code.TOO_LARGE, limit=MAX_FLOW_BYTES)])
    try:
        _refuse_tricks(source, file)
        root = yaml.compose(source, Loader=_LOADER)
    except yaml.YAMLError as error:
        raise FlowErrors([_syntax(error, file)]) from None
    if root is None:
        raise FlowErrors([Place(file, row=1).error(Code.NOT_A_MAP, found="nothing")])
    return Node(root, file)


def _refuse_tricks(source: str, file: str) -> None:
    depth = 0
    for event in yaml.parse(source, Loader=_LOADER):
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise FlowErrors([_at(event.start_mark, file).error(Code.ALIAS)])
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > _MAX_DEPTH:
            raise FlowErrors([_at(event.start_mark, file).error(Code.TOO_DEEP, limit=MAX_NESTING)])


def _syntax(error: yaml.YAMLError, file: str) -> FlowError:
    return _at(getattr(error, "problem_mark", None), file).error(
        Code.SYNTAX, reason=getattr(error, "problem", None) or str(error)
    )


def _at(mark: Any, file: str) -> Place:
    """The place of a mark of the YAML library, if it gives one."""
    return Place(file, row=mark.line + 1, offset=mark.column + 1) if mark else Place(file)
