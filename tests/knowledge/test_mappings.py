"""Mapping files: what the columns of odd tables are; every fault of one has its line and mend."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge.importers.files import read_drafts
from knowledge.importers.rows import Draft, Refused
from knowledge.importers.tables import Mapping, mapping_for, read_mapping

Write = Callable[[str, str], Path]
ODD = "台账\n办啥,归谁管,要带的,几份,几天,经手人\n老年证,民政,身份证,1,3,甲\n,,照片,2,,\n"
MAPPED = """
head: 2
columns:
  办啥: 事项名称
  归谁管: 实施主体
  要带的: 申请材料/名称
  D: 申请材料/份数
  几天: 承诺办结时限（工作日）
ignore: [经手人]
constant:
  行政区划: 云溪市
"""


def mapping_of(path: Path) -> Mapping:
    mapping, faults = read_mapping(path)
    assert mapping is not None, faults
    return mapping


def read(path: Path, mapping: Path) -> list[Draft | Refused]:
    found = read_drafts([path], mapping=mapping_of(mapping))
    return [each for each in found if isinstance(each, Draft | Refused)]


@pytest.mark.parametrize("head", ["head: 2\n", ""])
def test_columns_are_what_the_mapping_says(write: Write, head: str) -> None:
    mapping = write("m.yaml", MAPPED.replace("head: 2\n", head))
    (draft,) = read(write("a.csv", ODD), mapping)
    assert isinstance(draft, Draft)
    guide = draft.guide
    assert (guide.name, guide.bureau, guide.region) == ("老年证", "民政", "云溪市")
    assert guide.elements == {
        "承诺办结时限": "3 个工作日",
        "申请材料": "身份证（1 份）\n照片（2 份）",
    }


def test_a_table_without_a_head_has_its_columns_by_letter(write: Write) -> None:
    mapping = write("m.yaml", "head: 0\ncolumns: {A: 事项名称, C: 受理条件}\nignore: [B]\n")
    (draft,) = read(write("a.csv", "甲,1,成年\n"), mapping)
    assert isinstance(draft, Draft)
    assert (draft.guide.name, draft.guide.elements) == ("甲", {"受理条件": "成年"})


def test_a_name_that_holds_for_all_rows_makes_them_one_item(write: Write) -> None:
    text = "序号,材料名称,份数\n1,身份证,1\n2,照片,2\n"
    mapping = write("m.yaml", "constant: {事项名称: 老年证}\n")
    (draft,) = read(write("a.csv", text), mapping)
    assert isinstance(draft, Draft)
    assert draft.guide.elements["申请材料"] == "身份证（1 份）\n照片（2 份）"


def test_objects_with_foreign_keys(write: Write) -> None:
    text = '{"title_cn": "甲", "cond": "成年", "secret": "x"}\n'
    columns = "columns: {title_cn: 事项名称, cond: 受理条件}\nignore: [secret]\n"
    (draft,) = read(write("a.jsonl", text), write("m.yaml", columns + "constant: {层级: 市级}\n"))
    assert isinstance(draft, Draft)
    assert draft.guide.level == "市级"
    assert (draft.guide.name, draft.guide.elements) == ("甲", {"受理条件": "成年"})


@pytest.mark.parametrize(
    ("mapping", "reason"),
    [
        ("columns: {办什么: 事项名称}", "没有对照表写的列：办什么；有：办啥"),
        ("head: 9\n", "第 9 行是空的"),
    ],
)
def test_a_mapping_that_does_not_fit_the_table(write: Write, mapping: str, reason: str) -> None:
    text = MAPPED.replace("办啥:", "办什么:") if "办什么" in mapping else mapping
    (refused,) = read(write("a.csv", ODD), write("m.yaml", text))
    assert isinstance(refused, Refused)
    assert reason in refused.reason


def test_every_fault_of_a_mapping_has_its_line_and_mend(write: Write) -> None:
    text = "sheets: x\nhead: [1, 3]\ncolumns:\n  a: 申请材枓\n  b: [x]\nconstant: 3\n"
    mapping, faults = read_mapping(write("m.yaml", text))
    assert mapping is None
    assert [fault.line for fault in faults] == [1, 2, 4, 5, 6]
    assert "申请材料" in faults[2].reason
    assert all(fault.mend for fault in faults)


@pytest.mark.parametrize("text", ["", "- a", "a: *b", "{", "\ttab: x"])
def test_what_is_no_mapping(write: Write, text: str) -> None:
    mapping, faults = read_mapping(write("m.yaml", text))
    assert mapping is None
    assert len(faults) == 1


def test_a_mapping_to_start_from_can_be_read_and_names_each_column(write: Write) -> None:
    text = mapping_for(write("a.csv", ODD))
    assert mapping_of(write("m.yaml", text)).head == 2
    for column in ("办啥", "归谁管", "要带的", "几份", "几天", "经手人"):
        assert f'# "{column}":' in text
    filled = text.replace('# "办啥": ', '"办啥": 事项名称').replace(
        '# "要带的": ', '"要带的": 申请材料'
    )
    (draft,) = read(write("a.csv", ODD), write("m.yaml", filled))
    assert isinstance(draft, Draft)
    assert draft.guide.elements["申请材料"] == "身份证\n照片"
