"""What staff send, read by the framework's handlers: only private chats, and only who is signed in.

Guards that a person's role and department are those of the invite, whatever they write.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from contextvars import ContextVar
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from telegram import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message, Update
from telegram.error import TelegramError
from telegram.ext import (
    CallbackQueryHandler,
    ChatMemberHandler,
    ContextTypes,
    MessageHandler,
    filters,
)

from bot.channels.staff_bot.door import Door, Knock
from bot.channels.staff_bot.texts import said
from bot.channels.telegram import presses
from bot.channels.telegram.api import PRIVATE_ONLY, Heard
from bot.channels.telegram.boxes import GONE, Boxes, Buttons
from bot.channels.telegram.parts import FileRef
from bot.dialogue.messages import Inbound
from storage.packing import CHINA
from storage.staff_invites import StaffAccount

Context = ContextTypes.DEFAULT_TYPE
Hear = Callable[[Heard], Awaitable[None]]
START = "/start"
NAMES = {
    "photo": "photo.jpg",
    "voice": "voice.oga",
    "audio": "audio.mp3",
    "video": "video.mp4",
    "video_note": "video.mp4",
    "document": "file",
}
"""Kinds of files, with a name for one that has none."""


@dataclass(slots=True)
class _Hearing:
    hear: Hear
    failed: Exception | None = None


_hearing: ContextVar[_Hearing] = ContextVar("hearing")


class Handlers:
    """The handlers of one application; `handle` raises what went wrong in one of them."""

    def __init__(
        self,
        app: Any,
        door: Door,
        clock: Callable[[], datetime],
        payload_of: presses.PayloadOf,
    ) -> None:
        self._app, self._door, self._clock = app, door, clock
        self._payload_of, self._boxes = payload_of, Boxes()
        private = filters.ChatType.PRIVATE
        files = filters.PHOTO | filters.VOICE | filters.AUDIO | filters.VIDEO
        files |= filters.VIDEO_NOTE | filters.Document.ALL
        new = filters.UpdateType.MESSAGE & private
        app.add_handler(MessageHandler(new & filters.TEXT, self._said))
        app.add_handler(MessageHandler(new & files, self._sent))
        app.add_handler(MessageHandler(new & filters.LOCATION, self._pointed))
        app.add_handler(MessageHandler(new & ~filters.StatusUpdate.ALL, self._unreadable))
        app.add_handler(MessageHandler(filters.UpdateType.MESSAGE & ~private, self._in_group))
        app.add_handler(MessageHandler(filters.UpdateType.EDITED_MESSAGE & private, self._edited))
        app.add_handler(CallbackQueryHandler(self._pressed))
        app.add_handler(ChatMemberHandler(self._moved, ChatMemberHandler.MY_CHAT_MEMBER))
        app.add_error_handler(self._failed)

    async def handle(self, update: Update, hear: Hear) -> None:
        """Run the handlers on an update; an update that none takes changes nothing."""
        hearing = _Hearing(hear)
        token = _hearing.set(hearing)
        try:
            await self._app.process_update(update)
        finally:
            _hearing.reset(token)
        if hearing.failed is not None:
            raise hearing.failed

    async def _failed(self, _: object, context: Context) -> None:
        _hearing.get().failed = context.error

    async def _said(self, update: Update, _: Context) -> None:
        text = _message(update).text or ""
        await self._hear(update, text=text)

    async def _sent(self, update: Update, _: Context) -> None:
        message = _message(update)
        await self._hear(update, text=message.caption or "", files=_files(message))

    async def _pointed(self, update: Update, _: Context) -> None:
        point = _message(update).location
        if point is not None:
            await self._hear(update, text=f"纬度 {point.latitude:.6f} 经度 {point.longitude:.6f}")

    async def _unreadable(self, update: Update, _: Context) -> None:
        await self._tell(update, "unreadable")

    async def _edited(self, update: Update, _: Context) -> None:
        message = update.edited_message
        text = (message.text or message.caption) if message else None
        if message and text:
            await self._hear(update, text=text, edits=f"m{message.message_id}")

    async def _pressed(self, update: Update, _: Context) -> None:
        """A button. One of several boxes only changes its keyboard: nobody else hears of it."""
        query = update.callback_query
        if query is None or not isinstance(query.message, Message):
            return
        if query.message.chat.type != "private":
            return
        word = await self._answer(update, query.message, query)
        if word is None:
            return
        told = said(word, self._knock(update, "").locale or "zh") if word else None
        with suppress(TelegramError):  # too old: nobody waits for it any more
            await query.answer(told)

    async def _answer(self, update: Update, message: Message, query: CallbackQuery) -> str | None:
        """The word to say beside the button, or none; None where the dialogue has the press."""
        data, place, shown = query.data or "", _place(message), _shown(message)
        is_box, is_done = data.startswith(presses.TICK), data == presses.DONE
        if (is_box or is_done) and not self._boxes.are_known(place, shown):
            return "too_old"
        if is_box:
            return await self._tick(message, data)
        sent = self._boxes.ticked(place, shown) if is_done else [data]
        chosen = await asyncio.to_thread(self._meant, sent)
        if not chosen:
            return "none_ticked"
        pressed = presses.labels(shown, sent)
        heard = await self._hear(update, choose=chosen, on=query, pressed=pressed)
        return None if heard else ""

    async def _tick(self, message: Message, press: str) -> str:
        """The word where the box is not shown as ticked: nothing counts but what is shown."""
        rows = self._boxes.toggle(_place(message), _shown(message), press)
        keyboard = [[InlineKeyboardButton(t, callback_data=p) for t, p in row] for row in rows]
        try:
            await message.edit_reply_markup(InlineKeyboardMarkup(keyboard))
        except TelegramError as error:
            if "not modified" in str(error):
                return ""
            self._boxes.forget(_place(message))
            return "too_old" if any(words in str(error).lower() for words in GONE) else "not_ticked"
        return ""

    def _meant(self, sent: list[str]) -> str:
        """The option that buttons mean together; of one that nobody knows, what it sent."""
        if len(sent) == 1 and not sent[0].startswith(presses.TICK):
            return presses.option_of(sent[0], self._payload_of) or sent[0]
        options = [presses.option_of(one, self._payload_of) for one in sent]
        known = [option for option in options if option]
        return presses.several(known) if known else ""

    async def _in_group(self, update: Update, _: Context) -> None:
        """We should not be here."""
        if update.effective_chat:
            with suppress(TelegramError):
                await self._app.bot.leave_chat(update.effective_chat.id)

    async def _moved(self, update: Update, _: Context) -> None:
        """Somebody took us into a group, which we do not serve: a word, and out of it again."""
        change = update.my_chat_member
        there = ("member", "administrator", "restricted")
        if (
            not change
            or change.chat.type == "private"
            or change.new_chat_member.status not in there
        ):
            return
        with suppress(TelegramError):
            if change.chat.type != "channel":
                await self._app.bot.send_message(change.chat.id, PRIVATE_ONLY)
        with suppress(TelegramError):
            await self._app.bot.leave_chat(change.chat.id)

    async def _hear(
        self,
        update: Update,
        *,
        text: str = "",
        choose: str = "",
        files: tuple[FileRef, ...] = (),
        on: CallbackQuery | None = None,
        pressed: str = "",
        edits: str = "",
    ) -> bool:
        """Whether the dialogue has heard it: it hears those who are signed in."""
        knock = self._knock(update, text)
        account = await self._door.admit(knock)
        if account is None:
            return False
        message = replace(_inbound(knock, account), choose=choose, edits=edits)
        await _hearing.get().hear(Heard(message, files, on.id if on else "", pressed))
        return True

    async def _tell(self, update: Update, word: str) -> None:
        """Say something that needs no dialogue, to one who is signed in."""
        knock = self._knock(update, "")
        if await self._door.admit(knock) is not None:
            await self._door.tell(knock, word)

    def _knock(self, update: Update, text: str) -> Knock:
        message, user = update.message or update.edited_message, update.effective_user
        return Knock(
            id=f"m{update.message.message_id}" if update.message else f"u{update.update_id}",
            chat=str(update.effective_chat.id) if update.effective_chat else "",
            text=text,
            at=message.date.astimezone(CHINA) if message else self._clock(),
            language=(user.language_code if user else None) or "",
        )


def _inbound(knock: Knock, account: StaffAccount) -> Inbound:
    return Inbound(
        channel="staff_bot",
        chat=knock.chat,
        external_id=knock.id,
        at=knock.at,
        text="/help" if knock.text == START else knock.text,
        name=account.name,
        role=account.role,
        department=account.department,
        locale=knock.locale,
    )


def _place(message: Message) -> tuple[int, int]:
    return message.chat.id, message.message_id


def _shown(message: Message) -> Buttons:
    rows = message.reply_markup.inline_keyboard if message.reply_markup else ()
    return [[(one.text, str(one.callback_data or "")) for one in row] for row in rows]


def _message(update: Update) -> Message:
    if update.message is None:
        raise LookupError("the handler's filter lets no other update through")
    return update.message


def _files(message: Message) -> tuple[FileRef, ...]:
    for kind, name in NAMES.items():
        found: Any = getattr(message, kind)
        if not found:
            continue
        file = found[-1] if kind == "photo" else found  # photos come in sizes, the largest last
        mime = "image/jpeg" if kind == "photo" else getattr(file, "mime_type", None) or ""
        own_name = getattr(file, "file_name", None) or name
        return (FileRef(file.file_id, own_name, mime, file.file_size or 0),)
    return ()
