"""How the bot speaks: in which language, how large and plain; and offering large type (R36).

"字太小看不清" may be said of the person's own screen, or of a notice in the hall: it is asked.
"""

from __future__ import annotations

import re

from bot.dialogue.commands import CommandMeant
from bot.dialogue.messages import Inbound, Option
from bot.dialogue.screen import Screen
from bot.dialogue.talk import Talk
from bot.dialogue.unread import keep_note
from bot.reading.manner import Manner
from bot.reading.small_talk import leaves_it, says_goodbye
from storage.records import Person

LEAVE = "farewell"
OPENS = "/start"
"""Sent by the button that opens a chat, so that it tells nothing of a person's language."""


_NUMBER = re.compile(r"(?:wt|zd|ld|mt)[-\s]?[0-9][0-9-]*", re.IGNORECASE)
"""The number of an issue, or of an entry of a register, which is of no language."""


def language_of(person: Person | None, inbound: Inbound, text: str, usual: str) -> str:
    """The person's language: chosen before, else told by the channel, else by their words."""
    if person is not None:
        return person.locale
    words = "" if text.strip() == OPENS else _NUMBER.sub("", text.lstrip("/"))
    if not inbound.locale and words.isascii() and any(c.isalpha() for c in words):
        return "en"
    return inbound.locale or usual


def takes_leave(text: str, *, in_form: bool) -> CommandMeant | None:
    """That somebody goes; in a walk that pauses it, as a bare "bye" does."""
    if in_form:
        return CommandMeant("pause") if says_goodbye(text) else None
    return CommandMeant(LEAVE) if says_goodbye(text) or leaves_it(text) else None


def farewell(talk: Talk, _argument: str = "") -> None:
    """Answer a good-bye, or that nothing more is wanted."""
    talk.say("farewell" if says_goodbye(talk.plan.text) else "left_so")


def speak(talk: Talk, manner: Manner) -> None:
    """Speak in that manner from now on; the open question is put anew in it."""
    talk.screen = Screen()
    if manner.locale:
        talk.locale = manner.locale
        talk.turn.set_locale(manner.locale)
        talk.say("language")
    if manner.plain is not None:
        talk.turn.set_plain(manner.plain)
        talk.say("plain_on" if manner.plain else "plain_off")


def plainly(talk: Talk, _argument: str = "") -> None:
    """Large type and short sentences, by the button that offered them."""
    speak(talk, Manner(plain=True))


def offer_plain(talk: Talk, _argument: str = "") -> None:
    """Ask whether large type would help, or whether something in the hall was hard to read."""
    if talk.plain:
        talk.say("plain_already", phone=talk.house.help_phone)
        talk.back = talk.form() is not None
        return
    ways = [Option("cmd:plain", talk.word("plain_yes"))]
    if not talk.ctx.capture:
        talk.ctx.offer = (talk.turn.message_id, 0, len(talk.plan.text))
        ways.append(Option(f"report:{talk.turn.message_id}", talk.word("plain_of_hall")))
        if talk.walk_under_way is not None:
            keep_note(talk, 0, len(talk.plan.text), quiet=True)
    ways.append(Option("manner:no", talk.word("plain_no")))
    talk.say("plain_offer", talk.menu("manner", tuple(ways)))
