"""The account: who the bot is, its menus in two languages, signing off, what is not emulated."""

from __future__ import annotations

import json

import pytest

from tests.telegram_sim.calling import Api
from tests.telegram_sim.people import Person, Telegram
from tests.telegram_sim.running import VOLUNTEER
from tests.telegram_sim.seen import Json

CHINESE: list[Json] = [{"command": "walk", "description": "走流程"}]
ENGLISH: list[Json] = [{"command": "walk", "description": "Start a walk"}]
OF_ONE: list[Json] = [{"command": "stop", "description": "停"}]


def test_a_bot_learns_who_it_is(api: Api) -> None:
    me = api.ok("getMe")
    assert (me["id"], me["username"], me["is_bot"]) == (111, "volunteer_bot", True)


def test_names_of_methods_and_ways_to_pass_parameters(api: Api, person: Person) -> None:
    path = f"/bot{api.token}/SENDmessage?chat_id=501&text=by+query"
    assert api.request("GET", path)[0] == 200
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    whole = f"/bot{api.token}/sendMessage"
    assert api.request("POST", whole, b"chat_id=501&text=by+form", form)[0] == 200
    answer = api.upload("sendMessage", {}, chat_id=501, text="by parts", disable_notification=True)
    assert answer["ok"]
    assert [message["text"] for message in person.messages()[1:]] == [
        "by query",
        "by form",
        "by parts",
    ]


def test_whoever_is_no_bot_is_refused(telegram: Telegram) -> None:
    assert Api(telegram, "999:wrong").refused("getMe") == "401 Unauthorized"


def test_a_method_that_is_not_there(api: Api) -> None:
    assert api.refused("sendLetter") == "404 Not Found: method not found"


def test_a_method_that_is_not_emulated_says_so(api: Api) -> None:
    assert api.refused("getStickerSet", name="x").startswith("501 getStickerSet of Bot API")


def test_commands_are_kept_by_scope_and_language(api: Api, telegram: Telegram) -> None:
    private = {"type": "all_private_chats"}
    assert api.ok("setMyCommands", commands=CHINESE)
    assert api.ok("setMyCommands", commands=ENGLISH, scope=private, language_code="en")
    assert api.ok("getMyCommands") == CHINESE
    assert api.ok("getMyCommands", language_code="en") == []
    assert api.ok("getMyCommands", scope=private, language_code="en") == ENGLISH
    kept = telegram.state(VOLUNTEER[1])["commands"]
    assert [(each["scope"]["type"], each["language"]) for each in kept] == [
        ("default", ""),
        ("all_private_chats", "en"),
    ]


def test_a_person_sees_the_menu_of_their_language(api: Api, telegram: Telegram) -> None:
    people = {
        code: telegram.person(700 + n, VOLUNTEER[1], language_code=code)
        for n, code in enumerate(("zh-hans", "en", "en-GB", "fr"))
    }
    for person in people.values():
        person.start()
    api.ok("setMyCommands", commands=CHINESE)
    api.ok("setMyCommands", commands=ENGLISH, language_code="en")
    seen = {code: person.screen()["menu"] for code, person in people.items()}
    assert seen == {"zh-hans": CHINESE, "en": ENGLISH, "en-GB": ENGLISH, "fr": CHINESE}
    one = {"type": "chat", "chat_id": 701}
    api.ok("setMyCommands", commands=OF_ONE, scope=one)
    assert people["en"].screen()["menu"] == OF_ONE
    api.ok("deleteMyCommands", scope=one)
    assert people["en"].screen()["menu"] == ENGLISH


BAD_COMMANDS = [
    ({"commands": [{"command": "Walk", "description": "x"}]}, "BOT_COMMAND_INVALID"),
    ({"commands": [{"command": "走", "description": "x"}]}, "BOT_COMMAND_INVALID"),
    ({"commands": [{"command": "w" * 33, "description": "x"}]}, "BOT_COMMAND_INVALID"),
    ({"commands": [{"command": "w", "description": ""}]}, "BOT_COMMAND_DESCRIPTION_INVALID"),
    ({"commands": ENGLISH * 101}, "BOT_COMMANDS_TOO_MUCH"),
    ({"commands": ENGLISH, "language_code": "zh-hans"}, "LANG_CODE_INVALID"),
]


@pytest.mark.parametrize(("args", "why"), BAD_COMMANDS)
def test_bad_commands_are_refused(api: Api, args: Json, why: str) -> None:
    assert why in api.refused("setMyCommands", **args)


def test_the_menu_button_of_all_and_of_one(api: Api, person: Person) -> None:
    assert api.ok("getChatMenuButton") == {"type": "commands"}
    page = {"type": "web_app", "text": "看", "web_app": {"url": "https://a.example"}}
    assert api.ok("setChatMenuButton", menu_button=page)
    assert api.ok("getChatMenuButton", chat_id=501) == page
    api.ok("setChatMenuButton", chat_id=501, menu_button={"type": "commands"})
    assert person.screen()["button"] == {"type": "commands"}
    assert api.ok("getChatMenuButton") == page


def test_names_and_descriptions_by_language(api: Api) -> None:
    api.ok("setMyDescription", description="陪您走流程")
    api.ok("setMyDescription", description="Walks along", language_code="en")
    assert api.ok("getMyDescription", language_code="en") == {"description": "Walks along"}
    assert api.ok("getMyDescription", language_code="fr") == {"description": "陪您走流程"}
    assert api.ok("getMyName") == {"name": ""}
    words = api.refused("setMyShortDescription", short_description="x" * 121)
    assert words == "400 Bad Request: short_description is too long"


def test_actions_are_written_down(api: Api, person: Person) -> None:
    assert api.ok("sendChatAction", chat_id=501, action="typing")
    assert [call.args["action"] for call in person.calls(method="sendChatAction")] == ["typing"]
    assert "wrong parameter action" in api.refused("sendChatAction", chat_id=501, action="dance")


def test_who_logged_out_is_served_no_more(api: Api, person: Person, telegram: Telegram) -> None:
    assert api.ok("logOut")
    assert api.refused("getMe") == "400 Logged out"
    telegram.reset()
    assert api.ok("getMe")


def test_a_bot_is_closed_after_ten_minutes(api: Api, telegram: Telegram) -> None:
    assert api.refused("close").startswith("429 Too Many Requests: retry after")
    telegram.advance(601)
    assert api.ok("close")


def test_a_member_is_whoever_is_known(api: Api, person: Person) -> None:
    assert api.ok("getChatMember", chat_id=501, user_id=501)["status"] == "member"
    assert "user not found" in api.refused("getChatMember", chat_id=501, user_id=5)


def test_what_does_not_fit_the_schema_is_written_down(
    api: Api, person: Person, telegram: Telegram
) -> None:
    assert api.ok("sendMessage", chat_id=501, text="a", disable_web_page_preview=True)
    assert api.ok("sendMessage", chat_id=501, text="b", link_preview_options={"is_off": True})
    assert telegram.violations() == [
        "sendMessage.disable_web_page_preview: no parameter of it",
        "sendMessage.link_preview_options.is_off: not a field of LinkPreviewOptions",
    ]


def test_what_cannot_be_read_is_refused(api: Api, person: Person) -> None:
    words = api.refused("sendMessage", chat_id=501, text="a", reply_markup="{")
    assert words == "400 Bad Request: can't parse reply_markup JSON object"
    words = api.refused("deleteMessage", chat_id=501, message_id="one")
    assert words == '400 Bad Request: invalid parameter "message_id"'
    keys = json.dumps({"inline_keyboard": []})
    assert api.ok("sendMessage", chat_id="501", text="a", reply_markup=keys)
