"""Plans of 推磨式互查 as they were made (R26): who checks whom, round by round."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine, insert, select

from flows.rotation import Rotation
from storage import duty_tables
from storage.database import reading
from storage.packing import from_ms, to_ms
from storage.statements import INSERT
from storage.tables import table

rotation, pairing = table(duty_tables.RotationRow), table(duty_tables.Pairing)


@dataclass(frozen=True, slots=True)
class KeptRotation:
    """A plan with its name, and what it was made with."""

    name: str
    made: datetime
    seed: int
    apart: bool
    plan: Rotation


class Rotations:
    """The plans. Safe to share between threads and processes."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._reading = reading(engine)

    def keep(self, made: KeptRotation) -> bool:
        """Keep a new plan; False: there is one of that name, and it stays as it is."""
        row = {
            "name": made.name,
            "made_at": to_ms(made.made),
            "seed": made.seed,
            "apart": made.apart,
            "fresh": made.plan.fresh,
        }
        entered = INSERT[self._engine.dialect.name](rotation).values(row).on_conflict_do_nothing()
        with self._engine.begin() as connection:
            id_ = connection.execute(entered.returning(rotation.c.id)).scalar()
            if id_ is None:
                return False
            pairs = [
                {"rotation_id": id_, "round": number, "checker": one, "checked": other}
                for number, pairs in enumerate(made.plan.rounds, 1)
                for one, other in pairs.items()
            ]
            connection.execute(insert(pairing), pairs)
        return True

    def names(self) -> list[str]:
        """The names of all plans, the latest first."""
        with self._reading.connect() as connection:
            query = select(rotation.c.name).order_by(rotation.c.id.desc())
            return list(connection.execute(query).scalars())

    def get(self, name: str = "") -> KeptRotation | None:
        """The plan of that name, or the latest; None where there is none."""
        wanted = (rotation.c.name == name,) if name else ()
        query = select(rotation).where(*wanted).order_by(rotation.c.id.desc()).limit(1)
        with self._reading.connect() as connection:
            found = connection.execute(query).first()
            if found is None:
                return None
            its = select(pairing).where(pairing.c.rotation_id == found.id)
            rows = connection.execute(its.order_by(pairing.c.round, pairing.c.checker)).all()
        rounds: dict[int, Mapping[str, str]] = {}
        for row in rows:
            rounds[row.round] = {**rounds.get(row.round, {}), row.checker: row.checked}
        plan = Rotation(tuple(rounds.values()), found.fresh)
        return KeptRotation(found.name, from_ms(found.made_at), found.seed, found.apart, plan)
