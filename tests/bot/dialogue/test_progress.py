"""How far one is, as it is shown: "(9/13)" never runs over, and answering never shortens it."""

from __future__ import annotations

import random

import pytest

from flows.catalog import built_in
from flows.engine import advance, begin
from flows.events import Answered, Prompt, Skipped, Step
from flows.state import Evidence, Value
from tests.bot.homes import START

FLOW = built_in()["accompanied"]


def some_value(prompt: Prompt, chance: random.Random) -> Value | None:
    names = [choice.name for choice in prompt.choices]
    match prompt.question.type:
        case "select_one":
            return chance.choice(names)
        case "select_multiple":
            return tuple(chance.sample(names, chance.choice([1, 1, 2])))
        case "integer":
            return chance.choice([0, 1, 2, 20])
        case "text":
            return "补办身份证"
    return None


def answered(step: Step, prompt: Prompt, chance: random.Random) -> Step:
    value = some_value(prompt, chance)
    known = {"guide_place": "大厅", "guide_scope": "全国"} if chance.random() < 0.5 else {}
    if value is None:
        return advance(FLOW, step.state, Skipped(prompt.path), START)
    event = Answered(prompt.path, value, Evidence(1), known=known)
    return advance(FLOW, step.state, event, START)


@pytest.mark.parametrize("seed", range(60))
def test_a_walk_is_counted_forward_only(seed: int) -> None:
    chance = random.Random(seed)
    step = begin(FLOW, START, {"role": "体验员"})
    number, total, tries = 0, 0, 0
    while (prompt := step.prompt) is not None and tries < 90:
        tries += 1
        assert number < prompt.number <= prompt.total
        assert prompt.total >= total
        after = answered(step, prompt, chance)
        if after.refusal is None:
            number, total = prompt.number, prompt.total
            step = after
    assert step.prompt is None
