"""What a call by a third party found, and what follows from it."""

from __future__ import annotations

from datetime import datetime

import pytest

from flows.callbacks import Call, Fate, Result, fate, result_of

CLOSED = datetime.fromisoformat("2026-03-02T15:00+08:00")


def call(result: Result, at: str, *, timed: bool = False) -> Call:
    return Call(datetime.fromisoformat(f"{at}+08:00"), result, timed=timed)


@pytest.mark.parametrize(
    ("made", "is_closed", "at_once", "told"),
    [
        (call("unreached", "2026-03-03T00:00"), True, True, "not_reached"),
        (call("satisfied", "2026-03-03T00:00"), True, True, "kept"),
        (call("fair", "2026-03-03T00:00"), True, True, "kept"),
        (call("dissatisfied", "2026-03-03T00:00"), True, True, "reopened"),
        (call("dissatisfied", "2026-03-03T00:00"), True, False, "proposed"),
        (call("dissatisfied", "2026-03-03T00:00"), False, True, "open"),
        (call("dissatisfied", "2026-03-02T00:00"), True, True, "reopened"),
        (call("dissatisfied", "2026-03-02T09:00", timed=True), True, True, "earlier"),
        (call("dissatisfied", "2026-03-01T00:00"), True, True, "earlier"),
    ],
)
def test_what_becomes_of_a_call(made: Call, is_closed: bool, at_once: bool, told: Fate) -> None:
    assert fate(made, CLOSED, is_closed=is_closed, at_once=at_once) == told


def test_an_issue_that_was_never_closed_is_not_reopened() -> None:
    poor = call("dissatisfied", "2026-03-03T00:00")
    assert fate(poor, None, is_closed=True, at_once=True) == "open"


def test_marks_and_results_say_the_same() -> None:
    assert [result_of(mark) for mark in range(1, 6)] == [
        "dissatisfied", "dissatisfied", "fair", "satisfied", "satisfied"
    ]  # fmt: skip
    at = "2026-03-03T00:00"
    assert [call(r, at).stars for r in ("satisfied", "fair", "dissatisfied", "unreached")] == [
        4, 3, 2, None
    ]  # fmt: skip
    assert Call(CLOSED, "satisfied", mark=5).stars == 5
