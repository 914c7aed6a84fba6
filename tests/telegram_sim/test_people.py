"""People and the test that looks on: links, edits, blocking, reading on, transcripts, processes."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.telegram_sim.calling import Api
from tests.telegram_sim.people import PATIENCE, Person, Telegram, eventually
from tests.telegram_sim.running import BOTH, STAFF, VOLUNTEER, in_process, own_process


def send(api: Api, text: str, **more: object) -> int:
    return int(api.ok("sendMessage", chat_id=501, text=text, **more)["message_id"])


def test_a_profile_is_what_the_bot_sees(api: Api, telegram: Telegram) -> None:
    telegram.person(1, VOLUNTEER[1], first_name="王", username="wang", language_code="en").start()
    message = api.ok("getUpdates")[0]["message"]
    assert message["from"] == {
        "id": 1,
        "is_bot": False,
        "first_name": "王",
        "username": "wang",
        "language_code": "en",
    }
    assert message["chat"] == {"id": 1, "type": "private", "first_name": "王", "username": "wang"}
    assert api.ok("sendMessage", chat_id="@wang", text="a")["chat"]["id"] == 1


def test_a_profile_that_changes_leaves_what_was_written(api: Api, telegram: Telegram) -> None:
    telegram.person(1, VOLUNTEER[1], first_name="王").say("a")
    telegram.person(1, VOLUNTEER[1], first_name="Wang").say("b")
    names = [update["message"]["from"]["first_name"] for update in api.ok("getUpdates")]
    assert names == ["王", "Wang"]


def test_a_link_carries_a_word(api: Api, person: Person) -> None:
    person.start("walk_YX-RS-002")
    message = api.ok("getUpdates")[-1]["message"]
    assert message["text"] == "/start walk_YX-RS-002"
    assert message["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]


@pytest.mark.parametrize("payload", ["走", "a b", "x" * 65, "a=b"])
def test_a_link_cannot_carry_everything(person: Person, payload: str) -> None:
    with pytest.raises(AssertionError, match="a start parameter is 1-64"):
        person.start(payload)


def test_an_edit_is_told_as_one(api: Api, person: Person) -> None:
    number = person.say("40分钟")
    person.edit(number, "14分钟 /help")
    edited = api.ok("getUpdates")[-1]["edited_message"]
    assert (edited["message_id"], edited["text"]) == (number, "14分钟 /help")
    assert edited["edit_date"] >= edited["date"]
    assert edited["entities"][0]["type"] == "bot_command"
    person.edit(number, "14分钟")
    assert "entities" not in api.ok("getUpdates")[-1]["edited_message"]
    with pytest.raises(AssertionError, match="no such message of this person"):
        person.edit(send(api, "the bot's"), "x")


def test_captions_and_live_places_are_edited(api: Api, person: Person) -> None:
    photo = person.photo(b"p", caption="before")
    person.act("edit", message_id=photo, caption="after")
    place = person.act("location", latitude=1.5, longitude=2.5, live_period=900)[0]["message_id"]
    person.act("edit", message_id=place, latitude=3.5, longitude=4.5)
    captioned, moved = (u["edited_message"] for u in api.ok("getUpdates") if "edited_message" in u)
    assert captioned["caption"] == "after"
    assert moved["location"] == {"latitude": 3.5, "longitude": 4.5, "live_period": 900}


def test_a_forwarded_message_says_where_it_is_from(api: Api, person: Person) -> None:
    person.act("forward", message_id=send(api, "from the bot"))
    message = api.ok("getUpdates")[-1]["message"]
    assert message["forward_origin"]["sender_user"]["id"] == 111
    assert (message["text"], message["from"]["id"]) == ("from the bot", 501)


def test_cards_of_oneself_and_of_others(api: Api, person: Person) -> None:
    person.act("contact", phone_number="1")
    person.act("contact", phone_number="2", of=777)
    cards = [update["message"]["contact"] for update in api.ok("getUpdates")[1:]]
    assert [card["user_id"] for card in cards] == [501, 777]


def test_who_blocks_a_bot_tells_it_and_is_not_reached(api: Api, person: Person) -> None:
    person.block()
    words = api.refused("sendMessage", chat_id=501, text="a")
    assert words == "403 Forbidden: bot was blocked by the user"
    assert "blocked" in api.refused("sendChatAction", chat_id=501, action="typing")
    person.unblock()
    assert send(api, "a")
    states = [
        (change["old_chat_member"]["status"], change["new_chat_member"]["status"])
        for change in (update.get("my_chat_member") for update in api.ok("getUpdates"))
        if change
    ]
    assert states == [("member", "kicked"), ("kicked", "member")]


def test_who_starts_again_has_unblocked(api: Api, person: Person) -> None:
    person.block()
    person.start()
    assert send(api, "a")
    told = [list(update)[1] for update in api.ok("getUpdates")]
    assert told == ["message", "my_chat_member", "my_chat_member", "message"]


def test_many_acts_at_once_keep_their_order(api: Api, person: Person, telegram: Telegram) -> None:
    telegram.at_once(person.planned("text", text=str(n)) for n in range(200))
    texts = [message["text"] for message in person.messages()[1:]]
    assert texts == [str(n) for n in range(200)]
    assert len(api.ok("getUpdates")) == 100
    with pytest.raises(AssertionError, match="there is no act dance"):
        person.act("dance")


def test_calls_are_read_once_and_in_order(api: Api, person: Person) -> None:
    for text in ("one", "<b>t</b>wo", "three", "four"):
        send(api, text, parse_mode="HTML")
    assert [call.text for call in person.expect("one", "two")] == ["one", "two"]
    assert [call.text for call in person.until("four")] == ["three", "four"]
    assert person.quiet(0.1)
    with pytest.raises(AssertionError, match=r"wanted \('five',\), got \[\]"):
        person.expect("five", wait=0.1)
    send(api, "six")
    with pytest.raises(AssertionError, match=r"wanted \('five',\), got \['six'\]"):
        person.expect("five", wait=0.1)


def test_a_call_is_waited_for(api: Api, person: Person) -> None:
    with ThreadPoolExecutor() as pool:
        reading = pool.submit(person.expect, "at last")
        send(api, "at last")
        assert reading.result(PATIENCE)[0].message_id == 2


def test_a_refused_call_is_seen_as_one(api: Api, person: Person) -> None:
    api.refused("sendMessage", chat_id=501, text="<b>", parse_mode="HTML")
    call = person.calls()[0]
    assert (call.ok, call.executed, call.message_id, call.text) == (False, False, None, "<b>")
    assert (call.error or "").startswith("Bad Request: can't parse entities")


def test_a_transcript_reads_like_a_talk(api: Api, person: Person) -> None:
    keys = [[{"text": "好", "callback_data": "y"}, {"text": "不", "callback_data": "n"}]]
    number = send(api, "<b>开始？</b>", parse_mode="HTML", reply_markup={"inline_keyboard": keys})
    press = person.click("好")
    api.ok("answerCallbackQuery", callback_query_id=press)
    api.ok("editMessageText", chat_id=501, message_id=number, text="✓ 好")
    person.photo(b"p", caption="门口")
    api.refused("sendMessage", chat_id=501)
    assert person.transcript().splitlines() == [
        "> [start]",
        "< 开始？",
        "    好 | 不",
        "> [click] 好",
        "< [answerCallbackQuery]",
        "< [editMessageText] ✓ 好",
        "> [photo] 门口 photo.jpg",
        "x [sendMessage] (Bad Request: message text is empty)",
    ]


def test_talks_go_on_by_themselves(api: Api, telegram: Telegram) -> None:
    people = [telegram.person(501 + n, VOLUNTEER[1]) for n in range(2)]
    telegram.play(
        [
            person.planned("start"),
            person.planned("click", button="Yes", until="noted"),
            person.planned("text", text="bye"),
        ]
        for person in people
    )
    keys = {"inline_keyboard": [[{"text": "Yes", "callback_data": "y"}]]}
    for chat in (501, 502):
        number = api.ok("sendMessage", chat_id=chat, text="?", reply_markup=keys)["message_id"]
        api.ok("sendMessage", chat_id=chat, text="a word between")
        api.ok("editMessageText", chat_id=chat, message_id=number, text="noted")
        api.ok("sendMessage", chat_id=chat, text="bye")
    assert len(telegram.played()) == 6
    assert telegram.transcript(bot=VOLUNTEER[1], chat=502).splitlines() == [
        "> [start]",
        "< ?",
        "    Yes",
        "> [click] Yes",
        "< a word between",
        "< [editMessageText] noted",
        "> bye",
        "< bye",
    ]


def test_a_talk_that_cannot_go_on_says_so(api: Api, person: Person, telegram: Telegram) -> None:
    telegram.play([[person.planned("text", text="a", until="never shown")]])
    with pytest.raises(AssertionError, match="volunteer_bot 501: never shown"):
        telegram.played(wait=0.1)
    telegram.play([[person.planned("click", button="Yes")]])
    with pytest.raises(AssertionError, match="no button 'Yes'"):
        telegram.played(wait=0.1)


def test_a_reset_forgets_all_but_the_accounts(api: Api, person: Person) -> None:
    api.ok("setMyCommands", commands=[{"command": "a", "description": "b"}])
    person.telegram.reset()
    assert person.messages() == []
    assert api.ok("getUpdates") == []
    assert "chat not found" in api.refused("sendMessage", chat_id=501, text="a")
    assert len(api.ok("getMyCommands")) == 1


def test_two_emulators_do_not_know_each_other(telegram: Telegram) -> None:
    with in_process([STAFF]) as other:
        assert other.base != telegram.base
        assert Api(other, VOLUNTEER[0]).refused("getMe") == "401 Unauthorized"
        assert Api(other, STAFF[0]).ok("getMe")["username"] == STAFF[1]


def test_a_process_of_its_own_does_the_same() -> None:
    with own_process(BOTH, flood=True) as telegram:
        api, person = Api(telegram, VOLUNTEER[0]), telegram.person(501, VOLUNTEER[1])
        person.start()
        assert send(api, "a")
        assert person.expect("a")
        assert [api.ask("sendMessage", chat_id=501, text="b")[0] for _ in range(3)][-1] == 429
        base = telegram.base
    with pytest.raises(ConnectionError):
        Telegram(base).now()


def test_what_never_comes_to_hold_fails() -> None:
    with pytest.raises(AssertionError, match="did not come to hold"):
        eventually(lambda: False, patience=0.05)
