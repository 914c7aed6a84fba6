"""What a busy server and a bad network do: all is said once, in its order, and nothing is lost."""

from __future__ import annotations

import shutil
import time
from pathlib import Path
from typing import Any

import pytest

from bot.channels.telegram import desk
from bot.channels.volunteer_bot import transport
from tests.bot.channels.both_ways.town import Town, founded, goes, picture
from tests.telegram_sim.people import eventually
from tests.telegram_sim.running import VOLUNTEER
from tests.telegram_sim.seen import Call


@pytest.mark.parametrize(
    "fault",
    [
        {"code": 429, "retry_after": 1},
        {"code": 500},
        {"code": 502, "html": True},
        {"code": 401, "description": "Unauthorized"},
        {"cut": True},
    ],
    ids=lambda fault: str(fault.get("code", "cut")),
)
def test_what_is_refused_for_now_is_sent_later_and_before_what_follows(
    town: Town, fault: dict[str, Any]
) -> None:
    person = town.walker()
    town.telegram.fault(method="sendMessage", chat_id=person.chat, times=2, **fault)
    goes(person, ("窗口", "最想弄清楚"))
    person.say("没有")
    calls = person.until("哪种情况")
    shown = [call.text for call in person.telegram.calls(chat=person.chat, method="sendMessage")]
    told = [text for text in shown if "最想弄清楚" in text]
    assert len(told) == 3
    assert calls[-1].ok
    assert town.dead(person) == []


def test_a_call_that_takes_too_long_is_made_again(
    template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transport, "CALL_SECONDS", 2.0)
    home = Path(shutil.copytree(template, tmp_path / "home"))
    with founded(home, "webhook") as town:
        person = town.walker()
        town.telegram.fault(method="sendMessage", chat_id=person.chat, delay=4.0, code=504)
        goes(person, ("窗口", "最想弄清楚"))

        def asked() -> list[Call]:
            sent = town.telegram.calls(chat=person.chat, method="sendMessage")
            return [call for call in sent if "最想弄清楚" in call.text]

        eventually(lambda: len(asked()) == 2)
        late, again = asked()
        assert (late.ok, again.ok, late.text) == (False, True, again.text)


def test_what_was_done_though_the_answer_was_lost_comes_once_more(town: Town) -> None:
    person = town.walker()
    town.telegram.fault(method="sendMessage", chat_id=person.chat, after=True, code=502)
    person.say("窗口")
    first, again = person.calls(2)
    assert (first.executed, first.text) == (True, again.text)
    goes(person, ("没有", "哪种情况"))
    assert person.quiet()


def test_a_lost_acknowledgement_changes_nothing(town: Town) -> None:
    person = town.walker()
    if town.way == "webhook":
        town.telegram.fault(deliver="message", chat_id=person.chat, after=True, times=2)
    else:
        town.telegram.fault(method="getUpdates", bot=person.bot, after=True, times=2)
    goes(person, ("窗口", "最想弄清楚"), ("没有", "哪种情况"))
    assert person.quiet()
    assert town.heard(person)[-2:] == ["窗口", "没有"]


def test_updates_that_cannot_be_had_for_a_while_come_later(town: Town) -> None:
    person = town.walker()
    if town.way == "webhook":
        town.telegram.fault(deliver="message", chat_id=person.chat, code=502, times=3)
    else:
        town.telegram.fault(method="getUpdates", bot=person.bot, code=502, times=2)
    [call] = goes(person, ("窗口", "最想弄清楚"))
    assert call.ok


def test_who_blocks_the_bot_pauses_and_goes_on_where_it_was(town: Town) -> None:
    person = town.walker()
    goes(person, ("窗口", "最想弄清楚"))
    person.block()
    eventually(lambda: town.status(person) == "paused")
    town.settled(person)
    person.start()  # Telegram's button for coming back
    back = person.until("还暂停着")[-1]
    assert back.buttons == ["继续"]
    goes(person, ("[继续]", "最想弄清楚"), ("没有", "哪种情况"))


def test_who_has_blocked_the_bot_unnoticed_pauses_when_something_is_sent(town: Town) -> None:
    person = town.walker()
    town.telegram.fault(method="sendMessage", code=403, chat_id=person.chat)
    person.say("窗口")
    [refused] = person.calls()
    assert not refused.ok
    eventually(lambda: town.status(person) == "paused")
    town.settled(person)
    assert {one.reason for one in town.dead(person)} == {"blocked"}
    goes(person, ("继续", "最想弄清楚"))


def test_a_file_that_comes_at_the_second_attempt_is_kept(town: Town) -> None:
    person = town.walker()
    town.telegram.fault(method="getFile", bot=person.bot, code=429, retry_after=1)
    person.photo(picture(person.user))
    assert "没取下来" not in person.until("收到 1 张照片")[-1].text


def test_a_file_that_cannot_be_had_is_told_and_the_others_are_kept(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk, "PAUSES", (0.01,) * 4)
    person = town.walker()
    town.telegram.fault(method="getFile", bot=person.bot, code=502, times=4)
    person.album([picture(person.user + number) for number in range(3)])
    calls = person.until("收到 2 张照片")
    assert "没取下来" in calls[0].text
    goes(person, ("窗口", "最想弄清楚"))


def test_a_box_that_could_not_be_ticked_does_not_count(town: Town) -> None:
    person = town.walker()
    town.telegram.fault(method="editMessageReplyMarkup", chat_id=person.chat, code=500)
    press = person.click("☐ APP")
    person.calls()
    goes(person, ("[☐ 办事窗口]", "从哪儿办"), ("[完成]", "最想弄清楚"))
    assert town.answers(person)["channels"] == ("window",)
    answer = person.answered(press)
    assert answer is not None
    assert "再点一次" in answer["text"]


def test_a_message_that_cannot_be_handled_is_told_of_and_the_chat_goes_on(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk, "PAUSES", (0.01,) * 4)
    person = town.volunteer(language_code="en")
    before = town.measured("given_up_total", bot=person.bot)

    def fails(message: object) -> None:
        if "bad" in str(message):
            raise RuntimeError("as the test wants it")

    town.before[str(person.chat)] = fails
    person.say("a bad message")
    [sorry] = person.calls()
    assert "could not be handled" in sorry.text
    goes(person, ("help", "walk"))
    assert town.measured("given_up_total", bot=person.bot) == before + 1
    assert town.measured("failures_total", bot=person.bot) >= desk.ATTEMPTS


def test_what_failed_once_is_tried_again_and_nothing_is_said_of_it(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk, "PAUSES", (0.01,) * 4)
    person = town.walker()
    attempts: list[object] = []

    def fails_twice(message: object) -> None:
        attempts.append(message)
        if len(attempts) < 3:
            raise OSError("the disk is away")

    town.before[str(person.chat)] = fails_twice
    person.say("窗口")
    assert "最想弄清楚" in person.calls()[0].text
    assert town.heard(person)[-1] == "窗口"


def test_typing_is_shown_while_something_takes_long_and_no_longer(town: Town) -> None:
    person = town.walker()
    town.before[str(person.chat)] = lambda _: time.sleep(1.5)
    began = town.telegram.now()
    goes(person, ("窗口", "最想弄清楚"))
    town.before.clear()
    about = {"bot": person.bot, "chat": person.chat}
    [typing] = town.telegram.calls(since=began, method="sendChatAction", **about)
    assert typing.args["action"] == "typing"
    goes(person, ("没有", "哪种情况"))
    assert len(town.telegram.calls(since=began, method="sendChatAction", **about)) == 1


def test_kinds_of_update_that_nobody_knows_are_ignored_and_counted(town: Town) -> None:
    person = town.walker()
    before = town.measured("updates_total", bot=person.bot, kind="other")
    person.act("raw", kind="of_next_year", object={"x": 1}, unchecked=True, unasked=True)
    person.act("raw", kind="poll_answer", object={"poll_id": "1"}, unchecked=True, unasked=True)
    goes(person, ("窗口", "最想弄清楚"))
    assert town.measured("updates_total", bot=person.bot, kind="other") == before + 2
    assert "of_next_year" not in town.page("/metrics")[1]


@pytest.mark.parametrize("bot", ["volunteer", "staff"])
def test_groups_are_left_with_a_word(town: Town, bot: str) -> None:
    person = town.volunteer() if bot == "volunteer" else town.stranger()
    group = town.telegram.person(person.user, person.bot, chat=-person.user, first_name="小李")
    me = {"id": int(VOLUNTEER[0].partition(":")[0]), "is_bot": True, "first_name": "bot"}
    change = {
        "chat": {"id": group.chat, "type": "group", "title": "群"},
        "from": {"id": person.user, "is_bot": False, "first_name": "小李"},
        "date": 1,
        "old_chat_member": {"status": "left", "user": me},
        "new_chat_member": {"status": "member", "user": me},
    }
    group.say("大家好")
    assert [call.method for call in group.calls(method="leaveChat")] == ["leaveChat"]
    group.act("raw", kind="my_chat_member", object=change)
    word, left = group.calls(2, method="sendMessage,leaveChat")
    assert "私聊" in word.text
    assert left.method == "leaveChat"
    assert town.heard(group) == []
