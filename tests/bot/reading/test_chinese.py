"""Chinese words are not looked for in a text that is ASCII alone, and none is missed by that."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import pytest

import bot.dialogue.dialogue  # noqa: F401 - all readers there are
from bot.reading.chinese import Chinese

LAST_ASCII = 127


def needs(parsed: Any) -> bool:
    """Whether all that a parsed pattern matches has a character in it which is not ASCII."""
    return any(_needs(str(op), value) for op, value in parsed)


def _needs(op: str, value: Any) -> bool:
    if op == "LITERAL":
        return bool(value > LAST_ASCII)
    if op == "IN":
        return all(_is_beyond(str(kind), one) for kind, one in value)
    if op == "BRANCH":
        return all(map(needs, value[1]))
    if op in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        return value[0] > 0 and needs(value[2])
    if op == "SUBPATTERN":
        return needs(value[-1])
    return op == "ATOMIC_GROUP" and needs(value)


def _is_beyond(kind: str, one: Any) -> bool:
    lowest = one[0] if kind == "RANGE" else one
    return kind in ("LITERAL", "RANGE") and bool(lowest > LAST_ASCII)


def patterns() -> Iterator[tuple[str, Chinese]]:
    for name, module in sorted(sys.modules.items()):
        if name.startswith("bot."):
            for of, value in vars(module).items():
                each = value if isinstance(value, tuple) else (value,)
                found = (one for one in each if isinstance(one, Chinese))
                yield from ((f"{name}.{of}", one) for one in found)


PATTERNS = list(patterns())


def test_there_are_some() -> None:
    assert len(PATTERNS) >= 10


@pytest.mark.parametrize("pattern", [one for _, one in PATTERNS], ids=[of for of, _ in PATTERNS])
def test_each_matches_nothing_without_a_chinese_character(pattern: Chinese) -> None:
    assert needs(parser.parse(pattern.pattern.pattern, pattern.pattern.flags))


@pytest.mark.parametrize(
    "pattern", ["窗|a", "窗?a", "(?!窗)a", "[窗a]", "窗*", "[^窗]", r"\w", "(?:窗|)"]
)
def test_what_may_match_without_one_is_found(pattern: str) -> None:
    assert not needs(parser.parse(pattern))
    assert re.search(pattern, "a")


def test_it_finds_what_the_pattern_finds() -> None:
    words = Chinese("窗(口)?")
    for text in ("去窗口问", "窗", "counter 窗口", "a counter", ""):
        same = re.search("窗(口)?", text)
        found = words.search(text)
        assert (found and found.span()) == (same and same.span())
        whole = words.fullmatch(text, 1, 3)
        assert (whole is None) == (re.compile("窗(口)?").fullmatch(text, 1, 3) is None)
        assert words.sub(lambda m: "·" * len(m[0]), text) == re.sub(
            "窗(口)?", lambda m: "·" * len(m[0]), text
        )
