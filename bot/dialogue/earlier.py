"""The answers that can still be changed, numbered as the person saw them asked.

What was prefilled was never on the screen as a question: it can be changed by
name or from the list, but it has no number and is never "the last one".
"""

from __future__ import annotations

from datetime import datetime

from bot.dialogue.house import Form
from bot.dialogue.instances import calls_of
from bot.reading.corrections import Earlier
from flows.engine import correctable, look
from flows.readback import LineView


def is_prefilled(line: LineView) -> bool:
    """Whether the value stands there without anyone having said it."""
    return line.answer is not None and line.answer.how == "default"


def asked_before(form: Form, now: datetime) -> tuple[LineView, ...]:
    """What was answered or skipped before the open question, in the form's order."""
    asked = tuple(
        line for line in correctable(form.flow, form.state, now) if not is_prefilled(line)
    )
    prompt = look(form.flow, form.state, now).prompt
    return asked[: prompt.number - 1] if prompt is not None else asked


def earlier(form: Form, now: datetime) -> tuple[Earlier, ...]:
    """All that can be corrected; the question asked before the open one comes last."""
    lines = correctable(form.flow, form.state, now)
    before = asked_before(form, now)
    asked = [line.path for line in lines if not is_prefilled(line)]
    # The open question has a number too: what was answered after it stands one further.
    numbers = {path: n + (n > len(before)) for n, path in enumerate(asked, start=1)}
    last = {line.path for line in before}
    return tuple(
        Earlier(
            path=line.path,
            number=numbers.get(line.path, 0),
            labels=_labels(form, line),
            question=line.question,
            choices=form.flow.choices.get(line.question.list_name, ()),
        )
        for line in sorted(lines, key=lambda line: line.path in last)
    )


def _labels(form: Form, line: LineView) -> tuple[str, ...]:
    """What the answer is called; in a repeat with its instance too ("窗口登录次数")."""
    words = (*line.label.values(), *line.question.label.values())
    calls = calls_of(form, line.path)
    return (*(f"{call} {word}" for call in calls for word in line.label.values()), *words)
