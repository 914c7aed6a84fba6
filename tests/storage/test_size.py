"""A conversation of ten answers takes at most 4 KB, everything included."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from flows.state import Answer, Evidence, State
from storage.database import open_database
from storage.media import MediaStore
from storage.recent import MAX_CHATS, RecentStates
from storage.turns import NewMessage, PersonHint, Store
from tests.storage.support import BEGUN, NINE

CONVERSATIONS = 60
ANSWERS = 10
LIMIT = 4_096


def step(store: Store, channel: str, chat: str, number: int) -> None:
    text = "The clerk asked for a form which is not in the guide; I waited 25 minutes."
    text = f"{text} {chat}-{number}".ljust(85) if number else "走流程"
    new = NewMessage(channel, chat, f"m{number}", text, NINE, PersonHint(chat))
    seen = store.peek(channel, chat, new.external_id)
    with store.turn(new, expect_version=seen.version) as turn:
        path = f"question_{number}"
        if seen.walk is None:
            walk = turn.start_walk("accompanied", "1", BEGUN)
        else:
            walk, before = seen.walk, seen.walk.state
            said = Answer(text, Evidence(turn.message_id, 0, len(text)))
            turn.set_kind("answer", path)
            state = State(
                before.flow, before.version, before.started, answers={**before.answers, path: said}
            )
            turn.save_walk(walk.id, before, state)
        bubble = {"text": f"({number + 1}/10) Question {number + 1}: what happened at the counter?"}
        where = {"id": str(walk.id), "flow": "accompanied", "version": "1", "question": path}
        turn.reply(
            {
                "replies": [{**bubble, "options": [], "sources": [], "files": []}],
                "walk": {**where, "status": "open"},
            }
        )


@pytest.mark.parametrize("channel", ["terminal", "volunteer_bot"])
@pytest.mark.parametrize("interleaved", [False, True])
def test_ten_answers_take_at_most_four_kilobytes(
    tmp_path: Path, migrated: Path, interleaved: bool, channel: str
) -> None:
    path = tmp_path / "sized.sqlite"
    shutil.copyfile(migrated, path)
    engine = open_database(f"sqlite:///{path}")
    store = Store(engine, MediaStore(tmp_path))
    order = [(c, n) for c in range(CONVERSATIONS) for n in range(ANSWERS + 1)]
    for conversation, number in sorted(order, key=lambda x: x[1]) if interleaved else order:
        step(store, channel, f"c{conversation}", number)
    with engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()
    grown = path.stat().st_size - migrated.stat().st_size
    assert grown / CONVERSATIONS <= LIMIT


def test_states_kept_in_memory_are_bounded() -> None:
    recent = RecentStates()
    for chat in range(MAX_CHATS + 1):
        recent.put(chat, 1, chat, BEGUN)
    recent.carry(0, 1)
    assert recent.find(0, 2, 0) is None
    assert recent.find(1, 1, 1) == BEGUN
    assert recent.find(1, 1, 2) is None
    assert recent.find(1, 2, 1) is None
    recent.carry(1, 1)
    recent.carry(1, 1)
    assert recent.find(1, 2, 1) == BEGUN
