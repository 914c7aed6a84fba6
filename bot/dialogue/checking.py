"""The read-back of a walk: all of it once, and after that only what has changed."""

from __future__ import annotations

from dataclasses import replace

from bot.dialogue.earlier import is_prefilled
from bot.dialogue.house import Form
from bot.dialogue.messages import Option
from bot.dialogue.prompts import local, short, shown_line
from bot.dialogue.talk import Talk
from flows.expressions import REFERENCE
from flows.model import SILENT_TYPES, Question
from flows.readback import LineView
from flows.readback import read_back as stages_of

READ_BACK_LENGTH = 3_500
"""Characters of a read-back; channels split further where they must."""


def read_back(talk: Talk, form: Form) -> None:
    """Show the whole walk by stage and ask for confirmation."""
    lines: list[str] = []
    for stage in stages_of(form.flow, form.state, talk.now):
        shown = [_line(talk, form, line) for line in stage.lines]
        if shown:
            lines += [talk.word("stage_head", name=local(stage.label, talk.locale)), *shown]
    walk = talk.walk
    files = len({m.sha256 for m in talk.turn.attachments(walk.id)}) if walk else 0
    if files:
        lines.append(talk.word("read_back_photos", count=files))
    notes = talk.noted + len(talk.house.reader.notes(walk.id)) if walk else 0
    if notes:
        lines.append(talk.word("read_back_notes", count=notes))
    text = "\n".join(lines)[:READ_BACK_LENGTH]
    talk.say("read_back", _menu(talk), lines=text)


def still_there(talk: Talk, form: Form) -> None:
    """The person knows the read-back: say what has changed, and offer the whole again."""
    state = talk.screen.state
    before = _lines(talk, replace(form, state=state)) if state is not None else {}
    after = _lines(talk, form)
    menu = _menu(talk, Option("done:all", talk.word("show_all")))
    if before == after:
        talk.say("read_back_still", menu)
        return
    follows = [
        line
        for path, line in after.items()
        if before.get(path) != line and not _just_said(talk, form, path)
    ]
    if follows:
        talk.say("read_back_follows", menu, lines="\n".join(follows))
    else:
        talk.say("read_back_changed", menu)


def _just_said(talk: Talk, form: Form, path: str) -> bool:
    """Whether this very message answers `path`; what came back from aside was said before."""
    answer = form.state.answers.get(path)
    return answer is not None and answer.evidence.message == talk.turn.message_id


def _menu(talk: Talk, *more: Option) -> tuple[Option, ...]:
    options = (
        Option("done:yes", talk.word("confirm")),
        Option("done:fix", talk.word("change")),
        *more,
        Option("done:later", talk.word("save_draft")),
    )
    return talk.menu("read_back", options)


def _lines(talk: Talk, form: Form) -> dict[str, str]:
    """The lines of the read-back by path."""
    return {
        line.path: _line(talk, form, line)
        for stage in stages_of(form.flow, form.state, talk.now)
        for line in stage.lines
    }


def _line(talk: Talk, form: Form, line: LineView) -> str:
    value = short(shown_line(form, line, talk.locale)) or talk.word("not_given")
    if is_prefilled(line) and not _said_otherwise(form, line.question):
        value = talk.word("by_default", value=value)
    return f"· {talk.word('pair', name=local(line.label, talk.locale), value=value)}"


def _said_otherwise(form: Form, question: Question) -> bool:
    """Whether a prefilled value only repeats what was answered: all four marks after "都满意"."""
    sources = set(REFERENCE.findall(question.default))
    asked = {
        row.name
        for row in form.flow.walk_rows()
        if isinstance(row, Question) and row.type not in SILENT_TYPES
    }
    return bool(sources) and sources <= asked
