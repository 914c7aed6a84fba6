"""Volunteers: each move goes only from where it may, and what was decided is told once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy import Engine

from flows.volunteer_terms import end_of_term
from storage.reading import Reader
from storage.records import FieldValue
from storage.turns import Store
from storage.volunteers import People, WrongMove, people_of
from tests.storage.support import BEGUN, NINE, Say

PROFILE = {"kind": "public", "age_band": "a60_69", "sector": "social", "route": "public"}


@pytest.fixture
def person(say: Say) -> int:
    with say("你好") as turn:
        return turn.person.id


def on(engine: Engine, days: int, act: Callable[[People], object]) -> object:
    with people_of(engine, NINE + timedelta(days=days)) as people:
        return act(people)


def standing(engine: Engine, person: int, days: int = 0) -> str:
    with people_of(engine, NINE + timedelta(days=days)) as people:
        application = people.of(person).application
        return application.standing if application is not None else "none"


def test_an_application_waits_serves_its_term_and_can_be_renewed(
    engine: Engine, person: int
) -> None:
    assert standing(engine, person) == "none"
    number = on(engine, 0, lambda p: p.apply(person, PROFILE))
    assert standing(engine, person) == "waiting"
    on(engine, 1, lambda p: p.appoint(number, "approve", date(2026, 3, 31)))
    assert standing(engine, person, 1) == "serving"
    assert standing(engine, person, 29) == "serving"  # the last day is included
    assert standing(engine, person, 30) == "expired"
    on(engine, 10, lambda p: p.appoint(number, "renew", date(2026, 12, 31)))
    with people_of(engine, NINE) as people:
        record = people.application(number)
    assert record is not None
    assert [(t.begins, t.ends) for t in record.terms] == [
        (date(2026, 3, 3), date(2026, 3, 31)),
        (date(2026, 4, 1), date(2026, 12, 31)),
    ]
    assert record.profile["sector"] == "social"


def test_a_term_without_an_end_gets_one_when_it_is_renewed(engine: Engine, person: int) -> None:
    number = on(engine, 0, lambda p: p.apply(person, PROFILE))
    on(engine, 0, lambda p: p.appoint(number, "approve", None))
    assert standing(engine, person, 9_999) == "serving"
    record = on(
        engine, 5, lambda p: p.appoint(number, "renew", date(2026, 5, 1)) and p.application(number)
    )
    assert [(t.begins, t.ends) for t in record.terms] == [(date(2026, 3, 2), date(2026, 5, 1))]  # type: ignore[attr-defined]


MOVES: dict[str, Callable[[People, int], object]] = {
    "approve": lambda p, n: p.appoint(n, "approve", None),
    "decline": lambda p, n: p.refuse(n, "decline", "不合适"),
    "renew": lambda p, n: p.appoint(n, "renew", date(2027, 1, 1)),
    "release": lambda p, n: p.refuse(n, "release", "不来"),
}
REFUSED = {
    (): {"renew", "release"},
    ("approve",): {"approve", "decline"},
    ("decline",): {"approve", "decline", "renew", "release"},
    ("approve", "release"): {"approve", "decline", "renew", "release"},
}


@pytest.mark.parametrize("before", REFUSED)
@pytest.mark.parametrize("move", MOVES)
def test_a_move_goes_only_from_where_it_may(
    engine: Engine, person: int, before: tuple[str, ...], move: str
) -> None:
    number = int(str(on(engine, 0, lambda p: p.apply(person, PROFILE))))
    for earlier in before:
        on(engine, 0, lambda p, earlier=earlier: MOVES[earlier](p, number))  # type: ignore[misc]
    if move not in REFUSED[before]:
        on(engine, 0, lambda p: MOVES[move](p, number))
        return
    with pytest.raises(WrongMove):
        on(engine, 0, lambda p: MOVES[move](p, number))


def test_an_application_that_was_overtaken_is_decided_no_more(engine: Engine, person: int) -> None:
    first = on(engine, 0, lambda p: p.apply(person, PROFILE))
    on(engine, 0, lambda p: p.appoint(first, "approve", date(2026, 4, 1)))
    second = on(engine, 60, lambda p: p.apply(person, PROFILE))
    with pytest.raises(WrongMove):
        on(engine, 60, lambda p: p.appoint(first, "renew", date(2027, 4, 1)))
    listed = on(engine, 60, lambda p: [r.number for r in p.applications()])
    assert listed == [second]
    with pytest.raises(WrongMove) as none:
        on(engine, 60, lambda p: p.appoint(99, "approve", None))
    assert none.value.standing is None


def test_a_person_may_take_back_and_leave(engine: Engine, person: int) -> None:
    with pytest.raises(WrongMove):
        on(engine, 0, lambda p: p.leave(person))
    on(engine, 0, lambda p: p.apply(person, PROFILE))
    on(engine, 0, lambda p: p.leave(person))
    assert standing(engine, person) == "left"


def test_training_and_namelessness_are_kept_apart(engine: Engine, person: int) -> None:
    on(engine, 0, lambda p: p.set_anonymous(person, True))
    on(engine, 0, lambda p: p.train(person))
    known = on(engine, 0, lambda p: p.of(person))
    assert (known.trained, known.anonymous) == (True, True)  # type: ignore[attr-defined]


def test_an_invitation_is_used_once(engine: Engine, person: int) -> None:
    on(engine, 0, lambda p: p.invite("abcd2345", "invited", "餐饮协会"))
    assert on(engine, 0, lambda p: p.open_invitation("abcd2345")) is not None
    on(engine, 1, lambda p: p.apply(person, PROFILE, "abcd2345"))
    assert on(engine, 1, lambda p: p.open_invitation("abcd2345")) is None
    (used,) = on(engine, 1, lambda p: p.invitations())  # type: ignore[misc]
    assert (used.note, used.used) == ("餐饮协会", NINE + timedelta(days=1))


def test_what_was_decided_is_told_once_also_when_a_turn_fails(
    engine: Engine, store: Store, say: Say, person: int
) -> None:
    number = on(engine, 0, lambda p: p.apply(person, PROFILE))
    assert not store.peek("terminal", "c1", "x").has_news
    on(engine, 0, lambda p: p.refuse(number, "decline", "人数已满"))
    assert store.peek("terminal", "c1", "x").has_news
    with pytest.raises(ZeroDivisionError), say("在吗") as turn:
        assert turn.people.hear(person, turn.message_id)
        raise ZeroDivisionError
    assert store.peek("terminal", "c1", "x").has_news
    with say("在吗") as turn:
        assert turn.people.hear(person, turn.message_id) == [("declined", {"reason": "人数已满"})]
    assert not store.peek("terminal", "c1", "x").has_news
    with say("在吗") as turn:
        assert turn.people.hear(person, turn.message_id) == []


def test_only_real_walks_count(say: Say, reader: Reader) -> None:
    for flow in ("accompanied", "practice", "application"):
        with say("走") as turn:
            state = BEGUN.__class__(flow, "1", BEGUN.started, status="finished")
            turn.start_walk(flow, "1", state)
            person = turn.person.id
    with say("报问题") as turn:
        fields = {"problem": FieldValue("排队太久")}
        found = turn.put_finding(None, "reported:1", "", "reported", fields)
        turn.confirm_issue(found, state="to_verify", year=2026)
    done = reader.activity(person)
    assert (done.walks, done.issues, done.confirmed) == (1, 1, 0)
    day = NINE.date()
    assert reader.activity(person, day, day).walks == 1
    later = reader.activity(person, day + timedelta(days=1))
    assert (later.walks, later.issues) == (0, 0)
    assert [w.flow_id for w in reader.walks()] == ["accompanied"]
    assert [w.flow_id for w in reader.walks(flow="practice")] == ["practice"]


@pytest.mark.parametrize(
    ("begins", "months", "ends"),
    [
        (date(2026, 3, 2), 12, date(2027, 3, 1)),
        (date(2026, 8, 31), 6, date(2027, 2, 27)),
        (date(2026, 3, 2), None, None),
    ],
)
def test_a_term_ends_the_day_before_its_day_comes_again(
    begins: date, months: int | None, ends: date | None
) -> None:
    assert end_of_term(begins, months) == ends


def test_a_long_reason_is_cut_and_a_strange_one_kept(engine: Engine, person: int) -> None:
    number = on(engine, 0, lambda p: p.apply(person, PROFILE))
    on(engine, 0, lambda p: p.refuse(number, "decline", "\x00" + "长" * 2_000))
    record = on(engine, 0, lambda p: p.application(number))
    assert len(record.reason) == 500  # type: ignore[attr-defined]
