"""What the dialogue works with, and which form is open in a chat."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, Protocol

from bot.dialogue.context import Context
from bot.dialogue.messages import Inbound
from bot.dialogue.sent_words import Imported, Sent
from bot.guide_gaps import GuideGaps
from bot.lists import ListsFile
from bot.rates import Ledger as RatesLedger
from bot.settings import Settings
from flows.deadlines import Rules
from flows.engine import look
from flows.memory import state_from
from flows.model import Flow, Group
from flows.state import State, Value
from knowledge.library import Library
from storage.alike import AlikeReader
from storage.class_reading import ClassReader
from storage.media import MediaStore
from storage.must_walk import MustWalks
from storage.reading import Reader
from storage.records import WalkRecord
from storage.registers import Registers
from storage.signals import SignalStore
from storage.standings import Standings
from storage.turns import Store

if TYPE_CHECKING:
    from bot.media_reports import Reported
    from bot.must_walk import Coverage
    from bot.weekly.packs import WeeklyPacks

CAPTURE_FLOW = "issue"
"""Id of the flow by which a problem is reported; a small walk of its own inside the walk."""
PROBLEM = "problem"
"""Its question for what happened."""

GUIDE_VERSION = "guide_version"
"""Hidden row of a flow that keeps the version of the service's guide."""
GUIDE_BUREAU = "guide_bureau"
"""Hidden row of a flow that is given the department which the service's guide names."""


@dataclass(frozen=True, slots=True)
class Appointments:
    """How an installation appoints volunteers; `months` is None where no term is set."""

    months: int | None = None
    only: bool = False
    """Real walks are for appointed, trained volunteers alone."""


class FlowSource(Protocol):
    """Where flows come from: those to start now, and any version a walk is pinned to."""

    def keep_current(self) -> None: ...

    def current(self) -> Mapping[str, Flow]: ...

    def pinned(self, flow_id: str, version: str) -> Flow: ...


class Tables(Protocol):
    """The tables that the office keeps; `keep_current` has a changed one hold from then on.

    Their numbers are known to every walk as `hidden` rows, empty where not set.
    """

    def keep_current(self) -> None: ...

    def known_rows(self) -> Mapping[str, Value]: ...

    @property
    def rules(self) -> Rules: ...


class TablesIn(Protocol):
    """Brings in tables that an office sends (`bot.tables_in`)."""

    def mappings(self) -> tuple[str, ...]: ...

    def is_ledger(self, path: Path) -> bool: ...

    def ledger(self, path: Path, sent: Sent, who: Inbound) -> Imported: ...

    def cases(self, path: Path, sent: Sent, who: Inbound) -> Imported: ...


class Proposer(Protocol):
    """Guesses what words ask of the ledger (`bot.issue_proposer`)."""

    def propose(self, words: str, today: date) -> Mapping[str, Any]: ...


class Watch(Protocol):
    """Looks at walks for signs of staging (`bot.watching`), of which only an admin hears."""

    @property
    def signals(self) -> SignalStore: ...

    def handed_in(self, walk_id: int, now: datetime) -> None: ...

    def catch_up(self, now: datetime) -> None: ...


@dataclass(frozen=True, slots=True)
class House:
    """What the dialogue works with; built once by `bot.app`."""

    store: Store
    reader: Reader
    media: MediaStore
    library: Library
    flows: FlowSource
    help_phone: str
    locale: str
    watcher: Watch
    follow_up_days: int
    outgoing: Path
    """Folder for files that are made for one person."""
    gaps: GuideGaps
    appointments: Appointments
    tables: Tables
    tables_in: TablesIn
    standings: Standings
    lists: ListsFile
    registers: Registers
    must_walks: MustWalks
    coverage: Callable[[], Coverage]
    """How far the services that must be walked are, in the campaign under way."""
    media_reports: Callable[[], Sequence[Reported]]
    """The actions with what the media told of each."""
    classes: ClassReader
    alike: AlikeReader
    settings: Settings
    weekly: WeeklyPacks
    numbers: Mapping[str, Value]
    """The numbers of this place that are settings, as `hidden` rows."""
    rates: Callable[[], RatesLedger]
    """What the rates of the closed loop are counted from."""
    proposer: Proposer | None
    """A language model that may guess what words ask of the ledger, where one is set."""

    @property
    def known(self) -> Mapping[str, Value]:
        """What every walk may know of this place: all its numbers, empty where not set."""
        return {**self.numbers, **self.tables.known_rows()}

    def keep_current(self) -> None:
        """What people of the office have edited meanwhile holds from now on."""
        self.flows.keep_current()
        self.tables.keep_current()


class Form(NamedTuple):
    """The flow being filled in: the walk itself, or an issue report within or outside it."""

    kind: Literal["w", "i"]
    flow: Flow
    state: State
    id: int = 0
    """Which walk, or which report of the chat, it is: buttons of another one have passed."""

    @property
    def tag(self) -> str:
        """How its option ids begin: `w12:path=choice`, `i3:path=choice`."""
        return f"{self.kind}{self.id or ''}"


def stage_of(form: Form, now: datetime) -> str:
    """The stage that notes and files of the moment belong to: the open one, else the last.

    A pause leaves one where one is. Empty where the flow has no stages.
    """
    state = form.state if form.state.status == "open" else replace(form.state, status="open")
    prompt = look(form.flow, state, now).prompt
    if prompt is not None:
        return prompt.stage
    stages = [row.name for row in form.flow.rows if isinstance(row, Group) and not row.repeat]
    return stages[-1] if stages else ""


def guide_version_of(state: State) -> str:
    """Version of the guide that the walk used, as it was when the service was chosen; or empty."""
    known = (answer.known.get(GUIDE_VERSION, "") for answer in state.answers.values())
    return next((str(version) for version in known if version), "")


def form_of(flows: FlowSource, ctx: Context, walk: WalkRecord | None) -> Form | None:
    """The form that is open in a chat, by its memory and its walk.

    A report goes before the walk it is made in, but not while that walk is paused.
    """
    here = walk_form_of(flows, walk)
    if ctx.capture and (here is None or here.state.status == "open"):
        state = state_from(ctx.capture)
        return Form("i", flows.pinned(state.flow, state.version), state, ctx.reports)
    return here


def walk_form_of(flows: FlowSource, walk: WalkRecord | None) -> Form | None:
    """The walk while it is under way, also while a report is made in it."""
    if walk is None or not walk.state.is_under_way:
        return None
    return Form("w", flows.pinned(walk.flow_id, walk.flow_version), walk.state, walk.id)
