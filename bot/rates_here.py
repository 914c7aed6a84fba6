"""What rates are counted by in this installation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dialogue.prompts import local
from bot.issue_sources import CHANNELS
from bot.office_files import units_here
from bot.rates import Ledger
from flows.errors import FlowErrors
from storage.loop_log import LoopLog

if TYPE_CHECKING:
    from bot.app import App
    from flows.model import Locale


def ledger_here(app: App, locale: Locale = "zh") -> Ledger:
    """The ledger with its names and settings; a table of units with faults is as none."""
    titles = {id_: local(flow.title, locale) for id_, flow in app.flows.current().items()}
    channels = {id_: names[locale == "en"] for id_, names in CHANNELS.items()}
    called = channels | titles
    try:
        units = [unit.name for unit in units_here(app.settings.home)]
    except FlowErrors:
        units = []
    settings = app.settings
    return Ledger(
        LoopLog(app.engine),
        app.tables.rules,
        lambda source: called.get(source, source),
        units,
        settings.satisfied_from,
        settings.small_number,
    )
