"""The terminal: what is typed becomes a message, what comes back can be read and picked."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from bot.channels.jsonl import LineError
from bot.channels.terminal import CHANNEL, MAX_FILES, WORDS, Terminal, from_line
from bot.dialogue.messages import Inbound, Option, Outcome, Reply, SourceLine

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
ME = Inbound(CHANNEL, "me", "", NOW, name="me")


@dataclass
class Desk:
    """A terminal with a fake dialogue behind it: it says what it is told to say."""

    replies: tuple[Reply, ...] = ()
    heard: list[Inbound] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        numbers = count(1)
        self.terminal = Terminal(
            handle=self.handle,
            clock=lambda: NOW,
            new_id=lambda: f"t{next(numbers)}",
            me=ME,
            locale="zh",
            write=self.shown.append,
        )

    def handle(self, inbound: Inbound) -> Outcome:
        self.heard.append(inbound)
        return Outcome(self.replies)

    @property
    def text(self) -> str:
        return "\n".join(self.shown)


def test_a_typed_line_is_a_message_with_an_id_of_its_own() -> None:
    desk = Desk()
    desk.terminal.hear("走流程\n")
    desk.terminal.hear("  对  ")
    assert [(m.external_id, m.text) for m in desk.heard] == [("t1", "走流程"), ("t2", "对")]
    assert (desk.heard[0].channel, desk.heard[0].chat) == (CHANNEL, "me")


def test_an_empty_line_says_nothing() -> None:
    desk = Desk()
    desk.terminal.hear("  \n")
    assert desk.heard == []


@pytest.mark.parametrize("typed", ["2", "２", "2.", "2)", "2、"])
def test_a_number_picks_the_option_shown_under_it(typed: str) -> None:
    desk = Desk((Reply("哪个?", (Option("w:a=x", "甲"), Option("w:a=y", "乙"))),))
    desk.terminal.hear("走流程")
    desk.terminal.hear(typed)
    assert "  2. 乙" in desk.text
    assert (desk.heard[1].choose, desk.heard[1].text) == ("w:a=y", "")


@pytest.mark.parametrize("typed", ["0", "3", "99999999999999999999", "1 2", "二"])
def test_what_is_under_no_option_goes_on_as_text(typed: str) -> None:
    desk = Desk((Reply("哪个?", (Option("w:a=x", "甲"), Option("w:a=y", "乙"))),))
    desk.terminal.hear("走流程")
    desk.terminal.hear(typed)
    assert (desk.heard[1].choose, desk.heard[1].text) == ("", typed)


def test_numbers_go_on_over_several_replies() -> None:
    desk = Desk(
        (Reply("您是想问?", (Option("ask:1", "补领"),)), Reply("哪个?", (Option("w:a=x", "甲"),)))
    )
    desk.terminal.hear("要带什么")
    desk.terminal.hear("2")
    assert desk.heard[1].choose == "w:a=x"


def test_a_number_answers_a_question_that_can_be_skipped() -> None:
    desk = Desk(
        (Reply("排了几分钟?", (Option("w:wait?", "对,5 分钟"), Option("w:wait!", "跳过"))),)
    )
    desk.terminal.hear("走流程")
    desk.terminal.hear("1")
    assert desk.heard[1].text == "1"
    assert "[跳过]" in desk.text


def test_commands_that_are_offered_beside_a_question_take_no_number_from_its_answer() -> None:
    desk = Desk((Reply("您可以:", (Option("cmd:help", "帮助"), Option("cmd:pause", "暂停"))),))
    desk.terminal.hear("嗯")
    desk.terminal.hear("2")
    assert desk.heard[1].text == "2"
    assert "[暂停]" in desk.text


def test_a_report_that_is_offered_takes_no_number_from_the_question_below_it() -> None:
    noted = Reply("记下了。", (Option("report:7", "报成问题"),))
    asked = Reply("办成了吗？", (Option("w1:done=yes", "办成了"), Option("w1:done=no", "没有")))
    desk = Desk((noted, asked))
    desk.terminal.hear("系统太慢了")
    desk.terminal.hear("1")
    assert desk.heard[1].choose == "w1:done=yes"
    assert "[报成问题]" in desk.text


def test_what_is_said_of_an_answer_takes_no_number_from_the_question_below_it() -> None:
    told = Reply("40 元", (Option("unhelpful:7.7.0.4", "没帮上忙"),))
    asked = Reply("办成了吗？", (Option("w1:done=yes", "办成了"), Option("w1:done=no", "没有")))
    desk = Desk((told, asked))
    desk.terminal.hear("多少钱")
    desk.terminal.hear("1")
    assert desk.heard[1].choose == "w1:done=yes"
    assert "[没帮上忙]" in desk.text


def test_a_menu_with_a_command_in_it_is_numbered_throughout() -> None:
    desk = Desk((Reply("接着走?", (Option("cmd:resume", "接着走"), Option("start:a=", "重来"))),))
    desk.terminal.hear("走流程")
    desk.terminal.hear("1")
    assert desk.heard[1].choose == "cmd:resume"


def test_a_file_is_sent_with_its_words(tmp_path: Path) -> None:
    photo = tmp_path / "门口 的.jpg"
    photo.write_bytes(b"x")
    plain = tmp_path / "a.jpg"
    plain.write_bytes(b"x")
    desk = Desk()
    desk.terminal.hear(f'/file "{photo}" 门口的样子')
    desk.terminal.hear(f"/file {plain}")
    assert [(m.files[0].path, m.text) for m in desk.heard] == [
        (photo, "门口的样子"),
        (plain, ""),
    ]


@pytest.mark.parametrize("typed", ["/file", "/file nowhere.jpg 看", "/file ."])
def test_a_file_that_is_not_there_is_said_and_not_sent(typed: str) -> None:
    desk = Desk()
    desk.terminal.hear(typed)
    assert desk.heard == []
    assert "/file" in desk.text


def test_sources_and_files_stand_under_the_answer() -> None:
    source = SourceLine("居民身份证补领", "申请材料", "YX-GA-001", "2026-1")
    desk = Desk((Reply("户口簿", sources=(source,), files=("out/a.xlsx",)),))
    desk.terminal.hear("要带什么")
    assert desk.shown == [
        "户口簿\n  ——依据：居民身份证补领 · 申请材料（YX-GA-001，2026-1）\n  文件：out/a.xlsx"
    ]


def test_a_source_that_the_answer_names_by_itself_is_not_said_twice() -> None:
    source = SourceLine("居民身份证补领", "申请材料", "YX-GA-001", "2026-1")
    desk = Desk((Reply("户口簿\n——《居民身份证补领》申请材料,版本 2026-1", sources=(source,)),))
    desk.terminal.hear("要带什么")
    assert desk.text.count("居民身份证补领") == 1


def test_what_was_not_seen_is_shown_again_and_can_be_picked() -> None:
    desk = Desk()
    payload = Outcome((Reply("哪个?", (Option("w:a=x", "甲"),)),)).to_payload()
    desk.terminal.greet([payload])
    desk.terminal.hear("1")
    assert "走流程" in desk.shown[0]
    assert "哪个?\n  1. 甲" in desk.shown
    assert desk.heard[0].choose == "w:a=x"


def test_the_words_of_the_channel_are_punctuated_as_their_language_is() -> None:
    for words in WORDS["zh"].values():
        assert not re.search(r"[\u4e00-\u9fff][,:;!?()]|[,;!?(][\u4e00-\u9fff]", words), words
    for words in WORDS["en"].values():
        assert not re.search("[，：；！？（）。、]", words), words


def line(**keys: Any) -> Inbound:
    return from_line({"id": "m1", **keys}, ME, NOW)


def test_the_three_forms_of_a_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.jpg").write_bytes(b"x")
    assert line(text="你好").text == "你好"
    assert line(choose="w:a=x").choose == "w:a=x"
    assert [f.name for f in line(files=["a.jpg"], text="看").files] == ["a.jpg"]


@pytest.mark.parametrize(
    ("keys", "code"),
    [
        ({}, "empty"),
        ({"text": "  "}, "empty"),
        ({"files": []}, "empty"),
        ({"file": ["a"]}, "unknown_key"),
        ({"choose": 3}, "bad_type"),
        ({"files": "a.jpg"}, "bad_type"),
        ({"files": [1]}, "bad_type"),
        ({"files": ["a\0b"]}, "bad_text"),
        ({"files": ["nowhere.jpg"]}, "no_such_file"),
        ({"files": ["."]}, "no_such_file"),
        ({"files": ["a" * 5_000]}, "no_such_file"),
        ({"files": ["x"] * (MAX_FILES + 1)}, "too_many_files"),
        ({"choose": "w:a=x", "text": "和"}, "bad_message"),
        ({"edits": "m1", "choose": "w:a=x"}, "bad_message"),
        ({"edits": "m1", "text": " "}, "bad_message"),
        ({"edits": True, "text": "x"}, "bad_type"),
    ],
)
def test_a_line_that_is_no_message_says_why(keys: dict[str, Any], code: str) -> None:
    with pytest.raises(LineError) as error:
        line(**keys)
    assert error.value.code == code


def test_a_line_may_say_which_earlier_one_it_puts_in_other_words() -> None:
    assert line(text="四十分钟", edits="m0").edits == "m0"
    assert line(text="四十分钟", edits=7).edits == "7"


def test_a_whole_number_may_be_an_id() -> None:
    assert from_line({"id": 5, "text": "x"}, ME, NOW).external_id == "5"
