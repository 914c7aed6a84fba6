"""Acknowledged means stored: a chat killed at any moment goes on as if nothing had happened."""

from __future__ import annotations

import json
import random
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook
from sqlalchemy import text

from bot.app import open_app
from bot.ledger_file import export_ledger
from bot.reports import export_experience
from tests.bot.homes import settings_of
from tests.e2e.chats import PATIENCE, Chat, cold_chat
from tests.e2e.walk import lines

MOMENTS = ("before it is read", "at any moment", "after it is stored")
"""When a process is killed that was sent a line."""
ANY_MOMENT = (0.0, 0.02)
"""Seconds between sending and SIGKILL, whatever has been done by then."""


def undisturbed(home: Path, script: list[dict[str, Any]]) -> list[dict[str, Any]]:
    chat = Chat(home)
    said = [chat.say(line) for line in script]
    chat.end()
    return said


def ledger_of(home: Path, folder: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Every cell of the exported ledger, by sheet; and the photos beside it.

    Not the hashes of its log, which are salted at random, nor what is hidden, which has them, too.
    """
    folder.mkdir()
    file = folder / "ledger.xlsx"
    with open_app(settings_of(home)) as app:
        export_ledger(app.house, file, app.reader.issues(), {}, app.clock())
    book = load_workbook(file)
    sheets = {one.title: list(one.values) for one in book if one.sheet_state == "visible"}
    assert sheets["流水"][0][-1] == "校验值"
    sheets["流水"] = [row[:-1] for row in sheets["流水"]]
    photos = [(str(p.relative_to(folder)),) for p in sorted(folder.rglob("*")) if p.is_file()]
    return {**sheets, "files": photos}


def report_of(home: Path, file: Path) -> list[str]:
    """Every word of the experience report."""
    with open_app(settings_of(home)) as app:
        export_experience(app, app.reader.walks()[0].id, file)
    body = Document(str(file)).element.body
    return [text.text or "" for text in body.iter(f"{{{body.nsmap['w']}}}t")]


def stored(home: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Every row that the walk left behind."""
    tables = {
        "message": "id, external_id, text, kind, question, walk_id",
        "answer": "*",
        "walk": "*",
        "note": "*",
        "attachment": "*",
        "finding": "*",
        "finding_field": "*",
        "issue": "*",
        "issue_field": "*",
        "issue_log": "id, seq, issue_id, at, person_id, message_id, move, before, state, detail",
    }
    with open_app(settings_of(home)) as app, app.engine.connect() as db:
        return {
            name: sorted(map(tuple, db.execute(text(f"SELECT {columns} FROM {name}"))), key=repr)
            for name, columns in tables.items()
        }


def message_count(home: Path) -> int:
    """How many lines are stored, by a look from outside."""
    with closing(sqlite3.connect(home / "walkalong.db")) as db:
        count: int = db.execute("SELECT count(*) FROM message").fetchone()[0]
    return count


def killed(chat: Chat, line: dict[str, Any], home: Path, moment: str, dice: random.Random) -> None:
    """Send `line` and kill the process at that moment."""
    before = message_count(home)
    if moment == "before it is read":
        chat.freeze()
    chat.send(line)
    if moment == "at any moment":
        time.sleep(dice.uniform(*ANY_MOMENT))
    elif moment == "after it is stored":
        until(lambda: message_count(home) > before)
    chat.kill()
    assert moment != "before it is read" or message_count(home) == before


def until(holds: Callable[[], bool]) -> None:
    for _ in range(int(PATIENCE / 0.005)):
        if holds():
            return
        time.sleep(0.005)
    pytest.fail("it never came to that")


@pytest.fixture
def script(tmp_path: Path) -> list[dict[str, Any]]:
    return lines(tmp_path / "photos")


def test_a_walk_killed_after_every_line_ends_as_an_undisturbed_one(
    new_home: Callable[[str], Path], script: list[dict[str, Any]], tmp_path: Path
) -> None:
    calm, shaken = new_home("calm"), new_home("shaken")
    expected = undisturbed(calm, script)
    assert expected[-2]["walk"]["status"] == "finished"
    assert any(reply["sources"] for line in expected for reply in line["replies"])

    said = []
    for line in script:
        chat = Chat(shaken)
        said.append(chat.say(line))
        chat.kill()

    assert said == expected
    assert stored(shaken) == stored(calm)
    ledger = ledger_of(shaken, tmp_path / "ledger-shaken")
    assert ledger == ledger_of(calm, tmp_path / "ledger-calm")
    assert len(ledger["files"]) > 1, "the photos of the report are evidence"
    report = report_of(shaken, tmp_path / "shaken.docx")
    assert report == report_of(calm, tmp_path / "calm.docx")
    assert any("叫号屏坏了" in words for words in report)


@pytest.mark.parametrize("seed", range(len(MOMENTS)))
def test_a_line_sent_again_after_a_kill_at_any_moment_counts_once(
    new_home: Callable[[str], Path], script: list[dict[str, Any]], tmp_path: Path, seed: int
) -> None:
    calm, shaken = new_home("calm"), new_home("shaken")
    expected = undisturbed(calm, script)
    dice = random.Random(seed)

    said: list[dict[str, Any]] = []
    chat = Chat(shaken)
    for number, line in enumerate(script):
        killed(chat, line, shaken, MOMENTS[(number + seed) % len(MOMENTS)], dice)
        chat = Chat(shaken)
        said.append(chat.say(line))
    chat.end()

    assert said == expected
    after, before = stored(shaken), stored(calm)
    # A message that was rolled back leaves a gap in the numbers, never a row.
    assert [row[1:] for row in after["message"]] == [row[1:] for row in before["message"]]
    assert {name: len(rows) for name, rows in after.items()} == {
        name: len(rows) for name, rows in before.items()
    }
    assert ledger_of(shaken, tmp_path / "a") == ledger_of(calm, tmp_path / "b")


def test_a_fresh_interpreter_goes_on_where_a_killed_one_stopped(
    new_home: Callable[[str], Path],
) -> None:
    home = new_home("home")
    with cold_chat(home) as chat:
        assert chat.stdin is not None and chat.stdout is not None
        chat.stdin.write('{"id": "1", "text": "走流程 陪同式帮办"}\n'.encode())
        chat.stdin.flush()
        first = chat.stdout.readline()
        chat.kill()
    assert json.loads(first)["walk"]["question"] == "item"
    with cold_chat(home) as chat:
        told, _ = chat.communicate(
            '{"id": "1", "text": "走流程 陪同式帮办"}\n{"id": "2", "text": "补办身份证"}\n'.encode()
        )
    again, second = told.splitlines(keepends=True)
    assert again == first
    assert json.loads(second)["walk"]["question"] == "consent"
    assert chat.returncode == 0
