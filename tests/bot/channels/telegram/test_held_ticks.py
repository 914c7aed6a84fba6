"""A tick whose process has ended is not forgotten by a press that did not know of it yet."""

from __future__ import annotations

import shutil
from pathlib import Path

from storage.updates import Updates
from tests.bot.channels.telegram.serving import configured, served
from tests.telegram_sim.people import Person, eventually
from tests.telegram_sim.running import VOLUNTEER, in_process


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


def labels(person: Person, number: int) -> list[str]:
    """The buttons under a message, as they are seen now."""
    shown = next(m for m in person.messages() if m["message_id"] == number)
    return [key["text"] for row in shown["reply_markup"]["inline_keyboard"] for key in row]
