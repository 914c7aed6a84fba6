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
from knowledge.importers.values import flatten, phone_fault, read_date, write_value

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
]


@pytest.mark.parametrize(("record", "odd"), ODD_ROWS)
def test_what_looks_wrong_is_kept_and_told(record: dict[str, Any], odd: str) -> None:
    draft = build(Row("a", 1, {"事项名称": "甲", **record}))
    assert any(odd in said for said in draft.odd), draft.odd


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
        ("list", ["身份证", None, "", {"名称": "照片", "份数": 2}], "身份证\n名称:照片 份数:2"),
        ("list", "1、身份证\n2、照片", "身份证\n照片"),
        ("list", "2寸照片", "2寸照片"),
        ("text", 3.5, "3.5"),
    ],
)
def test_values_are_written_plainly(kind: Any, value: Any, text: str) -> None:
    assert write_value("某", kind, value) == text


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
