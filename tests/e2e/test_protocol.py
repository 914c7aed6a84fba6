"""`chat --jsonl` as another program uses it: repeats, bad lines, two processes on one chat."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from tests.e2e.chats import Chat

NewHome = Callable[[str], Path]


def rows(home: Path, query: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(home / "walkalong.db")) as db:
        return db.execute(query).fetchall()


def test_a_repeated_id_gives_the_very_same_line_and_changes_nothing(new_home: NewHome) -> None:
    home = new_home("home")
    chat = Chat(home)
    raw = {}
    for line in (
        {"id": "1", "text": "走流程 陪同式帮办 补办身份证"},
        {"id": "2", "choose": "w:consent=yes"},
        {"id": "3", "text": "报问题：窗口没人"},
        {"id": "4", "text": "多久能办好？"},
    ):
        chat.send(line)
        raw[line["id"]] = chat.hear_raw()
    dump = "\n".join(sqlite3.connect(home / "walkalong.db").iterdump())
    for id_, other in (("1", "取消"), ("2", "不同意"), ("4", "多久能办好？"), ("3", "")):
        chat.send({"id": id_, "text": other or "报问题：窗口没人"})
        assert chat.hear_raw() == raw[id_]
    chat.end()
    again = Chat(home)
    again.send({"id": "2", "text": "同意"})
    assert again.hear_raw() == raw["2"]
    again.end()
    assert "\n".join(sqlite3.connect(home / "walkalong.db").iterdump()) == dump


def test_errors_are_answered_on_their_line_and_the_talk_goes_on(new_home: NewHome) -> None:
    chat = Chat(new_home("home"))
    bad: tuple[tuple[Any, str], ...] = (
        (b"not json", "bad_json"),
        (b"[1]", "not_an_object"),
        ({"text": "no id"}, "missing_id"),
        ({"id": "a", "txt": "走流程"}, "unknown_key"),
        ({"id": "b"}, "empty"),
        ({"id": "c", "text": 7}, "bad_type"),
        ({"id": "d", "files": ["/no/such/file.jpg"]}, "no_such_file"),
        ({"id": "e", "text": "x", "choose": "w:consent=yes"}, "bad_message"),
    )
    for line, code in bad:
        said = chat.say(line)
        assert set(said) == {"in_reply_to", "error"}
        assert said["error"]["code"] == code
        assert said["error"]["message"]
        assert said["in_reply_to"] == (line.get("id") if isinstance(line, dict) else None)
    # An id that failed before it was stored is free.
    assert chat.say({"id": "a", "text": "走流程 陪同式帮办"})["walk"]["question"] == "item"
    chat.end()


def test_a_line_says_what_the_design_promises_and_nothing_else(new_home: NewHome) -> None:
    chat = Chat(new_home("home"))
    said = chat.say({"id": "m1", "text": "走流程 陪同式帮办 补办身份证"})
    assert set(said) == {"in_reply_to", "replies", "walk"}
    assert set(said["walk"]) == {"id", "flow", "version", "question", "status"}
    assert said["walk"] | {"id": "", "version": ""} == {
        "id": "", "flow": "accompanied", "version": "", "question": "consent", "status": "open",
    }  # fmt: skip
    assert said["walk"]["id"] and said["walk"]["version"]
    for reply in said["replies"]:
        assert set(reply) == {"text", "options", "sources", "files"}
    asked = chat.say({"id": "m2", "text": "多少钱？"})
    sources = [source for reply in asked["replies"] for source in reply["sources"]]
    assert {
        "item": "居民身份证补领",
        "element": "收费标准",
        "guide": "T-GA-001",
        "version": "2026-1",
    } in sources
    chat.end()


def test_large_type_is_told_once_it_is_wanted_and_remembered(new_home: NewHome) -> None:
    home = new_home("home")
    chat = Chat(home)
    assert chat.say({"id": "m1", "text": "大字版"})["large"] is True
    chat.end()
    again = Chat(home)
    assert again.say({"id": "m2", "text": "走流程"})["large"] is True
    assert "large" not in again.say({"id": "m3", "text": "普通版"})
    again.end()


def test_two_processes_take_turns_on_one_chat(new_home: NewHome) -> None:
    home = new_home("home")
    two = (Chat(home), Chat(home))
    words = (
        "走流程 陪同式帮办 补办身份证",
        "同意",
        "窗口",
        "没有",
        "普通群众",
        "清楚",
        "半小时",
        "都顺利",
    )
    questions = [
        two[n % 2].say({"id": str(n), "text": said})["walk"]["question"]
        for n, said in enumerate(words)
    ]
    assert questions == [
        "consent", "channels", "aim", "profile", "found", "queue", "counter_trouble", "guide_match",
    ]  # fmt: skip
    for chat in two:
        chat.end()


def test_two_processes_at_once_lose_nothing_and_double_nothing(new_home: NewHome) -> None:
    home = new_home("home")
    two = (Chat(home), Chat(home))
    two[0].say({"id": "start", "text": "走流程 陪同式帮办 补办身份证"})
    two[0].say({"id": "yes", "text": "同意"})
    each = 15
    for n in range(each):
        for side, chat in enumerate(two):
            chat.send({"id": f"{side}-{n}", "text": f"记一条：第{n}件事，第{side}个人说的"})
    told = {chat.hear()["in_reply_to"] for chat in two for _ in range(each)}
    assert told == {f"{side}-{n}" for side in (0, 1) for n in range(each)}

    # The same answer from both at once: one is taken, and both hear the same line.
    for chat in two:
        chat.send({"id": "same", "text": "窗口"})
    first, second = (chat.hear_raw() for chat in two)
    assert first == second
    for chat in two:
        chat.end()

    notes = rows(
        home, "SELECT external_id FROM note JOIN message m ON m.id = message_id ORDER BY m.id"
    )
    order = [external for (external,) in notes]
    assert len(order) == len(set(order)) == 2 * each
    for side in (0, 1):
        own = [int(e.partition("-")[2]) for e in order if e.startswith(str(side))]
        assert own == list(range(each)), "each process's lines are handled in order"
    assert rows(home, "SELECT count(*) FROM message") == [(2 * each + 3,)]
    assert rows(home, "SELECT version FROM chat") == [(2 * each + 3,)]
    assert rows(home, "SELECT count(*) FROM answer WHERE path = 'channels'") == [(1,)]


def test_two_people_have_walks_of_their_own(new_home: NewHome) -> None:
    home = new_home("home")
    one, other = Chat(home, name="甲"), Chat(home, name="乙")
    assert (
        one.say({"id": "1", "text": "走流程 陪同式帮办 补办身份证"})["walk"]["question"]
        == "consent"
    )
    assert other.say({"id": "1", "text": "继续"})["walk"]["status"] == "none"
    assert other.say({"id": "2", "text": "走流程 陪同式帮办"})["walk"]["question"] == "item"
    assert one.say({"id": "2", "text": "同意"})["walk"]["question"] == "channels"
    one.end()
    other.end()
