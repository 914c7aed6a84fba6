"""A third party's call about an issue, entered by an admin in the talk (R59)."""

from __future__ import annotations

from bot.callbacks.entering import AddedError, add
from bot.dialogue.commands import CommandMeant
from bot.dialogue.house import House
from bot.dialogue.issue_lookup import OFFICE, card_of
from bot.dialogue.issue_wanted import IssuesWanted
from bot.dialogue.messages import Inbound
from bot.dialogue.move_asking import look
from bot.dialogue.talk import Talk
from bot.reading.call_words import read_call
from flows.callbacks import FATES, Call
from flows.rectification import LONGEST

COMMAND = "call_back"


def meant(text: str, who: Inbound, house: House) -> CommandMeant | None:
    """The call that an office tells; None for everything else, and for everybody else."""
    said = read_call(text) if who.role in OFFICE else None
    if said is None:
        return None
    numbers = house.reader.issue_numbers(said.number, None, said.year)
    if len(numbers) > 1 and who.role == "admin":
        return CommandMeant("issues", IssuesWanted(number=str(said.number)).to_text())
    number = numbers[0] if numbers else f"WT-{said.year or who.at.year}-{said.number:04d}"
    return CommandMeant(COMMAND, f"{number} {text}")


def tell(talk: Talk, argument: str) -> None:
    """Keep the call, and say what became of it."""
    talk.back = talk.form() is not None
    if talk.turn.person.role != "admin":
        talk.say("call_for_admins")
        return
    number, _, text = argument.partition(" ")
    said = read_call(text)
    if said is None:
        talk.stale()
        return
    words = text[said.start : said.end].strip()[:LONGEST]
    at = talk.now.replace(second=0, microsecond=0)
    call = Call(at, said.result, said.mark, said.tries, words, timed=True)
    try:
        today, at_once = talk.now.date(), talk.house.settings.callback_reopen == "at_once"
        fate = add(talk.turn.moves, number, call, today, at_once=at_once)
    except AddedError as error:
        talk.say_text(error.words[talk.locale == "en"])
    except LookupError:
        talk.say("issue_none", number=number)
    else:
        talk.turn.set_kind("calls")
        talk.ctx.listing = card_of(number, talk.screen.listing)
        told = FATES[fate][talk.locale == "en"]
        talk.say("call_kept", look(talk, number), number=number, fate=told)
