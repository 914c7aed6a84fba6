"""Labelled lines of a Markdown page ("- 实施主体：…") as what they are: keys with their text.

Published pages open with such lines under the title, or under a heading of their own.
Where the label is a name that guides have, the line stands for it; what else stands at
the top of a page is kept among the remarks, and told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge.elements import REMARKS
from knowledge.importers.reading import is_known
from knowledge.remarks import Remark, element_name, remark
from knowledge.text import one_line

_LABELLED = re.compile(
    r"(?:(?:[-*+>•·]|\d{1,3}[.、)])[ \t]*)?(?P<label>[^\s:\uff1a][^:\uff1a]{0,29})"
    r"[:\uff1a][ \t]*(?P<text>.*)"
)


def by_labels(heading: str, text: str, odd: list[Remark]) -> Iterator[tuple[str, str]]:
    """What stands under `heading` as keys with their text.

    A section of the page's own is taken apart only where every line of it has a known
    label: "办理时间：节假日除外" among other hints is no element.

    Args:
        heading: "" at the top of the page, before any element.
        text: Without marks for bold.
        odd: What is kept as a remark is told here.
    """
    parts = [_labelled(part) for part in _parts(text)]
    if heading and (is_known(heading) or not all(key for key, _ in parts)):
        yield heading, text
        return
    yield from ((key, told) for key, told in parts if key)
    if rest := "\n".join(told for key, told in parts if not key):
        odd.append(remark("before_headings", one_line(rest)[:30], element_name(REMARKS)))
        yield REMARKS, rest


def _parts(text: str) -> Iterator[str]:
    """Each line with the indented ones below it."""
    part: list[str] = []
    for line in filter(str.strip, text.split("\n")):
        if part and not line.startswith((" ", "\t", "\u3000")):
            yield "\n".join(part)
            part = []
        part.append(line)
    if part:
        yield "\n".join(part)


def _labelled(part: str) -> tuple[str, str]:
    """The known label of a part and what it says; the label "" and the whole part else."""
    first, *below = part.split("\n")
    match = _LABELLED.fullmatch(first.strip())
    label = match["label"].strip() if match else ""
    told = "\n".join(filter(None, (match["text"].strip() if match else "", *below)))
    return (label, told) if told and is_known(label) else ("", part)
