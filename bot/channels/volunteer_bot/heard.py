"""What a person does in Telegram, as the dialogue hears it. No calls are made here."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from aiogram.types import Animation, Audio, Document, Message, User, Video, VideoNote, Voice

from bot.channels.telegram.parts import FileRef
from bot.dialogue.messages import Inbound

NAME = "volunteer_bot"
"""The channel."""
LINKS = {"walk": "走流程", "invite": "报名"}
"""What a link's payload says before its `_`, and the command that it stands for."""
MAX_NAME = 100
_ENDINGS = {"audio/ogg": ".ogg", "audio/mpeg": ".mp3", "video/mp4": ".mp4", "image/gif": ".gif"}

AnyFile = Animation | Audio | Document | Video | VideoNote | Voice


def message_id(number: int) -> str:
    """The id under which the dialogue knows a person's message; an edit can name it again."""
    return f"m{number}"


def update_id(number: int) -> str:
    """The id of what has no message of its own: a press, an edit."""
    return f"u{number}"


def inbound(
    user: User,
    chat: int,
    external_id: str,
    at: datetime,
    *,
    text: str = "",
    choose: str = "",
    edits: str = "",
) -> Inbound:
    """A message of that person."""
    language = (user.language_code or "").partition("-")[0]
    return Inbound(
        channel=NAME,
        chat=str(chat),
        external_id=external_id,
        at=at,
        text=text,
        choose=choose,
        name=user.full_name[:MAX_NAME],
        locale=language if language in ("zh", "en") else "",
        edits=edits,
    )


def text_of(message: Message) -> str:
    """The words of a message; a place, a card and a sticker are put into words."""
    if message.text is not None:
        return command_of(message.text)
    if message.venue is not None:
        place = message.venue
        return f"{place.title} {place.address} {_on_earth(message)}".strip()
    if message.location is not None:
        return _on_earth(message)
    if message.contact is not None:
        return message.contact.phone_number
    if message.sticker is not None:
        return message.sticker.emoji or ""
    return message.caption or ""


def _on_earth(message: Message) -> str:
    place = message.location
    return f"纬度 {place.latitude:.6f} 经度 {place.longitude:.6f}" if place else ""


def command_of(text: str) -> str:
    """`/walk@volunteer_bot` is `/walk`; a link's `/start walk_ITEM` is what it stands for."""
    if not text.startswith("/"):
        return text
    name, blank, rest = text.partition(" ")
    name = name.partition("@")[0]
    kind, _, what = rest.strip().partition("_")
    if name == "/start" and what and kind in LINKS:
        return f"{LINKS[kind]} {what}"
    return f"{name}{blank}{rest}"


def files_of(message: Message) -> Iterator[FileRef]:
    """The files that came with a message."""
    if message.photo:
        largest = max(message.photo, key=lambda size: size.width * size.height)
        name = f"{largest.file_unique_id}.jpg"
        yield FileRef(largest.file_id, name, "image/jpeg", largest.file_size or 0)
    each: tuple[AnyFile | None, ...] = (
        message.animation or message.document,
        message.audio,
        message.video,
        message.video_note,
        message.voice,
    )
    for file in each:
        if file is not None:
            yield _file(file)


def _file(file: AnyFile) -> FileRef:
    mime = "video/mp4" if isinstance(file, VideoNote) else file.mime_type or ""
    if isinstance(file, Voice):
        mime = mime or "audio/ogg"
    name = "" if isinstance(file, Voice | VideoNote) else file.file_name or ""
    name = name or f"{file.file_unique_id}{_ENDINGS.get(mime, '')}"
    return FileRef(file.file_id, name, mime, file.file_size or 0)
