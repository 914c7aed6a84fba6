"""What a chat remembers, and what is stored of a reply, come back as they were."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.dialogue.context import Context, Menu
from bot.dialogue.menu_kinds import WAYS
from bot.dialogue.messages import Option, Outcome, Reply, SourceLine, WalkView

words = st.text(max_size=8)
options = st.lists(st.builds(Option, words, words), max_size=4).map(tuple)
menus = st.builds(
    Menu, st.sampled_from(sorted(WAYS)), options, st.dictionaries(words, words, max_size=3)
)
contexts = st.builds(
    Context,
    walk=st.integers(0, 99),
    misses=st.integers(0, 3),
    menu=st.none() | menus,
    capture=words,
    merged=st.lists(st.tuples(st.integers(1, 99), st.integers(1, 99)), max_size=3).map(tuple),
    apart=st.lists(st.integers(1, 99), max_size=3).map(tuple),
    topic=words,
    drafts=st.lists(st.integers(1, 99), max_size=4).map(tuple),
    numbered=st.lists(st.integers(1, 99), max_size=4).map(tuple),
    files=st.lists(words, max_size=3).map(tuple),
)
replies = st.builds(
    Reply,
    words,
    options,
    st.lists(st.builds(SourceLine, words, words, words, words), max_size=2).map(tuple),
    st.lists(words, max_size=2).map(tuple),
)
walks = st.builds(
    WalkView,
    words,
    words,
    words,
    words,
    st.sampled_from(["none", "open", "paused", "finished"]),
)


def through_json(plain: Any) -> Any:
    return json.loads(json.dumps(plain))


@given(contexts)
def test_a_context_comes_back_from_json(context: Context) -> None:
    assert Context.from_dict(through_json(context.to_dict())) == context


def test_an_untouched_context_takes_no_room() -> None:
    assert Context().to_dict() == {}


def test_what_an_older_version_wrote_is_read() -> None:
    assert Context.from_dict({"walk": 3, "gone": True}) == Context(walk=3)
    menu = {"kind": "gone", "options": [], "data": {}}
    assert Context.from_dict({"walk": 3, "menu": menu}) == Context(walk=3)


@given(st.builds(Outcome, st.lists(replies, max_size=3).map(tuple), walks))
def test_an_outcome_comes_back_from_the_outbox(outcome: Outcome) -> None:
    assert Outcome.from_payload(through_json(outcome.to_payload())) == outcome
