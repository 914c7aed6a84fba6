"""What the dialogue hears of what people do, and what it does not."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

import pytest
from pydantic import ValidationError

from bot.channels.telegram.api import Heard, Refused
from bot.channels.telegram.parts import Button, Part
from bot.channels.volunteer_bot.transport import VolunteerBot
from bot.dialogue.messages import Inbound
from tests.telegram_sim.people import Person, Telegram
from tests.telegram_sim.running import VOLUNTEER, in_process

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
LONG = "w1:places/choices=" + "长" * 30
PAYLOAD = {"replies": [{"options": [{"id": "w1:q=a"}, {"id": LONG}]}]}
BOXES = Part(
    "选",
    rows=(
        (Button("☐ A", "+w1:q=a"),),
        (Button("☐ B", "+w1:q=b"),),
        (Button("完成", "="),),
        (Button("别的", "~7.0.1"), Button("丢了的", "~8.0.0")),
    ),
)


class Ear:
    """A bot whose updates are read when the test wants it."""

    def __init__(self, telegram: Telegram) -> None:
        self._bot = VolunteerBot(
            VOLUNTEER[0], clock=lambda: NOW, payload_of=self._payload, api=telegram.base
        )
        self._loop = asyncio.new_event_loop()
        self._offset: int | None = None
        self._loop.run_until_complete(self._bot.start())

    @staticmethod
    def _payload(delivery: int) -> Mapping[str, Any] | None:
        return PAYLOAD if delivery == 7 else None

    def send(self, part: Part) -> None:
        self._loop.run_until_complete(self._bot.send("501", part))

    def hear(self) -> list[Heard]:
        """What the updates since the last time say."""
        updates = self._loop.run_until_complete(self._bot.updates(self._offset, 0))
        if updates:
            self._offset = updates[-1]["update_id"] + 1
        return [heard for update in updates for heard in self.feed(update)]

    def feed(self, update: Mapping[str, Any]) -> list[Heard]:
        heard: list[Heard] = []

        async def hear(one: Heard) -> None:
            heard.append(one)

        self._loop.run_until_complete(self._bot.feed(update, hear))
        return heard

    def fail(self, error: Exception) -> None:
        """A message of which the dialogue makes this error."""

        async def hear(_: Heard) -> None:
            raise error

        who = {"id": 501, "is_bot": False, "first_name": "小李"}
        chat = {"id": 501, "type": "private"}
        message = {"message_id": 9, "date": 1, "chat": chat, "from": who, "text": "你好"}
        feed = self._bot.feed({"update_id": 5, "message": message}, hear)
        self._loop.run_until_complete(feed)

    def one(self) -> Inbound:
        [heard] = self.hear()
        return heard.message

    def close(self) -> None:
        self._loop.run_until_complete(self._bot.stop())
        self._loop.close()


@pytest.fixture
def telegram() -> Iterator[Telegram]:
    with in_process() as telegram:
        yield telegram
        assert telegram.violations() == []


@pytest.fixture
def ear(telegram: Telegram) -> Iterator[Ear]:
    ear = Ear(telegram)
    yield ear
    ear.close()


@pytest.fixture
def person(telegram: Telegram) -> Person:
    return telegram.person(501, VOLUNTEER[1], first_name="小李", language_code="zh-hans")


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("/start", "/start"),
        ("/start walk_YX-RS-002", "走流程 YX-RS-002"),
        ("/start invite_abc_DEF-1", "报名 abc_DEF-1"),
        ("/start something_else", "/start something_else"),
        ("/start walk_", "/start walk_"),
        ("/walk@volunteer_bot 身份证", "/walk 身份证"),
        ("/help", "/help"),
        ("  半小时\n左右 ", "  半小时\n左右 "),
        ("a/b", "a/b"),
    ],
)
def test_words_are_heard_as_written_and_links_as_what_they_stand_for(
    ear: Ear, person: Person, said: str, heard: str
) -> None:
    number = person.say(said)
    message = ear.one()
    assert message.text == heard
    assert message.external_id == f"m{number}"
    assert (message.channel, message.chat, message.name) == ("volunteer_bot", "501", "小李")
    assert (message.role, message.department) == ("volunteer", "")


@pytest.mark.parametrize(
    ("code", "locale"), [("zh-hans", "zh"), ("zh", "zh"), ("en-GB", "en"), ("fr", "")]
)
def test_the_language_is_the_device_s_where_we_speak_it(
    ear: Ear, telegram: Telegram, code: str, locale: str
) -> None:
    telegram.person(601, VOLUNTEER[1], first_name="Ann", language_code=code).say("hi")
    assert ear.one().locale == locale


def test_places_and_cards_are_put_into_words(ear: Ear, person: Person) -> None:
    person.location(-30.1, 120.25)
    assert ear.one().text == "纬度 -30.100000 经度 120.250000"
    person.act("contact", phone_number="+00 000", first_name="小李")
    assert ear.one().text == "+00 000"


@pytest.mark.parametrize(
    ("kind", "name", "mime", "ending"),
    [
        ("photo", "p.jpg", "image/jpeg", ".jpg"),
        ("voice", "v.oga", "audio/ogg", ".ogg"),
        ("document", "单子.pdf", "application/pdf", "单子.pdf"),
        ("audio", "a.mp3", "audio/mpeg", "a.mp3"),
        ("video", "v.mp4", "video/mp4", "v.mp4"),
        ("video_note", "n.mp4", "video/mp4", ".mp4"),
        ("animation", "g.mp4", "video/mp4", "g.mp4"),
    ],
)
def test_every_kind_of_file_is_heard_once_with_its_kind_and_words(
    ear: Ear, person: Person, kind: str, name: str, mime: str, ending: str
) -> None:
    caption = {} if kind == "video_note" else {"caption": "在门口"}
    person.send(kind, name, b"\xff\xd8\xff\xe0 data", mime, **caption)
    [heard] = ear.hear()
    [file] = heard.files
    assert file.name.endswith(ending)
    assert file.mime == mime
    assert heard.message.text == caption.get("caption", "")


@pytest.mark.parametrize("emoji", ["👍", None])
def test_a_sticker_is_what_its_picture_says(ear: Ear, emoji: str | None) -> None:
    who = {"id": 501, "is_bot": False, "first_name": "小李"}
    name = {"file_id": "s", "file_unique_id": "u"}
    kind = {"type": "regular", "width": 1, "height": 1, "is_animated": False, "is_video": False}
    sticker = {**name, **kind, **({"emoji": emoji} if emoji else {})}
    chat = {"id": 501, "type": "private"}
    message = {"message_id": 9, "date": 1, "chat": chat, "from": who, "sticker": sticker}
    [heard] = ear.feed({"update_id": 5, "message": message})
    assert (heard.message.text, heard.files) == (emoji or "", ())


def test_an_edit_names_the_message_that_it_edits(ear: Ear, person: Person) -> None:
    number = person.say("半小时")
    first = ear.one()
    person.edit(number, "四十分钟")
    message = ear.one()
    assert message.text == "四十分钟"
    assert message.edits == first.external_id
    assert message.external_id != first.external_id


def test_a_button_says_its_option(ear: Ear, person: Person) -> None:
    person.say("hi")
    ear.hear()
    ear.send(Part("选", rows=((Button("是", "w1:q=yes"),),)))
    press = person.click("是")
    [heard] = ear.hear()
    assert heard.message.choose == "w1:q=yes"
    assert heard.message.at == NOW
    assert (heard.press, heard.pressed) == (press, "是")


def test_a_button_named_by_its_place_says_that_option(ear: Ear, person: Person) -> None:
    person.say("hi")
    ear.hear()
    ear.send(BOXES)
    person.click("别的")
    assert ear.one().choose == LONG
    person.click("丢了的")
    assert ear.one().choose == "~8.0.0"  # as any option that nobody knows any more


def test_boxes_are_ticked_in_place_also_by_quick_presses(ear: Ear, person: Person) -> None:
    person.say("hi")
    ear.hear()
    ear.send(BOXES)
    person.click("☐ B")
    person.click("☐ A")  # before the bot has seen the first
    done = person.click("完成")
    [heard] = ear.hear()
    assert heard.message.choose == "w1:q=a b"
    assert heard.press == done
    keyboard = person.messages()[-1]["reply_markup"]["inline_keyboard"]
    assert [row[0]["text"] for row in keyboard[:2]] == ["☑ A", "☑ B"]


def test_a_box_that_cannot_be_shown_ticked_is_not(ear: Ear, person: Person) -> None:
    person.say("hi")
    ear.hear()
    ear.send(BOXES)
    person.telegram.fault(method="editMessageReplyMarkup", code=500)
    press = person.click("☐ A")
    ear.hear()
    answer = person.answered(press)
    assert answer is not None
    assert "再点一次" in answer["text"]
    person.click("☐ B")
    ear.hear()
    person.click("完成")
    assert ear.one().choose == "w1:q=b"


def test_done_with_nothing_ticked_only_says_so(ear: Ear, person: Person) -> None:
    person.say("hi")
    ear.hear()
    ear.send(BOXES)
    press = person.click("完成")
    assert ear.hear() == []
    answer = person.answered(press)
    assert answer is not None
    assert "勾选" in answer["text"]


def test_who_blocks_the_bot_pauses(ear: Ear, person: Person) -> None:
    person.say("hi")
    ear.hear()
    person.block()
    assert ear.one().choose == "cmd:pause"
    person.unblock()
    assert ear.hear() == []


def test_a_group_is_left_with_a_word_and_nothing_of_it_is_heard(
    ear: Ear, telegram: Telegram
) -> None:
    group = telegram.person(501, VOLUNTEER[1], chat=-700, first_name="小李")
    group.say("/start@volunteer_bot")
    assert ear.hear() == []
    left = [call for call in telegram.calls(chat=-700) if call.method == "leaveChat"]
    assert left


def test_who_takes_the_bot_into_a_group_is_told_and_it_leaves(ear: Ear, telegram: Telegram) -> None:
    user = {"id": 501, "is_bot": False, "first_name": "小李"}
    me = {"id": 111, "is_bot": True, "first_name": "bot"}
    event = {
        "chat": {"id": -800, "type": "group", "title": "群"},
        "from": user,
        "date": 1,
        "old_chat_member": {"status": "left", "user": me},
        "new_chat_member": {"status": "member", "user": me},
    }
    telegram.person(501, VOLUNTEER[1], chat=-800, first_name="小李").say("都来看")
    assert ear.feed({"update_id": 5, "my_chat_member": event}) == []
    calls = [call.method for call in telegram.calls(chat=-800)]
    assert calls == ["sendMessage", "leaveChat"]


def test_what_goes_wrong_behind_the_bot_is_not_taken_for_an_update_nobody_can_read(
    ear: Ear, telegram: Telegram
) -> None:
    with pytest.raises(ValidationError):
        ear.fail(ValidationError.from_exception_data("settings", []))


@pytest.mark.parametrize(
    "update",
    [
        {"update_id": 1, "poll": {"id": "1"}},
        {"update_id": 1, "something_new": {"a": 1}},
        {"update_id": 1},
    ],
)
def test_updates_that_nobody_takes_are_ignored(ear: Ear, update: dict[str, Any]) -> None:
    assert ear.feed(update) == []


@pytest.mark.parametrize(
    "update",
    [
        {"update_id": 1, "message": {"message_id": 1}},
        {"update_id": 1, "message": "a text"},
        {},
    ],
)
def test_updates_that_nobody_can_read_are_told(ear: Ear, update: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        ear.feed(update)
