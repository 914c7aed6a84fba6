"""A problem reported on the way, or outside any walk (R07): a small form of its own.

The `issue` flow asks for it; every field of the finding that comes out points
at the message that gave it. In a walk the finding waits for the read-back;
outside it is put to the person at once.
"""

from __future__ import annotations

from dataclasses import replace

from bot.dialogue.house import CAPTURE_FLOW, Form, guide_version_of, stage_of
from bot.dialogue.instances import offered
from bot.dialogue.prompts import has_appearance, question_at, show_value
from bot.dialogue.talk import Talk
from bot.reading.categories import guess
from flows.engine import begin
from flows.events import Answered, IssueRaised
from flows.model import MEDIA_TYPES, Flow
from flows.readback import read_back
from flows.state import Answer, State, Value
from storage.records import ISSUE_FIELDS, FieldValue, WalkRecord

FIELD_OF = {"onspot_fix": "measure"}
"""Questions of the `issue` flow whose name is not the field's."""


WALK_FIELDS = ("item", "item_code", "channels", "place")
"""Fields that the walk itself tells, in the order they are kept; then those of its guide."""
PROBLEM, GUESSED = "problem", "guessed_category"
"""The question of the `issue` flow for what happened, and its row that proposes a category."""
PREFILLED = frozenset({"step"})
"""Fields that the moment of the report tells: they rest on the message that reported it."""


def begin_report(talk: Talk, start: int = 0, end: int = 0) -> None:
    """Open a report; the characters [start, end) of the message, if any, say what happened."""
    if talk.ctx.capture:
        talk.say("capture_first")
        return
    flow = talk.house.flows.current()[CAPTURE_FLOW]
    walk_form = talk.form()
    known: dict[str, Value] = {}
    if walk_form is not None:
        talk.happen(walk_form, IssueRaised(talk.evidence(start, end or None)))
        step_name = _step_now(talk, walk_form, flow)
        if step_name:
            known["stage_step"] = step_name
    talk.turn.set_kind("issue")
    step = begin(flow, talk.now, known)
    talk.ctx.capture = step.state.to_json()
    talk.say("capture_begin")
    form = Form("i", flow, step.state)
    if talk.plan.text[start:end].strip() and step.prompt is not None:
        text = talk.plan.text[start:end]
        path = step.prompt.path
        known = suggested(form, path, text)
        talk.happen(form, Answered(path, text, talk.evidence(start, end), known=known))
    if walk_form is not None:
        talk.ctx.files = tuple(media.sha256 for media in talk.plan.media)


def suggested(form: Form, path: str, value: Value) -> dict[str, Value]:
    """What an answer to a report's question lets us guess: the category, by the words of it."""
    if form.flow.id != CAPTURE_FLOW or path != PROBLEM:
        return {}
    term = guess(str(value))
    fitting = [c.name for c in form.flow.choices.get("categories", ()) if c.label["zh"] == term]
    return {GUESSED: fitting[0]} if fitting else {}


def _step_now(talk: Talk, walk_form: Form, flow: Flow) -> str:
    """The choice of the report's `steps` list that the open question of the walk belongs to."""
    prompt = talk.look(walk_form).prompt
    term = prompt.question.issue_step if prompt is not None else ""
    steps = flow.choices.get("steps", ())
    return next((c.name for c in steps if term and c.label.get("zh") == term), "")


def drop_report(talk: Talk) -> None:
    """Forget the report under way."""
    talk.ctx.capture, talk.ctx.files = "", ()
    talk.say("capture_dropped")


def captured(talk: Talk, form: Form) -> None:
    """All is asked: keep the report as a finding; outside a walk put it to the person at once."""
    talk.ctx.capture = ""
    walk = talk.walk if talk.walk and talk.walk.state.status in ("open", "paused") else None
    fields = fields_of(talk, form)
    walk_form = talk.form()
    if walk is not None and walk_form is not None:
        of_walk = walk_fields(talk, walk, walk_form)
        fields |= {name: value for name, value in of_walk.items() if name not in fields}
    first = fields["problem"].message if "problem" in fields else talk.turn.message_id
    finding = talk.turn.put_finding(
        walk.id if walk else None,
        f"reported:{first}",
        stage_of(walk_form, talk.now) if walk_form else "",
        "reported",
        fields,
    )
    for sha in dict.fromkeys((*media_of(form.state, form), *talk.ctx.files)):
        talk.turn.attach(sha, walk.id if walk else None, "", None, finding)
    talk.ctx.files = ()
    if walk is not None:
        talk.say("capture_end")
        talk.back = False
    else:
        talk.ctx.drafts = (finding,)


def fields_of(talk: Talk, form: Form) -> dict[str, FieldValue]:
    """The fields that the report's answers give, by the names of `ISSUE_FIELDS`.

    Values are the Chinese terms, whatever language was spoken: the ledger is in Chinese.
    """
    fields: dict[str, FieldValue] = {}
    for stage in read_back(form.flow, form.state, talk.now):
        for line in stage.lines:
            name = FIELD_OF.get(line.question.name, line.question.name)
            if name not in ISSUE_FIELDS or line.value is None or line.value in ("", ()):
                continue
            choices = form.flow.choices.get(line.question.list_name, ())
            value = show_value(line.question, choices, line.value, "zh")
            if line.answer is not None and line.answer.how != "default":
                fields[name] = _field(value, line.answer)
                if _only_agreed(talk, form, line.answer, value):
                    fields[name] = replace(fields["problem"], value=value, how="rule")
            elif name in PREFILLED and "problem" in fields:
                fields[name] = replace(fields["problem"], value=value, how="default")
    return fields


def _only_agreed(talk: Talk, form: Form, answer: Answer, label: str) -> bool:
    """Whether a guess was kept by "对": then it rests on the words that it was guessed from."""
    reported = form.state.answers.get(PROBLEM)
    if reported is None or reported.known.get(GUESSED) != answer.value:
        return False
    words = answer.evidence
    return label not in talk.turn.quote(words.message, words.start, words.end)


def _field(value: str, answer: Answer) -> FieldValue:
    words = answer.evidence
    return FieldValue(value, words.message, words.start, words.end, answer.how)


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
            choices = form.flow.choices.get(question.list_name, ())
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


def media_of(state: State, form: Form) -> tuple[str, ...]:
    """Hashes of the files that answer the form's media questions."""
    names = {row.name for row in form.flow.walk_rows() if getattr(row, "type", "") in MEDIA_TYPES}
    found: list[str] = []
    for path, answer in state.answers.items():
        if path.rsplit("/", 1)[-1] in names and isinstance(answer.value, tuple):
            found += answer.value
    return tuple(found)
