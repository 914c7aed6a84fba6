"""What buttons send: an option's id, or where it stands where that is too long; and ticks.

A press is the option's id itself where it fits. Else it is `~<delivery>.<reply>.<option>`, and the
payload of that delivery tells the rest. With `TICK` before it, it is one of several that may be
ticked; `DONE` takes those that are.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from bot.channels.telegram.parts import MAX_PRESS, MAX_TOAST
from bot.channels.telegram.splitting import units
from bot.dialogue.messages import id_named

TICK = "+"
DONE = "="
ELSEWHERE = "~"
EMPTY_BOX, TICKED_BOX = "☐ ", "☑ "

PayloadOf = Callable[[int], Mapping[str, Any] | None]
"""The payload of a delivery by its id; None where there is none any more."""
Rows = Sequence[Sequence[tuple[str, str]]]
"""Labels and presses of a keyboard, row by row."""


def press_of(option: str, place: tuple[int, int, int], *, tick: bool = False) -> str:
    """What the button of an option sends; `place` is its delivery, reply and number in it.

    An option that begins like one of our own marks is named by its place too.
    """
    mark = TICK if tick else ""
    plain = mark + option
    if len(plain.encode()) <= MAX_PRESS and not option.startswith((TICK, DONE, ELSEWHERE)):
        return plain
    return f"{mark}{ELSEWHERE}{'.'.join(map(str, place))}"


def option_of(press: str, payload_of: PayloadOf) -> str:
    """The id of the option that a press means; empty where nobody knows any more."""
    press = press.removeprefix(TICK)
    if not press.startswith(ELSEWHERE):
        return press
    numbers = [id_named(part) for part in press[1:].split(".")]
    if len(numbers) != 3 or None in numbers:
        return ""
    delivery, reply, option = (int(number or 0) for number in numbers)
    payload = payload_of(delivery)
    try:
        return str(payload["replies"][reply]["options"][option]["id"]) if payload else ""
    except (LookupError, TypeError):
        return ""


def several(options: Sequence[str]) -> str:
    """One option's id that says all of several of one question: `w:path=a b`."""
    where = options[0].partition("=")[0]
    names = (option.partition("=")[2] for option in options)
    return f"{where}={' '.join(names)}"


def toggled(rows: Rows, press: str) -> list[list[tuple[str, str]]]:
    """The keyboard with the box of one button ticked, or empty again."""
    return [[_toggle(*button) if button[1] == press else button for button in row] for row in rows]


def _toggle(label: str, press: str) -> tuple[str, str]:
    if label.startswith(TICKED_BOX):
        return EMPTY_BOX + label.removeprefix(TICKED_BOX), press
    return TICKED_BOX + label.removeprefix(EMPTY_BOX), press


def labels(rows: Rows, pressed: Collection[str]) -> str:
    """What stands on these buttons, boxes left out, as it can be shown for a moment."""
    marks = EMPTY_BOX, TICKED_BOX
    named = [
        label[len(EMPTY_BOX) :] if label.startswith(marks) else label
        for row in rows
        for label, press in row
        if press in pressed
    ]
    words = "、".join(named)
    return words if units(words) <= MAX_TOAST else f"{words[: MAX_TOAST // 2 - 1]}…"


def ticked(rows: Rows) -> list[str]:
    """The presses of the ticked boxes, in the order in which they stand."""
    return [
        press
        for row in rows
        for label, press in row
        if press.startswith(TICK) and label.startswith(TICKED_BOX)
    ]
