"""An answer that did not help, by `chat --jsonl`: kept across a kill, counted once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from bot.app import open_app
from tests.bot.homes import settings_of
from tests.e2e.chats import Chat

LINES = ("走流程 陪同式帮办 补办身份证", "同意", "窗口", "没有特别的", "要多少钱？")


def test_said_before_a_kill_it_is_kept_and_said_again_it_counts_once(
    new_home: Callable[[str], Path],
) -> None:
    home = new_home("unhelpful")
    chat = Chat(home)
    for number, text in enumerate(LINES):
        said = chat.say({"id": f"m{number}", "text": text})
    options = {o["label"]: o["id"] for reply in said["replies"] for o in reply["options"]}
    pressed = {"id": "press", "choose": options["没帮上忙"]}
    first = chat.say(pressed)
    assert "谢谢，记下了" in first["replies"][0]["text"]
    assert first["walk"]["question"] == said["walk"]["question"] == "profile"
    chat.kill()
    chat = Chat(home)
    assert chat.say(pressed) == first
    assert "已经记下了" in chat.say({**pressed, "id": "again"})["replies"][0]["text"]
    chat.end()
    with open_app(settings_of(home)) as app:
        assert [(gap.kind, gap.count) for gap in app.gaps.all()] == [("unhelpful", 1)]
