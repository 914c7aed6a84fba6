"""Issue drafts of a walk: from the flow's `issue` rules and from what was reported on the way.

What a person edited in a draft stays, however often the drafts are gathered again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from bot.dialogue import against, duties, handled, merging, papers_told
from bot.dialogue.draft_files import add_files, claimed, is_shared, of_others
from bot.dialogue.field_names import CARD_FIELDS, EDITABLE, TERMS, field_name
from bot.dialogue.house import Form
from bot.dialogue.instances import instance_of
from bot.dialogue.owners import as_found
from bot.dialogue.picked import Place, picked
from bot.dialogue.prompts import local, minutes, question_at, short, show_value
from bot.dialogue.report_fields import walk_fields
from bot.dialogue.spoken_terms import spoken_terms
from bot.dialogue.talk import Talk
from bot.dialogue.texts import joined, say
from bot.reading.naming import ENOUGH, score
from bot.reading.words import fold
from flows.events import Finding
from flows.expressions import REFERENCE
from flows.model import MEDIA_TYPES
from flows.readback import list_of, text_of
from flows.state import Answer
from knowledge.elements import shown_name
from storage.records import PART, FieldValue, FindingRecord


def gather(talk: Talk, form: Form) -> tuple[int, ...]:
    """Ids of the findings to put to the person, in the walk's order, the same ones merged.

    Findings that were entered or left out before stay so. A rule's finding that
    does not hold after a correction waits, and is back when it holds again.
    """
    if talk.walk is None:
        return ()
    merging.part_all(talk)
    holding = {f.key: f for f in talk.look(form).findings}
    known = {f.key: f for f in talk.turn.findings(talk.walk.id)}
    for key, finding in holding.items():
        old = known.get(key)
        if old is None or old.status == "proposed":
            fields = _as_edited(rule_fields(talk, form, finding), old)
            id_ = talk.turn.put_finding(talk.walk.id, key, finding.stage, "rule", fields)
            told = talk.turn.finding(id_)
            others = of_others(talk, told)
            add_files(talk, told, (f for f in claimed(talk, form, told) if f not in others))
    _gather_papers(talk, form)
    duties.lay(talk, form, waiting(talk, form))
    return merging.merge(talk, waiting(talk, form))


def _gather_papers(talk: Talk, form: Form) -> None:
    """Papers that were wanted besides, told by the way."""
    if talk.walk is None:
        return
    known = {f.key: f for f in talk.turn.findings(talk.walk.id)}
    for key, (stage, told) in papers_told.found(talk, form, _holding(talk, form)).items():
        old = known.get(key)
        if old is None or old.status == "proposed":
            fields = _as_edited(told | duties.of_walk(form, talk.now), old)
            talk.turn.put_finding(talk.walk.id, key, stage, "rule", fields)


def _holding(talk: Talk, form: Form) -> list[FindingRecord]:
    """What was found by the flow's rules and reported, and was not taken back."""
    rules = {f.key for f in talk.look(form).findings}
    found = talk.turn.findings(talk.walk.id) if talk.walk is not None else []
    return [
        f for f in found if f.key in rules or (f.origin == "reported" and f.status != "dropped")
    ]


def waiting(talk: Talk, form: Form) -> list[FindingRecord]:
    """The walk's findings that hold and that nobody has decided about."""
    if talk.walk is None:
        return []
    holding = {f.key for f in talk.look(form).findings}
    holding |= papers_told.found(talk, form, _holding(talk, form)).keys()
    found = [f for f in talk.turn.findings(talk.walk.id) if f.status == "proposed"]
    return [f for f in found if f.origin == "reported" or f.key in holding]


def telling_of(talk: Talk, words: str, among: Iterable[int]) -> list[FindingRecord]:
    """Those of `among` that tell of `words`; what waits goes before what was decided."""
    told = {id_: _told(talk, talk.turn.finding(id_)) for id_ in among}
    scores = {id_: score(fold(words), (fold(text),)) for id_, text in told.items()}
    best = max(scores.values(), default=0.0)
    found = [id_ for id_, share in scores.items() if share == best and best >= ENOUGH]
    waits = [id_ for id_ in found if talk.turn.finding(id_).status == "proposed"]
    return [talk.turn.finding(id_) for id_ in waits or found]


def _told(talk: Talk, finding: FindingRecord) -> str:
    """All that a draft's card tells."""
    whole = merging.whole(talk, finding)
    lines = [shown(talk, whole, name) for name in CARD_FIELDS if name in whole.fields]
    return "\n".join(
        [*lines, *(shown(talk, o, "problem") for o in merging.merged_with(talk, finding))]
    )


def _as_edited(fields: dict[str, FieldValue], old: FindingRecord | None) -> dict[str, FieldValue]:
    """`fields` with what the person edited in the draft before."""
    before = old.fields.items() if old is not None else ()
    edited = {n: v for n, v in before if n in EDITABLE and v.how == "asked"}
    return with_edited(fields, edited)


def with_edited(
    fields: Mapping[str, FieldValue], edited: Mapping[str, FieldValue]
) -> dict[str, FieldValue]:
    """`fields` with new values; a problem in new words rests on these alone."""
    kept = {n: v for n, v in fields.items() if not (n.startswith(PART) and "problem" in edited)}
    return {**kept, **edited}


def rule_fields(talk: Talk, form: Form, finding: Finding) -> dict[str, FieldValue]:
    """The fields of a rule's finding, each with the answer it rests on.

    `problem` rests on the person's own further words where they gave some,
    else on the answer that set the rule off.
    """
    trigger = finding.evidence
    base = {
        "problem": _words_of(talk, form, finding, "zh"),
        "category": finding.category,
        "step": finding.step,
        "severity": finding.severity,
    }
    fields = {
        name: FieldValue(value, trigger.message, trigger.start, trigger.end, "rule")
        for name, value in base.items()
        if value
    }
    sentence, *details = _pieces(talk, form, finding, "zh")
    named = _named_in(form, finding)
    told = [*named, *(answer for _, answer in _details(form, finding))]
    if told:
        at = told[-1].evidence
        fields["problem"] = FieldValue(base["problem"], at.message, at.start, at.end, "rule")
        words = [sentence, *(str(answer.value) for answer in named), *details]
        said = [trigger, *(answer.evidence for answer in told)]
        fields |= merging.numbered(
            FieldValue(each, at.message, at.start, at.end, "rule")
            for each, at in zip(words, said, strict=True)
        )
    in_words = tuple(_in_words(form, finding))
    fields |= spoken_terms(finding, in_words) | handled.on_the_spot(form, finding.path, in_words)
    if talk.walk is not None:
        fields.update(as_found(talk, form, finding.path, walk_fields(talk, talk.walk, form)))
        fields |= against.finding_fields(talk, form, finding, fields.get("item_code"))
    return fields | duties.of_walk(form, talk.now)


def _in_words(form: Form, finding: Finding) -> Iterator[Answer]:
    """What the person said of it in words: the answer that it is itself, and its details."""
    own = ((path, said) for path, said in form.state.answers.items() if path == finding.path)
    for path, said in (*own, *_details(form, finding)):
        if question_at(form, path).type == "text":
            yield said


def _words_of(talk: Talk, form: Form, finding: Finding, locale: str) -> str:
    return joined(locale, _pieces(talk, form, finding, locale), clauses=True)


def _pieces(talk: Talk, form: Form, finding: Finding, locale: str) -> Iterator[str]:
    """What a rule's finding says: its sentence, and the answers that describe it further."""
    said = local(finding.text, locale)
    in_words = question_at(form, finding.path).type == "text"  # they say what it is about
    instance = "" if in_words else instance_of(form, finding.path, locale)
    yield say(locale, "pair", name=instance, value=said) if instance else said
    for path, answer in _details(form, finding):
        told = text_of(form.flow, form.state, path, "issue_text", talk.now)
        if told:
            yield local(told, locale)
            continue
        question = question_at(form, path)
        choices = list_of(form.flow, form.state, path)
        words = show_value(question, choices, answer.value, locale)
        name = local(question.short, locale)
        yield say(locale, "pair", name=name, value=words) if name else words


def _named_in(form: Form, finding: Finding) -> list[Answer]:
    """The other answers in words that the finding's own sentence puts in: "${aim}"."""
    question = question_at(form, finding.path)
    choices = form.flow.choices.get(question.list_name, ())
    chosen = (c for c in choices if finding.key == f"{finding.path}:{c.name}")
    sentence = next((c.extra.get("issue_text::zh", "") for c in chosen), None)
    names = REFERENCE.findall(question.issue_text.get("zh", "") if sentence is None else sentence)
    answers = form.state.answers
    return [
        answers[name]
        for name in dict.fromkeys(names)
        if name in answers and name != finding.path and question_at(form, name).type == "text"
    ]


def _details(form: Form, finding: Finding) -> Iterator[tuple[str, Answer]]:
    for path in finding.details:
        answer = form.state.answers.get(path)
        if answer is not None and question_at(form, path).type not in MEDIA_TYPES:
            yield path, answer


def shown(talk: Talk, finding: FindingRecord, name: str) -> str:
    """A field's value in the person's language: a fixed term, or a rule's own words."""
    value = finding.fields[name].value
    if name == "minutes" and value.isdecimal():
        return minutes(int(value), talk.locale)
    form = talk.form()
    if name == "element":
        return shown_name(value, talk.locale)
    if talk.locale != "en":
        return value
    if name != "problem" or form is None:
        return TERMS.get(value, value)
    rules = (f for f in talk.look(form).findings if f.key == finding.key)
    ours = next((f for f in rules if _words_of(talk, form, f, "zh") == value), None)
    return _words_of(talk, form, ours, "en") if ours is not None else value


def _meant(talk: Talk, problem: FieldValue) -> str:
    """The option that the few words of a problem stand for, in brackets; empty for others."""
    form = talk.walk_form()
    if form is None or problem.message is None:
        return ""
    labels = picked(form, talk.now, talk.locale)
    label = labels.get(Place(problem.message, problem.start, problem.end), "")
    return talk.word("draft_meant", label=short(label)) if label else ""


def _line(talk: Talk, finding: FindingRecord, name: str) -> str:
    """One field of a card; what nobody said is marked."""
    value = shown(talk, finding, name)
    if finding.fields[name].how == "default":
        value = talk.word("draft_by_place", value=value)
    called = against.card_name(talk, finding, name, field_name(name, talk.locale))
    return talk.word("pair", name=called, value=value)


def draft_lines(talk: Talk, finding: FindingRecord) -> list[str]:
    """A draft as a card: its fields, all its wordings, the words it rests on, its files."""
    others = merging.merged_with(talk, finding)
    finding = merging.whole(talk, finding)
    lines = [_line(talk, finding, name) for name in CARD_FIELDS if name in finding.fields]
    lines[1:1] = [talk.word("draft_also", problem=shown(talk, o, "problem")) for o in others]
    problem = finding.fields["problem"]
    if shown(talk, finding, "problem") != problem.value:
        lines.insert(1, talk.word("draft_ledger", problem=problem.value))
    if problem.message is not None:
        quote = talk.turn.quote(problem.message, problem.start, problem.end)
        if quote and quote != problem.value:
            lines.append(talk.word("draft_quote", quote=short(quote), meant=_meant(talk, problem)))
    if finding.media:
        key = "draft_photos_first" if is_shared(talk, finding) else "draft_photos"
        lines.append(talk.word(key, count=len(finding.media)))
    return lines
