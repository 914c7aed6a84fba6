"""The volunteers' bot as the shared pipeline uses it: calls out through aiogram, updates in."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from aiogram import Bot, types
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import FSInputFile
from aiogram.utils.token import TokenValidationError
from pydantic import ValidationError

from bot.channels.telegram.api import Heard, Refused, Update
from bot.channels.telegram.parts import MAX_FETCH, FileRef, Part
from bot.channels.telegram.presses import PayloadOf
from bot.channels.telegram.sendable import is_no_photo, sendable
from bot.channels.volunteer_bot import menu
from bot.channels.volunteer_bot.calling import RawUpdates, told
from bot.channels.volunteer_bot.handlers import make_router
from bot.channels.volunteer_bot.heard import NAME
from bot.channels.volunteer_bot.keyboards import Keyboard, keyboard_of
from bot.channels.volunteer_bot.session import Session

TELEGRAM = "https://api.telegram.org"
CALL_SECONDS = 30.0
"""How long a call may take, apart from the waiting of getUpdates."""
FETCH_SECONDS = 120
WEBHOOK_CONNECTIONS = 100
_NO_PREVIEW = {"is_disabled": True}
_EVENTS: dict[str, type[types.TelegramObject]] = {
    "message": types.Message,
    "edited_message": types.Message,
    "callback_query": types.CallbackQuery,
    "my_chat_member": types.ChatMemberUpdated,
}
KINDS = list(_EVENTS)
"""The kinds of update that the handlers take; others are not asked for."""


class VolunteerBot:
    """A `bot.channels.telegram.api.Bot` on aiogram.

    `payload_of` gives the payload of a delivery by its id, for buttons that name one; it may read
    the database. `clock` tells when a button was pressed, which Telegram does not.
    """

    name = NAME

    def __init__(
        self,
        token: str,
        *,
        clock: Callable[[], datetime],
        payload_of: PayloadOf,
        api: str = TELEGRAM,
    ) -> None:
        self._token = token
        session = Session(api=TelegramAPIServer.from_base(api), timeout=CALL_SECONDS)
        self._session = session
        self._bot: Bot | None = None
        self._handlers = make_router(clock, payload_of).observers

    @property
    def _calls(self) -> Bot:
        if self._bot is None:
            raise RuntimeError("start() first")
        return self._bot

    async def start(self) -> str:
        """Open the connections, check the token, see to the menu of commands; the user name."""
        try:
            self._bot = Bot(self._token, session=self._session)
        except TokenValidationError:
            raise Refused("a token looks like 123456:letters") from None
        with told():
            me = await self._bot.get_me()
            await menu.put(self._bot)
        return me.username or ""

    async def stop(self) -> None:
        await self._session.close()

    async def updates(self, offset: int | None, seconds: int) -> list[dict[str, Any]]:
        """Waits up to so many seconds for updates from `offset` on, as the server sent them."""
        call = RawUpdates(offset=offset, timeout=seconds, allowed_updates=KINDS)
        with told():
            return await self._calls(call, request_timeout=seconds + int(CALL_SECONDS))

    async def set_webhook(self, url: str, secret: str) -> None:
        with told():
            await self._calls.set_webhook(
                url,
                secret_token=secret,
                allowed_updates=KINDS,
                max_connections=WEBHOOK_CONNECTIONS,
            )

    async def delete_webhook(self) -> None:
        with told():
            await self._calls.delete_webhook()

    async def feed(self, update: Update, hear: Callable[[Heard], Awaitable[None]]) -> None:
        """Hand an update to the handlers; one that aiogram cannot read is `Refused`."""
        kind = next((kind for kind in KINDS if kind in update), "")
        if not kind and "update_id" in update:
            return
        bot = self._calls
        try:
            # What it holds, not the whole of it: that has a field for each kind of update.
            event = _EVENTS[kind].model_validate(update[kind], context={"bot": bot})
            number = int(update["update_id"])
        except (ValidationError, LookupError, TypeError, ValueError) as error:
            raise Refused(f"the update cannot be read: {type(error).__name__}") from error
        # Straight to the handlers: a dispatcher would add states, workflows and polling to them,
        # and a router looks for middlewares and other routers first.
        await self._handlers[kind].trigger(event, bot=bot, number=number, hear=hear)

    async def send(self, chat: str, part: Part) -> int:
        """Send one message; its id."""
        keyboard = keyboard_of(part)
        with told():
            if part.file:
                return await self._send_file(int(chat), part, keyboard)
            say = {"chat_id": int(chat), "text": part.text, "link_preview_options": _NO_PREVIEW}
            if part.quiet:
                say["disable_notification"] = True
            if keyboard:
                say["reply_markup"] = keyboard
            return await self._session.say(self._calls, say)

    async def _send_file(self, chat: int, part: Part, keyboard: Keyboard | None) -> int:
        """A picture goes as a photo where the server takes it as one."""
        path, is_photo = sendable(part)
        about: dict[str, Any] = {
            "caption": part.text or None,
            "disable_notification": part.quiet or None,
            "reply_markup": keyboard,
        }
        if is_photo:
            try:
                return (await self._calls.send_photo(chat, FSInputFile(path), **about)).message_id
            except TelegramBadRequest as error:
                if not is_no_photo(error.message):
                    raise
        return (await self._calls.send_document(chat, FSInputFile(path), **about)).message_id

    async def fetch(self, file: FileRef, to: Path) -> None:
        """Download a file of at most `MAX_FETCH` bytes, whatever was said of its size."""
        with told():
            found = await self._calls.get_file(file.file_id)
            if not found.file_path:
                raise Refused("the file has no path")
            url = self._session.api.file_url(self._token, found.file_path)
            size = 0
            with to.open("wb") as out:
                async for chunk in self._session.stream_content(
                    url, timeout=FETCH_SECONDS, raise_for_status=True
                ):
                    size += len(chunk)
                    if size > MAX_FETCH:
                        raise Refused("the file is larger than a bot may fetch")
                    out.write(chunk)

    async def answer_press(self, press: str, text: str = "") -> None:
        """Acknowledge a button press; one that is too old is no error."""
        with told():
            try:
                await self._calls.answer_callback_query(press, text=text or None)
            except TelegramBadRequest:
                return

    async def typing(self, chat: str) -> None:
        with told():
            await self._calls.send_chat_action(int(chat), "typing")
