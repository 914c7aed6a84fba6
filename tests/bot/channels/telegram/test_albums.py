"""What was sent together and is fed again: what of it the store has, and what is new."""

from __future__ import annotations

from datetime import datetime

import pytest

from bot.channels.telegram import albums
from bot.channels.telegram.api import Heard
from bot.channels.telegram.parts import MAX_TEXT, FileRef
from bot.dialogue.messages import Inbound
from storage.inbox import Kept

AT = datetime.fromisoformat("2026-03-02T09:00:00+08:00")
LONG = "等了很久。" * (MAX_TEXT // 5)


def heard(number: int, text: str = "", *files: str) -> Heard:
    message = Inbound("volunteer_bot", "501", f"m{number}", AT, text)
    return Heard(message, tuple(FileRef(name, name) for name in files))


@pytest.mark.parametrize(
    ("together", "kept", "known"),
    [
        ([heard(1, "", "a"), heard(2, "", "b")], Kept("", ("a", "b")), 2),
        ([heard(1, "", "a"), heard(2, "", "b")], Kept("", ("a",)), 1),
        ([heard(1, "", "a"), heard(2, "", "a")], Kept("", ("a",)), 1),
        ([heard(1, "门口", "a"), heard(2, "", "b")], Kept("门口", ("a", "b")), 2),
        ([heard(1, LONG), heard(2, "说完了")], Kept(f"{LONG}说完了", ()), 2),
        ([heard(1, LONG), heard(2, "说完了")], Kept(LONG, ()), 1),
        ([heard(1, LONG), heard(2, "等了很久。")], Kept(LONG, ()), 1),
        ([heard(1, LONG), heard(2, LONG), heard(3, "完")], Kept(LONG * 2, ()), 2),
    ],
)
def test_what_the_store_has_is_known_and_the_rest_is_new(
    together: list[Heard], kept: Kept, known: int
) -> None:
    assert albums.known_of(together, kept) == together[:known]


def test_a_picture_that_came_late_is_told_from_those_around_it() -> None:
    album = [heard(number, "", name) for number, name in enumerate("abc")]
    assert albums.known_of(album, Kept("", ("a", "c"))) == [album[0], album[2]]
    assert albums.known_of(album, Kept("", ())) == album[:1], "the first names the message"


@pytest.mark.parametrize("texts", [(LONG, "说完了"), (LONG[:3000], "第二段"), ("", "门口", "")])
def test_all_that_was_said_is_in_what_is_joined(texts: tuple[str, ...]) -> None:
    whole = albums.joined(texts)
    assert all(text in whole for text in texts)
    assert len(whole) <= sum(map(len, texts)) + len(texts) - 1
