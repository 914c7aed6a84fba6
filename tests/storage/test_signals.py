"""Signals are kept once, found for inspectors, and go with what they rest on."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Engine, text

from flows.signals import Signal, Words
from storage.media import MediaStore
from storage.reading import Reader
from storage.records import WalkRecord
from storage.signals import SignalStore
from storage.twins import AT_A_TIME, TwinFinder
from tests.storage.support import BEGUN, NINE, Say
from tests.storage.test_likeness import counter

FAST = Signal("too_fast", {"answers": 5, "messages": [1, 2]})
WORDS = Words("note", 1, "没写要不要户口本原件")
CORES = [(WORDS, "没写要不要户口本原件")]


def uncut(_sha256: str) -> None:
    """None of these photos is looked for as a piece of another."""


@pytest.fixture
def signals(engine: Engine) -> SignalStore:
    return SignalStore(engine)


@pytest.fixture
def twins(engine: Engine) -> TwinFinder:
    return TwinFinder(engine)


def walk_of(say: Say, chat: str, *photos: str) -> WalkRecord:
    """A walk that was handed in, with photos."""
    with say("走流程", chat=chat) as turn:
        walk = turn.start_walk("accompanied", "1", BEGUN)
        for sha in photos:
            turn.attach(sha, walk.id, "counter", None)
    with say("确认提交", chat=chat) as turn:
        turn.save_walk(walk.id, walk.state, replace(BEGUN, status="finished"))
    return walk


def jpeg(media: MediaStore, shot: int, quality: int = 90) -> str:
    import io

    data = io.BytesIO()
    counter(0, shot).save(data, "JPEG", quality=quality)
    return media.save(data.getvalue(), "a.jpg").sha256


def test_a_walk_is_looked_at_once(say: Say, signals: SignalStore) -> None:
    walk = walk_of(say, "甲")
    assert signals.pending(9) == [walk.id]
    for _ in range(2):
        signals.keep(walk.id, [FAST], CORES, all_top=False, at=NINE)
    assert signals.pending(9) == []
    assert signals.handed_in(walk.id) is None
    (kept,) = signals.latest()
    assert (kept.kind, kept.details, kept.walk_id) == ("too_fast", FAST.details, walk.id)
    assert [m.text for m in kept.messages.values()] == ["走流程", "确认提交"]
    assert (kept.at, kept.person_name) == (NINE, "体验员")
    assert signals.counts() == {"too_fast": 1}


def test_an_open_walk_is_left_alone(say: Say, signals: SignalStore) -> None:
    with say("走流程") as turn:
        walk = turn.start_walk("accompanied", "1", BEGUN)
    assert signals.pending(9) == []
    assert signals.handed_in(walk.id) is None
    signals.keep(walk.id, [FAST], CORES, all_top=False, at=NINE)
    assert signals.latest() == []


def test_signals_are_found_by_kind_walk_person_and_day(say: Say, signals: SignalStore) -> None:
    walk = walk_of(say, "甲")
    signals.keep(walk.id, [FAST, Signal("all_top", {})], [], all_top=True, at=NINE)
    assert [s.kind for s in signals.latest()] == ["all_top", "too_fast"]
    assert [s.kind for s in signals.latest(limit=1)] == ["all_top"]
    assert [s.kind for s in signals.latest(kind="too_fast")] == ["too_fast"]
    assert len(signals.latest(walk=walk.id, person="体验", since=NINE)) == 2
    assert signals.latest(walk=walk.id + 1) == signals.latest(person="%") == []
    assert signals.latest(since=NINE + timedelta(1)) == []


def test_the_same_words_are_found_and_by_whom(
    say: Say, signals: SignalStore, twins: TwinFinder
) -> None:
    one, other, third = (walk_of(say, chat) for chat in ("甲", "甲", "乙"))
    signals.keep(one.id, [], CORES, all_top=False, at=NINE)
    mine = Words("unclear", 4, WORDS.text)
    (twin,) = twins.texts(other.id, other.person_id, [(mine, CORES[0][1])])
    assert (twin.other_walk, twin.same_person) == (one.id, True)
    assert twin.here == {"place": "unclear", "message": 4}
    assert twin.there == {"place": "note", "message": 1}
    (twin,) = twins.texts(third.id, third.person_id, CORES)
    assert not twin.same_person
    assert twins.texts(one.id, one.person_id, CORES) == [], "not with itself"
    assert twins.texts(third.id, third.person_id, [(mine, "另一句话")]) == []


def test_of_many_words_each_is_found_in_the_order_they_were_kept(
    say: Say, signals: SignalStore, twins: TwinFinder
) -> None:
    one, other = walk_of(say, "甲"), walk_of(say, "乙")
    many = [(Words(f"place_{n}", 1, WORDS.text), f"话{n}") for n in range(2 * AT_A_TIME + 1)]
    signals.keep(one.id, [], many, all_top=False, at=NINE)
    found = twins.texts(other.id, other.person_id, many[::-1])
    assert [twin.there["place"] for twin in found] == [words.place for words, _ in many]
    assert [twin.here for twin in found] == [twin.there for twin in found]
    assert len(twins.texts(other.id, other.person_id, many[:AT_A_TIME])) == AT_A_TIME
    assert twins.texts(other.id, other.person_id, []) == []


def test_a_photo_is_found_that_was_sent_before(
    say: Say, media: MediaStore, twins: TwinFinder
) -> None:
    first, again, other = jpeg(media, 0), jpeg(media, 0, quality=60), jpeg(media, 1)
    assert first != again
    one = walk_of(say, "甲", first)
    with say("报问题", chat="丙") as turn:
        turn.attach(other, None, "", None)
    two = walk_of(say, "乙", first, again, other)
    found = twins.photos(two.id, two.person_id, 0.25, uncut)
    assert [(t.here["sha256"], t.other_walk, t.difference > 0) for t in found] == [
        (first, one.id, False),
        (again, one.id, True),
        (other, None, False),
    ]
    assert twins.photos(one.id, one.person_id, 0.25, uncut) == [], "only what was sent before"
    assert [t.here["sha256"] for t in twins.photos(two.id, two.person_id, 0, uncut)] == [
        first,
        other,
    ]


def test_a_photo_sent_before_the_walk_by_the_same_person_is_none(
    say: Say, media: MediaStore, twins: TwinFinder
) -> None:
    photo = jpeg(media, 0)
    with say("照片", chat="甲") as turn:
        turn.attach(photo, None, "", None)
    walk = walk_of(say, "甲", photo, photo)
    assert twins.photos(walk.id, walk.person_id, 0.25, uncut) == []


def test_looks_that_were_not_kept_can_be_kept_later(
    engine: Engine, say: Say, media: MediaStore, twins: TwinFinder
) -> None:
    photo, paper = jpeg(media, 0), media.save(b"%PDF-1.7", "a.pdf").sha256
    walk_of(say, "甲", photo, paper)
    assert twins.unseen_photos(9) == []
    with engine.begin() as connection:
        connection.execute(text("UPDATE media SET likeness = NULL"))
    assert twins.unseen_photos(9) == [photo]
    twins.keep_likeness(photo, media.likeness(photo))
    assert twins.unseen_photos(9) == []


def test_former_walks_are_those_of_the_person(say: Say, signals: SignalStore) -> None:
    for chat, top in (("甲", True), ("乙", False), ("甲", False), ("甲", True)):
        signals.keep(walk_of(say, chat).id, [], [], all_top=top, at=NINE)
    last = walk_of(say, "甲")
    handed_in = signals.handed_in(last.id)
    assert handed_in is not None
    assert handed_in.before == [True, False, True]
    assert handed_in.channel == "terminal"


def test_what_is_erased_is_in_no_signal_any_more(
    engine: Engine, say: Say, signals: SignalStore, reader: Reader
) -> None:
    one, other = walk_of(say, "甲"), walk_of(say, "乙")
    same = Signal("identical_text", {"same_person": False, "texts": []}, one.id)
    signals.keep(one.id, [FAST], CORES, all_top=True, at=NINE)
    signals.keep(other.id, [FAST, same], [], all_top=True, at=NINE)
    with say("不同意", chat="甲") as turn:
        turn.erase_walk(one.id)
    assert [(s.walk_id, s.kind) for s in signals.latest()] == [(other.id, "too_fast")]
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM signal_text")).scalar() == 0
        looked = connection.execute(text("SELECT walk_id FROM signal_look")).scalars().all()
    assert looked == [other.id]
