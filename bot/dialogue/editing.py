"""Keeping, changing or dropping a draft, field by field.

A draft's fields are the questions of the `issue` flow, so a field is edited
by that flow's own question and choices; there is no second list of them.
"""

from __future__ import annotations

from collections.abc import Mapping

from bot.dialogue import closing, duties, merging, reporting
from bot.dialogue.draft_files import add_files, stage_files
from bot.dialogue.drafts import shown, with_edited
from bot.dialogue.field_names import EDITABLE, field_name, terms_of
from bot.dialogue.followups import denies
from bot.dialogue.house import CAPTURE_FLOW
from bot.dialogue.menu_kinds import Kind
from bot.dialogue.messages import Option
from bot.dialogue.prompts import local, short
from bot.dialogue.talk import Talk
from bot.reading import choices, durations, free_text
from bot.reading.mended import ON_THE_SPOT, put_right
from flows.limits import MAX_TEXT_ANSWER
from flows.model import Choice
from flows.state import Evidence
from storage.records import FieldValue, FindingRecord


def _finding(talk: Talk, text: str) -> FindingRecord | None:
    """The waiting draft with this id, or a report that waits for the walk's end; else None."""
    walk = talk.walk_under_way
    reported = [f.id for f in talk.turn.findings(walk.id) if f.origin == "reported"] if walk else []
    waiting = {str(id_): id_ for id_ in (*talk.ctx.drafts, *reported)}
    found = talk.turn.finding(waiting[text]) if text in waiting else None
    return found if found is not None and found.status == "proposed" else None


def mend(talk: Talk, rest: str) -> None:
    """`ID:field`, `ID:more` or `ID:drop`: a button under what was read of a problem."""
    id_, _, action = rest.partition(":")
    finding = _finding(talk, id_)
    if finding is None:
        talk.stale()
    elif action == "more":
        talk.turn.set_kind("issue")
        ask_field(talk, finding)
    elif action == "drop" and finding.id not in talk.ctx.drafts:
        talk.turn.set_kind("issue")
        talk.turn.set_finding(finding.id, "dropped")
        talk.ctx.reported = 0
        talk.say("capture_dropped")
    else:
        field_chosen(talk, rest)


def draft_button(talk: Talk, rest: str, data: Mapping[str, str] | None = None) -> None:
    """`ID:ACTION`: keep, photos (keep, with the stage's files), split, edit, set, drop, rest,
    none, unnamed or named (keep, without or with the person's name).

    `data` tells where the new value stands that is to be set.
    """
    id_, _, action = rest.partition(":")
    finding = _finding(talk, id_)
    if finding is None:
        talk.stale()
        return
    talk.turn.set_kind("issue")
    if action == "edit":
        ask_field(talk, finding)
        return
    if action == "set":
        ask_field(talk, finding, _said_before(data or {}))
        return
    if action == "none":
        closing.drop_the_rest(talk, finding)
        return
    if action == "rest":
        closing.keep_the_rest(talk, finding)
        return
    if action == "split":
        _split(talk, finding)
        return
    if action == "photos":
        add_files(talk, finding, stage_files(talk, finding))
    if action in ("unnamed", "named"):
        talk.unnamed = action == "unnamed"
    closing.decide(talk, finding, keep=action != "drop")


def _split(talk: Talk, finding: FindingRecord) -> None:
    """Enter by themselves the problems that stand together in a draft, or were told together."""
    if merging.merged_with(talk, finding):
        talk.say("drafts_split", count=merging.part(talk, finding))
    elif talk.ctx.several:
        reporting.part(talk, str(talk.ctx.several[0][0]))
    else:
        talk.say("draft_no_split")


def ask_field(talk: Talk, finding: FindingRecord, value: Evidence | None = None) -> None:
    """Ask which field is to be changed; `value` are the words it is to have, if they were said."""
    options = tuple(
        Option(f"field:{finding.id}:{name}", field_name(name, talk.locale))
        for name in EDITABLE
        if duties.editable(finding, name)
    )
    alone = finding.id not in talk.ctx.numbered or len(talk.ctx.numbered) == 1
    place = 1 if alone else closing.place_of(talk, finding)
    if value is None:
        key = "draft_field" if alone else "draft_field_of"
        talk.say(key, talk.menu("field", options), place=place)
        return
    data = {"message": str(value.message), "start": str(value.start), "end": str(value.end)}
    words = talk.turn.quote(value.message, value.start, value.end)
    menu = talk.menu("field", options, **data)
    talk.say("draft_field_for", menu, text=short(words), place=place)


def _said_before(data: Mapping[str, str]) -> Evidence | None:
    """Where the new value stands that was said before its field was known."""
    if "message" not in data:
        return None
    return Evidence(int(data["message"]), int(data["start"]), int(data["end"]))


def field_chosen(talk: Talk, rest: str, data: Mapping[str, str] | None = None) -> None:
    """`ID:field`: ask for its new value, with the terms to choose from where it has them.

    Where the value was said before, it is taken at once.
    """
    id_, _, name = rest.partition(":")
    finding = _finding(talk, id_)
    if finding is None or name not in EDITABLE:
        talk.stale()
        return
    if (value := _said_before(data or {})) is not None:
        said(talk, finding, name, value)
        return
    options = tuple(
        Option(f"term:{id_}:{name}={c.name}", local(c.label, talk.locale))
        for c in _terms(talk, name)
    )
    kind: Kind = "term" if options else "field_value"
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
    _set(talk, finding, name, term.label.get("zh", ""), talk.evidence())


def field_given(talk: Talk, data: Mapping[str, str], text: str) -> None:
    """The new text of a field."""
    finding = _finding(talk, data["finding"])
    if finding is None:
        talk.stale()
        return
    nothing = denies(text) or free_text.has_no_picture(text)
    _set_words(talk, finding, data["field"], text, talk.evidence(), nothing=nothing)


def said(talk: Talk, finding: FindingRecord, field: str, at: Evidence) -> None:
    """ "类别改成服务态度", "问题改成…": the words at `at` are the field's new value."""
    words = talk.turn.quote(at.message, at.start, at.end)
    terms = _terms(talk, field)
    if field == "mode" and put_right(words):
        _set(talk, finding, field, ON_THE_SPOT, at)
        return
    if not terms:
        _set_words(talk, finding, field, words, at, nothing=free_text.is_nothing(words))
        return
    reading = choices.read(words, terms)
    term = next((c for c in terms if reading is not None and c.name == reading.value), None)
    if term is None:
        talk.say(
            "ambiguous_choice" if choices.is_ambiguous(words, terms) else "no_such_term",
            text=short(words),
        )
        field_chosen(talk, f"{finding.id}:{field}")
        return
    _set(talk, finding, field, term.label.get("zh", ""), at)


def field_with_term(talk: Talk, words: str) -> str:
    """The one field of which `words` name a term: "服务态度"; empty where none or several do."""
    if any(map(str.isdecimal, words)):
        return ""  # the number of an option that nobody was shown
    found = [name for name in EDITABLE if _names_term(words, _terms(talk, name))]
    return found[0] if len(found) == 1 else ""


def _names_term(words: str, terms: tuple[Choice, ...]) -> bool:
    labels = [(c.name, label) for c in terms for label in c.label.values()]
    return choices.exact(words, terms) is not None or choices.pick_option(words, labels) is not None


def _set_words(
    talk: Talk, finding: FindingRecord, name: str, text: str, at: Evidence, *, nothing: bool
) -> None:
    """Set a field in words; those that say `nothing` leave it as it is."""
    if nothing:
        talk.say("field_left", label=field_name(name, talk.locale))
    elif name == "minutes":
        _set_minutes(talk, finding, text, at)
    elif len(text) > MAX_TEXT_ANSWER:
        talk.say("refusal_long", limit=MAX_TEXT_ANSWER)
    elif name == "deadline":
        _set_day(talk, finding, text, at)
    else:
        _set(talk, finding, name, text, at)


def _set_day(talk: Talk, finding: FindingRecord, text: str, at: Evidence) -> None:
    if day := duties.day_in(text, talk.now, talk.form_locale):
        _set(talk, finding, "deadline", day, at)
    else:
        talk.say("no_such_day", text=short(text))
        field_chosen(talk, f"{finding.id}:deadline")


def _set_minutes(talk: Talk, finding: FindingRecord, text: str, at: Evidence) -> None:
    read = durations.read(text)
    if read is None:
        talk.say("example_minutes")
        field_chosen(talk, f"{finding.id}:minutes")
        return
    place = Evidence(at.message, at.start + read.start, at.start + read.end)
    _set(talk, finding, "minutes", str(read.value), place)


def _set(talk: Talk, finding: FindingRecord, name: str, value: str, at: Evidence) -> None:
    new = {name: FieldValue(value, at.message, at.start, at.end, "asked")}
    talk.turn.set_kind("correction")
    talk.turn.set_finding(finding.id, "proposed", with_edited(finding.fields, new))
    if finding.id not in talk.ctx.drafts:
        talk.ctx.photos_for = finding.id  # it is still what the talk is about
        reporting.say_noted(talk, finding.id, "report_mended")


def _terms(talk: Talk, name: str) -> tuple[Choice, ...]:
    return terms_of(talk.house.flows.current()[CAPTURE_FLOW], name)
