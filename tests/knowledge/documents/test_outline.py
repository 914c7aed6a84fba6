"""Which element a line of a document belongs to, and that none is lost."""

from __future__ import annotations

from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.importers.build import build
from knowledge.importers.documents.blocks import Block, Document, Line, Table, grid
from knowledge.importers.documents.reader import rows_of
from knowledge.importers.documents.shapes import names_of, shape_of
from knowledge.importers.documents.titles import Title, title_of
from knowledge.importers.rows import Draft, Row, RowError


def drafts(*blocks: Block | str) -> list[Draft]:
    lines = tuple(Line(block) if isinstance(block, str) else block for block in blocks)
    rows = rows_of(Document(lines), "a.docx", "文件名")
    return [build(row) for row in rows if isinstance(row, Row)]


def elements(*blocks: Block | str) -> dict[str, str]:
    (draft,) = drafts("户口迁移办事指南", *blocks)
    return draft.guide.elements


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("一、受理条件", ("受理条件",)),
        ("（二）申 请 材 料：", ("申请材料",)),
        ("3.办理流程", ("办理流程",)),
        ("【办理时限】5个工作日", ("办理时限",)),
        ("第二章 申请材料", ("申请材料",)),
        ("2.1 办理地点", ("办理地点",)),
        ("五、申请材料（原件核验后退回）", ("申请材料",)),
        ("申请材料如下：", ("申请材料",)),
        ("九、办理地点及时间", ("办理地点", "办理时间")),
        ("办理时间地点", ("办理地点", "办理时间")),
        ("需要材料", ("申请材料",)),
        ("二、申请材料 Required documents", ("申请材料",)),
        ("1、申领条件：非自愿失业", ("受理条件",)),
        ("经办机构：云溪市就业中心", ("实施主体",)),
        ("四、收费 免费", ("收费",)),
        ("咨询投诉电话：12345", ("咨询方式", "监督投诉方式")),
        ("办理机构：云溪市公安局", ("实施主体",)),
        # look alike, and are none
        ("1.申请：到窗口提交", ()),
        ("申请材料不齐的，一次告知。", ()),
        ("办理流程图见附件一二三", ()),
        ("第二十条 申请人应当", ()),
        ("附件：申请表", ()),
        ("一、受理 材料齐全的收下", ()),
        ("证件", ()),
        ("名称：某某", ()),
        ("（一）具有云溪市户籍；", ()),
        ("12345热线", ()),
    ],
)
def test_a_heading_is_known_by_its_name(line: str, names: tuple[str, ...]) -> None:
    assert names_of(shape_of(line).label) == names


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("户口迁移办事指南", Title("户口迁移")),
        ("一、户口迁移办事指南（2026年版）", Title("户口迁移", "2026年版")),
        ("户口迁移，办事指南", Title("")),
        ("办事指南", Title("")),
        ("户口迁移怎么办", None),
    ],
)
def test_a_title_names_its_item_or_no_item(line: str, title: Title | None) -> None:
    assert title_of(line) == title


def test_steps_that_name_an_element_stay_steps() -> None:
    steps = ("1.申请", "2.受理：办理时限：当场", "办理时限：审核3天", "3.材料", "（二）网上办理")
    found = elements("一、办理流程", *steps, "二、办理时限", "5个工作日")
    assert found["办理流程"].count("\n") == 4
    assert found["承诺办结时限"] == "5 个工作日"


def test_both_limits_under_one_heading_are_told_apart() -> None:
    found = elements("三、办理时限", "法定时限：20个工作日", "承诺时限：5个工作日")
    assert found == {"法定办结时限": "20 个工作日", "承诺办结时限": "5 个工作日"}


def test_several_places_keep_their_own_hours() -> None:
    places = ("地点：湖滨路88号", "时间：9:00—17:00", "地点：东街1号", "时间：8:30—16:30")
    assert elements("四、办理地点", *places) == {"办理地点": "\n".join(places)}


def test_a_numbered_list_below_a_numbered_heading_is_a_list() -> None:
    found = elements(
        "1.受理条件",
        "有住所。",
        "2.申请材料",
        "1.户口簿",
        "2.身份证",
        "3.照片",
        "3.收费标准",
        "免费",
    )
    assert found == {"受理条件": "有住所。", "申请材料": "户口簿\n身份证\n照片", "收费标准": "免费"}


def test_what_is_below_a_heading_that_is_not_known_is_kept_with_it() -> None:
    found = elements(
        "一、受理条件", "有住所。", "二、法律责任", "虚假材料依法处理。", "三、收费标准", "免费"
    )
    assert found["其他"] == "二、法律责任\n虚假材料依法处理。"
    assert (found["受理条件"], found["收费标准"]) == ("有住所。", "免费")


def test_a_label_that_holds_the_rows_of_a_list_is_read_with_its_head() -> None:
    rows = [
        [("申请材料", 1, 3), ("序号", 1, 1), ("材料名称", 1, 1), ("份数", 1, 1)],
        [("1", 1, 1), ("户口簿", 1, 1), ("1", 1, 1)],
        [("2", 1, 1), ("身份证", 1, 1), ("2", 1, 1)],
        [("办理时限", 1, 2), ("法定时限", 1, 1), ("20个工作日", 2, 1)],
        [("承诺时限", 1, 1), ("5个工作日", 2, 1)],
        [("收费", 1, 1), ("免费", 3, 1)],
    ]
    assert elements(grid(rows)) == {
        "申请材料": "户口簿（1 份）\n身份证（2 份）",
        "法定办结时限": "20 个工作日",
        "承诺办结时限": "5 个工作日",
        "收费标准": "免费",
    }


def test_originals_and_copies_in_columns_of_their_own_are_told() -> None:
    rows = (
        ("材料名称", "原件", "复印件", "备注"),
        ("户口簿", "1", "2", ""),
        ("照片", "√", "", "近期"),
    )
    found = elements("一、申请材料", Table(rows))
    assert found["申请材料"] == "户口簿（原件 1 份 复印件 2 份）\n照片（原件，备注 近期）"


def test_questions_in_a_table_and_in_lines_are_pairs() -> None:
    rows = (("序号", "问题", "答案"), ("1", "能代办吗", "能"))
    lines = ("二、热点问答", "1.要预约吗？", "不用。", "也可以网上约。", "问：周末开吗", "答：开。")
    (draft,) = drafts("户口迁移办事指南", "一、受理条件", "有住所。", *lines, Table(rows))
    assert {faq.question: faq.answer for faq in draft.guide.faqs} == {
        "要预约吗？": "不用。\n也可以网上约。",
        "周末开吗": "开。",
        "能代办吗": "能",
    }


class TestSeveralGuides:
    def test_titles_part_them_and_contents_are_none(self) -> None:
        one = ("户口迁移办事指南", "一、受理条件", "有住所。", "二、收费标准", "免费")
        two = ("身份证补领办事指南", "一、受理条件", "年满16周岁。", "二、收费标准", "40元")
        contents = ("目录", "户口迁移办事指南……1", "身份证补领办事指南……2")
        found = drafts("云溪市公安局办事指南汇编", *contents, *one, *two)
        assert [draft.guide.name for draft in found] == ["户口迁移", "身份证补领"]
        assert found[1].guide.elements == {"受理条件": "年满16周岁。", "收费标准": "40元"}
        (odd,) = found[0].odd
        assert odd.startswith("第一份指南之前的 1 段不属于任何一份")

    def test_headings_with_the_same_elements_part_them(self) -> None:
        both = ("（一）受理条件", "有住所。", "（二）申请材料", "户口簿")
        found = drafts("一、出生登记", *both, "二、死亡注销", *both)
        assert [draft.guide.name for draft in found] == ["出生登记", "死亡注销"]

    def test_cases_of_one_item_are_one_guide_and_that_is_told(self) -> None:
        both = ("（一）受理条件", "有住所。", "（二）申请材料", "户口簿")
        (draft,) = drafts("户口迁移办事指南", "一、个人", *both, "二、单位", *both)
        assert draft.guide.name == "户口迁移"
        assert draft.guide.elements["受理条件"] == "个人：有住所。\n单位：有住所。"
        assert draft.guide.elements["申请材料"] == "个人：\n户口簿\n单位：\n户口簿"
        assert any("分情形写的：个人、单位" in odd for odd in draft.odd)

    def test_services_under_one_title_are_one_guide_and_that_is_told(self) -> None:
        both = ("（一）受理条件", "有住所。", "（二）申请材料", "户口簿")
        (draft,) = drafts("民政服务指南", "一、收养登记", *both, "二、婚姻登记", *both)
        assert any("像是有几份指南" in odd for odd in draft.odd)

    def test_a_row_for_each_parts_them(self) -> None:
        rows = (
            ("序号", "事项名称", "受理条件", "申请材料", "办理时限"),
            ("1", "户口迁移", "有住所", "户口簿", "即办"),
            ("2", "身份证补领", "年满16周岁", "户口簿", "20个工作日"),
        )
        found = drafts(Table(rows))
        assert [draft.guide.name for draft in found] == ["户口迁移", "身份证补领"]
        assert found[1].guide.elements["承诺办结时限"] == "20 个工作日"


# fmt: off
HEADINGS = (
    "一、受理条件", "二、申请材料", "（一）办理流程", "3.办理时限", "【收费标准】", "办理地点",
    "常见问题", "五、咨询投诉电话",
)
SAYING = (
    "{}的人员可以申请。", "1.{}", "2.{}；", "（一）{}", "一、{}", "二、{}情形", "【{}】", "①{}",
    "{}", "办理地点：{}", "实施主体：{}", "发布日期：{}", "版本：{}", "问：{}？", "答：{}", "{}？",
    "事项名称：{}", "{}：甲", "办理时限：{}", "注：{}", "{}办事指南", "申请材料（{}）",
    "云溪市{}局", "电话：{}", "- {}",
)
CELLS = (
    "{}", "{}", "受理条件", "序号", "材料名称", "份数", "法定时限", "1", "", "事项名称", "项目",
    "内容", "问题", "答案",
)
# fmt: on


@st.composite
def documents(draw: st.DrawFn) -> tuple[list[Block], list[str]]:
    """Blocks, and the words in them of which none may be lost."""
    numbers = count(1)
    words: list[str] = []

    def said(template: str) -> str:
        if "{}" in template:
            words.append(f"词{next(numbers):03d}语")
        return template.format(words[-1] if words else "")

    blocks: list[Block] = []
    for _ in range(draw(st.integers(1, 14))):
        if draw(st.integers(0, 4)):
            text = said(draw(st.sampled_from(draw(st.sampled_from((HEADINGS, SAYING, SAYING))))))
            blocks.append(Line(text, draw(st.sampled_from((0, 0, 0, 2))), draw(st.booleans())))
        else:
            width = draw(st.integers(1, 4))
            cells = st.lists(st.sampled_from(CELLS), min_size=width, max_size=width)
            rows = draw(st.lists(cells, min_size=1, max_size=4))
            blocks.append(Table(tuple(tuple(map(said, row)) for row in rows)))
    return blocks, words


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents())
def test_every_line_is_in_the_guide_or_told(made: tuple[list[Block], list[str]]) -> None:
    blocks, words = made
    try:
        found = drafts(*blocks)
    except RowError:
        return  # refused as a whole, with the reason
    told = "\n".join(f"{draft.guide!r}{draft.odd}" for draft in found)
    left_out = "第一份指南之前的" in told
    lost = [word for word in words if word not in told]
    assert left_out or not lost
