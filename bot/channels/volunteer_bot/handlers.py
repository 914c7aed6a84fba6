"""Which handler takes which update. Only private chats are served; a group is left, with a word.

A press of one of several boxes only changes the keyboard, in its place: nobody else hears of it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Collection
from contextlib import suppress
from datetime import datetime

from aiogram import Bot, F, Router
from aiogram.enums import ChatMemberStatus, ChatType
from aiogram.exceptions import AiogramError
from aiogram.types import (
    CallbackQuery,
    ChatMemberUpdated,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
)

from bot.channels.telegram import presses
from bot.channels.telegram.api import PRIVATE_ONLY, Heard
from bot.channels.telegram.boxes import GONE, Boxes, Buttons, Place
from bot.channels.volunteer_bot.heard import (
    files_of,
    inbound,
    message_id,
    text_of,
    update_id,
)
from bot.channels.volunteer_bot.where import Where

NOT_TICKED = "没有勾上，请再点一次 / Not ticked; press again"
TOO_OLD = (
    "这条消息太旧，勾不上了；说“继续”，我把这一题再发一次 / "
    "This message is too old to tick; say “resume”, and I will ask again"
)
NOTHING_TICKED = "先勾选，再点“完成” / Tick something first, then Done"

Hear = Callable[[Heard], Awaitable[None]]


def make_router(clock: Callable[[], datetime], payload_of: presses.PayloadOf) -> Router:
    """A router of its own for one dispatcher: filters say which handler takes what."""
    router = Router()
    private = F.chat.type == ChatType.PRIVATE
    on_keys = Presses(clock, payload_of)
    in_a_group = F.chat.type.in_((ChatType.GROUP, ChatType.SUPERGROUP))
    is_kicked = F.new_chat_member.status == ChatMemberStatus.KICKED
    router.message.register(said, Where(private, F.from_user))
    router.message.register(in_group, Where(in_a_group))
    router.edited_message.register(reworded, Where(private, F.from_user, F.text | F.caption))
    router.callback_query.register(on_keys.box, Where(F.data.startswith(presses.TICK)))
    router.callback_query.register(on_keys.done, Where(F.data == presses.DONE))
    router.callback_query.register(on_keys.chosen, Where(F.data))
    router.my_chat_member.register(blocked, Where(private, is_kicked))
    router.my_chat_member.register(added, Where(~private))
    return router


SERVICE = frozenset(
    (
        "pinned_message",
        "message_auto_delete_timer_changed",
        "chat_background_set",
        "left_chat_member",
    )
)
"""Kinds of message that nobody wrote."""


async def said(message: Message, hear: Hear) -> None:
    """A message of any kind; those that nobody wrote are not heard."""
    if message.from_user is None or message.content_type in SERVICE:
        return
    words = inbound(
        message.from_user,
        message.chat.id,
        message_id(message.message_id),
        message.date,
        text=text_of(message),
    )
    await hear(Heard(words, tuple(files_of(message))))


async def reworded(message: Message, hear: Hear, number: int) -> None:
    """An edited message: the new wording of one that was heard before."""
    if message.from_user is None:
        return
    at = (
        datetime.fromtimestamp(message.edit_date, message.date.tzinfo)
        if message.edit_date
        else None
    )
    words = inbound(
        message.from_user,
        message.chat.id,
        update_id(number),
        at or message.date,
        text=text_of(message),
        edits=message_id(message.message_id),
    )
    await hear(Heard(words))


async def in_group(message: Message, bot: Bot) -> None:
    """We should not be here."""
    with suppress(AiogramError):
        await bot.leave_chat(message.chat.id)


async def added(event: ChatMemberUpdated, bot: Bot) -> None:
    """Somebody took us into a group."""
    if event.new_chat_member.status not in (
        ChatMemberStatus.MEMBER,
        ChatMemberStatus.ADMINISTRATOR,
    ):
        return
    with suppress(AiogramError):
        if event.chat.type != ChatType.CHANNEL:
            await bot.send_message(event.chat.id, PRIVATE_ONLY)
        await bot.leave_chat(event.chat.id)


async def blocked(event: ChatMemberUpdated, hear: Hear, number: int) -> None:
    """The person has blocked us: their walk waits for them."""
    external = update_id(number)
    pause = inbound(event.from_user, event.chat.id, external, event.date, choose="cmd:pause")
    await hear(Heard(pause))


class Presses:
    """The presses of buttons, with the keyboards on which boxes are being ticked."""

    def __init__(self, clock: Callable[[], datetime], payload_of: presses.PayloadOf) -> None:
        self._clock = clock
        self._payload_of = payload_of
        self._boxes = Boxes()

    async def box(self, query: CallbackQuery, bot: Bot) -> None:
        """Tick a box, or empty it, in its place."""
        place, shown = _keyboard(query)
        word = TOO_OLD
        if self._boxes.are_known(place, shown):
            word = await self._tick(place, shown, query.data or "", bot)
        with suppress(AiogramError):
            await query.answer(word or None)

    async def _tick(self, place: Place, shown: Buttons, press: str, bot: Bot) -> str:
        """The word where the box is not shown as ticked: nothing counts but what is shown."""
        buttons = self._boxes.toggle(place, shown, press)
        try:
            await bot.edit_message_reply_markup(
                chat_id=place[0], message_id=place[1], reply_markup=_markup(buttons)
            )
        except AiogramError as error:
            if "not modified" in str(error):
                return ""
            self._boxes.forget(place)
            return TOO_OLD if any(words in str(error).lower() for words in GONE) else NOT_TICKED
        return ""

    async def done(self, query: CallbackQuery, hear: Hear, number: int) -> None:
        """Take the boxes that are ticked as one choice."""
        place, shown = _keyboard(query)
        found = self._boxes.ticked(place, shown)
        options = [option for each in found if (option := await self._option(each))]
        if not options:
            is_known = self._boxes.are_known(place, shown)
            with suppress(AiogramError):
                await query.answer(NOTHING_TICKED if is_known else TOO_OLD)
            return
        await self._hear(query, presses.several(options), found, hear, number)

    async def chosen(self, query: CallbackQuery, hear: Hear, number: int) -> None:
        """A button that says all by itself."""
        press = query.data or ""
        await self._hear(query, await self._option(press) or press, [press], hear, number)

    async def _option(self, press: str) -> str:
        if presses.ELSEWHERE not in press[:2]:
            return presses.option_of(press, self._payload_of)
        return await asyncio.to_thread(presses.option_of, press, self._payload_of)

    async def _hear(
        self,
        query: CallbackQuery,
        option: str,
        pressed: Collection[str],
        hear: Hear,
        number: int,
    ) -> None:
        message = query.message
        chat = message.chat.id if message else query.from_user.id
        if message and message.chat.type != ChatType.PRIVATE:
            return
        at = self._clock()
        choice = inbound(query.from_user, chat, update_id(number), at, choose=option)
        label = presses.labels(_keyboard(query)[1], pressed)
        await hear(Heard(choice, (), query.id, label))


def _keyboard(query: CallbackQuery) -> tuple[Place, Buttons]:
    """Where it was pressed, and what of it the server tells: nothing of a message that is gone."""
    message = query.message
    if message is None:
        return (query.from_user.id, 0), []
    markup = message.reply_markup if isinstance(message, Message) else None
    rows = markup.inline_keyboard if markup else []
    shown = [[(one.text, one.callback_data or "") for one in row] for row in rows]
    return (message.chat.id, message.message_id), shown


def _markup(buttons: Buttons) -> InlineKeyboardMarkup:
    rows = [[InlineKeyboardButton(text=t, callback_data=p) for t, p in row] for row in buttons]
    return InlineKeyboardMarkup(inline_keyboard=rows)
