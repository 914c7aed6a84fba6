"""What is told of trips means the same to a report, to a proposed category and to the hint."""

from __future__ import annotations

import pytest

from bot.dialogue.hints import speaks_of_trips
from bot.reading.categories import guess
from bot.reading.faults import tells_of_fault


@pytest.mark.parametrize(
    "text",
    [
        "让我白跑一趟", "来来回回跑了好几趟", "跑了2趟才办好", "跑了两三次", "又多跑了一趟",
        "这不又跑了一趟", "跑了三趟也没跑成", "没少跑两趟",
    ],
)  # fmt: skip
def test_several_trips_are_a_problem(text: str) -> None:
    assert tells_of_fault(text) and speaks_of_trips(text)
    assert guess(text) == "跑动次数多"


@pytest.mark.parametrize(
    "text",
    [
        "网上就能办，不用多跑", "这次没有多跑路", "没白跑一趟", "一次都没多跑", "不用来回跑了",
        "让我们少跑了两趟", "免得老人再跑一趟", "只跑了一趟", "群众不用再跑第二趟了",
    ],
)  # fmt: skip
def test_trips_that_were_spared_are_none(text: str) -> None:
    assert not tells_of_fault(text) and not speaks_of_trips(text)
    assert guess(text) is None
