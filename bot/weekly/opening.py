"""Puts the weekly packs of an application together: its settings, units, template."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.dialogue.issue_offices import known
from bot.office_files import units_here
from bot.office_folder import FOLDER
from bot.schedule.times import Weekly
from bot.weekly.making import Maker
from bot.weekly.packs import WeeklyPacks
from bot.weekly.units import PackUnit, pack_units
from storage.staff_invites import StaffInvites
from storage.weekly import WeeklyStore

if TYPE_CHECKING:
    from bot.app import App

TEMPLATE = "weekly_note.docx"
"""The office's own template of the news note, in its folder."""


def weekly_packs(app: App) -> WeeklyPacks:
    """The packs as they are set."""
    settings = app.settings
    own = settings.home / FOLDER / TEMPLATE
    is_all = settings.pack_photos == "all"
    maker = Maker(app.flows, app.lists, app.media.shown, settings.pack_zip_mb, is_all, own)
    when = Weekly(settings.pack_weekday, settings.pack_hour, settings.pack_moved)
    return WeeklyPacks(
        settings.home,
        WeeklyStore(app.engine),
        when,
        app.clock,
        lambda: units_of(app),
        maker,
        settings.pack_zero,
    )


def units_of(app: App) -> Sequence[PackUnit]:
    """The units that there are now. Raises FlowErrors for a table that cannot be read."""
    table = [unit.name for unit in units_here(app.settings.home)]
    signed_in = [one for one in StaffInvites(app.engine).list() if one.used and not one.revoked]
    staff = [one.department for one in signed_in if one.role == "staff"]
    return pack_units(table, app.reader.issue_names("department"), staff, known(app.house))
