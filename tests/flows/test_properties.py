"""What holds for every flow and every sequence of events."""

from __future__ import annotations

from collections.abc import Callable, Set
from dataclasses import replace
from itertools import pairwise

from hypothesis import assume, given
from hypothesis import strategies as st

from flows.engine import advance, begin, look
from flows.events import Corrected, Paused, Resumed, Skipped, Step
from flows.memory import situation_of
from flows.model import Flow, Question, has_appearance
from flows.plan import plan_of
from flows.readback import correctable, read_back, text_of
from flows.situation import Situation
from flows.state import State
from tests.flows.strategies import MOVES, answer, event_of, evidence, flows, plain_value, value_for
from tests.flows.walks import NOW


def play(flow: Flow, moves: list[tuple[str, int]]) -> list[Step]:
    steps = [begin(flow, NOW, {"q0": "a", "q1": 4})]
    for move in moves:
        steps.append(advance(flow, steps[-1].state, event_of(steps[-1], move), NOW))
    return steps


def through(flow: Flow, step: Step, seed: int, instead: dict[str, int] | None = None) -> Step:
    """Answer until nothing is open, as the person of `seed` would; some paths by another seed.

    What is refused is skipped; where that is refused too, the example is given up.
    """
    for _ in range(200):
        if step.prompt is None:
            return step
        own = (instead or {}).get(step.prompt.path, seed)
        said = advance(flow, step.state, answer(step.prompt, value_for(step.prompt, own)), NOW)
        if said.refusal:
            said = advance(flow, step.state, Skipped(step.prompt.path), NOW)
            assume(not said.refusal)
        step = said
    assume(False)
    raise AssertionError


def some_of(paths: Set[str]) -> st.SearchStrategy[str]:
    """One of the paths; often the first question, on which much hangs."""
    any_path = st.sampled_from(sorted(paths))
    return st.one_of(st.just("q0"), any_path) if "q0" in paths else any_path


@given(flows(), MOVES)
def test_any_sequence_of_events_keeps_the_invariants(
    flow: Flow, moves: list[tuple[str, int]]
) -> None:
    steps = play(flow, moves)
    for before, step in pairwise(steps):
        state = step.state
        assert State.from_json(state.to_json()) == state
        assert not state.answers.keys() & state.aside.keys()
        assert not state.answers.keys() & set(state.skipped)
        assert len({finding.key for finding in step.findings}) == len(step.findings)
        if step.refusal:
            assert state is before.state
            assert step.told == ()
        if step.prompt:
            assert state.status == "open"
            assert step.prompt.path not in {*state.answers, *state.skipped}
            assert step.prompt.number >= 1
        if state.status == "finished":
            assert look(flow, replace(state, status="open"), NOW).prompt is None


@given(flows(), MOVES)
def test_two_runs_give_equal_bytes_also_through_json(
    flow: Flow, moves: list[tuple[str, int]]
) -> None:
    first = play(flow, moves)
    step = begin(flow, NOW, {"q0": "a", "q1": 4})
    for move, expected in zip(moves, first[1:], strict=True):
        stored = State.from_json(step.state.to_json())
        step = advance(flow, stored, event_of(step, move), NOW)
        assert step.state.to_json() == expected.state.to_json()
        assert (step.prompt, step.findings) == (expected.prompt, expected.findings)


@given(flows(), MOVES)
def test_looking_and_reading_leave_the_state_byte_identical(
    flow: Flow, moves: list[tuple[str, int]]
) -> None:
    step = play(flow, moves)[-1]
    before = step.state.to_json()
    seen = look(flow, step.state, NOW)
    assert (seen.prompt, seen.findings) == (step.prompt, step.findings)
    lines = [line for stage in read_back(flow, step.state, NOW) for line in stage.lines]
    paths = {line.path for line in lines if line.answer and line.answer.how != "default"}
    assert paths == {path for path in step.state.answers if not path.endswith("]")}
    assert {line.path for line in correctable(flow, step.state, NOW)} >= paths
    for path in (*step.state.answers, *step.state.aside, "q0"):
        text_of(flow, step.state, path, "label", NOW)
    assert step.state.to_json() == before


def asked(state: State) -> set[str]:
    """The paths of all that was ever asked."""
    return {*state.answers, *state.aside, *state.skipped}


def known_of(flow: Flow) -> Callable[[str], bool]:
    """Whether a path is of a question that is not asked while its default holds."""
    rows = (row for row in flow.walk_rows() if isinstance(row, Question))
    names = {row.name for row in rows if has_appearance(row, "known")}
    return lambda path: path.rpartition("/")[2] in names


@given(flows(), st.integers(0, 99), st.integers(0, 99), st.data())
def test_correcting_gives_the_same_state_as_having_answered_so_at_first(
    flow: Flow, seed: int, other: int, data: st.DataObject
) -> None:
    straight = through(flow, begin(flow, NOW), seed)
    assume(straight.state.answers)
    path = data.draw(some_of(straight.state.answers.keys()))
    detour = begin(flow, NOW)
    for _ in range(200):  # the same person, who first says something else at `path`
        if detour.prompt is None:
            break
        person = other if detour.prompt.path == path else seed
        said = answer(detour.prompt, value_for(detour.prompt, person))
        detour = advance(flow, detour.state, said, NOW)
        assume(not detour.refusal)  # then it would not be the same answers
    right = straight.state.answers[path]
    corrected = advance(
        flow,
        detour.state,
        Corrected(path, right.value, right.evidence, right.how, right.known),
        NOW,
    )
    assume(not corrected.refusal)  # `path` is not asked at all on the detour
    end = through(flow, corrected, seed)
    # who was asked for what is prefilled now has answered, and that stands
    assume(not any(map(known_of(flow), asked(end.state) ^ asked(straight.state))))
    assert end.state.answers == straight.state.answers
    assert end.state.skipped == straight.state.skipped
    assert end.findings == straight.findings
    assert end.state.aside.keys() >= straight.state.aside.keys()


@given(flows(), MOVES, st.integers(0, 25))
def test_pausing_and_resuming_at_any_point_changes_nothing(
    flow: Flow, moves: list[tuple[str, int]], at: int
) -> None:
    steps = play(flow, moves[:at])
    step = steps[-1]
    assume(step.state.status == "open")
    paused = advance(flow, step.state, Paused(), NOW)
    assert paused.state == replace(step.state, status="paused")
    assert paused.prompt is None
    resumed = advance(flow, paused.state, Resumed(), NOW)
    assert resumed.state.to_json() == step.state.to_json()
    assert (resumed.prompt, resumed.findings) == (step.prompt, step.findings)


@given(flows(), st.integers(0, 99), st.integers(0, 99), st.data())
def test_what_a_correction_put_aside_comes_back_with_it(
    flow: Flow, seed: int, roll: int, data: st.DataObject
) -> None:
    step = through(flow, begin(flow, NOW), seed)
    before = step.state
    offers = {path for path in before.answers if path.endswith("]")}
    assume(before.answers.keys() - offers)
    path = data.draw(some_of(before.answers.keys() - offers))
    kind = next(row.type for row in flow.walk_rows() if row.name == path.rpartition("/")[2])  # type: ignore[union-attr]
    away = advance(flow, before, Corrected(path, plain_value(kind, roll), evidence("other")), NOW)
    old = before.answers[path]
    back = advance(
        flow, away.state, Corrected(path, old.value, old.evidence, old.how, old.known), NOW
    )
    assume(not back.refusal)
    assert back.state.answers == before.answers
    assert back.state.aside == before.aside
    assert back.findings == step.findings


def _follows(situation: Situation) -> tuple[object, ...]:
    """Everything that was derived."""
    situation = situation.afresh()
    return (
        situation.relevant,
        situation.values,
        situation.accepted,
        situation.defaults,
        situation.counts,
        situation.instances,
        situation.passed,
        situation.costs,
        (situation.steps, situation.truncated),
        [(slot.path, slot.more) for slot in situation.slots],
        situation.open and situation.open.path,
    )


@given(flows(), MOVES)
def test_what_is_taken_over_from_the_step_before_is_what_would_be_derived_anew(
    flow: Flow, moves: list[tuple[str, int]]
) -> None:
    for step in play(flow, moves):
        remembered = situation_of(flow, step.state, NOW)
        assert _follows(remembered) == _follows(Situation(plan_of(flow), step.state, NOW))
