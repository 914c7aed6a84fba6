"""Files that were made to be sent do not stay for longer than they may wait."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

from bot.tidying import clear_files
from tests.bot.homes import START

HOUR = timedelta(hours=1)


def test_files_stay_a_day(tmp_path: Path) -> None:
    names = ("asked/ab12/ledger.xlsx", "7/records.zip")
    made = [tmp_path / name for name in names]
    for path in made:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    for path in tmp_path.glob("**/*"):
        os.utime(path, (START.timestamp(),) * 2)

    def left(after: timedelta) -> list[bool]:
        clear_files(tmp_path, START + after)
        return [path.exists() for path in made]

    assert left(23 * HOUR) == [True] * 2
    assert left(25 * HOUR) == [False] * 2


def test_emptied_folders_go_and_new_ones_stay(tmp_path: Path) -> None:
    old, new = tmp_path / "asked" / "old", tmp_path / "asked" / "new"
    for folder, at in ((old, START), (new, START + 48 * HOUR)):
        folder.mkdir(parents=True)
        os.utime(folder, (at.timestamp(),) * 2)
    clear_files(tmp_path, START + 48 * HOUR)
    assert (old.exists(), new.exists()) == (False, True)


def test_there_may_be_no_such_folder(tmp_path: Path) -> None:
    clear_files(tmp_path / "outgoing", START)
    assert list(tmp_path.iterdir()) == []
