"""Ledgers for the tests of imports: a home with issues, and a workbook filled in as offices do."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from sqlalchemy import text

from bot.app import App, open_app
from bot.office_turns import office_turn
from bot.settings import load_settings
from flows.rectification import MOVES, Step
from storage.office_issues import OfficeIssue
from storage.records import FieldValue

SHEET = "整改台账"
PLAN = {
    "责任部门": "云溪市医保局", "责任人": "王某", "整改方式": "限期整改",
    "整改目标": "窗口中午有人", "整改时限": "2026-06-30", "状态": "限期整改中",
}  # fmt: skip
FIX = {"原因": "没有排班", "整改优化措施": "午间排班", "整改结果/成效": "中午有人了"}


@contextmanager
def app_at(home: Path) -> Iterator[App]:
    with open_app(load_settings({"home": home})) as app:
        yield app


def enter(home: Path, count: int) -> list[str]:
    """Enter issues by an office; their numbers."""
    numbers: list[str] = []

    def act(turn: Any) -> None:
        for i in range(1, count + 1):
            told = {"problem": f"中午没人 {i}", "category": "服务态度", "item": "身份证补领"}
            fields = {name: FieldValue(value, how="rule") for name, value in told.items()}
            numbers.append(turn.office.enter(OfficeIssue(f"seed:{i}", "群众提问", fields)))

    with app_at(home) as app:
        office_turn(app, "seed", "登记甲", "登记", "issue", act)
    return numbers


def move(home: Path, who: str, number: str, name: str, **given: str) -> None:
    """Somebody else moves an issue, by another way than the file."""

    def act(turn: Any) -> None:
        values = {key: FieldValue(value, how="rule") for key, value in given.items()}
        step = turn.moves.make(number, MOVES[name], values, app.clock().date())
        assert isinstance(step, Step), step

    with app_at(home) as app:
        office_turn(app, who, who, f"{name} {number}", "move", act)


def columns(path: Path) -> dict[str, int]:
    book = load_workbook(path)
    return {cell.value: cell.column for cell in book[SHEET][1] if cell.value}


def fill(path: Path, rows: Mapping[str, Mapping[str, Any]]) -> None:
    """Write into the cells of issues, by number and heading."""
    edit(path, lambda sheet: _fill(sheet, rows))


def _fill(sheet: Any, rows: Mapping[str, Mapping[str, Any]]) -> None:
    heads = {cell.value: cell.column for cell in sheet[1]}
    places = {row[heads["问题编号"] - 1].value: row[0].row for row in sheet.iter_rows(min_row=2)}
    for number, cells in rows.items():
        for heading, value in cells.items():
            sheet.cell(places[number], heads[heading]).value = value


def edit(path: Path, change: Callable[[Any], object]) -> None:
    book = load_workbook(path)
    change(book[SHEET])
    book.save(path)


def comments(path: Path) -> dict[str, str]:
    """The comments of a copy, by the cell they are at."""
    sheet = load_workbook(path)[SHEET]
    cells = (cell for row in sheet.iter_rows() for cell in row)
    return {cell.coordinate: cell.comment.text for cell in cells if cell.comment}


def moves(home: Path) -> list[tuple[str, str]]:
    """What was done: number and move, in order, without the entries."""
    with app_at(home) as app, app.engine.connect() as connection:
        query = (
            "SELECT i.number, l.move FROM issue_log l JOIN issue i ON i.id = l.issue_id "
            "WHERE l.move <> 'enter' ORDER BY l.seq"
        )
        return [(row.number, row.move) for row in connection.execute(text(query))]


def fields(home: Path, number: str) -> dict[str, str]:
    """What the ledger says of an issue now, its state among it."""
    with app_at(home) as app:
        issue = app.reader.issue(number)
        assert issue is not None
        return {name: one.value for name, one in issue.fields.items()} | {"state": issue.state}
