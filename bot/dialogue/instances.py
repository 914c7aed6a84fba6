"""Repeats as people see them: which instance a question is in, one more, one too many.

An instance of a repeat that is counted by a list of choices (`count-selected(${ports})`)
is called by its choice ("APP"), one counted by a list of names (`count-listed(${offices})`)
by its name, any other by its number ("受访群众 2"). The form knows instances by number only; so
when choices are added or taken away, their answers are moved along here, or what was said of
the counter would stand under the app.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from bot.dialogue.house import Form
from bot.reading.words import fold
from flows.memory import situation_of
from flows.model import Group
from flows.paths import counted_by, waiting
from flows.points import names_in
from flows.readback import list_of
from flows.rendering import in_locale
from flows.state import Answer, State, Value

CALL_LENGTH = range(2, 11)
"""Characters of a text by which an instance may be called: a name, no story."""
_STEP = re.compile(r"([^\[\]/]+)\[(\d+)\]/")
_OFFER = re.compile(r"(?:.*/)?([^\[\]/]+)\[(\d+)\]")
_BY_NAME = re.compile(r"\s*count-listed\(\s*\$\{\s*([\w.-]+)\s*\}\s*\)\s*")


def instance_of(form: Form, path: str, locale: str) -> str:
    """What the instance is called that `path` is in; empty outside of repeats."""
    if "/" not in path:  # as in most forms
        return ""
    return " · ".join(_name(form, step[1], int(step[2]), locale) for step in _STEP.finditer(path))


def place_of(form: Form, path: str, now: datetime) -> str:
    """Which of how many the instance is that `path` is in: "2/3"; empty where there is but one.

    Only where their number is known: one that is asked for one by one has no end yet.
    """
    step = next(reversed(list(_STEP.finditer(path))), None)
    if step is None or not _repeat(form, step[1]).repeat_count:
        return ""
    counts = situation_of(form.flow, form.state, now).counts
    count = counts.get(path[: step.end(1)], 0)
    return f"{step[2]}/{count}" if count > 1 else ""


def is_later(path: str) -> bool:
    """Whether `path` is in a second instance or a later one: its question was shown before."""
    return any(int(step[2]) > 1 for step in _STEP.finditer(path))


def listed_name(form: Form, path: str) -> str:
    """The name by which the instance of `path` was listed in a text; empty where it was not."""
    for step in _STEP.finditer(path):
        listed = names_in(_text_listing(form, _repeat(form, step[1])))
        if int(step[2]) <= len(listed):
            return listed[int(step[2]) - 1]
    return ""


def calls_of(form: Form, path: str) -> tuple[tuple[str, ...], ...]:
    """The ways in which people refer to each of the instances that `path` is in."""
    if "/" not in path:
        return ()
    return tuple(
        tuple(dict.fromkeys(_calls(form, path[: step.end()], step[1], int(step[2]))))
        for step in _STEP.finditer(path)
    )


def _calls(form: Form, place: str, repeat: str, number: int) -> Iterator[str]:
    """By its choice or number ("APP", "窗口 2", "第二个窗口"), or by a short text said in it."""
    for locale in ("zh", "en"):
        yield _name(form, repeat, number, locale)
    label = in_locale(_repeat(form, repeat).label, "zh") or repeat
    yield f"{label} {number}"
    for written in (str(number), "零一二三四五六七八九十"[number : number + 1]):
        if written:
            yield f"第{written}个{label}"
    texts = {row.name for row in form.flow.walk_rows() if getattr(row, "type", "") == "text"}
    for path, answer in form.state.answers.items():
        name = path.removeprefix(place)
        if path.startswith(place) and name in texts and len(str(answer.value)) in CALL_LENGTH:
            yield str(answer.value)


def fresh_offer(form: Form, path: str) -> str:
    """The offer that has just opened the instance of the open question at `path`, if one has."""
    place, _, _ = path.rpartition("/")
    answers = form.state.answers
    opened = answers.get(place)
    if opened is None or opened.value != "yes" or any(p.startswith(f"{place}/") for p in answers):
        return ""
    return place


def meant_offer(form: Form, asked: str, said: str) -> str:
    """The offer of one more that `said` ("再来一个家庭") takes up; empty when there is none.

    `asked` is the path of the offer on the screen, if one is. It is meant by words that
    name no repeat; else the one that was turned down last, of the repeat that is named.
    """
    names = {row.name: row.label.values() for row in _repeats(form)}
    named = {n for n, labels in names.items() if any(fold(label) in said for label in labels)}
    if asked and (not named or _repeat_of(asked) in named):
        return asked
    no = [p for p, a in form.state.answers.items() if a.value == "no" and offered(form, p)]
    no = [p for p in no if not named or _repeat_of(p) in named]
    return max(no, key=lambda path: form.state.answers[path].evidence.message, default="")


def _repeat_of(offer: str) -> str:
    match = _OFFER.fullmatch(offer)
    return match[1] if match else ""


def offered(form: Form, path: str) -> bool:
    """Whether `path` is the offer of one more instance of a repeat."""
    match = _OFFER.fullmatch(path)
    return match is not None and any(row.name == match[1] for row in _repeats(form))


def moved_along(form: Form, path: str, value: Value) -> State:
    """The state in which each instance counted by the answer at `path` goes with its name.

    `value` is the new answer: other choices, or another list of names. What belongs to a name
    that is gone waits under a number that no instance has, and is found there when it returns.
    """
    old = form.state.answers.get(path)
    repeats = {row.name for row in _repeats(form) if path in (counted_by(row), _listed_in(row))}
    if old is None or not repeats:
        return form.state
    after = _called(form, path, value)
    names = [choice.name for choice in list_of(form.flow, form.state, path)]
    where = {waiting(names, name): number for number, name in enumerate(after, start=1)}
    for number, name in enumerate(_called(form, path, old.value), start=1):
        where[number] = after.index(name) + 1 if name in after else waiting(names, name)

    def move(answers: Mapping[str, Answer]) -> dict[str, Answer]:
        return {_moved(place, repeats, where): answer for place, answer in answers.items()}

    state = form.state
    skipped = tuple(_moved(place, repeats, where) for place in state.skipped)
    return replace(state, answers=move(state.answers), aside=move(state.aside), skipped=skipped)


def _called(form: Form, path: str, value: Value) -> list[str]:
    """What the instances are called that the answer `value` at `path` counts, in their order."""
    if not isinstance(value, tuple):
        return list(names_in(str(value)))
    return [choice.name for choice in list_of(form.flow, form.state, path) if choice.name in value]


def _moved(path: str, repeats: set[str], where: Mapping[int, int]) -> str:
    step = _STEP.match(path)
    if step is None or step[1] not in repeats:
        return path
    number = where.get(int(step[2]), int(step[2]))
    return f"{step[1]}[{number}]/{path[step.end() :]}"


def _name(form: Form, repeat: str, number: int, locale: str) -> str:
    row = _repeat(form, repeat)
    chosen = form.state.answers.get(counted_by(row))
    if chosen is not None and isinstance(chosen.value, tuple) and number <= len(chosen.value):
        name = chosen.value[number - 1]
        choices = list_of(form.flow, form.state, counted_by(row))
        return next((in_locale(c.label, locale) for c in choices if c.name == name), name)
    listed = names_in(_text_listing(form, row))
    if number <= len(listed):
        return listed[number - 1]
    return f"{in_locale(row.label, locale) or repeat} {number}"


def _listed_in(row: Group) -> str:
    match = _BY_NAME.fullmatch(row.repeat_count)
    return match[1] if match else ""


def _text_listing(form: Form, row: Group) -> str:
    """The text whose names count the instances; empty where none does."""
    said = form.state.answers.get(_listed_in(row))
    return str(said.value) if said is not None else ""


def _repeats(form: Form) -> Iterator[Group]:
    return (row for row in form.flow.walk_rows() if isinstance(row, Group) and row.repeat)


def _repeat(form: Form, name: str) -> Group:
    return next(row for row in _repeats(form) if row.name == name)
