"""Statements that are compiled once give what Core would give, in both databases."""

from __future__ import annotations

from sqlalchemy import Engine, bindparam, insert, select

from storage.database import reading
from storage.ready import Ready
from storage.statements import person

ADD = Ready(insert(person).returning(person.c.id), ("name", "role", "department", "locale"))
NAMED = Ready(
    select(person.c.id, person.c.name)
    .where(person.c.role == "staff", person.c.name.is_not_distinct_from(bindparam("name_")))
    .limit(1)
)
ROLE = Ready(person.update().where(person.c.name == bindparam("name_")), ("role",))


def _row(name: str, role: str) -> dict[str, str]:
    return {"name": name, "role": role, "department": "100%", "locale": "zh"}


def test_values_of_its_own_and_those_it_is_given_count(engine: Engine) -> None:
    with engine.begin() as conn:
        ids = [ADD(conn, _row("小云", role)).scalar_one() for role in ("admin", "staff", "staff")]
        found = NAMED(conn, {"name_": "小云"}).all()
    assert [(row.id, row.name) for row in found] == [(ids[1], "小云")]
    with reading(engine).connect() as conn:
        assert NAMED(conn, {"name_": None}).all() == []


def test_it_runs_once_for_each_row(engine: Engine) -> None:
    with engine.begin() as conn:
        for name in "甲乙":
            ADD(conn, _row(name, "volunteer"))
        ROLE(conn, [{"name_": "甲", "role": "staff"}, {"name_": "乙", "role": "admin"}])
        roles = conn.execute(select(person.c.role).order_by(person.c.id)).scalars().all()
    assert roles == ["staff", "admin"]


def test_what_is_not_committed_is_not_kept(engine: Engine) -> None:
    with engine.connect() as conn:
        ADD(conn, _row("小云", "staff"))
        conn.rollback()
        assert NAMED(conn, {"name_": "小云"}).all() == []


def test_two_of_them_read_one_snapshot(engine: Engine) -> None:
    with reading(engine).connect() as conn:
        before = NAMED(conn, {"name_": "小云"}).all()
        with engine.begin() as other:
            ADD(other, _row("小云", "staff"))
        after = NAMED(conn, {"name_": "小云"}).all()
    assert before == after == []


def test_what_was_not_committed_is_gone(engine: Engine) -> None:
    with engine.connect() as conn:
        ADD(conn, _row("小云", "staff"))
    with reading(engine).connect() as conn:
        assert NAMED(conn, {"name_": "小云"}).all() == []
