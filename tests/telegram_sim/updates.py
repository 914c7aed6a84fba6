"""Updates: from what happened to what waits for a bot."""

from __future__ import annotations

from tests.telegram_sim.bots import Bot, Waiting
from tests.telegram_sim.schema import Json

ON_DEMAND = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
"""Kinds that a bot gets only when it names them."""


def wants(bot: Bot, kind: str) -> bool:
    """Whether the bot is told of this kind; kinds that are not known yet are no exception."""
    return kind not in ON_DEMAND if bot.allowed is None else kind in bot.allowed


def emit(
    bot: Bot, kind: str, content: Json, *, checked: bool = True, wanted: bool = False
) -> int | None:
    """Tells the bot; its number, or None where the bot does not want to know."""
    if not (wanted or wants(bot, kind)):
        return None
    number = bot.next_update()
    update: Json = {"update_id": number, kind: content}
    if checked:
        bot.world.emits("Update", update, "Update")
    put(bot, update)
    return number


def put(bot: Bot, update: Json) -> None:
    """Lets the update wait, or wait again, and wakes who delivers it."""
    bot.updates[update["update_id"]] = Waiting(update, bot.world.clock.now())
    bot.wake.ring()
    if bot.webhook:
        bot.webhook.add(update)


def allow(bot: Bot, kinds: object) -> None:
    """Keeps what the bot named; an empty list is back to the usual kinds."""
    if isinstance(kinds, list):
        bot.allowed = frozenset(kinds) or None


def kind_of(update: Json) -> str:
    return next(key for key in update if key != "update_id")


def chat_of(update: Json) -> int | None:
    """The chat an update belongs to, where it belongs to one."""
    content = update[kind_of(update)]
    chat = content.get("chat") or content.get("message", {}).get("chat") or {}
    number = chat.get("id")
    return number if isinstance(number, int) else None


def lane_of(update: Json) -> tuple[str, object]:
    """What a webhook keeps in order: a chat's messages, and apart from them a person's presses.

    So a press may overtake a message, as on the real server.
    """
    kind = kind_of(update)
    content = update[kind]
    if "message" in kind and chat_of(update) is not None:
        return "messages", chat_of(update)
    if "from" in content:
        return kind, content["from"]["id"]
    return (kind, chat_of(update) or update["update_id"])
