"""`begin loop over LIST`, once a part of XLSForm: its rows again for each choice of a list.

`%(name)s` and `%(label)s` stand for those of the choice. Names of rows are told apart by
that of the choice: `count` is `count_car` and `count_bus`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from flows.expressions import REFERENCE
from flows.limits import MAX_ROWS
from flows.model import LOCALES, Choice
from flows.xlsform.sheets import Line

_BEGIN = re.compile(r"\s*begin[ _]loop\s+(?:over\s+)?(\S+)\s*", re.IGNORECASE)
_END = re.compile(r"\s*end[ _]loop\b.*", re.IGNORECASE)
_RELATIVE = re.compile(r"\.\./([^\W\d][\w.-]*)")
_WORD = re.compile(r"%\((name|label)(?:::?[^()]{1,40})?\)s")


def unrolled(lines: Sequence[Line], choices: Mapping[str, Sequence[Choice]]) -> list[Line]:
    """The lines with every loop written out; one over a list that is not there stays."""
    found: list[Line] = []
    at = 0
    while at < len(lines):
        begun, end = _BEGIN.fullmatch(lines[at].get("type")), _end_of(lines, at)
        entries = choices.get(begun[1]) if begun else None
        if (
            not entries
            or not end
            or any(_BEGIN.fullmatch(i.get("type")) for i in lines[at + 1 : end])
        ):
            found.append(lines[at])
            at += 1
            continue
        inside = lines[at + 1 : end]
        if len(found) + len(entries) * (len(inside) + 2) > 2 * MAX_ROWS:  # told as too many rows
            entries = entries[: MAX_ROWS // (len(inside) + 1) + 1]
        for choice in entries:
            found += _round(lines[at], inside, lines[end], choice)
        at = end + 1
    return found


def _end_of(lines: Sequence[Line], begun: int) -> int:
    ends = (at for at in range(begun + 1, len(lines)) if _END.fullmatch(lines[at].get("type")))
    return next(ends, 0)


def _round(begin: Line, inside: Sequence[Line], end: Line, choice: Choice) -> Iterator[Line]:
    """The rows of one choice, in a group that has its label."""
    names = {line.get("name") for line in inside} - {""}
    labels = {f"label::{locale}": text for locale, text in choice.label.items()}
    title = {"type": "begin_group", "name": f"{begin.get('name')}_{choice.name}"} | labels
    yield replace(begin, texts=title)
    for line in inside:
        texts = {column: _said(text, column, choice, names) for column, text in line.texts.items()}
        if line.get("name"):
            texts["name"] = f"{line.get('name')}_{choice.name}"
        yield replace(line, texts=texts)
    yield replace(end, texts={"type": "end_group"})


def _said(text: str, column: str, choice: Choice, names: set[str]) -> str:
    locale = column.partition("::")[2]
    order = (locale, *LOCALES)
    label = next((choice.label[each] for each in order if each in choice.label), choice.name)
    text = _WORD.sub(lambda m: choice.name if m[1] == "name" else label, text)

    def own(match: re.Match[str]) -> str:
        return f"${{{match[1]}_{choice.name}}}" if match[1] in names else match[0]

    return _RELATIVE.sub(own, REFERENCE.sub(own, text)) if column != "type" else text
