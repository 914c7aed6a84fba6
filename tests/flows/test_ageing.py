"""Ages in buckets: every issue is in one, and where the oldest is comes first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.ageing import Aged, bounds_in, bucket_names, bucket_of, by_department


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("7,15,30,60", (7, 15, 30, 60)),
        (" 7， 30 ", (7, 30)),
        ("1", (1,)),
        ("0,7", ()),
        ("30,7", ()),
        ("7,7", ()),
        ("7,,30", ()),
        ("a", ()),
        ("-7", ()),
        ("", ()),
        ("99999999", ()),
        (",".join(map(str, range(1, 12))), ()),
    ],
)
def test_bounds_are_days_that_grow(text: str, bounds: tuple[int, ...]) -> None:
    assert bounds_in(text) == bounds


def test_buckets_are_named_by_their_days() -> None:
    assert bucket_names((7, 15)) == ["0-6", "7-14", "15+"]
    assert [bucket_of(days, (7, 15)) for days in (0, 6, 7, 14, 15, 900)] == [0, 0, 1, 1, 2, 2]


def test_a_row_is_a_department_in_a_state_and_the_oldest_comes_first() -> None:
    rows = by_department(
        [
            Aged("WT-1", "医保局", "to_verify", 3),
            Aged("WT-2", "医保局", "to_verify", 8),
            Aged("WT-3", "公安局", "to_assign", 70),
            Aged("WT-4", "医保局", "to_recheck", 1),
        ],
        (7, 30),
    )
    assert [(row.department, row.state, row.counts, row.oldest) for row in rows] == [
        ("公安局", "to_assign", (0, 0, 1), 70),
        ("医保局", "to_verify", (1, 1, 0), 8),
        ("医保局", "to_recheck", (1, 0, 0), 1),
    ]
    assert by_department([], (7,)) == []


ages = st.builds(Aged, st.just("WT"), st.sampled_from("甲乙"), st.sampled_from("ab"),
                 st.integers(0, 400))  # fmt: skip
growing = st.sets(st.integers(1, 400), min_size=1, max_size=10).map(sorted)


@given(st.lists(ages), growing)
def test_none_is_lost_and_none_counted_twice(issues: list[Aged], bounds: list[int]) -> None:
    rows = by_department(issues, bounds)
    assert sum(row.total for row in rows) == len(issues)
    assert len({(row.department, row.state) for row in rows}) == len(rows)
    assert all(len(row.counts) == len(bounds) + 1 == len(bucket_names(bounds)) for row in rows)
    assert max((row.oldest for row in rows), default=0) == max((i.days for i in issues), default=0)
