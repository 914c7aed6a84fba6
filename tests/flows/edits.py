"""Random edits of a flow: what an author may do to it between two versions.

Whatever comes out has passed `flows.check`; what an edit breaks in expressions is taken
out of the flow, as an author would who is told of it.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields, replace
from typing import Any

from hypothesis import strategies as st

from flows.check import check
from flows.errors import Place
from flows.model import Choice, Flow, Group, Question, Row

RETYPED = (
    "select_one", "select_multiple", "text", "integer", "decimal", "date", "image", "file",
    "note", "hidden",
)  # fmt: skip
COUNTS = ("", "1", "2", "count-selected(${q0})")
CONDITIONS = (". != 'a'", ". > 2", "string-length(.) < 3", "1 = 2")


def is_good(flow: Flow) -> bool:
    return not check(flow, lambda sheet, _, column: Place("made", sheet, 0, column))


def everywhere(value: Any, change: Callable[[str], str]) -> Any:
    """`value` with every text in it changed."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {key: everywhere(one, change) for key, one in value.items()}
    if isinstance(value, tuple):
        return tuple(everywhere(one, change) for one in value)
    if isinstance(value, Question | Group | Choice):
        kept = ("name", "type", "list_name", "was")
        new = {
            f.name: everywhere(getattr(value, f.name), change)
            for f in fields(value)
            if f.name not in kept
        }
        return replace(value, **new)
    return value


def mapped(rows: Iterable[Row], change: Callable[[Row], Iterable[Row]]) -> Iterator[Row]:
    """The rows, each replaced by what `change` makes of it, from the inside out."""
    for row in rows:
        if isinstance(row, Group):
            row = replace(row, rows=tuple(mapped(row.rows, change)))  # noqa: PLW2901
            if not row.rows:
                continue
        yield from change(row)


def plain(row: Row) -> tuple[Row]:
    """The row without what hangs on others."""
    if isinstance(row, Group):
        return (replace(row, relevant="", repeat_count="1" if row.repeat_count else ""),)
    return (
        Question(
            row.name,
            row.type,
            row.row,
            {"zh": row.name},
            list_name=row.list_name,
            calculation="1" if row.type == "calculate" else "",
            required="yes" if row.required == "yes" else "",
            was=row.was,
        ),
    )


@dataclass
class Editor:
    """Edits one flow step by step; `dice` decides, so that an example is a number."""

    flow: Flow
    dice: random.Random
    made: int = 0

    def edit(self, names: Iterable[str], version: str) -> Flow:
        """The flow after all the edits, checked."""
        for name in names:
            getattr(self, name)()
        flow = replace(self.flow, version=version)
        if not is_good(flow):
            rows = tuple(mapped(flow.rows, plain))
            flow = replace(flow, rows=rows, minimum=(), choices=_without_texts(flow))
        return flow

    def rename(self) -> None:
        row = self._any()
        new = self._fresh()
        was = f"{row.was}|{row.name}".strip("|")
        self._put(row.name, lambda one: (replace(one, name=new, was=was),))
        self._refer(row.name, f"${{{new}}}")

    def delete(self) -> None:
        row = self._any()
        names = [row.name]
        if isinstance(row, Group):
            names += [one.name for one in replace(self.flow, rows=row.rows).walk_rows()]
        before = self.flow
        self._put(row.name, lambda _: ())
        if not self.flow.rows:
            self.flow = before  # a flow asks something
            return
        for name in names:
            self._refer(name, "'1'")

    def insert(self) -> None:
        name = self._fresh()
        new = Question(name, "text", 1, {"zh": name}, required=self.dice.choice(["", "yes"]))
        self._put(self._any().name, lambda one: self.dice.choice([(new, one), (one, new)]))

    def move(self) -> None:
        row, goal = self._any(), self._any()
        inside = replace(self.flow, rows=row.rows).walk_rows() if isinstance(row, Group) else ()
        if goal.name in {row.name, *(one.name for one in inside)}:
            return
        self._put(row.name, lambda _: ())
        before = self.flow
        self._put(goal.name, lambda one: self.dice.choice([(row, one), (one, row)]))
        if self.flow == before:  # the goal was a group that is empty without it
            self.flow = replace(self.flow, rows=(*self.flow.rows, row))

    def reorder(self) -> None:
        rows = list(self.flow.rows)
        self.dice.shuffle(rows)
        self.flow = replace(self.flow, rows=tuple(rows))

    def retype(self) -> None:
        row = self._any(Question)
        if row is None:
            return
        new: Any = self.dice.choice(RETYPED)
        lists = [*self.flow.choices]
        list_name = self.dice.choice(lists) if new.startswith("select") and lists else ""
        kept = {"label": row.label or {"zh": row.name}, "relevant": row.relevant, "was": row.was}
        if new.startswith("select") and not list_name:
            return
        asked = Question(row.name, new, 1, list_name=list_name, **kept)
        self._put(row.name, lambda _: (asked,))

    def wrap(self) -> None:
        name, repeat = self._fresh(), self.dice.random() < 0.5
        count = self.dice.choice(COUNTS) if repeat else ""
        self._put(
            self._any().name,
            lambda one: (Group(name, 1, (one,), {"zh": name}, repeat=repeat, repeat_count=count),),
        )

    def unwrap(self) -> None:
        row = self._any(Group)
        if row is not None:
            self._put(row.name, lambda one: one.rows if isinstance(one, Group) else (one,))
            self._refer(row.name, "'1'")

    def recount(self) -> None:
        row = self._any(Group)
        if row is not None:
            repeat = self.dice.random() < 0.8
            count = self.dice.choice(COUNTS) if repeat else ""
            self._put(row.name, lambda one: (replace(one, repeat=repeat, repeat_count=count),))

    def constrain(self) -> None:
        row = self._any(Question)
        if row is not None and row.type not in ("note", "calculate", "hidden"):
            column = self.dice.choice(["constraint", "relevant"])
            rule = self.dice.choice(CONDITIONS)
            self._put(row.name, lambda one: (replace(one, **{column: rule}),))

    def free(self) -> None:
        row = self._any(Question)
        if row is not None:
            self._put(row.name, lambda one: (replace(one, constraint="", relevant=""),))

    def rename_choice(self) -> None:
        def change(choices: list[Choice], at: int) -> None:
            one, new = choices[at], self._fresh()
            was = f"{one.extra.get('was', '')}|{one.name}".strip("|")
            choices[at] = replace(one, name=new, extra={**one.extra, "was": was})

        self._choices(change)

    def delete_choice(self) -> None:
        self._choices(lambda choices, at: choices.pop(at) if len(choices) > 1 else None)

    def add_choice(self) -> None:
        name = self._fresh()
        self._choices(lambda choices, at: choices.insert(at, Choice(name, {"zh": f"选{name}"})))

    def shuffle_choices(self) -> None:
        self._choices(lambda choices, _: self.dice.shuffle(choices))

    def _choices(self, change: Callable[[list[Choice], int], object]) -> None:
        name = self.dice.choice([*self.flow.choices])
        choices = list(self.flow.choices[name])
        change(choices, self.dice.randrange(len(choices)))
        self.flow = replace(self.flow, choices={**self.flow.choices, name: tuple(choices)})

    def _any(self, kind: type[Row] | None = None) -> Any:
        rows = [row for row in self.flow.walk_rows() if kind is None or isinstance(row, kind)]
        return self.dice.choice(rows) if rows else None

    def _fresh(self) -> str:
        self.made += 1
        return f"n{self.flow.version}_{self.made}"

    def _put(self, name: str, change: Callable[[Any], Iterable[Row]]) -> None:
        rows = mapped(self.flow.rows, lambda one: change(one) if one.name == name else (one,))
        self.flow = replace(self.flow, rows=tuple(rows))

    def _refer(self, name: str, instead: str) -> None:
        def change(words: str) -> str:
            return words.replace(f"${{{name}}}", instead)

        self.flow = replace(
            self.flow,
            rows=everywhere(self.flow.rows, change),
            choices=everywhere(dict(self.flow.choices), change),
            minimum=(),
        )


def _without_texts(flow: Flow) -> dict[str, tuple[Choice, ...]]:
    """The choices without sentences that refer to rows."""
    return {
        name: tuple(
            replace(
                one, extra={k: v for k, v in one.extra.items() if not k.startswith("issue_text")}
            )
            for one in choices
        )
        for name, choices in flow.choices.items()
    }


GENTLE = ("rename", "insert")
"""Edits after which every answer is still one."""
ALL = (
    *GENTLE, "delete", "move", "reorder", "retype", "retype", "wrap", "unwrap", "recount",
    "constrain", "free", "rename_choice", "delete_choice", "add_choice", "shuffle_choices",
)  # fmt: skip


def edits(of: tuple[str, ...] = ALL, most: int = 6) -> st.SearchStrategy[list[str]]:
    """What an author does, in this order."""
    return st.lists(st.sampled_from(of), min_size=1, max_size=most)
