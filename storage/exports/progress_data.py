"""The data of public progress beside its pages: CSV, Excel and JSON, written issue by issue."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from flows.progress import Figures, PublicIssue
from storage.exports.columns import Column
from storage.exports.files import AUTHOR, save
from storage.exports.progress_words import category_word, state_word, words
from storage.exports.rows_file import cell
from storage.exports.sheet import Sheet, add_styles, closing_sheets
from storage.exports.text import clean

NAME = "progress"


def _text(name: str) -> Any:
    return lambda issue: issue.texts.get(name, "")


# fmt: off
COLUMNS: tuple[Column[PublicIssue], ...] = (
    Column("number", "编号", "number", 15, "text", lambda i: i.number),
    Column("state", "状态", "state", 12, "text", lambda i: state_word(i.state, "zh")),
    Column("department", "责任部门", "department", 18, "text", lambda i: i.department),
    Column("item", "事项", "item", 22, "text", lambda i: i.item),
    Column("category", "类别", "category", 14, "text", lambda i: category_word(i.category, "zh")),
    Column("problem", "问题", "problem", 40, "text", _text("problem")),
    Column("measure", "整改措施", "measure", 32, "text", _text("measure")),
    Column("result", "整改结果", "result", 28, "text", _text("result")),
    Column("found", "发现日期", "found", 12, "date", lambda i: i.found),
    Column("deadline", "整改时限", "deadline", 12, "date", lambda i: i.deadline),
    Column("closed", "销号日期", "closed", 12, "date", lambda i: i.closed),
)
# fmt: on


@dataclass
class Data:
    """The three files, open; `add` each issue."""

    rows: Any
    sheet: Sheet[PublicIssue]
    json: IO[str]
    count: int = 0

    def add(self, issue: PublicIssue) -> None:
        """One more issue in each file."""
        values = [column.value(issue) for column in COLUMNS]
        self.rows.writerow([cell(value) for value in values])
        self.sheet.add(issue)
        told = {c.key: _plain(v) for c, v in zip(COLUMNS, values, strict=True)}
        told["state"], told["state_name"] = issue.state, told["state"]
        self.json.write(f"{',' if self.count else ''}\n{json.dumps(told, ensure_ascii=False)}")
        self.count += 1


@contextmanager
def data_files(folder: Path, now: datetime, figures: Figures) -> Iterator[Data]:
    """Open the files in `folder`; `figures`, complete when all is added, stand in the JSON."""
    from openpyxl import Workbook

    with ExitStack() as stack:
        rows = stack.enter_context(
            (folder / f"{NAME}.csv").open("w", encoding="utf-8-sig", newline="")
        )
        told = stack.enter_context((folder / f"{NAME}.json").open("w", encoding="utf-8"))
        book = stack.enter_context(closing_sheets(Workbook(write_only=True)))
        add_styles(book)
        book.properties.creator = book.properties.lastModifiedBy = AUTHOR
        book.properties.title = words("zh")["title"]
        book.properties.created = now.replace(tzinfo=None)
        writer = csv.writer(rows)
        writer.writerow([column.zh for column in COLUMNS])
        told.write(f'{{"published": {json.dumps(now.date().isoformat())}, "issues": [')
        data = Data(writer, Sheet(book, "整改进展", COLUMNS, words("zh")["title"], "B2"), told)
        yield data
        data.sheet.finish()
        save(book, folder / f"{NAME}.xlsx")
        told.write(f'\n], "figures": {json.dumps(figures_object(figures))}}}\n')


def figures_object(figures: Figures) -> dict[str, object]:
    """The figures for a program."""
    return {
        "found": figures.found,
        "closed": figures.closed,
        "open": figures.open,
        "overdue": figures.overdue,
        "percent_in_time": figures.percent_in_time,
        "states": dict(figures.states),
    }


def _plain(value: object) -> object:
    if value is None or isinstance(value, int):
        return value
    return clean(value) if isinstance(value, str) else str(value)
