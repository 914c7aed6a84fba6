"""Classes of problems that an office speaks of: which is meant, and what is told of it.

An admin hears of all; staff of those with a department, issues or places of theirs. One that
somebody may not see is answered as one that is not there (R92).
"""

from __future__ import annotations

import re
from dataclasses import replace

from bot.dialogue import issue_offices, move_values
from bot.dialogue.class_wanted import CARD, COMMAND, GONE, ClassWanted
from bot.dialogue.commands import CommandMeant
from bot.dialogue.context import Context, Listing
from bot.dialogue.house import House
from bot.dialogue.issue_lookup import COMMAND as ISSUES
from bot.dialogue.issue_lookup import OFFICE
from bot.dialogue.issue_wanted import IssuesWanted
from bot.dialogue.messages import Inbound
from bot.dialogue.move_form import Moving
from bot.dialogue.move_values import Reading
from bot.reading import class_words, move_pieces
from bot.reading.class_words import ClassSaid
from bot.reading.list_words import OfList
from flows.issue_query import IssueQuery
from flows.model import Locale
from flows.problem_classes import CLASS_MOVES, MAX_PLACE, Called, number_of
from flows.units import same_office, same_unit
from storage.class_reading import PlaceRecord
from storage.records import Role

_BETWEEN = re.compile(r"[、,，;；\n]+|和(?=\S{2})")


def scope(house: House, role: Role, department: str) -> tuple[str, ...] | None:
    """The departments whose classes somebody may see; None: all."""
    own = issue_offices.scope(house, role, department)
    if own is None or not own:
        return own
    places = house.classes.place_departments()
    return tuple(dict.fromkeys((*own, *(one for one in places if same_office(one, department)))))


def meant(
    text: str, who: Inbound, ctx: Context, house: House, locale: Locale
) -> CommandMeant | None:
    """What an office wants of classes; None for everything else, and for everybody else."""
    if who.role not in OFFICE:
        return None
    moving = Moving.from_text(ctx.moving)
    shown = ctx.listing if ctx.listing is not None and ctx.listing.command == CARD else None
    said = class_words.read(text, of_shown=shown is not None and moving is None)
    if said is None or (moving is not None and moving.asked == "class" and said.deed == "card"):
        return None
    wanted = ClassWanted(said.deed, state=said.state, name=text[said.start : said.end])
    if said.deed == "list":
        return CommandMeant(COMMAND, replace(wanted, name="").to_text())
    if said.deed == "make":
        return CommandMeant(COMMAND, replace(wanted, issues=_issues(said, who)).to_text())
    called = said.of or _called(shown.argument if shown is not None else "")
    number = house.classes.numbered(called, scope(house, who.role, who.department))
    if not number:
        year = called.year or who.at.year
        gone = ClassWanted(GONE, number_of(called.counts, year))
        return CommandMeant(COMMAND, gone.to_text())
    if said.deed == "issues":
        members = IssuesWanted(query=IssueQuery(of_class=number))
        return CommandMeant(ISSUES, members.to_text())
    told = _told(replace(wanted, number=number), said, text, who, house, locale)
    return None if told is None else CommandMeant(COMMAND, told.to_text())


def of_line(shown: Listing, one: OfList) -> CommandMeant | None:
    """The class of one line of a list, by its place."""
    at = one.figure - 1 - shown.start
    if one.deed or not 0 <= at < len(shown.lines):
        return None
    return CommandMeant(COMMAND, ClassWanted("card", shown.lines[at]).to_text())


def _called(argument: str) -> Called:
    year, _, count = argument.partition("-")
    return Called(int(count), int(year))


def _issues(said: ClassSaid, who: Inbound) -> tuple[str, ...]:
    return tuple(f"WT-{year or who.at.year}-{count:04d}" for year, count in said.issues)


def _told(
    wanted: ClassWanted, said: ClassSaid, text: str, who: Inbound, house: House, locale: Locale
) -> ClassWanted | None:
    """With what the words tell besides: fields, places, a place and what was met there."""
    words = text[said.start : said.end]
    if said.deed == "add":
        parts = (part.strip()[:MAX_PLACE] for part in _BETWEEN.split(words))
        return replace(wanted, name="", places=tuple(filter(None, parts)))
    if said.deed == "look":
        place = _place(house.classes.places(wanted.number), said.where, who)
        if place == 0 and said.of is None and not said.where.isdecimal():
            return None  # words that only sound like it, and name no place of the class shown
        return replace(wanted, place=place, found=said.found, places=(said.where,))
    if said.deed in ("set", "fix", "reopen"):
        return _fields(wanted, said, text, who, house, locale)
    return wanted


def _fields(
    wanted: ClassWanted, said: ClassSaid, text: str, who: Inbound, house: House, locale: Locale
) -> ClassWanted:
    """What the words tell of the class, each by the name of its field; else what a step asks."""
    without = [(0, said.start)] if said.start else []
    pieces = move_pieces.read(text, now=who.at, locale=locale, without=without)
    by = Reading(house, who.name, who.at, locale)
    move = CLASS_MOVES[said.deed]
    asking = replace(move, takes=(*move.takes, *move.needs))
    read = move_values.all_of(by, asking, pieces, None, text)
    given = {name: one.value for name, one in read.given.items()}
    return replace(wanted, given=given, name="", offered=read.offered)


def _place(places: list[PlaceRecord], where: str, who: Inbound) -> int:
    """The place that is named, by its number or its words; 0 where none is, or several are."""
    if where.isdecimal():
        return next((one.place for one in places if one.place == int(where)), 0)
    own = ("我", "我们", "这里", "这边", "本单位", "本部门")
    if where.strip("去这里边") in own or where in own:
        theirs = [one.place for one in places if same_office(who.department, one.department)]
        return theirs[0] if len(theirs) == 1 else 0
    for fits in (_is_called, _holds):
        found = [one.place for one in places if fits(one, where)]
        if len(found) == 1:
            return found[0]
    return 0


def _is_called(place: PlaceRecord, where: str) -> bool:
    return where in (place.hall, place.department, f"{place.hall}{place.department}")


def _holds(place: PlaceRecord, where: str) -> bool:
    told = f"{place.hall}{place.department}{place.item}"
    return bool(where) and (
        where in told or same_unit(where, place.hall) or same_unit(where, place.department)
    )
