"""The columns of a flow sheet, and how a row of cells becomes a `Question`, `Group` or `Choice`.

Shared by every form a flow can have (YAML, xlsx): a reader turns its rows into
`Cells`, this module checks each cell by itself, and `flows.check` then checks how
the rows fit together. Problems are collected, not raised, so that an author sees
all of them at once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import get_args

from flows.errors import Code, Detail, FlowError, Place, guess
from flows.issue_terms import CATEGORIES, SEVERITIES, STEPS
from flows.limits import MAX_EXPRESSION_LENGTH, MAX_LABEL_LENGTH, MAX_NAME_LENGTH
from flows.model import LOCALES, Choice, Group, Locale, Question, QuestionType, Row
from flows.plan import ALWAYS
from flows.wording import Fault

TEXTS = (
    "label",
    "plain",
    "hint",
    "short",
    "required_message",
    "constraint_message",
    "issue_text",
)
"""Columns that may be given per locale (`label::zh`) or for the default locale (`label`)."""
EXPRESSIONS = (
    "required",
    "relevant",
    "constraint",
    "choice_filter",
    "calculation",
    "default",
    "issue",
)
PLAIN = (
    "appearance",
    "issue_category",
    "issue_severity",
    "issue_detail",
    "issue_step",
    "issue_guide",
    "guide",
    "synonyms",
    "was",
)
TERMS: Mapping[str, Collection[str]] = {
    "issue_category": CATEGORIES,
    "issue_severity": SEVERITIES,
    "issue_step": STEPS,
}
APPEARANCES: Mapping[str, Collection[str]] = {
    "item": ("text",),
    "aim": ("text",),
    "place": ("text",),
    "dept": ("text",),
    "owner": ("text",),
    "case_item": ("text",),
    "minutes": ("integer", "decimal"),
    "rating": ("select_one",),
    "consent": ("select_one",),
    "mended": ("select_one",),
    "own_office": ("select_one",),
    "known": get_args(QuestionType),
    "question": ("text",),
    "list": ("hidden",),
    "moment": ("hidden",),
    "busy": ("hidden",),
}
"""Words that steer the dialogue, with the types of question they do it on."""
QUESTION_TYPES: tuple[str, ...] = get_args(QuestionType)
SELECTS = ("select_one", "select_multiple")
GROUP_COLUMNS = frozenset({"type", "name", "label", "relevant", "appearance", "was", "rows"})

NAME = re.compile(r"[^\W\d][\w.-]*")
"""A name as XML allows it (an NCName), so that a flow can be exported."""
_YES = frozenset({"yes", "true", "true()", "1"})
_NO = frozenset({"no", "false", "false()", "0"})


def base(column: str) -> str:
    """The column without its locale: `label` for `label::zh`."""
    return column.partition("::")[0]


@dataclass(slots=True)
class Cells:
    """One row of a sheet: cells by column, where each stands, and the problems found so far."""

    texts: Mapping[str, str]
    place_of: Callable[[str], Place]
    """Where a column's cell is; '' for the row itself."""
    errors: list[FlowError]
    unread: Mapping[str, FlowError] = field(default_factory=dict)
    """Cells that hold no text, by column, each with the error that this is."""
    doubtful: set[str] = field(default_factory=set)
    """Columns (without locale) that are here, but not as they were meant."""

    def get(self, column: str) -> str:
        return self.texts.get(column, "").strip()

    def complain(self, column: str, code: Fault, **details: Detail) -> None:
        self.errors.append(self.place_of(column).error(code, **details))

    def misses(self, column: str) -> None:
        """Complain that a column is not here, if that is certain."""
        if column not in self.doubtful:
            self.complain("", Code.MISSING, name=column)

    def settle(
        self, allowed: Collection[str] | None = None, localised: Collection[str] = ()
    ) -> None:
        """Complain about every column that is not allowed here, and all that could not be read.

        To be called first: what is complained of here is no column that is missing.
        """
        known = {*(allowed or ()), *(f"{c}::{locale}" for c in localised for locale in LOCALES)}
        for column in (*self.texts, *self.unread):
            if allowed is not None and column not in known:
                close = guess(column, known)
                self.complain(column, Code.UNKNOWN_COLUMN, name=column, guess=close)
                self.doubtful.add(base(close))
            elif column in self.unread:
                self.errors.append(self.unread[column])
                self.doubtful.add(base(column))

    def name(self, column: str = "name") -> str:
        """A name, checked; '' and a complaint where it is none."""
        name = self.get(column)
        if not name:
            self.misses(column)
        elif len(name) > MAX_NAME_LENGTH or not NAME.fullmatch(name):
            self.complain(column, Code.BAD_NAME, name=name, limit=MAX_NAME_LENGTH)
        return name

    def text(self, column: str, locale: Locale) -> dict[str, str]:
        """A text by locale; a column without locale is of the default one."""
        found: dict[str, str] = {}
        for key, where in ((column, locale), *((f"{column}::{each}", each) for each in LOCALES)):
            words = self.get(key)
            if len(words) > MAX_LABEL_LENGTH:
                self.complain(key, Code.TOO_LONG, limit=MAX_LABEL_LENGTH)
            if words:
                found[where] = words
        return found

    def expression(self, column: str) -> str:
        source = self.get(column)
        if len(source) > MAX_EXPRESSION_LENGTH:
            self.complain(column, Code.TOO_LONG, limit=MAX_EXPRESSION_LENGTH)
            self.doubtful.add(column)
            return ""
        return source

    def term(self, column: str) -> str:
        """A term of the issue ledger, from its closed list."""
        name, known = self.get(column), TERMS[column]
        if name and name not in known:
            self.complain(
                column,
                Code.UNKNOWN_TERM,
                name=name,
                what=column,
                guess=guess(name, known),
                known=tuple(known),
            )
        return name


def question_from(cells: Cells, row: int, locale: Locale) -> Question:
    """A question; its type cell is `integer`, `select_one LIST` or the like."""
    cells.settle({"type", "name", *TEXTS, *EXPRESSIONS, *PLAIN}, TEXTS)
    type_, list_name = _type_of(cells)
    columns: dict[str, str] = {column: cells.expression(column) for column in EXPRESSIONS}
    columns["required"] = _yes_or_no(columns["required"])
    for column in PLAIN:
        columns[column] = cells.term(column) if column in TERMS else cells.get(column)
    texts = {column: cells.text(column, locale) for column in TEXTS}
    return Question(
        name=cells.name(),
        type=type_,
        row=row,
        list_name=list_name,
        **texts,  # type: ignore[arg-type]
        **columns,  # type: ignore[arg-type]
    )


def group_from(cells: Cells, row: int, rows: tuple[Row, ...], locale: Locale) -> Group:
    """A stage, or a repeat where the type says so."""
    repeat = cells.get("type") == "repeat"
    allowed = GROUP_COLUMNS | {"repeat_count"} if repeat else GROUP_COLUMNS
    cells.settle(allowed, {"label"})
    return Group(
        name=cells.name(),
        row=row,
        rows=rows,
        label=cells.text("label", locale),
        relevant=cells.expression("relevant"),
        repeat=repeat,
        repeat_count=cells.expression("repeat_count"),
        appearance=cells.get("appearance"),
        was=cells.get("was"),
    )


CHOICE_NAME = re.compile(r"\S{1,64}")


def choice_from(cells: Cells, locale: Locale) -> Choice:
    """A choice. Further columns are free: `choice_filter` may use them."""
    cells.settle()
    name = cells.get("name")
    if not name:
        cells.misses("name")
    elif not CHOICE_NAME.fullmatch(name):
        cells.complain("name", Code.BAD_NAME, name=name, limit=MAX_NAME_LENGTH)
    label = cells.text("label", locale)
    if not label and "label" not in cells.doubtful:
        cells.complain("", Code.NO_LABEL)
    extra: dict[str, str] = {}
    for column in cells.texts:
        if column == "name" or base(column) == "label":
            continue
        value = cells.term(column) if column in TERMS else cells.get(column)
        if len(value) > MAX_LABEL_LENGTH:
            cells.complain(column, Code.TOO_LONG, limit=MAX_LABEL_LENGTH)
        # a text without a locale is of the default one, as on the survey sheet
        key = f"issue_text::{locale}" if column == "issue_text" else column
        if value:
            extra[key] = value
    return Choice(name, label, extra)


def _type_of(cells: Cells) -> tuple[QuestionType, str]:
    word, _, list_name = cells.get("type").partition(" ")
    list_name = list_name.strip()
    for known in QUESTION_TYPES:
        if word == known:
            if known in SELECTS and not list_name:
                cells.complain("type", Code.NO_LIST_NAME, type=known)
                cells.doubtful.add("type")
            elif known not in SELECTS and list_name:
                cells.complain("type", Code.MISPLACED, name=list_name, type=known)
            return known, list_name  # type: ignore[return-value]
    if not word:
        cells.misses("type")
    else:
        cells.complain(
            "type",
            Code.UNKNOWN_TYPE,
            name=word,
            guess=guess(word, [*QUESTION_TYPES, "group", "repeat"]),
            known=QUESTION_TYPES,
        )
    cells.doubtful.add("type")
    return "text", ""


def _yes_or_no(source: str) -> str:
    """`required` as people write it: yes, TRUE, no, or an expression."""
    word = source.lower()
    return ALWAYS if word in _YES else "" if word in _NO else source
