"""The walk engine: what an event makes of a walk, and what is asked next.

`advance(flow, state, event, now)` is pure (no clock, no I/O), total (an event that
makes no sense is refused, never an exception) and deterministic. A refusal gives
back the very state that was given. Everything else about a walk is derived:
`flows.situation` says where it stands, and this module only changes what was said.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from flows.events import (
    Answered,
    Cancelled,
    Corrected,
    Event,
    Finished,
    IssueRaised,
    Noted,
    Paused,
    Prompt,
    Refusal,
    RefusalCode,
    Resumed,
    Skipped,
    Step,
    Told,
)
from flows.findings import findings
from flows.limits import MAX_NOTES
from flows.memory import once, remember, situation_of
from flows.model import Flow, Text
from flows.plan import Slot, plan_of
from flows.readback import LineView, StageView, TextColumn, correctable, read_back, text_of
from flows.rendering import render
from flows.situation import Situation
from flows.state import Answer, Mark, State, Value
from flows.values import UnfitError, normalise, usable_known

__all__ = [
    "LineView",
    "StageView",
    "TextColumn",
    "advance",
    "begin",
    "correctable",
    "look",
    "read_back",
    "text_of",
]


def begin(flow: Flow, now: datetime, known: Mapping[str, Value] | None = None) -> Step:
    """A new walk. `known` fills `hidden` rows from outside; names the flow lacks are dropped."""
    state = State(
        flow=flow.id,
        version=flow.version,
        started=now.isoformat(timespec="seconds"),
        known=usable_known(known or {}, plan_of(flow).hidden),
    )
    situation = situation_of(flow, state, now)
    return _step(state, situation, told=_due(situation))


def look(flow: Flow, state: State, now: datetime) -> Step:
    """Where the walk stands. The state is the one given."""
    return _step(state, situation_of(flow, state, now))


def advance(flow: Flow, state: State, event: Event, now: datetime) -> Step:
    """The walk after `event`. Never raises for a state of this flow."""
    before = situation_of(flow, state, now)
    try:
        return _HANDLERS[type(event)](before, state, event)
    except _RefusedError as refused:
        return _step(state, before, refusal=refused.refusal)


class _RefusedError(Exception):
    def __init__(self, code: RefusalCode, path: str = "", message: Text | None = None) -> None:
        super().__init__(code)
        self.refusal = Refusal(code, path, message or {})


# what each event does


def _answered(before: Situation, state: State, event: Answered) -> Step:
    slot = _open_walk(before, state)
    if slot is None or slot.path != event.path:
        raise _RefusedError("not_asked", event.path)
    return _say(before, state, slot, event)


def _corrected(before: Situation, state: State, event: Corrected) -> Step:
    _open_walk(before, state)
    for slot in before.slots:
        if slot.path == event.path and not slot.node.is_note:
            return _say(before, state, slot, event)
    raise _RefusedError("not_asked", event.path)


def _skipped(before: Situation, state: State, event: Skipped) -> Step:
    slot = _open_walk(before, state)
    if slot is None or slot.path != event.path:
        raise _RefusedError("not_asked", event.path)
    if before.required(slot):
        message = slot.node.question.required_message
        raise _RefusedError("required", slot.path, render(message, before, slot.node, slot.prefix))
    skipped = (*state.skipped, slot.path)
    after = Situation(before.plan, state, before.now, skipped=skipped, before=before)
    return _moved(before, state, after)


def _noted(before: Situation, state: State, event: Noted) -> Step:
    return _step(replace(state, notes=(*state.notes, _mark(before, state, event))), before)


def _issue_raised(before: Situation, state: State, event: IssueRaised) -> Step:
    return _step(replace(state, issues=(*state.issues, _mark(before, state, event))), before)


def _paused(before: Situation, state: State, _: Paused) -> Step:
    if state.status not in ("open", "paused"):
        raise _RefusedError("not_open")
    return _step(replace(state, status="paused"), before)


def _resumed(before: Situation, state: State, _: Resumed) -> Step:
    if state.status not in ("open", "paused"):
        raise _RefusedError("not_open")
    return _step(replace(state, status="open"), before)


def _finished(before: Situation, state: State, _: Finished) -> Step:
    slot = _open_walk(before, state)
    if slot is not None:
        raise _RefusedError("unanswered", slot.path)
    for minimum, holds in before.plan.minimum:
        if not holds.holds(before.at(None, "")):
            raise _RefusedError("minimum", message=render(minimum.message, before, None, ""))
    return _step(replace(state, status="finished"), before)


def _cancelled(before: Situation, state: State, _: Cancelled) -> Step:
    if state.status not in ("open", "paused"):
        raise _RefusedError("not_open")
    return _step(replace(state, status="cancelled"), before)


_HANDLERS: dict[type, Callable[[Situation, State, Any], Step]] = {
    Answered: _answered,
    Corrected: _corrected,
    Skipped: _skipped,
    Noted: _noted,
    IssueRaised: _issue_raised,
    Paused: _paused,
    Resumed: _resumed,
    Finished: _finished,
    Cancelled: _cancelled,
}


# steps that several events share


def _open_walk(before: Situation, state: State) -> Slot | None:
    """The open slot of a walk that is open; refuses for any other walk."""
    if state.status != "open":
        raise _RefusedError("not_open")
    return before.open


def _say(before: Situation, state: State, slot: Slot, event: Answered | Corrected) -> Step:
    value = _fitting(before, slot, event.value)
    known = usable_known(event.known, before.plan.hidden) if event.known else {}
    answer = Answer(value, event.evidence, event.how, known)
    after = Situation(before.plan, state, before.now, (slot, answer), before=before)
    if after.truncated and not before.truncated:
        raise _RefusedError("limit", slot.path)
    return _moved(before, state, after)


def _fitting(before: Situation, slot: Slot, value: Value) -> Value:
    """The value in canonical form, or a refusal."""
    node, prefix = slot.node, slot.prefix
    try:
        value = normalise(node.question.type, value, before.choices(node, prefix))
    except UnfitError as unfit:
        raise _RefusedError(unfit.code, slot.path) from None
    if node.constraint and not before.satisfies(node.constraint, node, prefix, value):
        message = render(node.question.constraint_message, before, node, prefix)
        raise _RefusedError("constraint", slot.path, message)
    return value


def _moved(before: Situation, state: State, after: Situation) -> Step:
    """The step to a new situation: what counts is kept as answers, the rest waits aside."""
    settled = State(
        flow=state.flow,
        version=state.version,
        started=state.started,
        status=state.status,
        known=state.known,
        notes=state.notes,
        issues=state.issues,
        answers=after.accepted,
        aside={path: a for path, a in after.said.items() if path not in after.accepted},
        skipped=tuple(after.passed),
    )
    remember(settled, after)
    told = _due(after)
    if told:
        already = {told.path for told in _due(before)}
        told = tuple(told for told in told if told.path not in already)
    return _step(settled, after, told)


def _mark(before: Situation, state: State, event: Noted | IssueRaised) -> Mark:
    slot = _open_walk(before, state)
    if len(state.notes) + len(state.issues) >= MAX_NOTES:
        raise _RefusedError("limit")
    last = slot or next(reversed(before.slots), None)
    return Mark(last.node.stage if last else "", event.evidence)


def _due(situation: Situation) -> tuple[Told, ...]:
    """The notes before the open question: all that have been, or are now to be, said."""
    notes = []
    for slot in situation.slots:
        if slot is situation.open:
            break
        if slot.node.is_note:
            notes.append(Told(slot.path, slot.node.question))
    return tuple(notes)


def _step(
    state: State,
    situation: Situation,
    told: tuple[Told, ...] = (),
    refusal: Refusal | None = None,
) -> Step:
    prompt = _prompt(situation) if state.status == "open" else None
    return Step(state, prompt, told, findings(situation), refusal)


@once
def _prompt(situation: Situation) -> Prompt | None:
    slot = situation.open
    if slot is None:
        return None
    node = slot.node
    number, total = _progress(situation)
    return Prompt(
        path=slot.path,
        question=node.question,
        stage=node.stage,
        number=number,
        total=total,
        required=situation.required(slot),
        choices=tuple(situation.choices(node, slot.prefix).values()),
        default=situation.default(node, slot.prefix),
        more=slot.more,
    )


def _progress(situation: Situation) -> tuple[int, int]:
    """Which of the relevant questions the open one is, counted from 1, and of how many."""
    number = total = 0
    for slot in situation.slots:
        if slot.node.asked and slot.path not in situation.defaults:
            total += 1
        if slot is situation.open:
            number = total
    return max(number, 1), total
