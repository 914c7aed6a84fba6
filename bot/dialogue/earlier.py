"""The answers that can still be changed, numbered as the person saw them asked.

What was prefilled was never on the screen as a question: it can be changed by
name or from the list, but it has no number and is never "the last one".
"""

from __future__ import annotations

from datetime import datetime

from bot.dialogue.called import choices_at
from bot.dialogue.house import Form
from bot.dialogue.instances import calls_of
from bot.dialogue.prompts import shown_line
from bot.reading.naming import Earlier
from flows.engine import look
from flows.readback import LineView, correctable


def is_prefilled(line: LineView) -> bool:
    """Whether the value stands there without anyone having said it."""
    return line.answer is not None and line.answer.how == "default"


def changeable(form: Form, now: datetime) -> tuple[LineView, ...]:
    """What was answered, skipped or prefilled so far, in the form's order.

    What is prefilled further on than the open question may still come out otherwise.
    """
    lines = correctable(form.flow, form.state, now)
    prompt = look(form.flow, form.state, now).prompt
    if prompt is None:
        return lines
    places = form.flow.places
    here = places.get(prompt.question.name, len(places))
    return tuple(
        line for line in lines if not is_prefilled(line) or places[line.question.name] < here
    )


def asked_before(form: Form, now: datetime) -> tuple[LineView, ...]:
    """What was answered or skipped before the open question, in the form's order."""
    asked = tuple(
        line for line in correctable(form.flow, form.state, now) if not is_prefilled(line)
    )
    prompt = look(form.flow, form.state, now).prompt
    return asked[: prompt.number - 1] if prompt is not None else asked


def earlier(form: Form, now: datetime) -> tuple[Earlier, ...]:
    """All that can be corrected; the question asked before the open one comes last."""
    lines = changeable(form, now)
    before = asked_before(form, now)
    asked = [line.path for line in lines if not is_prefilled(line)]
    # The open question has a number too: what was answered after it stands one further.
    numbers = {path: n + (n > len(before)) for n, path in enumerate(asked, start=1)}
    last = {line.path for line in before}
    return tuple(
        Earlier(
            path=line.path,
            number=numbers.get(line.path, 0),
            labels=(*line.label.values(), *line.question.label.values()),
            question=line.question,
            choices=choices_at(form, line.path),
            calls=calls_of(form, line.path),
            said=shown_line(form, line, "zh"),
        )
        for line in sorted(lines, key=lambda line: line.path in last)
    )
