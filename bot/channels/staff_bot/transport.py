"""The staff's bot on python-telegram-bot: the calls out, and updates into its handlers.

The framework's own loop of updates is not used: it acknowledges what is not handled yet.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from telegram import Bot as Server
from telegram import (
    BotCommand,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputFile,
    KeyboardButton,
    LinkPreviewOptions,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)
from telegram import Update as Parsed
from telegram.error import BadRequest
from telegram.ext import Application, JobQueue

from bot.channels.staff_bot.door import Door
from bot.channels.staff_bot.errors import mapped
from bot.channels.staff_bot.handlers import Handlers
from bot.channels.staff_bot.menu import COMMANDS
from bot.channels.staff_bot.request import AiohttpRequest
from bot.channels.telegram.api import Heard, Refused, Update
from bot.channels.telegram.parts import MAX_FETCH, FileRef, Part
from bot.channels.telegram.presses import PayloadOf
from bot.channels.telegram.sendable import is_no_photo, sendable

TELEGRAM = "https://api.telegram.org"
KINDS = ["message", "edited_message", "callback_query", "my_chat_member"]
"""The updates that are asked for."""
SPARE = 10.0
"""Seconds that an answer to a long poll may be late."""
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


class StaffBot:
    """One bot; it is used in the loop it was started in."""

    name = "staff_bot"

    def __init__(
        self,
        token: str,
        *,
        door: Door,
        clock: Callable[[], datetime],
        payload_of: PayloadOf,
        api: str = TELEGRAM,
    ) -> None:
        self._polling = AiohttpRequest()
        builder = Application.builder().token(token).updater(None)
        builder = builder.request(AiohttpRequest()).get_updates_request(self._polling)
        builder = builder.base_url(f"{api}/bot").base_file_url(f"{api}/file/bot")
        self._app: Any = builder.build()
        self._handlers = Handlers(self._app, door, clock, payload_of)

    @property
    def _server(self) -> Server:
        server: Server = self._app.bot
        return server

    @property
    def schedule(self) -> JobQueue[Any]:
        """Where jobs are put; it runs from `start` to `stop`."""
        queue: JobQueue[Any] = self._app.job_queue
        return queue

    async def start(self) -> str:
        with mapped():
            await self._app.initialize()
            await self._app.start()
            for locale, wanted in COMMANDS.items():
                language = "" if locale == "zh" else locale
                shown = await self._server.get_my_commands(language_code=language)
                if [(one.command, one.description) for one in shown] != list(wanted):
                    menu = [BotCommand(*one) for one in wanted]
                    await self._server.set_my_commands(menu, language_code=language)
        return str(self._server.username)

    async def stop(self) -> None:
        if self._app.running:
            await self._app.stop()
        await self._app.shutdown()

    async def updates(self, offset: int | None, seconds: int) -> list[dict[str, Any]]:
        asked = {"timeout": seconds, "allowed_updates": json.dumps(KINDS)}
        if offset is not None:
            asked["offset"] = offset
        with mapped():
            url = f"{self._server.base_url}/getUpdates?{urlencode(asked)}"
            found: Any = await self._polling.post(url, read_timeout=seconds + SPARE)
        return list(found)

    async def set_webhook(self, url: str, secret: str) -> None:
        with mapped():
            await self._server.set_webhook(url, allowed_updates=KINDS, secret_token=secret)

    async def delete_webhook(self) -> None:
        with mapped():
            await self._server.delete_webhook()

    async def feed(self, update: Update, hear: Callable[[Heard], Awaitable[None]]) -> None:
        with mapped():
            await self._handlers.handle(self._parsed(update), hear)

    def _parsed(self, update: Update) -> Parsed:
        """Other kinds are left out unread; one that cannot be read is `Refused`."""
        known = {key: update[key] for key in ("update_id", *KINDS) if key in update}
        try:
            return Parsed.de_json(known, self._server)
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise Refused(f"the update cannot be read: {type(error).__name__}") from error

    async def send(self, chat: str, part: Part) -> int:
        to: dict[str, Any] = {
            "chat_id": int(chat),
            "reply_markup": _keyboard(part),
            "disable_notification": part.quiet,
        }
        with mapped():
            if not part.file:
                sent = await self._server.send_message(
                    text=part.text, link_preview_options=_NO_PREVIEW, **to
                )
                return sent.message_id
            return await self._send_file(part, to | {"caption": part.text or None})

    async def _send_file(self, part: Part, to: dict[str, Any]) -> int:
        """A picture goes as a photo where the server takes it as one."""
        path, is_photo = sendable(part)
        data = await asyncio.to_thread(path.read_bytes)
        if is_photo:
            try:
                photo = InputFile(data, filename=path.name)
                return (await self._server.send_photo(photo=photo, **to)).message_id
            except BadRequest as error:
                if not is_no_photo(error.message):
                    raise
        file = InputFile(data, filename=path.name)
        return (await self._server.send_document(document=file, **to)).message_id

    async def fetch(self, file: FileRef, to: Path) -> None:
        with mapped():
            found = await self._server.get_file(file.file_id)
            if (found.file_size or 0) > MAX_FETCH:
                raise Refused("the file is larger than a bot may fetch")
            data = await found.download_as_bytearray()
        await asyncio.to_thread(to.write_bytes, data)

    async def answer_press(self, press: str, text: str = "") -> None:
        with mapped():
            try:
                await self._server.answer_callback_query(press, text or None)
            except BadRequest:
                return  # it is too old: nobody waits for it any more

    async def typing(self, chat: str) -> None:
        with mapped():
            await self._server.send_chat_action(int(chat), "typing")


def _keyboard(part: Part) -> Any:
    if part.rows:
        return InlineKeyboardMarkup(
            [
                [InlineKeyboardButton(one.label, callback_data=one.press) for one in row]
                for row in part.rows
            ]
        )
    if part.ask is not None:
        key = KeyboardButton(part.ask.label, request_location=True)
        return ReplyKeyboardMarkup([[key]], resize_keyboard=True, one_time_keyboard=True)
    return ReplyKeyboardRemove() if part.clear_ask else None
