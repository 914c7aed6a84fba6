"""What is said at its time without being asked: packs, reminders, digests, nudges.

Knows no framework; `bot.channels.staff_bot.jobs` puts it on the clock of python-telegram-bot.
"""
