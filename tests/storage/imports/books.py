"""Ledgers as files for the tests of reading them, without a database behind."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from storage.exports.ledger import write_ledger
from storage.exports.marks import Mark
from storage.packing import CHINA
from storage.records import FieldValue, IssueRecord

NOW = datetime(2026, 6, 1, 9, 0, tzinfo=CHINA)
SHEET = "整改台账"
TEXTS = (
    "窗口中午没人",
    "要了两遍\n户口簿复印件  ",
    "=1+1",
    "_x0041_ 系统编号",
    "“引号”、<标签>&amp;",
    "0013",
)
"""Problems that programs like to change when they save: line ends, formulas, codes, zeros."""


def issue(count: int, problem: str) -> IssueRecord:
    fields = {"problem": problem, "deadline": "2026-06-30", "minutes": "40", "owner": "王某"}
    return IssueRecord(
        number=f"WT-2026-{count:04d}",
        state="限期整改中",
        found_at=NOW,
        reporter="甲",
        reporter_role="volunteer",
        source="陪同式帮办",
        walk_id=None,
        fields={name: FieldValue(value, how="rule") for name, value in fields.items()},
    )


def exported(path: Path, texts: tuple[str, ...] = TEXTS) -> Path:
    issues = [issue(count, text) for count, text in enumerate(texts, start=1)]
    marks = {one.number: Mark(at, f"{at:016x}") for at, one in enumerate(issues, start=1)}
    write_ledger(issues, path, now=NOW, marks=marks)
    return path


def edit(path: Path, change: Callable[[Any], object]) -> Path:
    book = load_workbook(path)
    change(book[SHEET])
    book.save(path)
    return path
