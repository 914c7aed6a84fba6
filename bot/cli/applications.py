"""Applications of volunteers that wait for an office's word, as `walkalong doctor` tells them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from bot.cli.finding import Finding, Say

if TYPE_CHECKING:
    from bot.settings import Settings


def waiting(settings: Settings, say: Say) -> Iterator[Finding]:
    """One line: how many wait, and how they are looked at."""
    from datetime import UTC, datetime

    from storage.database import open_database
    from storage.volunteers import people_of

    engine = open_database(settings.database_url)
    try:
        with people_of(engine, settings.now or datetime.now(UTC)) as people:
            count, _ = people.waiting()
    finally:
        engine.dispose()
    if count:
        told = say(f"{count} 份报名等着审", f"{count} waiting to be decided")
        yield Finding("warn", "Applications", told, "walkalong people list --standing waiting")
    else:
        yield Finding("ok", "Applications", say("没有等着审的", "none is waiting"))
