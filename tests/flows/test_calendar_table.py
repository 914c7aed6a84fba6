"""The calendar that an office brings: a year is there whole or not at all, and holds everywhere."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows import workdays
from flows.calendar_table import LONGEST, read_calendar, told_rows
from flows.errors import FlowErrors
from flows.workdays import SpecialDay, add_workdays, is_known, is_workday, special_days
from flows.xlsform.tables import Tables

YEAR = """
2027年放假安排
日期        到          类型  名称
2027-01-01  2027-01-03  休    元旦
2027-02-05  2027-02-12  休    春节
2027-01-30  -           班    春节
2027/4/3    2027/4/5    休    清明
2027年5月1日 2027年5月5日 休    劳动节
20271001    20271007    休    国庆节
"""


def rows(text: str) -> Tables:
    lines = [line.split() for line in text.splitlines()]
    grid = [[cell.replace("-", "", len(cell) == 1) for cell in line] for line in lines]
    return Tables("t.csv", {"": grid})


@pytest.fixture(autouse=True)
def _as_it_was() -> Iterator[None]:
    yield
    workdays.announce(())


def test_a_year_that_nobody_knew_holds_once_it_is_announced() -> None:
    day = date(2027, 2, 5)
    assert (is_known(day), is_workday(day)) == (False, True)
    workdays.announce(read_calendar(rows(YEAR)))
    assert (is_known(day), is_workday(day)) == (True, False)
    assert is_workday(date(2027, 1, 30)), "a Saturday that makes up"
    assert not is_workday(date(2027, 1, 31)), "a Sunday as any other"
    assert add_workdays(date(2027, 2, 4), 1) == date(2027, 2, 15)
    assert [day.day.month for day in special_days(2027) if day.works] == [1]
    assert workdays.unknown_years(date(2026, 1, 1), date(2029, 1, 1)) == (2028, 2029)


def test_what_is_told_of_days_reads_as_these_days() -> None:
    days = read_calendar(rows(YEAR))
    assert read_calendar(Tables("again.csv", {"": told_rows(days)})) == days


def test_a_days_own_holiday_stands_above_the_calendar_of_a_year_that_is_known() -> None:
    own = read_calendar(rows("日期 类型 名称\n2026-04-20 休 三月三"))
    assert is_workday(date(2026, 4, 20))
    workdays.announce(own)
    assert not is_workday(date(2026, 4, 20))
    assert is_workday(date(2026, 2, 14)), "what the library knows of the year holds on"


def test_days_that_were_there_stay_and_the_new_table_stands_above() -> None:
    kept = read_calendar(rows(YEAR))
    changed = read_calendar(rows("date kind\n2027-02-13 off\n2027-02-12 off"), kept)
    assert {day.day for day in changed} == {day.day for day in kept} | {date(2027, 2, 13)}
    assert SpecialDay(date(2027, 2, 12), False, "", own=True) in changed


@pytest.mark.parametrize(
    ("table", "row", "zh", "en"),
    [
        ("名称\n春节", 0, "要有：日期、类型", "among them: date, kind"),
        ("日期 类型", 0, "一行内容也没有", "no rows"),
        ("日期 类型\n2026-13-01 休", 2, "写成 2027-01-01", "write 2027-01-01"),
        ("日期 类型\n1999-01-01 休", 2, "2004 到 2099", "2004 to 2099"),
        ("日期 类型\n2026-04-20 玩", 2, "写 休 或 班", "write off or work"),
        ("日期 类型\n2026-03-02 班", 2, "本来就上班", "a working day anyhow"),
        (
            "日期 类型\n2026-03-02 休\n2026-03-02 休\n2026-03-01 班\n2026/3/1 休",
            5,
            "不一样",
            "above",
        ),
        ("日期 到 类型\n2026-03-02 2026-03-01 休", 2, "写对两个日期", "mend the dates"),
        ("日期 到 类型\n2026-01-02 2026-12-01 休", 2, "分成几行", "several rows"),
        ("日期 类型 名称\n2026-03-02 休 =1+1", 2, "不以 = + - @ 开头", "none of = + - @"),
        ("日期 类型 名称\n2026-03-02 休 " + "长" * 31, 2, "最多 30 个字", "at most 30"),
        ("日期 类型\n2027-02-05 休", 0, "2027 年的安排不全：休 1 天", "is not whole: 1 days off"),
    ],
)
def test_a_fault_is_told_with_its_row_and_its_mend(table: str, row: int, zh: str, en: str) -> None:
    with pytest.raises(FlowErrors) as found:
        read_calendar(rows(table))
    (fault,) = found.value.errors
    assert (fault.place.row, zh in fault.told("zh"), en in fault.told("en")) == (row, True, True)


def test_every_fault_is_told_at_once() -> None:
    with pytest.raises(FlowErrors) as found:
        read_calendar(rows("日期 类型\nx 休\n2026-03-02 y\nz z"))
    assert [fault.place.row for fault in found.value.errors] == [2, 3, 4, 4]


def test_half_a_year_is_refused_also_when_its_days_are_many() -> None:
    half = "日期 到 类型\n2027-02-01 2027-03-01 休"
    with pytest.raises(FlowErrors, match="without 2027-01-01, 2027-10-01"):
        read_calendar(rows(half))
    assert not is_known(date(2027, 1, 1))


days = st.dates(date(2004, 1, 1), date(2099, 12, 31))


@given(days, st.integers(0, 40))
def test_going_back_as_many_working_days_as_one_went_on_leads_to_the_beginning(
    day: date, count: int
) -> None:
    begin = workdays.workday_before(day, 0)
    end = add_workdays(begin, count)
    assert end is not None
    assert workdays.workdays_after(begin, end) == count
    assert workdays.workday_before(end, count) == begin


@given(st.lists(st.lists(st.text(max_size=12), max_size=5), max_size=8))
def test_whatever_the_cells_are_a_table_is_read_or_its_faults_are_told(
    cells: list[list[str]],
) -> None:
    head = ["日期", "到", "类型", "名称"]
    try:
        told = read_calendar(Tables("t.csv", {"": [head, *cells]}))
    except FlowErrors as found:
        assert found.told("zh") and found.told("en")
    else:
        assert told


def test_a_row_is_never_longer_than_the_longest() -> None:
    last = date(2026, 3, 2) + timedelta(days=LONGEST - 1)
    assert len(read_calendar(rows(f"日期 到 类型\n2026-03-02 {last} 休"))) == LONGEST
