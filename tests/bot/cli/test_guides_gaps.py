"""`walkalong guides gaps`, and issues of gaps and findings from the command line."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from bot.app import open_app
from bot.dialogue.messages import Inbound
from bot.settings import load_settings
from tests.bot.cli.conftest import Walkalong
from tests.bot.homes import START

ASKED = (
    "离婚登记要带什么材料",
    "离婚登记要什么证件",
    "补办身份证有停车位吗",
    "补办身份证要多少钱",
    "没用",
)


@pytest.fixture
def asked(walkalong: Walkalong) -> Callable[[], None]:
    """People ask what the guides do not tell."""

    def ask() -> None:
        with open_app(load_settings()) as app:
            for number, words in enumerate(ASKED):
                app.dialogue.handle(Inbound("test", "甲", f"m{number}", START, words, name="甲"))

    return ask


def test_gaps_are_listed_the_most_asked_first(
    walkalong: Walkalong, asked: Callable[[], None]
) -> None:
    assert walkalong("guides", "gaps").out == "没有缺口。\n"
    asked()
    lines = walkalong("guides", "gaps").out.splitlines()
    assert lines[0].split() == ["编号", "次数", "最近", "事项", "要素", "情况", "问法"]
    assert lines[1].split()[:2] == ["1", "2"]
    found = json.loads(walkalong("guides", "gaps", "--json").out)
    assert {(one["kind"], one["count"]) for one in found} == {
        ("no_guide", 2), ("lacks", 1), ("unhelpful", 1),
    }  # fmt: skip
    assert {one["role"] for gap in found for one in gap["questions"]} == {"volunteer"}
    of_item = json.loads(walkalong("guides", "gaps", "--json", "--item", "YX-GA-001").out)
    assert {one["item_id"] for one in of_item} == {"YX-GA-001"}
    assert json.loads(walkalong("guides", "gaps", "--json", "--since", "2027-01-01").out) == []


def test_they_are_written_as_tables(
    walkalong: Walkalong, asked: Callable[[], None], tmp_path: Path
) -> None:
    asked()
    assert walkalong("guides", "gaps", "--out", str(tmp_path / "g.xlsx")).code == 0
    book = load_workbook(tmp_path / "g.xlsx")
    assert [sheet.max_row for sheet in book] == [4, 5]
    assert walkalong("guides", "gaps", "--out", str(tmp_path / "g.csv")).code == 0
    rows = list(csv.reader((tmp_path / "g.csv").read_text("utf-8-sig").splitlines()))
    assert (rows[0][0], rows[1][7]) == ("编号", ASKED[0])
    refused = walkalong("guides", "gaps", "--out", str(tmp_path / "g.txt"))
    assert (refused.code, "Traceback" in refused.err) == (1, False)


def test_a_gap_is_settled_or_made_an_issue_once(
    walkalong: Walkalong, asked: Callable[[], None]
) -> None:
    asked()
    assert walkalong("guides", "gaps", "done", "3").code == 0
    assert walkalong("guides", "gaps", "ignore", "999").code == 1
    assert walkalong("guides", "gaps", "--issue", "1").out == "已登记为问题 WT-2026-0001。\n"
    again = walkalong("guides", "gaps", "--issue", "1")
    assert again.code == 1
    assert "WT-2026-0001" in again.err
    shown = walkalong("issues", "show", "WT-2026-0001").out
    assert "群众提问 · 办事指南管理" in shown
    assert "类别：事前公开不清楚" in shown
    assert f"“{ASKED[1]}”——" in shown


def test_a_finding_is_made_an_issue_once(walkalong: Walkalong) -> None:
    found = json.loads(walkalong("guides", "check", "--json").out)["findings"][0]
    assert walkalong("guides", "check", "--issue", found["id"]).code == 0
    again = walkalong("guides", "check", "--issue", found["id"])
    assert (again.code, "WT-2026-0001" in again.err) == (1, True)
    shown = json.loads(walkalong("issues", "show", "WT-2026-0001", "--json").out)["fields"]
    assert shown["problem"]["value"] == found["text"]
    assert shown["department"]["value"] == found["bureau"]
    assert shown["guide"]["value"] == f"{found['guide']} · {found['version']}"
    assert shown["guide_says"]["how"] == "guide"
    assert walkalong("guides", "check", "--issue", "F-none").code == 1
