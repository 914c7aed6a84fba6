"""What is exported of walks points at the words it rests on, and those words say it.

That they do in every issue of every rehearsal is checked where rehearsals are played.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook

from bot.app import App
from bot.ledger_file import export_ledger
from bot.rehearsal import read_rehearsal
from storage.records import ISSUE_FIELDS, IssueRecord
from tests.bot.homes import app_on_copy, rehearse
from tests.evidence import check, of_walkers, quote

REHEARSALS = Path(__file__).parents[1] / "rehearsals"
PLAYED = (
    "a_problem_in_the_walk",
    "a_problem_outside_a_walk",
    "a_tired_visit_en",
    "delivered_twice",
    "english",
    "everything_wrong",
    "photos",
)


@pytest.fixture(scope="module")
def app(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """Rehearsals in which much is found, held one after the other by different people."""
    with app_on_copy(template, tmp_path_factory.mktemp("evidence") / "home") as app:
        for name in PLAYED:
            rehearse(app, read_rehearsal(REHEARSALS / f"{name}.md"), chat=name)
        yield app


@pytest.fixture(scope="module")
def issues(app: App) -> list[IssueRecord]:
    found = of_walkers(app.reader.issues())
    assert len(found) > 25
    return found


def test_every_field_of_every_issue_has_words_that_say_it(issues: list[IssueRecord]) -> None:
    for issue in issues:
        check(issue)
    how = Counter(field.how for issue in issues for field in issue.fields.values())
    assert how["asked"] > 30 and how["rule"] > 20


def test_the_ledger_shows_the_stored_values_and_its_evidence_sheet_the_quotes(
    app: App, issues: list[IssueRecord], tmp_path: Path
) -> None:
    file = tmp_path / "ledger.xlsx"
    result = export_ledger(app.house, file, issues, {}, app.clock())
    assert (result.issues, result.unverified, result.missing_quotes) == (len(issues), 0, 0)
    assert result.missing_photos == ()
    book = load_workbook(file)

    head, *rows = book["整改台账"].values
    by_number = {row[head.index("问题编号")]: row for row in rows}
    labels = {"item_code": "实施编码", "mode": "整改方式"}
    for issue in issues:
        for name in ("problem", "category", "step", "severity", "suggestion", "department"):
            if name in issue.fields:
                column = head.index(labels.get(name, ISSUE_FIELDS[name]))
                assert by_number[issue.number][column] == issue.fields[name].value

    head, *proofs = book["佐证"].values
    at = {name: head.index(name) for name in ("问题编号", "字段", "值", "原话", "消息编号")}
    quoted = {
        (row[at["问题编号"]], row[at["值"]], row[at["原话"]], row[at["消息编号"]])
        for row in proofs
        if row[at["字段"]] != "影像"
    }
    expected = {
        (issue.number, field.value, quote(issue, field), field.message)
        for issue in issues
        for field in issue.fields.values()
    }
    assert quoted == expected


def test_photos_of_a_report_and_of_a_walk_are_evidence_of_the_right_issue(
    issues: list[IssueRecord],
) -> None:
    counts = {(i.reporter, i.fields["problem"].value): len(i.media) for i in issues}
    assert counts["a_problem_outside_a_walk", "大厅没有轮椅坡道"] == 2
    assert counts["a_problem_in_the_walk", "大厅的轮椅坡道被车堵住了"] == 2
    assert counts["photos", "网上上传材料卡住；上传卡住的情况：提示文件过大"] == 2
    assert counts["delivered_twice", "窗口没人"] == 0
