"""What is asked of the bot itself, and wanted of how it speaks, for the table of all commands."""

from __future__ import annotations

from collections.abc import Callable

from bot.dialogue import explaining, manners, progress, recalling
from bot.dialogue.talk import Talk

OF_THE_BOT: dict[str, Callable[[Talk, str], None]] = {
    "why": explaining.why,
    "who": explaining.who,
    "names": explaining.names,
    "mine": explaining.mine,
    "human": explaining.human,
    "saved": explaining.saved,
    "entered": explaining.entered,
    "state": explaining.state,
    "how_far": progress.tell,
    "hard_to_read": manners.offer_plain,
    "plain": manners.plainly,
    manners.LEAVE: manners.farewell,
    **recalling.COMMANDS,
}
