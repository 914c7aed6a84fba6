"""What the office has entered: its units, its duties, how it scores.

What is not there is as the program proposes it (`office_defaults`); what cannot be read is told
with its line and mend, and nothing of it counts.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from bot.office_folder import DUTIES, FOLDER, SCORES, UNITS, place_of, tables_of, write_table
from flows.duty_file import DutyRules, read_duties
from flows.scoring_file import Scheme, read_scheme
from flows.unit_table import OfficeUnit, read_units, told_rows

if TYPE_CHECKING:
    from bot.dialogue.house import FlowSource
    from bot.reports import Records


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
    write_table(path, told_rows(units))
    return path


def actions_of(app: Records) -> Mapping[str, str]:
    """The actions that can be walked: their titles by their ids."""
    return titles_of(app.flows)


def titles_of(flows: FlowSource) -> Mapping[str, str]:
    """The titles of flows by their ids."""
    from bot.dialogue.prompts import local

    return {name: local(flow.title, "zh") for name, flow in flows.current().items()}


def duties_of(app: Records) -> DutyRules:
    """The duties as the office has set them. Raises FlowErrors."""
    return read_duties(place_of(app.settings.home, DUTIES), actions_of(app))


def scheme_of(app: Records) -> Scheme:
    """How halls and staff are scored. Raises FlowErrors."""
    return read_scheme(place_of(app.settings.home, SCORES))
