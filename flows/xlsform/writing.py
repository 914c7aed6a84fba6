"""A flow as the sheets of an XLSForm: what others know under their names, ours beside.

Columns of ours have a plain name (`short_zh`, `issue_text_en`): other programs take a `::`
in a column that they do not know for a fault. What was included stands there as rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flows.columns import EXPRESSIONS, GROUP_COLUMNS, PLAIN, TEXTS, base
from flows.model import LOCALES, Choice, Flow, Group, Question, Row, Text
from flows.version import own_version
from flows.xlsform.languages import NAMES
from flows.xlsform.tables import Grid, Tables

_SHARED = ("label", "hint", "required_message", "constraint_message")
"""Texts that XLSForm has, too."""
_FIRST = ("type", "name")
_SURVEY = (
    *_FIRST,
    *("label", "hint", "required", "required_message", "relevant", "appearance", "constraint"),
    *("constraint_message", "calculation", "default", "choice_filter", "repeat_count"),
)
"""The columns as Excel authors know them; ours follow."""

Cells = dict[str, str]


def write_xlsform(flow: Flow) -> Tables:
    """The sheets; `flows.xlsform.reading` makes the same flow of them."""
    survey = list(_survey(flow.rows))
    ours = [c for c in ("short", "guide", *TEXTS, *PLAIN, *EXPRESSIONS) if c not in _SURVEY]
    order = [c for column in dict.fromkeys((*_SURVEY, *ours)) for c in _columns(column)]
    sheets: dict[str, Grid] = {
        "survey": _grid(order, survey, always=(*_FIRST, _named("label", flow.default_locale))),
        "choices": _choices(flow),
        "settings": _settings(flow),
    }
    if flow.minimum:
        rows = [{"expression": m.expression, **_texts("message", m.message)} for m in flow.minimum]
        sheets["minimum"] = _grid(["expression", *_columns("message")], rows)
    return Tables(flow.source, sheets)


def _columns(column: str) -> list[str]:
    """A column, in each language where it is one of texts."""
    localised = column in TEXTS or column in ("title", "message")
    return [_named(column, locale) for locale in LOCALES] if localised else [column]


def _named(column: str, locale: str) -> str:
    return f"{column}::{NAMES[locale]}" if column in _SHARED else f"{column}_{locale}"


def _texts(column: str, words: Text) -> Cells:
    return {_named(column, locale): text for locale, text in words.items()}


def _survey(rows: Sequence[Row]) -> Iterator[Cells]:
    for row in rows:
        if isinstance(row, Question):
            yield _question(row)
            continue
        word = "repeat" if row.repeat else "group"
        yield {"type": f"begin_{word}", **_group(row)}
        yield from _survey(row.rows)
        yield {"type": f"end_{word}", "name": row.name}


def _group(group: Group) -> Cells:
    plain = sorted({*GROUP_COLUMNS, "repeat_count"} - {"type", "label", "rows"})
    return {c: getattr(group, c) for c in plain} | _texts("label", group.label)


def _question(row: Question) -> Cells:
    cells = {"type": f"{row.type} {row.list_name}".strip(), "name": row.name}
    cells |= {column: getattr(row, column) for column in (*EXPRESSIONS, *PLAIN)}
    for column in TEXTS:
        cells |= _texts(column, getattr(row, column))
    return cells


def _choices(flow: Flow) -> Grid:
    rows = [_choice(name, choice) for name, each in flow.choices.items() for choice in each]
    own = dict.fromkeys(column for row in rows for column in row)
    first = ["list_name", "name", *_columns("label")]
    label = _named("label", flow.default_locale)
    return _grid(list(dict.fromkeys((*first, *own))), rows, always=("list_name", "name", label))


def _choice(list_name: str, choice: Choice) -> Cells:
    cells = {"list_name": list_name, "name": choice.name, **_texts("label", choice.label)}
    for column, value in choice.extra.items():
        locale = column.partition("::")[2]
        known = base(column) in TEXTS and locale in LOCALES
        cells[_named(base(column), locale) if known else column] = value
    return cells


def _settings(flow: Flow) -> Grid:
    cells = {
        "form_title": flow.title.get(flow.default_locale, flow.id),
        "form_id": flow.id,
        "version": own_version(flow),
        "default_language": NAMES[flow.default_locale],
        "synonyms": "|".join(flow.synonyms),
        **_texts("title", flow.title),
    }
    titles = _columns("title")
    cells.pop(_named("title", flow.default_locale), None)
    names = ["form_title", *titles, "form_id", "version", "default_language", "synonyms"]
    return _grid(names, [cells], always=("form_title", "form_id"))


def _grid(columns: Sequence[str], rows: Sequence[Cells], always: Sequence[str] = ()) -> Grid:
    """The rows under the columns in which something stands."""
    used = [c for c in columns if c in always or any(row.get(c) for row in rows)]
    return [used, *([row.get(column, "") for column in used] for row in rows)]
