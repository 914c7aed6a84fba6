"""The settings of the weekly pack, which `bot.settings` has with all others."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field
from pydantic_settings import BaseSettings


class PackSettings(BaseSettings):
    """When the weekly pack is made, what is in it, and who hears that it is overdue (R72)."""

    pack_weekday: Annotated[int, Field(ge=1, le=7)] = 4
    """The day of the week on which the office gets the weekly pack; 1 is Monday (R72)."""

    pack_hour: Annotated[int, Field(ge=0, le=23)] = 9
    """At which hour."""

    pack_moved: Literal["before", "after", "same"] = "before"
    """Where that is no working day: on the one before or after it, or on the day all the same."""

    pack_zero: bool = True
    """Whether a unit with nothing new hands in a pack that says so (零报告)."""

    pack_photos: Literal["week", "all"] = "week"
    """Whose photos are in it: of issues that are new or moved since the last one, or of all."""

    pack_zip_mb: Annotated[int, Field(ge=1, le=2000)] = 45
    """Megabytes of a zip of photos; more of them are parted. Telegram takes 50."""

    pack_overdue_days: Annotated[int, Field(ge=0, le=30)] = 1
    """Working days after its day on which heads and admins are told who is overdue; 0: never."""
