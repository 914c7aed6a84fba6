"""What is kept of weekly packs, and one moment's ledger, in both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Engine, text

from flows.issue_query import IssueQuery
from storage.alone import Taken
from storage.weekly import NoteRecord, PackRecord, SendingRecord, WeeklyStore
from tests.storage.support import NINE, Say
from tests.storage.test_standings import LEAD, enter, move

PACK = PackRecord(
    "2026-W10", "医保局", 1, NINE, NINE - timedelta(days=7), NINE, NINE, "陪走", "", "d" * 64
)


def test_packs_are_entered_once_and_told_by_week_and_unit(engine: Engine) -> None:
    store = WeeklyStore(engine)
    store.add([])
    other = replace(PACK, unit="公安局")
    store.add([PACK, other])
    store.add([replace(PACK, made_by="另一个"), replace(PACK, version=2, reason="漏了")])
    assert [one.version for one in store.packs("2026-W10", "医保局")] == [1, 2]
    assert store.packs("2026-W10", "公安局") == [other]
    assert store.packs("2026-W10")[0] == PACK
    assert store.packs("2026-W11") == []


def test_a_note_takes_the_place_of_the_one_before(engine: Engine) -> None:
    store = WeeklyStore(engine)
    assert store.note("2026-W10", "医保局") is None
    for words in ("一", "二"):
        store.write_note("2026-W10", "医保局", NoteRecord(words, NINE, "林工"))
    assert store.note("2026-W10", "医保局") == NoteRecord("二", NINE, "林工")
    assert store.note("2026-W10", "公安局") is None


def test_a_version_is_handed_in_once(engine: Engine) -> None:
    store = WeeklyStore(engine)
    sent = SendingRecord("2026-W10", "医保局", 1, NINE, "林工", "pressed", NINE)
    assert store.send(sent) == sent
    assert store.send(replace(sent, by="别人", how="marked")) == sent
    second = store.send(replace(sent, version=2, entered=NINE + timedelta(hours=1)))
    assert store.sendings("2026-W10", "医保局") == [sent, second]
    assert store.sendings("2026-W09") == []


def test_a_snapshot_does_not_see_what_happens_after_it(say: Say, engine: Engine) -> None:
    store = WeeklyStore(engine)
    enter(say, 2)
    with store.snapshot() as now:
        head = now.head
        assert len(now.issues(IssueQuery())) == 2
        enter(say, 3, "领导信箱")
        assert len(now.issues(IssueQuery())) == 2
        assert len(list(now.moves(["WT-2026-0001", "WT-2026-0003"]))) == 1
    with store.snapshot() as later:
        assert later.head.seq == head.seq + 3
        marks = later.marks(["WT-2026-0001", "WT-1999-0009"])
    assert marks.keys() == {"WT-2026-0001"}
    assert store.log_hash(head.seq) == head.hash
    assert store.log_hash(0) == ""
    assert store.log_hash(10_000) is None


def test_what_moved_in_a_time_is_told_by_its_states(say: Say, engine: Engine) -> None:
    first, _ = enter(say, 2)
    move(say, LEAD, first, "verify", {})
    with WeeklyStore(engine).snapshot() as now:
        moves = list(now.moves([first]))
        since, until = moves[0].at, moves[-1].at
        assert now.moved(since, until) == {first: {"to_assign"}}, "entries are no moves"
        assert now.moved(until, until + timedelta(days=1)) == {}
        assert first in now.entered(since - timedelta(seconds=1), until)
        assert now.entered(until, until + timedelta(days=1)) == frozenset()


def test_a_log_that_was_meddled_with_is_told(say: Say, engine: Engine) -> None:
    enter(say, 2)
    store = WeeklyStore(engine)
    assert store.broken_log() == []
    with engine.begin() as connection:
        connection.execute(text("UPDATE issue_log SET at = at + 1 WHERE seq = 1"))
    assert store.broken_log()[0].seq == 1


def test_one_at_a_time_makes_packs(engine: Engine) -> None:
    store = WeeklyStore(engine)
    with store.making(), pytest.raises(Taken), store.making():
        raise AssertionError
    with store.making():
        assert store.packs() == []
