"""What both Telegram bots share: nothing is lost, nothing is sent twice, one chat in order.

Knows no framework. Each bot's own package (`bot.channels.volunteer_bot` on aiogram,
`bot.channels.staff_bot` on python-telegram-bot) is a `bot.channels.telegram.api.Bot`.
"""
