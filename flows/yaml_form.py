"""The YAML form of a flow: the words of XLSForm, nested instead of begin/end rows.

Strict: an unknown key is an error with its line and a guess at what was meant.
Everything wrong with a file is told at once (`FlowErrors`). The version of a flow
names its content: what the author calls it, and 8 digits of a hash over all that
has meaning (not comments, layout or line numbers), included files too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from flows.check import check
from flows.columns import Cells, choice_from, group_from, question_from
from flows.doubts import Doubts, key_of
from flows.errors import Code, Detail, FlowError, FlowErrors, Place, guess
from flows.limits import MAX_CHOICES, MAX_ROWS
from flows.model import LOCALES, Choice, Flow, Group, Locale, Minimum, Row
from flows.remarks import remarks
from flows.version import version_of
from flows.yaml_cells import CellReader, Keys
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
    errors = reader.errors + check(flow, reader.place_of, reader.doubts)
    slips = remarks(flow, reader.place_of, reader.doubts)
    if errors:
        raise FlowErrors(errors, slips)
    return replace(flow, version=version_of(flow)), slips


class _Reader(CellReader):
    """Collects rows, choices and what is in doubt of them."""

    def __init__(self, include_dir: Path) -> None:
        super().__init__()
        self.include_dir = include_dir
        self.choices: dict[str, tuple[Choice, ...]] = {}
        self.locale: Locale = "zh"
        self.rows = 0
        self.doubts = Doubts()

    def read(self, path: Path) -> Flow:
        root = read_yaml(path)
        self.source = path.name
        top = self.keys(root, "settings")
        if top is None:
            raise FlowErrors(self.errors)
        settings = self._settings(top, root)
        title = settings.text("title", self.locale)
        if not title:
            settings.misses("title")
        if "survey" not in top.nodes:
            settings.misses("survey")
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

    def _settings(self, top: Keys, root: Node) -> Cells:
        """The cells of the top level; says what of the sheets is in doubt."""
        settings = self.cells(top, "settings", "", root, _SHEETS)
        settings.settle(_TOP, ("title",))
        given, meant = top.nodes.keys() - top.twice, settings.doubtful
        self.doubts.rows = "survey" not in given
        # an unknown key that holds more than a text may be meant for a sheet
        self.doubts.lists = "choices" in meant or (
            "choices" not in given and not settings.unread.keys() <= set(_TOP)
        )
        locale = settings.get("default_locale")
        if locale in LOCALES:
            self.locale = locale
        elif "default_locale" in settings.texts:
            told: dict[str, Detail] = {"what": "default_locale", "guess": "", "known": LOCALES}
            settings.complain("default_locale", Code.UNKNOWN_TERM, name=locale, **told)
        return settings

    # sheets

    def _survey(self, top: Keys) -> tuple[Row, ...]:
        if "choices" in top.nodes:
            self._lists(top.nodes["choices"])
        if "survey" not in top.nodes:
            return ()
        return tuple(self._rows(top.nodes["survey"], Code.EMPTY_SURVEY, top=True))

    def _rows(self, node: Node, empty: Code, top: bool) -> Iterator[Row]:
        rows = self.items(node, "survey")
        if rows is None:
            self.doubts.rows = True
            return
        if not rows:
            self.errors.append(node.place("survey").error(empty))
        for row in rows:
            self.rows += 1
            if self.rows > MAX_ROWS:
                self.doubts.rows = True
                if self.rows == MAX_ROWS + 1:
                    place = row.place("survey")
                    self.errors.append(place.error(Code.TOO_MANY_ROWS, limit=MAX_ROWS))
                return
            yield from self._row(row, top)

    def _row(self, row: Node, top: bool) -> Iterator[Row]:
        keys = self.keys(row, "survey")
        if keys is None:
            self.doubts.rows = True
        elif "include" in keys.nodes:
            yield from self._include(row, keys, top)
        else:
            grouped = "rows" in keys.nodes or keys.get("type") in ("group", "repeat")
            cells = self.cells(keys, "survey", f"{row.line}/{keys.get('name')}", row, ("rows",))
            found: Row
            if grouped:
                found = self._group(row, keys, cells, top)
            else:
                found = question_from(cells, row.line, self.locale)
            if cells.doubtful:
                self.doubts.columns[key_of(found)] = cells.doubtful
            if not found.name or not cells.doubtful.isdisjoint(("name", "rows")):
                self.doubts.rows = True
            yield found

    def _group(self, row: Node, keys: Keys, cells: Cells, top: bool) -> Group:
        rows: tuple[Row, ...] = ()
        if "rows" in keys.nodes:
            rows = tuple(self._rows(keys.nodes["rows"], Code.EMPTY_GROUP, top))
        group = group_from(cells, row.line, rows, self.locale)
        if "rows" not in keys.nodes:
            cells.misses("rows")
            cells.doubtful.add("rows")
        if not cells.get("type"):
            cells.misses("type")
        elif cells.get("type") not in ("group", "repeat"):
            cells.complain("rows", Code.MISPLACED, name="rows", type=cells.get("type"))
        return group

    def _include(self, row: Node, keys: Keys, top: bool) -> Iterator[Row]:
        root = self._included(row.place("survey", "include"), keys, top)
        part = self.keys(root, "survey") if root else None
        if root is None or part is None:
            self.doubts.rows = self.doubts.lists = True
            return
        self.cells(part, "settings", root.place().file, root, _INCLUDED).settle(_INCLUDED)
        if "choices" in part.nodes:
            self._lists(part.nodes["choices"])
        if "survey" in part.nodes:
            yield from self._rows(part.nodes["survey"], Code.EMPTY_SURVEY, top=False)

    def _included(self, place: Place, keys: Keys, top: bool) -> Node | None:
        """The file that is included; the one that was meant, where that can be guessed."""
        name, meant = keys.get("include"), ""
        inside = self.include_dir.resolve()
        files = {p.stem: p for p in sorted(self.include_dir.glob("*.yaml"))}
        known = [stem for stem, p in files.items() if p.resolve().is_relative_to(inside)]
        if not top:
            error = place.error(Code.NESTED_INCLUDE, name=name)
        elif len(keys.nodes) > 1:
            error = place.error(Code.LOADED_INCLUDE)
        elif not _FILE_NAME.fullmatch(name):
            error = place.error(Code.BAD_INCLUDE, name=name)
        elif name in known:
            return self._opened(files[name])
        elif name in files:
            error = place.error(Code.OUTSIDE_INCLUDE, name=name)
        else:
            meant = guess(name, known)
            told: dict[str, Detail] = {"guess": meant, "known": tuple(known)}
            error = place.error(Code.UNKNOWN_INCLUDE, name=name, **told)
        self.errors.append(error)
        return self._opened(files[meant]) if meant else None

    def _opened(self, path: Path) -> Node | None:
        try:
            return read_yaml(path)
        except FlowErrors as wrong:
            self.errors.extend(wrong.errors)
            return None

    def _lists(self, node: Node) -> None:
        keys = self.keys(node, "choices")
        if keys is None:
            self.doubts.lists = True
            return
        self.doubts.choices |= keys.twice
        for name, list_node in keys.nodes.items():
            place = list_node.place("choices")
            if name in self.choices:
                other = self.places["choices", name, ""].row
                self.errors.append(place.error(Code.DUPLICATE_NAME, name=name, other=other))
                continue
            self.places["choices", name, ""] = place
            self.choices[name] = tuple(self._choices(name, list_node))
            if sum(map(len, self.choices.values())) > MAX_CHOICES:
                self.errors.append(place.error(Code.TOO_MANY_CHOICES, limit=MAX_CHOICES))
                self.doubts.lists = True
                return

    def _choices(self, list_name: str, node: Node) -> Iterator[Choice]:
        seen: dict[str, int] = {}
        entries = self.items(node, "choices")
        if entries is None:
            self.doubts.choices.add(list_name)
        for entry in entries or ():
            keys = self.keys(entry, "choices")
            if keys is None:
                self.doubts.choices.add(list_name)
                continue
            name = keys.get("name")
            cells = self.cells(keys, "choices", f"{list_name}/{name}", entry)
            if name in seen:
                cells.complain("name", Code.DUPLICATE_NAME, name=name, other=seen[name])
            seen[name] = entry.line
            yield choice_from(cells, self.locale)
            if not name or cells.doubtful - {"label"}:
                self.doubts.choices.add(list_name)

    def _minimum(self, top: Keys) -> Iterator[Minimum]:
        entries = self.items(top.nodes["minimum"], "minimum") if "minimum" in top.nodes else None
        for index, entry in enumerate(entries or ()):
            keys = self.keys(entry, "minimum")
            if keys is None:
                continue
            cells = self.cells(keys, "minimum", str(index), entry)
            cells.settle(("expression", "message"), ("message",))
            source = cells.expression("expression")
            message = cells.text("message", self.locale)
            for column, given in (("expression", source), ("message", message)):
                if not given:
                    cells.misses(column)
            yield Minimum(source, message, entry.line)

    def _synonyms(self, top: Keys) -> Iterator[str]:
        entries = self.items(top.nodes["synonyms"], "settings") if "synonyms" in top.nodes else None
        for entry in entries or ():
            text = entry.text()
            if text is None:
                place = entry.place("settings", "synonyms")
                self.errors.append(place.error(Code.NOT_A_TEXT, found=entry.kind))
            else:
                yield text
