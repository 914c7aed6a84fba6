"""What people do: each kind of act becomes what the server keeps and what the bot is told."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.telegram_sim.bots import Bot
from tests.telegram_sim.errors import bad_request
from tests.telegram_sim.schema import Json
from tests.telegram_sim.seen import SAID
from tests.telegram_sim.sending import COPIED, MEDIA, media
from tests.telegram_sim.texts import MAX_TEXT, found_in
from tests.telegram_sim.updates import emit, put
from tests.telegram_sim.world import World, seat

PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")
"""What a link to a bot may carry to its /start."""
Attachment = tuple[str, bytes, str | None]
"""Name, bytes, MIME type."""


@dataclass(frozen=True)
class Act:
    """One act of one person in one chat with one bot."""

    bot: Bot
    user: Json
    chat: int
    data: Json
    attachments: list[Attachment] = field(default_factory=list)

    @property
    def world(self) -> World:
        return self.bot.world

    def message(self, content: Json) -> Json:
        """A message of the person, told to the bot."""
        number = self.data.get("reply_to")
        replied = self.world.message(self.bot, self.chat, number)
        if replied:
            content = {**content, "reply_to_message": replied}
        written = self.world.write(self.bot, self.chat, self.user, content)
        return {
            "message_id": written["message_id"],
            "update_id": emit(self.bot, "message", written),
        }

    def caption(self) -> Json:
        text = self.data.get("caption")
        entities = found_in(text) if text else []
        if not text:
            return {}
        return {"caption": text, **({"caption_entities": entities} if entities else {})}


Doing = Callable[[Act], list[Json]]
ACTS: dict[str, Doing] = {}


def act(*kinds: str) -> Callable[[Doing], Doing]:
    """Names the kinds of act that the function does."""

    def named(doing: Doing) -> Doing:
        for kind in kinds:
            ACTS[kind] = doing
        return doing

    return named


def perform(world: World, data: Json, attachments: list[Attachment]) -> list[Json]:
    """Does what is asked, and writes it down."""
    bot = world.bot(data.get("bot"))
    number = int(data.get("user", 1))
    chat = int(data.get("chat") or number)
    user = world.user(number, data.get("profile") or {})
    world.open_chat(bot, chat, user, data.get("title"))
    kind = data.get("type")
    if kind not in ACTS:
        raise bad_request(f"there is no act {kind}")
    told = ACTS[kind](Act(bot, user, chat, data, attachments))
    about = {key: data[key] for key in SAID if data.get(key)}
    names = [name for name, _, _ in attachments]
    world.note("person", bot, user=number, chat=chat, type=kind, **about, files=names, told=told)
    world.bell.ring()
    return told


@act("text")
def say(act: Act) -> list[Json]:
    """A text; an app sends one that is too long in several pieces."""
    text = act.data["text"]
    pieces = [text[i : i + MAX_TEXT] for i in range(0, len(text), MAX_TEXT)]
    return [act.message(written(piece)) for piece in pieces]


def written(text: str) -> Json:
    """Text as a person writes it, with the commands and addresses that are found in it."""
    entities = found_in(text)
    return {"text": text, **({"entities": entities} if entities else {})}


@act("start")
def start(act: Act) -> list[Json]:
    """Opens a link to the bot (t.me/bot?start=payload) and taps "Start", which also unblocks."""
    payload = act.data.get("payload") or ""
    if payload and not PAYLOAD.fullmatch(payload):
        raise bad_request("a start parameter is 1-64 of A-Z, a-z, 0-9, _ and -")
    again = []
    if seat(act.bot, act.chat) in act.world.blocked:
        again = [_allowed(act, allowed=True)]
    return [*again, act.message(written(f"/start {payload}".strip()))]


@act(*MEDIA.values())
def send_media(act: Act) -> list[Json]:
    """One file of the kind that the act is named by."""
    name, data, mime = (act.attachments or [("file", b"x", None)])[0]
    shown = _stored(act, act.data["type"], name, data, mime)
    return [act.message({**media(act.data["type"], shown), **act.caption()})]


def _stored(act: Act, kind: str, name: str, data: bytes, mime: str | None) -> Any:
    file = act.world.files.put(act.bot.id, kind, name, data, mime)
    file.pretended = act.data.get("fake_size")
    return act.world.files.shown(file, act.data.get("duration", 3))


@act("album")
def send_album(act: Act) -> list[Json]:
    """Photos, videos or documents that belong together; the caption is on the first."""
    group, told = act.world.name("album"), []
    for number, (name, data, mime) in enumerate(act.attachments):
        kind = _kind_in_album(act, mime)
        shown = media(kind, _stored(act, kind, name, data, mime))
        caption = act.caption() if number == 0 else {}
        told.append(act.message({"media_group_id": group, **shown, **caption}))
    return told


def _kind_in_album(act: Act, mime: str | None) -> str:
    if act.data.get("as_documents"):
        return "document"
    return "video" if (mime or "").startswith("video/") else "photo"


@act("location")
def send_location(act: Act) -> list[Json]:
    return [act.message({"location": location(act.data)})]


def location(data: Json) -> Json:
    """A point, with what an app adds to it."""
    names = ("latitude", "longitude", "horizontal_accuracy", "live_period")
    return {name: data[name] for name in names if name in data}


@act("contact")
def send_contact(act: Act) -> list[Json]:
    return [act.message({"contact": contact(act)})]


def contact(act: Act) -> Json:
    """One's own card, or with `of` somebody else's."""
    return {
        "phone_number": act.data["phone_number"],
        "first_name": act.user["first_name"],
        "user_id": act.data.get("of", act.user["id"]),
    }


@act("forward")
def forward(act: Act) -> list[Json]:
    """Forwards a message of this chat into it: it comes back with where it is from."""
    found = act.world.message(act.bot, act.chat, act.data["message_id"])
    if not found:
        raise bad_request("there is no such message")
    content = {key: found[key] for key in (*COPIED, *MEDIA.values()) if key in found}
    origin = {"type": "user", "date": found["date"], "sender_user": found["from"]}
    return [act.message({**content, "forward_origin": origin})]


@act("edit")
def edit(act: Act) -> list[Json]:
    """Changes the text or the caption of an own message, or where a live location is."""
    old = act.world.message(act.bot, act.chat, act.data["message_id"])
    if not old or old["from"]["id"] != act.user["id"]:
        raise bad_request("there is no such message of this person")
    new = {**old, "edit_date": act.world.clock.seconds()}
    if "text" in act.data:
        new.pop("entities", None)
        new.update(written(act.data["text"]))
    if "latitude" in act.data:
        new["location"] = {**old["location"], **location(act.data)}
    new.update(act.caption())
    act.world.keep(act.bot, act.chat, new)
    return [{"update_id": emit(act.bot, "edited_message", new)}]


@act("block", "unblock")
def block(act: Act) -> list[Json]:
    """Stops the bot, or lets it speak again; what comes until then is refused."""
    return [_allowed(act, allowed=act.data["type"] == "unblock")]


def _allowed(act: Act, *, allowed: bool) -> Json:
    member: Json = {"status": "member", "user": act.bot.user}
    banned: Json = {"status": "kicked", "user": act.bot.user, "until_date": 0}
    change_it = act.world.blocked.discard if allowed else act.world.blocked.add
    change_it(seat(act.bot, act.chat))
    change = {
        "chat": act.world.chats[act.chat],
        "from": act.user,
        "date": act.world.clock.seconds(),
        "old_chat_member": banned if allowed else member,
        "new_chat_member": member if allowed else banned,
    }
    return {"update_id": emit(act.bot, "my_chat_member", change)}


@act("redeliver")
def redeliver(act: Act) -> list[Json]:
    """The same update once more, as a server does that is not sure."""
    put(act.bot, act.data["update"])
    return [{"update_id": act.data["update"]["update_id"]}]


@act("raw")
def raw(act: Act) -> list[Json]:
    """Any update; `unchecked` for kinds and fields that no schema knows yet.

    `unasked` for one that the bot does not ask for any more: such may be on its way.
    """
    checked, wanted = not act.data.get("unchecked"), bool(act.data.get("unasked"))
    number = emit(act.bot, act.data["kind"], act.data["object"], checked=checked, wanted=wanted)
    return [{"update_id": number}]
