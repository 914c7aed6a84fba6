"""What a bot sends: texts, files, albums, places, copies."""

from __future__ import annotations

from typing import Any

from tests.telegram_sim.errors import bad_request
from tests.telegram_sim.keyboards import inline, reply
from tests.telegram_sim.methods import Call, method
from tests.telegram_sim.schema import Json
from tests.telegram_sim.texts import caption_of, text_of
from tests.telegram_sim.world import room

MEDIA = {
    "sendPhoto": "photo",
    "sendDocument": "document",
    "sendVoice": "voice",
    "sendAudio": "audio",
    "sendVideo": "video",
    "sendAnimation": "animation",
    "sendVideoNote": "video_note",
    "sendSticker": "sticker",
}
WITHOUT_CAPTION = ("video_note", "sticker")
ALBUM_KINDS = ("photo", "video", "document", "audio", "live_photo")
NEVER_MIXED = {"document", "audio"}
COPIED = ("text", "entities", "caption", "caption_entities", "location", "contact", "venue")


def _sent(call: Call, content: Json) -> Json:
    """Writes the message, with its keyboard and what it replies to."""
    return _sent_together(call, [content])[0]


def _sent_together(call: Call, contents: list[Json]) -> list[Json]:
    """Writes all of them or none; before the limits of sending they are one."""
    chat = call.chat()
    keyboard, own = inline(call.args), reply(call.args, chat)
    more = _replied_to(call, chat)
    if call.world.flood:
        call.bot.flood.admit(chat, call.world.clock.now())
    if own:
        call.world.reply_keyboards[room(call.bot, chat)] = own
    if keyboard:
        more["reply_markup"] = keyboard
    return [call.world.write(call.bot, chat, call.bot.user, each | more) for each in contents]


def _replied_to(call: Call, chat: int) -> Json:
    asked = call.args.get("reply_parameters")
    if not asked:
        return {}
    found = call.world.message(call.bot, chat, asked.get("message_id"))
    if found:
        return {"reply_to_message": {k: v for k, v in found.items() if k != "reply_to_message"}}
    if asked.get("allow_sending_without_reply"):
        return {}
    raise bad_request("message to be replied not found")


@method("sendMessage")
def send_message(call: Call) -> Json:
    return _sent(call, text_of(call.args))


@method(*MEDIA)
def send_media(call: Call) -> Json:
    call.chat()
    kind = MEDIA[call.method]
    caption = {} if kind in WITHOUT_CAPTION else caption_of(call.args)
    file = call.world.files.sent(call.bot.id, kind, call.args[kind], call.uploads)
    shown = call.world.files.shown(file, call.args.get("duration", 3))
    return _sent(call, {**media(kind, shown), **caption})


def media(kind: str, shown: Any) -> Json:
    """A file in a message; an animation is there a second time, as a document."""
    if kind != "animation":
        return {kind: shown}
    fields = ("file_id", "file_unique_id", "file_size", "file_name", "mime_type")
    return {kind: shown, "document": {key: shown[key] for key in fields if key in shown}}


@method("sendMediaGroup")
def send_album(call: Call) -> list[Json]:
    call.chat()
    items, kinds = call.args["media"], {item.get("type") for item in call.args["media"]}
    if not 2 <= len(items) <= 10:
        raise bad_request("media group must include 2-10 items")
    if not kinds <= set(ALBUM_KINDS) or (kinds & NEVER_MIXED and len(kinds) > 1):
        raise bad_request("can't use the media of the specified type in the album")
    contents = []
    for item in items:
        file = call.world.files.sent(call.bot.id, item["type"], item["media"], call.uploads)
        shown = call.world.files.shown(file, item.get("duration", 3))
        contents.append({**media(item["type"], shown), **caption_of(item)})
    group = call.world.name("album")
    return _sent_together(call, [{"media_group_id": group, **each} for each in contents])


@method("sendLocation")
def send_location(call: Call) -> Json:
    return _sent(call, {"location": _point(call.args)})


@method("sendVenue")
def send_venue(call: Call) -> Json:
    venue = {"location": _point(call.args), **_only(call.args, "title", "address")}
    return _sent(call, {"venue": venue, "location": venue["location"]})


def _point(args: Json) -> Json:
    if not (-90 <= args["latitude"] <= 90 and -180 <= args["longitude"] <= 180):
        raise bad_request("wrong latitude or longitude")
    return _only(args, "latitude", "longitude", "horizontal_accuracy", "live_period")


def _only(args: Json, *names: str) -> Json:
    return {name: args[name] for name in names if name in args}


@method("sendContact")
def send_contact(call: Call) -> Json:
    return _sent(
        call, {"contact": _only(call.args, "phone_number", "first_name", "last_name", "vcard")}
    )


@method("copyMessage", "forwardMessage")
def copy_message(call: Call) -> Json:
    word = "copy" if call.method == "copyMessage" else "forward"
    source = call.world.chat(call.bot, call.args["from_chat_id"])
    found = call.world.message(call.bot, source, call.args["message_id"])
    if not found:
        raise bad_request(f"message to {word} not found")
    content = {key: found[key] for key in (*COPIED, *MEDIA.values()) if key in found}
    if word == "forward":
        origin = {"type": "user", "date": found["date"], "sender_user": found["from"]}
        return _sent(call, {**content, "forward_origin": origin})
    if "caption" in call.args:
        content.pop("caption", None)
        content.pop("caption_entities", None)
        content.update(caption_of(call.args))
    return {"message_id": _sent(call, content)["message_id"]}
