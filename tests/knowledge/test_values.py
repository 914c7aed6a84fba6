"""What rows hold becomes plain text; what looks wrong in it is kept and told."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.importers import rows
from knowledge.importers.build import build
from knowledge.importers.rows import Row, RowError
from knowledge.importers.values import flatten, limits_in, read_date, write_value
from knowledge.phones import phone_fault, to_call

ODD_ROWS: list[tuple[dict[str, Any], str]] = [
    ({"承诺办结时限": "30"}, "没有单位"),
    ({"承诺办结时限": "30(工作日)", "法定办结时限": "20(工作日)"}, "大于法定"),
    ({"咨询电话": "12"}, "不像电话号码"),
    ({"咨询电话": "8123456"}, "没有区号"),
    ({"咨询电话": "见官网"}, "没有号码"),
    ({"发布日期": "去年", "申请材料": "x"}, "看不懂"),
    ({"生效日期": "2026-01-01", "失效日期": "2025-01-01", "申请材料": "x"}, "早于"),
    ({"常见问题": [{"问题": "问"}], "申请材料": "x"}, "缺答案"),
    ({"常见问题": "见附件"}, "不是“问题/答案”"),
    ({"是否收费": "0", "收费标准": "40 元"}, "却有金额"),
    ({"怪字段": "x"}, "不认识的要素"),
    ({"受理条件": "长" * 20_001}, "“受理条件”过长，只保留前 20000 字"),
    ({"咨询电话": ["12345" * 3000, "12345" * 3000]}, "“咨询电话”过长"),
    ({"受理条件": "长" * 15_000, "办理条件": "也长" * 5_000}, "“受理条件”过长"),
    ({"申请材料": [[[[[[[{"甲": ["里"]}]]]]]]]}, "“申请材料”嵌套超过 6 层"),
    ({"事项名称": "名" * 201, "申请材料": "x"}, "“事项名称”过长，只保留前 200 字"),
    ({"失效日期": "2026-01-01", "有效期至": "2027-01-01", "申请材料": "x"}, "2027-01-01 与前面的"),
    ({"aliases": [f"名{n}" for n in range(501)], "申请材料": "x"}, "“aliases”只保留前 500 个"),
    ({"常见问题": [{"问题": "问", "答案": "长" * 8_001}]}, "“问”的答案过长，只保留前 8000 字"),
    ({"常见问题": [{"问题": "问" * 1_001, "答案": "答"}]}, "的问题过长，只保留前 1000 字"),
    ({"常见问题": [{"问题": "问", "答案": "答", "类别": "甲"}]}, "第 1 条不认识的键“类别”"),
    ({"常见问题": [{"标题": "问", "内容": "答"}]}, "第 1 条的键“标题、内容”不认识"),
    ({"常见问题": ["说不清"]}, "第 1 条分不出问题和答案"),
    ({"常见问题": [["问", "答", "又"]]}, "第 1 条不是一问一答"),
    ({"常见问题": [["问", "答"]] * 201}, "常见问题超过 200 条"),
]


@pytest.mark.parametrize(("record", "odd"), ODD_ROWS)
def test_what_looks_wrong_is_kept_and_told(record: dict[str, Any], odd: str) -> None:
    draft = build(Row("a", 1, {"事项名称": "甲", **record}))
    assert any(odd in said for said in draft.odd), draft.odd


def test_no_more_than_fifty_oddities_are_told() -> None:
    draft = build(Row("a", 1, {"事项名称": "甲", **{f"怪字段{n}": "x" for n in range(70)}}))
    assert (len(draft.odd), draft.odd[-1]) == (51, "还有 20 处")


KEPT: list[tuple[dict[str, Any], dict[str, str]]] = [
    ({"受理条件": {"甲": [{"乙": [{"丙": [[{"丁": "最里层"}]]}]}]}}, {"受理条件": "最里层"}),
    ({"申请材料": [f"材料{n}" for n in range(800)]}, {"申请材料": "材料799"}),
    ({"常见问题": [{"标题": "问", "内容": "答"}]}, {"备注": "标题:问 内容:答"}),
    ({"常见问题": "见附件"}, {"备注": "见附件"}),
    ({"备注": "一", "常见问题": ["说不清"]}, {"备注": "一\n说不清"}),
    ({"受理条件": "甲", "办理条件": "乙"}, {"受理条件": "甲\n乙"}),
    ({"审批结果类型": "1", "审批结果名称": "证"}, {"审批结果类型": "1", "审批结果名称": "证"}),
    (
        {"法定办结时限": "30", "法定办结时限单位": "工作日", "法定办结时限说明": "不含听证"},
        {"法定办结时限": "30 个工作日（不含听证）"},
    ),
    (
        {"咨询方式": "0999\uff0d8123456 转 8\u201412"},
        {"咨询方式": "0999-8123456 转 8-12"},
    ),
    ({"受理条件": "3\uff0d5 岁"}, {"受理条件": "3\uff0d5 岁"}),
    ({"承诺时限说明": "材料齐全起算"}, {"承诺办结时限": "材料齐全起算"}),
]


@pytest.mark.parametrize(("record", "elements"), KEPT)
def test_what_has_no_place_of_its_own_is_kept(
    record: dict[str, Any], elements: dict[str, str]
) -> None:
    guide = build(Row("a", 1, {"事项名称": "甲", **record})).guide
    for term, text in elements.items():
        assert guide.elements[term].endswith(text)


@pytest.mark.parametrize(
    "record",
    [
        {"办理时限": {"法定": "30个工作日", "承诺": "8个工作日"}},
        {"办理时限": ["法定办结时限：30个工作日", "承诺办结时限：8个工作日"]},
        {"办理时限": "法定30个工作日，承诺8个工作日"},
        {"法定办结时限": "法定时限为30个工作日；承诺时限为8个工作日。"},
        {"办结时限": "承诺办结时限: 8(工作日)\n法定办结时限: 30(工作日)"},
    ],
)
def test_two_limits_in_one_value_are_told_apart(record: dict[str, Any]) -> None:
    elements = build(Row("a", 1, {"事项名称": "甲", **record})).guide.elements
    assert elements == {"法定办结时限": "30 个工作日", "承诺办结时限": "8 个工作日"}


@pytest.mark.parametrize(
    "text",
    [
        "8个工作日（法定30个工作日）",
        "法定工作日 8 天内",
        "依法定程序办理",
        "8 日",
        "法定8日，法定9日",
    ],
)
def test_what_names_no_limit_at_its_beginning_is_one_limit(text: str) -> None:
    assert limits_in(text) == {}


@pytest.mark.parametrize(
    ("case", "name"),
    [
        ("首次办理", "登记（首次办理）"),
        ("登记（变更）", "登记（变更）"),
        ("登记", "登记"),
        ("", "登记"),
    ],
)
def test_the_case_of_an_item_is_part_of_its_name(case: str, name: str) -> None:
    row = {"事项名称": "登记", "业务办理项名称": case, "受理条件": "x"}
    assert build(Row("a", 1, row)).guide.name == name
    assert build(Row("a", 1, {"业务办理项名称": "变更", "受理条件": "x"})).guide.name == "变更"


@pytest.mark.parametrize(
    ("text", "called"),
    [
        ("0999-8123456", "0999-8123456"),
        ("8123456", "8123456 / 12345"),
        ("8123456\n0999-8123457", "0999-8123457"),
        ("见公告", "12345"),
        ("", "12345"),
        ("12x", "12345"),
        ("见公告\n8123456", "8123456 / 12345"),
    ],
)
def test_a_number_that_may_reach_nobody_is_not_told_alone(text: str, called: str) -> None:
    assert to_call(text, "12345") == called


@pytest.mark.parametrize(
    "phone",
    [
        "0999-8123456",
        "(0999)8123456",
        "\uff080999\uff098123456",
        "0999- 8123456 转 1",
        "12345",
        "0999-12345",
        "+86 999 8123456",
        "电话:0999-8123456\uff1b地址:东风路 1 号",
        "400-700-0690",
    ],
)
def test_a_number_that_can_be_dialled_is_not_odd(phone: str) -> None:
    assert phone_fault(phone) == ""


@pytest.mark.parametrize(
    ("kind", "value", "text"),
    [
        ("limit", "90(自然日)", "90 个自然日"),
        ("limit", "3天", "3 天"),
        ("limit", "2个月", "2 个月"),
        ("limit", "当场办结", "当场办结"),
        ("flag", True, "是"),
        ("flag", "0", "否"),
        ("flag", "部分支持", "部分支持"),
        ("count", 1, "1 次"),
        ("count", "1 次", "1 次"),
        ("list", ["身份证", None, "", {"名称": "照片", "份数": 2}], "身份证\n照片（2 份）"),
        ("list", [{"证件": "甲", "数量": 2}], "证件:甲 数量:2"),
        ("list", [{"序号": 1, "材料名称": "甲", "必要性": 1}], "甲（必要性 1）"),
        (
            "list",
            [{"名称": "申请表", "必要性": "必要", "份数": "1", "材料形式": "纸质", "规格": "A4"}],
            "申请表（必要，1 份，纸质，规格 A4）",
        ),
        (
            "text",
            [{"项目": "登记费", "标准": "80 元", "依据": "某文"}],
            "登记费（80 元，依据 某文）",
        ),
        ("place", {"地址": "东风路 1 号", "时间": "9-17"}, "东风路 1 号（时间 9-17）"),
        ("list", "**粗体**\n* 照片", "**粗体**\n照片"),
        ("limit", "１５ 个工作日", "15 个工作日"),
        ("list", "<li>甲<script>alert(1)</script></li><style>p{}</style>", "甲"),
        ("list", "1、身份证\n2、照片", "身份证\n照片"),
        ("list", "2寸照片", "2寸照片"),
        ("text", 3.5, "3.5"),
    ],
)
def test_values_are_written_plainly(kind: Any, value: Any, text: str) -> None:
    assert write_value("某", kind, flatten(value)) == text


TABLE = """先看：
| 序号 | 材料 | 份数 | 形式 |
|:----|---|---|---|
| 1 | 备案表 | 2 | 纸质 |
| 2 | 合同 \\| 协议 | 原件 1 |
a | b"""


def test_rows_of_a_table_are_lines_without_its_head() -> None:
    lines = write_value("申请材料", "list", flatten(TABLE)).split("\n")
    assert lines == ["先看：", "备案表（2 份，纸质）", "合同 | 协议（原件 1）", "a | b"]


def test_two_tables_keep_each_their_head_and_surplus_cells_are_kept() -> None:
    text = "证件 | 数量\n---|---\n户口簿 | 1\n\n|项目|标准|\n|-|-|\n|照相|20 元|自愿|"
    lines = write_value("申请材料", "list", flatten(text)).split("\n")
    assert lines == ["户口簿（数量 1）", "照相（20 元，其他 自愿）"]


@pytest.mark.parametrize("value", ["长期有效", "永久", "长期", "", "-"])
def test_no_end_is_no_date(value: str) -> None:
    assert read_date(value) is None


@pytest.mark.parametrize(
    "value", ["2026-03-01", "2026/3/1", "2026年3月1日", "20260301", "2026.3.1"]
)
def test_dates_are_read_in_their_usual_forms(value: str) -> None:
    assert read_date(value) == date(2026, 3, 1)


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=50),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=12,
)
KNOWN_KEYS = ["实施编码", "事项名称", "申请材料", "法定办结时限", "常见问题", "咨询电话"]
KNOWN_KEYS += ["发布日期", "elements", "aliases", "网办", "version", "name"]
KEYS = st.sampled_from(KNOWN_KEYS) | st.text(max_size=10)


@given(st.dictionaries(KEYS, JSON_VALUES, max_size=8))
def test_any_row_becomes_a_guide_or_an_error_with_a_mend(record: dict[str, Any]) -> None:
    try:
        draft = build(Row("a", 1, record))
    except RowError as error:
        assert error.mend
        return
    assert draft.guide.name
    assert draft.guide.model_dump_json().encode()
    assert all(len(text) <= rows.MAX_ELEMENT_CHARS for text in draft.guide.elements.values())


@given(JSON_VALUES)
def test_any_value_flattens_within_bounds(value: Any) -> None:
    assert len(flatten(value)) <= rows.MAX_ELEMENT_CHARS


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("1.申请表；2.设计图", ["申请表；", "设计图"]),
        ("1.证\n2.6个月内的照片\n3.表", ["证", "6个月内的照片", "表"]),
        ("1.5寸照片\n2.表", ["5寸照片", "表"]),
        ("（1）甲；（2）乙", ["甲；", "乙"]),
        # look alike, and stay as they are
        ("照片\n2.6个月内的报告", ["照片", "2.6个月内的报告"]),
        ("1.照（1.正本；2.副本）", ["照（1.正本；2.副本）"]),
        ("1.1 申请\n1.2 审核", ["1.1 申请", "1.2 审核"]),
        ("面积 1.5 亩；2.5 亩以上另批", ["面积 1.5 亩；2.5 亩以上另批"]),
    ],
)
def test_numbers_of_a_list_are_told_from_decimals(text: str, lines: list[str]) -> None:
    assert write_value("申请材料", "list", text).split("\n") == lines
