"""Former names: what rows and choices were called in earlier versions of their flow (`was`).

A walk that is moved to a new version finds by them what was renamed; nothing is guessed
from labels or places. What is in use now, or was another one's, is no former name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from flows.doubts import key_of
from flows.errors import Code, FlowError, Place
from flows.model import Choice, Flow, Row

_BETWEEN = re.compile(r"[\s|]+")


def former_names(one: Row | Choice) -> tuple[str, ...]:
    """Its former names; they are separated by `|` or blanks."""
    written = one.extra.get("was", "") if isinstance(one, Choice) else one.was
    return tuple(dict.fromkeys(name for name in _BETWEEN.split(written) if name))


def wrong_formers(flow: Flow, place_of: Callable[[str, str, str], Place]) -> Iterator[FlowError]:
    """Former names that leave open what was renamed."""
    rows = list(flow.walk_rows())
    yield from _clashes(rows, [place_of("survey", key_of(row), "was") for row in rows])
    for name, choices in flow.choices.items():
        places = [place_of("choices", f"{name}/{choice.name}", "was") for choice in choices]
        yield from _clashes(choices, places)


def _clashes(ones: Sequence[Row | Choice], places: Sequence[Place]) -> Iterator[FlowError]:
    used = {one.name: place.row for one, place in zip(ones, places, strict=True)}
    for one, place in zip(ones, places, strict=True):
        for name in former_names(one):
            if name in used:
                yield place.error(Code.DUPLICATE_NAME, name=name, other=used[name])
            used[name] = place.row
