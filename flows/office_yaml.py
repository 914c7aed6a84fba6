"""Reading the YAML files that an office edits: typed values, every fault with its line and mend.

Strict, as flows are: a key that is not known is no setting that is quietly left out. All faults
of a file are collected; `done` raises them at once.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from datetime import date

from flows.errors import Code, FlowErrors, Place, guess
from flows.office_texts import Office
from flows.yaml_cells import CellReader
from flows.yaml_nodes import Node

MAX_TEXT = 200
"""Characters of a name or a title."""
MAX_ITEMS = 200
"""Entries of one list."""
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_NUMBER = re.compile(r"-?\d{1,9}(\.\d{1,4})?")
_FLAGS = {"true": True, "false": False}


class OfficeReader(CellReader):
    """Reads nodes as values; a node that cannot be read counts as one that is not there."""

    def table(
        self, node: Node, known: Collection[str], needed: Collection[str] = ()
    ) -> dict[str, Node]:
        """The values of a map by key: `known` ones, of which `needed` ones must be there."""
        keys = self.keys(node, "")
        if keys is None:
            return {}
        for name, value in keys.nodes.items():
            if name not in known:
                near, place = guess(name, known), value.place(column=name)
                self.errors.append(
                    place.error(Office.UNKNOWN_KEY, name=name, guess=near, known=tuple(known))
                )
        for name in needed:
            if name not in keys.nodes:
                self.errors.append(node.place().error(Code.MISSING, name=name))
        return {name: value for name, value in keys.nodes.items() if name in known}

    def entries(self, node: Node | None) -> list[Node]:
        """The entries of a list; none where there is no list."""
        items = [] if node is None else self.items(node, "") or []
        if node is not None and len(items) > MAX_ITEMS:
            self.errors.append(node.place().error(Office.TOO_MANY, limit=MAX_ITEMS))
        return items[:MAX_ITEMS]

    def text(self, node: Node | None, name: str, longest: int = MAX_TEXT) -> str:
        """A text that says something; '' where there is none."""
        if node is None:
            return ""
        text = node.text()
        if text is None:
            self.errors.append(node.place(column=name).error(Code.NOT_A_TEXT, found=node.kind))
            return ""
        text = " ".join(text.split())
        if not text:
            self.errors.append(node.place(column=name).error(Office.EMPTY, name=name))
        if len(text) > longest:
            self.errors.append(node.place(column=name).error(Office.TOO_LONG, limit=longest))
        return text[:longest]

    def number(self, node: Node | None, name: str, low: int, high: int) -> float | None:
        """A number in these bounds; None where there is none."""
        return self._number(node, name, low, high, Office.NO_NUMBER)

    def whole(self, node: Node | None, name: str, low: int, high: int) -> int | None:
        """A whole number in these bounds; None where there is none, also an empty one: not set."""
        found = self._number(node, name, low, high, Office.NO_WHOLE_NUMBER)
        return None if found is None else int(found)

    def _number(
        self, node: Node | None, name: str, low: int, high: int, fault: Office
    ) -> float | None:
        if node is None or node.kind == "nothing" or not (text := self.text(node, name)):
            return None
        found = float(text) if _NUMBER.fullmatch(text) else None
        broken = fault is Office.NO_WHOLE_NUMBER and found is not None and not found.is_integer()
        if found is None or broken or not low <= found <= high:
            place = node.place(column=name)
            self.errors.append(place.error(fault, value=text, low=low, high=high))
            return None
        return found

    def flag(self, node: Node | None, name: str, default: bool) -> bool:
        """true or false."""
        text = self.text(node, name)
        if not text or node is None:
            return default
        if text.lower() not in _FLAGS:
            self.errors.append(node.place(column=name).error(Office.NO_FLAG, value=text))
        return _FLAGS.get(text.lower(), default)

    def day(self, node: Node | None, name: str, *, needed: bool = False) -> date | None:
        """A day like 2026-09-01; None where there is none, and for an empty one that may be so."""
        if node is None or (node.kind == "nothing" and not needed):
            return None
        if not (text := self.text(node, name)):
            return None
        found = day_of(text)
        if found is None:
            self.errors.append(node.place(column=name).error(Office.NO_DAY, value=text))
        return found

    def one_of(self, node: Node | None, name: str, known: Mapping[str, str]) -> str:
        """The key that a text names by itself or by its word; '' where it names none."""
        text = self.text(node, name)
        if not text or node is None:
            return ""
        by_word = {word: key for key, word in known.items()} | {key: key for key in known}
        if text not in by_word:
            near, names = guess(text, by_word), tuple(known.values())
            place = node.place(column=name)
            self.errors.append(place.error(Office.NOT_KNOWN, value=text, guess=near, known=names))
        return by_word.get(text, "")

    def once(self, name: str, seen: Iterable[str], place: Place) -> bool:
        """Whether a name was not given before; else that is a fault."""
        if name in seen:
            self.errors.append(place.error(Office.TWICE, name=name))
            return False
        return True

    def done(self) -> None:
        """Raises FlowErrors where anything was wrong."""
        if self.errors:
            raise FlowErrors(self.errors)


def day_of(text: str) -> date | None:
    """The day that a text like 2026-09-01 names; None for another text."""
    if not _DAY.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
