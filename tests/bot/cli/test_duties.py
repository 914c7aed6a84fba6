"""`walkalong duties|rotation`: an admin's way through units, boards, sit-ins and rotations."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.bot.cli.conftest import Walkalong

TABLE = "单位,片区,主要负责人,窗口负责人\n甲局,北,王局,张主任\n乙局,北,,\n丙镇,东,赵镇长,\n"


@pytest.fixture
def units(walkalong: Walkalong, tmp_path: Path) -> Path:
    """A table of units that is entered."""
    path = tmp_path / "units.csv"
    path.write_text(TABLE, encoding="gb18030")
    assert walkalong("duties", "units", str(path)).code == 0
    return path


def test_units_are_entered_whole_or_not_at_all(
    walkalong: Walkalong, home: Path, units: Path
) -> None:
    units.write_text(TABLE + "甲局,西,,\n", encoding="utf-8")
    again = walkalong("duties", "units", str(units))
    assert again.code == 1
    assert "units.csv:5：“甲局”前面已经写过；只留一个" in again.err
    units.write_text(TABLE, encoding="utf-8")
    assert walkalong("duties", "units", str(units)).code == 0
    shown = json.loads(walkalong("duties", "units", "--json").out)
    assert [one["unit"] for one in shown] == ["甲局", "乙局", "丙镇"]
    assert shown[0]["window_heads"] == ["张主任"]
    assert (home / "office" / "units.csv").read_bytes().startswith(b"\xef\xbb\xbf"), "for Excel"


def test_a_table_of_units_may_be_a_workbook(
    walkalong: Walkalong, units: Path, tmp_path: Path
) -> None:
    made = tmp_path / "plan.xlsx"
    walkalong("rotation", "make", "--out", str(made))
    refused = walkalong("duties", "units", str(made))
    assert refused.code == 1
    assert "没有表头；表的第一行写列名，要有：单位" in refused.err
    other = units.rename(tmp_path / "units.doc")
    assert "只能读 .xlsx 和 .csv" in walkalong("duties", "units", str(other)).err
    other.write_bytes(b"\xff\x00\xfe")
    assert (
        "units.csv：读不了：不是 UTF-8、UTF-16 或 GBK 文本"
        in walkalong("duties", "units", str(other.rename(units))).err
    )


def test_without_units_each_command_says_how_to_enter_them(walkalong: Walkalong) -> None:
    for command in (("duties", "units"), ("duties", "board"), ("rotation", "make")):
        done = walkalong(*command)
        assert "duties units FILE.xlsx" in done.out + done.err


def test_the_board_tells_weeks_and_reminds(walkalong: Walkalong, units: Path) -> None:
    assert units.exists()
    board = json.loads(walkalong("duties", "board", "--since", "2026-05-18", "--json").out)
    assert [cell["colour"] for cell in board[0]["weeks"]] == ["red", "red", "open"]
    assert board[0]["weeks"][2] == {
        "week": "2026-W23", "first": "2026-06-01", "colour": "open", "walks": [], "others": [],
    }  # fmt: skip
    shown = walkalong("duties", "board").out
    assert "2026-W23" in shown
    assert "没有写" in shown, "乙局 names no head"
    reminder = walkalong("duties", "board", "--remind").out
    assert "甲局（王局）、乙局、丙镇（赵镇长）" in reminder
    later = walkalong("--locale", "en", "duties", "board", "--until", "2040-01-01")
    assert "The holidays of 2040 are not known yet" in later.err


def test_what_is_not_set_is_said(walkalong: Walkalong, home: Path, units: Path) -> None:
    assert units.exists()
    rules = walkalong("duties", "rules", "--write")
    assert rules.out.count("未设置") == 2
    path = home / "office" / "duties.yaml"
    assert str(path) in rules.err
    assert "未设置" in walkalong("duties", "windows").out
    path.write_text(path.read_text("utf-8").replace("times: 1", "times: often"), "utf-8")
    refused = walkalong("duties", "board")
    assert refused.code == 1
    assert "duties.yaml:9:10：〔times 列〕“often”不是 1 到 99 的整数" in refused.err
    assert walkalong("duties", "rules", "--write").code == 1
    assert path.read_text("utf-8").count("often") == 1, "the office's file stays"


def test_a_sit_in_is_entered_published_and_taken_out(
    walkalong: Walkalong, units: Path, tmp_path: Path
) -> None:
    assert units.exists()
    sunday = walkalong("duties", "sit-in", "add", "2026-06-07", "甲局")
    assert sunday.code == 1
    assert "最近的下一个工作日是 2026-06-08" in sunday.err
    added = walkalong("duties", "sit-in", "add", "2026-06-08", "甲局", "--place", "<8号>")
    assert (added.code, added.out) == (0, "登记了，1 号。\n")
    page = tmp_path / "坐班公示.html"
    assert "（1 天）" in walkalong("duties", "sit-in", "publish", str(page)).out
    text = page.read_text("utf-8")
    assert "2026年6月8日（周一）" in text
    assert "&lt;8号&gt;" in text
    (listed,) = json.loads(walkalong("duties", "sit-in", "list", "--json").out)
    assert (listed["head"], listed["announced"], listed["walks"]) == ("王局", "2026-06-01", [])
    assert "未设置" in walkalong("duties", "sit-in", "list").out
    assert "请重新公示" in walkalong("duties", "sit-in", "drop", "1").err
    assert walkalong("duties", "sit-in", "drop", "1").code == 1
    assert "没有坐班安排" in walkalong("duties", "sit-in", "list").out
    walkalong("duties", "sit-in", "publish", str(page))
    assert "近期没有坐班安排" in page.read_text("utf-8")


def test_a_sit_in_in_a_year_without_a_calendar_is_doubted(
    walkalong: Walkalong, units: Path
) -> None:
    assert units.exists()
    added = walkalong("duties", "sit-in", "add", "2040-01-02", "甲局")
    assert added.code == 0
    assert "2040 年的放假安排还不知道" in added.err


def test_a_rotation_is_made_shown_and_written(
    walkalong: Walkalong, units: Path, tmp_path: Path
) -> None:
    out = tmp_path / "plan.xlsx"
    made = walkalong("rotation", "make", str(units), "--rounds", "2", "--out", str(out))
    assert made.code == 0
    assert "2026-06-01：2 轮，6 次互查，已完成 0 次" in made.out
    rows = list(load_workbook(out).active.iter_rows(values_only=True))  # type: ignore[union-attr]
    assert rows[0] == ("轮次", "检查单位", "被查单位", "完成", "走流程编号")
    assert len(rows) == 7
    shown = json.loads(walkalong("rotation", "show", "--json").out)
    assert (shown["fresh"], shown["mutual"]) == (2, [])
    assert {one["checker"] for one in shown["pairings"]} == {"甲局", "乙局", "丙镇"}
    assert "用 --name 换一个名字" in walkalong("rotation", "make").err
    assert "有：2026-06-01" in walkalong("rotation", "show", "没有的").err


def test_a_rotation_that_cannot_be_made_says_why(walkalong: Walkalong, units: Path) -> None:
    refused = walkalong("rotation", "make", str(units), "--apart")
    assert refused.code == 1
    assert "乙局、甲局 这 2 个单位" in refused.err
    assert "只能查 丙镇 这 1 个" in refused.err
    assert "排一份" in walkalong("rotation", "show").err, "nothing was kept"
    again = walkalong("--locale", "en", "rotation", "make", str(units), "--rounds", "3")
    assert "Only 2 round(s) can be without a pair twice" in again.err


def test_doctor_tells_what_is_not_set_and_which_file_has_faults(
    walkalong: Walkalong, home: Path, units: Path
) -> None:
    assert units.exists()
    walkalong("duties", "rules", "--write")
    told = [
        one for one in json.loads(walkalong("doctor", "--json").out) if one["subject"] == "Duties"
    ]
    assert [(one["level"], one["detail"]) for one in told] == [
        ("ok", "walks of a head in a week: 1"),
        ("warn", "walks of a head of a window: not set"),
        ("warn", "days a sit-in is public before: not set"),
    ]
    (home / "office" / "scores.yaml").write_text("indicators: []\n", encoding="utf-8")
    broken = walkalong("doctor")
    assert broken.code == 1
    assert "scores.yaml:1:1：缺少“deductions”；补上" in broken.out
