"""What a person sent in one go, and comes in several updates; to the dialogue it is one message.

An album comes as one update for each picture. A text that is too long for one message is cut by
the person's app: taken by itself, its second piece would answer the next question.

A process may end between handling these and noting that they are done, with one more received
meanwhile. Then what was handled has to be told from what was late: `known_of` does it by what
the store has.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from bot.channels.telegram.api import Heard
from bot.channels.telegram.lanes import Lane, Waiting
from bot.channels.telegram.parts import MAX_TEXT
from bot.channels.telegram.splitting import units
from storage.inbox import Kept
from storage.media import short_name

QUIET = 0.8
"""Seconds without a further picture, or piece, after which it is complete."""
CUT_FROM = MAX_TEXT // 2
"""UTF-16 units from which on a text may be cut: apps look for a blank in the second half."""
AT_ONCE = 2
"""Seconds between two messages that nobody can have written one after the other, so long a text."""

Message = Mapping[str, Any]


async def next_of(lane: Lane) -> list[Waiting]:
    """The first update of a lane, or all that was sent together with it."""
    found = [lane.pop()]
    while _may_go_on(_message(found[-1])):
        if lane and _continues(_message(found[-1]), _message(lane.first)):
            found.append(lane.pop())
        elif lane and "callback_query" not in lane.first.record.payload:
            break  # the person has gone on; a press only may have overtaken what is still to come
        elif not await lane.hears_more(QUIET):
            break
    return found


def _message(waiting: Waiting) -> Message:
    """Empty where it is an update of another kind."""
    message = waiting.record.payload.get("message")
    return message if isinstance(message, Mapping) else {}


def _may_go_on(message: Message) -> bool:
    return bool(message.get("media_group_id")) or _is_cut(message)


def _is_cut(message: Message) -> bool:
    text = message.get("text")
    return isinstance(text, str) and "forward_origin" not in message and units(text) >= CUT_FROM


def _continues(before: Message, message: Message) -> bool:
    if before.get("media_group_id"):
        return bool(before["media_group_id"] == message.get("media_group_id"))
    if "text" not in message or "forward_origin" in message:
        return False
    first, second = before.get("date"), message.get("date")
    return isinstance(first, int) and isinstance(second, int) and second - first <= AT_ONCE


def joined(texts: Sequence[str]) -> str:
    """The words of what was sent together; a text is cut in a word only where it had to be."""
    whole, before = "", ""
    for text in filter(None, texts):
        blank = "\n" if whole and units(before) < MAX_TEXT else ""
        whole, before = f"{whole}{blank}{text}", text
    return whole


def known_of(together: Sequence[Heard], kept: Kept) -> list[Heard]:
    """What of several that are heard as one message the store has with it.

    The first names the message. The rest came while that was being handled, or after it.
    """
    left = Counter(kept.files)
    known: list[Heard] = []
    for number, each in enumerate(together):
        names = Counter(short_name(file.name) for file in each.files)
        if number == 0 or (names <= left and _is_in(each, known, kept.text)):
            known.append(each)
            left -= names
    return known


def _is_in(each: Heard, before: Sequence[Heard], text: str) -> bool:
    """Whether a text is so long that these words are in it behind those before.

    What identifies people is masked in it, and blanks at its ends may be gone: half will do.
    """
    own = each.message.text
    whole = joined([*(one.message.text for one in before), own])
    return not own or len(text) >= len(whole) - len(own) // 2
