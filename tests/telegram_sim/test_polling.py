"""getUpdates: what waits, what is acknowledged, and that there is one poller."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.telegram_sim.calling import Api
from tests.telegram_sim.people import PATIENCE, Person, Telegram, eventually
from tests.telegram_sim.running import VOLUNTEER


def numbers(api: Api, **args: object) -> list[int]:
    return [update["update_id"] for update in api.ok("getUpdates", **args)]


def test_an_update_comes_again_until_it_is_acknowledged(api: Api, person: Person) -> None:
    person.say("one")
    person.say("two")
    first, second, third = numbers(api)
    assert numbers(api) == [first, second, third]
    assert numbers(api, limit=2) == [first, second]
    assert numbers(api, offset=second) == [second, third]
    assert numbers(api) == [second, third]
    assert numbers(api, offset=third + 1) == []


def test_a_negative_offset_leaves_the_newest(api: Api, person: Person) -> None:
    person.say("one")
    person.say("two")
    newest = numbers(api)[-1]
    assert numbers(api, offset=-1) == [newest]
    assert numbers(api) == [newest]


def test_a_poll_waits_for_what_comes(api: Api, person: Person) -> None:
    last = numbers(api)[-1]
    with ThreadPoolExecutor() as pool:
        poll = pool.submit(numbers, api, offset=last + 1, timeout=50)
        said = person.act("text", text="now")[0]["update_id"]
        assert poll.result(PATIENCE) == [said]


def test_the_older_of_two_pollers_is_ended(api: Api, telegram: Telegram) -> None:
    with ThreadPoolExecutor() as pool:
        older = pool.submit(api.refused, "getUpdates", timeout=50)
        eventually(lambda: telegram.state(VOLUNTEER[1])["polling"])
        newer = pool.submit(api.ok, "getUpdates", timeout=1)
        assert older.result(PATIENCE).startswith(
            "409 Conflict: terminated by other getUpdates request"
        )
        assert newer.result(PATIENCE) == []


def test_no_poll_beside_a_webhook(api: Api, telegram: Telegram) -> None:
    with ThreadPoolExecutor() as pool:
        poll = pool.submit(api.refused, "getUpdates", timeout=50)
        eventually(lambda: telegram.state(VOLUNTEER[1])["polling"])
        api.ok("setWebhook", url="http://127.0.0.1:9/hook")
        assert poll.result(PATIENCE) == "409 Conflict: terminated by setWebhook request"
    assert "use deleteWebhook" in api.refused("getUpdates")
    api.ok("deleteWebhook")
    assert api.ok("getUpdates") == []


def test_kinds_are_chosen_and_the_choice_is_kept(api: Api, person: Person) -> None:
    api.ok("getUpdates", offset=-1, allowed_updates=["edited_message"])
    number = person.say("not told")
    person.edit(number, "told")
    assert [list(update)[1] for update in api.ok("getUpdates")][1:] == ["edited_message"]
    api.ok("getUpdates", allowed_updates=[])
    person.say("told again")
    assert list(api.ok("getUpdates")[-1])[1] == "message"


@pytest.mark.parametrize("kind", ["chat_member", "message_reaction"])
def test_some_kinds_come_only_when_they_are_named(api: Api, person: Person, kind: str) -> None:
    act = {"kind": kind, "object": {"user": {"id": 501}}, "unchecked": True}
    assert person.act("raw", **act) == [{"update_id": None}]
    api.ok("getUpdates", allowed_updates=[kind])
    assert person.act("raw", **act)[0]["update_id"]


def test_an_update_is_kept_for_a_day(api: Api, person: Person, telegram: Telegram) -> None:
    telegram.advance(23 * 3600)
    person.say("later")
    assert len(numbers(api)) == 2
    telegram.advance(2 * 3600)
    assert len(numbers(api)) == 1
    assert telegram.state(VOLUNTEER[1])["pending"] == 1


def test_an_update_may_be_delivered_again(api: Api, person: Person) -> None:
    update = api.ok("getUpdates")[0]
    assert numbers(api, offset=update["update_id"] + 1) == []
    person.act("redeliver", update=update)
    assert api.ok("getUpdates") == [update]


def test_an_update_of_a_kind_that_no_schema_knows(api: Api, person: Person) -> None:
    person.act("raw", kind="of_next_year", object={"x": 1}, unchecked=True)
    assert api.ok("getUpdates")[-1]["of_next_year"] == {"x": 1}


def test_what_the_emulator_emits_has_to_fit_the_schema(person: Person, telegram: Telegram) -> None:
    with pytest.raises(AssertionError, match="required field of Message missing"):
        person.act("raw", kind="message", object={"text": "of no chat"})
    assert telegram.violations() == [
        "emulator: Update.message.message_id: required field of Message missing"
    ]
