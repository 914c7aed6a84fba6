"""A situation is derived once for one state and time, and anew for any other."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from flows.engine import begin, look
from flows.events import Answered
from flows.limits import MAX_STEPS
from flows.memory import MAX_DERIVED, once, situation_of, state_from
from flows.plan import plan_of
from flows.readback import read_back
from flows.situation import OverspentError, Situation
from flows.state import State
from tests.flows.walks import NOW, Load, Walk

PLAIN = """
- {type: text, name: a, label::zh: 甲}
- {type: text, name: b, label::zh: 乙}
"""
CLOCK = """
- {type: text, name: a, label::zh: 甲}
- {type: text, name: late, label::zh: 晚, relevant: "now() > '2026-03-02T12:00:00'"}
"""
LATER = NOW + timedelta(hours=3)


def is_derived_once(one: Situation, other: Situation) -> bool:
    return one.values is other.values and one.accepted is other.accepted


def test_the_same_state_and_time_give_the_same_situation(load: Load) -> None:
    flow = load(PLAIN)
    state = begin(flow, NOW).state
    assert is_derived_once(situation_of(flow, state, NOW), situation_of(flow, state, NOW))
    again = situation_of(flow, replace(state), NOW)
    assert not is_derived_once(again, situation_of(flow, state, NOW))
    assert again.values == situation_of(flow, state, NOW).values


def test_the_state_after_an_answer_is_not_derived_twice(load: Load) -> None:
    flow = load(PLAIN)
    walk = Walk(flow, begin(flow, NOW))
    state = walk.say("x").state
    assert [kept for kept, _ in plan_of(flow).derived.values()][-1] is state
    assert look(flow, state, NOW) == replace(walk.step, told=())
    assert look(flow, replace(state), NOW) == replace(walk.step, told=())


def test_a_flow_that_reads_the_clock_is_derived_anew_at_another_time(load: Load) -> None:
    flow = load(CLOCK)
    state = Walk(flow, begin(flow, NOW)).say("x").state
    assert look(flow, state, NOW).prompt is None
    late = look(flow, state, LATER).prompt
    assert late is not None and late.path == "late"
    assert look(flow, state, NOW).prompt is None


def test_a_flow_without_a_clock_is_derived_once_for_all_times(load: Load) -> None:
    flow = load(PLAIN)
    state = begin(flow, NOW).state
    assert is_derived_once(situation_of(flow, state, NOW), situation_of(flow, state, LATER))
    assert plan_of(flow).timeless
    assert not plan_of(load(CLOCK)).timeless


def test_looking_often_at_one_state_does_not_use_up_its_steps(load: Load) -> None:
    flow = load(PLAIN)
    state = begin(flow, NOW).state
    steps = situation_of(flow, state, NOW).steps
    for _ in range(50):
        read_back(flow, state, NOW)
        situation_of(flow, state, NOW).spend(10)
    assert situation_of(flow, state, NOW).steps == steps


def test_what_one_thread_spends_is_not_taken_from_another(load: Load) -> None:
    flow = load(PLAIN)
    state = begin(flow, NOW).state
    mine, other = situation_of(flow, state, NOW), situation_of(flow, state, NOW)
    with pytest.raises(OverspentError):
        mine.spend(MAX_STEPS)
    assert (mine.truncated, other.truncated) == (True, False)
    other.spend(1)
    assert look(flow, state, NOW).prompt is not None


def test_a_state_that_is_kept_as_text_is_known_again(load: Load) -> None:
    """A report under way is kept so, in the chat's memory."""
    flow = load(PLAIN)
    text = Walk(flow, begin(flow, NOW)).say("x").state.to_json()
    assert state_from(text) == State.from_json(text)
    first = situation_of(flow, state_from(text), NOW)
    assert is_derived_once(first, situation_of(flow, state_from(text), NOW))


def test_what_is_remembered_is_bounded(load: Load) -> None:
    flow = load(PLAIN)
    state = begin(flow, NOW).state
    for _ in range(MAX_DERIVED + 5):
        look(flow, replace(state), NOW)
    assert len(plan_of(flow).derived) == MAX_DERIVED


def test_a_refused_answer_leaves_what_is_remembered_alone(load: Load) -> None:
    flow = load(PLAIN)
    step = begin(flow, NOW)
    walk = Walk(flow, step)
    assert walk.event(Answered("a", " ", walk.evidence())).refusal
    assert look(flow, step.state, NOW) == step


def test_what_follows_from_a_situation_is_derived_once_with_all_its_steps(load: Load) -> None:
    calls: list[int] = []

    @once
    def derived(situation: Situation) -> int:
        calls.append(situation.steps)
        return len(calls)

    flow = load(PLAIN)
    situation = situation_of(flow, begin(flow, NOW).state, NOW)
    steps = situation.steps
    situation.spend(10)
    assert [derived(situation), derived(situation)] == [1, 1]
    assert calls == [steps]
