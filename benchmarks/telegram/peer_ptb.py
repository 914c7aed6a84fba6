"""The ten questions as a bare python-telegram-bot asks them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    ConversationHandler,
    MessageHandler,
    PicklePersistence,
    filters,
)

from benchmarks.telegram.talk import CHECK, COMPLETE, CONFIRM, QUESTION, QUESTIONS

Context = ContextTypes.DEFAULT_TYPE
ASKED, CHECKING = range(2)


async def begin(update: Update, context: Context) -> int:
    assert update.message and context.user_data is not None
    context.user_data["answers"] = []
    await update.message.reply_text(QUESTION.format(1))
    return ASKED


async def answered(update: Update, context: Context) -> int:
    assert update.message and context.user_data is not None
    answers = context.user_data["answers"]
    answers.append(update.message.text)
    if len(answers) < QUESTIONS:
        await update.message.reply_text(QUESTION.format(len(answers) + 1))
        return ASKED
    button = InlineKeyboardButton("Confirm", callback_data=CONFIRM)
    await update.message.reply_text(
        "\n".join([CHECK, *answers]), reply_markup=InlineKeyboardMarkup([[button]])
    )
    return CHECKING


async def confirmed(update: Update, context: Context) -> int:
    assert update.callback_query and update.effective_chat and context.user_data is not None
    await update.callback_query.answer()
    count = len(context.user_data["answers"])
    await update.effective_chat.send_message(f"{COMPLETE}: {count} answers")
    return ConversationHandler.END


def application(api: str, token: str, file: Path) -> Application[Any, Any, Any, Any, Any, Any]:
    """Not started yet; PTB writes the file once a minute and when it stops."""
    builder = Application.builder().token(token).updater(None)
    app = builder.base_url(f"{api}/bot").persistence(PicklePersistence(file)).build()
    conversation = ConversationHandler(
        entry_points=[CommandHandler("start", begin)],
        states={
            ASKED: [MessageHandler(filters.TEXT & ~filters.COMMAND, answered)],
            CHECKING: [CallbackQueryHandler(confirmed, pattern=f"^{CONFIRM}$")],
        },
        fallbacks=[],
        name="walk",
        persistent=True,
    )
    app.add_handler(conversation)
    return app
