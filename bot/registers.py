"""The registers of an office: what of tables and files becomes an entry (R76, R82 - R84)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bot.office_folder import tables_of
from flows.errors import FlowError, FlowErrors, Place
from flows.office_table import rows_below_head
from flows.office_texts import Office
from flows.registers import (
    LINK_WORDS,
    REGISTERS,
    Link,
    Register,
    issue_read,
    tidied,
    troubles,
)
from storage.registers import AlreadyEnteredError

if TYPE_CHECKING:
    from bot.app import App
    from storage.reading import Reader

MAX_ROWS = 5_000
_BETWEEN = re.compile(r"[\s、,，;；]+")
_ISSUES = "issues"


class Imported(NamedTuple):
    """How many were entered, and how many there were already."""

    new: int
    same: int


def issue_link(reader: Reader, number: str) -> Link | None:
    """The link to an issue of the ledger; None where there is none of that number."""
    read = issue_read(number)
    return None if read is None or reader.issue_fields(read) is None else Link("issue", read)


def file_told(path: Path) -> str:
    """A file as it is kept: its name, and the digest by which it is known again."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return f"{path.name}（SHA-256 {digest}）"


def import_table(
    app: App, register: Register, path: Path, *, by: str, dry_run: bool = False
) -> Imported:
    """Enter the rows of a table, all of them or none. Raises FlowErrors with every fault."""
    rows = _rows(app.reader, register, path)
    new = same = 0
    registers = app.registers
    with registers.turn(by, app.clock()) as turn:
        if dry_run:
            known = {_same(register, one.fields) for one in turn.entries(register)}
            told = {_same(register, fields) for fields, _ in rows}
            return Imported(len(told - known), len(rows) - len(told - known))
        for fields, links in rows:
            try:
                turn.enter(register, fields, links)
                new += 1
            except AlreadyEnteredError:
                same += 1
    return Imported(new, same)


def _same(register: Register, fields: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(fields.get(name, "").casefold() for name in REGISTERS[register].same)


def _rows(
    reader: Reader, register: Register, path: Path
) -> list[tuple[dict[str, str], list[Link]]]:
    """The entries of a table with the issues they are of."""
    columns = REGISTERS[register].columns
    heads = {name: (*column.heads, column.en) for name, column in columns.items()}
    heads[_ISSUES] = LINK_WORDS["issue"]
    needed = [name for name, column in columns.items() if column.needed]
    found, file = rows_below_head(tables_of(path), heads, needed), Place(path.name)
    if not found:
        raise FlowErrors([file.error(Office.NO_ROWS)])
    if len(found) > MAX_ROWS:
        raise FlowErrors([file.error(Office.TOO_MANY, limit=MAX_ROWS)])
    errors: list[FlowError] = []
    rows = []
    for place, cells in found:
        links = _issues(reader, place, cells.pop(_ISSUES), errors)
        fields = tidied(register, cells)
        errors += troubles(register, fields, place)
        rows.append((fields, links))
    if errors:
        raise FlowErrors(errors)
    return rows


def _issues(reader: Reader, place: Place, text: str, errors: list[FlowError]) -> list[Link]:
    links = []
    for number in filter(None, _BETWEEN.split(text)):
        one = issue_link(reader, number)
        if one is None:
            known = ("WT-2026-0001",)
            errors.append(place.error(Office.NOT_KNOWN, value=number[:20], guess="", known=known))
        else:
            links.append(one)
    return links
