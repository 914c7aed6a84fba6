"""How the rows of a flow fit together: names, references, expressions, cycles, limits.

Works on a `Flow` whatever form it was read from; `place_of(sheet, key, column)`
says where a cell stands (keys: `key_of` a row, `LIST/NAME` of a choice, the index
of a minimum). What passes here is what `flows.model` promises.

Everything is told at once, but nothing that may only follow from another error:
see `flows.doubts`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from flows.columns import EXPRESSIONS, SELECTS
from flows.cost import costs, crowded, dearest, total
from flows.cycles import cycles, link
from flows.doubts import Doubts, key_of
from flows.errors import Code, Detail, FlowError, Place, guess
from flows.expressions import (
    Expression,
    ExpressionError,
    compile_expression,
    is_dynamic,
    references,
)
from flows.former import wrong_formers
from flows.issue_terms import CATEGORIES
from flows.limits import MAX_INSTANCES, MAX_NESTING, MAX_REPEATS, MAX_STEPS
from flows.model import MEDIA_TYPES, SILENT_TYPES, Flow, Group, Question, Row, Text
from flows.places import PlaceOf
from flows.plan import ALWAYS, compile_default
from flows.values import UnfitError, normalise


def check(flow: Flow, place_of: PlaceOf, doubts: Doubts | None = None) -> list[FlowError]:
    """Every error of the flow; an empty list when it can be walked.

    `doubts` are what errors that were told already leave open.
    """
    checker = _Checker(flow, place_of, doubts or Doubts())
    checker.check_rows()
    checker.check_choices()
    checker.check_minimum()
    checker.check_order()
    checker.check_cost()
    return [*checker.errors, *wrong_formers(flow, place_of)]


@dataclass
class _Checker:
    flow: Flow
    place_of: PlaceOf
    doubts: Doubts
    errors: list[FlowError] = field(default_factory=list)
    rows: dict[str, Row] = field(default_factory=dict)
    twice: set[str] = field(default_factory=set)
    """Names of several rows."""
    unusable: dict[str, set[str]] = field(default_factory=dict)
    """Columns by row whose expression does not say for certain what the row depends on."""
    weights: Counter[tuple[str, str]] = field(default_factory=Counter)
    """Steps of each expression, by key of the row and column."""

    def complain(self, row: Row, column: str, code: Code, **details: Detail) -> None:
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
                self.twice.add(row.name)
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
        if not self.doubts.about(question, "type"):
            self.check_type(question, repeated)
            self.check_default(question)
            if question.type in SELECTS:
                self.check_list(question)
            if question.type not in SILENT_TYPES | {"note"}:
                self.check_issue(question)
        for column in EXPRESSIONS:
            source = getattr(question, column)
            if not (column == "required" and source == ALWAYS):
                self.check_expression(question, column, source)
        for column in ("label", "plain", "hint", "short", "required_message", "constraint_message"):
            self.check_references(question, column, getattr(question, column))

    def lacks(self, question: Question, *columns: str) -> bool:
        """Whether all of these columns are empty for certain."""
        given = any(getattr(question, column) for column in columns)
        return not given and not self.doubts.about(question, *columns)

    def check_type(self, question: Question, repeated: bool) -> None:
        """What a row of this type must have, and must not."""
        silent = question.type in SILENT_TYPES
        if question.issue and self.lacks(question, "issue_category"):
            self.complain(question, "issue", Code.NO_CATEGORY, known=tuple(CATEGORIES))
        if not silent and self.lacks(question, "label"):
            self.complain(question, "", Code.NO_LABEL)
        if question.type == "calculate" and self.lacks(question, "calculation", "default"):
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
        if name not in lists and not self.doubts.lists:
            self.complain(question, "type", Code.UNKNOWN_LIST, name=name, guess=guess(name, lists))
        elif not lists.get(name) and not self.doubts.about_choices(name, lists):
            self.complain(question, "type", Code.EMPTY_LIST, name=name)

    def check_default(self, question: Question) -> None:
        """A default that is a value has to be an answer; one that is computed may turn out so."""
        source, type_ = question.default, question.type
        if not source or is_dynamic(source) or type_ in (SILENT_TYPES | MEDIA_TYPES | {"note"}):
            return
        if type_ in SELECTS and self.doubts.about_choices(question.list_name, self.flow.choices):
            return
        names = [choice.name for choice in self.flow.choices.get(question.list_name, ())]
        if type_ in SELECTS and not names:
            return
        told: dict[str, Detail] = {"value": source, "type": type_, "list": question.list_name}
        try:
            normalise(type_, source, names)
        except UnfitError as error:
            if error.code == "not_a_choice":
                close = guess(source, names)
                self.complain(question, "default", Code.DEFAULT_NO_CHOICE, guess=close, **told)
            else:
                self.complain(question, "default", Code.BAD_DEFAULT, **told)

    def check_issue(self, question: Question) -> None:
        self.check_references(question, "issue_text", question.issue_text)
        for target in question.issue_detail.split():
            if not self.finds_issues(target) and not self.may_find_issues(target):
                close = guess(target, [name for name in self.rows if self.finds_issues(name)])
                told = {"name": target, "guess": close}
                self.complain(question, "issue_detail", Code.UNKNOWN_DETAIL, **told)

    def may_find_issues(self, target: str) -> bool:
        """Whether it might, were it not for what could not be read."""
        row = self.rows.get(target.partition(":")[0])
        if row is None:
            return self.doubts.rows
        if self.doubts.about(row, "type", "issue", "issue_category"):
            return True
        list_name = row.list_name if isinstance(row, Question) else ""
        return self.doubts.about_choices(list_name, self.flow.choices)

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
            self.complain(row, column, error.code, **error.details)
            self.unusable.setdefault(row.name, set()).add(column)
            return
        if expression is not None:
            self.weights[key_of(row), column] = expression.weight
            self.check_names(expression.names, self.place(row, column))
            self.check_columns(row, expression)
            if not self.rows.keys() - self.twice >= expression.names:
                self.unusable.setdefault(row.name, set()).add(column)

    def check_columns(self, row: Row, expression: Expression) -> None:
        """Bare words of a choice_filter must be columns that some choice of the list has."""
        if not isinstance(row, Question) or not row.list_name:
            return
        if self.doubts.about_choices(row.list_name, self.flow.choices):
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
        for locale, each in words.items():
            self.check_names(references(each), self.place(row, f"{column}::{locale}"))

    def check_names(self, names: frozenset[str], place: Place) -> None:
        for name in sorted(names):
            row = self.rows.get(name)
            if row is None:
                if self.doubts.rows:
                    continue
                close = guess(name, self.rows)
                self.errors.append(place.error(Code.UNKNOWN_REFERENCE, name=name, guess=close))
            elif isinstance(row, Group) and not row.repeat:
                self.errors.append(place.error(Code.GROUP_REFERENCE, name=name))

    def check_choices(self) -> None:
        for list_name, choices in self.flow.choices.items():
            for choice in choices:
                texts = {f"label::{locale}": words for locale, words in choice.label.items()}
                texts |= {c: w for c, w in choice.extra.items() if c.startswith("issue_text::")}
                for column, words in texts.items():
                    place = self.place_of("choices", f"{list_name}/{choice.name}", column)
                    self.check_names(references(words), place)

    def check_minimum(self) -> None:
        for index, minimum in enumerate(self.flow.minimum):
            place = self.place_of("minimum", str(index), "expression")
            try:
                expression = compile_expression(minimum.expression or "''")
            except ExpressionError as error:
                self.errors.append(place.error(error.code, **error.details))
            else:
                self.check_names(expression.names, place)
                self.weights["minimum", ""] += expression.weight
            for locale, words in minimum.message.items():
                place = self.place_of("minimum", str(index), f"message::{locale}")
                self.check_names(references(words), place)

    def check_order(self) -> None:
        for cycle in cycles(self.flow, self.unusable):
            row, column = link(cycle.path)
            self.complain(row, column, Code.CYCLE, path=str(cycle))

    def check_cost(self) -> None:
        """Refuse what `flows.situation` would cut short on any walk."""
        found = costs(self.flow, lambda row, column: self.weights[key_of(row), column])
        for cost in found:
            if crowded(cost):
                limits: dict[str, Detail] = {"each": MAX_REPEATS, "limit": MAX_INSTANCES}
                self.complain(cost.row, "repeat_count", Code.TOO_MANY_INSTANCES, **limits)
        steps = total(found, self.weights["minimum", ""])
        if steps > MAX_STEPS:
            most = dearest(found)
            names = tuple(f"{cost.row.name} ({cost.steps})" for cost in most)
            self.complain(
                most[0].row, "", Code.TOO_MANY_STEPS, steps=steps, limit=MAX_STEPS, rows=names
            )


def _with_depth(
    rows: tuple[Row, ...], depth: int = 1, repeats: int = 0
) -> Iterator[tuple[Row, int, int]]:
    """Every row with how deep it stands and how many repeats are around it."""
    for row in rows:
        yield row, depth, repeats
        if isinstance(row, Group):
            yield from _with_depth(row.rows, depth + 1, repeats + row.repeat)
