"""One call of a bot: read, written down, struck by a fault or done, answered."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

from tests.telegram_sim import account, editing, sending
from tests.telegram_sim.bots import Bot
from tests.telegram_sim.errors import ApiError, ConnectionCutError, bad_request
from tests.telegram_sim.faults import Fault
from tests.telegram_sim.files import Upload
from tests.telegram_sim.methods import HANDLERS, Call
from tests.telegram_sim.polling import get_updates
from tests.telegram_sim.schema import METHODS, VERSION, Json, arguments, method_named, missing

PARTS = (account, editing, sending)
"""Loaded for what they add to the methods."""
RESULTS = {
    "copyMessage": "MessageId",
    "getChat": "ChatFullInfo",
    "getChatMember": "ChatMember",
    "getChatMenuButton": "MenuButton",
    "getFile": "File",
    "getMe": "User",
    "getMyCommands": "Array of BotCommand",
    "getMyDescription": "BotDescription",
    "getMyName": "BotName",
    "getMyShortDescription": "BotShortDescription",
    "getWebhookInfo": "WebhookInfo",
    "sendMediaGroup": "Array of Message",
}
"""What a method gives; of the others a message is checked as one."""
EMPTY = {"chat_id": "chat_id is empty", "text": "message text is empty"}


async def answer(bot: Bot, name: str, raw: Mapping[str, Any], uploads: dict[str, Upload]) -> Any:
    """The result of the call, or an ApiError, or nothing at all (ConnectionCutError)."""
    method = method_named(name)
    if not method:
        raise ApiError(404, "Not Found: method not found")
    if bot.logged_out:
        raise ApiError(400, "Logged out")
    args, strange = arguments(method, {**raw, **_named(method, uploads)})
    bot.world.violates(strange)
    call = Call(bot, method, args, uploads)
    sizes = {key: [file, len(data)] for key, (file, data) in uploads.items()}
    chat = args.get("chat_id", _pressed_in(bot, args))
    entry = bot.world.note("bot", bot, method=method, chat=chat, args=args, files=sizes)
    try:
        result = await _struck(call, entry)
        entry["ok"] = True
        return result
    except (ApiError, ConnectionCutError) as error:
        entry["ok"], entry["error"] = False, str(error) or "connection cut"
        raise
    finally:
        bot.world.bell.ring()


def _named(method: str, uploads: dict[str, Upload]) -> Json:
    """A file uploaded under a parameter's own name is that parameter."""
    return {key: f"attach://{key}" for key in uploads if key in METHODS[method]["p"]}


def _pressed_in(bot: Bot, args: Json) -> int | None:
    """The chat of the button that is answered."""
    press = bot.presses.get(args.get("callback_query_id", ""))
    return press.chat if press else None


async def _struck(call: Call, entry: Json) -> Any:
    bot = call.bot
    fault = bot.world.faults.of_call(bot.username, call.method, call.args.get("chat_id"))
    if not fault:
        return await _done(call, entry)
    entry["fault"] = True
    return await _faulty(call, entry, fault)


async def _faulty(call: Call, entry: Json, fault: Fault) -> Any:
    """Late, failed, or done with the answer lost."""
    if fault.after:
        await _done(call, entry)
    await asyncio.sleep(fault.delay)
    fault.fail()
    if fault.after:
        raise ConnectionCutError
    return await _done(call, entry)


async def _done(call: Call, entry: Json) -> Any:
    for name in missing(call.method, call.args):
        raise bad_request(EMPTY.get(name, f'parameter "{name}" is required'))
    if call.method == "getUpdates":
        return await get_updates(call.bot, call.args)
    handler = HANDLERS.get(call.method)
    if not handler and METHODS[call.method]["ret"] != "True":
        raise ApiError(501, f"{call.method} of Bot API {VERSION} is not emulated")
    result: Any = handler(call) if handler else True
    kind = RESULTS.get(call.method, "Message" if isinstance(result, dict) else "Boolean")
    call.bot.world.emits(kind, result, call.method)
    entry["executed"] = True
    message = result[0] if call.method == "sendMediaGroup" else result
    if isinstance(message, dict) and "message_id" in message:
        entry["message_id"] = message["message_id"]
        entry["shown"] = message.get("text") or message.get("caption")
        call.world.plays.shown(call.bot, call.args.get("chat_id"), entry["shown"] or "")
    return result
