"""The template as an office edits it in Word: what still works, and what is told of a slip."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from docx import Document

from storage.exports.files import ExportError
from storage.exports.report import TEMPLATE, write_experience_report
from tests.storage.exports.test_report import bare, own_template, text_of

RUN_ENDS = "</w:t></w:r><w:r><w:t>"


def edited(path: Path, was: str, now: str) -> Path:
    """The built-in template with a piece of Word's XML replaced."""
    with zipfile.ZipFile(TEMPLATE) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "word/document.xml":
                assert was in data.decode()
                data = data.decode().replace(was, now).encode()
            target.writestr(name, data)
    return path


def test_a_heading_that_an_office_rewords_stands_in_the_report(tmp_path: Path) -> None:
    own = edited(tmp_path / "t.docx", "基本情况", "基本情形")
    write_experience_report(bare(), tmp_path / "r.docx", template=own)
    assert "一、基本情形" in text_of(tmp_path / "r.docx")


def test_a_tag_that_word_has_parted_into_runs_is_filled(tmp_path: Path) -> None:
    own = edited(tmp_path / "t.docx", "{{ 标题 }}", f"{{{{ 标{RUN_ENDS}题 }}}}")
    write_experience_report(bare(title="试写"), tmp_path / "r.docx", template=own)
    assert Document(str(tmp_path / "r.docx")).paragraphs[0].text == "试写"


def test_an_unknown_name_is_told_with_those_there_are(tmp_path: Path) -> None:
    own = edited(tmp_path / "t.docx", "{{ 标题 }}", "{{ 题目 }}")
    with pytest.raises(ExportError, match="没有“题目”这个名字，可用的有：标题、单位、") as error:
        write_experience_report(bare(), tmp_path / "r.docx", template=own)
    assert "there is no '题目', only 标题, 单位, " in error.value.text["en"]
    assert not (tmp_path / "r.docx").exists()


@pytest.mark.parametrize(
    "tag",
    [
        "{{ " + "(" * 3_000 + "1" + ")" * 3_000 + " }}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    ],
    ids=["nested", "calling itself"],
)
def test_a_tag_without_end_is_a_slip_like_any_other(tag: str, tmp_path: Path) -> None:
    own = own_template(tmp_path / "t.docx", tag)
    with pytest.raises(ExportError, match="有错"):
        write_experience_report(bare(), tmp_path / "r.docx", template=own)
