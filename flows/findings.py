"""What looks like a problem in a walk, by the `issue` rules of its flow (R71).

A rule stands on a question (`issue`, with `.` for the answer) or on a choice
(`issue_category`: choosing it proposes an issue). Keys are stable, so that a
finding that was confirmed or dropped is recognised after a correction.
"""

from __future__ import annotations

from collections.abc import Iterator

from flows.events import Finding
from flows.memory import once
from flows.model import LOCALES, Choice, Question, Text
from flows.plan import Node, Slot
from flows.rendering import render, shown
from flows.situation import Situation
from flows.state import Answer, Evidence, Value

_COLON = {"zh": "："}
_ASKING = "？?：: "
"""What a question ends in; in front of its answer it is left out."""


@once
def findings(situation: Situation) -> tuple[Finding, ...]:
    """All findings that hold, in the flow's order."""
    plan = situation.plan
    if not plan.judged:
        return ()
    judged = set(map(id, plan.judged))
    return tuple(
        finding
        for slot in situation.slots
        if id(slot.node) in judged and not slot.more
        for finding in _of_slot(situation, slot)
    )


def answer_of(situation: Situation, path: str) -> Answer | None:
    """The answer that counts at `path`: a given one, or the default that stands for it."""
    answer = situation.accepted.get(path)
    if answer is None and path in situation.defaults:
        return Answer(situation.defaults[path], Evidence(0), "default")
    return answer


def _of_slot(situation: Situation, slot: Slot) -> Iterator[Finding]:
    answer = answer_of(situation, slot.path)
    if answer is None:
        return
    node = slot.node
    question = node.question
    if node.issue and situation.satisfies(node.issue, node, slot.prefix, answer.value):
        yield Finding(
            key=slot.path,
            path=slot.path,
            stage=node.stage,
            category=question.issue_category,
            severity=question.issue_severity,
            step=question.issue_step,
            text=_text(situation, slot, question, answer.value),
            evidence=answer.evidence,
            guide=question.issue_guide or question.guide,
            details=_details(situation, slot, question.name),
        )
    if node.judged_choices:
        for name in _chosen(answer.value):
            choice = node.choices[name]
            if choice.extra.get("issue_category"):
                yield _of_choice(situation, slot, answer, choice)


def _of_choice(situation: Situation, slot: Slot, answer: Answer, choice: Choice) -> Finding:
    words: dict[str, str] = {
        locale: choice.extra[f"issue_text::{locale}"]
        for locale in LOCALES
        if choice.extra.get(f"issue_text::{locale}")
    }
    name = slot.node.question.name
    return Finding(
        key=f"{slot.path}:{choice.name}",
        path=slot.path,
        stage=slot.node.stage,
        category=choice.extra["issue_category"],
        severity=choice.extra.get("issue_severity", ""),
        step=choice.extra.get("issue_step", ""),
        text=render(words or choice.label, situation, slot.node, slot.prefix),
        evidence=answer.evidence,
        guide=choice.extra.get("issue_guide", ""),
        details=_details(situation, slot, name, f"{name}:{choice.name}"),
    )


def _chosen(value: Value) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else (str(value),)


def _text(situation: Situation, slot: Slot, question: Question, value: Value) -> Text:
    """The rule's own words; where it has none, what was asked and what was answered."""
    if question.issue_text:
        return render(question.issue_text, situation, slot.node, slot.prefix)
    asked = render(question.short or question.label, situation, slot.node, slot.prefix)
    return {
        locale: words.rstrip(_ASKING)
        + _COLON.get(locale, ": ")
        + shown(situation, slot.node, slot.prefix, value, locale)
        for locale, words in asked.items()
    }


def _details(situation: Situation, slot: Slot, *targets: str) -> tuple[str, ...]:
    """Answered questions that say they describe this finding, in the form's order."""
    tellers: list[Node] = [n for t in targets for n in situation.plan.details.get(t, ())]
    tellers.sort(key=lambda node: node.index)
    return tuple(
        path
        for teller in tellers
        for path in situation.paths(teller, slot.node, slot.prefix)
        if path in situation.accepted
    )
