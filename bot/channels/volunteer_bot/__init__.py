"""The volunteers' bot, on aiogram: a `bot.channels.telegram.api.Bot`.

Translates only: what a person does in Telegram becomes an `Inbound`, a `Part` a message.
"""
