"""A state is small canonical JSON: the same content, the same bytes; anything else is refused."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.state import Answer, Evidence, Mark, State

NUMBERS = st.integers(0, 10**6)
EVIDENCE = st.builds(Evidence, NUMBERS, NUMBERS, NUMBERS)
NAMES = st.text("abc[1]/_", min_size=1, max_size=6)
SCALARS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=9),
    st.integers(-(10**15), 10**15),
    st.floats(allow_nan=False, allow_infinity=False),
)
VALUES = st.one_of(SCALARS, st.lists(st.text("abc", min_size=1), max_size=3).map(tuple))
KNOWN = st.dictionaries(NAMES, VALUES, max_size=2)
HOW = st.sampled_from(["asked", "rule", "default", "guide", "model"])
ANSWERS = st.dictionaries(NAMES, st.builds(Answer, VALUES, EVIDENCE, HOW, KNOWN), max_size=4)
MARKS = st.lists(st.builds(Mark, NAMES, EVIDENCE), max_size=3).map(tuple)
STATES = st.builds(
    lambda said, aside, **rest: State(
        answers=said, aside={p: a for p, a in aside.items() if p not in said}, **rest
    ),
    ANSWERS,
    ANSWERS,
    flow=NAMES,
    version=NAMES,
    started=st.just("2026-03-02T10:30:00+08:00"),
    status=st.sampled_from(["open", "paused", "finished", "cancelled"]),
    skipped=st.lists(NAMES, max_size=3).map(tuple),
    known=KNOWN,
    notes=MARKS,
    issues=MARKS,
)


@given(STATES)
def test_a_state_comes_back_from_its_json(state: State) -> None:
    text = state.to_json()
    assert State.from_json(text) == state
    assert State.from_json(text).to_json() == text


@given(ANSWERS)
def test_equal_states_have_equal_bytes(answers: dict[str, Answer]) -> None:
    turned = dict(reversed(answers.items()))
    states = [State("f", "1", "2026-03-02", answers=a) for a in (answers, turned)]
    assert states[0].to_json() == states[1].to_json()


def test_what_is_usual_takes_no_room() -> None:
    state = State("f", "1", "2026-03-02T10:30:00", answers={"问": Answer("是", Evidence(7))})
    assert state.to_json() == (
        '{"answers":{"问":{"at":[7],"value":"是"}},'
        '"flow":"f","started":"2026-03-02T10:30:00","version":"1"}'
    )


GOOD = {"flow": "f", "version": "1", "started": "2026-03-02"}
BAD = [
    "",
    "null",
    "[]",
    "5",
    "{",
    "[" * 100_000,
    json.dumps({"flow": "f", "version": "1"}),
    json.dumps(GOOD | {"started": "soon"}),
    json.dumps(GOOD | {"flow": 5}),
    json.dumps(GOOD | {"more": 1}),
    json.dumps(GOOD | {"status": "lost"}),
    json.dumps(GOOD | {"status": ["open"]}),
    json.dumps(GOOD | {"answers": []}),
    json.dumps(GOOD | {"answers": {"a": {"value": 1}}}),
    json.dumps(GOOD | {"answers": {"a": {"value": None, "at": [1]}}}),
    json.dumps(GOOD | {"answers": {"a": {"value": True, "at": [1]}}}),
    json.dumps(GOOD | {"answers": {"a": {"value": [1], "at": [1]}}}),
    json.dumps(GOOD | {"answers": {"a": {"value": 1, "at": 1}}}),
    json.dumps(GOOD | {"answers": {"a": {"value": 1, "at": []}}}),
    json.dumps(GOOD | {"answers": {"a": {"value": 1, "at": [1, 2, 3, 4]}}}),
    json.dumps(GOOD | {"answers": {"a": {"value": 1, "at": ["1"]}}}),
    json.dumps(GOOD | {"answers": {"a": {"value": 1, "at": [1], "how": "guessed"}}}),
    json.dumps(GOOD | {"answers": {"a": {"value": 1, "at": [1], "who": "x"}}}),
    json.dumps(GOOD | {"answers": {"a": {"value": 1, "at": [1], "known": 5}}}),
    json.dumps(GOOD | {"skipped": 5}),
    json.dumps(GOOD | {"skipped": [5]}),
    json.dumps(GOOD | {"notes": [[]]}),
    json.dumps(GOOD | {"notes": [["s", "x"]]}),
    json.dumps(GOOD | {"known": {"a": None}}),
    '{"flow":"f","version":"1","started":"2026-03-02","known":{"a":NaN}}',
    json.dumps(
        GOOD | {"answers": {"a": {"value": 1, "at": [1]}}, "aside": {"a": {"value": 2, "at": [1]}}}
    ),
]


@pytest.mark.parametrize("text", BAD, ids=range(len(BAD)))
def test_anything_else_is_a_value_error(text: str) -> None:
    with pytest.raises(ValueError):
        State.from_json(text)


@given(st.text(max_size=50))
def test_any_text_is_a_state_or_a_value_error(text: str) -> None:
    with pytest.raises(ValueError):
        State.from_json(text)
