"""A flow is edited by another process while people talk: nothing is lost, also after a kill."""

from __future__ import annotations

import multiprocessing
import random
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from bot.app import App, open_app
from bot.migrating import Moved, Mover
from bot.publishing import publish
from tests.bot.editing import HEAD, Office
from tests.bot.homes import START, settings_of
from tests.e2e.chats import Chat
from tests.e2e.test_killed import until

OLD = """\
  - {type: text, name: first, label: 第一问？, required: "yes"}
  - {type: text, name: second, label: 第二问？, required: "yes"}
  - {type: text, name: third, label: 第三问？, required: "yes"}
"""
NEW = """\
  - {type: text, name: begin, label: 开头一问？, required: "yes", was: first}
  - {type: text, name: extra, label: 多一问？, required: "yes"}
  - {type: text, name: second, label: 第二问？, required: "yes"}
"""
PEOPLE = 60


def edit(home: Path, file: Path) -> Moved:
    """What `walkalong flows import FILE --migrate --yes` does."""
    with open_app(settings_of(home)) as app:
        flow = publish(app, file).flow
        return Mover(app.edits, app.flows, app.library).move(flow.id, START)


def editing(home: Path, file: Path) -> None:
    """The same, in a process that is killed."""
    edit(home, file)


@pytest.fixture
def versions(tmp_path: Path) -> tuple[Path, Path]:
    files = tmp_path / "old" / "tour.yaml", tmp_path / "new" / "tour.yaml"
    for file, survey in zip(files, (OLD, NEW), strict=True):
        file.parent.mkdir()
        file.write_text(HEAD + survey, encoding="utf-8")
    return files


def test_a_talk_in_one_process_goes_on_after_an_edit_in_another(
    new_home: Callable[[str], Path], versions: tuple[Path, Path]
) -> None:
    home = new_home("home")
    edit(home, versions[0])
    chat = Chat(home)
    assert chat.say({"id": "1", "text": "走流程 试走"})["walk"]["question"] == "first"
    before = chat.say({"id": "2", "text": "一的话"})["walk"]
    assert before["question"] == "second"
    assert edit(home, versions[1]) == Moved(walks=1, kept=1, renamed=1)
    said = chat.say({"id": "3", "text": "二的话"})
    assert said["replies"][0]["text"] == "「试走」刚更新过，您答过的都留着。"
    assert said["walk"]["question"] == "extra"
    assert said["walk"]["version"] != before["version"]
    chat.kill()
    chat = Chat(home)
    assert chat.say({"id": "3", "text": "二的话"}) == said, "told once, and again word for word"
    assert chat.say({"id": "4", "text": "多的话"})["walk"]["question"] == ""
    assert chat.say({"id": "5", "text": "确认提交"})["walk"]["status"] == "finished"
    chat.end()
    with open_app(settings_of(home)) as app:
        (walk,) = app.reader.walks()
    assert {path: answer.value for path, answer in walk.state.answers.items()} == {
        "begin": "一的话", "extra": "多的话", "second": "二的话",
    }  # fmt: skip


def test_an_edit_killed_at_any_moment_is_finished_by_the_same_command(
    new_home: Callable[[str], Path], versions: tuple[Path, Path], tmp_path: Path
) -> None:
    home, dice = new_home("home"), random.Random(20261124)
    with open_app(settings_of(home)) as app:
        office = Office(app, tmp_path)
        publish(app, versions[0])
        for number in range(PEOPLE):
            office.say("走流程 试走", who=f"体验员{number}")
            office.say(f"一的话{number}", who=f"体验员{number}")
            office.say(f"二的话{number}", who=f"体验员{number}")
    fork = multiprocessing.get_context("forkserver")
    halves = [0]
    while halves[-1] < PEOPLE and len(halves) < 6:
        process = fork.Process(target=editing, args=(home, versions[1]))
        process.start()
        until(lambda: moved_so_far(home) > halves[-1])
        time.sleep(dice.uniform(0.0, 0.01))
        process.kill()
        process.join()
        halves.append(moved_so_far(home))
    assert 0 < halves[1] < PEOPLE, "killed in the midst"
    edit(home, versions[1])
    assert moved_so_far(home) == PEOPLE
    with open_app(settings_of(home)) as app:
        assert edit(home, versions[1]) == Moved()
        check_everyone(app, Office(app, tmp_path, ids=iter(range(1000, 2000)).__next__))


def moved_so_far(home: Path) -> int:
    """How many walks are on the new version, by a look from outside."""
    with closing(sqlite3.connect(home / "walkalong.db")) as db:
        count: int = db.execute("SELECT count(*) FROM answer WHERE path = 'begin'").fetchone()[0]
    return count


def check_everyone(app: App, office: Office) -> None:
    for walk in app.reader.walks():
        number = walk.person_name.removeprefix("体验员")
        answers = {path: answer.value for path, answer in walk.state.answers.items()}
        assert answers == {"begin": f"一的话{number}", "second": f"二的话{number}"}
        said = office.say("多的话", who=walk.person_name)
        assert [reply.text for reply in said.replies].count(
            "「试走」刚更新过，您答过的都留着。"
        ) == 1
        assert said.walk.question == "extra", "the third question was on the screen"
        assert [note.text for note in app.reader.notes(walk.id)] == ["多的话"]
