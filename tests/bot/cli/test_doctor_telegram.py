"""What `walkalong doctor` finds of the bots that are set."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.cli.finding import Finding, Say
from bot.cli.telegram import reachable
from bot.settings import Settings
from tests.telegram_sim.calling import Api
from tests.telegram_sim.people import Telegram
from tests.telegram_sim.running import STAFF, VOLUNTEER, in_process


@pytest.fixture
def telegram() -> Iterator[Telegram]:
    with in_process() as telegram:
        yield telegram


def found(telegram: Telegram, **given: object) -> list[Finding]:
    settings = Settings(telegram_api=telegram.base, **given)  # type: ignore[arg-type]
    return list(reachable(settings, Say("en")))


def test_tokens_and_the_way_updates_come_are_looked_at(telegram: Telegram) -> None:
    both = {"volunteer_token": VOLUNTEER[0], "staff_token": STAFF[0]}
    assert [(each.level, each.detail) for each in found(telegram, **both)] == [
        ("ok", "@volunteer_bot, polling"),
        ("ok", "@staff_bot, polling"),
    ]
    hook = {"telegram_webhook": "http://127.0.0.1:9"}
    assert found(telegram, **both, **hook)[0].detail == "@volunteer_bot: no webhook yet"
    Api(telegram, VOLUNTEER[0]).ok("setWebhook", url="http://127.0.0.1:9/telegram/volunteer_bot")
    assert found(telegram, **both, **hook)[0].detail == "@volunteer_bot, webhook"
    assert found(telegram, **both)[0].detail == "@volunteer_bot: a webhook elsewhere"


def test_wrong_tokens_are_told_without_being_shown(telegram: Telegram) -> None:
    assert found(telegram)[0].level == "ok"
    wrong = found(telegram, volunteer_token="9:wrong")[0]
    assert (wrong.level, wrong.detail) == ("fail", "the server knows no WALKALONG_VOLUNTEER_TOKEN")
    same = found(telegram, volunteer_token="9:wrong", staff_token="9:wrong")[0]
    assert (same.level, same.detail) == ("fail", "both tokens are of the same bot")
    assert "wrong" not in f"{wrong}{same}"
