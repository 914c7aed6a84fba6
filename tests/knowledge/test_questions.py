"""358 questions to the sample guides, by kind; the floors are what the answers must reach.

The rates that were reached stand beside the floors, for the questions with odd
ids, which rules and thresholds were tuned on, and for those with even ids,
of which only such were looked at as a new rule broke. Of the last four kinds
(q231 and on) 25 questions came from a black-box tester, all with odd ids; the
others were written by the rules' author before the rules were finished. Of the
even ones two were seen: q312 broke by a new rule, q286 was put more clearly.

What the floors hold is that nothing slips back; a change that lowers one must
say why it is worth it.
"""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from knowledge.library import Library
from knowledge.model import GuideAnswer

ASKED_ON = date(2026, 6, 1)
QUESTIONS = [
    json.loads(line)
    for line in (Path(__file__).parent / "questions.jsonl").read_text("utf-8").splitlines()
    if line.strip()
]
FLOORS = {  # reached: odd, even
    "formal": 0.97,  # 17/17, 17/17
    "many-part": 0.93,  # 8/8, 7/7
    "typo": 0.87,  # 8/8, 8/8
    "english": 0.88,  # 8/9, 9/9
    "clarify": 0.88,  # 8/9, 8/8
    "near-out": 0.8,  # 9/14, 14/14 refused; the others are asked back about, none is answered
    "far-out": 1.0,  # 5/5, 5/5
    "focus": 0.77,  # 13/15, 12/16
    "expired": 0.77,  # 4/4, 3/5
    "colloquial": 0.75,  # 21/28, 25/28
    "element": 1.0,  # 8/8, 5/5: an element's own name
    "qualified": 0.9,  # 32/32, 21/24: a duration, sum or place of something else than the element
    "whether": 0.65,  # 10/11, 8/12: whether something is needed or possible
    "statement": 1.0,  # 1/1, 3/3: nothing is asked
}


@pytest.fixture(scope="module")
def answers(sampled: Library) -> list[tuple[dict[str, Any], GuideAnswer]]:
    return [(q, sampled.ask(q["question"], item=q.get("item"), on=ASKED_ON)) for q in QUESTIONS]


def listed(value: Any) -> list[str]:
    return value if isinstance(value, list) else [value] if value else []


def right(asked: dict[str, Any], answer: GuideAnswer) -> bool:
    """The expected outcome, from an expected guide, with the expected elements.

    `says` must stand in what is cited; with `only` nothing but the expected may stand there.
    What is stated and not asked (kind "statement") may be asked back about.
    """
    if asked["kind"] == "statement":
        return answer.status != "answered"
    if answer.status != asked["expect"]:
        return False
    given = {s.guide for s in answer.sources} | {c.id for c in answer.candidates}
    if answer.status != "refused" and asked.get("guide") and not given & {*listed(asked["guide"])}:
        return False
    if answer.status != "answered":
        return True
    elements = [source.element for source in answer.sources]
    if asked.get("says", "") not in "\n".join(source.passage for source in answer.sources):
        return False
    if asked.get("only") and not {*elements} <= {*listed(asked["element"])}:
        return False
    wanted = [element in elements for element in listed(asked["element"])]
    return all(wanted) if asked["kind"] == "many-part" else any(wanted)


def test_each_kind_of_question_reaches_its_floor(
    answers: list[tuple[dict[str, Any], GuideAnswer]],
) -> None:
    asked = Counter(question["kind"] for question, _ in answers)
    good = Counter(question["kind"] for question, answer in answers if right(question, answer))
    rates = {kind: good[kind] / count for kind, count in asked.items()}
    assert rates.keys() == FLOORS.keys()
    assert {kind: rate for kind, rate in rates.items() if rate < FLOORS[kind]} == {}
    assert sum(good.values()) / len(answers) >= 0.89  # 161/179, 165/179


def test_nothing_is_answered_that_no_guide_says(
    answers: list[tuple[dict[str, Any], GuideAnswer]],
) -> None:
    made_up = [
        question["question"]
        for question, answer in answers
        if question["expect"] == "refused" and answer.status == "answered"
    ]
    assert made_up == []


def test_nothing_is_answered_from_another_items_guide(
    answers: list[tuple[dict[str, Any], GuideAnswer]],
) -> None:
    mistaken = [
        question["question"]
        for question, answer in answers
        if question["expect"] == "answered"
        and answer.status == "answered"
        and not {source.guide for source in answer.sources} <= {*listed(question["guide"])}
    ]
    assert mistaken == []


def test_every_answer_from_an_expired_guide_warns(
    answers: list[tuple[dict[str, Any], GuideAnswer]],
) -> None:
    expired = [a for q, a in answers if q["kind"] == "expired" and a.status == "answered"]
    assert expired
    assert all(answer.text.startswith("⚠") for answer in expired)


def test_an_item_that_was_asked_back_about_is_not_asked_about_again(
    answers: list[tuple[dict[str, Any], GuideAnswer]], sampled: Library
) -> None:
    clear = ((q["question"], a.candidates) for q, a in answers if a.status == "clarify")
    every = [(text, candidate) for text, candidates in clear for candidate in candidates]
    pieces = [(text, one.pick) for text, one in every if one.anchor]
    told = [sampled.ask(text, item=pick, picked=True, on=ASKED_ON).status for text, pick in pieces]
    assert pieces and {*told} == {"answered"}
    back = [(text, one.id) for text, one in every if not one.anchor]
    again = [sampled.ask(text, item=id_, picked=True, on=ASKED_ON) for text, id_ in back]
    assert back
    assert all(one.anchor for a in again if a.status == "clarify" for one in a.candidates)
    focused = [sampled.ask(text, item=id_, on=ASKED_ON) for text, id_ in back]
    assert not any(
        id_ in {c.id for c in a.candidates if a.status == "clarify" and not c.anchor}
        for a, (_, id_) in zip(focused, back, strict=True)
    )
