"""Telling an office of classes of problems: a page of them, one, its places and members."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.dialogue import class_lookup, issue_offices
from bot.dialogue.class_wanted import CARD, COMMAND, ClassWanted
from bot.dialogue.context import Listing
from bot.dialogue.issue_lookup import COMMAND as ISSUES
from bot.dialogue.issue_wanted import IssuesWanted
from bot.dialogue.messages import Option
from bot.dialogue.prompts import short
from bot.dialogue.talk import Talk
from flows.issue_query import IssueQuery
from flows.problem_classes import CLASS_MOVES, FIELDS, STATES, ClassCase, may, open_to
from storage.class_reading import ClassQuery, ClassRecord, PlaceRecord
from storage.exports.columns import field_name

SHOWN, PLACES_SHOWN = 5, 12
TICKED = 4
"""Places that nobody has looked at yet, for which there are buttons."""
VALUE = 300
"""Characters of a field."""


def state_word(talk: Talk, state: str) -> str:
    return STATES[state][talk.locale == "en"]


def seen(talk: Talk, number: str) -> ClassRecord | None:
    """The class; None where there is none, or none that the person may see."""
    who = talk.turn.person
    scope = class_lookup.scope(talk.house, who.role, who.department)
    return talk.house.classes.one(number, scope)


def button(talk: Talk, number: str) -> Option:
    """The button for a class."""
    short_number = number.removeprefix("TL-")
    return Option(f"{CARD}:{short_number}", talk.word("class_btn_look", number=number))


def shown(number: str) -> Listing:
    """The class that what is said next may be said of."""
    return Listing(CARD, number.removeprefix("TL-"), 0, ())


def gone(talk: Talk, number: str) -> None:
    """Say that there is no such class: also of one that the person may not see (R92)."""
    talk.say("class_gone", number=number)


def page(talk: Talk, wanted: ClassWanted) -> None:
    """The classes that the person may see, the newest first."""
    who = talk.turn.person
    scope = class_lookup.scope(talk.house, who.role, who.department)
    query = ClassQuery(state=wanted.state or None, within=scope)
    total, found = talk.house.classes.page(query, wanted.start, SHOWN)
    if not found:
        key = "classes_none" if who.role == "admin" else "classes_none_yours"
        talk.say("list_ends" if total else key)
        return
    shown = replace(wanted, start=0).to_text()
    talk.ctx.listing = Listing(COMMAND, shown, wanted.start, tuple(one.number for one in found))
    lines = [
        talk.word(
            "class_line", place=place, number=one.number, state=state_word(talk, one.state),
            name=short(one.fields["name"]), about=_about(talk, one),
        )
        for place, one in enumerate(found, wanted.start + 1)
    ]  # fmt: skip
    options = [button(talk, one.number) for one in found]
    if wanted.start + len(found) < total:
        after = f"{CARD}:more:{wanted.start + len(found)}:{wanted.state}"
        options.append(Option(after, talk.word("class_btn_more")))
    talk.say("classes_found", tuple(options), count=total, lines="\n".join(lines))


def _about(talk: Talk, one: ClassRecord) -> str:
    counts = talk.word(
        "class_about", open=one.open_members, members=one.members,
        unchecked=one.unchecked, places=one.places,
    )  # fmt: skip
    about = [one.fields.get(name, "") for name in ("department", "owner", "deadline")]
    return " · ".join([*(short(word) for word in about if word), counts])


def show(talk: Talk, one: ClassRecord) -> None:
    """The card of a class, with what can be done."""
    state, name = state_word(talk, one.state), short(one.fields["name"])
    lines = [talk.word("class_head", number=one.number, state=state, name=name)]
    for field in FIELDS[1:]:
        value = one.fields.get(field) or talk.word("class_unset")
        called = field_name(field, talk.locale)
        lines.append(talk.word("pair_line", name=called, value=short(value, VALUE)))
    lines.append(_about(talk, one))
    actor = talk.turn.moves.actor
    case = ClassCase(one.state, one.fields)
    if may(actor, case, ("lead", "department")) and one.state != "closed":
        lines.append(talk.word("class_hint", number=one.number))
    talk.say_text("\n".join(lines), _options(talk, one, case))


def _options(talk: Talk, one: ClassRecord, case: ClassCase) -> tuple[Option, ...]:
    short_number, options = one.number.removeprefix("TL-"), []
    if one.members:
        wanted = IssuesWanted(query=IssueQuery(of_class=one.number)).to_text()
        label = talk.word("class_btn_issues", count=one.members)
        options.append(Option(f"{ISSUES}:{wanted}", label))
    label = talk.word("class_btn_places", count=one.places)
    options.append(Option(f"{CARD}:{short_number}:places", label))
    waiting = waiting_members(talk, one.number)
    if one.state == "fixed" and waiting:
        label = talk.word("class_btn_members", count=len(waiting))
        options.append(Option(f"{CARD}:{short_number}:members", label))
    if CLASS_MOVES["close"] in open_to(talk.turn.moves.actor, case) and one.state == "fixed":
        options.append(Option(f"{CARD}:{short_number}:close", talk.word("class_btn_close")))
    return tuple(options)


def waiting_members(talk: Talk, number: str) -> list[str]:
    """Merged issues of a class that the person may see: they are not reported fixed yet."""
    who = talk.turn.person
    scope = issue_offices.scope(talk.house, who.role, who.department)
    members = talk.house.alike.members(number, scope)
    return [one.number for one in members if one.state == "merged"]


def places(talk: Talk, number: str, start: int = 0) -> None:
    """The places of a class, with buttons to tick off those that nobody has looked at."""
    found, short_number = talk.house.classes.places(number), number.removeprefix("TL-")
    if not found:
        talk.say("class_no_places", (button(talk, number),), number=number)
        return
    here = found[start : start + PLACES_SHOWN]
    lines = [_place(talk, one) for one in here]
    open_ones = [one for one in here if one.found is None and _may_tick(talk, number, one)]
    options = [
        Option(f"{CARD}:{short_number}:{what}:{one.place}", talk.word(key, place=one.place))
        for one in open_ones[:TICKED]
        for what, key in (("yes", "class_btn_yes"), ("no", "class_btn_no"))
    ]
    if start + len(here) < len(found):
        after = f"{CARD}:{short_number}:places:{start + len(here)}"
        options.append(Option(after, talk.word("class_btn_more")))
    options.append(button(talk, number))
    talk.say("class_places", tuple(options), number=number, lines="\n".join(lines))


def _may_tick(talk: Talk, number: str, one: PlaceRecord) -> bool:
    return talk.turn.moves.classes.may_check(number, one.place) is None


def _place(talk: Talk, one: PlaceRecord) -> str:
    where = " · ".join(short(word) for word in (one.hall, one.department, one.item) if word)
    if one.found is None or one.checked_at is None:
        met = talk.word("class_unchecked")
    else:
        issue = f" {one.issue}" if one.issue and talk.turn.person.role == "admin" else ""
        told = {"day": f"{one.checked_at:%Y-%m-%d}", "by": short(one.checked_by)}
        key = "class_met" if one.found else "class_clear"
        met = talk.word(key, issue=issue, note=short(one.note), **told).strip()
    return talk.word("class_place", place=one.place, where=where, met=met)


def named(talk: Talk, fields: Sequence[str]) -> str:
    """Fields by their names, and what else keeps a step from being taken."""
    words = {"members": "class_members", "places": "class_places_open"}
    return talk.joined(
        talk.word(words[name]) if name in words else field_name(name, talk.locale)
        for name in fields
    )
