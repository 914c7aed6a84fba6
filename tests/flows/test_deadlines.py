"""By when something is due: counted from the day after, not set told as such, doubts told."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.deadlines import (
    AT_ONCE,
    BAD_RATING,
    CRITICISM,
    KINDS,
    LONGEST,
    SETTLED,
    Due,
    Kind,
    Period,
    Rule,
    Rules,
    due,
    period_in,
)
from flows.deadlines_table import faults_of, read_rules, told_rows
from flows.errors import FlowErrors
from flows.workdays import is_workday, workdays_after
from flows.xlsform.tables import Tables

PETITION = Kind("信访", "答复")


def rows(*lines: str) -> Tables:
    return Tables("t.csv", {"": [line.split(",") for line in ("来源,种类,期限,备注", *lines)]})


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("5", Period("workdays", 5)),
        ("5个工作日", Period("workdays", 5)),
        ("5 工作日", Period("workdays", 5)),
        ("10 working days", Period("workdays", 10)),
        ("3天", Period("days", 3)),
        ("60日", Period("days", 60)),
        ("60个自然日", Period("days", 60)),
        ("1个月", Period("months", 1)),
        ("2 months", Period("months", 2)),
        ("当日", Period("workdays", 0)),
        ("same day", Period("workdays", 0)),
        ("0", Period("workdays", 0)),
        ("2027-06-30", Period("until", day=date(2027, 6, 30))),
        ("五个工作日", Period("workdays", 5)),
        ("十五个工作日", Period("workdays", 15)),
        ("二十天", Period("days", 20)),
        ("两个月", Period("months", 2)),
        ("六十个自然日", Period("days", 60)),
        ("十十天", None),
        ("", None),
        ("x", None),
        ("x个工作日", None),
        ("-5", None),
        ("2.5天", None),
        ("2027-02-30", None),
        ("0天", None),
        ("9999", None),
        ("37个月", None),
        ("５个工作日", Period("workdays", 5)),
    ],
)
def test_a_period_is_read_as_offices_write_it(text: str, period: Period | None) -> None:
    assert period_in(text) == period


@pytest.mark.parametrize(
    ("period", "accepted", "day"),
    [
        ("5", "2026-09-30", "2026-10-13"),  # over the National Day, a Saturday works
        ("1", "2026-11-27", "2026-11-30"),
        ("当日", "2026-11-28", "2026-11-28"),  # at once, on a Saturday too
        ("3天", "2026-09-29", "2026-10-08"),  # the last day is off, so the first one after it
        ("10天", "2026-09-30", "2026-10-10"),
        ("1个月", "2026-01-30", "2026-02-28"),  # there is no 30th; a Saturday that works
        ("1个月", "2026-12-31", "2027-02-01"),  # the 31st is a Sunday
        ("2027-06-30", "2026-01-01", "2027-06-30"),
    ],
)
def test_a_period_begins_on_the_day_after_the_acceptance(
    period: str, accepted: str, day: str
) -> None:
    read = period_in(period)
    assert read is not None
    found = due(read, date.fromisoformat(accepted))
    assert found is not None
    assert found.day.isoformat() == day


def test_a_year_whose_calendar_is_not_known_is_told_with_the_day() -> None:
    assert due(Period("workdays", 5), date(2030, 12, 30)) == Due(date(2031, 1, 6), (2030, 2031))
    assert due(Period("workdays", 5), date(2026, 11, 2)) == Due(date(2026, 11, 9))
    assert due(Period("workdays"), date(2030, 12, 30)) == Due(date(2030, 12, 30))


def test_what_is_past_the_end_of_time_has_no_day() -> None:
    for unit in ("workdays", "days", "months"):
        assert due(Period(unit, 30), date(9999, 12, 30)) is None


def test_no_number_of_the_plans_has_a_default() -> None:
    rules = Rules()
    assert [rule.kind for rule in rules.all()] == list(KINDS)
    for kind in KINDS:
        assert (rules.period(kind) is None) == (kind not in SETTLED)
    assert rules.due(BAD_RATING, date(2026, 3, 2)) is None
    assert rules.due(PETITION, date(2026, 3, 2)) is None


def test_what_can_be_mended_at_once_is_due_the_same_day() -> None:
    assert Rules().due(AT_ONCE, date(2026, 3, 2)) == Due(date(2026, 3, 2))


def test_a_table_sets_kinds_of_the_plans_and_of_the_office() -> None:
    rules = read_rules(rows("差评,回复,5个工作日,德州", "信访,答复,60天", "批评建议,回复,"))
    assert rules.due(BAD_RATING, date(2026, 3, 2)) == Due(date(2026, 3, 9))
    assert rules.due(PETITION, date(2026, 3, 2)) == Due(date(2026, 5, 6))  # after the 1st of May
    assert rules.period(CRITICISM) is None
    again = read_rules(Tables("again.csv", {"": told_rows(rules.all())}))
    assert again.all() == rules.all()


@pytest.mark.parametrize(
    ("line", "zh", "en"),
    [
        ("差评,回复,五天左右", "写 5个工作日、3天", "write 5 working days"),
        ("差评,回复,3天", "按工作日算", "counted in working days"),
        ("走流程,立行立改,3", "就是当日", "the same day always"),
        ("差评,,3", "“种类”是空的", "'kind' is empty"),
        ("=差评,回复,3", "不以 = + - @ 开头", "none of = + - @"),
        (f"差评,回复,3,{'注' * 101}", "最多 100 个字", "at most 100"),
    ],
)
def test_a_fault_is_told_with_its_row_and_its_mend(line: str, zh: str, en: str) -> None:
    with pytest.raises(FlowErrors) as found:
        read_rules(rows("信访,答复,60天", line))
    (fault,) = found.value.errors
    assert (fault.place.row, zh in fault.told("zh"), en in fault.told("en")) == (3, True, True)


def test_a_kind_stands_in_one_row() -> None:
    with pytest.raises(FlowErrors, match=r"t\.csv:3: 'bad rating · reply' was given before"):
        read_rules(rows("差评,回复,5", "差评,回复,6"))


periods = st.one_of(
    st.builds(Period, st.just("workdays"), st.integers(0, LONGEST["workdays"])),
    st.builds(Period, st.just("days"), st.integers(1, LONGEST["days"])),
    st.builds(Period, st.just("months"), st.integers(1, LONGEST["months"])),
    st.builds(Period, st.just("until"), day=st.dates(date(2000, 1, 1), date(2100, 1, 1))),
)


@given(periods)
def test_a_period_is_told_as_it_is_read(period: Period) -> None:
    assert period_in(period.told("zh")) == period
    assert period_in(period.told("en")) == period


@given(periods, st.dates(date(2004, 1, 1), date(2090, 1, 1)))
def test_the_last_day_is_a_working_day_after_as_many_as_are_given(
    period: Period, accepted: date
) -> None:
    found = due(period, accepted)
    assert found is not None
    if period.day is None and period.count:
        assert found.day > accepted and is_workday(found.day)
    if period.unit == "workdays":
        assert workdays_after(accepted, found.day) == period.count


@given(st.text(max_size=30), st.text(max_size=30), st.text(max_size=30))
def test_whatever_is_written_is_a_rule_or_told_as_a_fault(a: str, b: str, period: str) -> None:
    kind = Kind(a.strip(), b.strip())
    if not faults_of(kind, period.strip()):
        rule = Rule(kind, period_in(period))
        read = read_rules(Tables("again.csv", {"": told_rows([rule])}))
        assert read.period(kind) == rule.period
