"""The whole pipeline over HTTP: the same by polling and by webhooks, also when calls fail."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.app import open_app
from bot.channels.telegram.webhooks import MAX_BODY, SECRET_HEADER, secret_of
from bot.dialogue.messages import Outcome
from bot.holding import CannotServe
from bot.serving import Options
from storage.deliveries import Deliveries
from storage.updates import Updates
from tests.bot.channels.both_ways.town import picture
from tests.bot.channels.telegram.serving import configured, served
from tests.telegram_sim.killing import children
from tests.telegram_sim.people import Person, Telegram, eventually
from tests.telegram_sim.running import VOLUNTEER

HOOK = f"/telegram/{VOLUNTEER[1]}"
ENDLESS = """
import time
from bot import thinking_process
from bot.dialogue.dialogue import Dialogue

Dialogue.handle = lambda *_: time.sleep(600)
thinking_process.main()
"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.mark.parametrize("way", ["polling", "webhook"])
def test_a_walk_begins_and_what_was_said_meanwhile_is_answered_later(
    telegram: Telegram, person: Person, home: Path, way: str
) -> None:
    port = free_port()
    more = {"telegram_webhook": f"http://127.0.0.1:{port}"} if way == "webhook" else {}
    settings = configured(home, telegram, listen=f"127.0.0.1:{port}", **more)
    with served(settings):
        person.say("走流程 陪同式帮办")
        person.until("陪")
        telegram.fault(method="sendMessage", code=429, retry_after=1, chat_id=501)
        person.say("补办身份证")
        refused, sent = person.calls(2)
        assert (refused.ok, sent.ok, refused.text) == (False, True, sent.text)
    person.say("帮助")
    with served(settings):
        person.until("随时可以说")
    with open_app(settings) as app:
        assert Updates(app.engine).waiting(VOLUNTEER[1]) == []
        assert Deliveries(app.engine).waiting(VOLUNTEER[1], "501") == []


def test_an_update_that_comes_twice_is_answered_once(
    telegram: Telegram, person: Person, home: Path
) -> None:
    port = free_port()
    settings = configured(
        home, telegram, listen=f"127.0.0.1:{port}", telegram_webhook=f"http://127.0.0.1:{port}"
    )
    with served(settings):
        update = {
            "update_id": 77,
            "message": {
                "message_id": 9,
                "date": 1_790_000_000,
                "chat": {"id": 501, "type": "private"},
                "from": {"id": 501, "is_bot": False, "first_name": "小李"},
                "text": "帮助",
            },
        }
        person.say("帮助")  # so that the bot may write
        person.until("随时可以说")
        assert [posted(port, update), posted(port, update)] == [200, 200]
        person.until("随时可以说")
        assert person.quiet()


def test_what_comes_without_the_secret_is_refused(
    telegram: Telegram, person: Person, home: Path
) -> None:
    port = free_port()
    settings = configured(
        home, telegram, listen=f"127.0.0.1:{port}", telegram_webhook=f"http://127.0.0.1:{port}"
    )
    update = {"update_id": 1, "message": {}}
    with served(settings):
        assert posted(port, update, secret="wrong") == 401
        assert posted(port, update, secret="") == 401
        assert posted(port, update, path="/telegram/another") == 404
        assert posted(port, {"pad": "x" * MAX_BODY}) == 413
        assert posted(port, {"update_id": "no number"}) == 400
        assert asked(port, "/healthz")[0] == asked(port, "/readyz")[0] == 200
        page = asked(port, "/metrics")[1]
        assert 'walkalong_outbox_dead{bot="volunteer_bot"} 0.0' in page
        assert 'walkalong_given_up_total{bot="volunteer_bot"} 0.0' in page
        assert VOLUNTEER[0] not in page


def test_who_blocked_the_bot_has_a_paused_walk_and_gets_nothing(
    telegram: Telegram, person: Person, home: Path
) -> None:
    settings = configured(home, telegram)
    with served(settings):
        person.say("走流程 陪同式帮办")
        person.until("陪")
        telegram.fault(method="sendMessage", code=403, chat_id=501, times=1)
        person.say("补办身份证")
        with open_app(settings) as app:
            seen = lambda: app.store.peek(VOLUNTEER[1], "501", "").walk  # noqa: E731
            eventually(lambda: (walk := seen()) and walk.state.status == "paused")
            counts = Deliveries(app.engine).counts
            eventually(lambda: counts().get((VOLUNTEER[1], "waiting"), 0) == 0)
            assert counts()[(VOLUNTEER[1], "dead")] >= 1
        person.say("继续")
        assert [call.ok for call in person.calls(2)] == [False, True]


def test_what_cannot_be_put_into_messages_does_not_stop_its_chat(
    telegram: Telegram, person: Person, home: Path
) -> None:
    settings = configured(home, telegram)
    with open_app(settings) as app:
        deliveries = Deliveries(app.engine)
        deliveries.add(VOLUNTEER[1], "501", {"replies": [{"text": None}]}, app.clock())
        deliveries.add(VOLUNTEER[1], "501", Outcome(()).to_payload(), app.clock())
        with app.engine.begin() as connection:
            connection.execute(text("UPDATE delivery SET payload = 'no packed one' WHERE id = 2"))
        person.say("帮助")
        with served(settings):
            person.until("随时可以说")
        assert deliveries.counts()[(VOLUNTEER[1], "dead")] == 2


def test_a_press_is_answered_with_what_stands_on_the_button(
    telegram: Telegram, person: Person, home: Path
) -> None:
    with served(configured(home, telegram)):
        person.start()
        assert person.until("我是陪走")[-1].buttons == ["走流程", "报问题", "帮助"]
        press = person.click("帮助")
        person.until("随时可以说")
        eventually(lambda: person.answered(press))
        assert (person.answered(press) or {})["text"] == "帮助"


def test_an_album_is_one_message_with_all_its_files(
    telegram: Telegram, person: Person, home: Path
) -> None:
    settings = configured(home, telegram)
    with served(settings):
        person.say("走流程 陪同式帮办")
        person.until("哪个")
        person.album([picture(number) for number in range(10)])
        person.until("收到 10 张照片")
        person.voice(b"OggS" + b"\0" * 64)
        assert "我听不了" in person.until("收到 1 条语音")[-1].text


def test_what_was_sent_though_the_server_said_otherwise_comes_once_more_and_no_more(
    telegram: Telegram, person: Person, home: Path
) -> None:
    settings = configured(home, telegram)
    with served(settings):
        telegram.fault(method="sendMessage", code=502, chat_id=501, after=True, times=1)
        person.say("帮助")
        first, again = person.calls(2)
        assert first.text == again.text
        assert person.quiet()


def test_a_second_instance_on_the_same_home_steps_aside(telegram: Telegram, home: Path) -> None:
    settings = configured(home, telegram)
    with (
        served(settings),
        pytest.raises(CannotServe, match="steps aside"),
        served(settings, Options(lock_seconds=0.1)),
    ):
        pytest.fail("both serve")


def test_a_dialogue_that_cannot_start_is_told(telegram: Telegram, home: Path) -> None:
    ends = Options(dialogue=(sys.executable, "-c", "raise SystemExit(3)"))
    settings = configured(home, telegram)
    with pytest.raises(CannotServe, match="cannot be started"), served(settings, ends):
        pytest.fail("it serves")


def test_one_that_thinks_without_end_does_not_hold_up_the_end_and_loses_nothing(
    telegram: Telegram, person: Person, home: Path
) -> None:
    settings = configured(home, telegram)
    with served(settings, Options(dialogue=(sys.executable, "-c", ENDLESS))):
        person.say("帮助")
        with open_app(settings) as app:
            updates = Updates(app.engine)
            eventually(lambda: updates.waiting(VOLUNTEER[1]))
    with served(settings):
        person.until("随时可以说")
        assert person.quiet()


def test_it_is_not_ready_while_the_dialogue_is_started_again(
    telegram: Telegram, person: Person, home: Path
) -> None:
    port = free_port()
    before = set(children(os.getpid()))
    with served(configured(home, telegram, listen=f"127.0.0.1:{port}")):
        assert asked(port, "/readyz")[0] == 200
        [process] = {*children(os.getpid())} - before
        os.kill(process, signal.SIGKILL)
        eventually(lambda: asked(port, "/readyz")[0] == 503)
        assert asked(port, "/healthz")[0] == 200
        person.say("帮助")
        person.until("随时可以说")
        assert asked(port, "/readyz")[0] == 200
        assert "walkalong_dialogue_restarts_total 1.0" in asked(port, "/metrics")[1]


def test_a_token_that_the_server_does_not_know_is_told(telegram: Telegram, home: Path) -> None:
    settings = configured(home, telegram, volunteer_token="999:nobody")
    with pytest.raises(CannotServe, match="knows no token of volunteer_bot"), served(settings):
        pytest.fail("it serves")


def posted(port: int, body: object, *, secret: str | None = None, path: str = HOOK) -> int:
    shown = secret_of(VOLUNTEER[0]) if secret is None else secret
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    headers = {SECRET_HEADER: shown, "Content-Type": "application/json"}
    connection.request("POST", path, json.dumps(body), headers)
    return connection.getresponse().status


def asked(port: int, path: str) -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", path)
    answer = connection.getresponse()
    return answer.status, answer.read().decode()
