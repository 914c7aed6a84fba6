"""`walkalong deadlines`: each number is set, or told not to be."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.app import open_app
from bot.settings import load_settings
from tests.bot.cli.conftest import Walkalong


def kinds(walkalong: Walkalong) -> dict[tuple[str, str], object]:
    told = json.loads(walkalong("deadlines", "--json").out)
    return {(one["source"], one["kind"]): one["period"] for one in told}


def test_a_number_is_not_set_until_it_is(walkalong: Walkalong, home: Path) -> None:
    assert "差评       回复      未设置  —\n" in walkalong("deadlines").out
    done = walkalong("deadlines", "set", "差评", "回复", "5", "--note", "办法第三条")
    assert (done.code, done.out) == (0, "差评·回复：5个工作日\n")
    assert kinds(walkalong)["差评", "回复"] == {"unit": "workdays", "count": 5, "day": None}
    assert "5个工作日  deadlines.csv  办法第三条" in walkalong("deadlines").out
    assert (home / "office" / "deadlines.csv").read_bytes().startswith(b"\xef\xbb\xbf"), (
        "Excel reads it"
    )
    assert walkalong("deadlines", "unset", "差评", "回复").out == "差评·回复：未设置\n"
    assert kinds(walkalong)["差评", "回复"] is None
    assert walkalong("deadlines", "unset", "差评", "回复").code == 1


def test_kinds_are_called_in_english_too_and_an_office_adds_its_own(walkalong: Walkalong) -> None:
    done = walkalong("--locale", "en", "deadlines", "set", "bad rating", "mended", "15")
    assert done.out == "bad rating · mended: 15 working days\n"
    part = walkalong("deadlines", "set", "12345", "批评投诉", "十三个工作日")
    assert part.out == "12345热线·批评投诉：13个工作日\n" and not part.err
    added = walkalong("deadlines", "set", "信访", "答复", "60天")
    assert "新加了一行" in added.err
    assert kinds(walkalong)["差评", "整改"] is not None
    assert kinds(walkalong)["信访", "答复"] == {"unit": "days", "count": 60, "day": None}
    walkalong("deadlines", "unset", "信访", "答复")
    assert ("信访", "答复") not in kinds(walkalong)


def test_a_period_that_is_none_is_wrong_usage_and_changes_nothing(
    walkalong: Walkalong, home: Path
) -> None:
    done = walkalong("deadlines", "set", "差评", "回复", "快一点")
    assert (done.code, "写 5个工作日、3天" in done.err) == (2, True)
    assert not (home / "office").exists()


def test_a_file_that_was_spoilt_by_hand_is_told_and_not_written_over(
    walkalong: Walkalong, home: Path
) -> None:
    file = home / "office" / "deadlines.csv"
    file.parent.mkdir()
    file.write_text("来源,种类,期限\n差评,回复,五六天\n", encoding="utf-8")
    done = walkalong("deadlines", "set", "差评", "整改", "15")
    assert (done.code, f"{file}:2：期限“五六天”看不懂" in done.err) == (1, True)
    assert "五六天" in file.read_text(encoding="utf-8")
    found = json.loads(walkalong("doctor", "--json").out)
    assert "deadlines.csv:2: the" in next(
        one["detail"] for one in found if one["subject"] == "Deadlines"
    )


def test_the_day_is_worked_out_and_doubts_are_said(walkalong: Walkalong) -> None:
    assert walkalong("deadlines", "due", "差评", "回复").code == 1
    walkalong("deadlines", "set", "差评", "回复", "5")
    done = walkalong("deadlines", "due", "差评", "回复", "--from", "2026-09-30")
    assert (done.code, done.out, done.err) == (0, "2026-10-13\n", "")
    done = walkalong("deadlines", "due", "差评", "回复", "--from", "2031-10-01")
    assert (done.out, "2031 年的放假和调休安排还没有" in done.err) == ("2031-10-08\n", True)


def test_doctor_names_the_numbers_that_are_not_set(
    walkalong: Walkalong, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "还没有设置：批评建议·回复、差评·回复" in walkalong("doctor").out
    for kind, period in kinds(walkalong).items():
        assert period is not None or walkalong("deadlines", "set", *kind, "5").code == 0
    found = json.loads(walkalong("doctor", "--json").out)
    (one,) = (one for one in found if one["subject"] == "Deadlines")
    assert (one["level"], one["detail"]) == ("ok", "11 set")


def test_walks_know_the_number_as_soon_as_it_is_set(walkalong: Walkalong) -> None:
    with open_app(load_settings()) as app:
        assert app.house.known == {"hall_suggestions": "", "reply_workdays": ""}
        walkalong("deadlines", "set", "差评", "回复", "5")
        app.house.keep_current()
        assert app.house.known["reply_workdays"] == "5"
