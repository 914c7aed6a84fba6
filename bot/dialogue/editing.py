"""Keeping, changing or dropping a draft, field by field.

A draft's fields are the questions of the `issue` flow, so a field is edited
by that flow's own question and choices; there is no second list of them.
"""

from __future__ import annotations

from collections.abc import Mapping

from bot.dialogue import closing, merging
from bot.dialogue.drafts import (
    EDITABLE,
    add_files,
    field_name,
    shown,
    stage_files,
    with_edited,
)
from bot.dialogue.house import CAPTURE_FLOW
from bot.dialogue.messages import Option
from bot.dialogue.plan import Edit
from bot.dialogue.prompts import local, short
from bot.dialogue.reporting import FIELD_OF
from bot.dialogue.talk import Talk
from bot.reading import choices
from flows.limits import MAX_TEXT_ANSWER
from flows.model import Choice, Question
from storage.records import FieldValue, FindingRecord


def _finding(talk: Talk, text: str) -> FindingRecord | None:
    """The waiting draft with this id; None when it waits no longer."""
    waiting = {str(id_): id_ for id_ in talk.ctx.drafts}
    return talk.turn.finding(waiting[text]) if text in waiting else None


def draft_button(talk: Talk, rest: str) -> None:
    """`ID:ACTION`: keep, photos (keep, with the stage's files), split, edit, drop, rest or none."""
    id_, _, action = rest.partition(":")
    finding = _finding(talk, id_)
    if finding is None:
        talk.stale()
        return
    talk.turn.set_kind("issue")
    if action == "edit":
        options = tuple(
            Option(f"field:{finding.id}:{name}", field_name(name, talk.locale)) for name in EDITABLE
        )
        talk.say("draft_field", talk.menu("field", options))
        return
    if action == "none":
        closing.drop_the_rest(talk, finding)
        return
    if action == "rest":
        closing.keep_the_rest(talk, finding)
        return
    if action == "split":
        if merging.merged_with(talk, finding):
            talk.say("drafts_split", count=merging.part(talk, finding))
        else:
            talk.say("draft_no_split")
        return
    if action == "photos":
        add_files(talk, finding, stage_files(talk, finding))
    closing.decide(talk, finding, keep=action in ("keep", "photos"))


def field_chosen(talk: Talk, rest: str) -> None:
    """`ID:field`: ask for its new value, with the terms to choose from where it has them."""
    id_, _, name = rest.partition(":")
    finding = _finding(talk, id_)
    if finding is None or name not in EDITABLE:
        talk.stale()
        return
    options = tuple(
        Option(f"term:{id_}:{name}={c.name}", local(c.label, talk.locale))
        for c in _terms(talk, name)
    )
    kind = "term" if options else "field_value"
    old = shown(talk, finding, name) if name in finding.fields else talk.word("not_filled")
    talk.say(
        "new_value",
        talk.menu(kind, options, finding=id_, field=name),
        label=field_name(name, talk.locale),
        old=short(old),
    )


def term_chosen(talk: Talk, rest: str) -> None:
    """`ID:field=choice`: a term of a fixed list."""
    place, _, choice = rest.partition("=")
    id_, _, name = place.partition(":")
    finding = _finding(talk, id_)
    term = next((c for c in _terms(talk, name) if c.name == choice), None)
    if finding is None or term is None:
        talk.stale()
        return
    _set(talk, finding, name, term.label.get("zh", ""))


def field_given(talk: Talk, data: Mapping[str, str], text: str) -> None:
    """The new text of a field."""
    finding = _finding(talk, data["finding"])
    if finding is None:
        talk.stale()
        return
    if len(text) > MAX_TEXT_ANSWER:
        talk.say("refusal_long", limit=MAX_TEXT_ANSWER)
        return
    _set(talk, finding, data["field"], text)


def said(talk: Talk, edit: Edit) -> None:
    """ "类别改成服务态度", "问题改成…": the field and its new value in one sentence."""
    finding = _finding(talk, edit.finding)
    if finding is None:
        talk.stale()
        return
    words = talk.plan.text[edit.start : edit.end]
    terms = _terms(talk, edit.field)
    if not terms:
        _set(talk, finding, edit.field, words, edit.start, edit.end)
        return
    reading = choices.read(words, terms)
    term = next((c for c in terms if reading is not None and c.name == reading.value), None)
    if term is None:
        talk.say(
            "ambiguous_choice" if choices.is_ambiguous(words, terms) else "no_such_term",
            text=short(words),
        )
        field_chosen(talk, f"{edit.finding}:{edit.field}")
        return
    _set(talk, finding, edit.field, term.label.get("zh", ""), edit.start, edit.end)


def _set(
    talk: Talk,
    finding: FindingRecord,
    name: str,
    value: str,
    start: int = 0,
    end: int | None = None,
) -> None:
    at = talk.evidence(start, end)
    new = {name: FieldValue(value, at.message, at.start, at.end, "asked")}
    talk.turn.set_kind("correction")
    talk.turn.set_finding(finding.id, "proposed", with_edited(finding.fields, new))


def _terms(talk: Talk, name: str) -> tuple[Choice, ...]:
    """The fixed terms of a field: the choices of its question in the `issue` flow."""
    flow = talk.house.flows.current()[CAPTURE_FLOW]
    for row in flow.walk_rows():
        if isinstance(row, Question) and FIELD_OF.get(row.name, row.name) == name:
            return flow.choices.get(row.list_name, ())
    return ()
