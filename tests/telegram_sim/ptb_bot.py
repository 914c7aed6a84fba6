"""The same little bot on python-telegram-bot."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web
from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    KeyboardButton,
    Message,
    ReplyKeyboardMarkup,
    Update,
)
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    MessageHandler,
    filters,
)

from tests.telegram_sim.running import listening

SECRET = "a-secret-of-ptb"
PICTURE = b"\xff\xd8\xff\xe0 a picture"
Context = ContextTypes.DEFAULT_TYPE


def written(update: Update) -> Message:
    """The message that every update of this bot has."""
    assert update.effective_message
    return update.effective_message


async def start(update: Update, context: Context) -> None:
    keys = [InlineKeyboardButton(word, callback_data=word) for word in ("Yes", "No")]
    words = f"<b>Hello</b> {' '.join(context.args or [])}"
    await written(update).reply_html(words, reply_markup=InlineKeyboardMarkup([keys]))


async def pressed(update: Update, _: Context) -> None:
    query = update.callback_query
    assert query
    await query.edit_message_text(f"You chose {query.data}")
    await query.answer("noted")


async def keys(update: Update, _: Context) -> None:
    place = KeyboardButton("Here I am", request_location=True)
    phone = KeyboardButton("My number", request_contact=True)
    await written(update).reply_text("Where?", reply_markup=ReplyKeyboardMarkup([[place, phone]]))


async def reply(update: Update, _: Context) -> None:
    await written(update).reply_text("in the reply")


async def album(update: Update, _: Context) -> None:
    parts = [InputMediaPhoto(PICTURE, caption="two pictures"), InputMediaPhoto(PICTURE)]
    await written(update).reply_media_group(parts)
    await written(update).reply_document(b"a report", filename="report.txt", caption="a report")


async def file(update: Update, _: Context) -> None:
    message = written(update)
    found = message.photo[-1] if message.photo else message.voice or message.document
    assert found
    read = await (await found.get_file()).download_as_bytearray()
    await message.reply_text(f"got {len(read)} of {message.media_group_id or 'one'}")


async def location(update: Update, _: Context) -> None:
    point = written(update).location
    assert point
    await written(update).reply_text(f"at {point.latitude}")


async def contact(update: Update, _: Context) -> None:
    card = written(update).contact
    assert card
    await written(update).reply_text(f"call {card.phone_number}")


async def said(update: Update, _: Context) -> None:
    message = written(update)
    if update.edited_message:
        await message.reply_text(f"edited: {message.text}")
        return
    await message.reply_chat_action("typing")
    await message.reply_text(f"said: {message.text}")


@asynccontextmanager
async def ptb_bot(base: str, token: str, *, webhook: bool) -> AsyncIterator[None]:
    """The bot at work, by polling or behind a webhook."""
    builder = Application.builder().token(token)
    app: Any = builder.base_url(f"{base}/bot").base_file_url(f"{base}/file/bot").build()
    app.add_handler(CommandHandler("start", start))
    app.add_handler(CommandHandler("keys", keys))
    app.add_handler(CommandHandler("reply", reply))
    app.add_handler(CommandHandler("album", album))
    app.add_handler(CallbackQueryHandler(pressed))
    app.add_handler(MessageHandler(filters.PHOTO | filters.VOICE | filters.Document.ALL, file))
    app.add_handler(MessageHandler(filters.LOCATION, location))
    app.add_handler(MessageHandler(filters.CONTACT, contact))
    app.add_handler(MessageHandler(filters.ALL, said))
    async with app:
        await app.start()
        async with _hooked(app) if webhook else _polled(app):
            yield
        await app.stop()


@asynccontextmanager
async def _polled(app: Any) -> AsyncIterator[None]:
    await app.updater.start_polling(poll_interval=0, timeout=5)
    yield
    await app.updater.stop()


@asynccontextmanager
async def _hooked(app: Any) -> AsyncIterator[None]:
    async def received(request: web.Request) -> web.Response:
        assert request.headers["X-Telegram-Bot-Api-Secret-Token"] == SECRET
        await app.process_update(Update.de_json(await request.json(), app.bot))
        return web.Response()

    site = web.Application()
    site.router.add_post("/hook", received)
    runner = web.AppRunner(site)
    port = await listening(runner, 0)
    await app.bot.set_webhook(f"http://127.0.0.1:{port}/hook", secret_token=SECRET)
    yield
    await app.bot.delete_webhook()
    await runner.cleanup()
