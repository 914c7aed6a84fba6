"""What the fields of a reported problem are, and the words that each rests on.

What was asked rests on its answer; what the words of the problem tell by themselves, on the
characters that tell it (`bot.reading.problems`); what the walk knows, on the walk's answers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from bot.dialogue.house import CAPTURE_FLOW, PROBLEM, Form, guide_version_of
from bot.dialogue.instances import offered
from bot.dialogue.prompts import question_at, show_value
from bot.dialogue.talk import Talk
from bot.reading.problems import read_problem
from flows.model import has_appearance
from flows.readback import list_of, read_back
from flows.state import Value
from storage.records import ISSUE_FIELDS, PART, FieldValue, WalkRecord

WALK_FIELDS = ("item", "item_code", "channels", "place")
"""Fields that the walk itself tells, in the order they are kept; then those of its guide."""
GUESSED = {
    "guessed_category": ("categories", "category"),
    "guessed_severity": ("severities", "severity"),
    "guessed_step": ("steps", "step"),
}
"""Rows of the `issue` flow for what the words tell: the list of their terms, and the field."""
STEP_NOW = "stage_step"
"""Its row for the step of the walk's open question, where the words name none."""


def suggested(form: Form, path: str, value: Value) -> dict[str, Value]:
    """What an answer to a report's question tells of its other ones, by its words."""
    if form.flow.id != CAPTURE_FLOW or path != PROBLEM:
        return {}
    read = read_problem(str(value))
    return {
        row: choice.name
        for row, (choices, field) in GUESSED.items()
        for choice in form.flow.choices.get(choices, ())
        if field in read and choice.label.get("zh") == read[field].value
    }


def fields_of(talk: Talk, form: Form) -> dict[str, FieldValue]:
    """The fields that the report's answers and its words give, by the names of `ISSUE_FIELDS`.

    Values are the Chinese terms, whatever language was spoken: the ledger is in Chinese.
    """
    fields: dict[str, FieldValue] = {}
    for stage in read_back(form.flow, form.state, talk.now):
        for line in stage.lines:
            name, answer = line.question.name, line.answer
            if answer is None or answer.how == "default" or line.value in (None, "", ()):
                continue
            choices = list_of(form.flow, form.state, line.path)
            value = show_value(line.question, choices, line.value or "", "zh")
            at = answer.evidence
            fields[name] = FieldValue(value, at.message, at.start, at.end, answer.how)
    problem = fields[PROBLEM]
    if problem.message is None:
        return fields
    words = talk.turn.quote(problem.message, problem.start, problem.end)
    for name, read in read_problem(words).items():
        start, end = problem.start + read.start, problem.start + read.end
        fields.setdefault(name, FieldValue(read.value, problem.message, start, end, "rule"))
    if "step" not in fields and (step := _step_of_walk(form)):
        fields["step"] = replace(problem, value=step, how="default")
    return {name: fields[name] for name in ISSUE_FIELDS if name in fields}


def _step_of_walk(form: Form) -> str:
    """The step of the question that was open when the report began; empty outside a walk."""
    name = form.state.known.get(STEP_NOW, "")
    steps = form.flow.choices.get("steps", ())
    return next((choice.label.get("zh", "") for choice in steps if choice.name == name), "")


def walk_fields(talk: Talk, walk: WalkRecord, form: Form) -> dict[str, FieldValue]:
    """What the walk knows of a problem found in it: service, code, channels, place.

    The department is the guide's bureau: it rests on the answer that named the
    service, and on the guide in the version that the walk used (field `guide`).
    """
    fields: dict[str, FieldValue] = {}
    for path, answer in walk.state.answers.items():
        if offered(form, path):
            continue
        words = answer.evidence
        question = question_at(form, path)
        name = "item" if has_appearance(question, "item") else question.name
        if name in WALK_FIELDS:
            choices = list_of(form.flow, form.state, path)
            value = show_value(question, choices, answer.value, "zh")
            fields[name] = FieldValue(value, words.message, words.start, words.end, answer.how)
    if walk.item_id and "item" in fields:
        fields["item_code"] = replace(fields["item"], value=walk.item_id, how="guide")
    # Answers come in another order once they were stored; the ledger's must not change with it.
    told = {name: fields[name] for name in WALK_FIELDS if name in fields}
    return told | _guide_fields(talk, walk, told.get("item_code"))


def _guide_fields(
    talk: Talk, walk: WalkRecord, by_guide: FieldValue | None
) -> dict[str, FieldValue]:
    library = talk.house.library
    guide = library.guide(walk.item_id, guide_version_of(walk.state)) if walk.item_id else None
    if guide is None or by_guide is None or not guide.bureau:
        return {}
    return {
        "department": replace(by_guide, value=guide.bureau),
        "guide": replace(by_guide, value=f"{guide.id} · {guide.version}"),
    }


def files_with(talk: Talk, fields: Mapping[str, FieldValue]) -> Iterator[str]:
    """Hashes of the walk's files that came in a message which the problem itself rests on."""
    if talk.walk is None:
        return
    told = {v.message for n, v in fields.items() if n == "problem" or n.startswith(PART)}
    for media in talk.turn.attachments(talk.walk.id):
        if media.message is not None and media.message in told:
            yield media.sha256
