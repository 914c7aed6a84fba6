"""Whatever is said to happen, `advance` gives a step, and the state can be stored and read."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.engine import advance, begin
from flows.events import (
    Answered,
    Cancelled,
    Corrected,
    Finished,
    IssueRaised,
    Noted,
    Paused,
    Resumed,
    Skipped,
)
from flows.model import Choice, Flow, Question
from flows.state import Evidence, State
from tests.flows.walks import NOW

AT = Evidence(1, 0, 2)
FLOW = Flow(
    "kinds",
    "1",
    {"zh": "各种"},
    (
        Question("h", "hidden", 1),
        *(
            Question(type_, type_, 1, {"zh": type_}, list_name="l")  # type: ignore[arg-type]
            for type_ in (
                "text",
                "integer",
                "decimal",
                "date",
                "time",
                "dateTime",
                "image",
                "geopoint",
                "select_one",
                "select_multiple",
            )
        ),
    ),
    {"l": (Choice("a", {"zh": "甲"}), Choice("b", {"zh": "乙"}))},
)
START = begin(FLOW, NOW).state


class Sub(Answered):
    pass


MALFORMED: list[Any] = [
    None,
    "x",
    {},
    Answered,
    Sub("text", "x", AT),
    Answered(None, "x", AT),  # type: ignore[arg-type]
    Answered(["text"], "x", AT),  # type: ignore[arg-type]
    Skipped(3),  # type: ignore[arg-type]
    Answered("text", "x", None),  # type: ignore[arg-type]
    Answered("text", "x", "m1"),  # type: ignore[arg-type]
    Answered("text", "x", Evidence("m1")),  # type: ignore[arg-type]
    Answered("text", "x", Evidence(1, 0, True)),
    Answered("text", "x", Evidence(-1, -5, -9)),
    Answered("text", "x", Evidence(1, 5, 2)),
    Answered("text", "x", Evidence(10**4_000)),
    Answered("text", "x", AT, "bogus"),  # type: ignore[arg-type]
    Answered("text", "x", AT, ["asked"]),  # type: ignore[arg-type]
    Answered("text", "x", AT, "asked", None),  # type: ignore[arg-type]
    Answered("text", "x", AT, "asked", ["h"]),  # type: ignore[arg-type]
    Corrected("text", "x", AT, "asked", "h"),  # type: ignore[arg-type]
    Noted(None),  # type: ignore[arg-type]
    IssueRaised("m1"),  # type: ignore[arg-type]
]


@pytest.mark.parametrize("event", MALFORMED, ids=repr)
def test_what_is_no_event_is_refused(event: Any) -> None:
    step = advance(FLOW, START, event, NOW)
    assert step.refusal is not None and step.refusal.code == "malformed"
    assert isinstance(step.refusal.path, str)
    assert step.state is START
    assert step.prompt is not None and step.prompt.path == "text"


@pytest.mark.parametrize(
    "state",
    [replace(START, flow="other"), replace(START, version="2"), State("zz", "1", "garbage")],
    ids=lambda state: f"{state.flow}-{state.version}",
)
def test_a_state_of_another_flow_or_version_is_refused(state: State) -> None:
    for event in (Answered("text", "x", AT), Cancelled(), None):
        step = advance(FLOW, state, event, NOW)  # type: ignore[arg-type]
        assert step.refusal is not None and step.refusal.code == "other_flow"
        assert (step.state, step.prompt) == (state, None)


def test_what_comes_along_is_kept_where_it_can_be() -> None:
    known: dict[Any, Any] = {"h": {"a": 1}, 3: "x", "nope": 1}
    for odd in (
        known,
        {"h": float("nan")},
        {"h": True},
        {"h": ()},
        {"h": ("a", 1)},
        {"h": ("a", " ")},
        {"h": 10**400},
        {"h": "\ud800"},
    ):
        step = advance(FLOW, START, Answered("text", "x", AT, "asked", odd), NOW)
        assert step.refusal is None
        assert step.state.answers["text"].known == {}


@pytest.mark.parametrize("name", ["a\ud800", "a\0b", "", "x" * 201])
def test_a_file_name_that_cannot_be_stored_is_refused(name: str) -> None:
    photo = Flow("photo", "1", {"zh": "图"}, (Question("p", "image", 1, {"zh": "图"}),))
    for value in (name, (name,), ["ok.jpg", name]):
        step = advance(photo, begin(photo, NOW).state, Answered("p", value, AT), NOW)  # type: ignore[arg-type]
        assert step.refusal is not None and step.refusal.code in ("wrong_type", "too_long")


JUNK = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(),
        st.text(st.characters(), max_size=6),  # with surrogates
        st.binary(max_size=4),
        st.sampled_from(
            ["text", "a", "h", "asked", "2026-03-02", "09:30", "23 113", "a b", AT, FLOW]
        ),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.lists(inner, max_size=3).map(tuple),
        st.dictionaries(
            st.one_of(st.text(max_size=3), st.just("h"), st.integers()), inner, max_size=3
        ),
        st.builds(Evidence, inner, inner, inner),
    ),
    max_leaves=5,
)
HALF = st.one_of(
    st.just(AT), st.builds(Evidence, st.integers(), st.integers(), st.integers()), JUNK
)
PATHS = st.one_of(st.sampled_from([row.name for row in FLOW.rows]), JUNK)


@st.composite
def events(draw: st.DrawFn) -> Any:
    kind = draw(
        st.sampled_from(
            [Answered, Corrected, Skipped, Noted, IssueRaised, Paused, Resumed, Finished, None]
        )
    )
    if kind in (Answered, Corrected):
        how = draw(st.one_of(st.sampled_from(["asked", "rule"]), JUNK))
        known = draw(st.one_of(st.just({}), JUNK))
        return kind(draw(PATHS), draw(JUNK), draw(HALF), how, known)
    if kind is Skipped:
        return Skipped(draw(PATHS))
    if kind in (Noted, IssueRaised):
        return kind(draw(HALF))
    return kind() if kind else draw(JUNK)


@given(st.lists(events(), max_size=12))
def test_any_events_whatsoever_leave_a_state_that_can_be_stored_and_read(said: list[Any]) -> None:
    state = START
    for event in said:
        before = state.to_json()
        step = advance(FLOW, state, event, NOW)
        assert state.to_json() == before
        if step.refusal:
            assert step.state is state
        state = step.state
        stored = state.to_json()
        assert State.from_json(stored.encode().decode()).to_json() == stored
