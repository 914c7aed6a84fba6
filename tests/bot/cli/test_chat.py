"""Talking through a real process: in lines, by a pipe, and killed in between."""

from __future__ import annotations

import json
import multiprocessing
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests.bot.cli.conftest import Walkalong, environment
from tests.processes import carried_out, start

CHAT = ("chat", "--jsonl", "--as", "robot")


def said(home: Path, raw: str, *args: str) -> list[dict[str, Any]]:
    """The answers to the lines of one process."""
    talk = carried_out(*CHAT, *args, said=raw, environment=environment(home), folder=home)
    assert talk.returncode == 0, talk.stderr
    return [json.loads(line) for line in talk.stdout.splitlines()]


def typed(home: Path, words: str, name: str) -> subprocess.CompletedProcess[str]:
    """A talk in the terminal, in which these lines are typed."""
    talk = carried_out("chat", "--as", name, said=words, environment=environment(home))
    assert talk.returncode == 0, talk.stderr
    return talk


def lines(*messages: dict[str, Any]) -> str:
    return "".join(json.dumps(message, ensure_ascii=False) + "\n" for message in messages)


SAID = (
    {"id": "m1", "text": "走流程 陪同式帮办"},
    {"id": "m2", "text": "居民身份证补领"},
    {"id": "m3", "text": "同意"},
    {"id": "m4", "text": "要带什么材料?"},
    {"id": "m5", "text": "办事窗口"},
)


def test_a_talk_in_lines_has_the_form_that_programs_rely_on(home: Path) -> None:
    first, *_, last = said(home, lines(*SAID))
    assert first.keys() == {"in_reply_to", "replies", "walk"}
    assert first["in_reply_to"] == "m1"
    for reply in first["replies"]:
        assert reply.keys() == {"text", "options", "sources", "files"}
    assert first["walk"].keys() == {"id", "flow", "version", "question", "status"}
    assert first["walk"]["status"] == "open"
    assert last["walk"]["question"] != first["walk"]["question"]


def test_a_question_in_mid_step_leaves_the_question_open(home: Path) -> None:
    *_, before, asked, _ = said(home, lines(*SAID))
    assert asked["walk"] == before["walk"]
    assert any(reply["sources"] for reply in asked["replies"])


def test_a_repeated_id_gives_the_same_line_and_changes_nothing(home: Path) -> None:
    answers = said(home, lines(*SAID, SAID[1], SAID[4]))
    assert answers[5] == answers[1]
    assert answers[6] == answers[4]
    assert said(home, lines(SAID[4])) == [answers[4]]


def test_an_option_is_chosen_by_its_id(home: Path) -> None:
    _, asked = said(home, lines(*SAID[:2]))
    options = [option for reply in asked["replies"] for option in reply["options"]]
    agree = next(option["id"] for option in options if option["label"] == "同意")
    (answer,) = said(home, lines({"id": "c1", "choose": agree}))
    assert answer["walk"]["question"] not in ("", asked["walk"]["question"])


def test_a_process_killed_after_every_line_says_the_same_as_one_that_lives(
    home: Path, tmp_path: Path
) -> None:
    other = shutil.copytree(home, tmp_path / "other")
    whole = said(home, lines(*SAID))
    parts = []
    for message in SAID:
        hear, theirs = multiprocessing.Pipe(duplex=False)
        process, way_in = start(
            *CHAT, environment=environment(other), stdout=theirs, stderr=tmp_path / "stderr.txt"
        )
        theirs.close()
        os.write(way_in.fileno(), lines(message).encode())
        with os.fdopen(os.dup(hear.fileno()), "rb") as answers:
            parts.append(json.loads(answers.readline()))
        process.kill()
        process.join()
    assert parts == whole


def test_files_are_found_from_where_the_command_was_started(home: Path) -> None:
    Image.new("RGB", (8, 8)).save(home / "门口.jpg")
    answers = said(
        home,
        lines(
            {"id": "f1", "files": ["门口.jpg"], "text": "门口的样子"},
            {"id": "f2", "files": ["nowhere.jpg"]},
            {"id": "f3", "text": "帮助"},
        ),
    )
    assert "replies" in answers[0]
    assert answers[1]["error"]["code"] == "no_such_file"
    assert "replies" in answers[2]


def test_a_repeated_id_gives_the_same_line_also_when_its_photo_is_gone(home: Path) -> None:
    photo = home / "门口.jpg"
    Image.new("RGB", (8, 8)).save(photo)
    line = {"id": "f1", "files": ["门口.jpg"]}
    first = said(home, lines(line))
    photo.unlink()
    assert said(home, lines(line, {"id": "f1"})) == first * 2


def test_lines_that_are_no_messages_are_answered_each_on_its_line(home: Path) -> None:
    answers = said(home, '\nnot json\n[]\n{"text": "x"}\n' + lines(SAID[0]))
    assert [a.get("error", {}).get("code") for a in answers] == [
        "bad_json",
        "bad_json",
        "not_an_object",
        "missing_id",
        None,
    ]


def test_two_names_are_two_talks(home: Path) -> None:
    said(home, lines(SAID[0]))
    (answer,) = said(home, lines({"id": "m1", "text": "帮助"}), "--as", "someone else")
    assert answer["walk"]["status"] == "none"


def test_a_talk_by_a_pipe_greets_answers_and_says_how_to_come_back(home: Path) -> None:
    def talk(words: str) -> str:
        return typed(home, words, "云溪体验员").stdout

    first = talk("走流程 陪同式帮办\n居民身份证补领\n")
    assert "1. 同意" in first
    assert "walkalong chat --as '云溪体验员'" in first
    again = talk("1\n")
    assert again.index("1. 同意") > 0, "the open question is repeated on return"
    assert "从哪儿办" in again


def test_only_the_last_reply_is_repeated_for_it_may_never_have_been_seen(home: Path) -> None:
    *_, before, last = said(home, lines(*SAID))
    talk = typed(home, "", "robot")
    again = talk.stdout.partition("（上次说到这里）\n")[2]
    assert again.startswith(last["replies"][0]["text"])
    assert before["replies"][0]["text"] not in talk.stdout


def test_the_way_back_names_home_and_role_as_they_were_given(home: Path) -> None:
    talk = carried_out(
        *("--home", str(home), "chat", "--as", "a", "--role", "staff", "--department", "医保局"),
        said="\udcff\n",
        environment=environment(home.with_name("elsewhere")),
    )
    assert talk.returncode == 0
    back = f"walkalong --home {home} chat --as a --department '医保局' --role staff"
    assert talk.stdout.endswith(f"{back}\n")
    assert "Error" not in talk.stderr, "bytes that are no text end no talk"


def test_a_reply_is_shown_without_what_would_steer_the_terminal(home: Path) -> None:
    words = "\x07走流程\u202e 陪同式帮办\n/file \x1b]0;x\x07.jpg\n"
    talk = typed(home, words, "a name\x1b[2J")
    assert "陪同式帮办" in talk.stdout and "]0;x.jpg" in talk.stdout
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", talk.stdout + talk.stderr)
    assert talk.stdout.endswith("walkalong chat --as 'a name[2J'\n"), "quoted for the shell"


@pytest.mark.parametrize("name", ["x" * 500, " ", ""])
def test_a_name_that_cannot_be_kept_is_wrong_usage(walkalong: Walkalong, name: str) -> None:
    called = walkalong("chat", "--as", name)
    assert called.code == 2
    assert "--as 后面的名字" in called.err
