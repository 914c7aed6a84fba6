"""Rewordings of the sample guides (rewordings.md): honest ones are shown, altered ones not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from knowledge.composing.grounds import Judged, judge
from knowledge.composing.passage_parts import Given
from knowledge.library import Library
from knowledge.passages import cite, passages_of
from knowledge.samples import samples
from knowledge.wording import Section, given
from tests.knowledge.shelf import JsonShelf

_ROW = re.compile(r"\| (?!item |-)(.+) \| (.+) \| (.+) \|")


def _tables() -> dict[str, list[tuple[str, str, str]]]:
    page = (Path(__file__).parent / "rewordings.md").read_text("utf-8")
    sections = (each.partition("\n") for each in page.split("\n## ")[1:])
    return {title: _ROW.findall(rows) for title, _, rows in sections}


TABLES = _tables()
TOLD, FREE, ALTERED = TABLES.values()


@pytest.fixture(scope="module")
def passages(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], Given]:
    home = tmp_path_factory.mktemp("rewordings")
    library = Library(home / "index", JsonShelf(home / "shelf.json"), embedder="none")
    library.add(samples())
    found = {}
    for guide in library.guides():
        for one in passages_of(guide):
            passage = given(Section(one.element, one.shown, cite(guide, one.element, one.shown)))
            found[guide.name, passage.head] = passage
    return found


Passages = dict[tuple[str, str], Given]


def _judged(passages: Passages, row: tuple[str, str, str]) -> Judged:
    item, head, said = row
    return judge(said, item, [passages[item, head]])


@pytest.mark.parametrize("row", ALTERED)
def test_nothing_altered_is_shown_alone(passages: Passages, row: tuple[str, str, str]) -> None:
    assert _judged(passages, row) != Judged()


@pytest.mark.parametrize(("rows", "least"), [(TOLD, 0.75), (FREE, 0.4)])
def test_most_that_is_honest_is_shown(
    passages: Passages, rows: list[tuple[str, str, str]], least: float
) -> None:
    shown = sum(not _judged(passages, row).fault for row in rows)
    assert shown >= least * len(rows) > 10
