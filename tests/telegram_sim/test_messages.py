"""Messages: edits, deletions, copies, reactions, replies; and that chats are kept apart."""

from __future__ import annotations

from typing import Any

import pytest

from tests.telegram_sim.calling import Api
from tests.telegram_sim.people import Person, Telegram
from tests.telegram_sim.running import STAFF, VOLUNTEER
from tests.telegram_sim.seen import Json

KEYS: Json = {"inline_keyboard": [[{"text": "Yes", "callback_data": "y"}]]}
NOT_MODIFIED = "400 Bad Request: message is not modified: specified new message content"


@pytest.fixture
def sent(api: Api, person: Person) -> int:
    """The number of a message with a keyboard."""
    message = api.ok("sendMessage", chat_id=501, text="one", reply_markup=KEYS)
    return int(message["message_id"])


def at(sent: int) -> Json:
    return {"chat_id": 501, "message_id": sent}


def test_an_edit_changes_the_message_in_its_place(api: Api, person: Person, sent: int) -> None:
    edited = api.ok("editMessageText", **at(sent), text="<b>two</b>", parse_mode="HTML")
    assert (edited["text"], edited["entities"][0]["type"]) == ("two", "bold")
    assert "edit_date" in edited
    assert "reply_markup" not in edited, "a keyboard that is not given again is gone"
    assert person.messages()[-1] == edited
    again = api.refused("editMessageText", **at(sent), text="<b>two</b>", parse_mode="HTML")
    assert again.startswith(NOT_MODIFIED)


SAME: list[tuple[str, Json]] = [
    ("editMessageText", {"text": " one ", "reply_markup": KEYS}),
    ("editMessageReplyMarkup", {"reply_markup": KEYS}),
]


@pytest.mark.parametrize(("method", "args"), SAME)
def test_an_edit_that_changes_nothing_is_refused(
    api: Api, sent: int, method: str, args: Json
) -> None:
    assert api.refused(method, **at(sent), **args).startswith(NOT_MODIFIED)


def test_a_keyboard_alone_is_changed_or_taken_away(api: Api, sent: int) -> None:
    ticked = {"inline_keyboard": [[{"text": "✓ Yes", "callback_data": "y"}]]}
    assert api.ok("editMessageReplyMarkup", **at(sent), reply_markup=ticked)["text"] == "one"
    assert "reply_markup" not in api.ok("editMessageReplyMarkup", **at(sent))
    assert api.refused("editMessageReplyMarkup", **at(sent)).startswith(NOT_MODIFIED)


def test_what_cannot_be_edited(api: Api, person: Person, sent: int) -> None:
    said = person.say("mine")
    edit = "editMessageText"
    assert api.refused(edit, **at(said), text="x").endswith("message can't be edited")
    assert api.refused(edit, **at(999), text="x").endswith("message to edit not found")
    assert api.refused("editMessageCaption", **at(sent), caption="x").endswith("message to edit")
    place = api.ok("sendLocation", chat_id=501, latitude=1.5, longitude=2)["message_id"]
    assert "no text in the message" in api.refused(edit, **at(place), text="x")


def test_captions_and_files_are_edited(api: Api, person: Person) -> None:
    person.voice(b"v")
    voice = person.messages()[-1]["voice"]["file_id"]
    number = api.ok("sendVoice", chat_id=501, voice=voice, caption="a")["message_id"]
    assert api.ok("editMessageCaption", **at(number), caption="b")["caption"] == "b"
    assert api.refused("editMessageCaption", **at(number), caption="b").startswith(NOT_MODIFIED)
    person.send("document", "a.pdf", b"%PDF", "application/pdf")
    media = {"type": "document", "media": person.messages()[-1]["document"]["file_id"]}
    edited = api.ok("editMessageMedia", **at(number), media=media)
    assert (edited["document"]["file_name"], "voice" in edited, "caption" in edited) == (
        "a.pdf",
        False,
        False,
    )


def test_a_message_is_deleted_within_48_hours(
    api: Api, person: Person, telegram: Telegram, sent: int
) -> None:
    said = person.say("mine")
    assert api.ok("deleteMessage", **at(said))
    assert api.refused("deleteMessage", **at(said)).endswith("message to delete not found")
    telegram.advance(48 * 3600 + 1)
    assert api.refused("deleteMessage", **at(sent)).endswith("message can't be deleted")
    fresh = [person.say("a"), person.say("b")]
    assert api.ok("deleteMessages", chat_id=501, message_ids=[*fresh, 999])
    assert [message["message_id"] for message in person.messages()] == [1, sent]


def test_a_copy_has_no_origin_and_a_forward_has(api: Api, person: Person) -> None:
    person.send("document", "a.pdf", b"%PDF", "application/pdf", caption="原")
    source = {"chat_id": 501, "from_chat_id": 501, "message_id": 2}
    assert list(api.ok("copyMessage", **source)) == ["message_id"]
    api.ok("copyMessage", **source, caption="<b>新</b>", parse_mode="HTML")
    forwarded = api.ok("forwardMessage", **source)
    copied, renamed = person.messages()[2:4]
    assert (copied["caption"], renamed["caption"]) == ("原", "新")
    assert "forward_origin" not in copied
    assert forwarded["forward_origin"]["sender_user"]["id"] == 501
    missing = {**source, "message_id": 99}
    assert api.refused("copyMessage", **missing).endswith("message to copy not found")
    assert api.refused("forwardMessage", **missing).endswith("message to forward not found")


def test_a_reaction_is_one_known_emoji(api: Api, person: Person) -> None:
    said = person.say("good news")

    def give(*emoji: str) -> Json:
        return {**at(said), "reaction": [{"type": "emoji", "emoji": each} for each in emoji]}

    assert api.ok("setMessageReaction", **give("👍"))
    assert person.screen()["reactions"] == {str(said): [{"type": "emoji", "emoji": "👍"}]}
    assert api.ok("setMessageReaction", **give())
    assert person.screen()["reactions"] == {str(said): []}
    assert "REACTION_INVALID" in api.refused("setMessageReaction", **give("🧾"))
    assert "REACTIONS_TOO_MANY" in api.refused("setMessageReaction", **give("👍", "👎"))
    missing = {"chat_id": 501, "message_id": 99, "reaction": []}
    assert "not found" in api.refused("setMessageReaction", **missing)


def test_the_emoji_are_those_that_the_frameworks_know() -> None:
    from telegram.constants import ReactionEmoji

    from tests.telegram_sim.editing import REACTIONS

    def plain(emoji: str) -> str:
        return emoji.replace("\ufe0f", "")

    assert {plain(each) for each in REACTIONS} == {plain(each.value) for each in ReactionEmoji}


def test_a_reply_shows_what_it_replies_to(api: Api, person: Person) -> None:
    said = person.say("a question")

    def answer(number: int, **more: Any) -> Json:
        return {"chat_id": 501, "text": "a", "reply_parameters": {"message_id": number, **more}}

    assert api.ok("sendMessage", **answer(said))["reply_to_message"]["text"] == "a question"
    missing = answer(99)
    assert api.refused("sendMessage", **missing).endswith("message to be replied not found")
    allowed = answer(99, allow_sending_without_reply=True)
    assert "reply_to_message" not in api.ok("sendMessage", **allowed)
    person.say("thanks", reply_to=3)
    assert person.messages()[-1]["reply_to_message"]["text"] == "a"


def test_a_thread_makes_no_difference(api: Api, person: Person) -> None:
    sent = api.ok("sendMessage", chat_id="501", text="a", message_thread_id="7")
    assert "message_thread_id" not in sent


def test_places_and_cards(api: Api, person: Person) -> None:
    place = {"chat_id": 501, "latitude": 30.5, "longitude": 114.3}
    assert api.ok("sendLocation", **place)["location"]["longitude"] == 114.3
    for wrong in ({"latitude": 91}, {"latitude": -91}, {"longitude": 181}, {"longitude": -181}):
        assert "wrong latitude" in api.refused("sendLocation", **{**place, **wrong})
    venue = api.ok("sendVenue", **place, title="大厅", address="1号")
    assert venue["venue"]["location"] == venue["location"]
    card = api.ok("sendContact", chat_id=501, phone_number="12345", first_name="热线")
    assert card["contact"] == {"phone_number": "12345", "first_name": "热线"}


def test_a_bot_writes_only_where_it_was_spoken_to(api: Api, staff: Api, person: Person) -> None:
    assert api.ok("sendMessage", chat_id=501, text="a")
    assert staff.refused("sendMessage", chat_id=501, text="a") == "400 Bad Request: chat not found"
    assert api.refused("sendMessage", chat_id=502, text="a") == "400 Bad Request: chat not found"
    assert api.refused("sendMessage", chat_id="@nobody", text="a").endswith("chat not found")
    assert api.refused("sendMessage", text="a") == "400 Bad Request: chat_id is empty"


def test_one_person_has_a_chat_with_each_bot(
    api: Api, staff: Api, person: Person, telegram: Telegram
) -> None:
    at_work = telegram.person(501, STAFF[1])
    at_work.say("for the staff's bot")
    person.say("for the other")
    assert [message["text"] for message in at_work.messages()] == ["for the staff's bot"]
    assert [message["text"] for message in person.messages()] == ["/start", "for the other"]
    assert len(staff.ok("getUpdates")) == 1
    api.ok("sendMessage", chat_id=501, text="of the one")
    staff.ok("sendMessage", chat_id=501, text="of the other")
    assert [call.text for call in at_work.calls()] == ["of the other"]
    assert "of the one" not in at_work.transcript()
    at_work.block()
    assert "blocked" in staff.refused("sendMessage", chat_id=501, text="a")
    assert api.ok("sendMessage", chat_id=501, text="a")


def test_message_numbers_of_private_chats_are_one_row(api: Api, telegram: Telegram) -> None:
    first, second = telegram.person(601, VOLUNTEER[1]), telegram.person(602, VOLUNTEER[1])
    assert [first.say("a"), second.say("b"), first.say("c")] == [1, 2, 3]


def test_a_group_is_one_chat_for_all(api: Api, staff: Api, telegram: Telegram) -> None:
    here = {"chat": -1001, "title": "走流程专班"}
    for bot in (VOLUNTEER[1], STAFF[1]):
        telegram.person(601, bot, chat=-1001).act("text", text=bot, **here)
    assert api.ok("sendMessage", chat_id=-1001, text="a")["message_id"] == 3
    seen = telegram.person(601, STAFF[1], chat=-1001).messages()
    assert [message["text"] for message in seen] == [VOLUNTEER[1], STAFF[1], "a"]
    assert api.ok("getChat", chat_id=-1001)["title"] == "走流程专班"
    telegram.person(601, VOLUNTEER[1], chat=-1001).block()
    words = api.refused("sendMessage", chat_id=-1001, text="a")
    assert words == "403 Forbidden: bot was kicked from the supergroup chat"
    assert staff.ok("leaveChat", chat_id=-1001)
    assert "chat not found" in staff.refused("sendMessage", chat_id=-1001, text="a")
