"""Days in cells: what is read is the day that was meant, what could be two is not read at all."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.imports.days import day_in

TODAY = date(2026, 6, 1)
DAYS = st.dates(date(1990, 1, 1), date(2080, 12, 31))
SHAPES = (
    "{y}-{m}-{d}",
    "{y}/{m:02}/{d:02}",
    "{y}.{m}.{d}",
    "{y}年{m}月{d}日",
    "{y} 年 {m} 月 {d} 号",
    "{y}{m:02}{d:02}",
    "{y}-{m:02}-{d:02} 17:30",
    "{y}-{m:02}-{d:02}T17:30:00+08:00",
)


@given(DAYS, st.sampled_from(SHAPES))
def test_a_whole_day_is_read_in_every_shape(day: date, shape: str) -> None:
    written = shape.format(y=day.year, m=day.month, d=day.day)
    assert day_in(written, TODAY) == day
    wide = written.translate({ord(str(n)): chr(0xFF10 + n) for n in range(10)})
    assert day_in(wide, TODAY) == day


@given(DAYS)
def test_a_serial_number_is_the_day_that_excel_shows(day: date) -> None:
    since_1900 = (day - date(1899, 12, 30)).days
    since_1904 = (day - date(1904, 1, 1)).days
    assert day_in(str(since_1900), TODAY) == day
    old = day if since_1904 >= 30_000 else "no_day"
    assert day_in(str(since_1904), TODAY, since_1904=True) == old


@given(st.integers(0, 364))
def test_without_a_year_only_what_is_still_to_come(later: int) -> None:
    day = TODAY + timedelta(days=later)
    found = day_in(f"{day.month}月{day.day}日", TODAY)
    assert found == (day if day.year == TODAY.year else "which_year")


@pytest.mark.parametrize(
    ("written", "why"),
    [("5月31日", "which_year"), ("03/04/2026", "which_order"), ("3-4-26", "which_order"),
     ("2026-02-30", "no_day"), ("2月30日", "no_day"), ("月底前", "no_day"), ("长期", "no_day"),
     ("12", "no_day"), ("99999", "no_day"), ("2026-3", "no_day")],
)  # fmt: skip
def test_what_is_no_day_or_could_be_two(written: str, why: str) -> None:
    assert day_in(written, TODAY) == why


@given(st.text(max_size=40))
def test_any_text_is_a_day_or_is_not(text: str) -> None:
    assert isinstance(day_in(text, TODAY), date) or day_in(text, TODAY) in (
        "no_day", "which_year", "which_order",
    )  # fmt: skip
