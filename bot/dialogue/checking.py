"""The read-back of a walk: all of it once, and after that only what has changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from itertools import groupby

from bot.dialogue import moments
from bot.dialogue.earlier import is_prefilled
from bot.dialogue.house import Form, guide_version_of
from bot.dialogue.in_force import out_of_force
from bot.dialogue.instances import instance_of
from bot.dialogue.messages import Option
from bot.dialogue.prompts import local, short, shown_line
from bot.dialogue.screen import READ_BACK_OPTIONS
from bot.dialogue.talk import Talk
from flows.expressions import REFERENCE
from flows.model import SILENT_TYPES, Question, has_appearance
from flows.readback import LineView, StageView
from flows.readback import read_back as stages_of
from flows.state import Value

READ_BACK_LENGTH = 3_500
"""Characters of one message of a read-back, below what a chat takes in one piece."""


def read_back(talk: Talk, form: Form) -> None:
    """Show the whole walk by stage and ask for confirmation."""
    lines: list[str] = []
    guide = of_guide(form, talk.now)
    for stage in stages_of(form.flow, form.state, talk.now):
        if stage.lines:
            if name := local(stage.label, talk.locale):
                lines.append(talk.word("stage_head", name=name))
            elif lines:
                lines.append("")  # what is outside of all stages is not of the last one
            lines += _by_instance(talk, form, stage, guide)
    *first, last = pages([*lines, *beside(talk)])
    for page in first:
        talk.say_text(page)
    menu = _menu(talk, without="done:all")
    talk.say("read_back", menu, lines=last, example=_example(talk, form))


def _example(talk: Talk, form: Form) -> str:
    """How an answer of this very form is changed: a time where it has one, else the last one."""
    stages = stages_of(form.flow, form.state, talk.now)
    said = [line for stage in stages for line in stage.lines if line.value is not None]
    timed = [line for line in said if has_appearance(line.question, "minutes")]
    shown = timed[:1] or said[-1:]
    name = local(shown[0].label, talk.locale) if shown else ""
    return talk.word("change_minutes" if timed else "change_anew", name=name)


def beside(talk: Talk) -> Iterator[str]:
    """How many files and notes the walk has besides its answers."""
    walk = talk.walk
    files = len({m.sha256 for m in talk.turn.attachments(walk.id)}) if walk else 0
    if files:
        yield talk.word("read_back_photos", count=files)
    notes = talk.noted + len(talk.house.reader.notes(walk.id)) if walk else 0
    if notes:
        yield talk.word("read_back_notes", count=notes)


def pages(lines: list[str]) -> list[str]:
    """The lines in as many messages as they need; what is confirmed was shown whole."""
    out = [""]
    for line in lines:
        fits = len(out[-1]) + len(line) < READ_BACK_LENGTH
        if fits or not out[-1]:
            out[-1] += f"\n{line}" if out[-1] else line
        else:
            out.append(line)
    return out


def still_there(talk: Talk, form: Form) -> None:
    """The person knows the read-back: say what has changed, and offer the whole again."""
    state = talk.screen.state
    before = _lines(talk, form._replace(state=state)) if state is not None else {}
    after = _lines(talk, form)
    menu = _menu(talk)
    if before == after:
        talk.say("read_back_still", menu)
        return
    follows = [
        _named(talk, form, path, line)
        for path, line in after.items()
        if before.get(path) != line and not _just_said(talk, form, path)
    ]
    if follows:
        talk.say("read_back_follows", menu, lines="\n".join(follows))
    else:
        talk.say("read_back_changed", menu)


def _named(talk: Talk, form: Form, path: str, line: str) -> str:
    """A line of the read-back that stands by itself, with the name of its instance."""
    instance = instance_of(form, path, talk.locale)
    return f"{talk.word('instance_head', name=instance)} {line}" if instance else line


def _just_said(talk: Talk, form: Form, path: str) -> bool:
    """Whether this very message answers `path`; what came back from aside was said before."""
    answer = form.state.answers.get(path)
    return answer is not None and answer.evidence.message == talk.turn.message_id


def _menu(talk: Talk, without: str = "") -> tuple[Option, ...]:
    options = (Option(id_, talk.word(key)) for id_, key in READ_BACK_OPTIONS if id_ != without)
    return talk.menu("read_back", tuple(options))


def _lines(talk: Talk, form: Form) -> dict[str, str]:
    """The lines of the read-back by path."""
    guide = of_guide(form, talk.now)
    return {
        line.path: _line(talk, form, line, guide)
        for stage in stages_of(form.flow, form.state, talk.now)
        for line in stage.lines
    }


def _by_instance(talk: Talk, form: Form, stage: StageView, guide: frozenset[str]) -> Iterator[str]:
    """The lines of a stage, those of a repeat under the name of their instance."""
    for instance, lines in groupby(
        stage.lines, key=lambda line: instance_of(form, line.path, talk.locale)
    ):
        if instance:
            yield talk.word("instance_head", name=instance)
        yield from (_line(talk, form, line, guide) for line in lines)


def _line(talk: Talk, form: Form, line: LineView, guide: frozenset[str]) -> str:
    """One line; `guide` is what `of_guide` says."""
    value = short(shown_line(form, line, talk.locale)) or talk.word("not_given")
    if from_known(form, line):
        mark = _old_guide(talk, form, line.question)
        key = "by_guide" if line.path in guide else _by_what(talk, form, line.path)
        value = talk.word("by_old_guide" if mark else key, value=value, mark=mark)
    return f"· {talk.word('pair', name=local(line.label, talk.locale), value=value)}"


def _old_guide(talk: Talk, form: Form, question: Question) -> str:
    """That the guide which a value is prefilled from is not in force; empty otherwise."""
    if talk.walk is None or not talk.walk.item_id:
        return ""
    sources = set(REFERENCE.findall(question.default))
    rows = (row for row in form.flow.walk_rows() if isinstance(row, Question) and row.guide)
    if not any(row.type == "hidden" and row.name in sources for row in rows):
        return ""
    version = guide_version_of(talk.walk.state)
    return out_of_force(talk.house, talk.walk.item_id, talk.locale, talk.now.date(), version)


def from_known(form: Form, line: LineView) -> bool:
    """Whether a value was neither said nor follows from what was said."""
    return is_prefilled(line) and not _said_otherwise(form, line.question)


def of_guide(form: Form, now: datetime) -> frozenset[str]:
    """The paths of what would stand there otherwise, or not at all, if there were no guide."""
    rows = (row for row in form.flow.walk_rows() if isinstance(row, Question))
    return _known_by(form, {row.name for row in rows if row.type == "hidden" and row.guide}, now)


def of_clock(form: Form, now: datetime) -> frozenset[str]:
    """The paths of what the clock made of the moments that were told."""
    told = {row.name for row in moments.rows_of(form) if form.state.known.get(row.name)}
    return _known_by(form, told, now)


def _by_what(talk: Talk, form: Form, path: str) -> str:
    return "by_clock" if path in of_clock(form, talk.now) else "by_default"


def _known_by(form: Form, names: set[str], now: datetime) -> frozenset[str]:
    """The paths of what would stand there otherwise, or not at all, without these `hidden` rows."""
    state = form.state
    known = (state.known, *(answer.known for answer in state.answers.values()))
    if all(names.isdisjoint(told) for told in known):
        return frozenset()
    answers = {
        path: replace(answer, known=_without(answer.known, names))
        for path, answer in state.answers.items()
    }
    bare = replace(state, known=_without(state.known, names), answers=answers)
    there, left = (
        {line.path: line.value for stage in stages_of(form.flow, each, now) for line in stage.lines}
        for each in (state, bare)
    )
    return frozenset(path for path, value in there.items() if left.get(path) != value)


def _without(known: Mapping[str, Value], names: set[str]) -> dict[str, Value]:
    return {name: value for name, value in known.items() if name not in names}


def _said_otherwise(form: Form, question: Question) -> bool:
    """Whether a prefilled value only repeats what was answered: all four marks after "都满意"."""
    sources = set(REFERENCE.findall(question.default))
    asked = {
        row.name
        for row in form.flow.walk_rows()
        if isinstance(row, Question) and row.type not in SILENT_TYPES
    }
    return bool(sources) and sources <= asked
