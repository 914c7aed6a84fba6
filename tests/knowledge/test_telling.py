"""What a guide tells, and what it does not: the questions that knowledge.telling was fitted to.

`faq` is the number of the FAQ that answers; 0: nothing in the guide does,
though the question names its item or is asked with it in focus.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from knowledge.library import Library
from knowledge.model import GuideAnswer

ROWS = [
    json.loads(line)
    for line in (Path(__file__).parent / "telling.jsonl").read_text("utf-8").splitlines()
]


@pytest.fixture(scope="module")
def answers(sampled: Library) -> list[tuple[dict[str, Any], GuideAnswer]]:
    on = date(2026, 6, 1)
    return [(row, sampled.ask(row["question"], item=row.get("item"), on=on)) for row in ROWS]


def test_a_paraphrase_finds_its_faq(
    answers: list[tuple[dict[str, Any], GuideAnswer]], sampled: Library
) -> None:
    found = []
    for row, answer in answers:
        if row["faq"]:
            guide = sampled.guide(row["guide"])
            assert guide is not None
            question = guide.faqs[row["faq"] - 1].question
            found.append(any(question in source.passage for source in answer.sources))
    assert sum(found) / len(found) >= 0.79  # 70 of 86


def test_what_the_guide_does_not_say_is_hardly_ever_answered(
    answers: list[tuple[dict[str, Any], GuideAnswer]],
) -> None:
    named = [a.status == "answered" for row, a in answers if not row["faq"] and "item" not in row]
    beside = [a.status == "answered" for row, a in answers if not row["faq"] and "item" in row]
    assert sum(named) / len(named) <= 0.2  # 9 of 47
    assert sum(beside) / len(beside) <= 0.025  # 3 of 160
