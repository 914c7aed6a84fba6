"""Buttons that people press: under a message, or in place of their keyboard; new ones and old."""

from __future__ import annotations

from collections.abc import Iterable

from tests.telegram_sim.acts import Act, act, contact, location, written
from tests.telegram_sim.bots import Press
from tests.telegram_sim.errors import bad_request
from tests.telegram_sim.keyboards import labels, pressed
from tests.telegram_sim.schema import Json
from tests.telegram_sim.updates import emit
from tests.telegram_sim.world import newest_keyboards, room


def _keyboards(act: Act) -> list[tuple[int, Json]]:
    """What can be pressed: what is on the screen, or with `old` all that ever was."""
    shown: Iterable[tuple[int, Json]] = newest_keyboards(act.world, act.bot, act.chat)
    if act.data.get("old"):
        shown = reversed(act.world.shown[room(act.bot, act.chat)])
    wanted = act.data.get("message_id")
    return [(number, markup) for number, markup in shown if wanted in (None, number)]


@act("click")
def click(act: Act) -> list[Json]:
    """Presses a button under a message, the newest that has it."""
    keyboards = _keyboards(act)
    for number, markup in keyboards:
        rows = markup["inline_keyboard"]
        button = pressed(rows, act.data.get("button"), act.data.get("data"))
        if button and "callback_data" in button:
            return [_told(act, number, button["callback_data"])]
        if button:
            raise bad_request(f"the button {button['text']} opens something, and tells no bot")
    seen = [labels(markup["inline_keyboard"]) for _, markup in keyboards]
    raise bad_request(f"there is no button {act.data.get('button')!r} among {seen}")


def _told(act: Act, number: int, data: str) -> Json:
    """A press; of a message that is gone the bot learns no more than which it was."""
    press = act.world.name("press")
    act.bot.presses[press] = Press(act.world.clock.now(), act.chat)
    message = act.world.message(act.bot, act.chat, number)
    gone = {"chat": act.world.chats[act.chat], "message_id": number, "date": 0}
    content = {
        "id": press,
        "from": act.user,
        "chat_instance": str(act.chat),
        "message": message or gone,
        "data": data,
    }
    return {"callback_query_id": press, "update_id": emit(act.bot, "callback_query", content)}


@act("press")
def press(act: Act) -> list[Json]:
    """Presses a button of the keyboard that a bot has put in place of the person's own."""
    markup = act.world.reply_keyboards.get(room(act.bot, act.chat)) or {}
    button = pressed(markup.get("keyboard") or [], act.data["button"], None)
    if not button:
        seen = labels(markup.get("keyboard") or [])
        raise bad_request(f"there is no key {act.data['button']!r} among {seen}")
    if markup.get("one_time_keyboard"):
        del act.world.reply_keyboards[room(act.bot, act.chat)]
    if button.get("request_location"):
        return [act.message({"location": location(act.data)})]
    if button.get("request_contact"):
        return [act.message({"contact": contact(act)})]
    return [act.message(written(button["text"]))]
