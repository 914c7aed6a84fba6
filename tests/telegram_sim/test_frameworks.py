"""Both frameworks talk to the emulator as they would to Telegram, by polling and by webhook."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.telegram_sim.aiogram_bot import aiogram_bot
from tests.telegram_sim.people import Person, Telegram
from tests.telegram_sim.ptb_bot import ptb_bot
from tests.telegram_sim.running import VOLUNTEER, background, in_process

BOTS = {"aiogram": aiogram_bot, "ptb": ptb_bot}
WAYS = [(name, way) for name in BOTS for way in ("polling", "webhook")]


@pytest.fixture(scope="module", params=WAYS, ids=" ".join)
def telegram(request: pytest.FixtureRequest) -> Iterator[Telegram]:
    name, way = request.param
    with in_process([VOLUNTEER]) as telegram, background() as loop:
        bot = BOTS[name](telegram.base, VOLUNTEER[0], webhook=way == "webhook")
        loop.run(bot.__aenter__())
        yield telegram
        loop.run(bot.__aexit__(None, None, None))
        assert telegram.violations() == []


@pytest.fixture
def person(telegram: Telegram, request: pytest.FixtureRequest) -> Person:
    number = 500 + len(telegram.get("/sim/log")["entries"])
    return telegram.person(number, VOLUNTEER[1], first_name="小李", username=f"li{number}")


def test_a_link_begins_the_talk_and_a_button_ends_it(person: Person) -> None:
    person.start("walk_YX-1")
    assert person.expect("Hello walk_YX-1")[0].buttons == ["Yes", "No"]
    press = person.click("Yes")
    edited = person.expect("You chose Yes")[0]
    assert (edited.method, edited.buttons) == ("editMessageText", [])
    person.telegram.calls(wait=5, chat=person.chat, method="answerCallbackQuery")
    assert (person.answered(press) or {})["text"] == "noted"
    assert "> [click] Yes" in person.transcript()


def test_a_text_is_answered_while_the_bot_seems_to_type(person: Person) -> None:
    person.say("你好 🙂")
    assert person.expect("said: 你好 🙂")
    assert person.telegram.calls(chat=person.chat, method="sendChatAction")[0].ok


def test_an_answer_may_be_the_reply_to_the_webhook(person: Person) -> None:
    person.say("/reply")
    assert person.expect("in the reply")[0].ok


def test_files_come_through(person: Person) -> None:
    person.photo(b"p" * 5000)
    person.voice(b"OggS" + b"v" * 100)
    person.send("document", "a.pdf", b"%PDF", "application/pdf")
    texts = sorted(call.text for call in person.calls(3))
    assert texts == ["got 104 of one", "got 4 of one", "got 5000 of one"]


def test_an_album_comes_as_one_message_for_each_part(person: Person) -> None:
    person.album([b"1", b"22"], caption="both")
    texts = [call.text for call in person.calls(2)]
    assert len({text.rpartition(" ")[2] for text in texts}) == 1
    assert sorted(text[:5] for text in texts) == ["got 1", "got 2"]


def test_a_bot_sends_albums_and_documents(person: Person) -> None:
    person.say("/album")
    album, report = person.expect("two pictures", "a report")
    assert [len(album.args["media"]), *report.entry["files"].values()] == [2, ["report.txt", 8]]
    assert [("photo" in m, m.get("caption")) for m in person.messages()[1:3]] == [
        (True, "two pictures"),
        (True, None),
    ]


def test_keys_give_the_place_and_the_number(person: Person) -> None:
    person.say("/keys")
    assert person.expect("Where?")[0].buttons == ["Here I am", "My number"]
    person.press("Here I am", latitude=30.5, longitude=114.25)
    assert person.expect("at 30.5")
    person.press("My number", phone_number="+8600000000000")
    assert person.expect("call ")[0].text.endswith("8600000000000")


def test_an_edited_message_is_told(person: Person) -> None:
    number = person.say("typo")
    person.expect("said: typo")
    person.edit(number, "fixed")
    assert person.expect("edited: fixed")


@pytest.mark.filterwarnings("ignore:Detected unknown update type")
def test_a_bot_lives_on_after_errors_and_unknown_kinds(person: Person) -> None:
    person.block()
    person.say("on its way when I blocked you")
    refused = person.calls(method="sendChatAction,sendMessage")
    assert (refused[0].error or "").startswith("Forbidden: bot was blocked")
    person.unblock()
    person.act("raw", kind="of_next_year", object={"from": {"id": 1}}, unchecked=True)
    person.telegram.fault(method="sendMessage", chat_id=person.chat, code=502, html=True)
    person.say("lost to a gateway")
    assert not person.calls()[0].ok
    person.say("back again")
    assert person.until("said: back again")
