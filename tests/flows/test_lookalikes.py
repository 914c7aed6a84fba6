"""What was likely renamed without `was` is told; what is new is not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from flows.lookalikes import lookalikes
from flows.model import Choice, Flow, Group, Question
from flows.slip_texts import Slip

OLD = Flow(
    "f",
    "1",
    {"zh": "流程"},
    (
        Question("wait", "integer", 2, {"zh": "排队等了多久？"}),
        Group("stage", 3, (Question("why", "text", 4, {"zh": "为什么等这么久？"}),)),
        Question("how", "select_one", 6, {"zh": "怎么样？"}, list_name="l"),
    ),
    {"l": (Choice("good", {"zh": "好"}), Choice("bad", {"zh": "不好"}))},
    source="f.xlsx",
)
WAIT, STAGE, HOW = OLD.rows


def told(*rows: Question | Group, choices: tuple[Choice, ...] = OLD.choices["l"]) -> list[tuple]:
    new = replace(OLD, version="2", rows=rows, choices={"l": choices})
    return [
        (e.code, e.place.row, e.place.column, e.details["name"], e.details["old"])
        for e in lookalikes(OLD, new)
    ]


def test_the_same_flow_has_nothing_renamed() -> None:
    assert told(*OLD.rows) == []


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("queue", "排队等了多久？"),
        ("queue", "排队等了多长时间？"),
        ("waits", "排了几分钟的队"),
    ],
)
def test_a_question_of_another_name_that_reads_like_one_that_is_gone(name: str, label: str) -> None:
    row = replace(WAIT, name=name, label={"zh": label}, row=9)
    assert told(row, STAGE, HOW) == [(Slip.RENAMED_ROW, 9, "was", name, "wait")]


def test_what_says_what_it_was_is_of_another_type_or_is_new_is_not_told() -> None:
    assert told(replace(WAIT, name="queue", was="wait"), STAGE, HOW) == []
    assert told(replace(WAIT, name="queue", type="text"), STAGE, HOW) == []
    assert told(replace(WAIT, name="fee", label={"zh": "收了多少钱？"}), STAGE, HOW) == []
    assert told(*OLD.rows, replace(WAIT, name="again", row=9)) == [], "nothing is gone"
    assert told(STAGE, HOW) == [], "nothing is new"


def test_each_row_that_is_gone_is_one_new_row_at_most() -> None:
    two = (replace(WAIT, name="queue"), replace(WAIT, name="queue2"))
    assert [each[3] for each in told(*two, STAGE, HOW)] == ["queue"]


def test_a_choice_of_another_name_with_nearly_the_same_words() -> None:
    good, bad = OLD.choices["l"]
    fine = Choice("fine", {"zh": "不太好"})
    assert told(*OLD.rows, choices=(good, fine)) == [(Slip.RENAMED_CHOICE, 0, "was", "fine", "bad")]
    assert told(*OLD.rows, choices=(good, replace(fine, extra={"was": "bad"}))) == []
    assert told(*OLD.rows, choices=(good, replace(fine, label=bad.label))) == [], "found by itself"
    assert told(*OLD.rows, choices=(good, replace(fine, label={"zh": "没去过"}))) == []
