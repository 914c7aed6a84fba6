"""What is wrong with a flow file, and where: an error is a code, its details and a place.

A flow is written by people who are not programmers. Every error therefore says
what is wrong, where (file, sheet, row, column), and how to mend it, in their
language (`flows.error_texts`); all errors of a file are reported at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

from flows.error_texts import FOUND, Code
from flows.model import Locale
from flows.reason_texts import reason_in
from flows.wording import Fault, Wording

__all__ = ["Code", "Detail", "FlowError", "FlowErrors", "Place", "guess", "worded"]

Detail = str | int | tuple[str, ...] | Mapping[Locale, str]
"""A word or a number that stands in a text, several words, or words that differ by language."""
SHEETS = ("survey", "choices", "external_choices", "settings", "minimum")
"""The sheets of a form, in the order in which its author has them."""
MAX_TOLD = 300
"""Characters of one detail; more of a stranger's file is not repeated."""

_GUESS: Mapping[Locale, str] = {
    "zh": "是不是想写“{}”？不是的话，",
    "en": "did you mean {!r}? otherwise ",
}
_NONE: Mapping[Locale, str] = {"zh": "（没有）", "en": "none"}
_COMMA: Mapping[Locale, str] = {"zh": "、", "en": ", "}
_LINE: Mapping[Locale, str] = {"zh": "{message}；{mend}", "en": "{message}; {mend}"}
_AT: Mapping[Locale, str] = {"zh": "{spot}：{cell}", "en": "{spot}: {cell}"}
_CELL: Mapping[Locale, tuple[str, str, str]] = {
    "zh": ("〔{}〕", "{} 表", "{} 列"),
    "en": ("[{}] ", "sheet {}", "column {}"),
}


def guess(word: str, known: Iterable[str], cutoff: float = 0.6) -> str:
    """The known word that is near, if any: the detail `guess`."""
    return next(iter(get_close_matches(word, list(known), n=1, cutoff=cutoff)), "")


def worded(code: Fault, details: Mapping[str, Detail], locale: Locale) -> Wording:
    """Message and mend with the details filled in."""
    words = {name: _word(name, detail, locale) for name, detail in details.items()}
    message, mend = code.wording(locale)
    return message.format(**words), mend.format(**words)


def _word(name: str, detail: Detail, locale: Locale) -> str | int:
    if isinstance(detail, Mapping):
        detail = detail[locale]
    if isinstance(detail, tuple):
        return _COMMA[locale].join(detail) or _NONE[locale]
    if isinstance(detail, int):
        return detail
    if name == "guess":
        return _GUESS[locale].format(detail) if detail else ""
    if name == "found":
        return FOUND[detail][locale]
    if name == "reason":
        detail = reason_in(detail, locale)
    return detail if len(detail) <= MAX_TOLD else f"{detail[:MAX_TOLD]}…"


@dataclass(frozen=True, slots=True)
class Place:
    """A cell: `row` is the sheet's row or the file's line; `offset` its character, 0 unknown."""

    file: str
    sheet: str = ""
    row: int = 0
    column: str = ""
    offset: int = 0

    @property
    def order(self) -> tuple[str, int, str, int, int]:
        """Sorts by file and line; rows that have no character are those of a sheet."""
        sheet = self.sheet if self.row and not self.offset else ""
        rank = SHEETS.index(sheet) if sheet in SHEETS else len(SHEETS) if sheet else -1
        return self.file, rank, sheet, self.row, self.offset

    def error(self, code: Fault, **details: Detail) -> FlowError:
        """An error at this place; `details` fill the code's templates."""
        return FlowError(code, self, details)

    def told(self, locale: Locale) -> tuple[str, str]:
        """File, row and character, as editors write it; sheet and column in words."""
        frame, *words = _CELL[locale]
        named = (
            word.format(name)
            for word, name in zip(words, (self.sheet, self.column), strict=True)
            if name
        )
        cell = _COMMA[locale].join(named)
        spot = ":".join(str(part) for part in (self.file, self.row, self.offset) if part)
        return spot, frame.format(cell) if cell else ""


@dataclass(frozen=True, slots=True)
class FlowError:
    """One thing that is wrong, and where."""

    code: Fault
    place: Place
    details: Mapping[str, Detail] = field(default_factory=dict)

    def told(self, locale: Locale) -> str:
        """Where (if anywhere: words may have been typed), what and how to mend it, in one line."""
        spot, cell = self.place.told(locale)
        message, mend = worded(self.code, self.details, locale)
        line = _AT[locale].format(spot=spot, cell=cell) if spot else ""
        line += _LINE[locale].format(message=message, mend=mend)
        return " ".join(line.split())


class FlowErrors(Exception):  # noqa: N818 - it is several
    """All errors of a flow file; `told` gives one line each, in the file's order.

    `remarks` tell what is no error and may yet be a slip. `str()` is in English.
    """

    def __init__(self, errors: Iterable[FlowError], remarks: Iterable[FlowError] = ()) -> None:
        in_order = sorted(errors, key=lambda e: e.place.order)
        self.errors = tuple(in_order)
        self.remarks = tuple(sorted(remarks, key=lambda e: e.place.order))
        super().__init__(self.told("en"))

    def told(self, locale: Locale) -> str:
        """One line for each error."""
        return "\n".join(error.told(locale) for error in self.errors)
