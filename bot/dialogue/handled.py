"""Whether a problem was put right while one was there (R41): 整改方式 已当场解决.

A flow may ask for it, by a question with the appearance `mended`; its answer holds for the problems
of its instance. Else the words tell it that describe the problem.
"""

from __future__ import annotations

from collections.abc import Iterable

from bot.dialogue.house import Form
from bot.reading.mended import ON_THE_SPOT, put_right
from flows.model import Question, has_appearance
from flows.state import Answer
from storage.records import FieldValue


def on_the_spot(form: Form, path: str, words: Iterable[Answer]) -> dict[str, FieldValue]:
    """The field `mode` of a problem found at `path`, which `words` describe; empty for none."""
    place = path[: path.rfind("/") + 1]
    for row in form.flow.walk_rows():
        if isinstance(row, Question) and has_appearance(row, "mended"):
            answer = form.state.answers.get(place + row.name)
            if answer is not None:
                return _field(answer) if answer.value == "yes" else {}
    return next((_field(answer) for answer in words if put_right(str(answer.value))), {})


def _field(answer: Answer) -> dict[str, FieldValue]:
    at = answer.evidence
    return {"mode": FieldValue(ON_THE_SPOT, at.message, at.start, at.end, "rule")}
