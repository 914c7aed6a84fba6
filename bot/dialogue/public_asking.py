"""What the public sees of an issue, decided by an admin in the chat (R66)."""

from __future__ import annotations

from collections.abc import Callable
from typing import get_args

from bot.dialogue.commands import CommandMeant
from bot.dialogue.house import House
from bot.dialogue.messages import Inbound
from bot.dialogue.move_refused import gone
from bot.dialogue.talk import Talk
from bot.reading import public_words
from flows.progress import LONGEST, Deed
from flows.rectification import Case
from storage.packing import dump, load

COMMAND = "public"
_DEEDS: dict[str, Deed] = {deed: deed for deed in get_args(Deed)}


def meant(text: str, who: Inbound, house: House) -> CommandMeant | None:
    """What an admin's words decide; None for all else, and for everybody else."""
    said = public_words.read(text) if who.role == "admin" else None
    if said is None:
        return None
    numbers = house.reader.issue_numbers(said.number, None, said.year)
    number = numbers[0] if numbers else f"WT-{said.year or who.at.year}-{said.number:04d}"
    told = {"deed": said.deed, "number": number, "text": said.text}
    return CommandMeant(COMMAND, dump(told))


def carry_out(talk: Talk, argument: str) -> None:
    """Enter the decision, or say what is lacking; a button that nobody made is an old one."""
    try:
        wanted = load(argument)
        number, text = str(wanted["number"]), str(wanted["text"])
        deed = _DEEDS[wanted["deed"]]
    except (ValueError, KeyError, TypeError):
        talk.stale()
        return
    if talk.turn.person.role != "admin":
        gone(talk, number)
    elif deed != "release" and not text:
        talk.say(f"public_{deed}_what", number=number)
    elif len(text) > LONGEST:
        talk.say("move_no_long", limit=LONGEST)
    else:
        talk.turn.set_kind("move")
        try:
            if deed == "reword":
                talk.turn.moves.public.add(number, "reword", texts={"problem": text})
            else:
                talk.turn.moves.public.add(number, deed, text)
        except LookupError:
            gone(talk, number)
            return
        talk.say(f"public_{deed}_done", number=number, text=text)


def shown_again(talk: Talk, number: str, move: str, case: Case) -> bool:
    """ "公开12号" of one that is held back while it is being mended: it is shown again."""
    if move != "publish" or case.state == "closed" or talk.turn.person.role != "admin":
        return False
    if not talk.turn.moves.public.of(number).held:
        return False
    talk.turn.moves.public.add(number, "release")
    talk.say("public_release_done", number=number)
    return True


COMMANDS: dict[str, Callable[[Talk, str], None]] = {COMMAND: carry_out}
