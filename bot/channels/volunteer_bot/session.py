"""The way of aiogram's calls to the server, shorter for those that are made for every message."""

from __future__ import annotations

from typing import Any

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.exceptions import TelegramNetworkError
from aiogram.methods import AnswerCallbackQuery, SendChatAction, TelegramMethod
from aiogram.methods.base import Response
from aiogram.types import Message, MessageId
from aiohttp import ClientError, ClientTimeout

from bot.channels.volunteer_bot.keyboards import Keyboard

_JSON = {"Content-Type": "application/json"}
_HELD = (Response[bool], Response[Message], Response[MessageId], Response[Message | bool])
"""pydantic makes a class like these when it is asked for, in 25 ms, and anew once nobody has it."""


class Say(TelegramMethod[MessageId]):
    """sendMessage with what we use of it, and of its answer the message's number alone."""

    __returning__ = MessageId
    __api_method__ = "sendMessage"

    chat_id: int
    text: str
    link_preview_options: dict[str, bool] = {"is_disabled": True}  # noqa: RUF012  # pydantic copies
    disable_notification: bool | None = None
    reply_markup: Keyboard | None = None


PLAIN = (Say, AnswerCallbackQuery, SendChatAction)
"""Methods without files and without defaults of the bot, which need not be made into a form."""


class Session(AiohttpSession):
    """aiogram's, but that plain calls go out as JSON."""

    async def make_request(
        self, bot: Bot, method: TelegramMethod[Any], timeout: int | None = None
    ) -> Any:
        if type(method) not in PLAIN:
            return await super().make_request(bot, method, timeout)
        session = await self.create_session()
        url = self.api.api_url(token=bot.token, method=method.__api_method__)
        body = method.model_dump_json(exclude_none=True, warnings=False).encode()
        limit = ClientTimeout(total=self.timeout if timeout is None else timeout)
        try:
            async with session.post(url, data=body, headers=_JSON, timeout=limit) as response:
                answer = await response.text()
        except (TimeoutError, ClientError) as error:
            reason = f"{type(error).__name__}: {error}"
            raise TelegramNetworkError(method=method, message=reason) from error
        return self.check_response(bot, method, response.status, answer).result
