"""Any walk, any edit of its flow: no answer is lost, and the walk can go on.

`WALKALONG_EXAMPLES=5000` tries so many of each instead of the usual few.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from dataclasses import replace

from hypothesis import Phase, assume, given, settings
from hypothesis import strategies as st

from flows.engine import advance, begin, look, settle
from flows.events import Step
from flows.functions import text
from flows.model import MEDIA_TYPES, Flow
from flows.paths import place_of
from flows.plan import plan_of
from flows.reconcile import Reconciled, reconcile
from flows.state import Answer, Evidence, State, Value
from flows.values import as_scalar
from tests.flows.edits import ALL, GENTLE, Editor, edits, is_good
from tests.flows.pack_walks import FLOWS
from tests.flows.strategies import MOVES, answer, event_of, flows, value_for
from tests.flows.walks import NOW

many = settings(
    max_examples=int(os.environ.get("WALKALONG_EXAMPLES", "80")),
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),  # shrinking takes minutes
)
SEED = st.integers(0, 10_000)


def walked(flow: Flow, moves: list[tuple[str, int]]) -> State:
    """A walk under way in which every answer has an evidence of its own."""
    step = begin(flow, NOW, {"q0": "a", "q1": 4})
    for move in moves:
        step = advance(flow, step.state, event_of(step, move), NOW)
    return stamped(step)


def stamped(step: Step) -> State:
    state = step.state
    assume(state.is_under_way)
    at = iter(range(1, 10_000))

    def own(answers: dict[str, Answer]) -> dict[str, Answer]:
        return {p: replace(a, evidence=Evidence(next(at), 1, 2)) for p, a in answers.items()}

    return replace(state, answers=own(dict(state.answers)), aside=own(dict(state.aside)))


def edited(flow: Flow, names: list[str], seed: int, version: str = "2") -> Flow:
    new = Editor(flow, random.Random(seed)).edit(names, version)
    assume(is_good(new))
    return new


def meaning(flow: Flow, path: str, value: Value, names: dict[str, str]) -> set[str]:
    """What the value says to people, piece by piece; words that name an option are it."""
    node = plan_of(flow).by_name[place_of(path).name]
    labels = {name: choice.label["zh"] for name, choice in node.choices.items()} or names
    pieces = value if isinstance(value, tuple) else (value,)
    told = (labels.get(str(piece), text(as_scalar(piece))) for piece in pieces)
    return {word for each in told for word in each.split("、")}


def named(*versions: Flow) -> dict[str, str]:
    """The label of each option by its name."""
    lists = (choices for flow in versions for choices in flow.choices.values())
    return {one.name: one.label["zh"] for choices in lists for one in choices}


def said(state: State) -> Iterator[tuple[str, Answer]]:
    yield from state.answers.items()
    yield from state.aside.items()


def check_nothing_is_lost(old: Flow, new: Flow, state: State, done: Reconciled) -> None:
    after = {a.evidence: (path, a) for path, a in said(done.state)}
    assert len(after) == len([*said(done.state)])
    names = named(old, new)
    assert set(after) <= {a.evidence for _, a in said(state)}, "nothing is invented"
    for path, was in said(state):
        told = [one for one in done.dropped if one.evidence == was.evidence]
        kept = after.get(was.evidence)
        assert kept or told, f"{path} is lost"
        assert all(one.path == path for one in told)
        if kept is not None:
            assert (done.moved[path], kept[1].how) == (kept[0], was.how)
        is_media = plan_of(old).by_name[place_of(path).name].question.type in MEDIA_TYPES
        if is_media and told:
            continue  # a note tells how many files there were; they stay with the walk
        there = meaning(new, kept[0], kept[1].value, names) if kept else set[str]()
        for one in told:
            there |= meaning(old, path, tuple(one.value["zh"].split("、")), names)
        assert there == meaning(old, path, was.value, names)
    marks = [(one.stage, one.evidence) for one in done.dropped]
    assert [(m.stage, m.evidence) for m in done.state.notes][len(state.notes) :] == marks
    assert [m.evidence for m in done.state.issues] == [m.evidence for m in state.issues]
    stages = {"", *plan_of(new).stages}
    assert {m.stage for m in (*done.state.notes, *done.state.issues)} <= stages


def check_it_goes_on(new: Flow, state: State, done: Reconciled) -> None:
    after = done.state
    assert (after.flow, after.version) == (new.id, new.version)
    assert (after.status, after.started) == (state.status, state.started)
    assert State.from_json(after.to_json()) == after
    assert settle(new, after, NOW).to_json() == after.to_json(), "it is settled"
    assert reconcile(new, new, after, NOW).state is after
    step = look(new, after, NOW)
    for _ in range(3):
        if step.prompt is None:
            break
        assert step.prompt.path not in {*step.state.answers, *step.state.skipped}
        step = advance(new, step.state, answer(step.prompt, words_of(step, 1)), NOW)


def check_all(old: Flow, new: Flow, state: State) -> Reconciled:
    done = reconcile(old, new, state, NOW)
    check_nothing_is_lost(old, new, state, done)
    check_it_goes_on(new, state, done)
    again = reconcile(old, new, State.from_json(state.to_json()), NOW)
    assert (again.state.to_json(), again.dropped) == (done.state.to_json(), done.dropped)
    return done


@many
@given(flows(), MOVES, edits(), SEED)
def test_no_edit_loses_an_answer(
    flow: Flow, moves: list[tuple[str, int]], names: list[str], seed: int
) -> None:
    check_all(flow, edited(flow, names, seed), walked(flow, moves))


@many
@given(flows(), MOVES, edits(), edits(), SEED)
def test_nor_does_one_edit_after_the_other(
    flow: Flow, moves: list[tuple[str, int]], first: list[str], second: list[str], seed: int
) -> None:
    state = walked(flow, moves)
    middle = edited(flow, first, seed)
    done = check_all(flow, middle, state)
    last = edited(middle, second, seed + 1, "3")
    check_all(middle, last, done.state)


@many
@given(flows(), MOVES, edits(GENTLE), SEED)
def test_renaming_and_inserting_keeps_every_answer_an_answer(
    flow: Flow, moves: list[tuple[str, int]], names: list[str], seed: int
) -> None:
    state = walked(flow, moves)
    new = edited(flow, names, seed)
    assume(
        sum(1 for row in new.walk_rows() if getattr(row, "relevant", ""))
        == sum(1 for row in flow.walk_rows() if getattr(row, "relevant", ""))
    )
    done = check_all(flow, new, state)
    assert done.dropped == ()
    assert len(done.state.answers) == len(state.answers)


@settings(many, max_examples=many.max_examples // 5 + 1)
@given(st.sampled_from(sorted(FLOWS)), MOVES, edits(ALL, 12), SEED)
def test_nor_does_an_edit_of_a_built_in_flow(
    name: str, moves: list[tuple[str, int]], names: list[str], seed: int
) -> None:
    flow = FLOWS[name]
    step = begin(flow, NOW, {"role": "体验员"})
    for _, roll in moves:
        if step.prompt is None:
            break
        step = advance(flow, step.state, answer(step.prompt, words_of(step, roll)), NOW)
    check_all(flow, edited(flow, names, seed), stamped(step))


def words_of(step: Step, roll: int) -> Value:
    """What someone says to a question of any flow."""
    assert step.prompt is not None
    choices = [choice.name for choice in step.prompt.choices]
    if choices:
        name = choices[roll % len(choices)]
        return (name,) if step.prompt.question.type == "select_multiple" else name
    if step.prompt.question.type in MEDIA_TYPES:
        return (f"{roll}.jpg",)
    return value_for(step.prompt, roll)
