"""What is said at its time without being asked: packs, reminders, digests, nudges.

Knows no framework; what is for staff `bot.channels.staff_bot.jobs` puts on the clock of theirs.
"""
