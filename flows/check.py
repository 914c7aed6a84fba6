"""How the rows of a flow fit together: names, references, expressions, cycles, limits.

Works on a `Flow` whatever form it was read from; `place_of(sheet, key, column)`
says where a cell stands (keys: `key_of` a row, `LIST/NAME` of a choice, the index
of a minimum). What passes here is what `flows.model` promises.

Everything is told at once, but nothing that may only follow from another error:
a flow that could not be read whole lacks no list or row for certain, and a row
with a cell in error lacks none of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from flows.columns import EXPRESSIONS, SELECTS
from flows.errors import Code, FlowError, Place, guess
from flows.expressions import (
    Expression,
    ExpressionError,
    compile_expression,
    is_dynamic,
    references,
)
from flows.issue_terms import CATEGORIES
from flows.limits import MAX_NESTING
from flows.model import MEDIA_TYPES, SILENT_TYPES, Flow, Group, Question, Row, Text
from flows.plan import ALWAYS, CycleError, Plan, compile_default
from flows.values import UnfitError, normalise

PlaceOf = Callable[[str, str, str], Place]


def key_of(row: Row) -> str:
    """The key of a row for `PlaceOf`: its name alone may be given twice."""
    return f"{row.row}/{row.name}"


MAX_CYCLES = 20
"""Cycles told of one flow; each costs a look at all of it."""


def check(
    flow: Flow, place_of: PlaceOf, faulty: Collection[str] = (), whole: bool = True
) -> list[FlowError]:
    """Every error of the flow; an empty list when it can be walked.

    `faulty` are names of questions with a cell that could not be read; `whole`
    says whether all rows and lists of the flow are here.
    """
    checker = _Checker(flow, place_of, faulty, whole)
    checker.check_rows()
    checker.check_choices()
    checker.check_minimum()
    checker.check_order()
    return checker.errors


@dataclass
class _Checker:
    flow: Flow
    place_of: PlaceOf
    faulty: Collection[str]
    whole: bool
    errors: list[FlowError] = field(default_factory=list)
    rows: dict[str, Row] = field(default_factory=dict)
    unusable: dict[str, set[str]] = field(default_factory=dict)
    """Columns by row whose expression says nothing of what the row depends on."""

    def complain(self, row: Row, column: str, code: Code, **details: object) -> None:
        self.errors.append(self.place(row, column).error(code, **details))

    def place(self, row: Row, column: str) -> Place:
        return self.place_of("survey", key_of(row), column)

    def check_rows(self) -> None:
        for row in self.flow.walk_rows():
            if not row.name:
                continue  # told already
            if row.name in self.rows:
                other = self.rows[row.name].row
                self.complain(row, "name", Code.DUPLICATE_NAME, name=row.name, other=other)
            else:
                self.rows[row.name] = row
        for row, depth, repeats in _with_depth(self.flow.rows):
            if depth > MAX_NESTING:
                self.complain(row, "", Code.TOO_DEEP, limit=MAX_NESTING)
            if isinstance(row, Group):
                self.check_group(row)
            else:
                self.check_question(row, bool(repeats))

    def check_group(self, group: Group) -> None:
        self.check_expression(group, "relevant", group.relevant)
        self.check_expression(group, "repeat_count", group.repeat_count)
        self.check_references(group, "label", group.label)

    def check_question(self, question: Question, repeated: bool) -> None:
        if question.name not in self.faulty:
            self.check_type(question, repeated)
            self.check_default(question)
        if question.type in SELECTS:
            self.check_list(question)
        self.check_issue(question)
        for column in EXPRESSIONS:
            source = getattr(question, column)
            if not (column == "required" and source == ALWAYS):
                self.check_expression(question, column, source)
        for column in ("label", "hint", "short", "required_message", "constraint_message"):
            self.check_references(question, column, getattr(question, column))

    def check_type(self, question: Question, repeated: bool) -> None:
        """What a row of this type must have, and must not."""
        silent = question.type in SILENT_TYPES
        if question.issue and not question.issue_category:
            known = "、".join(CATEGORIES)
            self.complain(question, "issue", Code.NO_CATEGORY, known=known)
        if not silent and not question.label:
            self.complain(question, "", Code.NO_LABEL)
        if question.type == "calculate" and not (question.calculation or question.default):
            self.complain(question, "", Code.MISSING, name="calculation")
        asked_only = ("required", "constraint", "choice_filter", "issue", "issue_detail")
        misplaced = [
            column
            for column in asked_only
            if (silent or question.type == "note") and getattr(question, column)
        ]
        if question.choice_filter and question.type not in SELECTS:
            misplaced.append("choice_filter")
        if question.calculation and question.type != "calculate":
            misplaced.append("calculation")
        for column in dict.fromkeys(misplaced):
            self.complain(question, column, Code.MISPLACED, name=column, type=question.type)
        if question.type == "hidden" and repeated:
            self.complain(question, "type", Code.MISPLACED, name="hidden", type="repeat")

    def check_list(self, question: Question) -> None:
        name, lists = question.list_name, self.flow.choices
        if name and name not in lists and self.whole:
            self.complain(question, "type", Code.UNKNOWN_LIST, name=name, guess=guess(name, lists))
        elif name in lists and not lists[name]:
            self.complain(question, "type", Code.EMPTY_LIST, name=name)

    def check_default(self, question: Question) -> None:
        """A default that is a value has to be an answer; one that is computed may turn out so."""
        source, type_ = question.default, question.type
        if not source or is_dynamic(source) or type_ in (SILENT_TYPES | MEDIA_TYPES | {"note"}):
            return
        names = [choice.name for choice in self.flow.choices.get(question.list_name, ())]
        if type_ in SELECTS and not names:
            return
        try:
            normalise(type_, source, names)
        except UnfitError as error:
            mend = "write a value of this type, or an expression like today()"
            if error.code == "not_a_choice":
                mend = f"{guess(source, names)}name a choice of list {question.list_name!r}"
            self.complain(
                question, "default", Code.BAD_DEFAULT, value=source[:60], type=type_, mend=mend
            )

    def check_issue(self, question: Question) -> None:
        self.check_references(question, "issue_text", question.issue_text)
        target = question.issue_detail
        certain = self.whole and target.partition(":")[0] not in self.faulty
        if target and certain and not self.finds_issues(target):
            close = guess(target, [name for name in self.rows if self.finds_issues(name)])
            self.complain(question, "issue_detail", Code.UNKNOWN_DETAIL, name=target, guess=close)

    def finds_issues(self, target: str) -> bool:
        """Whether `question` or `question:choice` can have a finding."""
        name, _, choice_name = target.partition(":")
        row = self.rows.get(name)
        if not isinstance(row, Question):
            return False
        judged = [
            choice.name
            for choice in self.flow.choices.get(row.list_name, ())
            if choice.extra.get("issue_category")
        ]
        return choice_name in judged if choice_name else bool(row.issue or judged)

    def check_expression(self, row: Row, column: str, source: str) -> None:
        if not source:
            return
        try:
            if column == "default":
                expression = compile_default(source)
            else:
                expression = compile_expression(source, columns=column == "choice_filter")
        except ExpressionError as error:
            self.complain(row, column, Code.BAD_EXPRESSION, reason=error.reason, mend=error.mend)
            self.unusable.setdefault(row.name, set()).add(column)
            return
        if expression is not None:
            self.check_names(expression.names, self.place(row, column))
            self.check_columns(row, expression)
            if not self.rows.keys() >= expression.names:
                self.unusable.setdefault(row.name, set()).add(column)

    def check_columns(self, row: Row, expression: Expression) -> None:
        """Bare words of a choice_filter must be columns that some choice of the list has."""
        if not isinstance(row, Question) or row.list_name not in self.flow.choices:
            return
        known = {"name"}.union(*(c.extra for c in self.flow.choices.get(row.list_name, ())))
        for name in sorted(expression.columns - known):
            self.complain(
                row,
                "choice_filter",
                Code.UNKNOWN_CHOICE_COLUMN,
                list=row.list_name,
                name=name,
                guess=guess(name, known),
            )

    def check_references(self, row: Row, column: str, words: Text) -> None:
        for each in words.values():
            self.check_names(references(each), self.place(row, column))

    def check_names(self, names: frozenset[str], place: Place) -> None:
        for name in sorted(names):
            row = self.rows.get(name)
            if row is None:
                if not self.whole:
                    continue
                close = guess(name, self.rows)
                self.errors.append(place.error(Code.UNKNOWN_REFERENCE, name=name, guess=close))
            elif isinstance(row, Group) and not row.repeat:
                self.errors.append(place.error(Code.GROUP_REFERENCE, name=name))

    def check_choices(self) -> None:
        for list_name, choices in self.flow.choices.items():
            for choice in choices:
                for column, words in choice.extra.items():
                    if column.startswith("issue_text::"):
                        place = self.place_of("choices", f"{list_name}/{choice.name}", column)
                        self.check_names(references(words), place)

    def check_minimum(self) -> None:
        for index, minimum in enumerate(self.flow.minimum):
            place = self.place_of("minimum", str(index), "expression")
            try:
                names = compile_expression(minimum.expression).names
            except ExpressionError as error:
                self.errors.append(
                    place.error(Code.BAD_EXPRESSION, reason=error.reason, mend=error.mend)
                )
                continue
            self.check_names(names, place)
            for words in minimum.message.values():
                place = self.place_of("minimum", str(index), "message")
                self.check_names(references(words), place)

    def check_order(self) -> None:
        """Tell every cycle: one after the other is cut out, until an order is found."""
        if any(error.code is Code.DUPLICATE_NAME for error in self.errors):
            return  # who is meant?
        for _ in range(MAX_CYCLES):
            rows = tuple(_without(self.flow.rows, self.unusable))
            try:
                Plan(replace(self.flow, rows=rows, minimum=()))
            except CycleError as cycle:
                self.complain(cycle.path[0], "", Code.CYCLE, path=str(cycle))
                for row in cycle.path:
                    self.unusable[row.name] = {*EXPRESSIONS, "repeat_count"}
            else:
                return


def _without(rows: tuple[Row, ...], columns: Mapping[str, Collection[str]]) -> Iterator[Row]:
    """The rows with these columns of theirs empty."""
    for row in rows:
        left_out: dict[str, Any] = {
            name: "" for name in columns.get(row.name, ()) if hasattr(row, name)
        }
        if isinstance(row, Group):
            yield replace(row, rows=tuple(_without(row.rows, columns)), **left_out)
        else:
            yield replace(row, **left_out)


def _with_depth(
    rows: tuple[Row, ...], depth: int = 1, repeats: int = 0
) -> Iterator[tuple[Row, int, int]]:
    """Every row with how deep it stands and how many repeats are around it."""
    for row in rows:
        yield row, depth, repeats
        if isinstance(row, Group):
            yield from _with_depth(row.rows, depth + 1, repeats + row.repeat)
