"""Which files are taken at all: looked over before anything in them is parsed, each refusal told.

Guards the reader of other people's files. What cannot be read says what it is and how to mend it.
"""

from __future__ import annotations

import hashlib
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from storage.exports.files import REASONS
from storage.packages import OLE, trick_in

MAX_FILE = 300_000_000
MAX_UNPACKED = 4_000_000_000
"""Sheets are read a row at a time: what is in them costs time, not memory."""
MAX_BESIDE = 600_000_000
"""Shared texts and formats, which are held in memory."""


class ImportFileError(Exception):
    """A file that is not taken: what it is and how to mend it, in `zh` and `en`."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(zh)
        self.text = {"zh": zh, "en": en}


def sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def workbook(path: Path) -> Iterator[Any]:
    """An .xlsx to be read a row at a time, formulas as formulas. Raises `ImportFileError`."""
    from openpyxl import load_workbook

    with reading(path):
        _look_over(path)
        with warnings.catch_warnings(action="ignore"):  # of charts and the like, which it drops
            book = load_workbook(path, read_only=True, data_only=False, keep_links=False)
        try:
            yield book
        finally:
            book.close()


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Tells what goes wrong with a file as `ImportFileError`; errors of other kinds pass."""
    try:
        yield
    except OSError as error:
        if error.errno is None:  # openpyxl's own, of what the file lacks
            raise _damaged(path, error) from None
        zh, en = REASONS.get(error.errno, (error.strerror or str(error),) * 2)
        raise ImportFileError(
            f"读不了 {path.name}：{zh}。", f"Cannot read {path.name}: {en}."
        ) from None
    except Exception as error:
        if _is_libraries(error):
            raise _damaged(path, error) from None
        raise


def _is_libraries(error: Exception) -> bool:
    """Whether a parser of the file raised it; they raise what they will."""
    last = error.__traceback__
    while last is not None and last.tb_next is not None:
        last = last.tb_next
    module = last.tb_frame.f_globals.get("__name__", "") if last else ""
    parsers = ("openpyxl", "zipfile", "zlib", "xml", "lxml", "et_xmlfile")
    return isinstance(error, BadZipFile) or module.partition(".")[0] in parsers


def _look_over(path: Path) -> None:
    name = path.name
    if path.suffix.lower() not in (".xlsx", ".xlsm"):
        raise ImportFileError(
            f"{name} 不是 .xlsx；请在 Excel 或 WPS 里“另存为”.xlsx 再导入。",
            f"{name} is no .xlsx: save it as .xlsx and import that.",
        )
    if path.stat().st_size > MAX_FILE:
        raise ImportFileError(
            f"{name} 超过 {MAX_FILE // 1_000_000} MB；请按部门或日期分开导出、分开填。",
            f"{name} is larger than {MAX_FILE // 1_000_000} MB: export and fill in in parts.",
        )
    with path.open("rb") as file:
        begins = file.read(4)
    if begins == OLE:
        raise ImportFileError(
            f"{name} 加了密码，或者是改了后缀的旧格式（.xls、.et）；"
            "请去掉密码，“另存为”.xlsx 再导入。",
            f"{name} has a password, or is an old .xls or .et under a new name: take the password "
            "away, save it as .xlsx, and import that.",
        )
    if begins[:2] != b"PK":
        raise _damaged(path, None)
    trick = trick_in(path, MAX_UNPACKED, MAX_BESIDE)
    if trick == "bomb":
        raise ImportFileError(
            f"{name} 解开后大得不正常，没有打开；请重新导出台账再填。",
            f"{name} unpacks to far more than a ledger is, and was not opened: export anew.",
        )
    if trick or _is_locked(path):
        raise ImportFileError(
            f"{name} 里有台账用不着的内容（XML 实体或加密部分），没有打开；请重新导出台账再填。",
            f"{name} has parts that no ledger has (entities, or locked ones), and was not opened: "
            "export anew.",
        )


def _is_locked(path: Path) -> bool:
    with ZipFile(path) as archive:
        return any(part.flag_bits & 1 for part in archive.infolist())


def _damaged(path: Path, error: Exception | None) -> ImportFileError:
    reason = " ".join(f"{error}".split())[:120] if error else ""
    told = f"（{reason}）" if reason else ""
    return ImportFileError(
        f"{path.name} 坏了，或者不是 Excel 文件{told}；"
        "请用 Excel 或 WPS 打开看看，“另存为”.xlsx 再导入。",
        f"{path.name} is damaged, or no Excel file{f' ({reason})' if reason else ''}: open it in "
        "Excel, save it as .xlsx, and import that.",
    )
