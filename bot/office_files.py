"""The files that an office edits: its table of units, its duties, how it scores.

They lie in one folder of the home. What is not there is as the program proposes it
(`office_defaults`); what cannot be read is told with its line and mend, and nothing of it counts.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from flows.duty_file import DutyRules, read_duties
from flows.errors import Code, FlowErrors, Place
from flows.office_texts import Office
from flows.scoring_file import Scheme, read_scheme
from flows.unit_table import HEADS, OfficeUnit, read_units
from flows.xlsform.tables import Tables
from knowledge.importers.encodings import decoded
from storage.unfinished import Unfinished

if TYPE_CHECKING:
    from bot.app import App

FOLDER = "office"
UNITS, DUTIES, SCORES = "units.csv", "duties.yaml", "scores.yaml"
DEFAULTS = Path(__file__).parent / "office_defaults"
MAX_BYTES = 2_000_000
"""A table of units is a few pages."""


def tables_of(path: Path) -> Tables:
    """A spreadsheet (.xlsx, or .csv in any encoding that Excel writes). Raises FlowErrors."""
    if path.suffix.lower() == ".xlsx":
        from storage.exports.workbook import read_tables

        return read_tables(path)
    if path.suffix.lower() != ".csv":
        raise FlowErrors([Place(path.name).error(Office.OTHER_TABLE)])
    with path.open("rb") as file:
        data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise FlowErrors([Place(path.name).error(Code.TOO_LARGE, limit=MAX_BYTES)])
    text = decoded(data)
    if text is None or "\0" in text:
        raise FlowErrors([Place(path.name).error(Office.NO_TEXT)])
    mark = max((",", "\t", ";"), key=text.partition("\n")[0].count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
    try:
        return Tables(path.name, {"": list(reader)})
    except csv.Error:
        raise FlowErrors([Place(path.name, row=reader.line_num).error(Office.QUOTES)]) from None


def units_in(path: Path) -> tuple[OfficeUnit, ...]:
    """The units of a table. Raises FlowErrors."""
    return read_units(tables_of(path))


def units_here(home: Path) -> tuple[OfficeUnit, ...]:
    """The units that the office has entered; none where it has not. Raises FlowErrors."""
    path = home / FOLDER / UNITS
    return units_in(path) if path.exists() else ()


def keep_units(home: Path, units: tuple[OfficeUnit, ...]) -> Path:
    """Enter these units in place of those there were; the table that the office goes on with."""
    path = home / FOLDER / UNITS
    text = io.StringIO(newline="")
    rows = [[names[0] for names in HEADS.values()], *map(_row, units)]
    csv.writer(text).writerows(rows)
    Unfinished(home / FOLDER / "unfinished").write(path, text.getvalue().encode("utf-8-sig"))
    return path


def _row(unit: OfficeUnit) -> list[str]:
    barred = "、".join(sorted(unit.unit.barred))
    return [unit.name, unit.unit.area, barred, unit.head, "、".join(unit.window_heads)]


def place_of(home: Path, name: str) -> Path:
    """The office's own file of that name, else the one that is proposed."""
    own = home / FOLDER / name
    return own if own.exists() else DEFAULTS / name


def propose(home: Path, name: str) -> Path | None:
    """Lay the proposed file out to be edited; None: the office has one, which stays."""
    path = home / FOLDER / name
    path.parent.mkdir(exist_ok=True)
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write((DEFAULTS / name).read_text("utf-8"))
    except FileExistsError:
        return None
    return path


def actions_of(app: App) -> Mapping[str, str]:
    """The actions that can be walked: their titles by their ids."""
    from bot.dialogue.prompts import local

    return {name: local(flow.title, "zh") for name, flow in app.flows.current().items()}


def duties_of(app: App) -> DutyRules:
    """The duties as the office has set them. Raises FlowErrors."""
    return read_duties(place_of(app.settings.home, DUTIES), actions_of(app))


def scheme_of(app: App) -> Scheme:
    """How halls and staff are scored. Raises FlowErrors."""
    return read_scheme(place_of(app.settings.home, SCORES))
