"""Webhooks: the secret, the order, what is tried again, and what a reply may call."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from aiohttp import web

from tests.telegram_sim.calling import Api
from tests.telegram_sim.people import PATIENCE, Person, Telegram, eventually
from tests.telegram_sim.running import QUICK, VOLUNTEER, background, listening
from tests.telegram_sim.seen import Json
from tests.telegram_sim.webhooks import SECRET_HEADER

Answer = Callable[[Json], web.Response | None]


class Hook:
    """What a bot's listener got, and what it answers."""

    def __init__(self) -> None:
        self.got: list[Json] = []
        self.headers: list[Any] = []
        self.answer: Answer = lambda update: None
        self.open = threading.Event()
        self.open.set()
        self.at_once = self.most_at_once = 0
        self.url = ""
        self._changed = threading.Condition()

    async def receive(self, request: web.Request) -> web.Response:
        update = await request.json()
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        with self._changed:
            self.headers.append(request.headers)
            self.got.append(update)
            self._changed.notify_all()
        while not self.open.is_set():
            await asyncio.sleep(0.01)
        self.at_once -= 1
        return self.answer(update) or web.Response()

    def wait(self, n: int) -> list[Json]:
        """The first n updates."""
        with self._changed:
            assert self._changed.wait_for(lambda: len(self.got) >= n, PATIENCE), self.got
            return self.got[:n]

    def texts(self, n: int) -> list[str]:
        return [update.get("message", {}).get("text", "press") for update in self.wait(n)]


@contextmanager
def listener() -> Iterator[Hook]:
    with background() as loop:
        hook, app = Hook(), web.Application()
        app.router.add_post("/hook", hook.receive)
        runner = web.AppRunner(app, shutdown_timeout=0.2)
        hook.url = f"http://127.0.0.1:{loop.run(listening(runner, 0))}/hook"
        yield hook
        hook.open.set()
        loop.run(runner.cleanup())


@pytest.fixture
def hook() -> Iterator[Hook]:
    with listener() as hook:
        yield hook


def delivered(telegram: Telegram) -> None:
    """Waits until nothing is pending."""
    eventually(lambda: telegram.state(VOLUNTEER[1])["pending"] == 0)


def test_what_waits_is_delivered_with_the_secret(api: Api, person: Person, hook: Hook) -> None:
    person.say("before")
    assert api.ok("setWebhook", url=hook.url, secret_token="a-Secret_1")
    person.say("after")
    assert hook.texts(3) == ["/start", "before", "after"]
    assert {headers[SECRET_HEADER] for headers in hook.headers} == {"a-Secret_1"}
    delivered(api.telegram)
    assert [each["status"] for each in api.telegram.deliveries()] == [200, 200, 200]


def test_no_secret_no_header(api: Api, person: Person, hook: Hook) -> None:
    api.ok("setWebhook", url=hook.url)
    hook.wait(1)
    assert SECRET_HEADER not in hook.headers[0]


REFUSED = [
    ({"url": "https://bot.example/hook"}, "loopback only"),
    ({"url": "http://127.0.0.1:1/", "secret_token": "a b"}, "unallowed characters"),
    ({"url": "http://127.0.0.1:1/", "secret_token": "x" * 257}, "secret_token is too long"),
    ({"url": "http://127.0.0.1:1/", "max_connections": 101}, "MAX_CONNECTIONS_INVALID"),
]


@pytest.mark.parametrize(("args", "why"), REFUSED)
def test_a_bad_webhook_is_refused(api: Api, args: Json, why: str) -> None:
    assert why in api.refused("setWebhook", **args)
    assert api.ok("getWebhookInfo")["url"] == ""


def test_a_chat_is_in_order_and_chats_go_side_by_side(
    api: Api, person: Person, hook: Hook, telegram: Telegram
) -> None:
    hook.open.clear()
    api.ok("setWebhook", url=hook.url)
    person.say("second")
    telegram.person(502, VOLUNTEER[1]).say("of another")
    hook.wait(2)
    hook.open.set()
    assert hook.texts(3)[2] == "second"
    assert sorted(hook.texts(2)) == ["/start", "of another"]
    assert hook.most_at_once == 2


def test_no_more_at_once_than_the_bot_wants(api: Api, hook: Hook, telegram: Telegram) -> None:
    api.ok("setWebhook", url=hook.url, max_connections=2)
    hook.open.clear()
    people = [telegram.person(600 + n, VOLUNTEER[1]) for n in range(6)]
    telegram.at_once(each.planned("text", text="at once") for each in people)
    hook.wait(2)
    hook.open.set()
    hook.wait(6)
    assert hook.most_at_once == 2


def test_a_press_overtakes_a_message(api: Api, person: Person, hook: Hook) -> None:
    keyboard = {"inline_keyboard": [[{"text": "Yes", "callback_data": "y"}]]}
    api.ok("sendMessage", chat_id=501, text="?", reply_markup=keyboard)
    api.telegram.fault(deliver="message", cut=True, times=2)
    api.ok("setWebhook", url=hook.url)
    person.click("Yes")
    person.say("after it")
    assert hook.texts(3) == ["press", "/start", "after it"]
    assert hook.got[0]["update_id"] > hook.got[1]["update_id"]


def test_it_is_tried_again_until_the_bot_has_it(api: Api, person: Person, hook: Hook) -> None:
    answers = iter([web.Response(status=500), web.Response(status=503)])
    hook.answer = lambda update: next(answers, None)
    api.ok("setWebhook", url=hook.url)
    assert hook.texts(3) == ["/start"] * 3
    delivered(api.telegram)
    tries = api.telegram.deliveries()
    assert [each["status"] for each in tries] == [500, 503, 200]
    first, second, third = (each["began"] for each in tries)
    assert second - first >= QUICK
    assert third - second >= 2 * QUICK
    info = api.ok("getWebhookInfo")
    assert info["last_error_message"] == "Wrong response from the webhook: 503 Service Unavailable"
    assert info["pending_update_count"] == 0


def test_a_bot_may_ask_to_be_left_in_peace(api: Api, person: Person, hook: Hook) -> None:
    answers = iter([web.Response(status=429, headers={"Retry-After": "1"})])
    hook.answer = lambda update: next(answers, None)
    api.ok("setWebhook", url=hook.url)
    hook.wait(2)
    delivered(api.telegram)
    first, second = (each["began"] for each in api.telegram.deliveries())
    assert second - first >= 1


def test_an_acknowledgement_may_be_lost(api: Api, person: Person, hook: Hook) -> None:
    api.telegram.fault(deliver="message", after=True)
    api.ok("setWebhook", url=hook.url)
    first, again = hook.wait(2)
    assert first == again
    delivered(api.telegram)
    assert len(hook.got) == 2


def test_a_listener_that_is_not_there_is_told_of(api: Api, person: Person) -> None:
    with listener() as gone:
        pass
    api.ok("setWebhook", url=gone.url, max_connections=7, allowed_updates=["message"])
    eventually(lambda: "last_error_message" in api.ok("getWebhookInfo"))
    info = api.ok("getWebhookInfo")
    assert info["last_error_message"].startswith("ClientConnectorError")
    assert (info["url"], info["max_connections"], info["pending_update_count"]) == (gone.url, 7, 1)
    assert info["allowed_updates"] == ["message"]


def test_a_new_address_gets_what_the_old_one_did_not(api: Api, person: Person, hook: Hook) -> None:
    with listener() as old:
        old.answer = lambda update: web.Response(status=500)
        api.ok("setWebhook", url=old.url)
        old.wait(1)
        api.ok("setWebhook", url=hook.url)
        assert hook.texts(1) == ["/start"]
        delivered(api.telegram)
        tries = len(old.got)
        threading.Event().wait(0.5)  # the old one would be tried again after 0.1 s at most
        assert len(old.got) == tries


def test_the_same_webhook_once_more_changes_nothing(api: Api, person: Person, hook: Hook) -> None:
    hook.open.clear()
    api.ok("setWebhook", url=hook.url)
    person.say("after it")
    hook.wait(1)
    assert api.ok("setWebhook", url=hook.url, allowed_updates=["message"])
    hook.open.set()
    assert hook.texts(2) == ["/start", "after it"]
    delivered(api.telegram)
    assert len(hook.got) == 2, "what is on its way is not sent again"
    person.edit(1, "not told of")
    person.say("told of")
    assert hook.texts(3)[2] == "told of"
    hook.answer = lambda update: web.Response(status=500)
    person.say("dropped")
    hook.wait(4)
    assert api.ok("setWebhook", url=hook.url, drop_pending_updates=True)
    delivered(api.telegram)


def test_what_is_on_its_way_to_an_old_address_comes_to_the_new_one_too(
    api: Api, person: Person, hook: Hook
) -> None:
    hook.open.clear()
    api.ok("setWebhook", url=hook.url)
    hook.wait(1)
    api.ok("setWebhook", url=hook.url, secret_token="another")
    assert hook.texts(2) == ["/start", "/start"]


def test_what_waits_may_be_dropped(api: Api, person: Person, hook: Hook) -> None:
    api.ok("setWebhook", url=hook.url, drop_pending_updates=True)
    person.say("after")
    assert hook.texts(1) == ["after"]
    api.ok("deleteWebhook")
    person.say("for a poll")
    assert api.ok("deleteWebhook", drop_pending_updates=True)
    assert api.ok("getUpdates") == []


def test_a_reply_may_call_a_method(api: Api, person: Person, hook: Hook) -> None:
    call = {"method": "sendMessage", "chat_id": 501, "text": "by the reply"}
    hook.answer = lambda update: web.json_response(call)
    api.ok("setWebhook", url=hook.url)
    assert person.expect("by the reply")


@pytest.mark.parametrize("method", ["setWebhook", "deleteWebhook", "getMe", "logOut", "close"])
def test_a_reply_may_not_call_everything(api: Api, person: Person, hook: Hook, method: str) -> None:
    hook.answer = lambda update: web.json_response({"method": method, "url": ""})
    api.ok("setWebhook", url=hook.url)
    hook.wait(1)
    delivered(api.telegram)
    own = ["setWebhook"] if method == "setWebhook" else []
    assert [call.method for call in api.telegram.calls(method=method)] == own
    assert api.ok("getWebhookInfo")["url"] == hook.url


def test_a_wrong_call_in_a_reply_is_written_down(api: Api, person: Person, hook: Hook) -> None:
    hook.answer = lambda update: web.json_response({"method": "sendMessage", "chat_id": 501})
    api.ok("setWebhook", url=hook.url)
    hook.wait(1)
    delivered(api.telegram)
    assert api.telegram.violations() == [
        "reply to a webhook, sendMessage: Bad Request: message text is empty"
    ]
