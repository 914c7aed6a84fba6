"""Updates are on disk before they are acknowledged, and handled also after a crash."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from threading import Barrier, Thread

import pytest
from sqlalchemy import Engine, text

from storage import purging
from storage.journal import Handled, Journal
from storage.packing import pack, unpack
from storage.updates import NewUpdate, Updates
from tests.storage.support import NINE

BOT = "volunteer_bot"


@pytest.fixture
def updates(engine: Engine) -> Updates:
    return Updates(engine)


def new(update_id: int, lane: str = "7", bot: str = BOT, words: str = "你好") -> NewUpdate:
    said = {"update_id": update_id, "message": {"text": words, "chat": {"id": int(lane)}}}
    return NewUpdate(bot, update_id, lane, said, NINE + timedelta(seconds=update_id % 100))


def test_what_is_put_waits_in_the_order_of_its_ids(updates: Updates, journal: Journal) -> None:
    assert journal.enter([new(12), new(11), new(11)]) == {(BOT, 11), (BOT, 12)}
    assert journal.enter([new(12, words="再来"), new(10), new(11, bot="staff_bot")]) == {
        (BOT, 10),
        ("staff_bot", 11),
    }
    assert updates.waiting(BOT) == [new(10), new(11), new(12)]


def test_a_handled_one_is_known_without_what_it_said(
    updates: Updates, journal: Journal, engine: Engine
) -> None:
    journal.enter([new(1, words="秘密"), new(2)])
    journal.enter([Handled(BOT, 1), Handled(BOT, 99)])
    assert updates.waiting(BOT) == [new(2)]
    assert journal.enter([new(1), new(2)]) == set()
    assert updates.waiting(BOT) == [new(2)], "it does not come back"
    with engine.connect() as connection:
        kept = connection.execute(text("SELECT payload FROM telegram_update ORDER BY update_id"))
        first, second = kept.scalars()
    assert first is None
    assert unpack(second)["update_id"] == 2


@pytest.mark.parametrize("at_once", [1, 2, 1_000])
def test_only_old_ones_that_were_handled_are_forgotten(
    updates: Updates, journal: Journal, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    monkeypatch.setattr(purging, "AT_ONCE", at_once)
    journal.enter([new(n) for n in range(1, 8)])
    journal.enter([Handled(BOT, n) for n in (1, 2, 3, 5, 7)])
    assert updates.purge(NINE + timedelta(seconds=7)) == 4
    assert journal.enter([new(n) for n in range(1, 8)]) == {(BOT, n) for n in (1, 2, 3, 5)}


@pytest.mark.parametrize("id_", [-1, 2**63])
def test_what_is_no_id_is_refused(id_: int) -> None:
    with pytest.raises(ValueError, match="no id of an update"):
        new(id_)


def test_any_text_comes_back_as_it_was(updates: Updates, journal: Journal) -> None:
    odd = new(2**63 - 1, lane="-100123", words="\x00\ud800 👩‍👩‍👧 " + "长" * 20_000)
    journal.enter([odd])
    assert updates.waiting(BOT) == [odd]


def test_two_instances_that_get_the_same_updates_take_each_once(
    journal: Journal, engine: Engine
) -> None:
    other, start = Journal(engine), Barrier(2)
    taken: list[tuple[str, int]] = []

    def take(by: Journal) -> None:
        start.wait()
        for first in range(0, 60, 5):
            taken.extend(
                by.enter([new(first + n) for n in (range(5) if by is other else range(4, -1, -1))])
            )

    # Each in an order of its own: they must not wait for each other in a circle.
    threads = [Thread(target=take, args=(by,)) for by in (journal, other)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(taken) == [(BOT, n) for n in range(60)]


def test_what_a_handled_one_said_is_not_left_in_the_file(
    updates: Updates, journal: Journal, engine: Engine, tmp_path: Path
) -> None:
    if engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL cleans up by itself")
    journal.enter([new(n, words=f"我是 {n} 号，名字保密") for n in range(20)])
    said = pack(new(7, words="我是 7 号，名字保密").payload)
    assert said in b"".join(file.read_bytes() for file in tmp_path.glob("walkalong.sqlite*"))
    journal.enter([Handled(BOT, n) for n in range(20)])
    with engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    assert said not in (tmp_path / "walkalong.sqlite").read_bytes()


def test_one_that_cannot_be_read_any_more_is_empty_and_hides_no_other(
    updates: Updates, journal: Journal, engine: Engine
) -> None:
    journal.enter([new(1), new(2)])
    with engine.begin() as connection:
        harm = text("UPDATE telegram_update SET payload = :payload WHERE update_id = 1")
        connection.execute(harm, {"payload": b"\x01no such thing"})
    assert [one.payload for one in updates.waiting(BOT)] == [{}, new(2).payload]
