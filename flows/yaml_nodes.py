"""Reading YAML from strangers: plain maps, lists and texts, each with its line and column.

Refuses anchors and aliases (a few lines can grow to gigabytes), too much nesting
and too large files before anything is built. Every scalar is a text: `yes`, `1.0`
and `2026-01-31` stay what was written.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from pathlib import Path
from typing import Any

import yaml
from yaml.reader import Reader

from flows.characters import STEERING, code_point
from flows.errors import Code, FlowError, FlowErrors, Place
from flows.limits import MAX_FLOW_BYTES, MAX_NESTING

_LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_BREAK = re.compile("\r\n?|[\n\x85\u2028\u2029]")
_MAX_DEPTH = 4 + 2 * MAX_NESTING
"""A group is a map in a list; four more for the sheet, the row, the cell and a list in it."""


class Node:
    """A YAML node with its place."""

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
        """map, list, text or nothing: a key of `error_texts.FOUND`."""
        if isinstance(self._node, yaml.MappingNode):
            return "map"
        if isinstance(self._node, yaml.SequenceNode):
            return "list"
        return "nothing" if self._node.tag.endswith(":null") else "text"

    def text(self) -> str | None:
        """The text as written, '' for an empty or `null` value; None where it is no text."""
        if self.kind in ("map", "list"):
            return None
        return "" if self.kind == "nothing" else str(self._node.value)

    def items(self) -> list[Node] | None:
        """The entries of a list; None where it is none."""
        if self.kind != "list":
            return None
        return [Node(node, self._file) for node in self._node.value]

    def entries(self) -> list[tuple[Node, Node]] | None:
        """The keys and values of a map, in order, with repetitions; None where it is none."""
        if self.kind != "map":
            return None
        return [(Node(key, self._file), Node(value, self._file)) for key, value in self._node.value]


def read_yaml(path: Path) -> Node:
    """The root node of a file. Raises FlowErrors."""
    file = path.name
    source = _source(path)
    odd = Reader.NON_PRINTABLE.search(source) or STEERING.search(source.replace("\r", "\n"))
    if odd:
        place = _after(source[: odd.start()], file)
        raise FlowErrors([place.error(Code.BAD_CHARACTER, character=code_point(odd[0]))])
    try:
        _refuse_tricks(source, file)
        root = yaml.compose(source, Loader=_LOADER)
    except yaml.YAMLError as error:
        raise FlowErrors([_syntax(error, file)]) from None
    if root is None:
        raise FlowErrors([Place(file, row=1).error(Code.NOT_A_MAP, found="nothing")])
    return Node(root, file)


def _source(path: Path) -> str:
    """The text of a file. Raises FlowErrors, with the place where it stops being one."""
    try:
        with path.open("rb") as opened:
            raw = opened.read(MAX_FLOW_BYTES + 1)
    except OSError as error:
        reason = error.strerror or str(error)
        raise FlowErrors([Place(path.name).error(Code.UNREADABLE, reason=reason)]) from None
    if len(raw) > MAX_FLOW_BYTES:
        place = _after(raw[:MAX_FLOW_BYTES].decode("utf-8", "replace"), path.name)
        raise FlowErrors([place.error(Code.TOO_LARGE, limit=MAX_FLOW_BYTES)])
    raw = raw.removeprefix(BOM_UTF8)
    try:
        return raw.decode()
    except UnicodeDecodeError as error:
        place = _after(raw[: error.start].decode(), path.name)
        byte = f"0x{raw[error.start]:02X}"
        raise FlowErrors([place.error(Code.NOT_UTF8, byte=byte)]) from None


def _after(text: str, file: str) -> Place:
    """The place of what follows on `text`, which begins the file."""
    lines = _BREAK.split(text)
    return Place(file, row=len(lines), offset=len(lines[-1]) + 1)


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
