"""What an issue is like, put to the admin who verifies or assigns it, or looks at it (R55).

It is only asked: nothing is merged before somebody says so, and a no is remembered. A reporter
hears nothing of it.
"""

from __future__ import annotations

from bot.classes import Like, likes
from bot.dialogue.class_talk import button
from bot.dialogue.commands import CommandMeant
from bot.dialogue.house import House
from bot.dialogue.issue_wanted import IssuesFound
from bot.dialogue.messages import Inbound, Option
from bot.dialogue.move_asking import look
from bot.dialogue.move_form import COMMAND, MoveWanted
from bot.dialogue.plan import Chosen, Means
from bot.dialogue.prompts import short
from bot.dialogue.talk import Talk

ASKED_AT = ("verify", "assign")
"""Moves at which it is asked."""
PROBLEM = 40
"""Characters of the other problem."""


def like_of(
    house: House, meaning: Means, issues: IssuesFound | None, who: Inbound
) -> tuple[str, Like] | None:
    """The issue that an admin is about to look at, verify or assign, and what it is like most."""
    number = _number(meaning, issues) if who.role == "admin" else ""
    found = likes(house.alike, number, house.settings.classes_alike / 100) if number else ()
    return (number, found[0]) if found else None


def _number(meaning: Means, issues: IssuesFound | None) -> str:
    if issues is not None and issues.issue is not None and issues.wanted.deed == "card":
        return issues.issue.number
    if isinstance(meaning, CommandMeant) and meaning.name == COMMAND:
        wanted = MoveWanted.from_text(meaning.argument)
        begins = wanted is not None and wanted.do == "begin" and wanted.move in ASKED_AT
        return wanted.number if wanted is not None and begins else ""
    if isinstance(meaning, Chosen):
        kind, _, rest = meaning.id.partition(":")
        short_number, _, move = rest.partition(":")
        return f"WT-{short_number}" if kind == "move" and move in ASKED_AT else ""
    return ""


def offer(talk: Talk) -> None:
    """Ask whether the issue is of one class with what it is like."""
    if talk.plan.like is None:
        return
    number, like = talk.plan.like
    other, problem = like.of_class or like.number, like.problem
    if like.of_class:
        one = talk.house.classes.one(like.of_class)
        problem = one.fields["name"] if one is not None else ""
    short_number = number.removeprefix("WT-")
    options = (
        Option(f"alike:{short_number}:yes:{other}", talk.word("alike_yes")),
        Option(f"alike:{short_number}:no:{other}", talk.word("alike_no")),
        *((button(talk, other),) if like.of_class else look(talk, other)),
    )
    key = "alike_ask_class" if like.of_class else "alike_ask"
    talk.say(key, options, other=other, problem=short(problem, PROBLEM))
