"""A little bot on aiogram, to try the emulator with the real framework."""

from __future__ import annotations

import asyncio
import io
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from aiogram import Bot, Dispatcher, F, Router
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import Command, CommandObject, CommandStart
from aiogram.methods import SendMessage
from aiogram.types import (
    BufferedInputFile,
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    KeyboardButton,
    Message,
    ReplyKeyboardMarkup,
)
from aiogram.webhook.aiohttp_server import SimpleRequestHandler
from aiohttp import web

from tests.telegram_sim.running import listening

SECRET = "a-secret-of-aiogram"
PICTURE = b"\xff\xd8\xff\xe0 a picture"

router = Router()


@router.message(CommandStart())
async def start(message: Message, command: CommandObject) -> None:
    yes, no = (InlineKeyboardButton(text=word, callback_data=word) for word in ("Yes", "No"))
    keyboard = InlineKeyboardMarkup(inline_keyboard=[[yes, no]])
    await message.answer(f"<b>Hello</b> {command.args}", parse_mode="HTML", reply_markup=keyboard)


@router.callback_query()
async def pressed(query: CallbackQuery) -> None:
    assert isinstance(query.message, Message)
    await query.message.edit_text(f"You chose {query.data}")
    await query.answer("noted")


@router.message(Command("keys"))
async def keys(message: Message) -> None:
    place = KeyboardButton(text="Here I am", request_location=True)
    phone = KeyboardButton(text="My number", request_contact=True)
    keyboard = ReplyKeyboardMarkup(keyboard=[[place, phone]], resize_keyboard=True)
    await message.answer("Where?", reply_markup=keyboard)


@router.message(Command("slow"))
async def slow(message: Message, bot: Bot) -> None:
    """A test may hold it up in the middle, by a fault of getChat."""
    await bot.send_chat_action(message.chat.id, "typing")
    await bot.get_chat(message.chat.id)
    await message.answer("at last")


@router.message(Command("reply"))
async def reply(message: Message) -> SendMessage:
    """A method that is returned goes into the reply to a webhook, in parts."""
    return message.answer("in the reply")


@router.message(Command("album"))
async def album(message: Message) -> None:
    first = InputMediaPhoto(media=BufferedInputFile(PICTURE, "1.jpg"), caption="two pictures")
    second = InputMediaPhoto(media=BufferedInputFile(PICTURE, "2.jpg"))
    await message.answer_media_group([first, second])
    await message.answer_document(BufferedInputFile(b"a report", "report.txt"), caption="a report")


@router.message(F.photo | F.voice | F.document)
async def file(message: Message, bot: Bot) -> None:
    found = message.photo[-1] if message.photo else message.voice or message.document
    assert found
    read = await bot.download(found, destination=io.BytesIO())
    assert read
    await message.answer(f"got {len(read.read())} of {message.media_group_id or 'one'}")


@router.message(F.location)
async def location(message: Message) -> None:
    assert message.location
    await message.answer(f"at {message.location.latitude}")


@router.message(F.contact)
async def contact(message: Message) -> None:
    assert message.contact
    await message.answer(f"call {message.contact.phone_number}")


@router.edited_message()
async def edited(message: Message) -> None:
    await message.answer(f"edited: {message.text}")


@router.message()
async def said(message: Message) -> None:
    await message.bot.send_chat_action(message.chat.id, "typing")  # type: ignore[union-attr]
    await message.answer(f"said: {message.text}")


@asynccontextmanager
async def aiogram_bot(
    base: str, token: str, *, webhook: bool, port: int = 0
) -> AsyncIterator[None]:
    """The bot at work, by polling or behind a webhook, which may be on a port of its own."""
    session = AiohttpSession(api=TelegramAPIServer.from_base(base))
    dispatcher = Dispatcher()
    dispatcher.include_router(router)
    async with Bot(token, session=session) as bot:
        try:
            async with _hooked(dispatcher, bot, port) if webhook else _polled(dispatcher, bot):
                yield
        finally:
            router._parent_router = None  # the next dispatcher may have it


@asynccontextmanager
async def _polled(dispatcher: Dispatcher, bot: Bot) -> AsyncIterator[None]:
    polling = asyncio.ensure_future(
        dispatcher.start_polling(bot, handle_signals=False, polling_timeout=5)
    )
    try:
        yield
    finally:
        with suppress(RuntimeError):  # it had not begun
            await dispatcher.stop_polling()
        await polling


@asynccontextmanager
async def _hooked(dispatcher: Dispatcher, bot: Bot, port: int) -> AsyncIterator[None]:
    app = web.Application()
    handler = SimpleRequestHandler(dispatcher, bot, handle_in_background=False, secret_token=SECRET)
    handler.register(app, path="/hook")
    runner = web.AppRunner(app)
    port = await listening(runner, port)
    await bot.set_webhook(f"http://127.0.0.1:{port}/hook", secret_token=SECRET)
    try:
        yield
    finally:
        await bot.delete_webhook()
        await runner.cleanup()
