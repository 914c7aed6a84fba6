"""The composition root: the one place where rooms, clock and settings are put together.

Opening is cheap: nothing that imports a model, Chroma or a document library
happens before it is first needed, and what only talks is not there for what does not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from datetime import datetime
from functools import cached_property, partial
from typing import TYPE_CHECKING

from pydantic import SecretStr
from sqlalchemy import Engine

from bot.deadline_tables import DeadlineTables
from bot.dialogue.house import Appointments, House
from bot.flow_shelf import FlowShelf
from bot.guide_gaps import GuideGaps
from bot.lists import ListsFile
from bot.media_reports import counted
from bot.must_walk import coverage_of
from bot.office_files import titles_of
from bot.privacy import mask
from bot.rates_here import ledger_here
from bot.settings import Settings, known_rows
from bot.tables_in import TablesIn
from bot.watching import Watcher
from flows.signals import Limits
from knowledge.composing.composer import Composer
from knowledge.endpoints import Endpoint
from knowledge.library import Library
from storage.alike import AlikeReader
from storage.class_reading import ClassReader
from storage.database import VersionError, open_database, upgrade, version_error
from storage.editing import Edits
from storage.flows import FlowSources
from storage.guides import GuideShelf
from storage.media import MediaStore
from storage.must_walk import MustWalks
from storage.packing import CHINA
from storage.reading import Reader
from storage.registers import Registers
from storage.signals import SignalStore
from storage.standings import Standings
from storage.turns import Store
from storage.twins import TwinFinder
from storage.unmet import UnmetReader

if TYPE_CHECKING:
    from bot.dialogue.dialogue import Dialogue
    from bot.issue_proposer import QueryProposer
    from bot.weekly.packs import WeeklyPacks


@dataclass(frozen=True)
class App:
    """Everything that a command or a channel works with."""

    settings: Settings
    clock: Callable[[], datetime]
    engine: Engine
    store: Store
    reader: Reader
    media: MediaStore
    library: Library
    flows: FlowShelf
    edits: Edits
    watcher: Watcher
    gaps: GuideGaps
    tables: DeadlineTables
    lists: ListsFile

    @cached_property
    def registers(self) -> Registers:
        """What was done so that it lasts, what is praised, what the media tell."""
        return Registers(self.engine)

    @cached_property
    def house(self) -> House:
        """What the dialogue works with."""
        settings = self.settings
        return House(
            store=self.store,
            reader=self.reader,
            media=self.media,
            library=self.library,
            flows=self.flows,
            help_phone=settings.help_phone,
            locale=settings.locale,
            watcher=self.watcher,
            follow_up_days=settings.follow_up_days,
            outgoing=settings.home / "outgoing",
            gaps=self.gaps,
            appointments=Appointments(settings.appointment_months, settings.appointed_only),
            tables=self.tables,
            tables_in=TablesIn(self),
            standings=Standings(self.engine),
            lists=self.lists,
            registers=self.registers,
            must_walks=MustWalks(self.engine),
            coverage=partial(coverage_of, self),
            media_reports=partial(counted, self),
            classes=ClassReader(self.engine),
            alike=AlikeReader(self.engine),
            settings=settings,
            weekly=self.weekly,
            numbers=known_rows(settings),
            rates=lambda: ledger_here(self),
            proposer=proposer_of(settings),
        )

    @cached_property
    def weekly(self) -> WeeklyPacks:
        """The weekly packs."""
        from bot.weekly.opening import weekly_packs

        return weekly_packs(self)

    @cached_property
    def dialogue(self) -> Dialogue:
        """Who talks; imported by the first that talks, for it takes as long as all the rest."""
        from bot.dialogue.dialogue import Dialogue

        return Dialogue(self.house)

    def close(self) -> None:
        """Give the database back; nothing is pending, every turn was committed."""
        self.engine.dispose()


def clock_of(settings: Settings) -> Callable[[], datetime]:
    """The fixed clock of the settings, or the wall clock, in Chinese time."""
    fixed = settings.now
    if fixed is not None:
        return lambda: fixed.astimezone(CHINA)
    return lambda: datetime.now(CHINA)


def prepare(settings: Settings) -> None:
    """Make the home, and the tables of this version in the database; safe to repeat.

    Raises `VersionError` for tables of a later version, or of none.
    """
    settings.home.mkdir(parents=True, exist_ok=True)
    engine = open_database(settings.database_url)
    try:
        upgrade(engine)
    finally:
        engine.dispose()


def _limits(settings: Settings) -> Limits:
    """From where on something is a signal, as it is set."""
    names = (each.name for each in fields(Limits))
    return Limits(**{name: getattr(settings, f"signals_{name}") for name in names})


@contextmanager
def open_app(settings: Settings) -> Iterator[App]:
    """The whole application on `settings`, once they are prepared; creates nothing by itself.

    Raises `VersionError` where they are not, or not by this version.
    """
    if not settings.home.is_dir():
        raise VersionError("none")
    engine = open_database(settings.database_url)
    if wrong := version_error(engine):
        engine.dispose()
        raise wrong
    app = _built(settings, engine)
    try:
        yield app
    finally:
        app.close()


def _library(settings: Settings, engine: Engine) -> Library:
    return Library(
        settings.home / "index",
        GuideShelf(engine),
        embedder=settings.embedder,
        endpoint=_endpoint(
            settings.embedder,
            settings.embedder_url,
            settings.embedder_key,
            settings.embedder_seconds,
        ),
        chroma_url=settings.chroma_url,
        help_phone=settings.help_phone,
        stale_years=settings.guide_years,
        locale=settings.locale,
        region=settings.region or "",
        today=lambda: clock_of(settings)().date(),
        composer=composer_of(settings),
    )


def composer_of(settings: Settings) -> Composer | None:
    """The language model that words answers; None where none is set."""
    if settings.llm is None:
        return None
    return Composer(
        _endpoint(settings.llm, settings.llm_url, settings.llm_key, settings.llm_seconds)
    )


def proposer_of(settings: Settings) -> QueryProposer | None:
    """The same model, asked what an office's words may mean; None where none is set."""
    if settings.llm is None:
        return None
    from bot.issue_proposer import QueryProposer

    return QueryProposer(
        _endpoint(settings.llm, settings.llm_url, settings.llm_key, settings.llm_seconds)
    )


def _endpoint(model: str, url: str | None, key: SecretStr | None, seconds: float) -> Endpoint:
    secret = key.get_secret_value() if key else None
    return Endpoint(model, url, secret, seconds, mask=lambda text: mask(text).text)


def _built(settings: Settings, engine: Engine) -> App:
    media = MediaStore(settings.home / "media")
    reader = Reader(engine)
    library = _library(settings, engine)
    flows = FlowShelf(FlowSources(engine), settings.home / "flows")
    signals, twins = SignalStore(engine), TwinFinder(engine)
    tables = DeadlineTables(settings.home)
    tables.begin()
    return App(
        settings,
        clock_of(settings),
        engine,
        Store(engine, media),
        reader,
        media,
        library,
        flows,
        Edits(engine),
        Watcher(signals, twins, media, flows, _limits(settings)),
        GuideGaps(UnmetReader(engine), library),
        tables,
        ListsFile(settings.home, lambda: titles_of(flows)),
    )
