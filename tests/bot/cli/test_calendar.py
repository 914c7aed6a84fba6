"""`walkalong calendar`: a coming year comes in whole, and everybody counts by it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows import workdays
from tests.bot.cli.conftest import Walkalong

YEAR = """日期,到,类型,名称
2027-01-01,2027-01-03,休,元旦
2027-02-05,2027-02-12,休,春节
2027-01-30,,班,春节
2027-10-01,2027-10-07,休,国庆节
"""


@pytest.fixture(autouse=True)
def _as_it_was() -> Iterator[None]:
    yield
    workdays.announce(())


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "2027.csv"
    path.write_text(YEAR, encoding="gb18030")
    return path


def test_a_year_is_brought_in_shown_and_dropped(walkalong: Walkalong, file: Path) -> None:
    assert "2027 年的放假和调休安排还没有" in walkalong("calendar", "show", "2027").out
    done = walkalong("calendar", "import", str(file))
    assert (done.code, done.out) == (0, "导入了 18 天休、1 天班（2027）。\n")
    shown = walkalong("calendar", "show", "2027").out
    assert "2027-02-05 ~ 02-12  8     休    春节    本单位导入" in shown
    days = json.loads(walkalong("calendar", "show", "2027", "--json").out)
    assert {"date": "2027-01-30", "kind": "work", "name": "春节", "from": "imported"} in days
    assert walkalong("calendar", "import", str(file)).out == "导入了 0 天休、0 天班（—）。\n"
    assert walkalong("calendar", "forget", "2027").out == "2027 年删去 19 天。\n"
    assert walkalong("calendar", "forget", "2027").code == 1
    assert json.loads(walkalong("calendar", "show", "2027", "--json").out) == []


def test_nothing_of_a_faulty_table_is_imported(walkalong: Walkalong, file: Path) -> None:
    file.write_text(YEAR.replace("班", "上课"), encoding="utf-8")
    done = walkalong("--locale", "en", "calendar", "import", str(file))
    assert (done.code, done.out) == (1, "")
    assert "2027.csv:4: the kind is '上课'; write off or work" in done.err
    assert "not known" in walkalong("--locale", "en", "calendar", "show", "2027").out


def test_a_year_of_the_library_is_shown_with_its_names(walkalong: Walkalong) -> None:
    shown = walkalong("calendar", "show", "2026").out
    assert "2026-10-01 ~ 10-07  7     休    国庆节  自带" in shown


def doctor(walkalong: Walkalong, subject: str = "Calendar") -> tuple[str, str]:
    found = json.loads(walkalong("doctor", "--json").out)
    (one,) = (one for one in found if one["subject"] == subject)
    return one["level"], one["mend"]


def test_doctor_misses_the_next_year_from_november_on(
    walkalong: Walkalong, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert doctor(walkalong) == ("ok", "")
    monkeypatch.setenv("WALKALONG_NOW", "2026-11-02T09:00:00+08:00")
    assert doctor(walkalong) == ("warn", "walkalong calendar import FILE")
    walkalong("calendar", "import", str(file))
    assert doctor(walkalong) == ("ok", "")
    assert doctor(walkalong, "Duties") == ("ok", ""), "a calendar sets no duties"


def test_a_calendar_that_was_spoilt_by_hand_is_told_of_everywhere(
    walkalong: Walkalong, home: Path
) -> None:
    file = home / "office" / "calendar.csv"
    file.parent.mkdir()
    file.write_text("日期,类型\n2027-02-30,休\n", encoding="utf-8")
    assert f"{file}:2：“2027-02-30”不是" in walkalong("issues", "list").err
    found = json.loads(walkalong("doctor", "--json").out)
    assert [one["level"] for one in found if one["subject"] == "Calendar"] == ["warn", "ok"]
