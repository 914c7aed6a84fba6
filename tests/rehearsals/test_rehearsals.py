"""The golden conversations: each table is played through the real dialogue and store.

A row that does not hold any more means that people are told something else
than before; change it only when that is meant.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.rehearsal import read_rehearsal
from tests.bot.homes import app_on_copy, make_home, rehearse

FOLDER = Path(__file__).parent
REHEARSALS = sorted(FOLDER.glob("*.md"))


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("rehearsals") / "home"
    make_home(home)
    return home


@pytest.mark.parametrize("path", REHEARSALS, ids=lambda path: path.stem)
def test_a_rehearsal_goes_as_written(path: Path, template: Path, tmp_path: Path) -> None:
    with app_on_copy(template, tmp_path / "home") as app:
        failures = rehearse(app, read_rehearsal(path))
    told = "\n\n".join(
        f"{path.name}:{one.number}\n  wanted: {one.wanted}\n  got: {one.got}" for one in failures
    )
    assert not failures, told


def test_a_walk_where_all_is_well_takes_at_most_fifteen_replies() -> None:
    for name in ("all_well_counter", "all_well_online"):
        lines = read_rehearsal(FOLDER / f"{name}.md")
        users = [line for line in lines if line.who == "user"]
        begun = next(i for i, line in enumerate(users) if line.says.startswith("走流程"))
        replies = users[begun + 1 :]
        assert len(replies) <= 15, name
        assert "status=finished" in replies[-1].holds
