"""The tables of an office's duties: who checks whom, who sits where and when, its campaigns.

Days are ISO 8601. Names are those that the office wrote, and point at nobody's records.
"""

from __future__ import annotations

from sqlalchemy import BigInteger
from sqlmodel import Field

from storage.tables import COMPACT, Base


class RotationRow(Base, table=True):
    """A plan of 推磨式互查. `fresh`: the rounds after which pairs come again."""

    __tablename__ = "rotation"
    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(unique=True)
    made_at: int = Field(sa_type=BigInteger)
    seed: int
    apart: bool
    fresh: int


class Pairing(Base, table=True):
    """Who checks whom in a round, from 1."""

    __table_args__ = COMPACT
    rotation_id: int = Field(primary_key=True, foreign_key="rotation.id")
    round: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    checker: str = Field(primary_key=True)
    checked: str


class SitIn(Base, table=True):
    """A head's day at a counter; `announced` is the day it was made public, NULL: not yet."""

    __tablename__ = "sit_in"
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012  # as SQLModel wants it
    id: int | None = Field(default=None, primary_key=True)
    day: str = Field(index=True)
    unit: str
    head: str
    place: str
    begins: str
    ends: str
    announced: str | None


class CampaignRow(Base, table=True):
    """A campaign: its definition (JSON), and its figures (JSON) as they were when archived."""

    __tablename__ = "campaign"
    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(unique=True)
    definition: str
    set_at: int = Field(sa_type=BigInteger)
    archived_at: int | None = Field(sa_type=BigInteger)
    figures: str | None


class ActionPlan(Base, table=True):
    """A plan that was handed in for an action of a campaign (R63), and what came of it.

    `state` is filed, passed or returned. `sha256` is that of the file, "" where none was shown.
    """

    __tablename__ = "action_plan"
    id: int | None = Field(default=None, primary_key=True)
    campaign_id: int = Field(foreign_key="campaign.id", index=True)
    action: str
    filed: str
    filed_by: str
    file: str
    sha256: str
    state: str
    reviewed: str | None
    reason: str
