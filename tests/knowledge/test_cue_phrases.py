"""What people say for an element asks for it: the table cue_phrases.md."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.elements import BY_TERM, intents
from knowledge.text import fold

TABLE = (Path(__file__).parent / "cue_phrases.md").read_text("utf-8")
CELLS = [line.strip("| ").split(" | ") for line in TABLE.splitlines() if line.startswith("| ")]
ROWS = [
    (element, phrase)
    for element, phrases in CELLS
    if element in BY_TERM
    for phrase in phrases.split("、")
]


def test_the_table_is_read() -> None:
    assert len(ROWS) > 300
    assert {element for element, _ in CELLS} - BY_TERM.keys() == {"element"}


@pytest.mark.parametrize(("element", "phrase"), ROWS)
def test_a_phrase_asks_for_its_element(element: str, phrase: str) -> None:
    asked = {intent.term for intent in intents(fold(f"居住证{phrase}"))}
    assert asked & {element, *BY_TERM[element].else_}
