"""Every row of natural_words.md picks what it says from a list of the built-in flows."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

import pytest

from bot.dialogue.understand import AnswerMeant, View, understand
from flows.catalog import built_in
from flows.events import Prompt
from flows.model import Question

NOW = datetime.fromisoformat("2026-11-24T15:30:00+08:00")
SHEET = (Path(__file__).parent / "natural_words.md").read_text(encoding="utf-8")
FLOWS = built_in()
ROW = re.compile(r"\| (?P<said>.+?) \| (?P<picks>.+?) \|")


def rows() -> list[tuple[str, str, str]]:
    out = []
    for section in SHEET.split("\n## ")[1:]:
        heading, *lines = section.splitlines()
        table = [match for line in lines if (match := ROW.fullmatch(line))][1:]
        out += [(heading, match["said"], match["picks"]) for match in table]
    return out


def prompt_of(heading: str) -> Prompt:
    flow_id, name = heading.split("/")
    flow = FLOWS[flow_id]
    question = next(
        row for row in flow.walk_rows() if isinstance(row, Question) and row.name == name
    )
    options = flow.choices[question.list_name]
    return Prompt(name, question, "s", 1, 9, required=True, choices=options)


def picked(heading: str, said: str) -> str:
    locale = "en" if re.search("[a-z]{3}", said) and said.isascii() else "zh"
    meaning = understand(said, View(prompt_of(heading), (), "open", locale, NOW))
    if not isinstance(meaning, AnswerMeant):
        return "-"
    value = meaning.reading.value
    return " ".join(value) if isinstance(value, tuple) else str(value)


@pytest.mark.parametrize(("heading", "said", "picks"), rows())
def test_natural_words_pick_what_they_mean(heading: str, said: str, picks: str) -> None:
    assert picked(heading, said) == picks


def test_every_list_of_the_flows_has_its_rows() -> None:
    headings = {heading for heading, _, _ in rows()}
    covered = [prompt_of(heading).choices for heading in headings]
    for flow in FLOWS.values():
        for row in flow.walk_rows():
            if isinstance(row, Question) and row.list_name:
                options = flow.choices[row.list_name]
                filled = all("${" in label for o in options for label in o.label.values())
                assert filled or options in covered, (flow.id, row.name)
