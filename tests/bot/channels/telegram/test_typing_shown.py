"""Who waits sees that something is being done, and nobody who was answered does."""

from __future__ import annotations

import asyncio

import pytest

from bot.channels.telegram import typing_shown
from bot.channels.telegram.typing_shown import TypingShown


def test_only_what_takes_long_is_shown_and_not_once_it_is_over(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(typing_shown, "AFTER", 0.1)
    monkeypatch.setattr(typing_shown, "EVERY", 0.1)
    monkeypatch.setattr(typing_shown, "LOOK_SECONDS", 0.02)
    shown: list[str] = []

    async def show(chat: str) -> None:
        shown.append(chat)

    async def work(typing: TypingShown, chat: str, seconds: float) -> None:
        with typing.during(chat):
            await asyncio.sleep(seconds)

    async def both() -> None:
        typing = TypingShown(show)
        await asyncio.gather(work(typing, "quick", 0.03), work(typing, "slow", 0.6))
        count = len(shown)
        await asyncio.sleep(0.3)
        assert len(shown) == count
        await work(typing, "slow", 0.4)
        assert len(shown) > count

    asyncio.run(both())
    assert set(shown) == {"slow"}
    assert shown.count("slow") >= 3
