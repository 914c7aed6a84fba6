"""Which values fit which type of question, in one canonical form each.

Guards the state: whatever a dialogue, a guide or a model proposes is either put
into the form that `State` documents, or refused with a code. Equal answers thus
give equal bytes. The constraint of a question is not this module's business.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection, Container, Mapping
from datetime import date, datetime, time
from typing import Any, Literal

from flows.characters import is_storable
from flows.functions import Result, Scalar, text
from flows.limits import (
    MAX_LISTED_NAME,
    MAX_MEDIA,
    MAX_MEDIA_NAME,
    MAX_NAMES,
    MAX_TEXT_ANSWER,
)
from flows.lists import UNBROKEN
from flows.model import MEDIA_TYPES
from flows.state import Value

Misfit = Literal["wrong_type", "not_a_choice", "too_long"]
MAX_NUMBER = 10**15
"""Beyond it a double no longer holds every integer."""

_GAP = re.compile(r"\s+")
_NUMBER = re.compile(r"-?[0-9]{1,16}(\.[0-9]{1,15})?")


class UnfitError(Exception):
    """The value does not fit the type; `code` is a refusal code."""

    def __init__(self, code: Misfit = "wrong_type") -> None:
        super().__init__(code)
        self.code: Misfit = code


def normalise(type_: str, value: object, choices: Collection[str] = ()) -> Value:
    """The canonical form of `value` for a question of `type_`.

    `choices` are the names that may be chosen, in the list's order. Raises UnfitError.
    """
    if type_ in MEDIA_TYPES:
        return _media(value)
    if type_ == "select_one":
        return _select_one(value, choices)
    if type_ == "select_multiple":
        return _select_multiple(value, choices)
    return _PLAIN[type_](value)


def usable_known(known: Mapping[str, Any], names: Container[str]) -> dict[str, Value]:
    """What may be kept of values brought along for `hidden` rows; the rest is dropped."""
    kept: dict[str, Value] = {}
    for name, value in known.items():
        if name not in names:
            continue
        try:
            kept[name] = _names(value) if isinstance(value, tuple) else _plain(value)
        except UnfitError:
            continue
    return kept


def _plain(value: Any) -> Value:
    return _text(value) if isinstance(value, str) else _decimal(value)


def _names(values: tuple[Any, ...]) -> tuple[str, ...]:
    """A list of names, one word each: the blanks in a name become ones that divide nothing."""
    names = tuple(_GAP.sub(UNBROKEN, _text(value).strip()) for value in values[:MAX_NAMES])
    if not names:
        raise UnfitError
    return tuple(name[:MAX_LISTED_NAME] for name in names)


def as_scalar(value: Value) -> Scalar:
    """The value as expressions see it."""
    return " ".join(value) if isinstance(value, tuple) else value


def tidy(value: Result) -> Scalar:
    """A computed value as it is kept: bounded, without NaN."""
    plain = text(value) if isinstance(value, tuple | str | bool) else value
    return plain if isinstance(plain, str) or math.isfinite(plain) else ""


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise UnfitError
    value = value.replace("\0", "")
    if not value.strip() or not is_storable(value):
        raise UnfitError
    if len(value) > MAX_TEXT_ANSWER:
        raise UnfitError("too_long")
    return value


def _decimal(value: object) -> float:
    if isinstance(value, str) and _NUMBER.fullmatch(value):
        value = float(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise UnfitError
    if not -MAX_NUMBER <= value <= MAX_NUMBER or math.isnan(value):
        raise UnfitError
    return float(value) + 0.0  # no negative zero


def _integer(value: object) -> int:
    number = _decimal(value)
    if not number.is_integer():
        raise UnfitError
    return int(number)


def _stamp(read: Callable[[str], Any], write: Callable[[Any], str]) -> Callable[[object], str]:
    def canonical(value: object) -> str:
        if not isinstance(value, str) or len(value) > 40:
            raise UnfitError
        try:
            return write(read(value.strip()))
        except ValueError:
            raise UnfitError from None

    return canonical


def _geopoint(value: object) -> str:
    """Latitude and longitude (and altitude, accuracy in metres), separated by spaces."""
    if not isinstance(value, str) or len(value) > 100:
        raise UnfitError
    numbers = [_decimal(part) for part in value.replace(",", " ").split()]
    if not 2 <= len(numbers) <= 4 or abs(numbers[0]) > 90 or abs(numbers[1]) > 180:
        raise UnfitError
    return " ".join(f"{n:g}" if n.is_integer() else repr(n) for n in numbers)


_PLAIN: dict[str, Callable[[object], Value]] = {
    "text": _text,
    "integer": _integer,
    "decimal": _decimal,
    "date": _stamp(date.fromisoformat, date.isoformat),
    "time": _stamp(time.fromisoformat, lambda t: t.replace(tzinfo=None).isoformat("minutes")),
    "dateTime": _stamp(datetime.fromisoformat, lambda d: d.isoformat(timespec="seconds")),
    "geopoint": _geopoint,
}


def _select_one(value: object, choices: Container[str]) -> str:
    if not isinstance(value, str):
        raise UnfitError
    if value not in choices:
        raise UnfitError("not_a_choice")
    return value


def _words(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        value = value.split()
    if not isinstance(value, tuple | list) or not value:
        raise UnfitError
    if not all(isinstance(word, str) and word for word in value):
        raise UnfitError
    return tuple(value)


def _select_multiple(value: object, choices: Collection[str]) -> tuple[str, ...]:
    """Without repetition, in the list's order: the order of tapping means nothing."""
    chosen = set(_words(value))
    if not all(name in choices for name in chosen):
        raise UnfitError("not_a_choice")
    return tuple(name for name in choices if name in chosen)


def _media(value: object) -> tuple[str, ...]:
    names = (value,) if isinstance(value, str) and value else _words(value)
    if len(names) > MAX_MEDIA or any(len(name) > MAX_MEDIA_NAME for name in names):
        raise UnfitError("too_long")
    if not all(map(is_storable, names)):
        raise UnfitError
    return names
