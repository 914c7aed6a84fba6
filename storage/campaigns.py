"""Campaigns (R03, R04) as they were defined, their archive, and plans handed in (R63)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Engine, insert, select, update

from flows.campaign import FiledPlan, PlanState
from flows.characters import storable
from storage import duty_tables
from storage.database import reading
from storage.packing import dump, from_ms, load, to_ms
from storage.statements import INSERT
from storage.tables import table

campaign, plan = table(duty_tables.CampaignRow), table(duty_tables.ActionPlan)


@dataclass(frozen=True, slots=True)
class KeptCampaign:
    """A campaign (JSON). `figures`: as they were when it was archived; None: it is not."""

    id: int
    name: str
    definition: str
    set: datetime
    archived: datetime | None
    figures: dict[str, Any] | None


class Campaigns:
    """The campaigns. Safe to share between threads and processes."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._reading = reading(engine)

    def set(self, name: str, definition: str, at: datetime) -> bool:
        """Keep a campaign, in place of an earlier one; False: it is archived, and stays."""
        row = {"name": name, "definition": definition, "set_at": to_ms(at)}
        entered = INSERT[self._engine.dialect.name](campaign).values(row)
        kept = entered.on_conflict_do_update(
            index_elements=["name"],
            set_={"definition": definition, "set_at": to_ms(at)},
            where=campaign.c.archived_at.is_(None),
        )
        with self._engine.begin() as connection:
            return connection.execute(kept.returning(campaign.c.id)).first() is not None

    def every(self) -> list[KeptCampaign]:
        """All of them, in the order they were first set."""
        with self._reading.connect() as connection:
            rows = connection.execute(select(campaign).order_by(campaign.c.id)).all()
        return [_kept(row) for row in rows]

    def get(self, name: str) -> KeptCampaign | None:
        """The campaign of that name."""
        return next((one for one in self.every() if one.name == name), None)

    def archive(self, name: str, figures: dict[str, Any], at: datetime) -> bool:
        """Close a campaign with its figures; False: there is none, or it is closed."""
        its = (campaign.c.name == name, campaign.c.archived_at.is_(None))
        closed = update(campaign).where(*its)
        values = {"archived_at": to_ms(at), "figures": dump(figures)}
        with self._engine.begin() as connection:
            return connection.execute(closed.values(values)).rowcount == 1

    def file_plan(self, campaign_id: int, filed: FiledPlan) -> None:
        """Enter a plan; earlier ones of the action stay, with what came of them."""
        row = {
            "campaign_id": campaign_id,
            "action": filed.action,
            "filed": filed.filed.isoformat(),
            "filed_by": storable(filed.filed_by),
            "file": storable(filed.file),
            "sha256": filed.sha256,
            "state": "filed",
            "reviewed": None,
            "reason": "",
        }
        with self._engine.begin() as connection:
            connection.execute(insert(plan).values(row))

    def review_plan(
        self, campaign_id: int, action: str, state: PlanState, on: date, reason: str
    ) -> bool:
        """Decide on the latest plan of an action; False: none waits for it."""
        latest = (
            select(plan.c.id)
            .where(plan.c.campaign_id == campaign_id, plan.c.action == action)
            .order_by(plan.c.id.desc())
            .limit(1)
            .scalar_subquery()
        )
        waits = (plan.c.id == latest, plan.c.state == "filed")
        values = {"state": state, "reviewed": on.isoformat(), "reason": storable(reason)}
        with self._engine.begin() as connection:
            return connection.execute(update(plan).where(*waits).values(values)).rowcount == 1

    def plans(self, campaign_id: int) -> list[FiledPlan]:
        """The plans of a campaign in the order they were handed in."""
        query = select(plan).where(plan.c.campaign_id == campaign_id).order_by(plan.c.id)
        with self._reading.connect() as connection:
            return [_filed(row) for row in connection.execute(query)]


def _kept(row: Any) -> KeptCampaign:
    return KeptCampaign(
        id=row.id,
        name=row.name,
        definition=row.definition,
        set=from_ms(row.set_at),
        archived=None if row.archived_at is None else from_ms(row.archived_at),
        figures=None if row.figures is None else load(row.figures),
    )


def _filed(row: Any) -> FiledPlan:
    return FiledPlan(
        action=row.action,
        filed=date.fromisoformat(row.filed),
        filed_by=row.filed_by,
        file=row.file,
        sha256=row.sha256,
        state=row.state,
        reviewed=None if row.reviewed is None else date.fromisoformat(row.reviewed),
        reason=row.reason,
    )
