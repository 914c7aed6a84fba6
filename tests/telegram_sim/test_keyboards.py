"""Keyboards: what may be shown, what a press tells; presses late, twice and of old keyboards."""

from __future__ import annotations

from typing import Any

import pytest

from tests.telegram_sim.calling import Api
from tests.telegram_sim.people import Person, Telegram
from tests.telegram_sim.seen import Json


def inline(*rows: list[Json]) -> Json:
    return {"inline_keyboard": list(rows)}


def key(text: str, data: str | None = None) -> Json:
    return {"text": text, "callback_data": data or text}


def ask(api: Api, markup: Json, text: str = "?") -> int:
    return int(api.ok("sendMessage", chat_id=501, text=text, reply_markup=markup)["message_id"])


YES_NO = inline([key("Yes", "y"), key("No", "n")])
TOO_LONG = "BUTTON_DATA_INVALID"
BUTTONS: list[tuple[Json, str | None]] = [
    (key("好", "x" * 64), None),
    (key("好", "x" * 65), TOO_LONG),
    (key("好", "好" * 21), None),
    (key("好", "好" * 22), TOO_LONG),
    ({"text": "好", "callback_data": ""}, TOO_LONG),
    ({"text": "好"}, "Text buttons are unallowed"),
    (
        {"text": "好", "url": "https://a.example", "callback_data": "x"},
        "Text buttons are unallowed",
    ),
    ({"callback_data": "x"}, "required field"),
    ({"text": " ", "callback_data": "x"}, "must be non-empty"),
    ({"text": "好", "callback_data": "x", "colour": "red"}, "not a field"),
    ({"text": "好", "url": "https://a.example"}, None),
]


@pytest.mark.parametrize(("button", "why"), BUTTONS)
def test_what_an_inline_button_may_be(
    api: Api, person: Person, button: Json, why: str | None
) -> None:
    args = {"chat_id": 501, "text": "?", "reply_markup": inline([button])}
    if why:
        assert why in api.refused("sendMessage", **args)
    else:
        assert api.ok("sendMessage", **args)["reply_markup"] == inline([button])


def test_a_keyboard_may_be_too_large(api: Api, person: Person) -> None:
    rows = [[key("好" * 30, "x" * 64)] for _ in range(100)]
    words = api.refused("sendMessage", chat_id=501, text="?", reply_markup=inline(*rows))
    assert words == "400 Bad Request: reply markup is too long"


def test_a_press_tells_which_button_of_which_message(api: Api, person: Person) -> None:
    number = ask(api, YES_NO)
    press = person.click("No")
    query = api.ok("getUpdates")[-1]["callback_query"]
    assert (query["id"], query["data"], query["from"]["id"]) == (press, "n", 501)
    assert query["message"]["message_id"] == number
    assert query["message"]["reply_markup"] == YES_NO


def test_the_newest_message_that_has_the_button_is_meant(api: Api, person: Person) -> None:
    first = ask(api, YES_NO)
    second = ask(api, inline([key("Yes", "second")]))

    def data(**about: Any) -> tuple[str, int]:
        person.click(**about)
        query = api.ok("getUpdates", offset=-1)[0]["callback_query"]
        return query["data"], query["message"]["message_id"]

    assert data(button="Yes") == ("second", second)
    assert data(button="No") == ("n", first)
    assert data(button="Yes", message_id=first) == ("y", first)
    assert data(data="y") == ("y", first)
    with pytest.raises(AssertionError, match=r"no button 'Maybe' among \[\['Yes'\]"):
        person.click("Maybe")


def test_a_button_that_opens_a_page_tells_no_bot(api: Api, person: Person) -> None:
    ask(api, inline([{"text": "Page", "url": "https://a.example"}]))
    with pytest.raises(AssertionError, match="tells no bot"):
        person.click("Page")


def test_a_press_is_answered_once_and_within_30_seconds(
    api: Api, person: Person, telegram: Telegram
) -> None:
    telegram.stop_clock()
    ask(api, YES_NO)
    press = person.click("Yes")
    telegram.advance(30)
    assert person.answered(press) is None
    assert api.ok("answerCallbackQuery", callback_query_id=press, text="好", show_alert=True)
    assert (person.answered(press) or {})["show_alert"] is True
    again = api.refused("answerCallbackQuery", callback_query_id=press)
    assert again.startswith("400 Bad Request: query is too old and response timeout expired")
    late = person.click("Yes")
    telegram.advance(31)
    assert "query is too old" in api.refused("answerCallbackQuery", callback_query_id=late)
    assert "query is too old" in api.refused("answerCallbackQuery", callback_query_id="none")


def test_an_answer_to_a_press_has_200_characters(api: Api, person: Person) -> None:
    ask(api, YES_NO)
    press = person.click("Yes")
    words = api.refused("answerCallbackQuery", callback_query_id=press, text="好" * 201)
    assert words == "400 Bad Request: text is too long"


def test_a_double_tap_is_two_presses(api: Api, person: Person) -> None:
    ask(api, YES_NO)
    assert person.click("Yes") != person.click("Yes")
    assert [update["callback_query"]["data"] for update in api.ok("getUpdates")[1:]] == ["y", "y"]


def test_an_old_keyboard_can_be_pressed_where_it_is_asked_for(api: Api, person: Person) -> None:
    number = ask(api, YES_NO)
    api.ok("editMessageText", chat_id=501, message_id=number, text="done")
    with pytest.raises(AssertionError, match="no button"):
        person.click("Yes")
    person.click("Yes", old=True)
    message = api.ok("getUpdates")[-1]["callback_query"]["message"]
    assert (message["text"], "reply_markup" in message) == ("done", False)
    api.ok("deleteMessage", chat_id=501, message_id=ask(api, inline([key("Yes", "newer")])))
    person.click("Yes", old=True)
    assert api.ok("getUpdates")[-1]["callback_query"]["data"] == "newer"


def test_a_press_of_a_deleted_message_tells_no_more_than_its_number(
    api: Api, person: Person
) -> None:
    number = ask(api, YES_NO)
    api.ok("deleteMessage", chat_id=501, message_id=number)
    person.click("No", old=True)
    query = api.ok("getUpdates")[-1]["callback_query"]
    assert query["data"] == "n"
    assert {k: v for k, v in query["message"].items() if k != "chat"} == {
        "message_id": number,
        "date": 0,
    }


ASKING: Json = {
    "keyboard": [
        [{"text": "Here I am", "request_location": True}],
        [{"text": "My number", "request_contact": True}, {"text": "Later"}],
    ]
}


def test_keys_give_a_place_a_number_or_their_text(api: Api, person: Person) -> None:
    assert "reply_markup" not in api.ok(
        "sendMessage", chat_id=501, text="Where?", reply_markup=ASKING
    )
    person.press("Here I am", latitude=30.5, longitude=114.3, horizontal_accuracy=12.0)
    person.press("My number", phone_number="+8600000000000")
    person.press("Later")
    place, number, later = (update["message"] for update in api.ok("getUpdates")[1:])
    accurate = {"latitude": 30.5, "longitude": 114.3, "horizontal_accuracy": 12.0}
    assert place["location"] == accurate
    assert number["contact"]["user_id"] == 501
    assert later["text"] == "Later"


def test_a_keyboard_is_used_once_or_taken_away(api: Api, person: Person) -> None:
    once = {**ASKING, "one_time_keyboard": True}
    api.ok("sendMessage", chat_id=501, text="Where?", reply_markup=once)
    assert person.screen()["keyboard"] == once
    person.press("Later")
    assert person.screen()["keyboard"] is None
    api.ok("sendMessage", chat_id=501, text="Where?", reply_markup=ASKING)
    api.ok("sendMessage", chat_id=501, text="ok", reply_markup={"remove_keyboard": True})
    with pytest.raises(AssertionError, match=r"no key 'Later' among \[\]"):
        person.press("Later")


def test_what_a_key_may_not_be(api: Api, telegram: Telegram, person: Person) -> None:
    both = {"text": "x", "request_contact": True, "request_location": True}
    for button, why in ((both, "only one action"), ({"text": ""}, "must be non-empty")):
        markup = {"keyboard": [[button]]}
        assert why in api.refused("sendMessage", chat_id=501, text="?", reply_markup=markup)
    telegram.person(501, "volunteer_bot", chat=-100).say("in a group")
    words = api.refused("sendMessage", chat_id=-100, text="?", reply_markup=ASKING)
    assert "private chats only" in words
