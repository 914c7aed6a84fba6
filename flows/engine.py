"""The walk engine: what an event makes of a walk, and what is asked next.

`advance(flow, state, event, now)` is pure (no clock, no I/O), total (an event that
makes no sense, or is none, is refused, never an exception) and deterministic. A refusal gives
back the very state that was given. Everything else about a walk is derived:
`flows.situation` says where it stands, and this module only changes what was said.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from flows.asking import due, prompt_of
from flows.events import (
    Answered,
    Cancelled,
    Corrected,
    Event,
    Finished,
    Happened,
    IssueRaised,
    Noted,
    Paused,
    Refusal,
    RefusalCode,
    Resumed,
    Skipped,
    Step,
    Told,
)
from flows.findings import findings
from flows.keeping import kept
from flows.limits import MAX_NOTES, MAX_STEPS
from flows.memory import remember, shared_situation, situation_of
from flows.model import Flow, Text, is_moment
from flows.plan import Slot, plan_of
from flows.rendering import render
from flows.situation import Situation
from flows.state import HOWS, Answer, Mark, State, Value, is_evidence
from flows.values import UnfitError, normalise, usable_known


def begin(flow: Flow, now: datetime, known: Mapping[str, Value] | None = None) -> Step:
    """A new walk. `known` fills `hidden` rows from outside; names the flow lacks are dropped."""
    state = State(
        flow=flow.id,
        version=flow.version,
        started=now.isoformat(timespec="seconds"),
        known=usable_known(known or {}, plan_of(flow).hidden),
    )
    situation = situation_of(flow, state, now)
    known_now = kept(situation, state.known)
    if known_now is not state.known:
        state = replace(state, known=known_now)
        situation = situation_of(flow, state, now)
    return _step(state, situation, told=due(situation))


def look(flow: Flow, state: State, now: datetime) -> Step:
    """Where the walk stands. The state is the one given."""
    situation = shared_situation(flow, state, now)
    known: tuple[State, Step] | None = situation.kept.get(look)
    if known is None or known[0] is not state:
        known = situation.kept[look] = (state, _step(state, situation))
    return known[1]


def settle(flow: Flow, state: State, now: datetime) -> State:
    """`state` as any event would leave it: what counts now told from what waits aside."""
    situation = situation_of(flow, state, now)
    return _moved(situation, state, situation).state


def advance(flow: Flow, state: State, event: Event, now: datetime) -> Step:
    """The walk after `event`. Never raises, whatever the event; the state is a `State`."""
    if state.flow != flow.id or state.version != flow.version:
        return Step(state, None, refusal=Refusal("other_flow"))
    before = situation_of(flow, state, now)
    try:
        return _HANDLERS.get(type(event), _malformed)(before, state, event)
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
        raise _not_asked(event.path)
    return _say(before, state, slot, event)


def _corrected(before: Situation, state: State, event: Corrected) -> Step:
    _open_walk(before, state)
    for slot in before.slots:
        if slot.path == event.path and not slot.node.is_note:
            return _say(before, state, slot, event)
    raise _not_asked(event.path)


def _skipped(before: Situation, state: State, event: Skipped) -> Step:
    slot = _open_walk(before, state)
    if slot is None or slot.path != event.path:
        raise _not_asked(event.path)
    if before.required(slot):
        message = slot.node.question.required_message
        raise _RefusedError("required", slot.path, render(message, before, slot.node, slot.prefix))
    skipped = (*state.skipped, slot.path)
    after = Situation(before.plan, state, before.now, skipped=skipped, before=before)
    _refuse_if_cut(before, after, slot.path)
    return _moved(before, state, after)


def _noted(before: Situation, state: State, event: Noted) -> Step:
    return _step(replace(state, notes=(*state.notes, _mark(before, state, event))), before)


def _issue_raised(before: Situation, state: State, event: IssueRaised) -> Step:
    return _step(replace(state, issues=(*state.issues, _mark(before, state, event))), before)


def _happened(before: Situation, state: State, event: Happened) -> Step:
    if not state.is_under_way:
        raise _RefusedError("not_open")
    fits = isinstance(event.name, str) and isinstance(event.at, datetime)
    if not fits or not isinstance(event.known, Mapping):
        raise _RefusedError("malformed")
    node = before.plan.by_name.get(event.name)
    if node is None or node.is_group or not is_moment(node.question):
        raise _not_asked(event.name)
    at = event.at.replace(tzinfo=None).isoformat(timespec="minutes")
    others = usable_known(event.known, before.plan.hidden)
    left = {name: value for name, value in state.known.items() if event.known.get(name) != ""}
    state = replace(state, known={**left, **others, event.name: at})
    after = Situation(before.plan, state, before.now)
    _refuse_if_cut(before, after, event.name)
    return _moved(before, state, after)


def _paused(before: Situation, state: State, _: Paused) -> Step:
    if not state.is_under_way:
        raise _RefusedError("not_open")
    return _step(replace(state, status="paused"), before)


def _resumed(before: Situation, state: State, _: Resumed) -> Step:
    if not state.is_under_way:
        raise _RefusedError("not_open")
    return _step(replace(state, status="open"), before)


def _finished(before: Situation, state: State, _: Finished) -> Step:
    slot = _open_walk(before, state)
    if slot is not None:
        raise _RefusedError("unanswered", slot.path)
    if before.steps > MAX_STEPS:
        raise _RefusedError("limit")
    for minimum, holds in before.plan.minimum:
        if not holds.holds(before.at(None, "")):
            raise _RefusedError("minimum", message=render(minimum.message, before, None, ""))
    return _step(replace(state, status="finished"), before)


def _cancelled(before: Situation, state: State, _: Cancelled) -> Step:
    if not state.is_under_way:
        raise _RefusedError("not_open")
    return _step(replace(state, status="cancelled"), before)


def _malformed(_before: Situation, _state: State, _event: object) -> Step:
    raise _RefusedError("malformed")


_HANDLERS: dict[type, Callable[[Situation, State, Any], Step]] = {
    Answered: _answered,
    Corrected: _corrected,
    Skipped: _skipped,
    Noted: _noted,
    IssueRaised: _issue_raised,
    Happened: _happened,
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


def _not_asked(path: object) -> _RefusedError:
    return _RefusedError("not_asked", path) if isinstance(path, str) else _RefusedError("malformed")


def _say(before: Situation, state: State, slot: Slot, event: Answered | Corrected) -> Step:
    if not (is_evidence(event.evidence) and event.how in HOWS and isinstance(event.known, Mapping)):
        raise _RefusedError("malformed", slot.path)
    value = _fitting(before, slot, event.value)
    known = usable_known(event.known, before.plan.hidden) if event.known else {}
    answer = Answer(value, event.evidence, event.how, known)
    after = Situation(before.plan, state, before.now, (slot, answer), before=before)
    _refuse_if_cut(before, after, slot.path)
    return _moved(before, state, after)


def _refuse_if_cut(before: Situation, after: Situation, path: str) -> None:
    """No answer may lead to where rows or instances are left out."""
    if after.truncated and (after.steps > MAX_STEPS or not before.truncated):
        raise _RefusedError("limit", path)


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
    """The step to a new situation."""
    known = kept(after, state.known) if after.plan.keepers else state.known
    settled = _settled(state, after, known)
    if known is not state.known:
        after = Situation(before.plan, settled, before.now)
        settled = _settled(state, after, known)
    remember(settled, after)
    told = due(after)
    if told:
        already = {told.path for told in due(before)}
        told = tuple(told for told in told if told.path not in already)
    return _step(settled, after, told)


def _settled(state: State, after: Situation, known: Mapping[str, Value]) -> State:
    """The state in a new situation: what counts is kept as answers, the rest waits aside."""
    return State(
        flow=state.flow,
        version=state.version,
        started=state.started,
        status=state.status,
        known=known,
        notes=state.notes,
        issues=state.issues,
        answers=after.accepted,
        aside={path: a for path, a in after.said.items() if path not in after.accepted},
        skipped=tuple(after.passed),
    )


def _mark(before: Situation, state: State, event: Noted | IssueRaised) -> Mark:
    slot = _open_walk(before, state)
    if not is_evidence(event.evidence):
        raise _RefusedError("malformed")
    if len(state.notes) + len(state.issues) >= MAX_NOTES:
        raise _RefusedError("limit")
    last = slot or next(reversed(before.slots), None)
    return Mark(last.node.stage if last else "", event.evidence)


def _step(
    state: State,
    situation: Situation,
    told: tuple[Told, ...] = (),
    refusal: Refusal | None = None,
) -> Step:
    prompt = prompt_of(situation) if state.status == "open" else None
    return Step(state, prompt, told, findings(situation), refusal)
