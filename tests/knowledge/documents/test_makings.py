"""Guides as twenty offices would make them: every element is right, and no line is lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from knowledge.importers.build import build
from knowledge.importers.documents.blocks import Block, Document, Line, Table
from knowledge.importers.documents.page import read_html
from knowledge.importers.documents.reader import rows_of
from knowledge.importers.files import read_drafts
from knowledge.importers.rows import Draft, Row
from knowledge.model import Guide

Write = Callable[[str, str], Path]


def guide(*blocks: Block | str) -> Guide:
    lines = tuple(Line(block) if isinstance(block, str) else block for block in blocks)
    (row,) = rows_of(Document(lines), "a", "文件名")
    assert isinstance(row, Row)
    return build(row).guide


def page(text: str) -> Guide:
    return guide(*read_html(f"<h1>占道许可办事指南</h1>{text}").blocks)


def test_a_table_within_a_form_belongs_to_its_label() -> None:
    inner = (
        "<table><tr><td>序号</td><td>名称</td><td>份数</td></tr>"
        "<tr><td>1</td><td>申请表</td><td>2</td></tr></table>"
    )
    found = page(
        "<table><tr><td>受理条件</td><td>确需占道</td></tr>"
        f"<tr><td>申请材料</td><td>{inner}</td></tr><tr><td>收费</td><td>不收费</td></tr></table>"
    )
    assert found.elements == {
        "受理条件": "确需占道",
        "申请材料": "申请表（2 份）",
        "收费标准": "不收费",
    }


def test_labels_of_a_list_of_terms_end_the_steps_above_them() -> None:
    found = page(
        "<h3>办理流程</h3><ol><li>申请</li><li>提交材料</li></ol>"
        "<dl><dt>收费标准</dt><dd>不收费</dd><dt>办理地点</dt><dd>一楼</dd></dl>"
    )
    assert found.elements == {
        "办理流程": "申请\n提交材料",
        "收费标准": "不收费",
        "办理地点": "一楼",
    }


def test_what_a_page_has_to_be_pressed_is_no_text() -> None:
    found = page(
        "<header class='site-header'><a>登录</a></header><h2>申请材料</h2>"
        "<table><tr><td>序号</td><td>材料名称</td><td>操作</td></tr>"
        "<tr><td>1</td><td>申请表</td><td><a>下载</a></td></tr></table>"
        "<h2>受理条件</h2><p><span class='n'>甲</span><span class='m'>乙</span></p>"
    )
    assert found.elements == {"申请材料": "申请表", "受理条件": "甲 乙"}


def test_rows_behind_a_group_are_read_beside_rows_without_one() -> None:
    rows = (
        ("基本信息", "事项名称", "运输证换发", "事项编码", "YX-1"),
        ("办理信息", "法定时限", "15日", "承诺时限", "3日"),
        ("联系方式", "咨询：0999-8111006\n投诉：0999-8111007", "", "", ""),
    )
    found = guide("政务服务事项办事指南", Table(rows))
    assert (found.name, found.id) == ("运输证换发", "YX-1")
    assert found.elements["承诺办结时限"] == "3 日"
    assert found.elements["监督投诉方式"] == "0999-8111007"


def test_a_list_within_a_table_ends_at_labels_side_by_side() -> None:
    rows = (
        ("占道许可办事指南",) * 4,
        ("申请材料",) * 4,
        ("序号", "材料名称", "份数", "要求"),
        ("1", "施工图", "2", "A3"),
        ("办理流程",) * 4,
        ("步骤", "内容", "时限", "承办人"),
        ("受理", "收件", "1日", "窗口"),
        ("收费标准", "每平米1元", "收费依据", "3号文"),
    )
    found = guide(Table(rows))
    assert found.name == "占道许可"
    assert found.elements["办理流程"] == "受理（内容 收件，时限 1日，承办人 窗口）"
    assert (found.elements["收费标准"], found.elements["收费依据"]) == ("每平米1元", "3号文")


@pytest.mark.parametrize(
    "asked",
    [
        ("问：能代查吗？答：能。",),
        ("1.能代查吗？能。2.收费吗？不收。",),
        ("（1）能代查吗？", "能。"),
    ],
)
def test_questions_are_told_apart_however_they_are_set(asked: tuple[str, ...]) -> None:
    found = guide("档案查询办事指南", "一、受理条件", "本人", "二、常见问题", *asked)
    assert (found.faqs[0].question, found.faqs[0].answer) == ("能代查吗？", "能。")


@pytest.mark.parametrize(
    "title",
    [
        ("★ 户口补录 办事指南 ★",),
        ("户口补录办事", "指南"),
        ("户口补录指南（2026年3月修订）",),
        ("户口补录办理说明",),
    ],
)
def test_a_title_is_read_in_what_adorns_it(title: tuple[str, ...]) -> None:
    found = guide(*(Line(line, bold=True) for line in title), "一、受理条件", "漏报户口")
    assert found.name == "户口补录"
    assert [*found.elements] == ["受理条件"]


def test_both_limits_behind_their_heading_are_two_elements() -> None:
    found = guide("甲事办事指南", "五、办理时限", "法定45个工作日，承诺15个工作日（不含核查）")
    assert found.elements == {
        "法定办结时限": "45 个工作日",
        "承诺办结时限": "15个工作日（不含核查）",
    }


def test_a_heading_with_nothing_below_it_is_told(write: Write) -> None:
    text = "甲事办事指南\n一、受理条件\n无\n二、办理流程\n三、收费标准\n无\n"
    (draft,) = read_drafts([write("a.txt", text)])
    assert isinstance(draft, Draft)
    assert "“二、办理流程”下面没有文字" in " ".join(draft.odd)


def book(path: Path, *sheets: list[list[object]]) -> list[Draft]:
    made = Workbook()
    made.remove(made.active)
    for number, rows in enumerate(sheets):
        sheet = made.create_sheet(f"表{number}")
        for row in rows:
            sheet.append(row)
    made.save(path)
    found = [*read_drafts([path])]
    assert all(isinstance(draft, Draft) for draft in found), found
    return [draft for draft in found if isinstance(draft, Draft)]


def test_several_items_side_by_side_are_named_above_their_labels(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["要素", "出生登记", "死亡登记"],
        ["办理条件", "新生儿", "死亡人员"],
        ["承诺时限", "当场", "1日"],
        ["收费标准", "免费", "免费"],
    ]
    found = book(tmp_path / "a.xlsx", rows)
    assert [draft.guide.name for draft in found] == ["出生登记", "死亡登记"]
    assert found[1].guide.elements["受理条件"] == "死亡人员"


def test_numbered_columns_are_entries_of_one_element(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["部门", "事项名称", "材料1", "材料2", "办理时限(天)"],
        ["教育局", "校车许可", "申请表", "行驶证", 20],
    ]
    (draft,) = book(tmp_path / "a.xlsx", rows)
    assert draft.guide.bureau == "教育局"
    assert draft.guide.elements == {"申请材料": "申请表\n行驶证", "承诺办结时限": "20 天"}


def test_a_sheet_of_materials_adds_to_items_that_name_some(tmp_path: Path) -> None:
    items: list[list[object]] = [
        ["事项名称", "受理条件", "申请材料"],
        ["成立登记", "有章程", "申请书"],
    ]
    papers: list[list[object]] = [["事项名称", "材料名称", "份数"], ["成立登记", "验资报告", 1]]
    asked: list[list[object]] = [["事项", "问题", "答复"], ["成立登记", "要多少会员？", "50个"]]
    (draft,) = book(tmp_path / "a.xlsx", items, papers, asked)
    assert draft.guide.elements["申请材料"] == "申请书\n验资报告（1 份）"
    assert draft.guide.faqs[0].answer == "50个"


def test_a_page_whose_elements_are_third_headings_is_read(write: Write) -> None:
    text = (
        "# 食堂补助\n### 申请条件\n60岁以上\n### 怎么办\n1. 去社区\n2. 等通知\n### 多少钱\n不收\n"
    )
    (draft,) = read_drafts([write("a.md", text)])
    assert isinstance(draft, Draft)
    assert [*draft.guide.elements] == ["受理条件", "办理流程", "收费标准"]


def test_headings_in_everyday_words_alone_make_a_guide(write: Write) -> None:
    text = "落户须知\n一、谁能办\n外地人\n二、要带啥\n身份证\n三、多长时间能办好\n3天\n"
    (draft,) = read_drafts([write("a.txt", text)])
    assert isinstance(draft, Draft)
    assert [*draft.guide.elements] == ["受理条件", "申请材料", "承诺办结时限"]


def test_a_guide_in_both_languages_is_called_by_its_chinese_name() -> None:
    found = guide(
        "居留许可办事指南 Guide to Residence Permit",
        "监督电话：12345",
        "附件：申请表",
        "一、受理条件 Eligibility",
        "持有效护照。Valid passport.",
    )
    assert found.name == "居留许可"
    assert found.elements == {
        "受理条件": "持有效护照。Valid passport.",
        "监督投诉方式": "12345",
        "其他": "附件：申请表",
    }
