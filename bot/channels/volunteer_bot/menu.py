"""The menu of commands beside the field where people write, in both languages."""

from __future__ import annotations

from aiogram import Bot
from aiogram.types import BotCommand

COMMANDS = {
    "walk": ("走流程", "walk through a service"),
    "mine": ("我报的问题", "my problems, and what became of them"),
    "issue": ("报一个问题", "report a problem"),
    "back": ("上一步", "one question back"),
    "skip": ("跳过这一题", "skip this question"),
    "status": ("走到哪儿了", "how far I am"),
    "pause": ("先停一下，进度都留着", "pause; everything is kept"),
    "resume": ("接着走", "go on"),
    "human": ("找人工", "talk to a person"),
    "help": ("帮助", "help"),
}
LANGUAGES = (None, "zh", "en")
"""People of any other language see the first, which is Chinese."""


async def put(bot: Bot) -> None:
    """Set the menu where it is not as it should be."""
    for language in LANGUAGES:
        commands = commands_in(language)
        shown = await bot.get_my_commands(language_code=language)
        if list(map(_told, shown)) != list(map(_told, commands)):
            await bot.set_my_commands(commands, language_code=language)


def commands_in(language: str | None) -> list[BotCommand]:
    which = 1 if language == "en" else 0
    return [BotCommand(command=name, description=words[which]) for name, words in COMMANDS.items()]


def _told(command: BotCommand) -> tuple[str, str]:
    return command.command, command.description
