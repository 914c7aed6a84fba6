"""Rows are decided after all they depend on, and what depends on hidden values last."""

from __future__ import annotations

import pytest

from flows.errors import FlowErrors
from flows.plan import plan_of
from tests.flows.walks import Load


def test_rows_are_decided_after_what_they_need(load: Load) -> None:
    flow = load("""
- {type: calculate, name: late, calculation: "${limit} + 1"}
- {type: calculate, name: sum, calculation: "${a} + ${b}"}
- {type: hidden, name: limit}
- {type: text, name: place, label: P, appearance: known, default: "${limit}"}
- type: group
  name: g
  relevant: ${c} = 1
  rows: [{type: integer, name: a, label: A}, {type: integer, name: b, label: B}]
- {type: integer, name: c, label: C, constraint: ". > ${d}"}
- {type: integer, name: d, label: D, default: "${sum}"}
""")
    order = [node.row.name for node in plan_of(flow).order]
    assert order == ["d", "c", "g", "a", "b", "sum", "limit", "place", "late"]


def test_a_plan_is_made_once(load: Load) -> None:
    flow = load("- {type: text, name: a, label: A}")
    assert plan_of(flow) is plan_of(flow)


@pytest.mark.parametrize(
    ("rows", "ring"),
    [
        ("- {type: text, name: a, label: A, constraint: '. != ${a}'}", "a → a"),
        (
            "- {type: integer, name: from, label: A, constraint: '. < ${to}'}\n"
            "- {type: integer, name: to, label: B, constraint: '. > ${from}'}",
            "from → to → from",
        ),
        (
            "- {type: text, name: x, label: X, relevant: '${y}'}\n"
            "- {type: repeat, name: r, repeat_count: '${y}', rows: [{type: calculate, name: y,"
            " calculation: 1}]}",
            "y → r → y",
        ),
    ],
)
def test_a_ring_is_named(load: Load, rows: str, ring: str) -> None:
    with pytest.raises(FlowErrors) as wrong:
        load(rows)
    assert f"depends on itself: {ring};" in str(wrong.value)
