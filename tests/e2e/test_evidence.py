"""Every exported field points at the words it rests on, and those words say it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook

from bot.app import App
from bot.reading import durations
from bot.reading.answers import read_answer
from bot.rehearsal import read_rehearsal
from bot.reports import export_ledger
from flows.catalog import built_in
from flows.events import Prompt
from flows.model import Flow, Question
from storage.records import ISSUE_FIELDS, FieldValue, IssueRecord
from tests.bot.homes import START, app_on_copy, rehearse

REHEARSALS = Path(__file__).parents[1] / "rehearsals"
FLOWS = built_in()
IN_THEIR_WORDS = ("problem", "cause", "measure", "suggestion", "department", "target")


@pytest.fixture(scope="module")
def app(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """All rehearsals, held one after the other by different people."""
    with app_on_copy(template, tmp_path_factory.mktemp("evidence") / "home") as app:
        for path in sorted(REHEARSALS.glob("*.md")):
            rehearse(app, read_rehearsal(path), chat=path.stem)
        yield app


@pytest.fixture(scope="module")
def issues(app: App) -> list[IssueRecord]:
    """Those that walkers found; what an office makes of its guides rests on the guides."""
    found = [issue for issue in app.reader.issues() if "severity" in issue.fields]
    assert len(found) > 25
    return found


def quote(issue: IssueRecord, field: FieldValue) -> str:
    assert field.message is not None
    text = issue.messages[field.message].text
    assert 0 <= field.start < field.end <= len(text)
    return text[field.start : field.end]


def test_every_field_of_every_issue_has_words_in_a_stored_message(
    issues: list[IssueRecord],
) -> None:
    for issue in issues:
        assert {"problem", "category", "severity"} <= issue.fields.keys()
        for field in issue.fields.values():
            assert field.state == "confirmed"
            assert quote(issue, field).strip()


def test_what_was_asked_is_what_the_words_say(issues: list[IssueRecord]) -> None:
    read = 0
    for issue in issues:
        for name, field in issue.fields.items():
            if field.how != "asked" or name in ("item", "place"):
                continue
            words = quote(issue, field)
            if name.partition(":")[0] in IN_THEIR_WORDS:
                assert field.value == words
            else:
                assert reads_as(name, words) == field.value, (name, words)
            read += 1
    assert read > 30


def test_a_rule_quotes_the_last_detail_or_what_set_it_off(issues: list[IssueRecord]) -> None:
    ruled = [i for i in issues if i.fields["problem"].how == "rule"]
    assert len(ruled) > 20
    for issue in ruled:
        problem = issue.fields["problem"]
        words = quote(issue, problem)
        _, has_detail, last = problem.value.rpartition("；")
        detail = last.partition("：")[2] if has_detail else ""
        # A number is told without the unit that was said ("30" for "30天"), a time with blanks.
        assert detail in words or words in problem.value.replace(" ", ""), problem


def test_the_ledger_shows_the_stored_values_and_its_evidence_sheet_the_quotes(
    app: App, issues: list[IssueRecord], tmp_path: Path
) -> None:
    file = tmp_path / "ledger.xlsx"
    result = export_ledger(app, file, issues, {})
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


def reads_as(name: str, words: str) -> str:
    """What `words` mean as an answer to the question `name` of any flow: a label, or a day."""
    if name == "minutes":
        reading = durations.read(words)
        return str(reading.value) if reading is not None else ""
    for flow in FLOWS.values():
        question = question_of(flow, name)
        if question is None:
            continue
        choices = flow.choices.get(question.list_name, ())
        prompt = Prompt(name, question, "", 0, 0, required=True, choices=choices)
        read = (read_answer(prompt, words, locale=locale, now=START) for locale in ("zh", "en"))
        reading = next((one for one in read if one is not None), None)
        if reading is None:
            continue
        if question.type == "date":
            return str(reading.value)
        names = reading.value if isinstance(reading.value, tuple) else (reading.value,)
        return "、".join(c.label["zh"] for c in choices if c.name in names)
    return ""


def question_of(flow: Flow, name: str) -> Question | None:
    rows = (row for row in flow.walk_rows() if isinstance(row, Question) and row.name == name)
    return next(rows, None)
