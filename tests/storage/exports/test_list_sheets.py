"""The lists of the ledger as sheets of its workbook: copies of its rows, in the lists' columns."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from docx import Document
from openpyxl import load_workbook

from flows.issue_lists import ListRule, Terms
from flows.registers import Link
from storage.exports.case_text import Case, case_text, write_cases
from storage.exports.ledger import write_ledger
from storage.exports.list_sheets import Views
from storage.records import IssueRecord
from storage.registers import Entry

RULES = (
    ListRule(
        "问题[清单]", "Problems", none=Terms(categories=("其他",)), columns=("problem", "state")
    ),
    ListRule("需求清单", "Needs", any=Terms(filled=("suggestion",)), columns=("suggestion",)),
    ListRule("说明", "Notes", any=Terms(states=("closed",))),
    ListRule("制度清单", "Rules", register=True),
)
FIELDS = {"kind": "制度", "title": "=午间值班", "date": "2026-11-01", "text": "两人在岗"}


def test_each_list_is_a_sheet_of_its_own(
    issues: list[IssueRecord], tmp_path: Path, now: datetime
) -> None:
    entry = Entry("measures", 1, FIELDS, (Link("issue", "WT-2026-0001"),), now, None)
    path = tmp_path / "a.xlsx"
    write_ledger(issues, path, now=now, views=Views(RULES, [entry]))
    book = load_workbook(path)
    assert book.sheetnames[0] == "整改台账"
    assert {"问题清单", "需求清单", "说明", "说明 2", "制度清单"} <= set(book.sheetnames)
    problems = list(book["问题清单"].iter_rows(values_only=True))
    assert problems[0] == ("序号", "问题编号", "问题", "状态")
    assert [row[0] for row in problems[1:]] == list(range(1, len(issues) + 1))
    needs = list(book["需求清单"].iter_rows(values_only=True))
    wished = [one.number for one in issues if one.fields.get("suggestion") is not None]
    assert [row[1] for row in needs[1:]] == wished
    assert 0 < len(wished) < len(issues)
    measures = list(book["制度清单"].iter_rows(values_only=True))
    assert measures[1][:3] == ("ZD-0001", "制度", "=午间值班")
    assert book["制度清单"]["C2"].data_type == "s", "a formula it is not"
    assert measures[1][-1] == "WT-2026-0001"
    notes = {row[0]: row[2] for row in book["说明"].iter_rows(values_only=True)}
    assert notes["清单：需求清单"] == f"{len(wished)} 条"


def test_without_issues_the_lists_are_empty_sheets(tmp_path: Path, now: datetime) -> None:
    write_ledger([], tmp_path / "a.xlsx", now=now, views=Views(RULES))
    book = load_workbook(tmp_path / "a.xlsx")
    assert book["需求清单"].max_row == book["制度清单"].max_row == 1


def test_a_case_is_told_as_text_and_in_word(tmp_path: Path) -> None:
    case = Case(
        "LD-0001", "一窗<通办>", ("公安局",), (("主要做法", "并窗\n一次办"),), ("WT-1；问题：慢",)
    )
    told = case_text(case)
    assert told.splitlines()[0] == "一窗<通办>（LD-0001）"
    assert "【主要做法】并窗" in told
    write_cases([case, replace_title(case)], tmp_path / "a.docx")
    words = [line.text for line in Document(str(tmp_path / "a.docx")).paragraphs]
    assert words.count("主要做法") == 2
    assert {"一窗<通办>", "一次办", "WT-1；问题：慢"} <= set(words)
    assert case_text(Case("LD-0002", "甲", (), (), ())) == "甲（LD-0002）"


def replace_title(case: Case) -> Case:
    return case._replace(title="另一个", issues=())
