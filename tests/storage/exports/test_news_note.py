"""The news note: the unit's words as paragraphs, the ledger's numbers, an office's own template."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from docx import Document

from storage.exports.files import ExportError
from storage.exports.news_note import NewsNote, NoteCounts, write_news_note

SINCE, UNTIL = (datetime(2026, 11, day, 9, tzinfo=UTC) for day in (19, 26))
COUNTS = NoteCounts(12, 3, 2, 5, 1)


def note(text: str, **more: str) -> NewsNote:
    return NewsNote("医保局", "2026-W48", SINCE, UNTIL, COUNTS, text, **more)


def test_lines_are_paragraphs_and_numbered_ones_headings(tmp_path: Path) -> None:
    text = "一、本期发现\n新发现 3 个。\n\n<b>&{{ 标题 }} {%p if %}\n二、 \x00\n十二、很好"
    write_news_note(note(text), tmp_path / "n.docx")
    made = Document(str(tmp_path / "n.docx"))
    told = [(one.text, one.style.name) for one in made.paragraphs if one.style is not None]
    assert told[0] == ("医保局整改工作信息", "Title")
    assert ("一、本期发现", "Heading 1") in told
    assert ("十二、很好", "Heading 1") in told
    assert ("<b>&{{ 标题 }} {%p if %}", "公文正文") in told
    assert [cell.text for cell in made.tables[0].rows[1].cells] == ["3", "2", "5", "1", "12"]


def test_a_correction_is_told(tmp_path: Path) -> None:
    write_news_note(note("话", correction="第 2 版，漏了"), tmp_path / "n.docx")
    text = "\n".join(one.text for one in Document(str(tmp_path / "n.docx")).paragraphs)
    assert "更正：第 2 版，漏了" in text


def test_an_office_s_template_with_a_wrong_tag_is_told_by_it(tmp_path: Path) -> None:
    own = Document()
    own.add_paragraph("{{ 题目 }}")
    own.save(str(tmp_path / "own.docx"))
    with pytest.raises(ExportError, match="题目"):
        write_news_note(note("话"), tmp_path / "n.docx", template=tmp_path / "own.docx")
    assert not (tmp_path / "n.docx").exists()
