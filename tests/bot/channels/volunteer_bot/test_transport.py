"""Calls out and what goes wrong with them, over HTTP."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.channels.telegram.api import Blocked, Conflict, Heard, Later, Refused, TokenRefused
from bot.channels.telegram.parts import MAX_FETCH, Ask, Button, FileRef, Part
from bot.channels.volunteer_bot.menu import commands_in
from bot.channels.volunteer_bot.transport import VolunteerBot
from tests.telegram_sim.people import Person, Telegram
from tests.telegram_sim.running import VOLUNTEER, in_process

CHAT = "501"
Work = Callable[[VolunteerBot], Awaitable[Any]]


@pytest.fixture
def telegram() -> Iterator[Telegram]:
    with in_process() as telegram:
        yield telegram
        assert telegram.violations() == []


@pytest.fixture
def person(telegram: Telegram) -> Person:
    person = telegram.person(int(CHAT), VOLUNTEER[1], first_name="小李")
    person.start()
    return person


def made(telegram: Telegram, token: str = VOLUNTEER[0]) -> VolunteerBot:
    return VolunteerBot(
        token, clock=lambda: datetime.now(UTC), payload_of=lambda _: None, api=telegram.base
    )


def done(telegram: Telegram, work: Work) -> Any:
    """What comes of some work with a bot that was started."""

    async def all_of_it() -> Any:
        bot = made(telegram)
        assert await bot.start() == VOLUNTEER[1]
        try:
            return await work(bot)
        finally:
            await bot.stop()

    return asyncio.run(all_of_it())


def test_texts_keyboards_and_files_arrive_as_they_are(person: Person, tmp_path: Path) -> None:
    (tmp_path / "台账.xlsx").write_bytes(b"PK a table")
    (tmp_path / "a.jpg").write_bytes(b"\xff\xd8\xff\xe0 a picture")
    sent = [
        Part("<b>不是粗体</b> & _这也不是_", rows=((Button("是", "w1:q=yes"),),)),
        Part("在哪儿？", ask=Ask("发送我的位置")),
        Part("好", clear_ask=True, quiet=True),
        Part("台账", file=str(tmp_path / "台账.xlsx")),
        Part("照片", file=str(tmp_path / "a.jpg"), as_photo=True),
    ]

    async def send(bot: VolunteerBot) -> list[int]:
        return [await bot.send(CHAT, part) for part in sent]

    numbers = done(person.telegram, send)
    calls = person.calls(5)
    assert [call.text for call in calls] == [part.text for part in sent]
    assert [call.message_id for call in calls] == numbers
    assert [call.method for call in calls[3:]] == ["sendDocument", "sendPhoto"]
    assert calls[0].buttons == ["是"]
    assert calls[2].args["disable_notification"]


def test_a_picture_that_is_no_photo_is_sent_as_a_document(person: Person, tmp_path: Path) -> None:
    picture = tmp_path / "long.jpg"
    picture.write_bytes(b"\xff\xd8\xff\xe0 a picture")
    refusal = "Bad Request: PHOTO_INVALID_DIMENSIONS"
    person.telegram.fault(method="sendPhoto", code=400, description=refusal)
    done(person.telegram, lambda bot: bot.send(CHAT, Part("", file=str(picture), as_photo=True)))
    assert [call.method for call in person.calls(2)] == ["sendPhoto", "sendDocument"]


@pytest.mark.parametrize(
    ("fault", "raised", "seconds"),
    [
        ({"code": 429, "retry_after": 7}, Later, 7.0),
        ({"code": 429}, Later, None),
        ({"code": 500}, Later, None),
        ({"code": 502, "html": True}, Later, None),
        ({"cut": True}, Later, None),
        ({"code": 403, "description": "Forbidden: bot was blocked by the user"}, Blocked, None),
        ({"code": 400, "description": "Bad Request: chat not found"}, Blocked, None),
        ({"code": 400, "description": "Bad Request: message is too long"}, Refused, None),
        ({"code": 409, "description": "Conflict: terminated by other"}, Conflict, None),
        ({"code": 401, "description": "Unauthorized"}, TokenRefused, None),
    ],
)
def test_what_goes_wrong_is_told_apart(
    person: Person, fault: dict[str, Any], raised: type[Exception], seconds: float | None
) -> None:
    person.telegram.fault(method="sendMessage", **fault)
    with pytest.raises(raised) as caught:
        done(person.telegram, lambda bot: bot.send(CHAT, Part("你好")))
    assert getattr(caught.value, "seconds", None) == seconds
    assert VOLUNTEER[0] not in str(caught.value)


@pytest.mark.parametrize("size", [None, 0, 51 * 1024 * 1024])
def test_a_file_that_is_gone_empty_or_too_large_is_refused(
    person: Person, tmp_path: Path, size: int | None
) -> None:
    file = tmp_path / "f.pdf"
    if size is not None:
        with file.open("wb") as out:
            out.truncate(size)
    with pytest.raises(Refused):
        done(person.telegram, lambda bot: bot.send(CHAT, Part("", file=str(file))))


def test_files_are_fetched_and_those_too_large_are_refused(person: Person, tmp_path: Path) -> None:
    person.photo(b"\xff\xd8\xff\xe0 a picture")
    person.send("document", "big.pdf", b"%PDF", "application/pdf", fake_size=MAX_FETCH + 1)
    heard: list[Heard] = []

    async def fetch(bot: VolunteerBot) -> None:
        async def hear(one: Heard) -> None:
            heard.append(one)

        for update in await bot.updates(None, 1):
            await bot.feed(update, hear)
        await bot.fetch(heard[1].files[0], tmp_path / "photo")
        with pytest.raises(Refused):
            await bot.fetch(heard[2].files[0], tmp_path / "big")
        with pytest.raises(Refused):
            await bot.fetch(FileRef("nobody-knows-it", "x"), tmp_path / "x")

    done(person.telegram, fetch)
    assert (tmp_path / "photo").read_bytes() == b"\xff\xd8\xff\xe0 a picture"
    assert heard[2].files[0].size > MAX_FETCH


def test_a_press_that_is_too_old_is_no_error(telegram: Telegram) -> None:
    done(telegram, lambda bot: bot.answer_press("press-of-yesterday", "好"))


def test_updates_come_as_they_were_sent_and_a_webhook_is_set_and_deleted(person: Person) -> None:
    async def both(bot: VolunteerBot) -> list[dict[str, Any]]:
        updates = await bot.updates(None, 1)
        await bot.set_webhook("http://127.0.0.1:9/hook", "a-secret")
        await bot.delete_webhook()
        await bot.typing(CHAT)
        return updates

    [update] = done(person.telegram, both)
    assert update["message"]["text"] == "/start"
    assert update["message"]["from"]["first_name"] == "小李"


@pytest.mark.parametrize("token", ["no token", "999:unknown", ""])
def test_a_wrong_token_is_refused_at_the_start(telegram: Telegram, token: str) -> None:
    async def start() -> None:
        bot = made(telegram, token)
        try:
            await bot.start()
        finally:
            await bot.stop()

    with pytest.raises(Refused):
        asyncio.run(start())


def test_the_menu_of_commands_is_set_once_and_in_both_languages(telegram: Telegram) -> None:
    async def nothing(bot: VolunteerBot) -> None:
        return None

    done(telegram, nothing)
    first = [call for call in telegram.calls() if call.method == "setMyCommands"]
    done(telegram, nothing)
    assert [call for call in telegram.calls() if call.method == "setMyCommands"] == first
    assert [call.args.get("language_code") for call in first] == [None, "zh", "en"]
    assert commands_in("en")[0].description == "walk through a service"
