"""Workbooks as offices have them: each row, column and sheet becomes what it says."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from knowledge.importers.files import read_drafts
from knowledge.importers.rows import Draft, Refused
from knowledge.importers.tables.columns import columns_of, plain
from knowledge.remarks import remark

Rows = Sequence[Sequence[Any]]
Book = Callable[..., Path]


@pytest.fixture
def book(tmp_path: Path) -> Book:
    """Writes a workbook: `book({"Sheet": rows}, {"Sheet": ["A1:B1"]})`."""

    def _book(sheets: dict[str, Rows], merged: dict[str, list[str]] | None = None) -> Path:
        made = Workbook()
        made.remove(made.worksheets[0])
        for name, rows in sheets.items():
            sheet = made.create_sheet(name)
            for row in rows:
                sheet.append(list(row))
            for each in (merged or {}).get(name, []):
                sheet.merge_cells(each)
        path = tmp_path / "a.xlsx"
        made.save(path)
        return path

    return _book


def rewrite(path: Path, part: str, old: bytes, new: bytes) -> None:
    """Puts `new` in place of `old` in a part of a workbook."""
    with ZipFile(path) as archive:
        parts = {each: archive.read(each) for each in archive.namelist()}
    assert old in parts[part]
    parts[part] = parts[part].replace(old, new)
    with ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def drafts(path: Path) -> list[Draft]:
    return [each for each in read_drafts([path]) if isinstance(each, Draft)]


def refusals(path: Path) -> list[Refused]:
    return [each for each in read_drafts([path]) if isinstance(each, Refused)]


LISTED: Rows = [
    ["云溪市公安局事项清单（2026年版）"],
    ["填报单位：云溪市公安局", "行使层级：市级", "填报日期：3月1日"],
    [
        *("序号", "*事项名称", "实施\n编码", "办 理 条 件", "申请材料（必填）"),
        *("法定办结时限（工作日）", "承诺时限\n(工作日)", "收费标准（元）", "投诉电话"),
        *("生效日期", "经办人"),
    ],
    [
        *(1, "补证", "T-1", "本市户籍", "1.户口簿\n2.照片", 60, 20, 40, "0999-8123457"),
        *(datetime.fromisoformat("2026-03-01"), "甲"),
    ],
    [2, "迁移", "T-2", "住所", "房产证", 30, "即办", "不收费", "0999-8123457", date(2026, 3, 1)],
    ["注：均需原件。"],
]


def test_a_list_of_items_with_a_title_stars_and_units(book: Book) -> None:
    first, second = drafts(book({"清单": LISTED}, {"清单": ["A1:K1"]}))
    assert (first.guide.id, first.guide.name, first.guide.level) == ("T-1", "补证", "市级")
    assert first.guide.effective == date(2026, 3, 1)
    assert first.guide.elements == {
        "受理条件": "本市户籍",
        "申请材料": "户口簿\n照片",
        "法定办结时限": "60 个工作日",
        "承诺办结时限": "20 个工作日",
        "收费标准": "40元",
        "监督投诉方式": "0999-8123457",
        "经办人": "甲",
    }
    assert second.guide.elements["承诺办结时限"] == "即办"
    assert second.guide.elements["收费标准"] == "不收费"
    assert first.guide.source == "a.xlsx!清单:4"
    odd = " ".join(first.odd)
    for told in ("事项清单（2026年版）", "填报日期：3月1日", "第 6 行", "注：均需原件"):
        assert told in odd


def test_two_rows_of_headings_and_a_row_for_each_material(book: Book) -> None:
    rows: Rows = [
        [
            "序号",
            "事项名称",
            "办结时限",
            None,
            "申请材料",
            None,
            None,
            "监督投诉",
            None,
            "办理地点",
        ],
        [None, None, "法定", "承诺", "名称", "份数", "原件/复印件", "电话", "地址", None],
        ["一、婚姻登记类"],
        [1, "结婚登记", "即时", "即时", "身份证", 1, "原件", "0999-8200001", "甲路", "一楼"],
        [None, None, None, None, "合影", 3],
        [2, "补领", "5个工作日", "1个工作日", "身份证", 1, "原件", "0999-8200002"],
        [None, None, None, None, "声明书", 1, "原件"],
    ]
    spans = ["A1:A2", "B1:B2", "C1:D1", "E1:G1", "H1:I1", "J1:J2", "A3:J3", "A4:A5", "B4:B5"]
    first, second = drafts(book({"表": rows}, {"表": [*spans, "C4:C5", "J4:J7", "B6:B7"]}))
    assert (
        first.guide.elements
        == {
            "法定办结时限": "即时",
            "承诺办结时限": "即时",
            "监督投诉方式": "0999-8200001\n地址:甲路",
            "办理地点": "一楼",
            "申请材料": "身份证（1 份，原件）\n合影（3 份）",
        }
        or first.guide.elements["申请材料"] == "身份证（1 份，原件）\n合影（3 份）"
    )
    assert first.guide.elements["监督投诉方式"].startswith("0999-8200001")
    assert second.guide.elements["办理地点"] == "一楼", "merged over both items"
    assert second.guide.elements["申请材料"] == "身份证（1 份，原件）\n声明书（1 份，原件）"
    assert any("婚姻登记类" in odd for odd in first.odd)


ITEMS: Rows = [
    ["事项编码", "事项名称", "责任单位", "受理条件", "办理时限"],
    ["M-1", "低保", "甲局", "收入低", "法定30个工作日，承诺20个工作日"],
    ["M-2", "救助", "甲局", "遭遇急难", "10个工作日"],
]
PAPERS: Rows = [
    ["事项编码", "材料名称", "材料形式", "份数", "备注"],
    ["M-1", "申请书", "纸质", 1, "签字"],
    ["M-1", "收入证明", "纸质", 1],
    ["M-2", "申请书", "纸质", 2],
]
ASKED: Rows = [["事项名称", "问题", "答案"], ["低保", "能代办吗？", "可以。"]]


def test_sheets_of_materials_and_questions_belong_to_their_items(book: Book) -> None:
    first, second = drafts(book({"材料": PAPERS, "问答": ASKED, "信息": ITEMS}))
    assert first.guide.bureau == "甲局"
    assert (
        first.guide.elements["申请材料"]
        == "申请书（纸质，1 份，备注 签字）\n收入证明（纸质，1 份）"
    )
    assert first.guide.elements["承诺办结时限"] == "20 个工作日"
    assert [faq.answer for faq in first.guide.faqs] == ["可以。"]
    assert second.guide.elements["申请材料"] == "申请书（纸质，2 份）"


def test_a_material_of_no_item_is_refused_with_its_row(book: Book) -> None:
    (refused,) = refusals(book({"信息": ITEMS, "材料": [*PAPERS, ["M-9", "申请书"]]}))
    assert (refused.file, refused.line) == ("a.xlsx!材料", 5)
    assert "没有“M-9”" in refused.reason


def test_sheets_that_say_the_same_have_different_items(book: Book) -> None:
    other = [ITEMS[0], ["M-3", "养犬", "乙局", "有住所", "5个工作日"]]
    assert [d.guide.id for d in drafts(book({"甲": ITEMS, "乙": other}))] == ["M-1", "M-2", "M-3"]


def test_a_form_is_one_item_and_its_own_table_the_materials(book: Book) -> None:
    rows: Rows = [
        ["养犬登记办事指南"],
        ["事项名称", "养犬登记", "实施编码", "D-1"],
        ["受理条件", "有固定住所"],
        ["申请材料", "序号", "材料名称", "份数"],
        [None, 1, "身份证", 1],
        [None, 2, "免疫证", 1],
        ["办理时限", "5个工作日", "收费标准", "500元"],
        ["咨询电话", "0999-8300001", "投诉电话", "0999-8300002"],
    ]
    named: Rows = [["项目", "内容"], ["受理条件", "甲"], ["办理材料", "乙"], ["地址", "丙"]]
    spans = ["A1:D1", "B3:D3", "A4:A6"]
    first, second = drafts(book({"养犬": rows, "道路占用": named}, {"养犬": spans}))
    assert (first.guide.id, first.guide.name) == ("D-1", "养犬登记")
    assert first.guide.elements["申请材料"] == "身份证（1 份）\n免疫证（1 份）"
    assert first.guide.elements["收费标准"] == "500元"
    assert first.guide.elements["监督投诉方式"] == "0999-8300002"
    assert (second.guide.name, second.guide.elements["办理地点"]) == ("道路占用", "丙")


def test_items_side_by_side(book: Book) -> None:
    rows: Rows = [
        ["事项名称", "提取", "贷款"],
        ["实施主体", "中心", None],
        ["受理条件", "购房", "缴存满6个月"],
        ["申请材料", "合同", "收入证明"],
    ]
    first, second = drafts(book({"S": rows}, {"S": ["B2:C2"]}))
    assert (first.guide.name, first.guide.elements["申请材料"]) == ("提取", "合同")
    assert (second.guide.name, second.guide.bureau) == ("贷款", "中心")


def test_numbers_dates_errors_and_formulas_are_told_as_people_see_them(tmp_path: Path) -> None:
    made = Workbook()
    sheet = made.worksheets[0]
    sheet.append(
        ["实施编码", "事项名称", "申请材料", "承诺办结时限", "收费标准", "网办", "有效期至"]
    )
    sheet.append(
        [1.144e34, "甲", '=A1&"x"', 5, 0.1 + 0.2, True, datetime.fromisoformat("2027-12-31")]
    )
    sheet.append([123, "乙", "材料", 3, 0.05, False, "长期有效"])
    sheet.append([7, "丙", "#N/A", 3, 2.0])
    sheet["D2"].number_format, sheet["A3"].number_format = '0"个工作日"', "000000"
    sheet["E3"].number_format = "0%"
    sheet.row_dimensions[3].hidden = True
    made.create_sheet("码表").sheet_state = "hidden"
    made.save(tmp_path / "a.xlsx")
    first, second, third = drafts(tmp_path / "a.xlsx")
    assert first.guide.id.startswith("G-"), "digits that Excel has lost are no id"
    assert first.guide.elements == {
        "承诺办结时限": "5 个工作日",
        "收费标准": "0.3",
        "是否网办": "是",
    }
    assert first.guide.expires == date(2027, 12, 31)
    assert (second.guide.id, second.guide.elements["收费标准"]) == ("000123", "5%")
    assert "申请材料" not in third.guide.elements
    odd = " ".join(first.odd)
    for told in ("码表", "超过 15 位", "C2", "#N/A", "第 3 行"):
        assert told in odd


@pytest.mark.parametrize(
    ("heading", "name", "unit"),
    [
        ("承诺办结\n时限（工作日）", "承诺办结时限", "工作日"),
        ("＊收费标准(元)", "收费标准", "元"),
        ("1.申请材料【必填】", "申请材料", ""),
        ("二、受理条件：", "受理条件", ""),
        ("县（区）", "县区", ""),
        ("办理时限(天)", "办理时限", "天"),
    ],
)
def test_a_heading_is_read_without_what_adorns_it(heading: str, name: str, unit: str) -> None:
    assert plain(heading) == (name, unit)


@pytest.mark.parametrize(
    ("over", "heading", "key", "part"),
    [
        ("收费", "标准", "收费标准", ""),
        ("办结时限", "承诺", "承诺办结时限", ""),
        ("监督投诉", "电话", "监督投诉电话", ""),
        ("咨询", "地址", "咨询", "地址"),
        ("基本信息", "事项名称", "事项名称", ""),
        ("申请材料", "材料名称", "申请材料", "名称"),
        ("申请材料", "来源渠道", "申请材料", "来源渠道"),
        ("收费", "是否收费", "是否收费", ""),
    ],
)
def test_a_heading_under_another_one(over: str, heading: str, key: str, part: str) -> None:
    (column,) = columns_of([(over, heading)])
    assert (column.key, column.part) == (key, part)


@pytest.mark.parametrize(
    "foot", ["合计", "制表人：某", "注：见附件", "(备注1：略)", "审核单位：甲"]
)
def test_a_row_below_the_table_is_no_material(book: Book, foot: str) -> None:
    rows: Rows = [
        ["事项名称", "材料名称", "份数"],
        ["注销登记", "照片", 1],
        [foot, None, "审核人：某"],
    ]
    (draft,) = drafts(book({"S": rows}))
    assert draft.guide.elements == {"申请材料": "照片（1 份）"}
    assert any(f"{foot} 审核人：某" in odd for odd in draft.odd)


@pytest.mark.parametrize(
    "name", ["注销登记", "说明书备案", "审核登记：变更", "合计划转让", "联系点设立"]
)
def test_an_item_that_begins_like_a_note_is_one(book: Book, name: str) -> None:
    (draft,) = drafts(book({"S": [["事项名称", "受理条件"], [name, "成年"]]}))
    assert draft.guide.name == name


def test_a_table_that_is_not_understood_tells_its_columns(book: Book) -> None:
    (refused,) = refusals(book({"台账": [["办啥", "归谁管", "备注"], ["老年证", "民政", "x"]]}))
    assert "办啥、归谁管、备注" in refused.reason
    assert "--write-mapping" in refused.mend


def test_a_merged_range_of_a_million_rows_costs_nothing(book: Book) -> None:
    rows: Rows = [["事项名称", "受理条件"], ["甲", "乙"], ["丙", "丁"]]
    path = book({"S": rows}, {"S": ["C2:D2"]})
    rewrite(path, "xl/worksheets/sheet1.xml", b"C2:D2", b"C2:XFD1048576")
    first, second = drafts(path)
    assert (first.guide.name, second.guide.name) == ("甲", "丙")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "加了密码"),
        (b"PK\x03\x04rubbish", "不是能读的"),
        (b"", "没有指南"),
    ],
)
def test_what_is_no_workbook_is_refused(tmp_path: Path, content: bytes, reason: str) -> None:
    (tmp_path / "a.xlsx").write_bytes(content)
    assert reason in refusals(tmp_path / "a.xlsx")[0].reason


def test_a_workbook_with_entities_is_not_read(book: Book) -> None:
    path = book({"S": [["事项名称", "受理条件"], ["甲", "乙"]]})
    evil = b'<!DOCTYPE x [<!ENTITY a "b">]><workbook '
    rewrite(path, "xl/workbook.xml", b"<workbook ", evil)
    assert "实体" in refusals(path)[0].reason


def test_a_table_over_the_bounds_is_refused(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [["事项名称", "受理条件"], *(["甲", "乙"] for _ in range(20))]
    monkeypatch.setattr("knowledge.importers.tables.grid.MAX_ROWS", 10)
    assert "超过 10 行" in refusals(book({"S": rows}))[0].reason
    monkeypatch.setattr("knowledge.importers.tables.workbook.MAX_UNPACKED", 10)
    assert "解开后太大" in refusals(book({"S": rows}))[0].reason


@pytest.mark.parametrize("data", ["甲,乙".encode("utf-16-le"), b"\x00\x01\x02", b"a,b\n\x00,c\n"])
def test_bytes_that_are_no_text_are_no_table(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.csv").write_bytes(data)
    (refused,) = read_drafts([tmp_path / "a.csv"])
    assert isinstance(refused, Refused)
    assert refused.reason == remark("csv_encoding")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("mark", [",", "\t", ";"])
def test_csv_in_each_encoding_and_with_each_mark(tmp_path: Path, encoding: str, mark: str) -> None:
    lines = ["事项名称,收费,,办结时限,,材料", ",标准,依据,法定,承诺,"]
    text = "\r\n".join(
        [*lines, '甲证办理,10元,文件,20天,5天,"身份证\r\n照片"', "乙证,免费,,,3天,本"]
    )
    (tmp_path / "a.csv").write_bytes(text.replace(",", mark).encode(encoding))
    first, second = drafts(tmp_path / "a.csv")
    assert first.guide.elements == {
        "收费标准": "10元",
        "收费依据": "文件",
        "法定办结时限": "20 天",
        "承诺办结时限": "5 天",
        "申请材料": "身份证\n照片",
    }
    assert (second.guide.name, second.line) == ("乙证", 5)


@pytest.mark.parametrize(
    ("content", "line", "reason"),
    [
        ('事项名称,受理条件\n甲,"乙\n丙,丁\n'.encode(), 2, "引号不成对"),
        (b"\xff\xfe\x00", 0, "不是 UTF-8"),
        (b"\x81\x00\x81", 0, "不是 UTF-8"),
        (b"", 0, "没有指南"),
        (b"\n\n,,\n", 0, "没有指南"),
    ],
)
def test_csv_that_cannot_be_read(tmp_path: Path, content: bytes, line: int, reason: str) -> None:
    (tmp_path / "a.csv").write_bytes(content)
    (refused,) = refusals(tmp_path / "a.csv")
    assert reason in refused.reason
    assert refused.line == line


HEADINGS = [
    "申请材料",
    "材料名称",
    "份数",
    "备注",
    "序号",
    "经办人",
    "收费标准",
    "问题",
    "",
]
CELLS = st.one_of(st.just(""), st.from_regex(r"\A[甲乙丙丁]{1,3}[a-z]{3}[0-9]{3}\Z"))


@settings(
    max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(
    heads=st.lists(st.sampled_from(HEADINGS), max_size=7),
    body=st.lists(st.tuples(st.booleans(), st.lists(CELLS, max_size=9)), min_size=1, max_size=8),
)
def test_no_cell_is_lost_without_a_word(
    tmp_path: Path, heads: list[str], body: list[tuple[bool, list[str]]]
) -> None:
    rows = [
        [f"事项{n}" if begins or not n else "", f"条件{n}" if begins or not n else "", *cells]
        for n, (begins, cells) in enumerate(body)
    ]
    told = ""
    with (tmp_path / "a.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["事项名称", "受理条件", *heads], *rows])
    for each in read_drafts([tmp_path / "a.csv"]):
        assert isinstance(each, Draft)
        told += each.guide.model_dump_json() + " ".join(each.odd)
    numbers = {n for n, head in enumerate(heads, start=2) if head == "序号"}
    for row in rows:
        for n, cell in enumerate(row):
            assert n in numbers or cell in told
