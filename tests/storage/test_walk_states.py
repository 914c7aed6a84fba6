"""The state that is read is the state that was saved, byte for byte, whatever was said."""

from __future__ import annotations

import itertools
import string
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, text

from flows.characters import storable
from flows.state import Answer, Evidence, How, Mark, State
from storage.media import MediaStore
from storage.reading import Reader
from storage.turns import NewMessage, PersonHint, Store
from tests.storage.support import BEGUN, NINE, Say

# Whatever Unicode has, and often what people here type.
texts = st.text(st.one_of(st.characters(), st.sampled_from("窗口等了好久😀é\x00\ud800 '\"%"))).map(
    lambda s: s[:60]
)
names = st.text(string.ascii_lowercase + "_", min_size=1, max_size=8)
paths = st.builds("{}[{}]/{}".format, names, st.integers(1, 3), names) | names
values = st.one_of(
    texts,
    st.integers(-(10**12), 10**12),
    st.floats(allow_nan=False, allow_infinity=False),
    st.lists(texts, max_size=3).map(tuple),
)
known = st.dictionaries(names, values, max_size=2)
hows: st.SearchStrategy[How] = st.sampled_from(["asked", "rule", "default", "guide", "model"])


@st.composite
def states(draw: st.DrawFn, said: str, message: int, other: int) -> State:
    """A state whose answers point at one of two messages; many are pieces of the first's text."""

    def evidence() -> Evidence:
        start, end = sorted(draw(st.tuples(*[st.integers(0, len(said))] * 2)))
        return Evidence(draw(st.sampled_from([message, other])), start, end)

    def answer() -> Answer:
        at = evidence()
        value: Any = draw(values)
        if draw(st.booleans()):
            value = said[at.start : at.end]
        return Answer(value, at, draw(hows), draw(known))

    chosen = draw(st.lists(paths, max_size=6, unique=True))
    split = draw(st.integers(0, len(chosen)))
    return State(
        flow="accompanied",
        version=draw(st.sampled_from(["1", "2"])),
        started="2026-03-02T09:00:00+08:00",
        status=draw(st.sampled_from(["open", "paused", "finished", "cancelled"])),
        answers={path: answer() for path in chosen[:split]},
        aside={path: answer() for path in chosen[split:]},
        skipped=tuple(draw(st.lists(paths, max_size=2))),
        known=draw(known),
        notes=tuple(Mark(draw(texts), evidence()) for _ in range(draw(st.integers(0, 2)))),
        issues=tuple(Mark(draw(texts), evidence()) for _ in range(draw(st.integers(0, 1)))),
    )


_chats = itertools.count()


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(said=texts, data=st.data())
def test_a_state_comes_back_as_it_was_saved(
    engine: Engine, media: MediaStore, reader: Reader, said: str, data: st.DataObject
) -> None:
    store = Store(engine, media)
    chat = f"chat{next(_chats)}"
    before: State | None = None
    first = 0
    for number in range(3):
        new = NewMessage("terminal", chat, f"m{number}", said, NINE, PersonHint(chat))
        seen = store.peek("terminal", chat, new.external_id)
        with store.turn(new, expect_version=seen.version) as turn:
            first = first or turn.message_id
            after = data.draw(states(storable(said), turn.message_id, first))
            if before is None:
                after = replace(after, version="1")
                walk = turn.start_walk("accompanied", "1", after)
            else:
                # Some answers stay the very objects that they were, as in the engine.
                mine = {**after.answers, **after.aside}
                kept = {p: a for p, a in before.answers.items() if p not in mine}
                after = replace(after, answers={**after.answers, **kept})
                turn.save_walk(walk.id, before, after)
        before = after
        for found in (
            store.peek("terminal", chat, "?").walk,
            Store(engine, media).peek("terminal", chat, "?").walk,
            reader.walk(walk.id),
        ):
            assert found is not None
            assert found.state == after
            assert canonical(found.state) == canonical(after)


def canonical(state: State) -> str:
    """What `State.to_json` tells apart (1 from 1.0), for lone surrogates, too."""

    def answers(kept: Mapping[str, Answer]) -> list[Any]:
        return [
            (
                path,
                repr(a.value),
                a.evidence,
                a.how,
                sorted((n, repr(v)) for n, v in a.known.items()),
            )
            for path, a in sorted(kept.items())
        ]

    rest = (state.status, state.skipped, state.notes, state.issues, state.started, state.version)
    outside = sorted((name, repr(value)) for name, value in state.known.items())
    return repr((answers(state.answers), answers(state.aside), outside, rest))


def test_the_bytes_of_a_states_json_come_back(store: Store, say: Say) -> None:
    with say("等了大概40多分,在窗口") as turn:
        here = Evidence(turn.message_id, 2, 8)
        state = replace(
            BEGUN,
            answers={
                "queue": Answer(40, here),
                "ratio": Answer(1.0, here, "rule"),
                "words": Answer("大概40多分", here),
                "channels": Answer(("窗口", "app"), here, known={"guide_place": "一楼😀"}),
            },
            aside={"found_wrong": Answer("", Evidence(turn.message_id))},
            skipped=("help_needed",),
            known={"role": "体验员"},
            notes=(Mark("counter", here),),
        )
        turn.start_walk("accompanied", "1", state)
    with say("一") as turn:
        seen = store.peek("terminal", "c1", "m")
        assert seen.walk is not None
        whole = replace(state, answers={**state.answers, "ratio": Answer(1, here, "rule")})
        turn.save_walk(seen.walk.id, seen.walk.state, whole)
    found = store.peek("terminal", "c1", "m").walk
    assert found is not None
    assert found.state.to_json() == whole.to_json() != state.to_json()


def test_words_that_are_in_the_message_are_not_stored_again(engine: Engine, say: Say) -> None:
    said = "窗口说材料不全,又跑了一趟"
    with say(said) as turn:
        all_of_it = Evidence(turn.message_id, 0, len(said))
        answers = {
            "literal": Answer(said, all_of_it),
            "changed": Answer("窗口说材料不全", all_of_it),
            "number": Answer(1, Evidence(turn.message_id, 9, 10)),
        }
        turn.start_walk("accompanied", "1", replace(BEGUN, answers=answers))
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT path, value FROM answer"))
        kept = {path: value for path, value in rows}  # noqa: C416
    assert kept == {"literal": None, "changed": '"窗口说材料不全"', "number": "1"}


def test_only_what_changed_is_written(engine: Engine, media: MediaStore, say: Say) -> None:
    with say("走流程") as turn:
        first = Answer("一", Evidence(turn.message_id))
        begun = replace(BEGUN, answers={"a": first, "b": first})
        walk = turn.start_walk("accompanied", "1", begun)
    with engine.begin() as connection:  # a mark that a needless write would wipe out
        connection.execute(text("UPDATE answer SET how = 'guide' WHERE path = 'a'"))
        connection.execute(text("UPDATE walk SET item_name = 'marked', started = 'marked'"))
    with say("二") as turn:
        second = Answer("二", Evidence(turn.message_id, 0, 1))
        turn.save_walk(walk.id, begun, replace(begun, answers={"a": first, "c": second}))
    found = Store(engine, media).peek("terminal", "c1", "m").walk
    assert found is not None
    assert found.state.started == "marked"
    assert found.state.answers == {"a": replace(first, how="guide"), "c": second}


def test_a_state_whose_past_is_unknown_can_be_saved_whole(say: Say, store: Store) -> None:
    with say("走流程") as turn:
        walk = turn.start_walk("accompanied", "1", BEGUN)
    with say("二") as turn:
        after = replace(BEGUN, status="paused", answers={"a": Answer(2, Evidence(turn.message_id))})
        turn.save_walk(walk.id, None, after)
    found = store.peek("terminal", "c1", "m").walk
    assert found is not None
    assert found.state == after
