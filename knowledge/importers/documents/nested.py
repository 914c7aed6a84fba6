"""Lists within lists: what an outer entry says holds for the inner ones, and is kept so.

Guards that an inner entry never passes for one of all: where each outer entry has inner ones it is
their heading; where only some have, what stands below one is put behind it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from knowledge.importers.documents.shapes import names_of

_ITEM = re.compile(r"(?P<indent>[ \t\u3000]*)(?P<mark>[-*+•]|\d{1,3}[.、)])[ \t]+(?P<text>\S.*)")
_CHARS, _INNER_CHARS, _INNER = 40, 60, 6
_SENTENCE = tuple("。；;，,、.：:！!？?")


@dataclass
class Entry:
    """One entry of a list."""

    text: str
    mark: str = ""
    """What stands before it: "- ", "  1. "."""
    inner: list[Entry] = field(default_factory=list)


def lines_of(entries: Sequence[Entry]) -> list[str]:
    """The entries of a list, each on a line, with those in them."""
    all_have = all(entry.inner for entry in entries)
    return [line for entry in entries for line in _lines(entry, all_have)]


def _lines(entry: Entry, all_have: bool) -> list[str]:
    own = f"{entry.mark}{entry.text}"
    if not entry.inner:
        return [own]
    short = len(entry.text) <= _CHARS and not entry.text.endswith(_SENTENCE)
    if short and (all_have or names_of(entry.text.strip("*_ "))):
        return [f"{own}：", *lines_of(entry.inner)]
    texts = [each.text for each in entry.inner]
    few = len(texts) <= _INNER and sum(map(len, texts)) <= _INNER_CHARS
    if short and few and not any(each.inner for each in entry.inner):
        return [f"{own}（{'；'.join(texts)}）"]
    return [own, *lines_of(entry.inner)]


def with_nested(text: str) -> str:
    """A Markdown text whose nested lists are lines; all else in it stays as it is."""
    told: list[str] = []
    raw: list[str] = []
    roots: list[Entry] = []
    held: list[tuple[int, Entry]] = []
    for line in [*text.split("\n"), ""]:
        found = _ITEM.fullmatch(line)
        if found is None:
            told += lines_of(roots) if any(root.inner for root in roots) else raw
            told.append(line)
            raw, roots, held = [], [], []
            continue
        depth = len(found["indent"].expandtabs(4))
        while held and held[-1][0] >= depth:
            held.pop()
        entry = Entry(found["text"].rstrip(), f"{found['indent']}{found['mark']} ")
        (held[-1][1].inner if held else roots).append(entry)
        held.append((depth, entry))
        raw.append(line)
    return "\n".join(told[:-1])
