"""What is too long or too much for a chat, held in one hand at a counter (docs/flows.md)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from flows.doubts import key_of
from flows.errors import FlowError
from flows.model import SILENT_TYPES, Flow, Question
from flows.places import PlaceOf
from flows.slip_texts import Slip

LONGEST_LABEL = 120
LONGEST_OPTION = 24
"""Chinese characters; letters may be twice as many."""
MOST_OPTIONS = 20


def oversized(flow: Flow, place_of: PlaceOf) -> Iterator[FlowError]:
    """Remarks on labels, options and lists."""
    for row in flow.walk_rows():
        for locale, text in row.label.items():
            if _width(text) > 2 * LONGEST_LABEL:
                place = place_of("survey", key_of(row), f"label::{locale}")
                limit = _limit(LONGEST_LABEL, locale)
                yield place.error(Slip.LONG_LABEL, count=len(text), limit=limit)
        if isinstance(row, Question) and row.list_name and row.type not in SILENT_TYPES:
            count = len(flow.choices.get(row.list_name, ()))
            if count > MOST_OPTIONS and not row.choice_filter:
                place = place_of("survey", key_of(row), "type")
                yield place.error(Slip.MANY_OPTIONS, count=count, limit=MOST_OPTIONS)
    for list_name, choices in flow.choices.items():
        for choice in choices:
            for locale, text in choice.label.items():
                if _width(text) > 2 * LONGEST_OPTION:
                    key = f"{list_name}/{choice.name}"
                    place = place_of("choices", key, f"label::{locale}")
                    limit = _limit(LONGEST_OPTION, locale)
                    yield place.error(Slip.LONG_OPTION, name=choice.name, limit=limit)


def _limit(characters: int, locale: str) -> int:
    return characters if locale == "zh" else 2 * characters


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
