"""A walk's state as rows, and back: what changed, as little as can be stored of it.

Guards that the state that is read is the state that was saved, to the byte of
its JSON. Assumes that a path is not both among the answers and aside, which
`flows.engine` keeps.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from operator import attrgetter
from typing import Any

from flows.state import Answer, Evidence, Mark, State, Value
from storage.packing import dump, load

Row = tuple[Any, ...]
_in_header = attrgetter("flow", "version", "status", "started", "skipped", "notes", "issues")


def header(state: State) -> dict[str, Any]:
    """The columns of a walk's row that the state fills."""
    rest = {
        "skipped": state.skipped,
        "known": dict(state.known),
        "notes": [_mark(mark) for mark in state.notes],
        "issues": [_mark(mark) for mark in state.issues],
    }
    kept = {name: value for name, value in rest.items() if value}
    return {
        "flow_id": state.flow,
        "flow_version": state.version,
        "status": state.status,
        "started": state.started,
        "rest": dump(kept) if kept else None,
    }


def same_header(before: State, after: State) -> bool:
    """Whether `header` gives the same for both (not always told, when it does)."""
    return before.known is after.known and _in_header(before) == _in_header(after)


def changed(
    before: State | None, after: State, message: int, text: str
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Path and columns of each answer that is not the very one of `before`.

    `text` is the message's. Identity, not equality: 1 equals 1.0, yet is other JSON.
    """
    for aside in (False, True):
        now = after.aside if aside else after.answers
        old: Mapping[str, Answer] = (before.aside if aside else before.answers) if before else {}
        for path, answer in now.items():
            if old.get(path) is not answer:
                yield path, _columns(answer, aside, message, text)


def gone(before: State | None, after: State) -> Iterator[str]:
    """Paths whose answer is no longer kept at all."""
    if before is not None:
        for answers in (before.answers, before.aside):
            for path in answers:
                if path not in after.answers and path not in after.aside:
                    yield path


def state_of(
    flow: str, version: str, status: Any, started: str, rest: str | None, answers: Iterable[Row]
) -> State:
    """The state as it was saved.

    A row of `answers` is path, aside, value, how, known, message id, start,
    stop, and the message's text where the value is a piece of it.
    """
    kept: tuple[dict[str, Answer], dict[str, Answer]] = ({}, {})
    for path, aside, value, how, known, message, start, stop, text in answers:
        kept[bool(aside)][path] = Answer(
            text[start:stop] if value is None else _value(load(value)),
            Evidence(message, start, stop),
            how,
            _known(load(known)) if known else {},
        )
    more: dict[str, Any] = load(rest) if rest else {}
    return State(
        flow=flow,
        version=version,
        started=started,
        status=status,
        answers=kept[0],
        aside=kept[1],
        skipped=tuple(more.get("skipped", ())),
        known=_known(more.get("known", {})),
        notes=tuple(_unmark(mark) for mark in more.get("notes", ())),
        issues=tuple(_unmark(mark) for mark in more.get("issues", ())),
    )


def _columns(answer: Answer, aside: bool, message: int, text: str) -> dict[str, Any]:
    words = answer.evidence
    literal = words.message == message and is_piece(answer.value, text, words.start, words.end)
    return {
        "message_id": words.message,
        "start": words.start,
        "stop": words.end,
        "value": None if literal else dump(answer.value),
        "how": answer.how,
        "aside": aside,
        "known": dump(dict(answer.known)) if answer.known else None,
    }


def is_piece(value: Value, text: str, start: int, stop: int) -> bool:
    """Whether `value` is word for word `text[start:stop]` and need not be stored twice."""
    return isinstance(value, str) and text[start:stop] == value


def _value(raw: Any) -> Value:
    found: Value = tuple(raw) if isinstance(raw, list) else raw
    return found


def _known(raw: Mapping[str, Any]) -> dict[str, Value]:
    return {name: _value(value) for name, value in raw.items()}


def _mark(mark: Mark) -> tuple[str, int, int, int]:
    return mark.stage, mark.evidence.message, mark.evidence.start, mark.evidence.end


def _unmark(raw: list[Any]) -> Mark:
    stage, message, start, end = raw
    return Mark(stage, Evidence(message, start, end))
