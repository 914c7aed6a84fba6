"""Weeks and folders of packs, where a unit stands, and parts of photos."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.weekly import (
    LEAD,
    after,
    before,
    folder_of,
    monday_of,
    parted,
    read_week,
    standing,
    week_of,
)

THURSDAY = date(2026, 11, 26)
NEXT = THURSDAY + timedelta(days=1)


@pytest.mark.parametrize(
    ("text", "week"),
    [
        *((said, "2026-W48") for said in ("2026-W48", "2026w48", "w48", "48", "第48周", "本周")),
        *(
            (said, "2026-W48")
            for said in ("2026年第48周", " 2026-11-26 ", "２０２６－Ｗ４８", "THIS")
        ),
        ("上周", "2026-W47"),
        ("2027-01-01", "2026-W53"),
        *(
            (said, None)
            for said in ("", "周", "2026-W54", "0", "第60周", "2026-13-01", "next", "星期四")
        ),
    ],
)
def test_a_week_is_read_as_people_write_it(text: str, week: str | None) -> None:
    assert read_week(text, THURSDAY) == week


@given(st.dates(date(1990, 1, 1), date(2200, 1, 1)))
def test_weeks_follow_each_other(day: date) -> None:
    week = week_of(day)
    assert week_of(monday_of(week)) == week
    assert before(after(week)) == week
    assert monday_of(after(week)) - monday_of(week) == timedelta(days=7)


@given(st.text(min_size=1))
def test_folders_are_plain_names_and_different_ones_for_different_units(name: str) -> None:
    folder = folder_of(name)
    assert not set(folder) & set('/\\:*?"<>|.\x00\n')
    assert len(folder.encode()) < 255
    assert folder != folder_of(f"{name}/")


@pytest.mark.parametrize(
    ("version", "sent", "today", "stands"),
    [
        (0, None, NEXT, "free"),
        (1, None, THURSDAY, "waiting"),
        (1, None, NEXT, "overdue"),
        (1, (1, THURSDAY), NEXT, "sent"),
        (1, (1, NEXT), NEXT, "late"),
        (2, (1, THURSDAY), NEXT, "resend"),
        (2, (2, THURSDAY), NEXT, "sent"),
    ],
)
def test_where_a_unit_stands(
    version: int, sent: tuple[int, date] | None, today: date, stands: str
) -> None:
    assert standing("医保局", version, THURSDAY, sent, today) == stands
    assert standing(LEAD, version, THURSDAY, sent, today) == "lead"


@given(st.lists(st.integers(0, 50)), st.integers(1, 100))
def test_parts_hold_all_in_order_and_no_more_than_they_may(sizes: list[int], limit: int) -> None:
    parts = list(parted([(place, size) for place, size in enumerate(sizes)], limit))
    assert [one for part in parts for one in part] == list(range(len(sizes)))
    assert all(len(part) == 1 or sum(sizes[one] for one in part) <= limit for part in parts)
