"""`walkalong outbox`: what is to be sent is listed without its words, tried again, or dropped."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.app import open_app
from bot.settings import load_settings
from storage.deliveries import Deliveries, Step
from storage.journal import Journal
from tests.bot.cli.conftest import NOW, Walkalong

AT = datetime.fromisoformat(NOW)
SECRET = "我妈的社保卡"


@pytest.fixture
def kept(home: Path, walkalong: Walkalong) -> Walkalong:
    """1 waits, 2 is dead, 3 was sent, 4 was dropped; 5 is to be tried again in an hour."""
    with open_app(load_settings()) as app:
        deliveries = Deliveries(app.engine)
        for number in range(5):
            payload = {"replies": [{"text": SECRET}], "walk": {}}
            deliveries.add("volunteer_bot", f"70{number}", payload, AT, f"nudge:{number}")
        Journal(app.engine).enter(
            [
                Step(2, 1, "dead", 5, AT, "chat not found"),
                Step(3, 1, "sent", 1, AT),
                Step(5, 0, "waiting", 2, AT + timedelta(hours=1), "503"),
            ]
        )
        deliveries.drop(4)
    return walkalong


def listed(walkalong: Walkalong, *args: str) -> dict[int, str]:
    found = json.loads(walkalong("outbox", "list", *args, "--json").out)
    return {one["id"]: one["state"] for one in found}


def test_what_waits_and_what_is_dead_is_listed_without_its_words(kept: Walkalong) -> None:
    assert listed(kept) == {5: "waiting", 2: "dead", 1: "waiting"}
    assert listed(kept, "--state", "sent", "--state", "dropped") == {4: "dropped", 3: "sent"}
    assert listed(kept, "--limit", "1") == {5: "waiting"}
    told = kept("outbox", "list").out
    assert "发不出去" in told and "chat not found" in told
    assert "06-01 10:00" in told
    assert "dead" in kept("--locale", "en", "outbox", "list").out
    for form in ((), ("--json",)):
        assert SECRET not in kept("outbox", "list", *form).out
    (dead,) = json.loads(kept("outbox", "list", "--state", "dead", "--json").out)
    assert (dead["chat"], dead["key"], dead["attempts"]) == ("701", "nudge:1", 5)


def test_where_nothing_waits_that_is_said(walkalong: Walkalong) -> None:
    assert walkalong("outbox", "list").out == "没有。\n"
    assert walkalong("outbox", "list", "--json").out == "[]\n"


def test_what_is_dead_or_dropped_is_tried_again(kept: Walkalong) -> None:
    done = kept("outbox", "retry", "2", "4", "2")
    assert (done.code, done.out) == (0, "2 条重新等着发。\n")
    assert listed(kept) == dict.fromkeys((5, 4, 2, 1), "waiting")
    again = kept("outbox", "retry", "3", "99")
    assert (again.code, again.out) == (1, "")
    assert "3、99 不在“发不出去”“不发了”里" in again.err


def test_what_waits_or_is_dead_is_dropped(kept: Walkalong) -> None:
    done = kept("--locale", "en", "outbox", "drop", "1", "2", "3")
    assert (done.code, done.out) == (1, "2 messages dropped.\n")
    assert "3: not waiting or dead" in done.err
    assert listed(kept) == {5: "waiting"}


@pytest.mark.parametrize(
    "args", [("retry",), ("drop", "x"), ("drop", "0"), ("list", "--limit", "0")]
)
def test_wrong_usage_is_told(walkalong: Walkalong, args: tuple[str, ...]) -> None:
    assert walkalong("outbox", *args).code == 2


def test_what_could_not_be_sent_is_told_where_an_operator_looks(kept: Walkalong) -> None:
    told = kept("doctor").out
    assert "1 条消息发不出去" in told and "walkalong outbox list --state dead" in told
    kept("outbox", "drop", "2")
    assert "2 条消息等着发" in kept("doctor").out
