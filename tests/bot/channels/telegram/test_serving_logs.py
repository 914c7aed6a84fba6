"""What operators read of a running service: neither what people write nor a token is in it."""

from __future__ import annotations

import json
import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import aiogram
import pytest
from sqlalchemy import text
from telegram import ext

from bot.app import open_app
from bot.channels.telegram.logs import NAME, Lines, to_stderr
from tests.bot.channels.telegram.serving import configured, served
from tests.telegram_sim.people import Telegram
from tests.telegram_sim.running import STAFF, VOLUNTEER

LOUD = (aiogram, ext)
"""Imported so that their loggers are there to be turned up."""
SAID = "我要补办身份证呀"
HARD = "这条一定处理不了的话"
FAILS = f"""
CREATE TRIGGER fails BEFORE INSERT ON message WHEN NEW.text = '{HARD}'
BEGIN SELECT RAISE(ABORT, '{HARD} {VOLUNTEER[0]}'); END
"""


@contextmanager
def everything_logged(lines: Lines) -> Iterator[list[str]]:
    """All that any library logs, as lines; the levels are set back."""
    found: list[str] = []

    class Keep(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            found.append(self.format(record))

    keep = Keep()
    keep.setFormatter(lines)
    loggers = [logging.getLogger(), *map(logging.getLogger, list(logging.root.manager.loggerDict))]
    before = [logger.level for logger in loggers]
    loggers[0].addHandler(keep)
    for logger in loggers:
        logger.setLevel(logging.DEBUG)
    try:
        yield found
    finally:
        loggers[0].removeHandler(keep)
        for logger, level in zip(loggers, before, strict=True):
            logger.setLevel(level)


def test_no_line_of_any_library_has_words_or_tokens(
    telegram: Telegram,
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("bot.channels.telegram.desk.PAUSES", (0.01,) * 4)
    settings = configured(home, telegram, staff_token=STAFF[0])
    with open_app(settings) as app, app.engine.begin() as db:
        db.execute(text(FAILS))
    person = telegram.person(501, VOLUNTEER[1], first_name="小李子")
    member = telegram.person(601, STAFF[1], first_name="林小工")
    with everything_logged(Lines([])) as lines, served(settings) as service:
        for fault in ({"code": 429, "retry_after": 1}, {"code": 502}, {"code": 400}):
            telegram.fault(method="sendMessage", chat_id=501, times=1, **fault)
            person.say(SAID)
        person.say("走流程 陪同式帮办")
        person.until("哪个")
        person.say(HARD)
        person.until("没处理好")
        member.say("abcd1234efgh5678ijkl")
        member.until("邀请码")
        page = service.metrics.page(service._standing).decode()
    lines += capfd.readouterr().err.splitlines()  # of the dialogue's process
    told = "\n".join(lines)
    events = {json.loads(line)["event"] for line in lines}
    assert {"library", "serving", "not handled", "given up", "not sent"} <= events
    assert "the dialogue failed" in events
    private = (SAID, HARD, "小李子", "林小工", "abcd1234", "身份证", "陪同式", "没处理好")
    tokens = (VOLUNTEER[0], VOLUNTEER[0].split(":")[1], STAFF[0].split(":")[1])
    assert [word for word in (*private, *tokens) if word in told or word in page] == []


def test_a_process_writes_lines_of_json_and_nothing_else(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = logging.getLogger()
    monkeypatch.setattr(root, "handlers", list(root.handlers))
    before = root.level
    try:
        to_stderr(["123:secret"])
        logging.getLogger(NAME).info("serving", extra={"about": {"bot": "123:secret"}})
        logging.getLogger("aiogram").error("to %s of 123:secret", SAID)
        with warnings.catch_warnings():
            warnings.simplefilter("always")
            warnings.warn(SAID, RuntimeWarning, stacklevel=1)
        err = capfd.readouterr().err
    finally:
        logging.captureWarnings(False)
        root.setLevel(before)
    found: list[Any] = [json.loads(line) for line in err.splitlines()]
    assert [one.get("library", one["event"]) for one in found] == [
        "serving",
        "aiogram",
        "py.warnings",
    ]
    assert "secret" not in err and SAID not in err
