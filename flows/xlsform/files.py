"""Choices that stand in a CSV file beside the form: which it names, and its columns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from flows.model import Choice
from flows.xlsform.error_texts import Sheets
from flows.xlsform.lists import Lists
from flows.xlsform.sheets import Line, SheetReader
from flows.xlsform.tables import Tables
from flows.xlsform.types import Type

MAX_FILES = 20
_ENDING = ".csv"
_NAMED = re.compile(
    r"\bselect[\w ]{1,40}\s([\w.-]{1,100}\.csv)(?![\w.])"
    r"|\b(?:search|pulldata)\s*\(\s*['\"]([^'\"/\\]{1,100})['\"]"
)
_PARAMETER = re.compile(r"\b(value|label)\s*=\s*([\w.-]{1,64})\s*[;,]?")
_SEARCH = re.compile(r"\bsearch\((?P<inside>(?:'[^']*'|[^'()])*+)\)")
_ARGUMENT = re.compile(r"\s*('[^']*'|\$\{[^{}]*\})\s*(?:,|$)")
_MATCHES = {
    "matches": "{column} = {value}",
    "contains": "contains({column}, {value})",
    "startswith": "starts-with({column}, {value})",
    "endswith": "ends-with({column}, {value})",
}


def named(tables: Tables) -> tuple[str, ...]:
    """The files whose rows the survey asks for."""
    cells = (cell for row in tables.sheet("survey") or () for cell in row)
    return tuple(dict.fromkeys(map(csv_name, _found(cells))))[:MAX_FILES]


def _found(cells: Iterator[str]) -> Iterator[str]:
    for cell in cells:
        for match in _NAMED.finditer(cell):
            yield match[1] or match[2]


def csv_name(name: str) -> str:
    """The file that is meant by a name with its ending or without."""
    return name if name.lower().endswith(_ENDING) else f"{name}{_ENDING}"


def from_files(reader: SheetReader, lists: Lists, line: Line, type_: Type) -> Type:
    """The type of a question with the list of its file, where its choices are in one."""
    if type_.file:
        value, label = _take_columns(line)
        found = _list_of(reader, lists, line, "type", _Rows(type_.list_name, value, label))
    elif type_.list_name and "search(" in line.get("appearance").replace(" ", ""):
        found = _searched(reader, lists, line, type_.list_name)
    else:
        return type_
    if not found:
        return replace(type_, kind="refused", fault=None)
    return replace(type_, list_name=found)


@dataclass(frozen=True, slots=True)
class _Rows:
    """The rows of a file as choices, and choices that stand before them."""

    file: str
    value: str
    label: str
    fixed: tuple[Choice, ...] = ()


def _list_of(reader: SheetReader, lists: Lists, line: Line, column: str, rows: _Rows) -> str:
    """The list of a file's rows; '' and a complaint where it cannot be had."""
    if rows.file not in reader.tables.files:
        reader.complain(line, column, Sheets.OUTSIDE_FILE, name=rows.file)
        return ""
    try:
        return lists.from_file(rows.file, rows.value, rows.label, rows.fixed)
    except LookupError as error:
        known = tuple(filter(None, next(iter(reader.tables.files[rows.file]), ())))
        lacks = str(error.args[0])
        reader.complain(line, column, Sheets.NO_COLUMN, file=rows.file, name=lacks, known=known)
        return ""


def _searched(reader: SheetReader, lists: Lists, line: Line, list_name: str) -> str:
    """`search('file')`: the list on the sheet says which columns of the file are meant."""
    pattern = lists.choices.get(list_name, [])
    fixed = tuple(each for each in pattern if each.name.lstrip("-").isdigit())
    heads = [each for each in pattern if each not in fixed]
    search = _take_search(line)
    if search is None or len(heads) != 1:
        reader.complain(line, "appearance", Sheets.NO_SEARCH)
        return ""
    labels = heads[0].label
    shown = labels.get(reader.languages.default) or next(iter(labels.values()), "")
    rows = _Rows(search.file, heads[0].name, shown.partition(",")[0].strip(), fixed)
    found = _list_of(reader, lists, line, "appearance", rows)
    if found:
        lists.templates.add(list_name)
        both = [each for each in (line.get("choice_filter"), search.filter) if each]
        line.texts["choice_filter"] = " and ".join(
            f"({each})" if both[1:] else each for each in both
        )
    return found


def _take_columns(line: Line) -> tuple[str, str]:
    """The columns with the name and the label of each choice: `value=id label=title`."""
    said = line.take("parameters")
    given = dict(_PARAMETER.findall(said))
    if rest := _PARAMETER.sub("", said).strip():
        line.texts["parameters"] = rest
    return given.get("value", "name"), given.get("label", "label")


@dataclass(frozen=True, slots=True)
class _Search:
    """What a `search(…)` in the appearance asks for: a file, and which of its rows."""

    file: str
    filter: str


def _take_search(line: Line) -> _Search | None:
    """The search of the line, which has it no more; None where it is not understood."""
    appearance = line.take("appearance")
    found = _SEARCH.search(appearance)
    if found is None:
        return None
    if rest := (appearance[: found.start()] + appearance[found.end() :]).strip():
        line.texts["appearance"] = rest
    words, at = [], 0
    while at < len(found["inside"]):
        word = _ARGUMENT.match(found["inside"], at)
        if word is None:
            return None
        words.append(word[1])
        at = word.end()
    return _search(words)


def _search(words: list[str]) -> _Search | None:
    """`'file'`, `'file', 'contains', 'column', value`, and a column and its value further."""
    plain = [word.strip("'") for word in words]
    if len(words) not in (1, 4, 6) or not plain[0]:
        return None
    tests = []
    if len(words) > 1:
        form = _MATCHES.get(plain[1])
        if form is None:
            return None
        tests.append(form.format(column=plain[2], value=words[3]))
    if len(words) == 6:
        tests.append(f"{plain[4]} = {words[5]}")
    return _Search(csv_name(plain[0]), " and ".join(tests))
