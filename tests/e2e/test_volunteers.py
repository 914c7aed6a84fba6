"""A volunteer hears the decision once, whatever happens to the process that tells it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.app import open_app
from storage.volunteers import people_of
from tests.bot.homes import settings_of
from tests.e2e.chats import Chat

APPLICATION = ("我要报名", "同意", "群众", "35岁", "医保", "自荐", "周末", "没错")


def texts(line: dict[str, object]) -> str:
    return str(line["replies"])


def decided(home: Path) -> None:
    with open_app(settings_of(home)) as app, people_of(app.engine, app.clock()) as people:
        people.appoint(1, "approve", None)


@pytest.mark.parametrize("when", ["before it is read", "after it is stored"])
def test_a_decision_is_heard_once_also_across_a_kill(
    new_home: Callable[[str], Path], when: str
) -> None:
    home = new_home("home")
    chat = Chat(home)
    for number, text in enumerate(APPLICATION):
        said = chat.say({"id": f"m{number}", "text": text})
    assert "等管理员审核" in texts(said)
    decided(home)
    if when == "before it is read":
        chat.freeze()
        chat.send({"id": "next", "text": "你好"})
    else:
        assert "好消息" in texts(chat.say({"id": "next", "text": "你好"}))
    chat.kill()
    chat = Chat(home)
    assert "好消息" in texts(chat.say({"id": "next", "text": "你好"}))
    assert "好消息" not in texts(chat.say({"id": "after", "text": "我的报名"}))
    chat.end()


def test_the_paths_of_a_file_of_records_come_on_the_line(
    new_home: Callable[[str], Path],
) -> None:
    chat = Chat(new_home("home"))
    chat.say({"id": "m1", "text": "你好"})
    line = chat.say({"id": "m2", "text": "导出我的记录"})
    (path,) = line["replies"][0]["files"]
    assert Path(path).is_file()
    assert chat.say({"id": "m2", "text": "导出我的记录"}) == line
    chat.end()
