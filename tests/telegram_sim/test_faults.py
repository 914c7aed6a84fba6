"""Faults to order, and the limits of sending."""

from __future__ import annotations

import http.client
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.telegram_sim.calling import Api
from tests.telegram_sim.people import PATIENCE, Person, Telegram, eventually
from tests.telegram_sim.running import VOLUNTEER, in_process
from tests.telegram_sim.seen import Json

SEND: Json = {"chat_id": 501, "text": "a"}


def test_a_fault_strikes_its_method_so_many_times(api: Api, person: Person) -> None:
    api.telegram.fault(method="sendMessage", code=500, times=2)
    assert api.ok("getMe")
    assert api.refused("sendMessage", **SEND) == "500 Internal Server Error"
    assert api.refused("sendMessage", **SEND) == "500 Internal Server Error"
    assert api.ok("sendMessage", **SEND)
    assert [call.ok for call in person.calls(3)] == [False, False, True]
    assert len(person.messages()) == 2


def test_too_many_requests_say_how_long(api: Api, person: Person) -> None:
    api.telegram.fault(method="*", code=429, retry_after=7)
    status, answer = api.ask("sendMessage", **SEND)
    assert (status, answer["parameters"]) == (429, {"retry_after": 7})
    assert answer["description"] == "Too Many Requests: retry after 7"


CODES = {
    403: "Forbidden: bot was blocked by the user",
    409: "Conflict: terminated by other getUpdates request",
    502: "Bad Gateway",
    400: "Bad Request: ordered by the test",
}


@pytest.mark.parametrize("code", CODES)
def test_every_code_has_its_words(api: Api, person: Person, code: int) -> None:
    api.telegram.fault(code=code)
    assert api.refused("sendMessage", **SEND).startswith(f"{code} {CODES[code]}")
    api.telegram.fault(code=code, description="of my own", parameters={"migrate_to_chat_id": -5})
    assert api.ask("sendMessage", **SEND)[1] == {
        "ok": False,
        "error_code": code,
        "description": "of my own",
        "parameters": {"migrate_to_chat_id": -5},
    }


def test_a_gateway_answers_with_a_page(api: Api, person: Person) -> None:
    api.telegram.fault(code=502, html=True)
    status, body = api.request("GET", f"/bot{api.token}/getMe")
    assert (status, body[:6]) == (502, b"<html>")


def test_a_connection_is_cut(api: Api, person: Person) -> None:
    api.telegram.fault(cut=True)
    with pytest.raises((http.client.HTTPException, ConnectionError)):
        api.ask("sendMessage", **SEND)
    assert len(person.messages()) == 1
    call = person.calls()[0]
    assert (call.ok, call.executed, call.error) == (False, False, "connection cut")


@pytest.mark.parametrize("how", [{"code": 500}, {"cut": True}, {"delay": 0.01}])
def test_what_was_asked_for_is_done_and_the_answer_lost(
    api: Api, person: Person, how: dict[str, Any]
) -> None:
    api.telegram.fault(method="sendMessage", after=True, **how)
    if "code" in how:
        assert api.refused("sendMessage", **SEND).startswith("500")
    else:
        with pytest.raises((http.client.HTTPException, ConnectionError)):
            api.ask("sendMessage", **SEND)
    call = person.calls()[0]
    assert (call.ok, call.executed, call.message_id) == (False, True, 2)
    assert [message["text"] for message in person.messages()] == ["/start", "a"]


def test_a_late_answer_is_an_answer(api: Api, person: Person) -> None:
    api.telegram.fault(delay=2)
    with ThreadPoolExecutor() as pool:
        slow = pool.submit(api.ok, "sendMessage", **SEND)
        eventually(lambda: api.telegram.faults_left() == 0)
        assert api.telegram.calls(method="sendMessage") == [], "it is seen when it is done"
        quick = api.ok("sendMessage", **SEND)
        assert slow.result(PATIENCE)["message_id"] > quick["message_id"]
    entries = [call.entry for call in person.calls(2)]
    assert [entry.get("fault", False) for entry in entries] == [True, False]


def test_a_fault_may_be_of_one_chat_or_one_bot(api: Api, staff: Api, telegram: Telegram) -> None:
    for user in (501, 502):
        telegram.person(user, VOLUNTEER[1]).start()
    telegram.fault(method="sendMessage", chat_id=502, code=500)
    assert api.ok("sendMessage", **SEND)
    assert api.refused("sendMessage", chat_id=502, text="a")
    telegram.fault(bot="staff_bot", code=500)
    assert api.ok("getMe")
    assert staff.refused("getMe")


def test_a_fault_may_strike_every_third_call(api: Api, person: Person) -> None:
    api.telegram.fault(method="getChat", code=500, every=3, times=2)
    done = [api.ask("getChat", chat_id=501)[0] for _ in range(8)]
    assert done == [200, 200, 500, 200, 200, 500, 200, 200]


def test_a_fault_of_deliveries_is_none_of_calls(api: Api, person: Person) -> None:
    api.telegram.fault(deliver="*", code=500)
    assert api.ok("getMe")
    assert api.telegram.faults_left() == 1
    api.telegram.reset()
    assert api.telegram.faults_left() == 0


def test_a_chat_takes_three_a_second_and_a_bot_thirty() -> None:
    with in_process(flood=True) as telegram:
        telegram.stop_clock()
        api = Api(telegram, VOLUNTEER[0])
        for user in range(12):
            telegram.person(800 + user, VOLUNTEER[1]).start()
        answers = [api.ask("sendMessage", chat_id=800, text="a") for _ in range(4)]
        assert [status for status, _ in answers] == [200, 200, 200, 429]
        assert answers[-1][1]["parameters"] == {"retry_after": 1}
        telegram.advance(1)
        bursts = [api.ask("sendMessage", chat_id=800 + n // 3, text="a") for n in range(31)]
        assert [status for status, _ in bursts] == [200] * 30 + [429]
        telegram.advance(1)
        assert api.ok("sendMessage", chat_id=800, text="a")


def test_a_group_takes_twenty_a_minute() -> None:
    with in_process(flood=True) as telegram:
        telegram.stop_clock()
        api = Api(telegram, VOLUNTEER[0])
        telegram.person(801, VOLUNTEER[1], chat=-7).say("here")
        done = [api.ask("sendMessage", chat_id=-7, text="a")[0] for _ in range(21)]
        assert done == [200] * 20 + [429]
        telegram.advance(60)
        assert api.ok("sendMessage", chat_id=-7, text="a")


def test_an_album_counts_as_one() -> None:
    with in_process(flood=True) as telegram:
        telegram.stop_clock()
        api, person = Api(telegram, VOLUNTEER[0]), telegram.person(501, VOLUNTEER[1])
        person.photo(b"p")
        photo = {"type": "photo", "media": person.messages()[0]["photo"][-1]["file_id"]}
        album = {"chat_id": 501, "media": [photo] * 10}
        assert [api.ask("sendMediaGroup", **album)[0] for _ in range(4)] == [200, 200, 200, 429]
        assert len(person.messages()) == 31


def test_without_the_limits_nothing_is_too_much(api: Api, person: Person) -> None:
    assert [api.ask("sendMessage", **SEND)[0] for _ in range(40)] == [200] * 40
