""" "换成租房的", "换一个": with nothing open, the same is asked of another service."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from bot.dialogue.commands import CommandMeant
from bot.dialogue.context import Asked
from bot.dialogue.meanings import AskMeant
from bot.dialogue.talk import Talk
from bot.reading.words import core, fold
from knowledge.model import ItemMatch

_TO = re.compile(
    r"(?:那|就|我|想|要|还是|请|帮我|再|先|给我|不对|不是|[,\s])*+(?:换|改)(?:成|为|问|查|看)(?:一?下)?\s*"
    r"(?P<item>[^\s,.!?;呢吗][^,.!?;]{0,30}?)"
    r"(?:的)?(?:吧|呢|了|看看|试试|好了|可以吗|行吗|[\s,.!?])*|"
    r"(?:(?:and|ok|no|please|now|can we|can you|i want to|let's)[,\s]+)*+"
    r"(?:switch|change)(?: (?:it|that))? to (?:the )?(?P<en>\S[^,.!?;]{1,40}?)"
    r"(?: please| instead)?[\s.!?]*"
)
_OTHER = re.compile(
    r"(?:那|就|请|帮我|给我|再|[,\s])*+换(?:另)?一?[个种项](?:别的|其他的?)?(?:事项|服务)?(?:吧|呢|看看|试试|[\s,.!?])*|"
    r"(?:the |an)?other one(?: please)?|(?:show me )?another(?: one)?(?: please)?"
)
COMMAND = "switch"
OTHER = "另一个呢"
"""How the library is asked of the other one of those listed."""
MAX_SAID = 40
"""Characters above which a message tells more."""
SURE = 0.7
"""How well a service's name must fit for it to be taken by its whole name."""


def meant(
    text: str, asked: Asked | None, find: Callable[[str], Sequence[ItemMatch]]
) -> AskMeant | CommandMeant | None:
    """The question that `text` comes to, right after one to the guides; None where it is none."""
    if asked is None or len(text) > MAX_SAID:
        return None
    said = core(fold(text))
    if _OTHER.fullmatch(said):
        return AskMeant(OTHER) if asked.listed else CommandMeant(COMMAND)
    match = _TO.fullmatch(said)
    if match is None:
        return None
    named = match["item"] or match["en"]
    found = find(named)
    if not found:
        return None
    surest = [one for one in found if one.score >= SURE]
    if len(surest) == 1:
        named = surest[0].candidate.name
    return AskMeant(f"那{named}呢" if match["item"] else f"what about {named}")


def ask_which(talk: Talk, _argument: str) -> None:
    """Ask which service the same is to be asked of."""
    talk.ctx.asked = talk.screen.asked
    talk.say("switch_to_what")
