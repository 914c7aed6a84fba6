"""Layouts of forms and pages that offices fill in: labels in a row, grouped tables, boilerplate."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.importers.documents.abreast import abreast
from knowledge.importers.documents.blocks import Line, Table, grid
from knowledge.importers.files import read_drafts
from knowledge.importers.rows import Draft
from tests.knowledge.documents.test_outline import drafts, elements


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("法定时限：10日；承诺时限：5日", ["法定时限：10日", "承诺时限：5日"]),
        ("填报单位：云溪市水务局 填报日期：3月2日", ["填报单位：云溪市水务局", "填报日期：3月2日"]),
        ("三、办理地点：1楼，电话：0999-1", ["三、办理地点：1楼", "电话：0999-1"]),
        # look alike, and stay as they are
        ("办理地点：1窗；电话：1；2窗；电话：2", None),
        ("办理时间：周一至周五；节假日：休息", None),
        ("1.受理：当场；办理时限：3日", None),
        ("办理时限：5日；特殊情形：另行通知", None),
        ("咨询电话：0999-1（时间：9:00—17:00）", None),
    ],
)
def test_labels_side_by_side_are_parted(line: str, parts: list[str] | None) -> None:
    assert [each.text for each in abreast(Line(line))] == (parts or [line])


def test_both_limits_in_one_line_are_two() -> None:
    found = elements("一、办理时限", "法定办结时限：10个工作日；承诺办结时限：5个工作日")
    assert found == {"法定办结时限": "10 个工作日", "承诺办结时限": "5 个工作日"}


def test_the_number_below_complaints_is_none_for_enquiries() -> None:
    found = elements(
        "六、咨询途径", "电话：0999-8123541", "七、监督投诉", "电话：12333", "地址：一楼"
    )
    assert found == {"咨询方式": "电话：0999-8123541", "监督投诉方式": "电话：12333\n地址：一楼"}
    parted = elements("五、投诉电话：12345；咨询电话：12393")
    assert parted == {"监督投诉方式": "12345", "咨询方式": "12393"}


def table(rows: list[list[str]]) -> Table:
    return grid([(cell, 1, 1) for cell in row] for row in rows)


@pytest.mark.parametrize("merged", [True, False])
def test_a_column_that_puts_labels_together_hides_none(merged: bool) -> None:
    group = "基本信息" if merged else ""
    found = elements(
        table(
            [
                ["基本信息", "事项类型", "行政许可"],
                [group, "服务对象", "企业法人"],
                ["办理信息", "受理条件", "有固定场所"],
                ["办理信息" if merged else "", "承诺办结时限", "11个工作日"],
            ]
        )
    )
    assert found == {
        "事项类型": "行政许可",
        "服务对象": "企业法人",
        "受理条件": "有固定场所",
        "承诺办结时限": "11 个工作日",
    }


def test_headings_of_two_characters_and_questions_are_known() -> None:
    texts = ("一、程序", "申请", "二、资料", "户口簿", "三、时限", "7个工作日")
    found = elements(*texts)
    assert found == {"办理流程": "申请", "申请材料": "户口簿", "承诺办结时限": "7 个工作日"}
    for heading in ("【常见问答】", "四、问答"):
        (draft,) = drafts("迁移办事指南", *texts, heading, "1、问：能代办吗？", "答：能。")
        assert [(faq.question, faq.answer) for faq in draft.guide.faqs] == [("能代办吗？", "能。")]


def test_a_title_in_brackets_and_one_of_any_guide() -> None:
    (draft,) = drafts("【医疗救助办事指引】", "一、受理条件", "低保对象。")
    assert draft.guide.name == "医疗救助"
    lines = ("云溪市政务服务办事指南", "事项名称：工伤认定", "一、受理条件", "职工")
    (draft,) = drafts(*lines)
    assert (draft.guide.name, draft.guide.elements) == ("工伤认定", {"受理条件": "职工"})


def test_who_filled_a_form_in_is_the_office_where_none_is_named() -> None:
    lines = (
        "填报单位：云溪市卫生健康委员会 填报日期：3月2日",
        "事项名称：护士注册",
        "一、受理条件",
        "有证",
    )
    assert drafts(*lines)[0].guide.bureau == "云溪市卫生健康委员会"
    (draft,) = drafts("实施主体：云溪市人民政府", *lines)
    assert draft.guide.bureau == "云溪市人民政府"
    assert "填报单位：云溪市卫生健康委员会" in draft.guide.elements["其他"]


def test_feet_and_trails_of_pages_are_no_content(tmp_path: Path) -> None:
    page = (
        '<div class="crumb">当前位置：<a>首页</a> &gt; 办事</div><h1>出生证明补发</h1>'
        '<div class="tabs"><a>受理条件</a><a>常见问题</a></div><h3>受理条件</h3><p>遗失。</p>'
        "<h3>常见问题</h3><dl><dt>问：能代办吗？</dt><dd>答：能。</dd></dl>"
        '<div class="footer">版权所有：云溪市人民政府</div>'
    )
    (tmp_path / "a.html").write_text(f"<html><body>{page}</body></html>", encoding="utf-8")
    (draft,) = read_drafts([tmp_path])
    assert isinstance(draft, Draft)
    assert draft.guide.elements == {"受理条件": "遗失。"}
    assert [faq.answer for faq in draft.guide.faqs] == ["能。"]


def test_a_table_with_a_row_an_item_keeps_no_row_numbers() -> None:
    rows = [
        ["序号", "事项名称", "受理条件", "所需材料", "办理时限"],
        ["1", "转学", "随迁", "户口簿", "5个工作日"],
    ]
    (draft,) = drafts("教育局一览表", table(rows))
    assert set(draft.guide.elements) == {"受理条件", "申请材料", "承诺办结时限"}


def test_who_publishes_the_guide_is_told_below_any_heading() -> None:
    lines = ("一、受理条件", "有证", "二、咨询电话", "0999-8123581", "实施主体：云溪市交通运输局")
    (draft,) = drafts("从业资格证补发办事指南", *lines)
    assert draft.guide.bureau == "云溪市交通运输局"
    assert draft.guide.elements["咨询方式"] == "0999-8123581"
    kept = elements("一、办理流程", "1.申请", "实施主体：审核后发布", "2.领证")
    assert kept["办理流程"] == "申请\n实施主体：审核后发布\n领证"


def test_counted_items_are_guides_of_their_own() -> None:
    lines = ("1.申请条件：低保。", "2.申请材料：身份证。", "3.办理时限：15日。")
    found = drafts("事项一：生活补贴", *lines, "事项二：护理补贴", *lines)
    assert [each.guide.name for each in found] == ["生活补贴", "护理补贴"]
    assert all("其他" not in each.guide.elements for each in found)


def test_what_is_to_be_handed_in_and_limits_without_a_colon_are_known() -> None:
    papers = ("一、需提交的材料", "□1.申请书", "□2.2.5万元的资金证明")
    found = elements(*papers, "三、法定时限20个工作日，承诺时限5个工作日")
    assert found == {
        "申请材料": "申请书\n2.5万元的资金证明",
        "法定办结时限": "20 个工作日",
        "承诺办结时限": "5 个工作日",
    }
