"""From the sheets of an XLSForm to a flow; everything wrong with it is told at once.

Lenient where a YAML flow is strict: forms come from other programs, with columns, sheets
and settings for those. What a walk cannot do is refused, row by row; what it does not
need is told and left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from flows.check import check
from flows.columns import NAME, SELECTS, Cells, group_from, question_from
from flows.doubts import Doubts, key_of
from flows.errors import Code, FlowError, FlowErrors, Place, guess
from flows.limits import MAX_NAME_LENGTH, MAX_NESTING, MAX_ROWS
from flows.model import Flow, Locale, Minimum, Question, Row
from flows.remarks import remarks
from flows.version import version_of
from flows.xlsform import adapting, headers
from flows.xlsform.error_texts import Import, Sheets
from flows.xlsform.files import from_files
from flows.xlsform.languages import NAMES, Languages, languages
from flows.xlsform.lists import Lists
from flows.xlsform.loops import unrolled
from flows.xlsform.pulldata import put_in
from flows.xlsform.references import References
from flows.xlsform.rewriting import tidy
from flows.xlsform.sheets import Line, SheetReader
from flows.xlsform.tables import Tables
from flows.xlsform.types import Type, type_of

USED = ("survey", "choices", "external_choices", "settings", "minimum")
_WORDS = re.compile(r"[^\w.-]+")
_HEADED = {"label", "hint"}


def read_xlsform(tables: Tables) -> tuple[Flow, list[FlowError]]:
    """The flow of a workbook, with what is no error and may yet be told.

    Raises FlowErrors with every error found.
    """
    if len(tables.sheets) == 1:  # then it is the survey, whatever it is called
        tables = replace(tables, sheets={"survey": next(iter(tables.sheets.values()))})
    reader = _Reader(tables, _spoken(tables))
    flow = reader.read()
    errors = reader.errors + check(flow, reader.place_of, reader.doubts)
    slips = reader.slips + remarks(flow, reader.place_of, reader.doubts)
    if errors:
        raise FlowErrors(errors, slips)
    in_order = sorted(slips, key=lambda slip: slip.place.order)
    return replace(flow, version=version_of(flow)), in_order


def _spoken(tables: Tables) -> Languages:
    """The languages of the form."""
    named: list[str] = []
    plain: list[str] = []
    for sheet, known in (("survey", headers.SURVEY), ("choices", headers.CHOICES)):
        grid = tables.sheet(sheet) or ()
        top = next((row for row in grid if any(map(str.strip, row))), ())
        for at, column in headers.head(top, known).items():
            if column.name in headers.LOCALISED and column.language:
                named.append(column.language)
            elif column.name in _HEADED:
                plain += [row[at] for row in grid if len(row) > at and row is not top and row[at]]
    settings = SheetReader(tables, Languages("zh", "", ()))
    first = next(settings.lines("settings", headers.SETTINGS), None)
    default = first.get("default_language") if first else ""
    return languages(named, default, plain)


@dataclass(slots=True)
class _Open:
    """A group that has begun."""

    line: Line
    word: str
    rows: list[Row] = field(default_factory=list)


class _Reader(SheetReader):
    """Collects rows, choices and what is in doubt of them."""

    def __init__(self, tables: Tables, spoken: Languages) -> None:
        super().__init__(tables, spoken)
        self.errors += filter(self._matters, tables.errors)
        self.locale: Locale = spoken.default
        self.doubts = Doubts()
        self.lists = Lists(self, self.doubts)
        self.stack: list[_Open] = []
        self.top: list[Row] = []
        self.rows = 0

    def read(self) -> Flow:
        if self.tables.sheet("survey") is None:
            close = guess("survey", self.tables.sheets)
            place = Place(self.source)
            raise FlowErrors([place.error(Sheets.NO_SHEET, name="survey", guess=close)])
        settings = self._settings()
        for sheet in ("choices", "external_choices"):
            self.lists.read(sheet)
        self._survey()
        minimum = tuple(self._minimum())
        self.tell_languages(tuple(NAMES.values()))
        self._tell_sheets()
        title = settings.text("title", self.locale)
        flow = Flow(
            id=settings.get("flow"),
            version=settings.get("version"),
            title=title,
            rows=tuple(self.top),
            choices={name: tuple(entries) for name, entries in self.lists.choices.items()},
            minimum=minimum,
            default_locale=self.locale,
            synonyms=tuple(filter(None, map(str.strip, settings.get("synonyms").split("|")))),
            source=self.source,
        )
        rows = [row for row in flow.walk_rows() if isinstance(row, Question)]
        self.lists.tell_twins({row.list_name for row in rows if not row.choice_filter})
        idle = self.lists.templates - {row.list_name for row in rows}
        return replace(
            flow, choices={name: each for name, each in flow.choices.items() if name not in idle}
        )

    def _matters(self, error: FlowError) -> bool:
        """Whether a bad cell is one that is read: authors keep sums and notes of their own."""
        sheet = "survey" if len(self.tables.sheets) == 1 else self.tables.called(error.place.sheet)
        if sheet in ("choices", "external_choices"):  # any column may filter
            return True
        known = headers.SHEETS.get(sheet, {})
        return bool(headers.column_of(error.place.column, known).name)

    def _settings(self) -> Cells:
        """The one line of the settings; a form without a title or an id is called by its file."""
        line = next(self.lines("settings", headers.SETTINGS, free=True), None)
        if line is None:
            line = Line("settings", 0, places={"": Place(self.source, "settings")})
        if idle := tuple(line.extra):
            self.tell(line, "", Import.IGNORED_SETTING, known=idle)
        line.extra.clear()
        given = line.get("flow")
        id_ = _WORDS.sub("_", given or self.source.rpartition(".")[0]).strip("_.-")
        id_ = (id_ if NAME.match(id_) else f"form_{id_}")[:MAX_NAME_LENGTH]
        if id_ != given:
            self.tell(line, "flow", Import.OTHER_ID, name=id_)
        line.texts["flow"] = id_
        if not line.said("title"):
            line.texts["title"] = given or id_
        cells = self.cells(line, "")
        cells.settle()
        return cells

    def _tell_sheets(self) -> None:
        for name in self.tables.sheets:
            if self.tables.called(name) not in USED:
                told = {"name": name, "guess": guess(name.strip().lower(), USED, 0.8)}
                self.slips.append(Place(self.source, name).error(Import.IGNORED_SHEET, **told))

    # survey

    def _survey(self) -> None:
        lines = [line for line in self.lines("survey", headers.SURVEY) if self._counts(line)]
        lines = unrolled(lines, self.lists.choices)
        known = References(lines, self.lists.renamed)
        for line in lines:
            known.check_trigger(line, self)
            type_ = type_of(line.get("type"))
            if type_.kind == "begin":
                if len(self.stack) > MAX_NESTING:
                    self.complain(line, "", Code.TOO_DEEP, limit=MAX_NESTING)
                    self.doubts.rows = True
                    return
                self.stack.append(_Open(line, type_.word))
            elif type_.kind == "end":
                self._end(line, type_, known)
            elif type_.is_several:
                self.doubts.rows = True
                if not type_.word.startswith("end"):
                    self.complain(line, "type", type_.fault or Sheets.NO_LOOP, name=type_.word)
            else:
                self._question(line, type_, known)
        for left in reversed(self.stack):
            wanted = f"end_{left.word}"
            self.complain(
                left.line, "type", Sheets.NOT_CLOSED, name=left.line.get("name"), wanted=wanted
            )
            self.doubts.rows = True
        if "survey" in self.headless:
            self.doubts.rows = True
        elif not lines:
            self.errors.append(Place(self.source, "survey").error(Code.EMPTY_SURVEY))
        known.tell(self)

    def _counts(self, line: Line) -> bool:
        """Whether the line is a row of the form, and there is still room for it."""
        line.extra.clear()
        if adapting.is_yes(line.take("disabled")):
            self.tell(line, "disabled", Import.DISABLED)
            return False
        if not line.get("type"):
            if line.get("name"):
                self.complain(line, "", Code.MISSING, name="type")
                self.doubts.rows = True
            elif line.texts:
                self.tell(line, "", Import.NO_TYPE)
            return False
        self.rows += 1
        if self.rows > MAX_ROWS:
            self.doubts.rows = True
            if self.rows == MAX_ROWS + 1:
                self.complain(line, "", Code.TOO_MANY_ROWS, limit=MAX_ROWS)
            return False
        return True

    def _add(self, row: Row) -> None:
        (self.stack[-1].rows if self.stack else self.top).append(row)

    def _end(self, line: Line, type_: Type, known: References) -> None:
        if not self.stack:
            self.complain(line, "type", Sheets.NOT_OPENED, name=line.get("type"))
            return
        begun = self.stack.pop()
        if begun.word != type_.word:
            told = {"name": begun.line.get("name"), "wanted": f"end_{begun.word}"}
            self.complain(line, "type", Sheets.WRONG_END, other=begun.line.row, **told)
        start = begun.line
        if not begun.rows and begun.word == "group":
            self.tell(start, "", Import.EMPTY_GROUP)
            return
        start.texts.setdefault("name", f"{begun.word}_{start.row}")
        known.rewrite(start)
        adapting.group_texts(start, begun.word)
        cells = self.cells(start, f"{start.row}/{start.get('name')}")
        if not begun.rows:
            cells.complain("", Code.EMPTY_GROUP)
        self._add(group_from(cells, start.row, tuple(begun.rows), self.locale))

    def _question(self, line: Line, type_: Type, known: References) -> None:
        if type_.word == "note":
            line.texts.setdefault("name", f"note_{line.row}")
        if type_.external:
            type_ = replace(type_, list_name=self.lists.external(type_.list_name))
        type_ = from_files(self, self.lists, line, type_)
        put_in(self, line)
        known.rewrite(line)
        repeated = any(each.word == "repeat" for each in self.stack)
        row = adapting.adapt(self, line, type_, repeated)
        if type_.word == "acknowledge":
            self.lists.choices.setdefault("acknowledge", list(adapting.ACKNOWLEDGE))
        doubtful = {"type"} if row.doubtful else ()
        cells = self.cells(line, f"{line.row}/{line.get('name')}", doubtful)
        question = question_from(cells, line.row, self.locale)
        if cells.doubtful:
            self.doubts.columns[key_of(question)] = cells.doubtful
        if not question.name or "name" in cells.doubtful:
            self.doubts.rows = True
        self._add(question)
        if type_.or_other:
            self._other(line, question)

    def _other(self, line: Line, question: Question) -> None:
        """`or_other`: one more choice, and a question for what it is."""
        if question.choice_filter:
            self.complain(line, "type", Sheets.OTHER_FILTERED)
        entries = self.lists.choices.get(question.list_name)
        if entries is not None and adapting.OTHER.name not in (each.name for each in entries):
            entries.append(adapting.OTHER)
        own = f"selected(${{{question.name}}}, '{adapting.OTHER.name}')"
        name = f"{question.name}_other"
        self.places["survey", f"{line.row}/{name}", ""] = line.place("type")
        self._add(
            Question(name, "text", line.row, label=dict(adapting.SPECIFY), relevant=own)
            if question.type in SELECTS
            else question
        )

    def _minimum(self) -> Iterator[Minimum]:
        for index, line in enumerate(self.lines("minimum", headers.MINIMUM)):
            cells = self.cells(line, str(index))
            cells.settle()
            source = tidy(cells.expression("expression"))
            message = cells.text("message", self.locale)
            for column, given in (("expression", source), ("message", message)):
                if not given:
                    cells.misses(column)
            yield Minimum(source, message, line.row)
