"""Which characters are no text or steer it: one set, and every room goes by it."""

from __future__ import annotations

import sys

from hypothesis import given
from hypothesis import strategies as st

from flows.characters import STEERING, is_storable, storable, unsteered
from knowledge.text import clean

TURNS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


@given(st.text(st.characters(codec=None)))
def test_what_is_storable_keeps_every_place_and_harms_no_other_character(text: str) -> None:
    kept = storable(text)
    kept.encode()
    assert len(kept) == len(text) and "\x00" not in kept and is_storable(kept)
    for was, now in zip(text, kept, strict=True):
        assert now == was or was == "\x00" or "\ud800" <= was <= "\udfff"


def test_a_character_that_cannot_be_stored_leaves_a_mark() -> None:
    assert storable("好\ud83d\x00") == "好\ufffd\ufffd"


def test_what_one_can_see_is_never_steering() -> None:
    joined = "一\t二\n👨\u200d👩 é ئۇيغۇر"
    assert unsteered(joined) == joined
    assert unsteered(f"a{TURNS}\x00\x1b\r\x85\ud800\ufffeb") == "ab"


def test_guides_hold_nothing_that_steers_either() -> None:
    """The room knowledge stands alone and has a set of its own."""
    every = "".join(map(chr, range(sys.maxunicode + 1)))
    for character in STEERING.findall(every):
        assert clean(f"甲{character}乙") in ("甲乙", "甲\n乙")
