"""`walkalong lists|must-walk|measures|highlights|media`: an admin's way through them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from tests.bot.cli.conftest import Walkalong
from tests.bot.cli.ledgers import enter

TABLE = '事项名称,办件量,标记\n居民身份证补领,"12,345",高频、堵点\n没有指南的事,,\n'


@pytest.fixture
def numbers(home: Path) -> list[str]:
    return enter(home, 2)


def test_lists_are_counted_explained_and_edited(
    walkalong: Walkalong, home: Path, numbers: list[str]
) -> None:
    told = json.loads(walkalong("lists", "--json").out)
    assert [(one["name"], one["entries"]) for one in told] == [
        ("问题清单", 2), ("需求清单", 0), ("优化措施清单", 0), ("制度清单", 0),
    ]  # fmt: skip
    assert "问题清单" in walkalong("lists", "--issue", numbers[0]).out
    assert walkalong("lists", "--issue", "WT-1999-0001").code == 1
    assert "lists.yaml" in walkalong("lists", "--write").err
    path = home / "office" / "lists.yaml"
    path.write_text(
        "lists:\n  - {name: 窗口清单, name_en: Counters, any: {categories: [服务态度]}}\n",
        encoding="utf-8",
    )
    assert "窗口清单  2" in walkalong("lists").out
    why = json.loads(walkalong("lists", "--issue", numbers[0].lower(), "--json").out)
    assert why == [{"name": "窗口清单", "why": ["类别：服务态度"]}]
    listed = json.loads(walkalong("issues", "list", "--list", "counters", "--json").out)
    assert [one["number"] for one in listed] == numbers
    refused = walkalong("issues", "list", "--list", "问题清单")
    assert refused.code == 2
    assert "有：窗口清单" in refused.err
    assert "没有符合" in walkalong("issues", "list", "--must-fix").out
    path.write_text("lists:\n  - {name: 窗口清单}\n", encoding="utf-8")
    wrong = walkalong("lists")
    assert wrong.code == 1
    assert "lists.yaml:2" in wrong.err
    assert "lists.yaml" in walkalong("doctor").out


def test_services_are_marked_covered_and_taken_off(
    walkalong: Walkalong, tmp_path: Path, numbers: list[str]
) -> None:
    path = tmp_path / "items.csv"
    path.write_text(TABLE, encoding="gb18030")
    tried = walkalong("must-walk", "import", str(path), "--dry-run")
    assert "新增 2 项" in tried.out
    assert "没有指南的事" in tried.err
    assert json.loads(walkalong("must-walk", "list", "--json").out) == []
    assert walkalong("must-walk", "import", str(path), "--as", "林").code == 0
    assert "新增 0 项" in walkalong("must-walk", "import", str(path)).out
    assert walkalong("must-walk", "set", "没有指南的事", "--online", "no").code == 0
    lacking = json.loads(walkalong("must-walk", "list", "--lacking", "online", "--json").out)
    assert [(one["name"], one["frequent"]) for one in lacking] == [("没有指南的事", True)]
    neither = walkalong("must-walk", "set", "没有指南的事", "--not-frequent")
    assert neither.code == 2
    found = json.loads(walkalong("must-walk", "coverage", "--open", "--json").out)
    assert (found["total"], found["walked"], found["target"]) == (2, 0, None)
    assert "未设置" in walkalong("must-walk", "coverage").out
    assert walkalong("must-walk", "coverage", "--campaign", "没有的").code == 1
    ranked = json.loads(walkalong("must-walk", "propose", "--mark", "--json").out)
    assert [(one["item"], one["issues"], one["marked"]) for one in ranked] == [
        ("身份证补领", 2, False)
    ]
    assert json.loads(walkalong("must-walk", "propose", "--json").out)[0]["marked"]
    assert walkalong("must-walk", "unset", "没有指南的事").code == 0
    assert walkalong("must-walk", "unset", "没有指南的事").code == 1
    path.write_text("事项名称,办件量\n甲,许多\n", encoding="utf-8")
    wrong = walkalong("must-walk", "import", str(path))
    assert wrong.code == 1
    assert "items.csv:2" in wrong.err
    path.write_text("事项名称\n甲\n", encoding="utf-8")
    walkalong("must-walk", "import", str(path), "--replace")
    assert len(json.loads(walkalong("must-walk", "list", "--json").out)) == 1


RULE = ("measures", "add", "--kind", "rule", "--title", "午间值班", "--document", "1号")


def test_a_measure_has_a_life_that_is_kept(
    walkalong: Walkalong, numbers: list[str], tmp_path: Path
) -> None:
    file = tmp_path / "制度.docx"
    file.write_bytes(b"x")
    made = walkalong(*RULE, "--issue", "wt-2026-1", "--file", str(file), "--as", "林")
    assert "ZD-0001" in made.out
    again = walkalong(*RULE)
    assert again.code == 1
    assert "已经登记过：ZD-0001" in again.err
    wrong = walkalong("measures", "add", "--kind", "规定", "--date", "明天")
    assert wrong.code == 1
    for words in ("“规定”", "“标题”是空的", "“明天”不是日期"):
        assert words in wrong.err
    assert walkalong(*RULE[:-1], "2号", "--issue", "WT-1999-0001").code == 1
    assert walkalong("measures", "link", "zd1", "--issue", numbers[1]).code == 0
    assert walkalong("measures", "link", "zd1").code == 2
    assert walkalong("measures", "link", "ZD-9", "--issue", numbers[1]).code == 1
    assert walkalong("measures", "show", "一号").code == 2
    assert walkalong("measures", "unlink", "1", "--issue", numbers[0]).code == 0
    assert walkalong("measures", "change", "1", "--text", "两人在岗").code == 0
    shown = walkalong("measures", "show", "1").out
    for words in ("内容：两人在岗", "制度.docx（SHA-256", f"关联问题：{numbers[1]}", "林 登记"):
        assert words in shown
    of = json.loads(walkalong("measures", "list", "--issue", numbers[1], "--json").out)
    assert [one["number"] for one in of] == ["ZD-0001"]
    issue = json.loads(walkalong("issues", "show", numbers[1], "--json").out)
    assert (issue["measures"], issue["lists"]) == (["ZD-0001"], ["问题清单"])
    assert "制度措施：ZD-0001 午间值班" in walkalong("issues", "show", numbers[1]).out
    book = tmp_path / "台账.xlsx"
    walkalong("export", "ledger", str(book))
    assert load_workbook(book)["制度清单"]["A2"].value == "ZD-0001"
    assert walkalong("measures", "remove", "1", "--reason", "废止").code == 0
    assert walkalong("measures", "remove", "1", "--reason", "废止").code == 1
    assert "还没有登记" in walkalong("measures", "list").out
    assert "（已撤下）" in walkalong("measures", "list", "--all").out


def test_a_table_of_measures_is_entered_once(
    walkalong: Walkalong, numbers: list[str], tmp_path: Path
) -> None:
    path = tmp_path / "制度.csv"
    path.write_text(f"类型,名称,关联问题\n制度,甲,{numbers[0]}\n政策,乙,\n", encoding="utf-8")
    assert "会登记 2 条" in walkalong("measures", "import", str(path), "--dry-run").out
    assert "登记了 2 条" in walkalong("measures", "import", str(path)).out
    assert "登记了 0 条，以前登记过的 2 条" in walkalong("measures", "import", str(path)).out
    path.write_text("类型,名称,关联问题\n制度,丙,WT-1999-0001\n规定,,\n", encoding="utf-8")
    wrong = walkalong("measures", "import", str(path))
    assert wrong.code == 1
    for words in ("制度.csv:2", "WT-1999-0001", "“规定”", "“标题”是空的"):
        assert words in wrong.err
    assert len(json.loads(walkalong("measures", "list", "--json").out)) == 2


def test_highlights_are_told_as_cases(
    walkalong: Walkalong, numbers: list[str], tmp_path: Path
) -> None:
    assert "还没有" in walkalong("highlights", "propose").out
    assert walkalong("highlights", "take", "1").code == 1
    assert walkalong("highlights", "export").code == 1
    added = ("highlights", "add", "--title", "一窗通办", "--text", "并窗", "--issue", numbers[0])
    assert "LD-0001" in walkalong(*added).out
    told = walkalong("highlights", "export", "LD-0001").out
    assert told.splitlines()[0] == "一窗通办（LD-0001）"
    assert f"{numbers[0]}；问题：中午没人 1" in told
    assert walkalong("highlights", "export", "LD-0002").code == 1
    path = tmp_path / "案例.docx"
    assert walkalong("highlights", "export", "--out", str(path)).code == 0
    assert Document(str(path)).paragraphs[0].text == "一窗通办"


def test_media_reports_are_counted_against_what_is_set(walkalong: Walkalong, home: Path) -> None:
    told = ("media", "add", "--action", "推磨式互查", "--outlet", "云溪日报", "--title", "走在前头")
    assert walkalong(*told).code == 1, "without a day"
    assert walkalong(*told, "--date", "2026-05-20", "--link", "www.x").code == 1
    assert walkalong(*told, "--date", "2026年5月20日").code == 0
    found = json.loads(walkalong("media", "count", "--json").out)
    missing = {one["action"]: one["missing"] for one in found}
    assert missing["推磨式互查"] == 0
    assert missing["主官式体验"] == 1
    late = json.loads(walkalong("media", "count", "--since", "2026-05-21", "--json").out)
    assert {one["reports"] for one in late} == {0}
    assert json.loads(walkalong("media", "list", "--action", "互查", "--json").out)
    (home / "office").mkdir(exist_ok=True)
    (home / "office" / "lists.yaml").write_text("lists: []\n", encoding="utf-8")
    assert "未设置" in walkalong("media", "count").out
