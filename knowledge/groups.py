"""Entries of a list that put together those below them: "（一）必交材料", "企业申请：".

What such a heading says (for whom, in which case) holds for the entries below it: where one of
them is shown by itself, the heading goes along.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_COUNTED = re.compile(r"[（(]?[一二三四五六七八九十]{1,3}[）)、]")
_GROUP = re.compile(
    r"(?P<number>[（(]?[一二三四五六七八九十]{1,3}[）)、])?\s*"
    r"[^:：。；;]{1,40}(?:[:：]|(?<=材料)|(?<=资料)|(?<=情形))"
)
"""How an entry reads that puts together those below it."""


def is_group(line: str, below: str) -> bool:
    """Whether an entry of a list only says what the ones below it are: （一）必交材料."""
    kind = _GROUP.fullmatch(line.strip())
    if kind is None or not below:
        return False
    counted = kind["number"] is not None and not _COUNTED.match(below)
    return counted or line.rstrip().endswith((":", "："))


def groups(text: str) -> Iterator[tuple[str, list[str]]]:
    """The lines of a text by the heading above them, "" for those above all headings."""
    lines = text.split("\n")
    heading, held = "", list[str]()
    for line, below in zip(lines, (*lines[1:], ""), strict=True):
        if is_group(line, below):
            if heading or held:
                yield heading, held
            heading, held = line, []
        else:
            held.append(line)
    yield heading, held


def heading_of(text: str, line: str) -> str:
    """The heading below which a line stands; "" where it stands below none, or below several."""
    above = {heading for heading, held in groups(text) if line in held}
    return above.pop() if len(above) == 1 else ""
