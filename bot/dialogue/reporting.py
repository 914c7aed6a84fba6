"""A problem reported on the way, or outside any walk (R07): a small form of its own.

The `issue` flow asks for it; every field of the finding that comes out points
at the message that gave it. In a walk the finding waits for the read-back;
outside it is put to the person at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from bot.dialogue import against
from bot.dialogue.followups import PROBLEM, denies
from bot.dialogue.house import CAPTURE_FLOW, Form, guide_version_of, stage_of
from bot.dialogue.instances import offered
from bot.dialogue.prompts import question_at, short, show_value
from bot.dialogue.talk import Talk
from bot.dialogue.unread import refused
from bot.reading.categories import guess
from bot.reading.steps import guess_step
from flows.engine import begin
from flows.events import Answered, IssueRaised
from flows.model import MEDIA_TYPES, Flow, has_appearance
from flows.readback import list_of, read_back
from flows.state import Answer, Evidence, State, Value
from storage.records import ISSUE_FIELDS, PART, FieldValue, WalkRecord

FIELD_OF = {"onspot_fix": "measure"}
"""Questions of the `issue` flow whose name is not the field's."""


WALK_FIELDS = ("item", "item_code", "channels", "place")
"""Fields that the walk itself tells, in the order they are kept; then those of its guide."""
GUESSED, GUESSED_STEP = "guessed_category", "guessed_step"
"""Rows of the `issue` flow for what the words of `PROBLEM` suggest."""
STEP_NOW = "stage_step"
"""Its row for the step of the walk's open question, which is proposed."""
MAX_PARKED = 5
"""Further problems that can wait while one is being reported."""


def begin_report(talk: Talk, words: Evidence | None = None) -> None:
    """Open a report; `words`, if any, say what happened: of this message or an earlier one."""
    if talk.ctx.capture:
        _second(talk, words)
        return
    talk.turn.set_kind("issue")
    if words is not None and denies(talk.turn.quote(words.message, words.start, words.end)):
        words = None  # "报问题：没有" tells of none
    talk.say("capture_begin")
    had_walk = talk.form() is not None
    _begin(talk, words)
    if had_walk:
        talk.ctx.files = tuple(media.sha256 for media in talk.plan.media)


def _begin(talk: Talk, words: Evidence | None) -> None:
    flow = talk.house.flows.current()[CAPTURE_FLOW]
    walk_form = talk.form()
    known: dict[str, Value] = {}
    if walk_form is not None:
        talk.happen(walk_form, IssueRaised(words or talk.evidence()))
        step_name = _step_now(talk, walk_form, flow)
        if step_name:
            known[STEP_NOW] = step_name
    talk.ctx.capture = begin(flow, talk.now, known).state.to_json()
    talk.ctx.reports += 1
    if words is not None:
        _tell(talk, words)


def _tell(talk: Talk, words: Evidence) -> None:
    """Let `words` answer what happened."""
    form = talk.form()
    text = talk.turn.quote(words.message, words.start, words.end)
    if form is not None and text.strip():
        known = suggested(form, PROBLEM, text)
        step = talk.happen(form, Answered(PROBLEM, text, words, known=known))
        if step.refusal is not None:
            refused(talk, form, talk.look(form).prompt, step.refusal)


def _second(talk: Talk, words: Evidence | None) -> None:
    """A problem told while another is being reported: its report comes right after."""
    form = talk.form()
    prompt = talk.look(form).prompt if form is not None else None
    if words is None or prompt is None:
        talk.say("capture_first")
    elif prompt.path == PROBLEM:
        talk.turn.set_kind("issue")
        _tell(talk, words)
    elif len(talk.ctx.parked) < MAX_PARKED:
        talk.turn.set_kind("issue")
        talk.ctx.parked = (*talk.ctx.parked, (words.message, words.start, words.end))
        talk.say("capture_parked")
    else:
        talk.say("capture_first")


def _begin_parked(talk: Talk) -> None:
    """The report of the next problem that was told meanwhile, if one was."""
    if not talk.ctx.parked:
        return
    (message, start, end), *rest = talk.ctx.parked
    talk.ctx.parked = tuple(rest)
    _begin(talk, Evidence(message, start, end))
    talk.say("capture_next", text=short(talk.turn.quote(message, start, end)))


def offered_words(talk: Talk) -> Evidence | None:
    """The words that a report was offered for last; they are taken once."""
    if talk.ctx.offer is None:
        return None
    message, start, end = talk.ctx.offer
    talk.ctx.offer = None
    return Evidence(message, start, end)


def suggested(form: Form, path: str, value: Value) -> dict[str, Value]:
    """What an answer to a report's question lets us guess: category and step, by its words."""
    if form.flow.id != CAPTURE_FLOW or path != PROBLEM:
        return {}
    return dict(_guesses(form.flow, str(value)))


def _guesses(flow: Flow, words: str) -> Iterator[tuple[str, Value]]:
    for row, choices, term in (
        (GUESSED, "categories", guess(words)),
        (GUESSED_STEP, "steps", guess_step(words)),
    ):
        for choice in flow.choices.get(choices, ()):
            if choice.label.get("zh") == term:
                yield row, choice.name


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
    _begin_parked(talk)


def captured(talk: Talk, form: Form) -> None:
    """All is asked: keep the report as a finding; outside a walk put it to the person at once."""
    talk.ctx.capture = ""
    walk = talk.walk_under_way
    fields = fields_of(talk, form)
    walk_form = talk.form()
    if walk is not None and walk_form is not None:
        of_walk = walk_fields(talk, walk, walk_form)
        fields |= {name: value for name, value in of_walk.items() if name not in fields}
        told, code = fields["problem"].value, fields.get("item_code")
        fields |= against.papers_demanded(talk, walk, told, code)
    at = fields["problem"]
    finding = talk.turn.put_finding(
        walk.id if walk else None,
        f"reported:{at.message}:{at.start}",
        stage_of(walk_form, talk.now) if walk_form else "",
        "reported",
        fields,
    )
    files = (*media_of(form.state, form), *talk.ctx.files, *files_with(talk, fields))
    for sha in dict.fromkeys(files):
        talk.turn.attach(sha, walk.id if walk else None, "", None, finding)
    talk.ctx.files = ()
    talk.back = talk.back and walk is None
    if walk is None or talk.ctx.drafts:
        talk.ctx.drafts = (*talk.ctx.drafts, finding)
        talk.ctx.numbered = (*talk.ctx.numbered, finding)
    elif not talk.ctx.parked:
        talk.say("capture_end")
    if talk.ctx.parked:
        talk.say("capture_kept")
    _begin_parked(talk)


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
            choices = list_of(form.flow, form.state, line.path)
            value = show_value(line.question, choices, line.value, "zh")
            if line.answer is not None and line.answer.how != "default":
                said = _field(value, line.answer)
                fields[name] = _as_proposed(talk, form, name, line.answer, said, fields)
    if "step" not in fields and (step := _step_by_words(form)):
        fields["step"] = replace(fields["problem"], value=step, how="rule")
    return fields


def _step_by_words(form: Form) -> str:
    """The step that the words of the report name; then nobody was asked for it."""
    reported = form.state.answers.get(PROBLEM)
    name = reported.known.get(GUESSED_STEP, "") if reported is not None else ""
    steps = form.flow.choices.get("steps", ())
    return next((choice.label.get("zh", "") for choice in steps if choice.name == name), "")


def _as_proposed(
    talk: Talk,
    form: Form,
    name: str,
    answer: Answer,
    said: FieldValue,
    fields: Mapping[str, FieldValue],
) -> FieldValue:
    """`said`, but for a proposal that was only agreed to ("对"), which no word of it names.

    A category then rests on the words that it was guessed from; a step is what it was by default.
    """
    words = answer.evidence
    quote = talk.turn.quote(words.message, words.start, words.end)
    terms = form.flow.choices.get({"category": "categories", "step": "steps"}.get(name, ""), ())
    labels = [label for term in terms if term.name == answer.value for label in term.label.values()]
    if not labels or any(label.lower() in quote.lower() for label in labels):
        return said
    told = form.state.answers.get(PROBLEM)
    if name == "category" and told is not None and told.known.get(GUESSED) == answer.value:
        return replace(fields["problem"], value=said.value, how="rule")
    if name == "step" and form.state.known.get(STEP_NOW) == answer.value:
        return replace(said, how="default")
    return said


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


def media_of(state: State, form: Form) -> tuple[str, ...]:
    """Hashes of the files that answer the form's media questions."""
    names = {row.name for row in form.flow.walk_rows() if getattr(row, "type", "") in MEDIA_TYPES}
    found: list[str] = []
    for path, answer in state.answers.items():
        if path.rsplit("/", 1)[-1] in names and isinstance(answer.value, tuple):
            found += answer.value
    return tuple(found)
