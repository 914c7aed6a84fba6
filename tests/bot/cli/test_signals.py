"""`walkalong walks signals`: what an inspector sees on the command line."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from bot.app import open_app
from bot.dialogue.messages import Inbound
from bot.settings import load_settings
from bot.signal_words import HEAD, NAMES
from flows.signals import KINDS
from tests.bot.cli.conftest import Walkalong
from tests.bot.homes import START

WELL = (
    "走流程 补办身份证", "同意", "窗口", "没有特别的", "普通群众", "清楚", "20分钟", "都顺利",
    "都对得上", "办好了", "10分钟", "非常满意", "都非常满意", "确认提交",
)  # fmt: skip


@pytest.fixture
def played(walkalong: Walkalong) -> Callable[..., None]:
    """Plays a walk in no time."""

    def play(name: str) -> None:
        with open_app(load_settings()) as app:
            for number, text in enumerate(WELL):
                message = Inbound("test", name, f"m{number}", START, text, name=name)
                outcome = app.dialogue.handle(message)
            assert outcome.walk.status == "finished"

    return play


def test_signals_are_told_with_what_they_are_not(
    walkalong: Walkalong, played: Callable[..., None]
) -> None:
    assert walkalong("walks", "signals").out == "没有信号。\n"
    played("甲")
    told = walkalong("walks", "signals").out
    assert told.startswith(HEAD[0])
    assert "走流程 1 · 居民身份证补领 · 甲 · " in told
    assert "用时很短：13 个回答，中位数 0.0 秒，全程 0 秒（渠道 test）\n    消息 1、2、3" in told
    english = walkalong("--locale", "en", "walks", "signals").out
    assert english.startswith(HEAD[1])
    assert "very quick: 13 answers" in english


def test_they_are_chosen_by_kind_walk_person_and_day(
    walkalong: Walkalong, played: Callable[..., None]
) -> None:
    played("甲")
    played("乙")

    def found(*options: str) -> list[tuple[str, str]]:
        out = walkalong("walks", "signals", "--json", *options).out
        return [(one["walk"], one["kind"]) for one in json.loads(out)]

    assert len(found()) == 6
    assert found("--kind", "too_fast") == [("2", "too_fast"), ("1", "too_fast")]
    assert {walk for walk, _ in found("--walk", "1")} == {"1"}
    assert {walk for walk, _ in found("--person", "乙")} == {"2"}
    assert len(found("--limit", "2")) == 2
    assert found("--since", "2100-01-01") == []
    assert walkalong("walks", "signals", "--kind", "nosuch").code == 2


def test_json_names_the_messages(walkalong: Walkalong, played: Callable[..., None]) -> None:
    played("甲")
    (one,) = json.loads(walkalong("walks", "signals", "--json", "--kind", "too_fast").out)
    assert (one["person"], one["item"], one["other_walk"]) == ("甲", "居民身份证补领", None)
    assert one["messages"]["2"]["text"] == "同意"


def test_every_kind_has_a_name() -> None:
    assert set(NAMES) == set(KINDS)
