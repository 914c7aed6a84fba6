"""Repeats in the talk: which instance is asked for, corrected, read back and reported."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from bot.app import App
from bot.dialogue.house import Form
from bot.dialogue.instances import calls_of, instance_of, moved_along
from bot.rehearsal import Stage, play, read_rehearsal
from flows.engine import begin
from flows.state import Answer, Evidence, State, Value
from flows.yaml_form import load_flow
from tests.bot.dialogue.with_flows import dialogue_with
from tests.bot.homes import START

HERE = Path(__file__).parent
PORTS = load_flow(HERE / "flows" / "ports.yaml")


@pytest.mark.parametrize(
    ("flow", "talk"), [("ports", "repeats"), ("nested", "nested"), ("homes", "homes")]
)
def test_a_walk_with_repeats_goes_as_written(app: App, flow: str, talk: str) -> None:
    dialogue = dialogue_with(app, flow)
    before = len(app.reader.issues())
    stage = Stage(dialogue.handle, lambda: len(app.reader.issues()) - before, START, f"体验{flow}")
    failures = play(read_rehearsal(HERE / f"{talk}.md"), stage)
    assert not failures, "\n".join(f"{f.number}: {f.wanted}\n  {f.got}" for f in failures)


def form(answers: Mapping[str, Value]) -> Form:
    state = begin(PORTS, START, {}).state
    said = {path: Answer(value, Evidence(n)) for n, (path, value) in enumerate(answers.items(), 1)}
    return Form("w", PORTS, replace(state, answers=said))


def values(state: State) -> dict[str, Value]:
    return {path: a.value for path, a in (*state.answers.items(), *state.aside.items())}


def test_an_instance_is_called_by_its_choice_or_by_its_number() -> None:
    walk = form({"ports": ("app", "desk")})
    assert instance_of(walk, "port[2]/tries", "zh") == "窗口"
    assert instance_of(walk, "port[2]/tries", "en") == "Counter"
    assert instance_of(walk, "port[3]/tries", "zh") == "端口 3"
    assert instance_of(walk, "person[1]/said", "en") == "Person asked 1"
    assert instance_of(walk, "ports", "zh") == ""
    assert "第二个受访群众" in calls_of(walk, "person[2]/mark")[0]


@pytest.mark.parametrize(
    "steps",
    [
        [("desk",), ("app", "mini", "desk"), ("app", "desk"), ("app", "mini", "desk")],
        [("mini",), ("app",), ("mini", "desk"), ("app", "mini", "desk")],
        [("app", "desk"), ("mini", "desk"), ("app", "mini"), ("app", "mini", "desk")],
    ],
)
def test_what_was_said_of_a_channel_stays_with_it(steps: list[tuple[str, ...]]) -> None:
    walk = form({"ports": ("app", "mini", "desk"), "person[1]/said": "x"})
    channels = ("app", "mini", "desk")
    said = {f"port[{n}]/stuck": Answer(c, Evidence(9)) for n, c in enumerate(channels, start=1)}
    walk = walk._replace(state=replace(walk.state, answers={**walk.state.answers, **said}))
    for chosen in steps:
        state = moved_along(walk, "ports", chosen)
        answers = {**state.answers, "ports": Answer(chosen, Evidence(10))}
        walk = walk._replace(state=replace(state, answers=answers))
        kept = values(state)
        assert [kept[f"port[{n}]/stuck"] for n in range(1, len(chosen) + 1)] == list(chosen)
        assert len(kept) == 5
