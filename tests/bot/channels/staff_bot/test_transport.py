"""The calls out, over HTTP: what is sent, and what a refusal means."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.channels.telegram.api import Blocked, Conflict, Later, Refused, TokenRefused
from bot.channels.telegram.parts import Ask, Button, FileRef, Part
from tests.bot.channels.staff_bot.conftest import Office

CHAT = 501
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360"
    "f8cf00000301010018dd8db00000000049454e44ae426082"
)


@pytest.fixture
def person(office: Office) -> object:
    person = office.person(CHAT)
    person.start()
    return person


def test_a_text_with_buttons_is_shown_as_it_is(office: Office, person: object) -> None:
    part = Part("<b>a & _b_</b>", ((Button("是", "yes"), Button("否", "no")), (Button("?", "?"),)))
    number = office.loop.run(office.bot.send(str(CHAT), part))
    (shown,) = [one for one in office.person(CHAT).messages() if one["message_id"] == number]
    assert shown["text"] == "<b>a & _b_</b>"
    keys = shown["reply_markup"]["inline_keyboard"]
    assert [[key["callback_data"] for key in row] for row in keys] == [["yes", "no"], ["?"]]


def test_files_are_sent_with_their_words(office: Office, person: object, tmp_path: Path) -> None:
    ledger = tmp_path / "整改台账.xlsx"
    ledger.write_bytes(b"PK a ledger")
    office.loop.run(office.bot.send(str(CHAT), Part("台账", file=str(ledger))))
    photo = tmp_path / "1.png"
    photo.write_bytes(PIXEL)
    office.loop.run(office.bot.send(str(CHAT), Part("", file=str(photo), as_photo=True)))
    sent, picture = office.person(CHAT).messages()[-2:]
    assert (sent["document"]["file_name"], sent["caption"]) == ("整改台账.xlsx", "台账")
    assert "photo" in picture


def test_a_file_comes_back_as_it_was_sent(office: Office, person: object, tmp_path: Path) -> None:
    office.person(CHAT).send("document", "a.txt", b"0123", "text/plain")
    update = office.loop.run(office.bot.updates(None, 0))[-1]
    file = FileRef(update["message"]["document"]["file_id"], "a.txt")
    office.loop.run(office.bot.fetch(file, tmp_path / "got"))
    assert (tmp_path / "got").read_bytes() == b"0123"
    with pytest.raises(Refused):
        office.loop.run(office.bot.fetch(FileRef("nonsense", "a.txt"), tmp_path / "no"))


def test_a_keyboard_that_asks_for_a_place_comes_and_goes(office: Office, person: object) -> None:
    asks = Part("在哪里？", ask=Ask("发送位置"))
    office.loop.run(office.bot.send(str(CHAT), asks))
    assert '"request_location": true' in json.dumps(office.person(CHAT).screen()["keyboard"])
    office.loop.run(office.bot.send(str(CHAT), Part("好的", clear_ask=True)))
    assert "request_location" not in json.dumps(office.person(CHAT).screen()["keyboard"])


@pytest.mark.parametrize(
    ("fault", "meant"),
    [
        ({"code": 429, "retry_after": 7}, Later),
        ({"code": 500}, Later),
        ({"code": 502, "html": True}, Later),
        ({"cut": True}, Later),
        ({"code": 403}, Blocked),
        ({"code": 400, "description": "Bad Request: chat not found"}, Blocked),
        ({"code": 400}, Refused),
        ({"code": 413, "description": "Request Entity Too Large"}, Refused),
        ({"code": 401, "description": "Unauthorized"}, TokenRefused),
    ],
)
def test_what_goes_wrong_is_told_by_its_meaning(
    office: Office, person: object, fault: dict[str, object], meant: type[Exception]
) -> None:
    office.telegram.fault(method="sendMessage", **fault)
    with pytest.raises(meant) as caught:
        office.loop.run(office.bot.send(str(CHAT), Part("好")))
    assert "222:" not in str(caught.value), "the token stands in every address"
    assert getattr(caught.value, "seconds", None) == fault.get("retry_after")
    assert office.loop.run(office.bot.send(str(CHAT), Part("好")))


def test_a_server_that_is_not_there_may_be_later(office: Office) -> None:
    office.bot._app.bot._base_url = "http://127.0.0.1:9/bot222:secret"
    with pytest.raises(Later) as caught:
        office.loop.run(office.bot.typing(str(CHAT)))
    assert "secret" not in str(caught.value)


def test_polling_beside_a_webhook_is_a_conflict(office: Office) -> None:
    office.loop.run(office.bot.set_webhook("http://127.0.0.1:9/hook", "a-secret"))
    with pytest.raises(Conflict):
        office.loop.run(office.bot.updates(None, 0))
    office.loop.run(office.bot.delete_webhook())
    assert office.loop.run(office.bot.updates(None, 0)) == []


def test_an_answer_to_a_press_that_is_too_old_is_no_error(office: Office) -> None:
    office.loop.run(office.bot.answer_press("0"))
    (answer,) = office.telegram.calls(bot="staff_bot", method="answerCallbackQuery")
    assert not answer.ok


def test_the_menu_is_set_when_it_changed_and_only_then(office: Office) -> None:
    menus = office.telegram.calls(bot="staff_bot", method="setMyCommands")
    assert len(menus) == 2
    office.loop.run(office.bot.stop())
    office.loop.run(office.bot.start())
    assert len(office.telegram.calls(bot="staff_bot", method="setMyCommands")) == 2
