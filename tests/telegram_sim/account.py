"""A bot's account: who it is, its menus, its webhook, its buttons' answers, its files."""

from __future__ import annotations

import json
import re

from tests.telegram_sim.bots import Bot
from tests.telegram_sim.errors import bad_request, too_many_requests
from tests.telegram_sim.methods import Call, method
from tests.telegram_sim.schema import Json
from tests.telegram_sim.webhooks import end_webhook, set_webhook, webhook_info
from tests.telegram_sim.world import seat

COMMAND = re.compile(r"[a-z0-9_]{1,32}")
LANGUAGE = re.compile(r"([a-z]{2})?")
MAX_COMMANDS = 100
_ACTIONS = """
typing upload_photo record_video upload_video record_voice upload_voice upload_document
choose_sticker find_location record_video_note upload_video_note
"""
ACTIONS = frozenset(_ACTIONS.split())
YOUNG = 600
"""Seconds after its start in which a bot cannot be closed."""
DEFAULT_SCOPE: Json = {"type": "default"}
DEFAULT_BUTTON: Json = {"type": "commands"}
NO_GIFTS = (
    "unlimited_gifts",
    "limited_gifts",
    "unique_gifts",
    "premium_subscription",
    "gifts_from_channels",
)


@method("getMe")
def get_me(call: Call) -> Json:
    return call.bot.me


@method("logOut")
def log_out(call: Call) -> bool:
    """From now on this server does nothing for the bot."""
    end_webhook(call.bot, {})
    call.bot.logged_out = True
    return True


@method("close")
def close(call: Call) -> bool:
    age = call.world.clock.now() - call.bot.started
    if age < YOUNG:
        raise too_many_requests(int(YOUNG - age) + 1)
    end_webhook(call.bot, {})
    return True


@method("setWebhook")
def set_the_webhook(call: Call) -> bool:
    return set_webhook(call.bot, call.args)


@method("deleteWebhook")
def delete_webhook(call: Call) -> bool:
    return end_webhook(call.bot, call.args)


@method("getWebhookInfo")
def get_webhook_info(call: Call) -> Json:
    return webhook_info(call.bot)


def _menu(args: Json) -> tuple[str, str]:
    """Commands are kept by who sees them and in which language."""
    language = args.get("language_code") or ""
    if not LANGUAGE.fullmatch(language):
        raise bad_request("LANG_CODE_INVALID")
    return json.dumps(args.get("scope") or DEFAULT_SCOPE, sort_keys=True), language


@method("setMyCommands")
def set_commands(call: Call) -> bool:
    commands = call.args["commands"]
    if len(commands) > MAX_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for each in commands:
        if not COMMAND.fullmatch(each["command"]):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(each["description"]) <= 256:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    call.bot.commands[_menu(call.args)] = commands
    return True


@method("getMyCommands")
def get_commands(call: Call) -> list[Json]:
    return call.bot.commands.get(_menu(call.args), [])


@method("deleteMyCommands")
def delete_commands(call: Call) -> bool:
    call.bot.commands.pop(_menu(call.args), None)
    return True


def menu_of(bot: Bot, chat: int, language: str) -> list[Json]:
    """The commands that a person sees: the nearest scope, their language before none."""
    kind = "all_private_chats" if chat > 0 else "all_group_chats"
    for scope in ({"type": "chat", "chat_id": chat}, {"type": kind}, DEFAULT_SCOPE):
        for spoken in (language[:2], ""):
            found = bot.commands.get(_menu({"scope": scope, "language_code": spoken}))
            if found:
                return found
    return []


@method("setChatMenuButton")
def set_menu_button(call: Call) -> bool:
    chat = call.chat() if "chat_id" in call.args else None
    call.bot.menu_buttons[chat] = call.args.get("menu_button") or DEFAULT_BUTTON
    return True


@method("getChatMenuButton")
def get_menu_button(call: Call) -> Json:
    chat = call.chat() if "chat_id" in call.args else None
    buttons = call.bot.menu_buttons
    return buttons.get(chat) or buttons.get(None) or DEFAULT_BUTTON


TEXTS = {"Name": "name", "Description": "description", "ShortDescription": "short_description"}


@method(*(f"setMy{kind}" for kind in TEXTS))
def set_text(call: Call) -> bool:
    """The name and the descriptions of the bot, by language."""
    kind = call.method.removeprefix("setMy")
    call.bot.texts[kind, _menu(call.args)[1]] = call.args.get(TEXTS[kind], "")
    return True


@method(*(f"getMy{kind}" for kind in TEXTS))
def get_text(call: Call) -> Json:
    kind = call.method.removeprefix("getMy")
    texts, language = call.bot.texts, _menu(call.args)[1]
    return {TEXTS[kind]: texts.get((kind, language)) or texts.get((kind, ""), "")}


@method("answerCallbackQuery")
def answer_press(call: Call) -> bool:
    call.bot.answer_press(call.args["callback_query_id"], call.args)
    return True


@method("sendChatAction")
def chat_action(call: Call) -> bool:
    call.chat()
    if call.args["action"] not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    return True


@method("getFile")
def get_file(call: Call) -> Json:
    return call.world.files.link(call.bot.id, call.args["file_id"])


@method("getChat")
def get_chat(call: Call) -> Json:
    return {
        **call.world.chats[call.chat()],
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(NO_GIFTS, False),
    }


@method("getChatMember")
def get_member(call: Call) -> Json:
    """Whoever is known is a member of every chat."""
    call.chat()
    user = call.world.users.get(call.args["user_id"])
    if not user:
        raise bad_request("user not found")
    return {"status": "member", "user": user}


@method("leaveChat")
def leave(call: Call) -> bool:
    call.world.seats.discard(seat(call.bot, call.chat()))
    return True
