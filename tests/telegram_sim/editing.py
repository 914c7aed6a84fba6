"""What a bot does to messages that are there: edits, deletions, reactions."""

from __future__ import annotations

from tests.telegram_sim.errors import bad_request
from tests.telegram_sim.keyboards import inline
from tests.telegram_sim.methods import Call, method
from tests.telegram_sim.schema import Json
from tests.telegram_sim.sending import MEDIA, media
from tests.telegram_sim.texts import caption_of, text_of
from tests.telegram_sim.world import room

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the "
    "same as a current content and reply markup of the message"
)
DELETABLE = 48 * 3600
"""Seconds within which a bot may delete a message."""
_EMOJI = """
❤ 👍 👎 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 ❤‍🔥 🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨
😐 🍓 🍾 💋 🖕 😈 😴 😭 🤓
👻 👨‍💻 👀 🎃 🙈 😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾
 🤷‍♂ 🤷 🤷‍♀ 😡
"""
REACTIONS = frozenset(_EMOJI.split())


def _own(call: Call) -> Json:
    """The message to edit: it has to be there, and the bot's own."""
    found = call.world.message(call.bot, call.chat(), call.args.get("message_id"))
    if not found:
        raise bad_request("message to edit not found")
    if found["from"]["id"] != call.bot.id:
        raise bad_request("message can't be edited")
    return found


def _edited(call: Call, old: Json, new: Json) -> Json:
    """Keeps the new message; what stays the same is an error, and an old keyboard goes."""
    keyboard = inline(call.args)
    new = {key: value for key, value in new.items() if key != "reply_markup"}
    if keyboard:
        new["reply_markup"] = keyboard
    if {**new, "edit_date": 0} == {**old, "edit_date": 0}:
        raise bad_request(NOT_MODIFIED)
    new["edit_date"] = call.world.clock.seconds()
    call.world.keep(call.bot, call.chat(), new)
    return new


def _without(message: Json, *names: str) -> Json:
    return {key: value for key, value in message.items() if key not in names}


@method("editMessageText")
def edit_text(call: Call) -> Json:
    old = _own(call)
    if "text" not in old:
        raise bad_request("there is no text in the message to edit")
    return _edited(call, old, {**_without(old, "text", "entities"), **text_of(call.args)})


@method("editMessageCaption")
def edit_caption(call: Call) -> Json:
    old = _own(call)
    if not set(MEDIA.values()) & set(old):
        raise bad_request("there is no caption in the message to edit")
    plain = _without(old, "caption", "caption_entities")
    return _edited(call, old, {**plain, **caption_of(call.args)})


@method("editMessageReplyMarkup")
def edit_keyboard(call: Call) -> Json:
    old = _own(call)
    return _edited(call, old, old)


@method("editMessageMedia")
def edit_media(call: Call) -> Json:
    old, item = _own(call), call.args["media"]
    file = call.world.files.sent(call.bot.id, item["type"], item["media"], call.uploads)
    shown = media(item["type"], call.world.files.shown(file))
    plain = _without(old, "caption", "caption_entities", "text", "entities", *MEDIA.values())
    return _edited(call, old, {**plain, **shown, **caption_of(item)})


@method("deleteMessage", "deleteMessages")
def delete_messages(call: Call) -> bool:
    """Several at once pass over what is not there; one alone has to be there."""
    chat, several = call.chat(), call.args.get("message_ids")
    for number in several or [call.args.get("message_id")]:
        found = call.world.message(call.bot, chat, number)
        if not found and several is None:
            raise bad_request("message to delete not found")
        if found and call.world.clock.now() - found["date"] > DELETABLE:
            raise bad_request("message can't be deleted")
        call.world.messages[room(call.bot, chat)].pop(number, None)
    return True


@method("setMessageReaction")
def react(call: Call) -> bool:
    """One emoji of the known ones; none takes it back."""
    chat, number = call.chat(), call.args["message_id"]
    wanted = call.args.get("reaction") or []
    if not call.world.message(call.bot, chat, number):
        raise bad_request("message to react not found")
    if len(wanted) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    if any(each.get("type") != "emoji" or each.get("emoji") not in REACTIONS for each in wanted):
        raise bad_request("REACTION_INVALID")
    call.world.reactions[room(call.bot, chat), number] = wanted
    return True
