"""More chats at once than a pool of connections usually has."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from bot.app import App
from bot.dialogue.messages import Inbound
from tests.bot.homes import START

CHATS = 20


def test_turns_at_once_do_not_wait_for_each_other_s_connections(own: App) -> None:
    def says(chat: int, *said: str) -> str:
        for number, text in enumerate(said):
            message = Inbound("test", str(chat), f"m{number}", START, text)
            question = own.dialogue.handle(message).walk.question
        return question

    says(0, "走流程 陪同式帮办")  # reads the flows, once
    with ThreadPoolExecutor(CHATS) as threads:
        talks = [
            threads.submit(says, chat, "走流程 陪同式帮办", "居民身份证补领", "同意")
            for chat in range(1, CHATS + 1)
        ]
        assert {talk.result(timeout=60) for talk in talks} == {"channels"}
