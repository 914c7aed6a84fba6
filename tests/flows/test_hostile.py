"""A hostile flow costs little: it is refused, or cut short, never a hang."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from flows.check import check
from flows.engine import advance, begin, look
from flows.errors import Code, Place
from flows.events import Answered
from flows.memory import situation_of
from flows.model import Choice, Flow, Group, Question, Row
from flows.readback import read_back, text_of
from flows.state import Answer, Evidence, State
from tests.flows.walks import NOW
from tests.patience import soon


def made(*rows: Row, **choices: tuple[Choice, ...]) -> Flow:
    return Flow("hostile", "1", {"zh": "x"}, rows, choices)


def question(name: str, type_: str = "text", **columns: str) -> Question:
    return Question(name, type_, 1, {"zh": name}, **columns)  # type: ignore[arg-type]


def nested(levels: int, *inner: Row) -> Row:
    group = Group("r0", 1, inner, repeat=True, repeat_count="50")
    for level in range(1, levels):
        group = Group(f"r{level}", 1, (group,), repeat=True, repeat_count="50")
    return group


def repeats_in_repeats() -> Flow:
    return made(question("first"), nested(8, question("a")))


def sums_over_sums() -> Flow:
    long = " + ".join(["sum(${a})"] * 40)
    rows = [question(f"c{n}", "calculate", calculation=long) for n in range(200)]
    return made(question("first"), nested(2, question("a", "integer"), *rows))


def sets_against_sets() -> Flow:
    compare = " or ".join(["${a} = ${b}"] * 100)
    rows = [question(f"c{n}", "calculate", calculation=compare) for n in range(100)]
    inner = (
        question("a", "calculate", calculation="1"),
        question("b", "calculate", calculation="2"),
    )
    return made(question("first"), nested(2, *inner), *rows)


def texts_that_double() -> Flow:
    rows = [
        question("first"),
        question("c0", "calculate", calculation="concat(${first}, ${first})"),
    ]
    rows += [
        question(f"c{n}", "calculate", calculation=f"concat(${{c{n - 1}}}, ${{c{n - 1}}})")
        for n in range(1, 300)
    ]
    return made(*rows)


def chains_that_look_ahead() -> Flow:
    rows = [question(f"q{n}", relevant=f"${{q{n + 1}}} != ''") for n in range(900)]
    return made(*rows, question("q900"))


def filters_over_many_choices() -> Flow:
    many = tuple(Choice(f"c{n}", {"zh": "x"}) for n in range(5_000))
    pattern = "regex(name, '(c|cc)*(0|00)*x?')"
    rows = [
        question(
            f"q{n}",
            "select_one",
            list_name="many",
            choice_filter=pattern,
            default="c1",
            appearance="known",
        )
        for n in range(500)
    ]
    return made(question("first"), *rows, many=many)


HOSTILE = [
    repeats_in_repeats,
    sums_over_sums,
    sets_against_sets,
    texts_that_double,
    chains_that_look_ahead,
    filters_over_many_choices,
]


@pytest.mark.parametrize("build", HOSTILE)
def test_a_hostile_flow_that_would_be_cut_short_is_refused(build: Callable[[], Flow]) -> None:
    flow = build()
    with soon():
        errors = check(flow, lambda sheet, name, column: Place("x", sheet, 0, column))
    cut = situation_of(flow, begin(flow, NOW).state, NOW).truncated
    assert bool(errors) >= cut
    dear = {Code.TOO_MANY_STEPS, Code.TOO_MANY_INSTANCES, Code.TOO_DEEP}
    assert {e.code for e in errors} <= dear


@pytest.mark.parametrize("build", HOSTILE)
def test_a_hostile_flow_does_not_hang(build: Callable[[], Flow]) -> None:
    flow = build()
    with soon():
        step = begin(flow, NOW)
    assert step.prompt is not None
    with soon():
        said = Answered(step.prompt.path, "字" * 4_000, Evidence(1))
        step = advance(flow, step.state, said, NOW)
    assert step.refusal is None or step.refusal.code == "limit"
    with soon():
        read_back(flow, step.state, NOW)
    with soon():
        text_of(flow, step.state, "first", "label", NOW)


def test_an_answer_that_makes_the_walk_too_large_is_refused() -> None:
    flow = made(
        question("n", "integer"),
        Group("r", 1, (nested(1, question("a")),), repeat=True, repeat_count="${n}"),
    )
    step = begin(flow, NOW)
    refused = advance(flow, step.state, Answered("n", 9, Evidence(1)), NOW)
    assert refused.refusal is not None and refused.refusal.code == "limit"
    assert refused.state is step.state
    assert advance(flow, step.state, Answered("n", 4, Evidence(1)), NOW).refusal is None


def test_a_state_of_another_hand_is_borne() -> None:
    flow = made(
        question("a", "integer"),
        question("b", "select_one", list_name="l"),
        Group("r", 1, (question("c"),), repeat=True),
        l=(Choice("x", {"zh": "X"}),),
    )
    odd = {
        "a": Answer("five", Evidence(1)),
        "b": Answer("gone", Evidence(1)),
        "r[2]": Answer("perhaps", Evidence(1)),
        "r[2]/c": Answer("x", Evidence(1)),
        "nowhere[": Answer(("x",), Evidence(1)),
    }
    state = State(
        "hostile", "1", NOW.isoformat(), answers=odd, skipped=("r[2]", "zzz"), known={"a": 1}
    )
    step = look(flow, state, NOW)
    assert step.prompt is not None and step.prompt.path == "a"
    step = advance(flow, state, Answered("a", 5, Evidence(2)), NOW)
    assert step.state.answers.keys() == {"a"}
    assert step.state.aside.keys() == odd.keys() - {"a"}
    assert step.state.skipped == ()
