"""What was handled by a process that ended before it could note so, and is fed again."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

from bot.app import open_app
from bot.rehearsal.pictures import photo
from storage.journal import Entry, Handled, Journal
from storage.updates import NewUpdate, UpdateRecord, Updates
from tests.bot.channels.telegram.serving import configured, served
from tests.bot.homes import START
from tests.telegram_sim.people import Person, eventually
from tests.telegram_sim.running import VOLUNTEER, in_process

ENTER = Journal.enter


def at_the_boxes(person: Person) -> int:
    """The message with the boxes."""
    person.start("walk_T-GA-001")
    person.until("同意我们记录")
    person.click("同意")
    return int(person.until("从哪儿办")[-1].message_id or 0)


def test_of_two_quick_presses_the_first_is_kept_when_the_service_ends_between(
    template: Path, tmp_path: Path
) -> None:
    with in_process() as telegram:
        person = telegram.person(501, VOLUNTEER[1], first_name="小李")
        settings = configured(Path(shutil.copytree(template, tmp_path / "home")), telegram)
        with served(settings):
            boxes = at_the_boxes(person)
            as_seen = next(m for m in person.messages() if m["message_id"] == boxes)
            person.click("☐ 小程序")
            person.until("从哪儿办")
        rows = as_seen["reply_markup"]["inline_keyboard"]
        [press] = [key["callback_data"] for row in rows for key in row if "窗口" in key["text"]]
        query = {
            "id": "quick",
            "from": {"id": 501, "is_bot": False, "first_name": "小李"},
            "chat_instance": "501",
            "message": as_seen,
            "data": press,
        }
        person.act("raw", kind="callback_query", object=query)
        with served(settings) as service:
            eventually(lambda: {"☑ 小程序", "☑ 办事窗口"} <= set(labels(person, boxes)))
            person.click("完成", message_id=boxes)
            person.until("最想弄清楚")
            updates = Updates(service._app.engine)
            eventually(lambda: updates.waiting(VOLUNTEER[1]) == [])
        assert telegram.violations() == []


def test_of_an_album_that_was_handled_only_the_picture_that_came_too_late_is_new(
    template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with in_process() as telegram:
        person = telegram.person(501, VOLUNTEER[1], first_name="小李")
        settings = configured(Path(shutil.copytree(template, tmp_path / "home")), telegram)
        with monkeypatch.context() as patch:
            patch.setattr(Journal, "enter", _but_what_is_handled)
            with served(settings):
                at_the_boxes(person)
                person.album([photo(tmp_path, f"{n}.jpg", START).path.read_bytes() for n in "ab"])
                person.until("收到 2 张照片")
        with open_app(settings) as app:
            updates = Updates(app.engine)
            last = updates.waiting(VOLUNTEER[1])[-1]
            Journal(app.engine).enter([_one_more_picture_of(last)])
            with served(settings):
                person.until("收到 1 张照片")
                eventually(lambda: updates.waiting(VOLUNTEER[1]) == [])
            walk = app.reader.walks()[0]
            assert len(app.reader.attachments(walk.id)) == 3


def _but_what_is_handled(journal: Journal, entries: Sequence[Entry]) -> set[tuple[str, int]]:
    return ENTER(journal, [one for one in entries if not isinstance(one, Handled)])


def _one_more_picture_of(last: UpdateRecord) -> NewUpdate:
    """It was received together with the others."""
    message = last.payload["message"]
    sizes = [{**size, "file_unique_id": "late"} for size in message["photo"]]
    more = {**message, "message_id": message["message_id"] + 1, "photo": sizes}
    number = last.update_id + 1
    payload = {"update_id": number, "message": more}
    return NewUpdate(last.bot, number, last.lane, payload, last.at)


def labels(person: Person, number: int) -> list[str]:
    """The buttons under a message, as they are seen now."""
    shown = next(m for m in person.messages() if m["message_id"] == number)
    return [key["text"] for row in shown["reply_markup"]["inline_keyboard"] for key in row]
