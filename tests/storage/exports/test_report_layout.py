"""How the experience report stands on its pages, and what stands beside its quotes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from docx import Document

from storage.exports.report import ReportLine, ReportStage, write_experience_report
from storage.records import FieldValue
from tests.storage.exports.test_report import bare, report, text_of  # noqa: F401  # a fixture


@pytest.mark.parametrize(("rows", "alone"), [(5, True), (8, False), (40, False)])
def test_a_short_table_is_not_parted_and_a_longer_one_leaves_no_row_alone(tmp_path, rows, alone):
    stage = ReportStage("坐班", [ReportLine(f"项{n}", "内容") for n in range(rows)])
    path = tmp_path / "r.docx"
    write_experience_report(bare(stages=[stage]), path)
    (table,) = (t for t in Document(str(path)).tables if len(t.rows) == rows + 1)
    kept = [
        all(p.paragraph_format.keep_with_next for cell in row.cells for p in cell.paragraphs)
        for row in table.rows
    ]
    assert (kept[0], kept[1], kept[-2], kept[-1]) == (True, True, True, False)
    assert all(kept[:-1]) is alone
    assert table.rows[0]._tr.xpath("./w:trPr/w:tblHeader")


def test_few_words_of_evidence_have_their_option_beside_them(report, tmp_path):  # noqa: F811
    path = tmp_path / "r.docx"
    issue = report.issues[0]
    message = next(iter(issue.messages.values()))
    problem = FieldValue("没受理", message.id, 0, 1, "rule", "confirmed")
    issue = replace(issue, fields={"problem": problem})
    picked = {(message.id, message.text[:1]): "没有受理"}
    write_experience_report(replace(report, issues=[issue], picked=picked), path)
    assert any(f"“{message.text[:1]}”（没有受理）（问题，" in line for line in text_of(path))


def test_what_is_the_same_for_every_issue_is_no_evidence_of_each(report, tmp_path):  # noqa: F811
    path = tmp_path / "r.docx"
    issue = report.issues[0]
    channels = FieldValue("办事窗口", issue.fields["problem"].message, 0, 2)
    fields = {**issue.fields, "channels": channels}
    write_experience_report(bare(issues=[replace(issue, fields=fields)]), path)
    assert not [line for line in text_of(path) if "渠道，消息" in line]
