"""The bot of staff and admins, on python-telegram-bot: who is signed in may ask; others may not."""
