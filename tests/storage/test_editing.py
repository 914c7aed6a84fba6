"""A chat is changed from outside of its talk: whole or not at all, and never behind its back."""

from __future__ import annotations

from dataclasses import replace
from threading import Thread

import pytest
from sqlalchemy import Engine

from flows.state import Answer, Evidence, Mark, State
from storage.editing import Edits
from storage.media import MediaStore
from storage.reading import Reader
from storage.records import FieldValue
from storage.turns import ChatMoved, Store
from tests.storage.support import BEGUN, Say

FIELDS = {"problem": FieldValue("叫号屏坏了", None, 0, 0, "asked")}


@pytest.fixture
def edits(engine: Engine) -> Edits:
    return Edits(engine)


def begun(say: Say, chat: str = "c1") -> tuple[int, State]:
    """A walk with two answers that are pieces of their messages, one of them aside."""
    with say("走流程", chat) as turn:
        walk = turn.start_walk("accompanied", "1", BEGUN)
    with say("一刻钟，三号窗口", chat) as turn:
        first = Answer("一刻钟", Evidence(turn.message_id, 0, 3))
        second = Answer("三号窗口", Evidence(turn.message_id, 4, 8))
        state = replace(BEGUN, answers={"a": first}, aside={"b": second}, skipped=("c",))
        turn.save_walk(walk.id, walk.state, state)
        turn.set_context({"walk": walk.id})
    return walk.id, state


def test_answers_keep_their_words_under_another_name(
    edits: Edits, say: Say, store: Store, reader: Reader
) -> None:
    walk_id, state = begun(say)
    after = replace(
        state,
        version="2",
        answers={"b": state.answers["a"], "r[1]/x": state.aside["b"]},
        aside={},
        skipped=(),
        notes=(Mark("s", Evidence(1)),),
    )
    with edits.chat(1) as edit:
        assert edit.walk is not None and edit.walk.state == state
        edit.save_walk(walk_id, edit.walk.state, after)
        edit.set_context({"walk": walk_id, "news": ["更新过"]})
    walk = reader.walk(walk_id)
    assert walk is not None and (walk.state, walk.flow_version) == (after, "2")
    seen = store.peek("terminal", "c1", "next")
    assert seen.walk is not None and seen.walk.state == after
    assert seen.context == {"walk": walk_id, "news": ["更新过"]}


def test_notes_files_and_findings_are_called_as_their_places_are_now(
    edits: Edits, say: Say, reader: Reader, media: MediaStore
) -> None:
    walk_id, _ = begun(say)
    files = [media.save(f"%PDF-1.7 {n}".encode(), "a.pdf").sha256 for n in range(3)]
    with say("叫号屏坏了") as turn:
        turn.add_note(walk_id, "s", "叫号屏坏了", 0, 5)
        turn.add_note(walk_id, "t", "叫号屏坏了", 0, 5)
        for file, path in zip(files, ("photo", "other", None), strict=True):
            turn.attach(file, walk_id, "s", path, name="a.pdf")
        turn.put_finding(walk_id, "trouble:slow", "t", "rule", FIELDS)
    stages, paths = {"s": "t", "t": "u"}, {"photo": "picture"}
    with edits.chat(1) as edit:
        edit.rename(walk_id, lambda s: stages.get(s, s), paths.get, lambda key: f"new:{key}")
        edit.add_note(walk_id, "u", "问：答", Evidence(1, 0, 3))
    assert [(n.stage, n.text) for n in reader.notes(walk_id)] == [
        ("t", "叫号屏坏了"),
        ("u", "叫号屏坏了"),
        ("u", "问：答"),
    ]
    kept = [(one.stage, one.path) for one in reader.attachments(walk_id)]
    assert kept == [("t", "picture"), ("t", ""), ("t", "")]
    (finding,) = reader.findings(walk_id)
    assert (finding.key, finding.stage) == ("new:trouble:slow", "u")


def test_an_edit_that_fails_changes_nothing(edits: Edits, say: Say, reader: Reader) -> None:
    walk_id, state = begun(say)

    def fail() -> None:
        with edits.chat(1) as edit:
            edit.save_walk(walk_id, state, replace(state, version="2", answers={}))
            edit.set_context({})
            raise OSError("the disk is full")

    with pytest.raises(OSError, match="full"):
        fail()
    walk = reader.walk(walk_id)
    assert walk is not None and walk.state == state


def test_a_message_that_was_looked_at_before_is_looked_at_again(
    edits: Edits, say: Say, store: Store
) -> None:
    begun(say)
    moved: list[bool] = []

    def saying() -> None:
        with say("晚了一步"):
            moved.append(True)

    seen = store.peek("terminal", "c1", "x")
    with edits.chat(1) as edit:
        meanwhile = Thread(target=lambda: _waits(saying, moved))
        meanwhile.start()
        meanwhile.join(0.3)
        assert not moved, "it waits for the edit"
        edit.set_context({"news": ["更新过"]})
    meanwhile.join()
    assert moved == [False], "what it had seen is over"
    assert store.peek("terminal", "c1", "x").version == seen.version + 1


def _waits(saying: object, moved: list[bool]) -> None:
    assert callable(saying)
    try:
        saying()
    except ChatMoved:
        moved.append(False)


def test_who_walks_and_who_remembers_what_is_known(edits: Edits, say: Say) -> None:
    begun(say)
    begun(say, "c2")
    with say("结束", "c2") as turn:
        assert turn.walk is not None
        turn.save_walk(turn.walk.id, turn.walk.state, replace(turn.walk.state, status="cancelled"))
        turn.set_context({"capture": "{}"})
    assert edits.under_way("accompanied") == {"1": 1}
    assert edits.under_way("other") == {}
    assert edits.walking("accompanied") == [1]
    assert edits.remembering(lambda memory: "capture" in memory) == [2]
    with edits.chat(2) as edit:
        assert edit.person.locale == "zh"
        edit.set_context({})
    assert edits.remembering(lambda _: True) == [1]
