"""Markdown without our form, and plain text: headings, bold lines and tables as blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from knowledge.importers.documents.blocks import Block, Document, Line, squared
from knowledge.importers.documents.nested import with_nested
from knowledge.importers.documents.shapes import names_of, shape_of
from knowledge.importers.entries import cells_of, is_rule

_HEADING = re.compile(r"(#{1,6})[ \t]+(.+?)[ \t]*#*")
_BOLD = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1[ \t]*")
_MARKS = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_ITEM = re.compile(r"[-*+>][ \t]+")


def is_in_words(heading: str) -> bool:
    """Whether a heading names an element as offices write it: with a number, or a word more."""
    return bool(names_of(shape_of(heading).label))


def without_bold(text: str) -> str:
    """A text without the marks around its bold words."""
    return _MARKS.sub(r"\2", text)


def read_plain(text: str) -> Document:
    """The blocks of a Markdown text."""
    return Document(tuple(_blocks(with_nested(text))))


def read_text(text: str) -> Document:
    """The blocks of a text file; rows whose cells stand between tabs are a table."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    blocks: list[Block] = []
    for tabbed, group in groupby(lines, key=lambda line: line.strip().count("\t")):
        rows = [*group]
        if tabbed and len(rows) > 1:
            blocks.append(squared([c.strip() for c in row.strip().split("\t")] for row in rows))
        else:
            blocks += _blocks("\n".join(row.replace("\t", " ") for row in rows))
    return Document(tuple(blocks))


def _blocks(text: str) -> Iterator[Block]:
    rows: list[tuple[str, ...]] = []
    for raw in [*text.split("\n"), ""]:
        line = raw.strip()
        if line.startswith("|"):
            if not is_rule(line):
                rows.append(tuple(cells_of(without_bold(line))))
            continue
        if rows:
            yield squared(rows)
            rows = []
        if line:
            yield _line(line)


def _line(line: str) -> Line:
    if heading := _HEADING.fullmatch(line):
        return Line(without_bold(heading[2]), len(heading[1]))
    line = _ITEM.sub("", line, count=1)
    if bold := _BOLD.fullmatch(line):
        return Line(bold[2], bold=True)
    return Line(without_bold(line))
