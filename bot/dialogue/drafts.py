"""Issue drafts of a walk: from the flow's `issue` rules and from what was reported on the way.

Two drafts are the same when they speak of the same category in the same step
of the procedure, or when their words are nearly alike; the person then sees
one, in their own words where there are any.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rapidfuzz import fuzz

from bot.dialogue.house import Form
from bot.dialogue.instances import instance_of
from bot.dialogue.prompts import local, question_at, short, show_value
from bot.dialogue.reporting import walk_fields
from bot.dialogue.talk import Talk
from bot.dialogue.texts import say
from flows.events import Finding
from flows.issue_terms import CATEGORIES, MODES, SEVERITIES, STEPS
from flows.model import MEDIA_TYPES, Question
from flows.state import Answer
from storage.records import ISSUE_FIELDS, FieldValue, FindingRecord

ALIKE = 80
"""rapidfuzz ratio (0..100) from which two descriptions are taken for the same matter."""
CARD_FIELDS = ("problem", "category", "step", "severity", "cause", "suggestion", "measure")
TERMS = {**CATEGORIES, **STEPS, **SEVERITIES, **MODES}
"""The fixed terms of a draft's fields, in English; the ledger keeps the Chinese ones."""
FIELD_NAMES_EN = {
    "problem": "Problem",
    "category": "Category",
    "step": "Step",
    "severity": "Severity",
    "cause": "Cause",
    "measure": "Measure",
    "suggestion": "Suggestion",
    "department": "Department",
    "mode": "How to fix",
}


def field_name(field: str, locale: str) -> str:
    """A field's name as people see it."""
    return FIELD_NAMES_EN.get(field, field) if locale == "en" else ISSUE_FIELDS[field]


def gather(talk: Talk, form: Form) -> tuple[int, ...]:
    """Ids of the findings to put to the person, in the walk's order, the same ones merged.

    Findings that were confirmed or dropped before stay so; rule findings that
    no longer hold (after a correction) are dropped.
    """
    if talk.walk is None:
        return ()
    holding = {f.key: f for f in talk.look(form).findings}
    known = {f.key: f for f in talk.turn.findings(talk.walk.id)}
    for key, old in known.items():
        if old.origin == "rule" and old.status == "proposed" and key not in holding:
            talk.turn.set_finding(old.id, "dropped")
    for key, finding in holding.items():
        if key not in known or known[key].status == "proposed":
            id_ = talk.turn.put_finding(
                talk.walk.id, key, finding.stage, "rule", rule_fields(talk, form, finding)
            )
            add_files(talk, talk.turn.finding(id_), _files_of(form, finding))
    _merge_same(talk, [f for f in talk.turn.findings(talk.walk.id) if f.status == "proposed"])
    return tuple(f.id for f in talk.turn.findings(talk.walk.id) if f.status == "proposed")


def rule_fields(talk: Talk, form: Form, finding: Finding) -> dict[str, FieldValue]:
    """The fields of a rule's finding, each with the answer it rests on.

    `problem` rests on the person's own further words where they gave some,
    else on the answer that set the rule off.
    """
    trigger = finding.evidence
    base = {
        "problem": _words_of(form, finding, "zh"),
        "category": finding.category,
        "step": finding.step,
        "severity": finding.severity,
    }
    fields = {
        name: FieldValue(value, trigger.message, trigger.start, trigger.end, "rule")
        for name, value in base.items()
        if value
    }
    for _, answer in _details(form, finding):
        at = answer.evidence
        text = fields["problem"].value
        fields["problem"] = FieldValue(text, at.message, at.start, at.end, "rule")
    if talk.walk is not None:
        fields.update(walk_fields(talk.walk, form))
    return fields


def _words_of(form: Form, finding: Finding, locale: str) -> str:
    """What a rule's finding says: its sentence, and the answers that describe it further."""
    said = [local(finding.text, locale)]
    if instance := instance_of(form, finding.path, locale):
        said[0] = say(locale, "pair", name=instance, value=said[0])
    for question, answer in _details(form, finding):
        words = show_value(
            question, form.flow.choices.get(question.list_name, ()), answer.value, locale
        )
        said.append(say(locale, "pair", name=local(question.short, locale), value=words))
    return ("；" if locale != "en" else "; ").join(said)


def _details(form: Form, finding: Finding) -> Iterator[tuple[Question, Answer]]:
    for path in finding.details:
        answer = form.state.answers.get(path)
        question = question_at(form, path)
        if answer is not None and question.type not in MEDIA_TYPES:
            yield question, answer


def shown(talk: Talk, finding: FindingRecord, name: str) -> str:
    """A field's value in the person's language: a fixed term, or a rule's own words."""
    value = finding.fields[name].value
    form = talk.form()
    if talk.locale != "en":
        return value
    if name != "problem" or form is None:
        return TERMS.get(value, value)
    rules = (f for f in talk.look(form).findings if f.key == finding.key)
    ours = next((f for f in rules if _words_of(form, f, "zh") == value), None)
    return _words_of(form, ours, "en") if ours is not None else value


def _files_of(form: Form, finding: Finding) -> Iterator[str]:
    """Hashes of the files that answer the media questions among the finding's details."""
    for path in finding.details:
        answer = form.state.answers.get(path)
        if answer is not None and question_at(form, path).type in MEDIA_TYPES:
            yield from answer.value if isinstance(answer.value, tuple) else (str(answer.value),)


def add_files(talk: Talk, finding: FindingRecord, files: Iterable[str]) -> None:
    """Give the finding the files it does not have yet, as its evidence."""
    have = {media.sha256 for media in finding.media}
    for sha in dict.fromkeys(files):
        if sha not in have:
            talk.turn.attach(sha, finding.walk_id, finding.stage, None, finding.id)


def stage_files(talk: Talk, finding: FindingRecord) -> tuple[str, ...]:
    """Hashes of the files kept in the finding's stage that it does not have yet."""
    if finding.walk_id is None:
        return ()
    have = {media.sha256 for media in finding.media}
    kept = talk.turn.attachments(finding.walk_id)
    ours = (m.sha256 for m in kept if m.stage == finding.stage and m.sha256 not in have)
    return tuple(dict.fromkeys(ours))


def _merge_same(talk: Talk, findings: list[FindingRecord]) -> None:
    """Merge rule findings into reported ones, and later ones into earlier ones."""
    ordered = sorted(findings, key=lambda f: (f.origin != "reported", f.id))
    kept: list[FindingRecord] = []
    for finding in ordered:
        twin = next((k for k in kept if same(k, finding)), None)
        if twin is None:
            kept.append(finding)
            continue
        merged = {**finding.fields, **twin.fields}
        talk.turn.set_finding(twin.id, "proposed", merged)
        talk.turn.set_finding(finding.id, "merged")
        add_files(talk, twin, (media.sha256 for media in finding.media))


def same(a: FindingRecord, b: FindingRecord) -> bool:
    """Whether two findings of one walk are the same matter."""

    def value(finding: FindingRecord, name: str) -> str:
        return finding.fields[name].value if name in finding.fields else ""

    if value(a, "category") != value(b, "category"):
        return False
    if a.origin == b.origin and a.key.rpartition("/")[0] != b.key.rpartition("/")[0]:
        return False  # two instances of a repeat
    steps = {value(a, "step"), value(b, "step")} - {""}
    if a.origin != b.origin:
        return len(steps) < 2
    return fuzz.ratio(value(a, "problem"), value(b, "problem")) >= ALIKE


def draft_lines(talk: Talk, finding: FindingRecord) -> list[str]:
    """A draft as a card: its fields, the words it rests on, its files."""
    lines = [
        talk.word("pair", name=field_name(name, talk.locale), value=shown(talk, finding, name))
        for name in CARD_FIELDS
        if name in finding.fields
    ]
    problem = finding.fields["problem"]
    if shown(talk, finding, "problem") != problem.value:
        lines.insert(1, talk.word("draft_ledger", problem=problem.value))
    if problem.message is not None:
        quote = talk.turn.quote(problem.message, problem.start, problem.end)
        if quote and quote != problem.value:
            lines.append(talk.word("draft_quote", quote=short(quote)))
    if finding.media:
        lines.append(talk.word("draft_photos", count=len(finding.media)))
    return lines
