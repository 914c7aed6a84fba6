"""The numbers of a list: "1.申请表；2.6个月内的照片" is two entries, and none of 2.6 months."""

from __future__ import annotations

import re
from collections.abc import Iterator

_MARK = re.compile(r"\s*(\d{1,2})[.．]\s*(?=\d)")
"""A number that may as well be the beginning of a decimal."""
_BOX = re.compile(r"\s*[□☐☑](?=\s*\d)")
_COUNTED = re.compile(r"\s*(\d{1,2})[.．、]")
_INNER = re.compile(
    r"(?:^|(?<=[；;。]))\s*(?:(\d{1,2})[.．、]|[（(](\d{1,2})[）)])"
    r"|(?<=\s)(?:(\d{1,2})[.．、](?!\d)|[（(](\d{1,2})[）)])"
)

_CHARS = 2_000
"""A longer line is prose."""


def unnumbered(text: str) -> Iterator[str]:
    """The entries of a list, of which a number that looks like a decimal's is taken off.

    It is the line's number where the lines beside it are counted so.
    """
    lines = [entry for line in text.split("\n") for entry in _apart(_BOX.sub("", line, count=1))]
    numbers = [int(found[1]) if (found := _COUNTED.match(line)) else 0 for line in lines]
    for at, line in enumerate(lines):
        number = numbers[at]
        before = at > 0 and number > 1 and numbers[at - 1] == number - 1
        after = at + 1 < len(lines) and number == 1 and numbers[at + 1] == 2
        yield _MARK.sub("", line, count=1) if number and (before or after) else line


def _apart(line: str) -> list[str]:
    """The entries of one line, where they are counted from 1 on; others stay as they are."""
    starts: list[int] = []
    if len(line) > _CHARS:
        return [line]
    for found in _INNER.finditer(line):
        number = next(int(group) for group in found.groups() if group)
        counted = number == len(starts) + 1 and (starts or not found.start())
        if counted and not _is_inside(line[: found.start()]):
            starts.append(found.start())
    if len(starts) < 2:
        return [line]
    return [line[a:b].strip() for a, b in zip(starts, [*starts[1:], None], strict=True)]


def _is_inside(before: str) -> bool:
    """Whether brackets are open after this text."""
    opened, closed = (sum(map(before.count, marks)) for marks in ("（(", "）)"))
    return opened > closed
