"""Files in the talk: a question takes the kind that it asks for; the rest is kept in the stage."""

from __future__ import annotations

from itertools import count
from pathlib import Path

import pytest
from PIL import Image

from bot.app import App
from bot.dialogue.dialogue import Dialogue
from bot.dialogue.messages import FileIn, Inbound, Outcome
from bot.rehearsal import said
from tests.bot.dialogue.with_flows import dialogue_with
from tests.bot.homes import START

_people = count()


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    """One file of each kind."""
    photo = tmp_path / "a.jpg"
    Image.new("RGB", (60, 40), "red").save(photo)
    made = {"photo": photo}
    for name, data in {
        "sound": b"ID3" + b"\0" * 200,
        "film": b"\x1aE\xdf\xa3" + b"\0" * 60,
        "paper": b"hello",
    }.items():
        made[name] = tmp_path / name
        made[name].write_bytes(data)
    return made


class Sender:
    def __init__(self, dialogue: Dialogue) -> None:
        self._dialogue, self._ids = dialogue, count()
        self._name = f"发件人{next(_people)}"

    def send(self, text: str = "", *files: Path) -> Outcome:
        sent = tuple(FileIn(file, file.name) for file in files)
        return self._dialogue.handle(
            Inbound("test", self._name, str(next(self._ids)), START, text, files=sent)
        )


def test_each_question_takes_its_own_kind_and_a_file_takes_any(
    app: App, files: dict[str, Path]
) -> None:
    sender = Sender(dialogue_with(app, "media"))
    assert sender.send("走流程 发文件").walk.question == "photo"
    for question, wanted in (("photo", "照片或截图"), ("sound", "语音"), ("film", "视频")):
        for kind in {"photo", "sound", "film", "paper"} - {question}:
            refused = sender.send("", files[kind])
            assert f"这里要的是{wanted}" in said(refused)
            assert refused.walk.question == question
        assert "「" not in said(refused).split("\n")[0], "a flow without stages names none"
        after = sender.send("", files[question], files["paper"])
        assert after.walk.question != question
    assert after.walk.question == "paper"
    assert sender.send("", files["sound"]).walk.question == "fine"
    kept = app.reader.attachments(int(after.walk.id))
    assert {m.path for m in kept} == {"", "photo", "sound", "film", "paper"}
    assert {m.stage for m in kept} == {""}


def test_a_flow_without_stages_is_read_back_without_empty_headings(
    app: App, files: dict[str, Path]
) -> None:
    sender = Sender(dialogue_with(app, "media"))
    sender.send("走流程 发文件")
    for kind in ("photo", "sound", "film", "paper"):
        sender.send("", files[kind])
    assert said(sender.send("记一条：门口很挤")).startswith("记下了。")
    sender.send("不顺利")
    end = said(sender.send("太慢"))
    assert "【】" not in end
    draft = said(sender.send("确认提交"))
    assert "问题：总体不顺利；太慢" in draft
