"""Putting into a rehearsal what the bot really said, so that the difference is the review.

Only `bot` rows change. Those behind a `user` row become one row for each of the bot's
replies: the whole of its words, `<br>` for a new line, options as `[label] [label]`. Where
an author wrote no `bot` row, none is added. What is held stays where it was, in the row of
the same place, or in the last one.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from bot.rehearsal.tables import cells, escaped, tidy


def rewritten(text: str, heard: Mapping[int, tuple[str, ...]]) -> str:
    """`text` of a rehearsal with what was `heard` after each `user` row, by its line."""
    lines = text.split("\n")
    rows = {n: row for n, raw in enumerate(lines) if (row := cells(raw)) is not None}
    after: tuple[str, ...] | None = None
    blocks: dict[int, list[int]] = {}
    """The `bot` rows behind a `user` row, by the first of them."""
    words: dict[int, tuple[str, ...]] = {}
    block: list[int] = []
    for number, row in rows.items():
        if row[0].lower() == "user":
            after, block = heard.get(number + 1, after), []
        elif after is not None:
            block.append(number)
            blocks[block[0]], words[block[0]] = block, after
    put = {first: _block(rows, block, words[first]) for first, block in blocks.items()}
    dropped = {number for block in blocks.values() for number in block}
    new: list[str] = []
    for number, raw in enumerate(lines):
        if number in put:
            end = "\r" if raw.endswith("\r") else ""
            new += (line + end for line in put[number])
        elif number not in dropped:
            new.append(raw)
    return "\n".join(new)


def replace_text(path: Path, text: str) -> None:
    """Write `text` to the file `path`: all of it, or after a failure the old one, never a part."""
    path = path.resolve()  # the file itself, where it is known by a link
    with tempfile.TemporaryDirectory(prefix=f".{path.stem[:40]}-", dir=path.parent) as folder:
        new = Path(folder) / path.name
        with new.open("w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        shutil.copymode(path, new)
        new.replace(path)


def _block(rows: Mapping[int, list[str]], block: list[int], said: tuple[str, ...]) -> list[str]:
    """The rows of `said`, with the conditions of the rows that were there."""
    said = said or ("",)
    holds = [rows[number][2] if len(rows[number]) > 2 else "" for number in block]
    last = len(said) - 1
    kept = [*holds[:last], "; ".join(filter(None, holds[last:]))]
    kept += [""] * (len(said) - len(kept))
    return [_row(escaped(tidy(text)), hold) for text, hold in zip(said, kept, strict=True)]


def _row(says: str, holds: str) -> str:
    return "| " + " | ".join(("bot", says, holds)).rstrip() + " |"
