"""Generated flows and events for the property tests.

Flows are small but wild: nested stages and repeats, relevance that looks ahead,
filters, constraints, required by expression, known defaults, hidden values,
issue rules. Only flows that pass `flows.check` come out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from zlib import crc32

from hypothesis import strategies as st

from flows.check import check
from flows.errors import Place
from flows.events import (
    Answered,
    Cancelled,
    Corrected,
    Event,
    Finished,
    IssueRaised,
    Noted,
    Paused,
    Prompt,
    Resumed,
    Skipped,
    Step,
)
from flows.model import Choice, Flow, Group, Minimum, Question, Row
from flows.state import Evidence, Value

CHOICES = {
    "abc": (
        Choice("a", {"zh": "甲"}, {"kind": "1"}),
        Choice("b", {"zh": "乙"}, {"kind": "2", "issue_category": "其他"}),
        Choice("c", {"zh": "丙"}, {"issue_text::zh": "丙：${q0}", "issue_category": "收费问题"}),
    )
}
TYPES = (
    "select_one",
    "select_multiple",
    "integer",
    "decimal",
    "text",
    "date",
    "image",
    "note",
    "calculate",
    "hidden",
)
CONDITIONS = (
    "${%s} > 2 or selected(${%s}, 'a')",
    "${%s} < 3 or ${%s} = 'b'",
    "${%s} != ''",
    "not(${%s} > 1 or selected(${%s}, 'b'))",
    "count(${%s}) > 1",
    "sum(${%s}) < 5",
    "not(${%s} = 'a') or position(..) = 2",
    "string-length(${%s}) < 3 and today() > '2026-01-01'",
    "max(${%s}, 2) = 2",
)
VALUES = ("${%s}", "concat(${%s}, 'x')", "if(${%s} > 2, 'a', 'b')", "count-selected(${%s})")


@dataclass
class _Names:
    total: int
    made: int = 0
    seen: list[str] = field(default_factory=list)

    def next(self) -> str:
        self.made += 1
        return f"q{self.made - 1}"


@st.composite
def flows(draw: st.DrawFn, size: int = 8) -> Flow:
    """A flow that passes every check."""
    names = _Names(draw(st.integers(3, size)))
    first = names.next()  # much hangs on the first question, as in real flows
    names.seen.append(first)
    type_ = draw(st.sampled_from(["select_one", "integer"]))
    list_name = "abc" if type_ == "select_one" else ""
    rows: list[Row] = [Question(first, type_, 1, {"zh": first}, list_name=list_name)]
    while names.made < names.total:
        rows.append(draw(_row(names, 0)))
    minimum = (
        (Minimum(draw(_condition(names)), {"zh": "还差 ${q0}"}, 1),) if draw(st.booleans()) else ()
    )
    flow = Flow("made", "1", {"zh": "生成"}, tuple(rows), CHOICES, minimum)
    if check(flow, lambda sheet, name, column: Place("made", sheet, 0, column)):
        # looking ahead made a ring, or at a group: the same flow without conditions
        flow = Flow("made", "1", {"zh": "生成"}, tuple(map(_plain, rows)), CHOICES)
    return flow


def _plain(row: Row) -> Row:
    if isinstance(row, Group):
        count = "2" if row.repeat_count else ""
        rows = tuple(map(_plain, row.rows))
        return Group(row.name, 1, rows, row.label, repeat=row.repeat, repeat_count=count)
    kept = ("name", "type", "row", "label", "list_name", "required", "calculation")
    plain = {column: getattr(row, column) for column in kept}
    plain["required"] = row.required if row.required == "yes" else ""
    plain["calculation"] = "1" if row.calculation else ""
    return Question(**plain)


@st.composite
def _row(draw: st.DrawFn, names: _Names, depth: int, repeated: bool = False) -> Row:
    if depth < 3 and draw(st.integers(0, 3)) == 0:
        return draw(_group(names, depth, repeated))
    return draw(_question(names, repeated))


@st.composite
def _group(draw: st.DrawFn, names: _Names, depth: int, repeated: bool) -> Row:
    repeat = draw(st.booleans())
    name = names.next()
    relevant = draw(_maybe(_condition(names)))
    count = draw(st.sampled_from(["", "2", "count-selected(${q0})"])) if repeat else ""
    rows = [
        draw(_row(names, depth + 1, repeated or repeat)) for _ in range(draw(st.integers(1, 3)))
    ]
    if repeat:
        names.seen.append(name)
    return Group(name, 1, tuple(rows), {"zh": name}, relevant, repeat=repeat, repeat_count=count)


@st.composite
def _question(draw: st.DrawFn, names: _Names, repeated: bool) -> Question:
    name = names.next()
    type_ = draw(st.sampled_from(TYPES[:-1] if repeated else TYPES))
    columns: dict[str, Any] = {"relevant": draw(_maybe(_condition(names)))}
    if type_ in ("select_one", "select_multiple"):
        columns["list_name"] = "abc"
        columns["choice_filter"] = draw(_maybe(_filter(names)))
    if type_ == "calculate":
        columns["calculation"] = draw(_reference(names, VALUES))
    elif type_ not in ("hidden", "note"):
        columns["required"] = draw(st.one_of(st.just("yes"), _maybe(_condition(names))))
        columns["constraint"] = draw(_maybe(st.one_of(_own(), _condition(names))))
        columns["default"] = draw(_maybe(_reference(names, VALUES)))
        columns["appearance"] = draw(st.sampled_from(["", "known"]))
        columns["issue"] = draw(_maybe(_own()))
        columns["issue_category"] = "其他" if columns["issue"] else ""
    names.seen.append(name)
    label = {"zh": f"{name} ${{{draw(st.sampled_from(names.seen))}}}"}
    return Question(name, type_, 1, label, **columns)


def _maybe(source: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(st.just(""), source)


def _own() -> st.SearchStrategy[str]:
    return st.sampled_from([". > 2", ". != 'a'", "string-length(.) < 4", "not(selected(., 'c'))"])


def _condition(names: _Names) -> st.SearchStrategy[str]:
    return _reference(names, CONDITIONS)


def _filter(names: _Names) -> st.SearchStrategy[str]:
    return _reference(names, ("kind = ${%s} or name = 'a'", "not(selected(${%s}, name))"))


@st.composite
def _reference(draw: st.DrawFn, names: _Names, templates: tuple[str, ...]) -> str:
    """Mostly to an earlier row, sometimes to a later one."""
    ahead = st.integers(names.made, names.made + 1).map("q{}".format)
    earlier = st.one_of(st.just("q0"), st.sampled_from(names.seen))
    name = draw(earlier if draw(st.integers(0, 15)) else ahead)
    return draw(st.sampled_from(templates)).replace("%s", name)


# saying things


def evidence(path: str) -> Evidence:
    return Evidence(crc32(path.encode()) % 1000)


def value_for(prompt: Prompt, seed: int) -> Value:
    """What a person with this `seed` says to this question; the same every time."""
    roll = crc32(f"{seed}/{prompt.path}".encode())
    if prompt.more:
        return "yes" if roll % 3 == 0 and not prompt.path.endswith("[4]") else "no"
    return plain_value(prompt.question.type, roll)


def plain_value(type_: str, roll: int) -> Value:
    words: Mapping[str, Any] = {
        "select_one": "abc"[roll % 3],
        "select_multiple": (("a",), ("a", "b"), ("b", "c"), ("a", "b", "c"))[roll % 4],
        "integer": roll % 6,
        "decimal": roll % 6 / 2,
        "text": ("a", "b", "甲乙丙丁")[roll % 3],
        "date": f"2026-0{1 + roll % 3}-01",
        "image": (f"{roll % 3}.jpg",),
    }
    value: Value = words[type_]
    return value


def answer(prompt: Prompt, value: Value) -> Answered:
    """Every answer brings a value for the hidden rows, as a chosen item does."""
    known = {f"q{n}": "a" if value == "a" else 4 for n in range(0, 8, 3)}
    return Answered(prompt.path, value, evidence(prompt.path), known=known)


MOVES = st.lists(
    st.tuples(
        st.sampled_from(
            ["answer"] * 6
            + ["correct"] * 3
            + ["skip", "note", "issue", "pause", "resume", "resume", "finish", "cancel", "wild"]
        ),
        st.integers(0, 10_000),
    ),
    max_size=25,
)
"""Abstract events; `event_of` makes them concrete where the walk stands."""
WILD: tuple[Any, ...] = ("a", "", "yes", 3, -1.5, True, None, (), ("a",), ("a", 1), {}, "x" * 5_000)


def event_of(step: Step, move: tuple[str, int]) -> Event:
    """The event that a move means at this step."""
    kind, roll = move
    prompt = step.prompt
    path = prompt.path if prompt else "q0"
    if kind == "answer" and prompt:
        return answer(prompt, value_for(prompt, roll))
    if kind == "correct":
        said = sorted({*step.state.answers, *step.state.aside, *step.state.skipped, path})
        value = (*WILD, "a", "b", "c", 1, 4, ("b",), "no")[roll % (len(WILD) + 7)]
        return Corrected(said[roll % len(said)], value, Evidence(roll))
    simple: Mapping[str, Event] = {
        "skip": Skipped(path),
        "note": Noted(Evidence(roll)),
        "issue": IssueRaised(Evidence(roll)),
        "pause": Paused(),
        "resume": Resumed(),
        "finish": Finished(),
        "cancel": Cancelled() if roll % 5 == 0 else Noted(Evidence(roll)),
    }
    wild = Answered(path, WILD[roll % len(WILD)], Evidence(roll))
    return simple.get(kind, wild)
