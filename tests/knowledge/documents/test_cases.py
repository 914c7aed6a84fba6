"""Cases within one guide keep their lines: what is for a firm never passes for everybody's."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.importers.documents.blocks import Line
from knowledge.importers.documents.cases import with_headings
from knowledge.importers.documents.nested import with_nested
from knowledge.importers.files import read_drafts
from knowledge.importers.rows import Draft
from tests.knowledge.documents.making import LEFT, UP, Blocks, write

TITLE = "# 烟花临时销售点备案办事指南"
FEES = ("三、收费标准", "不收费")
BOTH = "个人申请：\n居民身份证\n租房合同\n企业申请：\n营业执照\n授权委托书"


def elements(tmp_path: Path, blocks: Blocks, suffix: str = ".docx") -> dict[str, str]:
    (draft,) = read_drafts([write(tmp_path / f"a{suffix}", blocks)])
    assert isinstance(draft, Draft)
    assert draft.guide.elements["收费标准"] == "不收费", "what is for all names no case"
    return draft.guide.elements


@pytest.mark.parametrize(
    "papers",
    [
        ["个人申请", "1.居民身份证", "2.租房合同", "企业申请", "1.营业执照", "2.授权委托书"],
        ["**个人申请**", "居民身份证", "租房合同", "**企业申请**", "营业执照", "授权委托书"],
        ["个人申请：", "居民身份证", "租房合同", "企业申请：", "营业执照", "授权委托书"],
        [
            [
                ["序号", "材料名称", "备注"],
                ["个人申请", LEFT, LEFT],
                ["1", "居民身份证", ""],
                ["2", "租房合同", ""],
                ["企业申请", LEFT, LEFT],
                ["1", "营业执照", ""],
                ["2", "授权委托书", ""],
            ]
        ],
    ],
)
def test_headings_among_the_papers_say_whose_they_are(tmp_path: Path, papers: Blocks) -> None:
    found = elements(tmp_path, [TITLE, "二、申请材料", *papers, *FEES])
    assert found["申请材料"] == BOTH


@pytest.mark.parametrize("suffix", [".docx", ".pdf", ".html"])
def test_headings_above_the_elements_say_whose_they_are(tmp_path: Path, suffix: str) -> None:
    blocks = [TITLE, "一、个人申请", "（一）受理条件", "年满18周岁。", "（二）申请材料"]
    blocks += ["1.居民身份证", "2.租房合同", "（三）办理时限", "3个工作日", "二、企业申请"]
    blocks += ["（一）受理条件", "已注册登记。", "（二）申请材料", "1.营业执照", "2.授权委托书"]
    found = elements(tmp_path, [*blocks, "（三）办理时限", "5个工作日", *FEES], suffix)
    assert found["受理条件"] == "个人申请：年满18周岁。\n企业申请：已注册登记。"
    assert found["申请材料"] == BOTH
    assert found["承诺办结时限"] == "个人申请：3个工作日\n企业申请：5个工作日"
    assert "其他" not in found


def test_bold_headings_of_elements_and_of_cases_are_told_apart(tmp_path: Path) -> None:
    blocks = [TITLE, "**申请材料**", "**个人申请**", "居民身份证", "租房合同", "**企业申请**"]
    blocks += ["营业执照", "授权委托书", "**特别提醒**", "勿带火种。", "**收费标准**", "不收费"]
    found = elements(tmp_path, blocks)
    assert found["申请材料"] == BOTH
    assert found["其他"] == "特别提醒\n勿带火种。"


@pytest.mark.parametrize(
    "table",
    [
        [["项目", "个人申请", "企业申请"], ["收费标准", "不收费", LEFT]],
        [["收费标准", "不收费", LEFT]],
    ],
)
def test_columns_and_rows_of_a_form_say_whose_they_are(tmp_path: Path, table: Blocks) -> None:
    papers = ("居民身份证\n租房合同", "营业执照\n授权委托书")
    if len(table) > 1:
        rows = [["受理条件", "年满18周岁", "已注册"], ["申请材料", *papers]]
    else:
        rows = [["受理条件", "个人申请", "年满18周岁"], [UP, "企业申请", "已注册"]]
        rows += [["申请材料", "个人申请", papers[0]], [UP, "企业申请", papers[1]]]
    found = elements(tmp_path, [TITLE, [*table[:-1], *rows, table[-1]]])
    assert found["受理条件"] == "个人申请：年满18周岁\n企业申请：已注册"
    assert found["申请材料"] == BOTH


def test_a_column_of_cases_stays_with_its_row(tmp_path: Path) -> None:
    table = [["材料名称", "份数", "情形"], ["身份证", "1", "个人"], ["执照", "1", "企业"]]
    found = elements(tmp_path, [TITLE, "二、申请材料", table, *FEES])
    assert found["申请材料"] == "身份证（1 份，情形 个人）\n执照（1 份，情形 企业）"


@pytest.mark.parametrize(
    "lines",
    [
        ["1.身份证", "（1）原件", "（2）复印件", "2.户口簿"],
        ["居民身份证", "租房合同"],
        ["以下材料各一份。", "1.身份证", "2.户口簿"],
        ["注意事项", "1.勿带火种", "2.早到"],
        ["材料要求如下，均须原件", "1.身份证"],
    ],
)
def test_what_looks_like_a_heading_and_is_none_stays_as_it_is(lines: list[str]) -> None:
    assert with_headings([Line(line) for line in lines]) == lines


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("- 个人\n  - 身份证\n- 企业\n  - 执照", "- 个人：\n  - 身份证\n- 企业：\n  - 执照"),
        ("- 身份证\n    - 原件\n    - 复印件\n- 户口簿", "- 身份证（原件；复印件）\n- 户口簿"),
        ("1. 申请材料\n   - 身份证\n2. 其他", "1. 申请材料：\n   - 身份证\n2. 其他"),
        ("- 身份证\n- 户口簿\n\n  说明", "- 身份证\n- 户口簿\n\n  说明"),
        ("* a\n  text", "* a\n  text"),
    ],
)
def test_lists_in_lists_keep_what_is_above(text: str, told: str) -> None:
    assert with_nested(text) == told


PAGE = """<h1>放飞备案办事指南</h1><h2>申请材料</h2>
<ul><li><b>个人申请</b><ol><li>居民身份证</li><li>租房合同</li></ol></li>
<li>企业申请<ul><li>营业执照</li><li>授权委托书</li></ul></li></ul>
<h2>收费标准</h2><p>不收费</p>"""


def test_lists_in_lists_of_a_page(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(PAGE, encoding="utf-8")
    (draft,) = read_drafts([tmp_path / "a.html"])
    assert isinstance(draft, Draft)
    assert draft.guide.elements["申请材料"] == BOTH


def test_captions_and_headings_of_the_file_say_whose_the_papers_are(tmp_path: Path) -> None:
    tables = [[["序号", "材料名称"], ["1", name]] for name in ("申请书", "登记证")]
    blocks = [TITLE, "二、申请材料", "表1 新办", tables[0], "表2 变更", tables[1], *FEES]
    assert elements(tmp_path, blocks)["申请材料"] == "表1 新办：\n申请书\n表2 变更：\n登记证"
    page = "<h1>放飞备案办事指南</h1><h2>申请材料</h2><h3>首次</h3><p>申请表</p>"
    page += "<h3>换证</h3><p>旧证</p>"
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    (draft,) = read_drafts([tmp_path / "a.html"])
    assert isinstance(draft, Draft)
    assert draft.guide.elements["申请材料"] == "首次：\n申请表\n换证：\n旧证"


def test_lists_by_case_of_a_yaml_file(tmp_path: Path) -> None:
    text = "name: 放飞\n申请材料:\n  个人: [身份证, 合同]\n  企业: [执照]\n"
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    (draft,) = read_drafts([tmp_path / "a.yaml"])
    assert isinstance(draft, Draft)
    assert draft.guide.elements["申请材料"] == "个人：\n身份证\n合同\n企业：\n执照"


def tabled(tmp_path: Path, **sheets: list[list[str]]) -> dict[str, dict[str, str]]:
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(tmp_path / "a.xlsx")
    found = [each for each in read_drafts([tmp_path / "a.xlsx"]) if isinstance(each, Draft)]
    return {draft.guide.name: draft.guide.elements for draft in found}


def test_cases_in_tables_stay_with_their_rows(tmp_path: Path) -> None:
    papers = [
        ["事项名称", "办理情形", "材料名称"],
        ["登记", "个人", "身份证"],
        ["登记", "单位", "执照"],
    ]
    items = [["事项名称", "承诺时限", "收费标准"], ["登记", "3日", "免费"]]
    found = tabled(tmp_path, items=items, papers=papers)
    assert found["登记"]["申请材料"] == "身份证（情形 个人）\n执照（情形 单位）"
    papers = [["事项名称", "材料名称", "适用情形", "承诺时限"], ["登记", "身份证", "个人", "3日"]]
    found = tabled(tmp_path, items=papers)
    assert found["登记"]["申请材料"] == "身份证（适用情形 个人）"


def test_an_item_that_comes_again_for_another_case_is_another_guide(tmp_path: Path) -> None:
    head = ["事项名称", "情形", "申请材料", "收费标准"]
    rows = [["护照", "首次", "身份证", "120元"], ["护照", "换发", "旧护照", "120元"]]
    assert [*tabled(tmp_path, items=[head, *rows])] == ["护照（首次）", "护照（换发）"]
    assert [*tabled(tmp_path, items=[head, rows[0], ["签注", "换发", "护照", "80元"]])] == [
        "护照",
        "签注",
    ]
