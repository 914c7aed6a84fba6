"""What a person is asked and told where a walk stands."""

from __future__ import annotations

from flows.events import Prompt, Told
from flows.memory import once
from flows.rendering import labelled
from flows.situation import Situation


def due(situation: Situation) -> tuple[Told, ...]:
    """The notes before the open question: all that have been, or are now to be, said."""
    notes = []
    for slot in situation.slots:
        if slot is situation.open:
            break
        if slot.node.is_note:
            notes.append(Told(slot.path, slot.node.question))
    return tuple(notes)


@once
def prompt_of(situation: Situation) -> Prompt | None:
    """The open question."""
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
        choices=tuple(
            labelled(choice, situation, node, slot.prefix)
            for choice in situation.choices(node, slot.prefix).values()
        ),
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
