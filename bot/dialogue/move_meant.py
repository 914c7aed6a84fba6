"""What words say of moving an issue: one to begin, or an answer to what is asked for it.

Reads only; who may do it, and whether it goes, is decided when it is carried out
(`bot.dialogue.moving`). A question, a list or a command in between is none of it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.dialogue import (
    calling_back,
    class_lookup,
    explaining,
    issue_lookup,
    issue_offices,
    move_values,
    public_asking,
)
from bot.dialogue.commands import CommandMeant, read_command, slashed
from bot.dialogue.context import Context, Menu
from bot.dialogue.house import House
from bot.dialogue.issue_wanted import IssuesWanted
from bot.dialogue.messages import Inbound
from bot.dialogue.move_form import COMMAND, POOR, WHICH, MoveWanted, Moving, Told
from bot.dialogue.move_values import Fields, Reading
from bot.dialogue.plan import Chosen, Means
from bot.reading import history_words, issue_words, move_pieces, move_words, ratings, yesno
from bot.reading.asking import asks
from bot.reading.choices import pick_option
from bot.reading.move_answers import BACK, CORRECTS, DROP, NO, STILL, YES
from bot.reading.move_words import MoveSaid
from bot.reading.words import core, fold
from flows.model import Locale
from flows.rectification import MOVES, Actor, Case, Move, open_to
from storage.records import IssueRecord, Person


@dataclass(frozen=True, slots=True)
class _Heard:
    """A message with who said it where."""

    text: str
    who: Inbound
    person: int
    ctx: Context
    house: House
    locale: Locale

    def by(self, known: dict[str, str]) -> Reading:
        return Reading(self.house, self.who.name, self.who.at, self.locale, known)


def meant(
    text: str,
    who: Inbound,
    person: Person | None,
    ctx: Context,
    house: House,
    locale: Locale,
    *,
    in_form: bool,
) -> Means | None:
    """What the words move, or answer to what is asked for a move; None for all else.

    What is said of a class of issues is told from it first: "TL-1 整改完成" is of no issue.
    """
    if classed := class_lookup.meant(text, who, ctx, house, locale):
        return classed
    if (decided := public_asking.meant(text, who, house)) is not None:
        return decided
    heard = _Heard(text, who, person.id if person is not None else 0, ctx, house, locale)
    moving = Moving.from_text(ctx.moving)
    if ctx.menu is not None and ctx.menu.kind == "rate":
        return _rated(heard, ctx.menu)
    if (called := calling_back.meant(text, who, house)) is not None:
        return called
    if moving is not None and (answer := _answer(heard, moving)) is not None:
        return _anew(heard, moving, answer) or answer
    shown = ctx.listing is not None and ctx.listing.command == issue_lookup.CARD
    of_shown = shown and moving is None and not in_form
    said = move_words.read(text, now=who.at, locale=locale, of_shown=of_shown)
    return None if said is None else _begun(heard, said)


def _anew(heard: _Heard, moving: Moving, answer: Means) -> Means | None:
    """The same issue's move, said once more or otherwise, where the words answer nothing."""
    if answer != _wanted("unread"):
        return None
    said = move_words.read(heard.text, now=heard.who.at, locale=heard.locale, of_shown=True)
    if said is None or said.number:
        return None
    year, count = (int(part) for part in moving.number.split("-")[1:])
    return _begun(heard, replace(said, number=count, year=year))


def _wanted(do: str, **told: object) -> CommandMeant:
    return CommandMeant(COMMAND, MoveWanted(do, **told).to_text())  # type: ignore[arg-type]


def _rated(heard: _Heard, menu: Menu) -> Means | None:
    """A mark in words; words that it is no better are the reason why it is taken up again."""
    marks = {option.id.rpartition(":")[2]: option.id for option in menu.options}
    said = core(fold(heard.text))
    if (mark := said.removesuffix("分")) in marks:
        return Chosen(marks[mark])
    told = ratings.level(heard.text)
    is_same = STILL.search(said) is not None
    mark = "1" if is_same else str(told[0]) if told is not None else ""
    if mark not in marks or slashed(heard.text) is not None:
        return None
    if mark not in POOR or not is_same:
        return Chosen(marks[mark])
    number = marks[mark].split(":")[1]
    whole = (0, len(heard.text))
    given = {"satisfaction": Told(mark, *whole), "reason": Told(heard.text, *whole)}
    return _wanted("begin", number=f"WT-{number}", move="reopen", given=given)


# A move to begin


def _begun(heard: _Heard, said: MoveSaid) -> Means | None:
    number = said.number
    if not number and heard.ctx.listing is not None:
        year, _, count = heard.ctx.listing.argument.partition(" ")[0].partition("-")
        said = replace(said, number=int(count), year=int(year))
    is_office = heard.who.role in issue_lookup.OFFICE
    if not is_office and not set(said.moves) & {"reopen", "supplement", "agree_call"}:
        return None
    scope = issue_offices.scope(heard.house, heard.who.role, heard.who.department)
    numbers = heard.house.reader.issue_numbers(said.number, scope, said.year, heard.person)
    if len(numbers) > 1 and is_office:
        return CommandMeant(issue_lookup.COMMAND, IssuesWanted(number=str(said.number)).to_text())
    found = heard.house.reader.issue(numbers[0]) if numbers else None
    if found is None:
        gone = f"WT-{said.year or heard.who.at.year}-{said.number:04d}"
        return _wanted("gone", number=gone)
    move = _fitting(heard, said, found)
    known = {name: one.value for name, one in found.fields.items()}
    told = move_values.all_of(heard.by(known), move, said.told, said.to, heard.text)
    return _wanted(
        "begin", number=found.number, move=move.name, given=told.given,
        offered=told.offered, doubted=told.doubted,
    )  # fmt: skip


def _fitting(heard: _Heard, said: MoveSaid, issue: IssueRecord) -> Move:
    """Of what the verb may mean, what can be done now, else what fits the state."""
    who, person = heard.who, heard.person
    year, count = (int(part) for part in issue.number.split("-")[1:])
    own = heard.house.reader.issue_numbers(count, (), year, heard.person)
    reporter = person if own else None
    known = {name: one.value for name, one in issue.fields.items() if one.state == "confirmed"}
    actor = Actor(person, who.name, who.role, who.department)
    may = open_to(actor, Case(issue.state, known, reporter))
    moves = [MOVES[name] for name in said.moves]
    fits = [move for move in moves if issue.state in move.sources]
    return next(iter([m for m in moves if m in may] or fits or moves))


# An answer


def _answer(heard: _Heard, moving: Moving) -> Means | None:
    said = core(fold(heard.text))
    if DROP.fullmatch(said):
        return _wanted("drop")
    if BACK.fullmatch(said):
        return _wanted("back")
    if (picked := _picked(heard)) is not None:
        return Chosen(picked)
    if not moving.asked and (YES.fullmatch(said) or yesno.pointed(heard.text) == "yes"):
        return _wanted("yes")
    if not moving.asked and NO.fullmatch(said):
        return _wanted("edit")
    if _is_aside(heard, moving):
        return None
    return _value(heard, moving)


def _picked(heard: _Heard) -> str | None:
    menu = heard.ctx.menu
    if menu is None or menu.kind != "moving":
        return None
    return pick_option(heard.text, [(one.id, one.label) for one in menu.options])


def _is_aside(heard: _Heard, moving: Moving) -> bool:
    """Whether the words are something in between, and answer nothing."""
    text, at = heard.text, heard.who.at
    if slashed(text) is not None or read_command(text) is not None or history_words.read(text):
        return True
    listed = issue_words.read(text, at.date())
    if listed is not None and listed.number:
        return True
    asked = (text, heard.who, heard.ctx, heard.house)
    if issue_lookup.meant(*asked, in_form=True) or explaining.meant(text, in_form=True):
        return True
    other = move_words.read(text, now=at, locale=heard.locale)
    if other is not None and other.number:
        return True
    is_question = asks(text) in ("plain", "direct")
    of_reporter = moving.move == "send_back" and moving.asked == "reason"  # who is asked by it
    return is_question and not of_reporter


def _value(heard: _Heard, moving: Moving) -> CommandMeant:
    """What is asked for; fields that are named by their names; a correction of the last one."""
    move, at = MOVES[moving.move], CORRECTS.match(fold(heard.text))
    by = heard.by({name: one.value for name, one in moving.given.items()})
    pieces = move_pieces.read(heard.text, now=heard.who.at, locale=heard.locale)
    named = move_values.all_of(by, move, move_pieces.Pieces(pieces.fields), None, heard.text)
    asked = "" if moving.asked == WHICH else moving.asked
    if at is not None and not named.given and moving.trail:
        asked = moving.trail[-1]
    start = at.end() if at is not None else 0
    read = move_values.one(by, move, asked, heard.text[start:], start) if asked else Fields()
    if named.given and asked not in named.given and pieces.rest and asked in read.given:
        a, b = pieces.rest[0][0], pieces.rest[-1][1]
        read = move_values.one(by, move, asked, heard.text[a:b], a)
        named = Fields({**read.given, **named.given}, named.offered, named.doubted)
    elif asked in read.given and not (named.given and asked not in named.given):
        named = Fields({**read.given, **named.given}, read.offered, read.doubted)
    elif read.offered:
        named = Fields(named.given, read.offered)
    if not (named.given or named.offered):
        named = _unasked(by, move, heard.text[start:], start) if not asked else named
    if not (named.given or named.offered):
        return _wanted("unread")
    return _wanted("give", given=named.given, offered=named.offered, doubted=named.doubted)


def _unasked(by: Reading, move: Move, words: str, at: int) -> Fields:
    """A value that only one kind of field can be: a day, a way of mending, an office."""
    for name in ("deadline", "asked_deadline", "mode", "receiver", "department"):
        if name in move.fields:
            found = move_values.one(by, move, name, words, at)
            if found.given and not found.doubted:
                return found
    return Fields()
