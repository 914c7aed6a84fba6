"""A language model that thinks long holds neither the database nor anybody else's chat."""

from __future__ import annotations

import threading
from datetime import timedelta
from pathlib import Path

import pytest

from bot.app import App, composer_of, open_app
from bot.dialogue.messages import Inbound, Outcome
from bot.settings import Settings
from tests.bot.homes import START, make_home
from tests.knowledge.endpoint import Handler, Payload, completion, endpoint
from tests.patience import soon

QUESTION = "身份证补领收费多少"


def tell(app: App, chat: str, number: int, text: str) -> Outcome:
    at = START + timedelta(minutes=number)
    return app.dialogue.handle(Inbound("test", chat, str(number), at, text, name=chat))


def test_others_go_on_while_a_model_thinks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_home(tmp_path / "home")
    thinking, told = threading.Event(), threading.Event()

    def act(handler: Handler, asked: Payload) -> None:
        if QUESTION in str(asked):
            thinking.set()
            told.wait(60)
        handler.send(completion("无关"))

    with endpoint() as server:
        server.act = act
        settings = Settings(
            home=tmp_path / "home",
            embedder="none",
            now=START,
            llm="openai:scripted",
            llm_url=server.url,
            llm_seconds=60,
        )
        composer = composer_of(settings)
        assert composer is not None
        composer.probe()  # loads the library, which takes seconds of its own
        with open_app(settings) as app:
            tell(app, "甲", 1, "走流程 陪同式帮办 补办身份证")
            answers: list[Outcome] = []
            asks = threading.Thread(target=lambda: answers.append(tell(app, "乙", 1, QUESTION)))
            asks.start()
            assert thinking.wait(30)
            with soon():
                walked = tell(app, "甲", 2, "同意")
            assert asks.is_alive(), "the model is still thinking"
            told.set()
            asks.join(60)
    assert walked.walk.status == "open"
    assert "40 元" in answers[0].replies[0].text, "what the model said was no answer"
