"""The functions that XLSForm has not: working days, whose office it is, how many suggestions."""

from __future__ import annotations

from datetime import date

import pytest

from flows.functions import FUNCTIONS
from flows.points import points_in
from flows.units import same_office, same_unit
from flows.workdays import MAX_WORKDAYS, add_workdays


def call(name: str, *values: str | float) -> object:
    return FUNCTIONS[name].call(*values)


@pytest.mark.parametrize(
    ("day", "works"),
    [
        ("2026-11-24", True),  # a Tuesday
        ("2026-11-28", False),  # a Saturday
        ("2026-02-14", True),  # a Saturday that makes up for the Spring Festival
        ("2026-10-10", True),  # a Saturday that makes up for the National Day
        ("2026-10-01", False),
        ("2026-10-06", False),  # a Tuesday in the holidays
        ("2026-01-01T09:00:00", False),
        ("2031-10-01", True),  # not announced yet: the rule of the week
        ("2031-10-04", False),
        ("", False),
        ("soon", False),
    ],
)
def test_a_workday_is_one_of_the_calendar_with_its_make_up_days(day: str, works: bool) -> None:
    assert call("is-workday", day) is works


@pytest.mark.parametrize(
    ("day", "known"), [("2026-12-31", True), ("2031-01-01", False), ("", False)]
)
def test_a_year_that_was_not_announced_is_told_apart(day: str, known: bool) -> None:
    assert call("workdays-known", day) is known


@pytest.mark.parametrize(
    ("day", "count", "due"),
    [
        ("2026-09-30", 3, "2026-10-10"),  # eight days off, and a Saturday that works
        ("2026-11-27", 1, "2026-11-30"),
        ("2026-11-27", 0, "2026-11-27"),
        ("2026-11-27T18:00:00", 5, "2026-12-04"),
        ("2026-11-27", "", ""),  # a number that is not set gives no day
        ("2026-11-27", -1, ""),
        ("2026-11-27", 1_000_000, ""),
        ("9999-12-30", 5, ""),
        ("", 5, ""),
    ],
)
def test_a_period_is_counted_from_the_day_after(day: str, count: str | float, due: str) -> None:
    assert call("add-workdays", day, count) == due


def test_the_longest_period_is_counted_and_no_longer_one() -> None:
    assert add_workdays(date(2026, 1, 1), MAX_WORKDAYS) is not None
    assert add_workdays(date(2026, 1, 1), MAX_WORKDAYS + 1) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("医保局", "市医疗保障局 窗口"),
        ("云溪市医保局", "医保局"),
        ("云溪市公安局", "公安局户政窗口"),
        ("人社局", "云溪市人力资源和社会保障局"),
        ("市监局", "市场监督管理局"),
        ("市场监管局", "云溪市市场监督管理局"),
        ("住建局", "住房和城乡建设局"),
        ("城管局", "城市管理局"),
        ("卫健委", "卫生健康委员会"),
        ("发改委", "云溪市发展和改革委员会"),
        ("公积金中心", "住房公积金管理中心"),
        ("审批局", "行政审批服务局"),
        ("大数据局", "大数据管理局"),
        ("城关镇便民服务中心", "城关镇"),
        ("东门街道便民服务中心", "东门街道"),
        ("民政局婚姻登记处", "我们民政局"),
        ("Medical Insurance Bureau", "the medical insurance bureau counter"),
        ("民政局", "云溪市民政局"),
        ("市政务服务局", "云溪市政务服务局"),
    ],
)
def test_one_office_has_many_names(one: str, other: str) -> None:
    assert same_unit(one, other)
    assert call("same-unit", other, one) is True


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("东城区医保局", "西城区医保局"),
        ("市医保局", "东城区医保局"),
        ("城关镇便民服务中心", "河东镇便民服务中心"),
        ("便民服务中心", "河东镇便民服务中心"),
        ("东门街道", "西门街道"),
        ("民政局", "财政局"),
        ("云溪市民政局", "北山县民政局"),
        ("税务局", "水务局"),
        ("住建局", "住房公积金管理中心"),
        ("教育局", "教体局"),
        ("督查科", "审改科"),
        ("交通局", "交警支队"),
        ("乡村振兴局", "农业农村局"),
        ("政务服务中心", "云溪市政务服务中心"),
        ("", "医保局"),
        ("", ""),
        ("Public Security Bureau", "Medical Insurance Bureau"),
    ],
)
def test_other_offices_are_told_apart(one: str, other: str) -> None:
    assert not same_unit(one, other)
    assert not same_unit(other, one)
    assert not same_office(one, other)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("医保局", "云溪市医疗保障局", True),
        ("公安局", "云溪市公安局", True),
        ("云溪市民政局", "民政局", True),
        ("市人社局", "云溪市人力资源和社会保障局", True),
        ("公安局", "云溪市公安局交通警察支队", False),
        ("公安处", "铁路公安处", False),
        ("民政局", "民政局婚姻登记处", False),
        ("局", "云溪市公安局", False),
        ("", "", False),
    ],
)
def test_a_part_of_an_office_is_not_the_office(one: str, other: str, same: bool) -> None:
    assert same_office(one, other) is same
    assert same_office(other, one) is same


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("取号机旁加凳子", 1),
        ("1.取号机旁加凳子 2.窗口别老换人", 2),
        ("1、加凳子2、加饮水机", 2),
        ("（1）加凳子（2）加水", 2),
        ("①加凳子②加水③换牌子", 3),
        ("第一，精简材料；第二，合并环节。", 2),
        ("第一条加凳子第二条加水", 2),
        ("第一减少材料，第二合并窗口", 2),
        ("一是减材料，二是并环节，三是延时服务", 3),
        ("一是多放凳子二是中午别关窗三是加个大字版", 3),
        ("一、加凳子。二、加水", 2),
        ("加凳子\n加饮水机\n", 2),
        ("加凳子；加饮水机；换指示牌", 3),
        ("加凳子。另外窗口别换人", 2),
        ("First, add seats. Second, fewer forms", 2),
        ("1) seats 2) water 3) signs", 3),
        ("add seats, also better signs", 2),
        ("办结要3.5天太长，12号窗口人多", 1),
        ("2号窗口加人", 1),
        ("周1、2、3都排队，加人", 1),
        ("一个窗口人太多", 1),
        ("一窗受理要落实", 1),
        ("第一次来的人找不到路", 1),
        ("第一个窗口和第二个窗口合并", 1),
        ("没有座位，加几张凳子", 1),
        ("1.5米线要画", 1),
        ("唯一是窗口太少", 1),
        ("没有", 0),
        ("暂时没有建议", 0),
        ("不知道", 0),
        ("没什么建议，都挺好", 0),
        ("没啥可说的", 0),
        ("没了没了", 0),
        ("没有座位，都挺好", 1),
        ("None.", 0),
        ("同上", 0),
        ("。。。", 0),
        ("", 0),
    ],
)
def test_suggestions_are_counted_as_they_were_listed(text: str, count: int) -> None:
    assert points_in(text) == count
    assert call("count-points", text) == count


@pytest.mark.parametrize("text", ["第一" * 10_000, "1." * 10_000, "；" * 20_000, "另外" * 10_000])
def test_a_long_text_is_counted_at_once(text: str) -> None:
    assert points_in(text) >= 0
    assert not same_unit(text, "医保局")


@pytest.mark.parametrize("text", ["就这些吧", "没了", "暂时就想到这些", "没有别的了", "that's all"])
def test_a_word_for_the_end_makes_no_point(text: str) -> None:
    assert points_in(text) == 0


@pytest.mark.parametrize("text", ["就这些窗口不够用", "只有一个厕所不够", "没了饮水机要加"])
def test_what_only_begins_like_the_end_makes_one(text: str) -> None:
    assert points_in(text) == 1
