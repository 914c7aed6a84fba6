"""Where an export is written: whole or not at all, and never over what people wrote."""

from __future__ import annotations

import gc
import resource
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from storage.exports.files import ExportError
from storage.exports.ledger import write_ledger
from storage.exports.report import write_experience_report
from tests.storage.exports.test_ledger import rows_of
from tests.storage.exports.test_report import bare, text_of


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("none/a.xlsx", "不存在"),
        ("a.xls", r"\.xlsx"),
        ("b.xlsx", "是一个文件夹"),
        ("长" * 100 + ".xlsx", "无法写入"),
    ],
)
def test_a_target_that_cannot_be_written_is_told_with_the_mend(name, what, issues, tmp_path, now):
    (tmp_path / "b.xlsx").mkdir()
    with pytest.raises(ExportError, match=what):
        write_ledger(issues, tmp_path / name, now=now)
    assert [p.name for p in tmp_path.iterdir()] == ["b.xlsx"]


def test_a_failure_on_the_way_leaves_the_older_ledger_and_nothing_else(
    issues, tmp_path, now, shown
):
    path = tmp_path / "a.xlsx"
    write_ledger(issues[:1], path, now=now)
    old = path.read_bytes()

    def broken():
        yield issues[0]
        raise RuntimeError("database gone")

    with pytest.raises(RuntimeError, match="database gone"):
        write_ledger(broken(), path, now=now, photos=shown)
    assert path.read_bytes() == old
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.xlsx", "media"]


@contextmanager
def no_room_beyond(size: int) -> Iterator[None]:
    """As on a full disk: no file takes more bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.filterwarnings("error::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("room", [0, 2_000, 8_000])
def test_a_full_disk_is_told_once_and_leaves_the_older_file(room, issues, tmp_path, now, shown):
    book, report = tmp_path / "a.xlsx", tmp_path / "r.docx"
    write_ledger(issues[:1], book, now=now)
    write_experience_report(bare(), report)
    before = book.read_bytes(), report.read_bytes()
    tempfile.gettempdir()
    with no_room_beyond(room):
        with pytest.raises(ExportError, match=r"存不下|磁盘满了"):
            write_ledger(issues * 40, book, now=now, photos=shown)
        with pytest.raises(ExportError, match=r"存不下|磁盘满了"):
            write_experience_report(bare(), report)
        gc.collect()
    assert (book.read_bytes(), report.read_bytes()) == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.xlsx", "media", "r.docx"]


def saved_by_someone(path: Path) -> None:
    """As Excel saves it: the creator stays, the last one to save it is told."""
    book = load_workbook(path)
    book.properties.lastModifiedBy = "某人"
    book.save(path)


def without_properties(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "a")


@pytest.mark.parametrize(
    "spoil",
    [
        lambda path: path.write_bytes(b"mine"),
        lambda path: path.write_bytes(b""),
        lambda path: path.chmod(0o444),
        saved_by_someone,
        without_properties,
    ],
    ids=["foreign", "empty", "read-only", "edited", "zip"],
)
def test_only_an_export_that_nobody_saved_since_is_replaced(spoil, issues, shown, tmp_path, now):
    path = tmp_path / "a.xlsx"
    write_ledger(issues[:1], path, now=now)
    write_ledger(issues, path, now=now)
    assert len(rows_of(path, "整改台账")) == len(issues)
    spoil(path)
    before = path.read_bytes()
    with pytest.raises(ExportError, match="不覆盖") as error:
        write_ledger(issues[:1], path, now=now, photos=shown)
    assert "another file name" in error.value.text["en"]
    assert path.read_bytes() == before
    assert not (tmp_path / "a_影像").exists()


def test_a_file_in_the_place_of_the_media_folder_is_told_and_kept(issues, shown, tmp_path, now):
    (tmp_path / "a_影像").write_text("mine")
    with pytest.raises(ExportError, match="无法写入"):
        write_ledger(issues, tmp_path / "a.xlsx", now=now, photos=shown)
    assert (tmp_path / "a_影像").read_text() == "mine"
    assert not (tmp_path / "a.xlsx").exists()


def test_a_report_that_someone_has_saved_since_is_not_replaced(tmp_path):
    path = tmp_path / "r.docx"
    write_experience_report(bare(), path)
    write_experience_report(bare(place="二楼"), path)
    assert "二楼" in "".join(text_of(path))
    document = Document(str(path))
    document.core_properties.last_modified_by = "某人"
    document.save(str(path))
    with pytest.raises(ExportError, match="不覆盖"):
        write_experience_report(bare(), path)
