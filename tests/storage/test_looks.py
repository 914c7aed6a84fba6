"""A turn rests on a look: one that is out of date is found out, whoever moved the chat."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import Engine

from flows.state import Answer, Evidence
from storage.media import MediaStore
from storage.reading import Reader
from storage.turns import ChatMoved, Duplicate, NewMessage, PersonHint, Store
from tests.storage.support import BEGUN, NINE


def new(id_: str, role: str = "volunteer") -> NewMessage:
    return NewMessage("terminal", "c1", id_, "你好", NINE, PersonHint("体验员", role))  # type: ignore[arg-type]


@pytest.mark.parametrize("begun", [False, True])
@pytest.mark.parametrize(("other", "refusal"), [("m1", ChatMoved), ("m2", Duplicate)])
def test_a_turn_on_a_look_that_another_process_made_old_is_refused(
    engine: Engine, media: MediaStore, begun: bool, other: str, refusal: type[Exception]
) -> None:
    here, there = Store(engine, media), Store(engine, media)
    if begun:
        with here.turn(new("m0"), expect_version=0):
            pass
    seen = here.peek("terminal", "c1", "m2")
    with there.turn(new(other), expect_version=seen.version):
        pass
    with pytest.raises(refusal), here.turn(new("m2"), expect_version=seen.version):
        pytest.fail("the turn must not begin")
    assert here.peek("terminal", "c1", "m3").version == seen.version + 1


def test_what_a_store_remembers_of_a_chat_is_what_another_one_reads(
    engine: Engine, media: MediaStore, reader: Reader
) -> None:
    """Every change that a turn can make to a person or a walk, one after the other."""
    store = Store(engine, media)

    def same() -> None:
        fresh = Store(engine, media).peek("terminal", "c1", "?")
        assert store.peek("terminal", "c1", "?") == fresh
        assert fresh.walk is not None
        assert reader.walk(fresh.walk.id) == fresh.walk

    with store.turn(new("m0"), expect_version=0) as turn:
        first = turn.start_walk("accompanied", "1", BEGUN)
    same()
    with store.turn(new("m1"), expect_version=1) as turn:
        turn.set_item(first.id, "YX-GA-001", "居民身份证\x00补领")
        turn.set_locale("en")
        turn.set_plain(True)
    same()
    with store.turn(new("m2", "staff"), expect_version=2) as turn:
        said = Answer("你好", Evidence(turn.message_id, 0, 2))
        answered = replace(BEGUN, answers={"a": said}, status="paused")
        turn.save_walk(first.id, BEGUN, answered)
    same()
    with store.turn(new("m3"), expect_version=3):
        pass
    same()
    with store.turn(new("m4"), expect_version=4) as turn:
        cancelled = replace(answered, status="cancelled")
        turn.save_walk(first.id, answered, cancelled)
        turn.start_walk("accompanied", "1", BEGUN)
        turn.set_item(first.id, "YX-GA-002", "另一件事")
    same()
    failing = store.turn(new("m5"), expect_version=5)
    with pytest.raises(RuntimeError, match="on purpose"), failing as turn:
        turn.set_locale("zh")
        turn.start_walk("mutual", "1", replace(BEGUN, flow="mutual"))
        raise RuntimeError("on purpose")
    same()
