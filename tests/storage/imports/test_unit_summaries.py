"""Summaries that units edited and sent back: read by their headings, refused with the reason."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from docx import Document

from storage.imports.files import ImportFileError
from storage.imports.unit_summaries import MAX_UNPACKED, PARTS, read_summaries

FOUR = ["一、采取的措施", "二、取得的效果", "三、建立的机制", "四、存在的问题和建议"]


def summary(path: Path, lines: Sequence[str], unit: str = "", rows: Sequence[str] = ()) -> Path:
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    if rows:
        table = document.add_table(1, len(rows))
        for cell, text in zip(table.rows[0].cells, rows, strict=True):
            cell.text = text
    document.core_properties.subject = unit
    document.save(str(path))
    return path


def whole(*texts: str) -> list[str]:
    """The four headings, each with one text under it."""
    return [line for pair in zip(FOUR, texts, strict=True) for line in pair]


def told(folder: Path) -> str:
    with pytest.raises(ImportFileError) as error:
        read_summaries(folder)
    return error.value.text["zh"]


def test_the_four_parts_are_read_with_their_tables(tmp_path: Path) -> None:
    lines = ["医保局总结", *whole("排了午班", "少跑一趟", "写进规范", "人手不够")]
    summary(tmp_path / "a.docx", lines, "云溪市医疗保障局", ["1", "三号窗口", "已销号"])
    (found,) = read_summaries(tmp_path)
    assert (found.unit, found.file) == ("云溪市医疗保障局", "a.docx")
    assert found.texts == (
        ("排了午班",), ("少跑一趟",), ("写进规范",), ("人手不够", "1｜三号窗口｜已销号"),
    )  # fmt: skip


def test_a_file_that_lost_its_subject_is_of_the_unit_it_is_called_by(tmp_path: Path) -> None:
    summary(tmp_path / "云溪市公安局.docx", whole("甲", "乙", "丙", "丁"))
    assert read_summaries(tmp_path)[0].unit == "云溪市公安局"


@pytest.mark.parametrize(
    "headings",
    [
        ["一、主要措施", "二、工作成效", "三、机制建设", "四、存在问题及建议"],
        ["一.采取的措施", "二.取得效果", "三.建立的制度机制", "四.存在的问题、建议"],
        ["二、采取的措施", "三、取得的效果", "四、建立的机制", "五、问题建议"],
    ],
)
def test_headings_may_be_put_in_other_words(headings: list[str], tmp_path: Path) -> None:
    lines = [line for pair in zip(headings, "甲乙丙丁", strict=True) for line in pair]
    summary(tmp_path / "a.docx", lines)
    assert read_summaries(tmp_path)[0].texts == (("甲",), ("乙",), ("丙",), ("丁",))


def test_what_stands_under_a_heading_of_the_unit_s_own_is_not_lost(tmp_path: Path) -> None:
    lines = ["一、基本情况", "大厅有八个窗口", *whole("甲", "乙", "丙", "丁"), "五、附件", "照片"]
    summary(tmp_path / "a.docx", lines)
    first, *_, last = read_summaries(tmp_path)[0].texts
    assert first == ("一、基本情况", "大厅有八个窗口", "甲") and last == ("丁", "五、附件", "照片")


def test_points_within_a_part_begin_no_part(tmp_path: Path) -> None:
    lines = [FOUR[0], "1. 建立轮岗机制", "（二）取得的效果很好", *FOUR[1:]]
    summary(tmp_path / "a.docx", lines)
    assert read_summaries(tmp_path)[0].texts[0] == ("1. 建立轮岗机制", "（二）取得的效果很好")


def test_a_missing_heading_is_named_with_the_file(tmp_path: Path) -> None:
    summary(tmp_path / "公安局.docx", [FOUR[0], "甲", FOUR[3], "丁"])
    text = told(tmp_path)
    assert text.startswith(f"公安局.docx：没有找到标题“{PARTS[1]}”“{PARTS[2]}”。")


def test_every_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "甲.doc").write_bytes(b"\xd0\xcf\x11\xe0")
    (tmp_path / "乙.docx").write_bytes(b"no zip")
    (tmp_path / "~$丙.docx").write_bytes(b"lock")
    assert [line.partition("：")[0] for line in told(tmp_path).splitlines()] == [
        "乙.docx",
        "甲.doc",
    ]


def test_two_summaries_of_one_unit_are_told(tmp_path: Path) -> None:
    for name in ("a", "b"):
        summary(tmp_path / f"{name}.docx", whole("甲", "乙", "丙", "丁"), "公安局")
    assert told(tmp_path) == "b.docx：公安局 的总结已有 a.docx。请只留一份。"


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    assert "没有文件" in told(tmp_path)


def test_a_file_that_unpacks_to_too_much_is_not_opened(tmp_path: Path) -> None:
    summary(tmp_path / "a.docx", whole("甲", "乙", "丙", "丁"))
    with zipfile.ZipFile(tmp_path / "a.docx", "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/big.bmp", bytes(MAX_UNPACKED + 1))
    assert f"展开后超过 {MAX_UNPACKED // 2**20} MB" in told(tmp_path)
