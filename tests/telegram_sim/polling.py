"""getUpdates: long polling, acknowledging by offset, and one poller at a time."""

from __future__ import annotations

import asyncio
from typing import Any

from tests.telegram_sim.bots import Bot
from tests.telegram_sim.errors import ApiError
from tests.telegram_sim.schema import Json
from tests.telegram_sim.updates import allow

LONGEST = 50
MOST = 100
SECOND_POLLER = (
    "Conflict: terminated by other getUpdates request; "
    "make sure that only one bot instance is running"
)
ENDED_BY_WEBHOOK = "Conflict: terminated by setWebhook request"
HAS_WEBHOOK = (
    "Conflict: can't use getUpdates method while webhook is active; "
    "use deleteWebhook to delete the webhook first"
)


async def get_updates(bot: Bot, args: Json) -> list[Any]:
    """What waits, or what comes within the time; the older of two polls is ended."""
    if bot.webhook:
        raise ApiError(409, HAS_WEBHOOK)
    if bot.poll:
        bot.poll.set()
    ended = bot.poll = asyncio.Event()
    try:
        allow(bot, args.get("allowed_updates"))
        _acknowledge(bot, args.get("offset", 0))
        await _something(bot, min(args.get("timeout", 0), LONGEST), ended)
        return bot.pending()[: max(1, min(args.get("limit", MOST), MOST))]
    finally:
        if bot.poll is ended:
            bot.poll = None


def _acknowledge(bot: Bot, offset: int) -> None:
    """Below the offset all is done with; a negative one leaves so many of the newest."""
    numbers = sorted(bot.updates)
    below = [number for number in numbers if number < offset]
    for number in numbers[:offset] if offset < 0 else below:
        del bot.updates[number]


async def _something(bot: Bot, seconds: float, ended: asyncio.Event) -> None:
    """Waits until there is an update, the time is over, or another poll has come."""
    loop = asyncio.get_running_loop()
    until = loop.time() + seconds
    stopped = asyncio.ensure_future(ended.wait())
    try:
        while not bot.pending() and loop.time() < until:
            rung = asyncio.ensure_future(bot.wake.wait(until - loop.time()))
            await asyncio.wait({rung, stopped}, return_when=asyncio.FIRST_COMPLETED)
            rung.cancel()
            if ended.is_set():
                raise ApiError(409, ENDED_BY_WEBHOOK if bot.webhook else SECOND_POLLER)
    finally:
        stopped.cancel()
