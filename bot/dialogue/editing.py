"""Keeping, changing or dropping a draft, field by field.

A draft's fields are the questions of the `issue` flow, so a field is edited
by that flow's own question and choices; there is no second list of them.
"""

from __future__ import annotations

from collections.abc import Mapping

from bot.dialogue import closing
from bot.dialogue.drafts import add_files, field_name, shown, stage_files
from bot.dialogue.house import CAPTURE_FLOW
from bot.dialogue.messages import Option
from bot.dialogue.prompts import local, short
from bot.dialogue.reporting import FIELD_OF
from bot.dialogue.talk import Talk
from flows.limits import MAX_TEXT_ANSWER
from flows.model import Choice, Question
from storage.records import FieldValue, FindingRecord

EDITABLE = (
    "problem",
    "category",
    "step",
    "severity",
    "cause",
    "suggestion",
    "department",
    "mode",
    "measure",
)


def _finding(talk: Talk, text: str) -> FindingRecord | None:
    """The waiting draft with this id; None when it waits no longer."""
    if not text.isdigit() or int(text) not in talk.ctx.drafts:
        return None
    return talk.turn.finding(int(text))


def draft_button(talk: Talk, rest: str) -> None:
    """`ID:keep`, `ID:photos` (keep, with the stage's files), `ID:edit`, `ID:drop` or `ID:rest`."""
    id_, _, action = rest.partition(":")
    finding = _finding(talk, id_)
    if finding is None:
        talk.say("old_button")
        return
    talk.turn.set_kind("issue")
    if action == "edit":
        options = tuple(
            Option(f"field:{finding.id}:{name}", field_name(name, talk.locale)) for name in EDITABLE
        )
        talk.say("draft_field", talk.menu("field", options))
        return
    if action == "rest":
        closing.keep_the_rest(talk, finding)
        return
    if action == "photos":
        add_files(talk, finding, stage_files(talk, finding))
    closing.decide(talk, finding, keep=action in ("keep", "photos"))


def field_chosen(talk: Talk, rest: str) -> None:
    """`ID:field`: ask for its new value, with the terms to choose from where it has them."""
    id_, _, name = rest.partition(":")
    finding = _finding(talk, id_)
    if finding is None or name not in EDITABLE:
        talk.say("old_button")
        return
    options = tuple(
        Option(f"term:{id_}:{name}={c.name}", local(c.label, talk.locale))
        for c in _terms(talk, name)
    )
    kind = "term" if options else "field_value"
    old = shown(talk, finding, name) if name in finding.fields else talk.word("not_given")
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
        talk.say("old_button")
        return
    _set(talk, finding, name, term.label.get("zh", ""))


def field_given(talk: Talk, data: Mapping[str, str], text: str) -> None:
    """The new text of a field."""
    finding = _finding(talk, data["finding"])
    if finding is None:
        talk.say("old_button")
        return
    if len(text) > MAX_TEXT_ANSWER:
        talk.say("refusal_long", limit=MAX_TEXT_ANSWER)
        return
    _set(talk, finding, data["field"], text)


def _set(talk: Talk, finding: FindingRecord, name: str, value: str) -> None:
    end = len(talk.plan.text)
    fields = {**finding.fields, name: FieldValue(value, talk.turn.message_id, 0, end, "asked")}
    talk.turn.set_kind("correction")
    talk.turn.set_finding(finding.id, "proposed", fields)


def _terms(talk: Talk, name: str) -> tuple[Choice, ...]:
    """The fixed terms of a field: the choices of its question in the `issue` flow."""
    flow = talk.house.flows.current()[CAPTURE_FLOW]
    for row in flow.walk_rows():
        if isinstance(row, Question) and FIELD_OF.get(row.name, row.name) == name:
            return flow.choices.get(row.list_name, ())
    return ()
