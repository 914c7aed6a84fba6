"""What one can say here: to volunteers of the walk, to an office of the ledger; what to press."""

from __future__ import annotations

from bot.dialogue.issue_lookup import COMMAND, OFFICE
from bot.dialogue.issue_wanted import IssuesWanted
from bot.dialogue.messages import Option
from bot.dialogue.talk import Talk
from bot.dialogue.texts import say
from flows.issue_query import IssueQuery
from flows.model import Locale


def hello(talk: Talk, _argument: str) -> None:
    """The first words to somebody who opens the chat: short, and what is asked for most."""
    if talk.turn.person.role in OFFICE or talk.form() is not None:
        tell(talk)
        return
    talk.say("welcome", (*_begin(talk), Option("cmd:help", talk.word("btn_help"))))


def _begin(talk: Talk) -> tuple[Option, ...]:
    return (
        Option("cmd:walk", talk.word("btn_walk")),
        Option("cmd:issue", talk.word("btn_issue")),
    )


def tell(talk: Talk, _argument: str = "") -> None:
    """The help; where something is asked or to be chosen, nothing else is put up to be pressed."""
    role, is_free = talk.turn.person.role, talk.form() is None and talk.screen.menu is None
    is_office = role in OFFICE
    if talk.plan.first and not is_office:
        talk.say("welcome")
    if not (is_office and is_free):
        talk.say("help", _begin(talk) if is_free else ())
    if is_office:
        more = talk.word("help_admin") if role == "admin" else ""
        looks = first_looks(talk.form_locale) if is_free else ()
        talk.say("help_office", looks, more=more, moves=talk.word(f"moves_hint_{role}"))
    talk.remind_of_pause()  # who blocked the bot comes back by this


def first_looks(locale: Locale) -> tuple[Option, ...]:
    """What an office asks for most, to be pressed; what is overdue is so on the day it is."""
    wanted = {
        "look_overdue": IssuesWanted(query=IssueQuery(standing="overdue")),
        "look_open": IssuesWanted(query=IssueQuery(standing="open")),
        "look_tally": IssuesWanted("tally", by="category"),
        "look_ledger": IssuesWanted("ledger"),
    }
    return tuple(
        Option(f"{COMMAND}:{one.to_text()}", say(locale, key)) for key, one in wanted.items()
    )


def not_understood(talk: Talk) -> None:
    """Say that words outside a walk were not read, and what is understood."""
    is_office = talk.turn.person.role in OFFICE
    talk.say("unclear_office" if is_office else "unclear_outside")
