"""A flow that cannot be walked within the steps there are is refused, not cut short."""

from __future__ import annotations

import pytest
from hypothesis import assume, given

from flows.catalog import built_in
from flows.cost import costs, total
from flows.engine import advance, begin, look
from flows.errors import Code, FlowErrors
from flows.events import Answered, Cancelled, Corrected, Finished, Skipped
from flows.expressions import compile_expression
from flows.limits import MAX_INSTANCES, MAX_REPEATS, MAX_STEPS
from flows.memory import situation_of
from flows.model import Flow, Group, Question, Row
from flows.plan import compile_default
from flows.state import Evidence
from tests.flows.strategies import MOVES, flows
from tests.flows.test_properties import play
from tests.flows.walks import NOW, Load, Walk

DEAR = "1=1 or " * 280 + "1=2"


def weigh(row: Row, column: str) -> int:
    source = getattr(row, column, "")
    if not source or (column, source) == ("required", "yes"):
        return 0
    compiled = compile_default(source) if column == "default" else None
    return (compiled or compile_expression(source, column == "choice_filter")).weight


def test_a_flow_that_would_lose_required_rows_is_refused_with_the_rows(load: Load) -> None:
    rows = (
        f"- {{type: text, name: q{n}, label: Q, required: 'yes', relevant: \"{DEAR}\"}}"
        for n in range(480)
    )
    with pytest.raises(FlowErrors) as wrong:
        load("\n".join(rows) + '\n- {type: text, name: last, label: Q, relevant: "1 = 1"}')
    (error,) = wrong.value.errors
    assert (error.code, error.place.row) == (Code.TOO_MANY_STEPS, 4)
    assert error.details["steps"] > MAX_STEPS  # type: ignore[operator]
    assert "q0 (" in error.told("zh") and "last" not in error.told("zh")


def test_a_filter_costs_its_steps_for_every_choice(load: Load) -> None:
    choices = "  l: [" + ", ".join(f"{{name: c{n}, label: C}}" for n in range(4_000)) + "]"
    rule = " or ".join(["name = 'c1'"] * 9)
    row = '- {{type: select_one l, name: {}, label: A, choice_filter: "{}"}}'
    with pytest.raises(FlowErrors, match=r"up to \d+ steps .* most in: a"):
        load(row.format("a", rule), choices)
    assert load(row.format("a", "name = 'c1'"), choices).rows


def test_more_instances_in_figures_than_there_may_be_are_refused(load: Load) -> None:
    inner = "{type: repeat, name: s, repeat_count: '5', rows: [{type: text, name: a, label: A}]}"
    for count, good in ((MAX_REPEATS, False), (MAX_INSTANCES // 5, True), (MAX_REPEATS + 1, False)):
        rows = f"- {{type: repeat, name: r, repeat_count: '{count}', rows: [{inner}]}}"
        if good:
            assert load(rows).rows
        else:
            with pytest.raises(FlowErrors) as wrong:
                load(rows)
            assert {e.code for e in wrong.value.errors} == {Code.TOO_MANY_INSTANCES}
            assert {e.place.column for e in wrong.value.errors} == {"repeat_count"}


@pytest.mark.parametrize("flow", built_in().values(), ids=lambda flow: flow.id)
def test_built_in_flows_are_far_from_the_limit(flow: Flow) -> None:
    assert total(costs(flow, weigh), 1_000) < MAX_STEPS / 4


@given(flows(), MOVES)
def test_no_walk_takes_more_steps_than_were_foretold(
    flow: Flow, moves: list[tuple[str, int]]
) -> None:
    assume(not any(isinstance(row, Group) and row.repeat for row in flow.walk_rows()))
    found = costs(flow, weigh)
    deciding = sum(cost.deciding for cost in found)
    for step in play(flow, moves):
        situation = situation_of(flow, step.state, NOW)
        assert situation.steps <= deciding
        look(flow, step.state, NOW)
        for slot in situation.slots:
            situation = situation.afresh()
            if slot is situation.open:
                situation.required(slot)
                situation.choices(slot.node, slot.prefix)
                situation.default(slot.node, slot.prefix)
            elif not slot.node.is_note:
                situation.misfit(slot.node, slot.prefix, "a")
            assert situation.steps <= total(found, 0)


def dear_in_repeats() -> Flow:
    """Good for a few instances; as it would come from a file."""
    rows = tuple(
        Question(f"q{n}", "text", 1, {"zh": "问"}, relevant=f"${{n}} > 0 and ({DEAR})")
        for n in range(10)
    )
    repeat = Group("r", 1, rows, {"zh": "重复"}, repeat=True, repeat_count="${n}")
    return Flow("dear", "1", {"zh": "贵"}, (Question("n", "integer", 1, {"zh": "几次"}), repeat))


def test_an_answer_that_leads_past_the_steps_is_refused_and_another_is_taken() -> None:
    flow = dear_in_repeats()
    walk = Walk(flow, begin(flow, NOW))
    walk.say(50)
    assert (walk.refused(), walk.asked) == ("limit", "n")
    walk.say(20)
    assert (walk.refused(), walk.asked) == (None, "r[1]/q0")
    assert walk.correct("n", 50).refusal
    assert not walk.correct("n", 3).refusal


def test_a_walk_that_is_past_the_steps_neither_goes_on_nor_ends_as_if_it_were_whole() -> None:
    rows = tuple(
        Question(f"q{n}", "text", 1, {"zh": "问"}, relevant=DEAR, required="yes" if n else "")
        for n in range(600)
    )
    flow = Flow("unchecked", "1", {"zh": "未查"}, rows)
    step = begin(flow, NOW)
    for event in (
        Answered("q0", "x", Evidence(1)),
        Skipped("q0"),
        Corrected("q0", "x", Evidence(1)),
    ):
        refused = advance(flow, step.state, event, NOW)
        assert refused.refusal is not None and refused.refusal.code == "limit"
        assert refused.state is step.state
    assert advance(flow, step.state, Cancelled(), NOW).state.status == "cancelled"
    empty = Flow(
        "unchecked",
        "1",
        {"zh": "未查"},
        tuple(Question(f"c{n}", "calculate", 1, calculation=DEAR) for n in range(600)),
    )
    ended = advance(empty, begin(empty, NOW).state, Finished(), NOW)
    assert ended.refusal is not None and ended.refusal.code == "limit"
