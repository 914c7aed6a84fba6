"""The way of aiogram's calls to the server, shorter for those that are made for every message."""

from __future__ import annotations

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.exceptions import TelegramNetworkError
from aiogram.methods import AnswerCallbackQuery, SendChatAction, SendMessage, TelegramMethod
from aiogram.methods.base import Response
from aiogram.types import Message
from aiohttp import ClientError, ClientTimeout

_JSON = {"Content-Type": "application/json"}
_HELD = (Response[bool], Response[Message], Response[Message | bool])
"""pydantic makes a class like these when it is asked for, in 25 ms, and anew once nobody has it."""

PLAIN = (AnswerCallbackQuery, SendChatAction)
"""Methods without files and without defaults of the bot, which need not be made into a form."""


class Session(AiohttpSession):
    """aiogram's, but that plain calls go out as JSON."""

    async def say(self, bot: Bot, message: Mapping[str, Any]) -> int:
        """sendMessage with these parameters; of the answer nothing is read but the number.

        Raises what aiogram raises of an answer, and what aiohttp raises where there is none.
        """
        body = json.dumps(message).encode()
        status, answer = await self._post(bot, "sendMessage", body, self.timeout)
        number = _number(answer) if status == HTTPStatus.OK else None
        if number is not None:
            return number
        method = SendMessage(chat_id=message["chat_id"], text=message["text"])
        sent: Any = self.check_response(bot, method, status, answer).result
        return int(sent.message_id)

    async def make_request(
        self, bot: Bot, method: TelegramMethod[Any], timeout: int | None = None
    ) -> Any:
        if type(method) not in PLAIN:
            return await super().make_request(bot, method, timeout)
        body = method.model_dump_json(exclude_none=True, warnings=False).encode()
        limit = self.timeout if timeout is None else timeout
        try:
            status, answer = await self._post(bot, method.__api_method__, body, limit)
        except (TimeoutError, ClientError) as error:
            reason = f"{type(error).__name__}: {error}"
            raise TelegramNetworkError(method=method, message=reason) from error
        return self.check_response(bot, method, status, answer).result

    async def _post(self, bot: Bot, method: str, body: bytes, seconds: float) -> tuple[int, str]:
        session = await self.create_session()
        url = self.api.api_url(token=bot.token, method=method)
        limit = ClientTimeout(total=seconds)
        async with session.post(url, data=body, headers=_JSON, timeout=limit) as response:
            return response.status, await response.text()


def _number(answer: str) -> int | None:
    """The number of the message that was sent; None of any other answer."""
    try:
        number = json.loads(answer)["result"]["message_id"]
    except (ValueError, LookupError, TypeError):
        return None
    return number if isinstance(number, int) else None
