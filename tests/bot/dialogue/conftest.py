"""An application on a home of its own, and people who talk to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from bot.app import App
from bot.dialogue.messages import FileIn, Inbound, Outcome
from tests.bot.homes import START, app_on_copy

Say = Callable[..., Outcome]


@pytest.fixture(scope="package")
def app(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    with app_on_copy(template, tmp_path_factory.mktemp("dialogue") / "home") as app:
        yield app


_people = count()


@pytest.fixture
def say(app: App) -> Say:
    """Talk in a chat of one's own: `say("同意")`, `say(choose=…)`, `say("…", files=[…])`."""
    name = f"体验员{next(_people)}"
    ids = count()

    def one(text: str = "", *, choose: str = "", files: tuple[Path, ...] = ()) -> Outcome:
        sent = tuple(FileIn(file, file.name) for file in files)
        return app.dialogue.handle(
            Inbound("test", name, str(next(ids)), START, text, choose, sent, name=name)
        )

    return one
