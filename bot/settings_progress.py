"""The settings of public progress, which `bot.settings` has with all others."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, ValidationInfo
from pydantic_settings import BaseSettings

from bot.addresses import folder, http
from flows.progress import states_in

WEEK = 7


def _states(text: str) -> str:
    if not states_in(text):
        raise ValueError(
            "写 verified、closed、published 之一，或用逗号隔开的状态名",
            "write verified, closed or published, or names of states with commas between",
        )
    return text


def _day(day: int, info: ValidationInfo) -> int:
    if info.data.get("progress_period") == "weekly" and day > WEEK:
        raise ValueError("每周的星期几，写 1 到 7", "a day of the week, 1 to 7")
    return day


class ProgressSettings(BaseSettings):
    """What an office can choose of what the public is shown (R66)."""

    progress_dir: Annotated[Path, AfterValidator(folder)] | None = None
    """Where public progress is published to at its times (R66); None: not set, nowhere."""

    progress_period: Literal["weekly", "monthly"] | None = None
    """How often; None: not set, by hand alone."""

    progress_day: Annotated[int, Field(ge=1, le=31), AfterValidator(_day)] = 1
    """On which day: 1 to 7 of the week, 1 is Monday; or of the month, at the latest its last."""

    progress_hour: Annotated[int, Field(ge=0, le=23)] = 9
    """At which hour."""

    progress_states: Annotated[str, AfterValidator(_states)] = "verified"
    """Which issues are public: verified, closed, published, or states with commas between."""

    progress_kept: Annotated[int, Field(ge=0, le=100)] = 3
    """How many publications of before are kept beside the newest."""

    progress_moves: bool = False
    """Whether publishing makes closed issues public in the ledger (the move `publish`)."""

    progress_served: bool = False
    """Whether the listener shows the published pages under /progress/."""

    public_url: Annotated[str, AfterValidator(http)] | None = None
    """Where the listener is reached from outside; None: nobody has a link to their own issues."""

    link_days: Annotated[int, Field(ge=1, le=3650)] = 180
    """For how many days a link to one's own issues is good."""
