"""What the fork server imports once, so that a test can start a hundred command lines."""

import bot.app
import bot.channels.jsonl
import bot.channels.terminal
import bot.cli.ask
import bot.cli.chat
import bot.cli.demo
import bot.demo
import bot.reports  # noqa: F401
from flows.catalog import built_in

built_in()
