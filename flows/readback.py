"""What was said so far, stage by stage, as it is read back to the person."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import groupby
from typing import Literal, NamedTuple

from flows.findings import answer_of
from flows.memory import once, shared_situation, situation_of
from flows.model import Choice, Flow, Question, Text
from flows.plan import Node, plan_of
from flows.rendering import labelled, render
from flows.situation import Situation
from flows.state import Answer, State, Value

TextColumn = Literal[
    "label", "plain", "hint", "short", "constraint_message", "required_message", "issue_text"
]  # fmt: skip


class LineView(NamedTuple):
    """One line of the read-back.

    `answer.how` is "default" where a `known` question was not asked; `answer` is
    None and `value` set for a computed row. `label` is the short one where there is one.
    """

    path: str
    question: Question
    stage: str
    value: Value | None
    answer: Answer | None
    skipped: bool
    label: Text


class StageView(NamedTuple):
    """A stage with its lines; rows outside of any stage stand under the name ''."""

    stage: str
    label: Text
    lines: tuple[LineView, ...]


def read_back(flow: Flow, state: State, now: datetime) -> tuple[StageView, ...]:
    """All answers, accepted defaults, skipped questions and labelled calculations, in order."""
    return _stages(shared_situation(flow, state, now))


def correctable(flow: Flow, state: State, now: datetime) -> tuple[LineView, ...]:
    """The questions that were answered, skipped or prefilled so far, in the form's order."""
    return tuple(
        line
        for stage in read_back(flow, state, now)
        for line in stage.lines
        if line.answer is not None or line.skipped
    )


def text_of(flow: Flow, state: State, path: str, which: TextColumn, now: datetime) -> Text:
    """A text of the row at `path` with `${name}` filled in; empty where there is none."""
    situation = situation_of(flow, state, now)
    for slot in situation.slots:
        if slot.path == path:
            words: Text = getattr(slot.node.question, which)
            return render(words, situation, slot.node, slot.prefix)
    return {}


def choices_of(flow: Flow, state: State, path: str, now: datetime) -> tuple[Choice, ...]:
    """The choices that the question at `path` leaves; none where it is not asked."""
    situation = situation_of(flow, state, now)
    for slot in situation.slots:
        if slot.path == path:
            offered = situation.choices(slot.node, slot.prefix).values()
            return tuple(labelled(c, situation, slot.node, slot.prefix) for c in offered)
    return ()


def list_of(flow: Flow, state: State, path: str) -> tuple[Choice, ...]:
    """All choices of the list of the question at `path`, offered or not, with their labels.

    What a label says comes from the answers and the guide, so no time is asked for: it is
    that of the walk's beginning.
    """
    name = path.rpartition("/")[2]
    node = plan_of(flow).by_name.get(name)
    if node is None or node.is_group:
        return ()
    choices = flow.choices.get(node.question.list_name, ())
    if node.question.list_name not in flow.filled:
        return choices
    situation = situation_of(flow, state, datetime.fromisoformat(state.started))
    prefix = path[: -len(name)]
    return tuple(labelled(choice, situation, node, prefix) for choice in choices)


@once
def _stages(situation: Situation) -> tuple[StageView, ...]:
    lines = _lines(situation, situation.plan.roots, "")
    return tuple(
        StageView(stage, situation.plan.stages.get(stage, {}), tuple(of_stage))
        for stage, of_stage in groupby(lines, key=lambda line: line.stage)
    )


def _lines(situation: Situation, nodes: list[Node], prefix: str) -> Iterator[LineView]:
    for node in nodes:
        path = prefix + node.row.name
        if path not in situation.relevant:
            continue
        if node.is_repeat:
            for n in range(1, situation.counts[path] + 1):
                yield from _lines(situation, node.children, f"{path}[{n}]/")
        elif node.is_group:
            yield from _lines(situation, node.children, prefix)
        elif node.asked:
            answer = answer_of(situation, path)
            if answer is not None or path in situation.passed:
                value = answer.value if answer is not None else None
                yield _line(situation, node, prefix, value, answer)
        elif node.question.type == "calculate" and node.question.label:
            computed = situation.values.get(path, "")
            if computed != "":
                yield _line(situation, node, prefix, computed, None)


def _line(
    situation: Situation, node: Node, prefix: str, value: Value | None, answer: Answer | None
) -> LineView:
    question = node.question
    return LineView(
        path=prefix + question.name,
        question=question,
        stage=node.stage,
        value=value,
        answer=answer,
        skipped=value is None,
        label=render(question.short or question.label, situation, node, prefix),
    )
