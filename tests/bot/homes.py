"""Homes for conversations: made once, copied for each test, so that each starts afresh."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from bot.app import App, open_app, prepare
from bot.rehearsal import Failure, Rehearsal, Stage, play
from bot.settings import Settings

GUIDES = Path(__file__).parents[1] / "knowledge" / "guides"
START = datetime.fromisoformat("2026-11-24T09:00:00+08:00")


def settings_of(home: Path) -> Settings:
    """Letters alone: an embedder takes seconds to load and changes no conversation here."""
    return Settings(home=home, embedder="none", now=START)


def make_home(home: Path) -> None:
    """A home with a current database and the test guides."""
    settings = settings_of(home)
    prepare(settings)
    with open_app(settings) as app:
        app.library.add([GUIDES])


@contextmanager
def app_on_copy(template: Path, home: Path) -> Iterator[App]:
    """The application on a fresh copy of `template`."""
    shutil.copytree(template, home)
    with open_app(settings_of(home)) as app:
        yield app


def rehearse(app: App, rehearsal: Rehearsal, chat: str = "rehearsal") -> list[Failure]:
    """Play `rehearsal` in one chat of `app`."""
    stage = Stage(app.dialogue.handle, lambda: len(app.reader.issues()), START, chat, app.reader)
    return play(rehearsal, stage)
