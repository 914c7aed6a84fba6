"""Lives of issues that several people talk through, as tables, on SQLite and on PostgreSQL.

`people` names who talks, with role and department. What is heard is split at " / "; each part must
be in the reply, `~` in front says that it must not. `[photo xN]` sends photos.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, cast

import pytest
from sqlalchemy import Engine, text

from bot.app import App, open_app, prepare
from bot.rehearsal.pictures import photo
from bot.rehearsal.playing import said
from storage.database import check
from storage.records import Role
from tests.bot.dialogue.offices import Person
from tests.bot.homes import GUIDES, START, app_on_copy, settings_of
from tests.storage.conftest import postgres  # noqa: F401  # a fixture

LIVES = sorted((Path(__file__).parent / "lives").glob("*.md"))
_PHOTOS = re.compile(r"\[photo(?: x(\d+))?\]")


class Life(NamedTuple):
    """Who talks, and each row: who, what they say, what they hear."""

    people: dict[str, tuple[Role, str]]
    rows: list[tuple[str, str, str]]


def read(path: Path) -> Life:
    people: dict[str, tuple[Role, str]] = {}
    rows: list[tuple[str, str, str]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("people:"):
            for one in line.removeprefix("people:").split(";"):
                name, role, *department = one.split()
                people[name] = (cast("Role", role), "".join(department))
        elif line.startswith("| ") and not line.startswith("| who"):
            who, says, hears = (cell.strip() for cell in line.strip().strip("|").split("|"))
            rows.append((who, says, hears))
    return Life(people, rows)


@pytest.fixture(params=["sqlite", "postgresql"])
def home(request: pytest.FixtureRequest, template: Path, tmp_path: Path) -> Iterator[App]:
    if request.param == "sqlite":
        with app_on_copy(template, tmp_path / "home") as app:
            yield app
        return
    server: Engine = request.getfixturevalue("postgres")
    with server.connect() as connection:
        connection.execute(text("CREATE DATABASE lives"))
    url = server.url.set(database="lives").render_as_string(hide_password=False)
    settings = settings_of(tmp_path / "home").model_copy(update={"database_url": url})
    prepare(settings)
    with open_app(settings) as app:
        app.library.add([GUIDES])
        yield app
    with server.connect() as connection:
        connection.execute(text("DROP DATABASE lives WITH (FORCE)"))


@pytest.mark.parametrize("path", LIVES, ids=lambda path: path.stem)
def test_a_life_goes_as_written(path: Path, home: App, tmp_path: Path) -> None:
    life = read(path)
    people = {
        name: Person(home, name, role, department)
        for name, (role, department) in life.people.items()
    }
    missed = []
    for place, (who, says, hears) in enumerate(life.rows):
        sent = _PHOTOS.fullmatch(says)
        count = int(sent[1] or 1) if sent else 0
        files = tuple(photo(tmp_path, f"{place}-{i}", START) for i in range(count))
        told = said(people[who].hear("" if sent else says, files=files))
        missed += [
            f"{who}: {says}\n  wanted: {part}\n  got: {told}"
            for part in hears.split(" / ")
            if (part.removeprefix("~") in told) == part.startswith("~")
        ]
    assert not missed, "\n\n".join(missed)
    assert check(home.engine) == []


def test_there_are_several_lives_with_four_people() -> None:
    lives = [read(path) for path in LIVES]
    assert len(lives) > 1 and all(len(life.people) >= 4 for life in lives)
