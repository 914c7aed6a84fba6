"""An application whose clock is moved by hand, and what its jobs enter to be sent."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.app import App, open_app, prepare
from bot.channels.telegram.own_accord import OwnAccord
from bot.dialogue.messages import Inbound, Outcome
from bot.schedule.nudging import volunteer_jobs
from bot.schedule.office import office_jobs
from bot.schedule.runner import Job, Runner
from storage.deliveries import Deliveries, DeliveryRecord
from storage.job_runs import JobRuns
from storage.records import FieldValue
from storage.staff_invites import StaffInvites
from storage.turns import NewMessage, PersonHint
from tests.bot.homes import START, settings_of


@dataclass
class Days:
    """Days that go by in an office."""

    app: App
    now: datetime
    woken: list[tuple[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.app = replace(self.app, clock=lambda: self.now)
        self.deliveries = Deliveries(self.app.engine)
        self.invites = StaffInvites(self.app.engine)
        self._said = 0

    def jobs(self) -> list[Job]:
        """As a process that has just begun makes them."""
        own = OwnAccord(
            self.deliveries, self.app.clock, lambda bot, chat: self.woken.append((bot, chat))
        )
        return [*office_jobs(self.app, own), *volunteer_jobs(self.app, own, self._think)]

    async def _think(self, message: Inbound) -> Outcome:
        return await asyncio.to_thread(self.app.dialogue.handle, message)

    def tick(self, now: str | datetime | None = None, *, only: str = "") -> list[DeliveryRecord]:
        """Look at all that is due; what was entered by that, oldest first."""
        if now is not None:
            self.now = START.fromisoformat(f"{now}+08:00") if isinstance(now, str) else now
        before = self._newest()
        runner = Runner(JobRuns(self.app.engine), self.app.clock)

        async def look() -> None:
            for job in self.jobs():
                if only in job.name:
                    await runner.tick(job)

        asyncio.run(look())
        return [one for one in self.waiting() if one.id > before]

    def waiting(self) -> list[DeliveryRecord]:
        return self.deliveries.listed(["waiting"], 1_000)[::-1]

    def _newest(self) -> int:
        return max((one.id for one in self.waiting()), default=0)

    def member(
        self,
        chat: str,
        role: Any = "staff",
        department: str = "医保局",
        name: str = "林工",
        *,
        head: bool = False,
    ) -> None:
        since = self.now - timedelta(weeks=8)
        code = self.invites.make(name, role, department, since, head=head)
        assert self.invites.use(code, "staff_bot", chat, self.now - timedelta(weeks=8))

    def issue(self, *, media: str = "", **fields: str) -> None:
        """One in the ledger, found now; `media` is of a file that shows it."""
        self._said += 1
        store, chat = self.app.store, "finder"
        seen = store.peek("terminal", chat, f"i{self._said}")
        new = NewMessage("terminal", chat, f"i{self._said}", "报问题", self.now, PersonHint("赵工"))
        with store.turn(new, expect_version=seen.version) as turn:
            values = {name: FieldValue(value) for name, value in fields.items()}
            found = turn.put_finding(None, f"k{self._said}", "", "reported", values)
            if media:
                turn.attach(media, None, "", None, found, name="photo")
            turn.confirm_issue(found, state="to_verify", year=2026)

    def says(self, text: str, chat: str = "7", **about: Any) -> Outcome:
        """A volunteer writes to the bot."""
        self._said += 1
        message = Inbound("volunteer_bot", chat, f"m{self._said}", self.now, text=text, **about)
        return self.app.dialogue.handle(message)


@pytest.fixture
def days(tmp_path: Path) -> Iterator[Days]:
    settings = settings_of(tmp_path / "home")
    prepare(settings)
    with open_app(settings) as app:
        yield Days(app, START)


Text = Callable[[DeliveryRecord], str]


def text(delivery: DeliveryRecord) -> str:
    return "\n".join(reply.text for reply in Outcome.from_payload(delivery.payload).replies)
