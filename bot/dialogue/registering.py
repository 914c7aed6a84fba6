"""Lists and registers in the talk of an office: looked at, and measures entered (R69, R76, R77).

Staff see what is of their department, admins all. An entry is shown back and counts when the
button is tapped; what the button carries is read as strictly as what was said.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from bot.dialogue import issue_offices
from bot.dialogue.commands import CommandMeant
from bot.dialogue.context import Context
from bot.dialogue.issue_wanted import IssuesWanted
from bot.dialogue.messages import Inbound, Option
from bot.dialogue.prompts import short
from bot.dialogue.register_lists import (
    highlights,
    measures,
    media,
    must_walk,
    show,
)
from bot.dialogue.talk import Talk
from bot.reading import register_words
from bot.reading.register_words import RegisterAsked
from flows.errors import Place
from flows.registers import LINK_WORDS, REGISTERS, Link, tidied, troubles
from storage.records import Role
from storage.registers import AlreadyEnteredError

COMMAND = "registers"
ISSUES, CARD = "issues", "issue"
"""The commands of the ledger's lists, and of the issue shown last."""
MEASURES = f"{COMMAND}:measures:0"
"""The button that lists the measures."""
OFFICE: tuple[Role, ...] = ("admin", "staff")
ADMINS = ("must_walk", "highlights", "media")
"""What only an admin is told of."""
MOST_LINKS = 20
SHORT = 2
"""Characters of words that may be an answer while a question is open."""
TITLE = 60
"""Characters of a title that is how a measure begins."""


def meant(text: str, who: Inbound, ctx: Context, *, in_form: bool) -> CommandMeant | None:
    """What an office wants of lists and registers; None for all else, and everybody else."""
    if who.role not in OFFICE:
        return None
    asked = register_words.read(text)
    if asked is None or (in_form and len(text) <= SHORT):
        return None
    if asked.deed in ADMINS and who.role != "admin":
        return None
    if asked.deed == "lists":
        return CommandMeant(ISSUES, IssuesWanted("lists").to_text())
    if asked.deed == "enter":
        return CommandMeant(COMMAND, f"enter:{_said(asked, ctx, who.at.year)}")
    return CommandMeant(COMMAND, f"{asked.deed}:{asked.number or 0}")


def _said(asked: RegisterAsked, ctx: Context, year: int) -> str:
    """The entry that is told; of no issue, it is of the one shown last."""
    issues = [f"WT-{of or year}-{figure:04d}" for of, figure in asked.issues]
    if not issues and ctx.listing is not None and ctx.listing.command == CARD:
        issues = [f"WT-{ctx.listing.argument.partition(' ')[0]}"]
    return _text(asked.fields, issues)


def _text(fields: Mapping[str, str], issues: list[str]) -> str:
    return json.dumps([dict(fields), issues], ensure_ascii=False, separators=(",", ":"))


def tell(talk: Talk, argument: str) -> None:
    """Do what the words, or a button, want; "+10 measures" is the page behind one."""
    if argument.startswith("+"):
        start, _, deed = argument[1:].partition(" ")
        argument = f"{deed}:{start}"
    deed, _, rest = argument.partition(":")
    do = _DO.get(deed)
    role = talk.turn.person.role
    if do is None or role not in OFFICE or (deed in ADMINS and role != "admin"):
        talk.stale()
        return
    talk.back = talk.form() is not None
    do(talk, rest)


def _scope(talk: Talk) -> tuple[str, ...] | None:
    person = talk.turn.person
    return issue_offices.scope(talk.house, person.role, person.department)


def _enter(talk: Talk, told: str) -> None:
    """Show an entry back, with what it is of; nothing is entered yet."""
    read = _read(talk, told)
    if read is None:
        return
    fields, issues = read
    columns, en = REGISTERS["measures"].columns, talk.locale == "en"
    lines = [
        talk.word(
            "pair_line", name=column.en if en else column.heads[0], value=short(fields[name], 300)
        )
        for name, column in columns.items()
        if fields.get(name)
    ]
    if issues:
        value = talk.joined(issues)
        lines.append(talk.word("pair_line", name=LINK_WORDS["issue"][en], value=value))
    options = (
        Option(f"{COMMAND}:yes:{_text(fields, issues)}", talk.word("register_yes")),
        Option(f"{COMMAND}:no:", talk.word("register_no")),
    )
    if talk.form() is None:
        talk.menu("register", options)
    talk.ctx.listing = talk.screen.listing
    name = REGISTERS["measures"].words[en]
    talk.say("register_confirm", options, name=name, lines="\n".join(lines))


def _yes(talk: Talk, told: str) -> None:
    read = _read(talk, told)
    if read is None:
        return
    fields, issues = read
    talk.turn.set_kind("register")
    talk.ctx.listing = talk.screen.listing
    try:
        number = talk.turn.registers.enter(
            "measures", fields, [Link("issue", one) for one in issues]
        )
    except AlreadyEnteredError as known:
        talk.say("register_twice", number=known.number)
        return
    look = Option(f"{COMMAND}:show:{number}", number)
    talk.say("register_entered", (look,), number=number, title=short(fields["title"]))


def _no(talk: Talk, _told: str) -> None:
    talk.ctx.listing = talk.screen.listing
    talk.say("register_left")


def _of_issue(talk: Talk, number: str) -> None:
    """The measure of an issue as an entry to be."""
    if number not in _visible(talk, [number]):
        talk.say("register_no_issue", number=number[:20])
        return
    said = talk.house.reader.issue_fields(number) or {}
    measure = said.get("measure", "")
    fields = {
        "kind": "措施",
        "title": short(measure.partition("。")[0] or measure, TITLE),
        "text": measure,
        "department": said.get("department", ""),
    }
    _enter(talk, _text(fields, [number]))


def _read(talk: Talk, told: str) -> tuple[dict[str, str], list[str]] | None:
    """An entry that is well-formed, of issues that may be seen; else that is said."""
    try:
        given, issues = json.loads(told)
        fields = tidied("measures", {name: str(given[name]) for name in given})
        issues = [str(one) for one in issues][:MOST_LINKS]
    except (ValueError, TypeError, KeyError, RecursionError):
        talk.stale()
        return None
    if talk.turn.person.role == "staff":
        fields.setdefault("department", talk.turn.person.department)
        if fields["department"] not in (_scope(talk) or ()):
            fields["department"] = talk.turn.person.department
    if wrong := list(troubles("measures", fields, Place(""))):
        talk.say("register_wrong", lines="\n".join(one.told(talk.form_locale) for one in wrong))
        return None
    unseen = [one for one in issues if one not in _visible(talk, issues)]
    if unseen:
        talk.say("register_no_issue", number=unseen[0][:20])
        return None
    return fields, issues


def _visible(talk: Talk, numbers: list[str]) -> set[str]:
    """Those of these issues that there are, and that the person may see."""
    scope, found = _scope(talk), set[str]()
    for number in numbers:
        year, _, figure = number.removeprefix("WT-").partition("-")
        if year.isascii() and year.isdecimal() and figure.isascii() and figure.isdecimal():
            found |= set(talk.house.reader.issue_numbers(int(figure), scope, int(year)))
    return found


def offer(talk: Talk, number: str) -> tuple[Option, ...]:
    """The button by which the measure of an issue becomes an entry, for an office."""
    if talk.turn.person.role not in OFFICE:
        return ()
    return (Option(f"{COMMAND}:of:{number}", talk.word("register_offer")),)


def entered_of(talk: Talk, number: str) -> list[str]:
    """The measures that were entered of an issue, in a line; none where there are none."""
    found = talk.house.registers.entries("measures", to=Link("issue", number))
    told = [f"{one.number} {short(one.fields['title'])}" for one in found]
    return [talk.word("register_of_issue", entries=talk.joined(told))] if told else []


_DO: dict[str, Callable[[Talk, str], Any]] = {
    "measures": lambda talk, start: measures(talk, start, _scope(talk)),
    "highlights": highlights,
    "must_walk": must_walk,
    "media": lambda talk, _: media(talk),
    "show": lambda talk, number: show(talk, number, _scope(talk)),
    "enter": _enter,
    "yes": _yes,
    "no": _no,
    "of": _of_issue,
}
