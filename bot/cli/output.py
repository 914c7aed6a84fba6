"""How commands print: tables for people, JSON for programs.

Guards the person's terminal: names, guides, messages and file names come from
others, and none of them may clear a screen or turn a line around. What a command
or the terminal channel prints goes through `echo` or `tell`.
"""

from __future__ import annotations

import json
import shutil
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from itertools import accumulate
from pathlib import Path
from typing import Any

import click

from bot.cli.wrapping import wrapped
from flows.characters import STEERING, unsteered

WIDEST_PROSE = 100
"""Columns of a line that one still reads with ease, however wide the terminal is."""


def echo(text: str = "", *, err: bool = False, end: str = "\n", colour: str | None = None) -> None:
    """Print `text`, whoever wrote what is in it, on standard output or error."""
    click.secho(unsteered(text) + end, err=err, nl=False, fg=colour)


def tell(text: str) -> None:
    """Print prose: on a terminal in lines that fit it, elsewhere as it is."""
    shown = unsteered(text)
    if sys.stdout.isatty():
        shown = wrapped(shown, min(shutil.get_terminal_size().columns, WIDEST_PROSE))
    echo(shown)


def as_json(value: Any) -> str:
    """`value` as JSON with Chinese left readable; dates are ISO 8601, paths text.

    What `echo` would drop is escaped, so that a program reads exactly what is kept.
    """
    told = json.dumps(value, ensure_ascii=False, indent=2, default=_plain)
    return STEERING.sub(lambda found: f"\\u{ord(found[0]):04x}", told)


def _plain(value: object) -> object:
    if isinstance(value, date):  # a datetime is one too
        return value.isoformat()
    if isinstance(value, Path):
        return str(value)
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"no JSON form for {type(value).__name__}")


def print_table(
    headers: Sequence[str], rows: Iterable[Sequence[object]], *, widest: int = sys.maxsize
) -> None:
    """Columns padded to their widest cell; a Chinese character is two columns wide.

    Cells over `widest` columns are cut, but in the first column: what is there is typed again.
    """
    cells = [[" ".join(unsteered(str(cell)).split()) for cell in row] for row in (headers, *rows)]
    cells = [[row[0], *(shortened(cell, widest) for cell in row[1:])] for row in cells]
    widths = [max(map(columns, column)) for column in zip(*cells, strict=True)]
    for row in cells:
        padded = [
            cell + " " * (width - columns(cell)) for cell, width in zip(row, widths, strict=True)
        ]
        echo("  ".join(padded).rstrip())


def several(number: int, one: str, many: str = "") -> str:
    """A number with its English noun: "1 guide", "3 guides"; `many` where no s makes it one."""
    return f"{number} {one if number == 1 else many or f'{one}s'}"


def columns(text: str) -> int:
    """How many columns of a terminal `text` takes."""
    return sum(_width(character) for character in text)


def shortened(text: str, widest: int) -> str:
    """`text` in at most `widest` columns, the last one "…" where something was cut."""
    if columns(text) <= widest:
        return text
    ends = accumulate(map(_width, text))
    return text[: sum(end < widest for end in ends)] + "…"


def _width(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


@contextmanager
def progress(label: str) -> Iterator[Callable[[int, int], None]]:
    """A progress bar on standard error, told (done, total); nothing where no one watches."""
    with click.progressbar(
        length=1, label=label, file=sys.stderr, width=30, hidden=not sys.stderr.isatty()
    ) as bar:

        def step(done: int, total: int) -> None:
            bar.length = max(total, 1)
            bar.update(done - bar.pos)

        yield step
