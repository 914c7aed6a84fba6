"""`once()` is ODK's: a row's value stays what an event first made it."""

from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from flows.engine import advance, begin, look
from flows.events import Answered, Corrected, Noted, Paused
from flows.functions import Scalar
from flows.memory import situation_of
from flows.model import Flow, Group, Question
from flows.state import Evidence, State
from tests.flows.walks import NOW, Load, Walk

LATER, LATEST = NOW + timedelta(hours=5), NOW + timedelta(days=2)


def computed(name: str, calculation: str) -> Question:
    return Question(name, "calculate", 1, calculation=calculation)


def asked(name: str, **columns: str) -> Question:
    return Question(name, "text", 1, {"zh": name}, **columns)  # type: ignore[arg-type]


FLOW = Flow(
    "once",
    "1",
    {"zh": "一次"},
    (
        asked("a"),
        asked("b", relevant="${a} != 'none'"),
        computed("first", "once(${b})"),
        computed("at", "once(if(${a} != '', now(), ''))"),
        computed("inside", "if(${a} != '', once(now()), '')"),
        computed("begun", "once(now())"),
        asked("c", default="once(${b})", appearance="known"),
        asked("last"),
    ),
)


def values(state: State) -> dict[str, Scalar]:
    """As another process sees it, later."""
    return situation_of(FLOW, State.from_json(state.to_json()), LATEST).values


def said(state: State, path: str, value: str, now: datetime = NOW) -> State:
    kind = (
        Answered if (prompt := look(FLOW, state, now).prompt) and prompt.path == path else Corrected
    )
    step = advance(FLOW, state, kind(path, value, Evidence(1)), now)
    assert step.refusal is None
    return step.state


def test_what_was_first_stays_through_corrections_and_time() -> None:
    state = begin(FLOW, NOW).state
    state = said(state, "a", "x", LATER)
    state = said(state, "b", "one", LATER)
    state = said(state, "b", "two", LATEST)
    now = values(state)
    assert (now["b"], now["first"], now["c"]) == ("two", "one", "one")
    assert now["at"] == now["inside"] == LATER.isoformat()
    assert now["begun"] == NOW.isoformat()


def test_what_is_irrelevant_keeps_what_it_had_and_an_empty_row_takes_a_new_value(
    load: Load,
) -> None:
    rows = """
- {type: text, name: a, label: A}
- {type: calculate, name: kept, relevant: "${a} != 'none'", calculation: "once(${a})"}
- {type: calculate, name: emptied, calculation: "if(${a} != 'none', once(${a}), '')"}
- {type: text, name: b, label: B}
"""
    flow = load(rows)
    walk = Walk(flow, begin(flow, NOW))
    walk.say("one")
    for value, kept, emptied in (
        ("two", "one", "one"),
        ("none", None, ""),
        ("three", "one", "three"),
        ("four", "one", "three"),
    ):
        state = walk.correct("a", value).state
        now = situation_of(flow, State.from_json(state.to_json()), NOW).values
        assert (now.get("kept"), now["emptied"]) == (kept, emptied)


def test_each_instance_of_a_repeat_keeps_its_own() -> None:
    repeat = Group("r", 1, (asked("q"), computed("k", "once(${q})")), repeat=True, repeat_count="2")
    flow = Flow("repeated", "1", {"zh": "重复"}, (repeat, asked("z")))
    walk = Walk(flow, begin(flow, NOW))
    walk.say("one", "two")
    walk.correct("r[1]/q", "three")
    known = walk.step.state.known
    assert known == {"r[1]/k": "one", "r[2]/k": "two"}


def test_looking_noting_and_pausing_keep_nothing() -> None:
    flow = Flow(
        "clock",
        "1",
        {"zh": "钟"},
        (computed("late", "once(if(now() > '2026-03-03', now(), ''))"), asked("a"), asked("b")),
    )
    state = begin(flow, NOW).state
    before = state.to_json()
    look(flow, state, LATEST)
    assert state.to_json() == before
    for event in (Noted(Evidence(1)), Paused()):
        assert advance(flow, state, event, LATEST).state.known == {}
    moved = advance(flow, state, Answered("a", "x", Evidence(1)), LATEST)
    assert moved.state.known == {"late": LATEST.isoformat()}


def test_a_value_from_outside_cannot_be_planted() -> None:
    assert begin(FLOW, NOW, {"first": "planted"}).state.known == {"begun": NOW.isoformat()}


MOVES = st.lists(
    st.tuples(st.sampled_from("ab"), st.sampled_from(["none", "x", "y", "z"])), max_size=12
)


@given(MOVES)
def test_once_is_the_first_value_of_any_talk_and_the_step_is_what_would_be_derived(
    moves: list[tuple[str, str]],
) -> None:
    state = begin(FLOW, NOW).state
    first = ""
    for path, value in moves:
        step = advance(FLOW, state, Answered(path, value, Evidence(1)), NOW)
        if step.refusal:
            step = advance(FLOW, state, Corrected(path, value, Evidence(1)), NOW)
        state = step.state
        first = first or str(situation_of(FLOW, state, NOW).values.get("b", ""))
        assert values(state)["first"] == first
        again = look(FLOW, State.from_json(state.to_json()), NOW)
        assert (again.prompt, again.findings) == (step.prompt, step.findings)


def test_a_row_that_grows_by_itself_is_what_its_state_says() -> None:
    """ODK would let it grow, too; what matters is that no process sees another value."""
    flow = Flow(
        "grows",
        "1",
        {"zh": "长"},
        (asked("a"), computed("g", "concat(once('x'), '+')"), asked("b")),
    )
    state = begin(flow, NOW).state
    for path in ("a", "b"):
        state = advance(flow, state, Answered(path, "x", Evidence(1)), NOW).state
        here = situation_of(flow, state, NOW).values
        assert here == situation_of(flow, State.from_json(state.to_json()), NOW).values
