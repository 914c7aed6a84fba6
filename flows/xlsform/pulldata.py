"""`pulldata('file', 'column', 'key column', key)`: the rows of a small file, put into the formula.

What a file says becomes part of the flow, as all of a flow has to be in it. A table that
is too long for a formula is refused.
"""

from __future__ import annotations

import re

from flows.columns import EXPRESSIONS
from flows.limits import MAX_EXPRESSION_LENGTH
from flows.xlsform.error_texts import Sheets
from flows.xlsform.files import csv_name
from flows.xlsform.rewriting import literal
from flows.xlsform.sheets import Line, SheetReader
from flows.xlsform.tables import Grid

_CALL = re.compile(r"\bpulldata\s*\(")
_TOKEN = re.compile(r"'[^']*'|\"[^\"]*\"|[(),]|[^'\"(),]+|['\"]")
_MOST_CALLS = 10


def put_in(reader: SheetReader, line: Line) -> None:
    """Every call in the expressions of a line, in place."""
    for column in (*EXPRESSIONS, "repeat_count"):
        for _ in range(_MOST_CALLS):
            text = line.get(column)
            found = _CALL.search(text)
            if found is None:
                break
            words, end = _arguments(text, found.end())
            value = _value(reader, line, column, words)
            if not value:
                break
            line.texts[column] = text[: found.start()] + value + text[end:]


def _arguments(text: str, at: int) -> tuple[list[str], int]:
    """The arguments of a call whose bracket is open at `at`, and where it ends."""
    words, depth = [""], 0
    while token := _TOKEN.match(text, at):
        at = token.end()
        if token[0] == ")" and not depth:
            break
        depth += {"(": 1, ")": -1}.get(token[0], 0)
        if token[0] == "," and not depth:
            words.append("")
        else:
            words[-1] += token[0]
    return [word.strip() for word in words], at


def _value(reader: SheetReader, line: Line, column: str, words: list[str]) -> str:
    """The call in words of ours; '' and a complaint where that cannot be, or it is none."""
    if len(words) != 4 or not all(word[:1] in "'\"" and word[1:-1] for word in words[:3]):
        return ""  # `flows.check` tells it
    file, wanted, key = csv_name(words[0][1:-1]), words[1][1:-1].strip(), words[2][1:-1].strip()
    grid = reader.tables.files.get(file)
    if grid is None:
        reader.complain(line, column, Sheets.OUTSIDE_FILE, name=file)
        line.texts[column] = "''"  # told already
        return ""
    heads = [title.strip() for title in next(iter(grid), ())]
    for name in (wanted, key):
        if name not in heads:
            known = tuple(filter(None, heads))
            reader.complain(line, column, Sheets.NO_COLUMN, file=file, name=name, known=known)
            line.texts[column] = "''"  # told already
            return ""
    value = _table(grid, heads.index(key), heads.index(wanted), words[3])
    if len(value) + len(line.get(column)) > MAX_EXPRESSION_LENGTH:
        reader.complain(line, column, Sheets.LONG_TABLE, name=file, count=len(grid) - 1)
        line.texts[column] = "''"  # told already
        return ""
    return value


def _table(grid: Grid, key: int, wanted: int, asked: str) -> str:
    """The formula; the first row of a key counts, and what is too long need not be whole."""
    known: set[str] = set()
    parts: list[str] = []
    for row in grid[1:]:
        cells = [cell.strip() for cell in row]
        if max(key, wanted) >= len(cells) or cells[key] in known or not cells[key]:
            continue
        known.add(cells[key])
        parts.append(f"if({asked} = {literal(cells[key])}, {literal(cells[wanted])}, '')")
        if len(parts) * len(asked) > MAX_EXPRESSION_LENGTH:
            break
    return f"concat('', {', '.join(parts)})" if parts else "''"
