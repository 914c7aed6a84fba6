"""Guides one JSON object a line, as service sites publish them (Chinese keys)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import IO, Any

from knowledge.importers.rows import MAX_LINE_CHARS, Row, RowError, Rows, keep_all
from knowledge.remarks import Remark, remark


def read_jsonl(path: Path, name: str) -> Rows:
    """Rows of a JSONL file; a faulty line is refused, the next one is read."""
    # errors="replace": one line in another encoding must not cost the rest of the file.
    with path.open(encoding="utf-8-sig", errors="replace", newline="\n") as file:
        for number, line in enumerate(_bounded_lines(file), start=1):
            if line is not None and not line.strip():
                continue
            odd: list[Remark] = []
            try:
                record = _object(line, odd)
                yield Row(name, number, record, tuple(odd))
            except RowError as error:
                yield error.at(name, number)


def _bounded_lines(file: IO[str]) -> Iterator[str | None]:
    """Lines, None for one over the bound (which is skipped without holding it)."""
    while line := file.readline(MAX_LINE_CHARS):
        if line.endswith("\n") or len(line) < MAX_LINE_CHARS:
            yield line
            continue
        while (rest := file.readline(MAX_LINE_CHARS)) and not rest.endswith("\n"):
            pass
        yield None


def _object(line: str | None, odd: list[Remark]) -> dict[str, Any]:
    if line is None:
        raise RowError("line_long", MAX_LINE_CHARS)
    if "\ufffd" in line:
        raise RowError("no_utf8_line", mend=remark("no_utf8_mend"))

    def told(key: str) -> None:
        odd.append(remark("repeated_key", key[:40]))

    try:
        record = json.loads(
            line,
            object_pairs_hook=partial(keep_all, told=told),
            parse_int=str,  # numbers as they are written: 1.10 is a version
            parse_float=str,
            parse_constant=lambda _: None,
        )
    except RecursionError:
        raise RowError("too_deep") from None
    except ValueError as error:
        where = getattr(error, "colno", 1)
        raise RowError("no_json", where, mend=remark("no_object_mend")) from None
    if not isinstance(record, dict):
        raise RowError("no_object")
    return record
