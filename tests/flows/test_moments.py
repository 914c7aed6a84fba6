"""Moments: rows that take the time when they are told, and what the clock makes of them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.engine import advance, begin, look
from flows.errors import Code
from flows.events import Answered, Cancelled, Corrected, Event, Finished, Happened, Paused, Resumed
from flows.readback import read_back
from flows.state import Evidence, State, Value
from flows.yaml_form import read_flow
from tests.flows.pack_walks import ACCOMPANIED, COUNTER, NOW, SAID, reply, shown, values, walk
from tests.flows.walks import Walk

NINE = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
NAMES = ("queue_began", "queue_called", "handed_in", "case_done", "left_hall")


def at(minutes: int) -> datetime:
    return NINE + timedelta(minutes=minutes)


def after(*moments: tuple[str, int]) -> Walk:
    """A walk at its first question, after these moments."""
    w = Walk(ACCOMPANIED, begin(ACCOMPANIED, NOW))
    for name, minutes in moments:
        assert w.event(Happened(name, at(minutes))).refusal is None
    return w


def finished(w: Walk) -> tuple[list[str], Walk]:
    asked = []
    while (prompt := w.step.prompt) is not None:
        asked.append(prompt.path)
        w.step = reply(ACCOMPANIED, w.step, prompt, COUNTER)
        assert w.step.refusal is None
    return asked, w


def test_what_the_clock_knows_is_not_asked_but_read_back() -> None:
    asked, w = finished(after(("queue_began", 12), ("queue_called", 35), ("case_done", 47)))
    assert not {"queue", "handling", "total_minutes"} & set(asked)
    lines = shown(ACCOMPANIED, w.step)
    assert lines["queue"] == "23"
    assert lines["queue_span"] == "09:12–09:35"
    assert lines["handling"] == "12"
    assert lines["total_minutes"] == "35"


def test_half_a_moment_says_nothing() -> None:
    for moments in ([("queue_began", 12)], [("queue_called", 35)], [("case_done", 40)], []):
        asked, w = finished(after(*moments))
        assert {"queue", "handling"} <= set(asked)
        assert "queue_span" not in shown(ACCOMPANIED, w.step)


def test_an_end_before_its_beginning_says_nothing() -> None:
    asked, _ = finished(after(("queue_called", 12), ("queue_began", 35)))
    assert "queue" in asked


def test_what_was_answered_goes_before_the_clock() -> None:
    _, w = finished(after(("queue_began", 12), ("queue_called", 35)))
    w.event(Corrected("queue", 20, SAID))
    lines = shown(ACCOMPANIED, w.step)
    assert lines["queue"] == "20"
    assert "queue_span" not in lines
    w.event(Happened("queue_called", at(40)))
    assert shown(ACCOMPANIED, w.step)["queue"] == "20"


def test_what_was_said_last_of_a_moment_counts() -> None:
    w = after(("queue_began", 12), ("queue_began", 20))
    assert w.step.state.known["queue_began"] == "2026-03-02T09:20"


def test_a_moment_leaves_the_open_question_unless_it_is_answered_by_it() -> None:
    w = after(("queue_began", 12))
    assert w.asked == "item"
    while w.asked != "queue":
        assert w.step.prompt is not None
        w.step = reply(ACCOMPANIED, w.step, w.step.prompt, COUNTER)
    w.event(Happened("queue_called", at(30)))
    assert w.asked == "counter_trouble"


def test_a_pause_takes_no_moment_away_and_is_not_ended_by_one() -> None:
    w = after()
    w.event(Paused())
    step = w.event(Happened("queue_called", at(1)))
    assert step.refusal is None
    assert (step.state.status, step.prompt) == ("paused", None)


@pytest.mark.parametrize(
    ("event", "code"),
    [
        (Happened("item", NINE), "not_asked"),
        (Happened("guide_limit", NINE), "not_asked"),
        (Happened("nobody", NINE), "not_asked"),
        (Happened("opening", NINE), "not_asked"),
        (Happened("queue_began", "09:12"), "malformed"),  # type: ignore[arg-type]
        (Happened(("queue_began",), NINE), "malformed"),  # type: ignore[arg-type]
    ],
)
def test_what_is_no_moment_changes_nothing(event: Event, code: str) -> None:
    w = after()
    before = w.step.state
    step = w.event(event)
    assert step.refusal is not None
    assert step.refusal.code == code
    assert step.state is before


@pytest.mark.parametrize("end", [Cancelled(), Finished()])
def test_nothing_happens_to_a_walk_that_is_over(end: Event) -> None:
    _, step = walk(ACCOMPANIED, COUNTER)
    over = advance(ACCOMPANIED, step.state, end, NOW).state
    refused = advance(ACCOMPANIED, over, Happened("left_hall", NINE), NOW)
    assert refused.refusal is not None
    assert refused.refusal.code == "not_open"


MOMENTS = st.builds(
    Happened,
    st.sampled_from(NAMES),
    st.integers(-2000, 2000).map(at),
)
OTHERS = st.sampled_from([Paused(), Resumed(), "answer", "correct"])


@given(st.lists(st.one_of(MOMENTS, OTHERS), max_size=25))
def test_moments_in_any_order_lose_no_answer_and_keep_the_last_of_each(
    events: list[Event | str],
) -> None:
    step = begin(ACCOMPANIED, NOW)
    said: dict[str, Value] = {}
    told: dict[str, str] = {}
    for event in events:
        if event == "answer":
            if step.prompt is None:
                continue
            path = step.prompt.path
            step = reply(ACCOMPANIED, step, step.prompt, COUNTER)
            assert step.refusal is None
            said[path] = step.state.answers[path].value
        elif event == "correct":
            step = advance(ACCOMPANIED, step.state, Corrected("item", "社保卡", SAID), NOW)
            if step.refusal is None:
                said["item"] = "社保卡"
        else:
            assert not isinstance(event, str)
            step = advance(ACCOMPANIED, step.state, event, NOW)
            assert step.refusal is None
            if isinstance(event, Happened):
                told[event.name] = event.at.replace(tzinfo=None).isoformat(timespec="minutes")
    assert {p: a.value for p, a in (step.state.aside | step.state.answers).items()} == said
    assert step.state.known == told
    assert State.from_json(step.state.to_json()) == step.state
    waits = [line for stage in read_back(ACCOMPANIED, step.state, NOW) for line in stage.lines]
    queue = next((line.value for line in waits if line.path == "queue"), None)
    if isinstance(queue, int) and "queue" not in said:
        assert 0 <= queue <= 1440


@given(st.permutations([(name, n * 7) for n, name in enumerate(NAMES)]))
def test_the_order_in_which_moments_are_told_makes_no_difference(
    order: list[tuple[str, int]],
) -> None:
    w = after(*order)
    assert w.step.state.to_json() == after(*sorted(order)).step.state.to_json()


def test_a_look_and_the_event_see_the_same() -> None:
    w = after(("queue_began", 12), ("queue_called", 35))
    assert look(ACCOMPANIED, w.step.state, NOW).prompt == w.step.prompt
    w.event(Answered("item", "社保卡", Evidence(1)))
    again = look(ACCOMPANIED, State.from_json(w.step.state.to_json()), NOW)
    assert again.prompt == w.step.prompt
    assert values(ACCOMPANIED, again) == values(ACCOMPANIED, w.step)


def test_rows_that_can_never_be_filled_are_remarked_on(tmp_path: Path) -> None:
    flow = tmp_path / "flow.yaml"
    flow.write_text(
        """flow: test
title: 测试
survey:
- {type: hidden, name: called, appearance: moment}
- {type: hidden, name: papers, appearance: list}
- {type: text, name: a, label: 好？, synonyms: 好|行}
- {type: text, name: b, label: 好？, appearance: moment}
- {type: hidden, name: fine, appearance: moment busy, synonyms: 叫到号}
""",
        encoding="utf-8",
    )
    _, slips = read_flow(flow)
    assert [(slip.place.row, slip.code) for slip in slips] == [
        (4, Code.MISSING),
        (5, Code.MISSING),
        (6, Code.MISPLACED),
        (7, Code.IDLE_APPEARANCE),
    ]


def test_a_second_round_adds_to_the_first() -> None:
    w = after(("queue_began", 0), ("queue_called", 12))
    again: dict[str, Value] = {
        "queue_earlier": "12",
        "visit_began": "2026-03-02T09:00",
        "queue_called": "",
    }
    assert w.event(Happened("queue_began", at(20), again)).refusal is None
    assert "queue_called" not in w.step.state.known
    assert w.event(Happened("queue_called", at(50))).refusal is None
    assert w.event(Happened("case_done", at(60))).refusal is None
    asked, w = finished(w)
    lines = shown(ACCOMPANIED, w.step)
    assert (lines["queue"], lines["handling"], lines["total_minutes"]) == ("42", "10", "60")
    assert not {"queue", "handling", "total_minutes"} & set(asked)
    assert "queue_span" not in lines
