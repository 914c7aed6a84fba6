"""`walkalong guides`: versions stay findable, tables fit a screen, broken homes are told."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook

from bot.cli.output import columns, shortened
from tests.bot.cli.conftest import Walkalong

PAGE = """---
id: YX-TEST-1
name: {name}
version: "{version}"
effective: 2027-07-01
---
## 申请材料
| 名称 | 份数 |
|---|---|
| 申请表 | 2 |
## 收费标准
{fee}
## 咨询方式
8123456
"""


@pytest.fixture
def page(tmp_path: Path) -> Path:
    return tmp_path / "guide.md"


def write(page: Path, version: str, fee: str = "60 元", name: str = "风筝放飞备案") -> str:
    page.write_text(PAGE.format(version=version, fee=fee, name=name), "utf-8")
    return str(page)


def test_an_older_version_is_told_and_stays_behind(walkalong: Walkalong, page: Path) -> None:
    walkalong("guides", "add", write(page, "9"))
    done = walkalong("guides", "add", write(page, "8", "50 元"))
    assert done.code == 0
    assert done.out.startswith("新增 0 · 更新 0 · 未变 0 · 较旧未用 1 · 未导入 0；")
    assert "是旧版本：版本 8（2027-07-01），现用的是版本 9（2027-07-01）" in done.out
    assert "60 元" in walkalong("guides", "show", "YX-TEST-1").out
    assert "版本：9（现行）、8" in walkalong("guides", "show", "YX-TEST-1").out
    assert "50 元" in walkalong("guides", "show", "YX-TEST-1", "--version", "8").out
    shown = json.loads(walkalong("guides", "show", "YX-TEST-1", "--json").out)
    assert (shown["version"], shown["versions"]) == ("9", ["9", "8"])
    wrong = walkalong("guides", "show", "YX-TEST-1", "--version", "7")
    assert (wrong.code, "有：9、8" in wrong.err) == (1, True)


def test_an_older_version_is_used_when_asked(walkalong: Walkalong, page: Path) -> None:
    walkalong("guides", "add", write(page, "9"))
    done = walkalong("guides", "add", "--replace", write(page, "8", "50 元"))
    assert done.out.startswith("新增 0 · 更新 1 ")
    assert "照要求换成了旧版本" in done.out
    assert "50 元" in walkalong("guides", "show", "YX-TEST-1").out


def test_what_can_be_searched_is_counted(walkalong: Walkalong, page: Path) -> None:
    assert "建索引 3 段，其中按语义 0 段" in walkalong("guides", "add", write(page, "1")).out
    assert "建索引 0 段" in walkalong("guides", "add", write(page, "1")).out
    done = walkalong("guides", "add", write(page, "1", "50 元"))
    assert "建索引 3 段" in done.out
    assert "版本号没变（1），内容变了" in done.out


def test_an_answer_says_which_date_it_is_and_whom_else_to_call(
    walkalong: Walkalong, page: Path
) -> None:
    walkalong("guides", "add", write(page, "1"))
    told = walkalong("ask", "风筝放飞备案申请材料").out
    assert "□ 申请表（2 份）" in told
    assert "2027-07-01 起生效" in told
    assert "公布" not in told
    assert "可拨打：8123456 / 12345" in told
    answer = json.loads(walkalong("ask", "风筝放飞备案申请材料", "--json").out)
    assert {source["date"] for source in answer["sources"]} == {""}


def test_a_long_name_does_not_widen_the_list(walkalong: Walkalong, page: Path) -> None:
    walkalong("guides", "add", write(page, "1", name="名" * 200))
    rows = walkalong("guides", "list").out.splitlines()
    assert max(map(columns, rows)) < 200
    assert any(row.startswith("YX-TEST-1 ") and "名…" in row for row in rows)


@pytest.mark.parametrize(
    ("text", "cut"),
    [("甲乙丙", "甲乙丙"), ("甲乙丙丁", "甲乙…"), ("abcdefg", "abcde…"), ("", "")],
)
def test_a_cell_is_cut_by_columns(text: str, cut: str) -> None:
    assert shortened(text, 6) == cut


def test_a_file_in_the_place_of_the_index_is_told_with_its_mend(
    walkalong: Walkalong, home: Path, page: Path
) -> None:
    shutil.rmtree(home / "index")
    (home / "index").write_text("x")
    for command in (("init",), ("guides", "add", write(page, "1"))):
        done = walkalong(*command)
        assert done.code == 1
        assert f"{home / 'index'} 应是放索引的文件夹" in done.err
    assert walkalong("ask", "补领身份证要带什么材料").out.startswith("【申请材料】")
    (home / "index").unlink()
    assert walkalong("init").code == 0


def test_init_leaves_a_newer_version_of_a_sample_alone(walkalong: Walkalong, page: Path) -> None:
    guide = json.loads(walkalong("guides", "show", "YX-GA-001", "--json").out)
    newer = {key: guide[key] for key in ("id", "name", "bureau", "level", "elements", "faqs")}
    page.with_suffix(".jsonl").write_text(json.dumps(newer | {"version": "2099-1"}), "utf-8")
    walkalong("guides", "add", str(page.with_suffix(".jsonl")))
    done = walkalong("init")
    assert (
        "YX-GA-001 居民身份证补领：是旧版本：版本 2026-1（2026-03-01），现用的是版本 2099-1；"
        in done.out
    )
    assert json.loads(walkalong("guides", "show", "YX-GA-001", "--json").out)["version"] == "2099-1"


def test_in_english_only_what_the_guide_says_is_chinese(walkalong: Walkalong, page: Path) -> None:
    write(page, "2026-1")
    told = walkalong("--locale", "en", "guides", "add", str(page)).out
    assert "lacks " in told and "Conditions (受理条件)" in told
    (guide,) = (
        g for g in json.loads(walkalong("guides", "list", "--json").out) if "风筝" in g["name"]
    )
    shown = walkalong("--locale", "en", "guides", "show", guide["id"]).out
    assert "【Fees (收费标准)】" in shown and "（" not in shown.splitlines()[0]


def test_check_tells_each_finding_with_its_words_and_sums_up(walkalong: Walkalong) -> None:
    done = walkalong("guides", "check", "YX-MZ-002")
    assert done.code == 0
    assert "【错误】承诺办结时限 10 个工作日 大于法定 7 个工作日" in done.out
    assert "法定办结时限：“7 个工作日”" in done.out
    assert "检查了 1 份指南，1 份有发现，共 3 处：错误 2 · 存疑 1" in done.out
    english = walkalong("--locale", "en", "guides", "check", "YX-MZ-002").out
    assert "[warning] Enquiries (咨询方式) is missing" in english
    assert "1 guide read, 1 with findings, 3 in all: error 2 · warning 1" in english


def test_check_fails_only_when_it_is_strict(walkalong: Walkalong) -> None:
    assert walkalong("guides", "check", "--strict").code == 1
    assert walkalong("guides", "check", "--strict", "YX-GA-001").code == 0
    assert "没有发现问题" in walkalong("guides", "check", "YX-GA-001").out
    assert walkalong("guides", "check", "--strict", "--rule", "hours").code == 0
    unknown = walkalong("guides", "check", "--rule", "no-such")
    assert (unknown.code, "above-legal" in unknown.err) == (2, True)
    assert walkalong("guides", "check", "NO-1").code == 1


def test_the_sample_guides_have_the_faults_that_are_there_on_purpose(walkalong: Walkalong) -> None:
    told = json.loads(walkalong("guides", "check", "--json").out)
    assert told["guides"] == 24
    assert sorted((found["guide"], found["rule"]) for found in told["findings"]) == [
        ("YX-GJJ-001", "expired"),
        ("YX-GJJ-001", "faq-number"),
        ("YX-GJJ-001", "no-unit"),
        ("YX-MZ-002", "above-legal"),
        ("YX-MZ-002", "faq-fee"),
        ("YX-MZ-002", "missing"),
    ]
    worse = json.loads(walkalong("guides", "check", "--json", "--severity", "error").out)
    assert "missing" not in worse["rules"]


def test_check_writes_tables(walkalong: Walkalong, tmp_path: Path, page: Path) -> None:
    walkalong("guides", "add", write(page, "1", "=1+1，见附件1", "=HYPERLINK"))
    book, rows = tmp_path / "found.xlsx", tmp_path / "found.csv"
    assert "写好了" in walkalong("guides", "check", "--out", str(book)).err
    found, sums = load_workbook(book).worksheets
    assert (found["A1"].value, sums["A1"].value) == ("编号", "规则")
    assert "不收费" in [cell.value.split("：")[-1] for cell in found["K"][1:] if cell.value]
    assert walkalong("guides", "check", "--out", str(rows)).code == 0
    text = rows.read_text("utf-8-sig")
    assert "F-" in text.splitlines()[1]
    assert ",'=HYPERLINK," in text and ",=HYPERLINK," not in text
    refused = walkalong("guides", "check", "--out", str(tmp_path / "found.pdf"))
    assert (refused.code, ".xlsx 或 .csv" in refused.err) == (1, True)
