"""What is to be sent is there from the commit of its turn on, and moves on only forwards."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import Engine, text

from storage.deliveries import Deliveries, DeliveryRecord, Step
from storage.journal import Journal
from storage.turns import Duplicate
from tests.storage.support import NINE, Say

BOT = "volunteer_bot"
HELLO = {"replies": [{"text": "您好"}], "walk": {}}


@pytest.fixture
def kept(engine: Engine) -> Deliveries:
    return Deliveries(engine)


def nudge(kept: Deliveries, chat: str = "7", after: int = 0, key: str | None = None) -> int:
    id_ = kept.add(BOT, chat, HELLO, NINE + timedelta(minutes=after), key)
    assert id_ is not None
    return id_


def ids(found: list[DeliveryRecord]) -> list[int]:
    return [one.id for one in found]


@pytest.mark.parametrize("bot", ["volunteer_bot", "staff_bot"])
def test_a_reply_of_a_bot_is_to_be_sent_once_its_turn_is_committed(
    kept: Deliveries, say: Say, bot: str
) -> None:
    with say("你好", chat="7", channel=bot) as turn:
        turn.reply(HELLO)
        assert kept.waiting(bot, "7") == [], "not before"
    (one,) = kept.waiting(bot, "7")
    assert (one.bot, one.chat, one.payload, one.part, one.state) == (bot, "7", HELLO, 0, "waiting")
    assert (one.attempts, one.reason, one.key) == (0, "", None)
    assert one.at == NINE + timedelta(minutes=1)
    assert kept.chats_due(bot, NINE) == [("7", NINE)], "at once, whoever's clock is ahead"


def test_elsewhere_nothing_is_to_be_sent(kept: Deliveries, say: Say) -> None:
    with say("你好") as turn:
        turn.reply(HELLO)
    with say("还在吗", channel=BOT):
        pass
    assert kept.counts() == {}


def test_a_turn_that_fails_and_a_message_that_comes_twice_leave_nothing(
    kept: Deliveries, say: Say
) -> None:
    with pytest.raises(RuntimeError), say("你好", id_="u1", channel=BOT) as turn:
        turn.reply(HELLO)
        raise RuntimeError
    assert kept.counts() == {}
    with say("你好", id_="u1", channel=BOT) as turn:
        turn.reply(HELLO)
    with pytest.raises(Duplicate), say("你好", id_="u1", channel=BOT) as turn:
        turn.reply(HELLO)
    assert kept.counts() == {(BOT, "waiting"): 1}


def test_what_a_bot_says_of_its_own_accord_is_entered_once_by_its_key(
    kept: Deliveries, journal: Journal
) -> None:
    first = nudge(kept, key="weekly:2026-10:7")
    assert kept.add(BOT, "7", HELLO, NINE, "weekly:2026-10:7") is None
    journal.enter([Step(first, 1, "sent", 1, NINE)])
    assert kept.add(BOT, "7", HELLO, NINE, "weekly:2026-10:7") is None
    second, third = nudge(kept), nudge(kept)
    assert ids(kept.waiting(BOT, "7")) == [second, third], "without a key all are entered"


def test_the_first_of_a_chat_holds_up_the_others(kept: Deliveries, journal: Journal) -> None:
    late, early = nudge(kept, after=10), nudge(kept, after=1)
    other = nudge(kept, chat="8", after=5)
    kept.add("staff_bot", "9", HELLO, NINE)
    minute = timedelta(minutes=1)
    assert kept.chats_due(BOT, NINE) == [("8", NINE + 5 * minute), ("7", NINE + 10 * minute)]
    assert kept.chats_due(BOT, NINE + 7 * minute) == [
        ("8", NINE + 7 * minute),
        ("7", NINE + 10 * minute),
    ]
    assert ids(kept.waiting(BOT, "7")) == [late, early]
    journal.enter([Step(late, 1, "sent", 1, NINE), Step(other, 0, "dead", 5, NINE, "refused")])
    assert kept.chats_due(BOT, NINE) == [("7", NINE + minute)]


def test_a_step_is_kept_with_where_it_stands(kept: Deliveries, journal: Journal) -> None:
    one = nudge(kept)
    later = NINE + timedelta(seconds=30)
    journal.enter([Step(one, 2, "waiting", 3, later, "429 " + "x" * 9_000)])
    found = kept.get(one)
    assert found is not None
    assert (found.part, found.state, found.attempts, found.due_at) == (2, "waiting", 3, later)
    assert found.reason.startswith("429") and len(found.reason) == 500
    assert kept.get(99) is None


def test_one_that_was_dropped_while_it_was_sent_stays_dropped(
    kept: Deliveries, journal: Journal
) -> None:
    one = nudge(kept)
    assert kept.drop(one)
    journal.enter([Step(one, 1, "sent", 1, NINE)])
    found = kept.get(one)
    assert found is not None and (found.state, found.part) == ("dropped", 0)
    assert not kept.drop(one)


def test_a_dead_one_is_tried_again_where_it_stopped(kept: Deliveries, journal: Journal) -> None:
    first, second = nudge(kept, after=9), nudge(kept)
    journal.enter([Step(first, 2, "dead", 8, NINE, "refused"), Step(second, 1, "sent", 1, NINE)])
    assert ids(kept.listed(["dead"], 9)) == [first]
    assert kept.retry(first)
    (again,) = kept.waiting(BOT, "7")
    assert (again.id, again.part, again.attempts, again.reason) == (first, 2, 0, "")
    assert kept.chats_due(BOT, NINE) == [("7", NINE)]
    assert not kept.retry(first), "it waits"
    assert not kept.retry(second), "it was sent"
    assert not kept.retry(99)


def test_of_a_chat_that_blocked_the_bot_nothing_waits_any_more(
    kept: Deliveries, journal: Journal
) -> None:
    one, two, other = nudge(kept), nudge(kept), nudge(kept, chat="8")
    journal.enter([Step(one, 1, "sent", 1, NINE)])
    assert kept.block(BOT, "7", "blocked", NINE) == 1
    assert kept.waiting(BOT, "7") == []
    dead = kept.get(two)
    assert dead is not None and (dead.state, dead.reason, dead.due_at) == ("dead", "blocked", NINE)
    assert kept.counts() == {(BOT, "dead"): 1, (BOT, "waiting"): 1}, "not of what was sent"
    assert ids(kept.waiting(BOT, "8")) == [other]
    assert ids(kept.waiting(BOT, "7")) == []
    back = nudge(kept)
    assert ids(kept.waiting(BOT, "7")) == [back], "who comes back is written to"


def test_the_newest_are_listed_first(kept: Deliveries) -> None:
    all_of_them = [nudge(kept) for _ in range(4)]
    kept.drop(all_of_them[3])
    assert ids(kept.listed(["waiting"], 2)) == [all_of_them[2], all_of_them[1]]
    assert ids(kept.listed(["waiting", "dropped"], 2)) == [all_of_them[3], all_of_them[2]]
    assert kept.listed([], 2) == []


def test_since_when_the_longest_has_waited(kept: Deliveries, journal: Journal) -> None:
    assert kept.oldest_waiting(BOT) is None
    first = nudge(kept)
    nudge(kept, after=3)
    assert kept.oldest_waiting(BOT) == NINE
    journal.enter([Step(first, 1, "sent", 1, NINE)])
    assert kept.oldest_waiting(BOT) == NINE + timedelta(minutes=3)


def test_old_ones_are_forgotten_but_no_number_is_given_twice(
    kept: Deliveries, journal: Journal
) -> None:
    waits, sent, last = nudge(kept), nudge(kept), nudge(kept)
    journal.enter([Step(one, 1, "sent", 1, NINE) for one in (sent, last)])
    assert kept.purge(NINE) == 0
    assert kept.purge(NINE + timedelta(days=1)) == 1
    assert (kept.get(sent), ids(kept.waiting(BOT, "7"))) == (None, [waits])
    assert nudge(kept) == last + 1


def test_what_waits_is_found_without_reading_what_was_sent(
    kept: Deliveries, engine: Engine
) -> None:
    if engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL plans by how many rows there are")
    nudge(kept)
    with engine.connect() as connection:
        found = connection.exec_driver_sql(
            f"EXPLAIN QUERY PLAN {kept._waiting._sql}",
            {"bot_": BOT, "chat_": "7"},
        )
        plan = " ".join(row[3] for row in found)
    assert "ix_delivery_unsent (bot=? AND chat=? AND state=?)" in plan


def test_one_that_cannot_be_read_any_more_is_empty_and_hides_no_other(
    kept: Deliveries, engine: Engine
) -> None:
    damaged, whole = nudge(kept), nudge(kept)
    with engine.begin() as connection:
        harm = text("UPDATE delivery SET payload = :payload WHERE id = :id")
        connection.execute(harm, {"payload": b"\x01no such thing", "id": damaged})
    assert [(one.id, one.payload) for one in kept.waiting(BOT, "7")] == [
        (damaged, {}),
        (whole, HELLO),
    ]
    assert {one.id for one in kept.listed(["waiting"], 9)} == {damaged, whole}
