"""`walkalong campaign|scores|figures`: how far an office is, and what it rests on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from bot.app import open_app
from bot.settings import load_settings
from tests.bot.cli.conftest import Walkalong
from tests.bot.talking import ACCOMPANIED, PEER_CHECK, say

TEXT = """
name: 2026年走流程行动
begins: 2026-03-01
ends: 2026-06-30
phases:
  - {name: 宣传发动阶段, begins: 2026-03-01, ends: 2026-03-31}
  - {name: 走流程、体验阶段, begins: 2026-04-01, ends: 2026-06-15, open: 六大行动}
milestones:
  - {name: 集中推进, by: 2026-06-05, remind: 7}
  - {name: 总结提升, by: 2026-06-25}
plans: {by: 2026-03-20, actions: [主官式体验, 推磨式互查]}
targets: {推磨式互查: 4, 主官式体验: }
"""


@pytest.fixture
def campaign(walkalong: Walkalong, tmp_path: Path) -> Path:
    """A campaign that is entered."""
    path = tmp_path / "campaign.yaml"
    path.write_text(TEXT, encoding="utf-8")
    assert "录入了：2026年走流程行动" in walkalong("campaign", "set", str(path)).out
    return path


def walked(words: str, chat: str) -> None:
    settings = load_settings()
    with open_app(settings) as app:
        say(app, words, chat=chat, department="甲局", at=app.clock())


def test_a_campaign_tells_how_far_it_is_and_what_is_due(
    walkalong: Walkalong, campaign: Path
) -> None:
    assert campaign.exists()
    shown = walkalong("campaign", "show").out
    assert "第 93/122 天" in shown
    told = json.loads(walkalong("campaign", "show", "--json").out)
    assert (told["day"], told["days"], told["phase"]) == (93, 122, "走流程、体验阶段")
    assert told["reminders"] == ["集中推进"]
    assert [(one["action"], one["state"], one["late"]) for one in told["plans"]] == [
        ("leader", "missing", True),
        ("peer_check", "missing", True),
    ]
    assert told["targets"] == {"peer_check": 4, "leader": None}
    assert shown.count("未设置") == 2, "a reminder and a target"


def test_a_plan_is_handed_in_returned_and_passed(walkalong: Walkalong, campaign: Path) -> None:
    filed = ("campaign", "plan", "file", "主官式体验")
    review = ("campaign", "plan", "review", "主官式体验")
    assert walkalong(*review, "--pass").code == 1, "nothing waits"
    walkalong(*filed, str(campaign), "--by", "业务指导科", "--on", "2026-03-19")
    assert walkalong(*review, "--return").code == 2
    assert walkalong(*review, "--return", "--reason", "没有写时限").code == 0
    assert "没有写时限" in walkalong("campaign", "show").out
    walkalong("campaign", "plan", "file", "leader")
    assert "通过" in walkalong(*review, "--pass", "--on", "2026-04-01").out
    plan = json.loads(walkalong("campaign", "show", "--json").out)["plans"][0]
    assert (plan["state"], plan["late"], plan["reviewed"]) == ("passed", False, "2026-04-01")
    unknown = walkalong("campaign", "plan", "file", "开放式观摩")
    assert "有：主官式体验、推磨式互查" in unknown.err


def test_a_campaign_that_is_over_is_archived_with_its_figures(
    walkalong: Walkalong, campaign: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = "2026年走流程行动"
    walked(PEER_CHECK.format(checked="乙局", score=90, counts="同意", register="都登记"), "老王")
    assert "结束以后再归档" in walkalong("campaign", "archive", name).err
    monkeypatch.setenv("WALKALONG_NOW", "2027-07-01T09:00:00+08:00")
    assert walkalong("campaign", "archive", name).code == 0
    assert "已经归档" in walkalong("campaign", "set", str(campaign)).err
    assert "已经归档" in walkalong("campaign", "archive", name).err
    campaign.write_text("{name: 2027年, begins: 2027-03-01, ends: 2027-08-31}", encoding="utf-8")
    walkalong("campaign", "set", str(campaign))
    listed = json.loads(walkalong("campaign", "list", "--json").out)
    assert [(one["name"], one["standing"]) for one in listed] == [
        ("2027年", "running"),
        (name, "over"),
    ]
    told = json.loads(walkalong("campaign", "show", "--against", name, "--json").out)
    assert told["name"] == "2027年"
    assert told["figures"]["walks"] == {}
    assert told["year_before"]["walks"] == {"peer_check": 1}
    assert told["against"]["figures"]["walks"] == {"peer_check": 1}
    assert name in walkalong("campaign", "list").out
    assert "推磨式互查" in walkalong("campaign", "show", "--against", name).out


def test_where_there_is_no_campaign_it_says_how_to_enter_one(
    walkalong: Walkalong, tmp_path: Path
) -> None:
    assert "campaign set FILE.yaml" in walkalong("campaign", "list").out
    assert "campaign set FILE.yaml" in walkalong("campaign", "show").err
    bad = tmp_path / "bad.yaml"
    bad.write_text("{name: x, begins: 2026-03-01, ends: 2026-02-01, phase: []}", "utf-8")
    refused = walkalong("campaign", "set", str(bad))
    assert refused.code == 1
    assert "有 2 处错误" in refused.err
    assert "没有“x”" in walkalong("campaign", "show", "x").err


def test_scores_tell_each_point_and_what_they_rest_on(
    walkalong: Walkalong, home: Path, tmp_path: Path
) -> None:
    walked(PEER_CHECK.format(checked="乙局", score=90, counts="同意", register="都登记"), "老王")
    assert "同意计入考评的互查 1 次" in walkalong("scores", "--write").out
    path = home / "office" / "scores.yaml"
    path.write_text(path.read_text("utf-8").replace("unverified: false", "unverified: true"))
    out = tmp_path / "scores.xlsx"
    shown = walkalong("scores", "--out", str(out)).out
    assert "乙局  流程通畅  -8  WT-2026-0001  #1  问题  系统不通/报错·办不成" in shown
    assert "不自动奖惩" in shown
    (score,) = json.loads(walkalong("scores", "--json").out)["scores"]
    assert (score["name"], score["total"], score["full"], score["given"]) == ("乙局", 92, 100, [90])
    book = load_workbook(out)
    assert book.sheetnames == ["得分", "扣分依据"]
    assert [cell.value for cell in book["扣分依据"][2]][:5] == [
        "乙局", "流程通畅", "8", "WT-2026-0001", "1",
    ]  # fmt: skip
    assert json.loads(walkalong("scores", "--by", "person", "--json").out)["scores"] == []


def test_figures_tell_before_and_after_with_their_numbers(walkalong: Walkalong) -> None:
    assert "还没有这样的走流程" in walkalong("figures").out
    walked(ACCOMPANIED.format(minutes=30), "老王")
    assert "都在一个季度里" in walkalong("figures").out
    told = json.loads(walkalong("figures", "--around", "2026-06-01", "--json").out)
    minutes = told["figures"][0]
    assert minutes["measure"] == "minutes"
    assert minutes["before"] == {"walks": 0, "median": None}
    assert minutes["after"]["walks"] == 1
    shown = walkalong("--locale", "en", "figures", "--around", "2026-06-02").out
    assert "until 2026-06-01" in shown
    assert "(n=1)" in shown
    assert "say little" in shown
