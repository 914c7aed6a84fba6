"""The YAML form of a flow: the words of XLSForm, nested instead of begin/end rows.

Strict: an unknown key is an error with its line and a guess at what was meant.
Everything wrong with a file is told at once (`FlowErrors`). The version of a flow
names its content: what the author calls it, and 8 digits of a hash over all that
has meaning (not comments, layout or line numbers), included files too.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Collection, Iterator
from dataclasses import asdict, replace
from functools import partial
from pathlib import Path
from typing import Any, cast

from flows.check import check
from flows.columns import Cells, choice_from, group_from, question_from
from flows.errors import Code, FlowError, FlowErrors, Place, guess
from flows.limits import MAX_CHOICES, MAX_ROWS
from flows.model import LOCALES, Choice, Flow, Group, Locale, Minimum, Question, Row
from flows.remarks import remarks
from flows.yaml_nodes import Node, read_yaml

_TOP = ("flow", "version", "title", "synonyms", "default_locale", "survey", "choices", "minimum")
_SHEETS = ("survey", "choices", "minimum", "synonyms")
_INCLUDED = ("survey", "choices")
_FILE_NAME = re.compile(r"[a-z0-9_-]{1,64}")


def load_flow(path: Path, include_dir: Path | None = None) -> Flow:
    """Read and check a flow. `include: NAME` means NAME.yaml in `include_dir` (`common` beside it).

    Raises FlowErrors with every error found.
    """
    return read_flow(path, include_dir)[0]


def read_flow(path: Path, include_dir: Path | None = None) -> tuple[Flow, list[FlowError]]:
    """As `load_flow`, with what is no error and may yet be a slip."""
    reader = _Reader(include_dir or path.parent / "common")
    flow = reader.read(path)
    errors = reader.errors + check(flow, reader.place_of, reader.faulty, reader.whole)
    slips = remarks(flow, reader.place_of, reader.faulty)
    if errors:
        raise FlowErrors(errors, slips)
    return replace(flow, version=_version(flow)), slips


class _Reader:
    """Collects rows, choices, the places they stand at, and errors."""

    def __init__(self, include_dir: Path) -> None:
        self.include_dir = include_dir
        self.errors: list[FlowError] = []
        self.places: dict[tuple[str, str, str], Place] = {}
        """Cells by sheet, key of the row and column ('' for the row itself)."""
        self.choices: dict[str, tuple[Choice, ...]] = {}
        self.locale: Locale = "zh"
        self.rows = 0
        self.source = ""
        self.faulty: set[str] = set()
        """Questions with a cell in error."""
        self.whole = True
        """Whether all rows and lists could be read."""

    def place_of(self, sheet: str, key: str, column: str = "") -> Place:
        """Where a cell is, else its row."""
        place = self.places.get((sheet, key, column)) or self.places.get((sheet, key, ""))
        return replace(place or Place(self.source, sheet), column=column)

    def read(self, path: Path) -> Flow:
        root = read_yaml(path)
        self.source = path.name
        top = self._keys(root, "settings", _TOP, ("title",))
        settings = self._cells(top, "settings", "", root, _SHEETS)
        if settings.get("default_locale") in LOCALES:
            self.locale = cast("Locale", settings.get("default_locale"))
        elif "default_locale" in settings.texts:
            known = ", ".join(LOCALES)
            settings.complain(
                "default_locale",
                Code.UNKNOWN_TERM,
                name=settings.get("default_locale"),
                what="locale",
                guess="",
                known=known,
            )
        title = settings.text("title", self.locale)
        for name, given in (("title", title), ("survey", "survey" in top)):
            if not given:
                settings.complain("", Code.MISSING, name=name)
        if "survey" not in top:
            self.whole = False
        return Flow(
            id=settings.name("flow"),
            version=settings.get("version"),
            title=title,
            rows=self._survey(top),
            choices=self.choices,
            minimum=tuple(self._minimum(top)),
            default_locale=self.locale,
            synonyms=tuple(self._synonyms(top)),
            source=path.name,
        )

    # sheets

    def _survey(self, top: dict[str, Node]) -> tuple[Row, ...]:
        if "choices" in top:
            self._lists(top["choices"])
        return tuple(self._rows(top["survey"], top=True)) if "survey" in top else ()

    def _rows(self, node: Node, top: bool) -> Iterator[Row]:
        for row in self._list(node):
            keys = self._keys(row, "survey")
            self.rows += 1
            if self.rows > MAX_ROWS:
                if self.rows == MAX_ROWS + 1:
                    place = row.place("survey")
                    self._miss(place.error(Code.TOO_MANY, limit=MAX_ROWS, what="rows"))
                return
            if "include" in keys:
                yield from self._include(row, keys, top)
            elif "rows" in keys or self._get(keys, "type") in ("group", "repeat"):
                yield self._group(row, keys, top)
            else:
                yield self._question(row, keys)

    def _question(self, row: Node, keys: dict[str, Node]) -> Question:
        before = len(self.errors)
        cells = self._cells(keys, "survey", f"{row.line}/{self._get(keys, 'name')}", row)
        question = question_from(cells, row.line, self.locale)
        if len(self.errors) > before:
            self.faulty.add(question.name)
        return question

    def _group(self, row: Node, keys: dict[str, Node], top: bool) -> Group:
        key = f"{row.line}/{self._get(keys, 'name')}"
        cells = self._cells(keys, "survey", key, row, ("rows",))
        if cells.get("type") not in ("group", "repeat"):
            cells.complain("rows", Code.MISPLACED, name="rows", type=cells.get("type"))
        if "rows" not in keys:
            cells.complain("", Code.MISSING, name="rows")
            self.whole = False
        rows = tuple(self._rows(keys["rows"], top)) if "rows" in keys else ()
        return group_from(cells, row.line, rows, self.locale)

    def _include(self, row: Node, keys: dict[str, Node], top: bool) -> Iterator[Row]:
        name = self._get(keys, "include")
        place = row.place("survey", "include")
        reason = ""
        path = self.include_dir / f"{name}.yaml"
        if not top:
            reason = "an included file cannot include another"
        elif len(keys) > 1:
            reason = "an include row has no other keys"
        elif not _FILE_NAME.fullmatch(name):
            reason = "not the plain name of a file"
        elif not path.resolve().is_relative_to(self.include_dir.resolve()):
            reason = "outside of the include folder"
        elif not path.is_file():
            known = sorted(p.stem for p in self.include_dir.glob("*.yaml"))
            reason = f"there is no such file; {guess(name, known)}there are: {', '.join(known)}"
        if reason:
            self._miss(place.error(Code.BAD_INCLUDE, name=name, reason=reason))
            return
        try:
            root = read_yaml(path)
        except FlowErrors as wrong:
            self._miss(*wrong.errors)
            return
        included = self._keys(root, "survey", _INCLUDED)
        if "choices" in included:
            self._lists(included["choices"])
        if "survey" in included:
            yield from self._rows(included["survey"], top=False)

    def _lists(self, node: Node) -> None:
        for name, list_node in self._keys(node, "choices").items():
            place = list_node.place("choices")
            if name in self.choices:
                other = self.places["choices", name, ""].row
                self.errors.append(place.error(Code.DUPLICATE_NAME, name=name, other=other))
                continue
            self.places["choices", name, ""] = place
            self.choices[name] = tuple(self._choices(name, list_node))
            if sum(map(len, self.choices.values())) > MAX_CHOICES:
                self._miss(place.error(Code.TOO_MANY, limit=MAX_CHOICES, what="choices"))

    def _choices(self, list_name: str, node: Node) -> Iterator[Choice]:
        seen: dict[str, int] = {}
        for entry in self._list(node):
            keys = self._keys(entry, "choices")
            name = self._get(keys, "name")
            cells = self._cells(keys, "choices", f"{list_name}/{name}", entry)
            if name in seen:
                cells.complain("name", Code.DUPLICATE_NAME, name=name, other=seen[name])
            seen[name] = entry.line
            yield choice_from(cells, self.locale)

    def _minimum(self, top: dict[str, Node]) -> Iterator[Minimum]:
        if "minimum" not in top:
            return
        for index, entry in enumerate(self._list(top["minimum"])):
            keys = self._keys(entry, "minimum", ("expression", "message"), ("message",))
            cells = self._cells(keys, "minimum", str(index), entry)
            source = cells.expression("expression")
            message = cells.text("message", self.locale)
            for column, given in (("expression", source), ("message", message)):
                if not given:
                    cells.complain("", Code.MISSING, name=column)
            yield Minimum(source, message, entry.line)

    def _synonyms(self, top: dict[str, Node]) -> Iterator[str]:
        for entry in self._list(top["synonyms"]) if "synonyms" in top else ():
            yield self._text(entry)

    # nodes to plain data; a node of the wrong kind is an error, and read as empty

    def _miss(self, *errors: FlowError) -> None:
        """Rows or lists are not here because of these errors."""
        self.errors.extend(errors)
        self.whole = False

    def _list(self, node: Node) -> list[Node]:
        try:
            return node.items()
        except FlowErrors as wrong:
            self._miss(*wrong.errors)
            return []

    def _text(self, node: Node) -> str:
        try:
            return node.text()
        except FlowErrors as wrong:
            self.errors.extend(wrong.errors)
            return ""

    def _get(self, keys: dict[str, Node], key: str) -> str:
        return self._text(keys[key]).strip() if key in keys else ""

    def _keys(
        self,
        node: Node,
        sheet: str,
        allowed: Collection[str] = (),
        localised: Collection[str] = (),
    ) -> dict[str, Node]:
        """The keys of a map. Repeated ones are errors; unknown ones too if `allowed` is given."""
        found: dict[str, Node] = {}
        known = {*allowed, *(f"{column}::{locale}" for column in localised for locale in LOCALES)}
        try:
            for key, key_node, value in node.entries():
                if key in found:
                    place = key_node.place(sheet, key)
                    self._miss(place.error(Code.DUPLICATE_COLUMN, name=key))
                elif allowed and key not in known:
                    place, close = key_node.place(sheet, key), guess(key, known)
                    self._miss(place.error(Code.UNKNOWN_COLUMN, name=key, guess=close))
                else:
                    found[key] = value
        except FlowErrors as wrong:
            self._miss(*wrong.errors)
        return found

    def _cells(
        self, keys: dict[str, Node], sheet: str, key: str, row: Node, skip: Collection[str] = ()
    ) -> Cells:
        """The cells of a row; from now on `place_of` knows where they are."""
        self.places[sheet, key, ""] = row.place(sheet)
        texts: dict[str, str] = {}
        for column, node in keys.items():
            if column not in skip:
                self.places[sheet, key, column] = node.place(sheet, column)
                texts[column] = self._text(node)
        return Cells(texts, partial(self.place_of, sheet, key), self.errors)


def _version(flow: Flow) -> str:
    """The author's version and a hash of what the flow means."""
    content = json.dumps(_meaning(asdict(flow)), sort_keys=True, ensure_ascii=False)
    digits = hashlib.sha256(content.encode()).hexdigest()[:8]
    return f"{flow.version}-{digits}" if flow.version else digits


def _meaning(data: Any) -> Any:
    """The plain data of a flow without line numbers, the file's name and what is empty."""
    if isinstance(data, dict):
        kept = ((k, _meaning(v)) for k, v in data.items() if k not in ("row", "source", "version"))
        return {key: value for key, value in kept if value}
    if isinstance(data, list | tuple):
        return [_meaning(entry) for entry in data]
    return data
