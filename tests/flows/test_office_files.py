"""Files that an office edits: every fault with its line and mend, and nothing half-taken."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.campaign_file import Campaign, Milestone, Phase, read_campaign
from flows.duty_file import Duty, DutyRules, read_duties
from flows.errors import FlowErrors
from flows.issue_terms import CATEGORIES
from flows.rotation import MAX_UNITS, Unit
from flows.scoring_file import read_scheme
from flows.unit_table import OfficeUnit, known_as, read_units
from flows.xlsform.tables import Tables

ACTIONS = {"leader": "主官式体验", "accompanied": "陪同式帮办"}
DEFAULTS = Path(__file__).parents[2] / "bot" / "office_defaults"


def read(reader: Callable[[Path], Any], folder: Path, text: str) -> Any:
    path = folder / "file.yaml"
    path.write_text(text, encoding="utf-8")
    return reader(path)


def faults(call: Callable[[], object]) -> list[str]:
    """The faults without the file's name, as English tells them."""
    with pytest.raises(FlowErrors) as refused:
        call()
    lines = refused.value.told("en").splitlines()
    return [line.partition(":")[2] for line in lines]


def duties(path: Path) -> DutyRules:
    return read_duties(path, ACTIONS)


def campaign(path: Path) -> Campaign:
    return read_campaign(path, ACTIONS)


def test_what_is_proposed_can_be_read_and_sets_nothing_that_the_plans_leave_open() -> None:
    rules = duties(DEFAULTS / "duties.yaml")
    assert rules.weekly == Duty(("leader",), 1, "week")
    assert rules.window_heads == Duty(("accompanied",), None, "month")
    assert (rules.notice_days, rules.areas_apart) == (None, False)
    scheme = read_scheme(DEFAULTS / "scores.yaml")
    assert [(one.name, one.weight) for one in scheme.indicators] == [
        ("指南准确", 20), ("流程通畅", 20), ("时限兑现", 20), ("服务态度", 20), ("整改实效", 20),
    ]  # fmt: skip
    assert {each for one in scheme.indicators for each in one.categories} == set(CATEGORIES)


def test_duties_are_read_as_they_are_written(tmp_path: Path) -> None:
    text = (
        "weekly: {actions: [leader, 主官式体验], times: 2}\n"
        "window_heads: {actions: [陪同式帮办], per: 周, times: 3}\n"
        "sit_in: {notice_days: 5}\nrotation: {areas_apart: true}\n"
    )
    assert read(duties, tmp_path, text) == DutyRules(
        Duty(("leader",), 2, "week"), Duty(("accompanied",), 3, "week"), 5, True
    )


def test_faults_of_duties_are_told_all_at_once(tmp_path: Path) -> None:
    text = (
        "weekly: {actions: [主官式], times: 0}\n"
        "window_head: {}\n"
        "sit_in: {notice_days: 三}\nrotation: {areas_apart: maybe}\n"
    )
    told = faults(lambda: read(duties, tmp_path, text))
    assert [line.partition(" ")[0] for line in told] == ["1:1:", "1:20:", "1:33:", "2:14:", "3:23:", "4:25:"]  # noqa: E501  # fmt: skip
    assert "'window_heads' is missing" in told[0]
    assert "there is no '主官式'; did you mean '主官式体验'?" in told[1]
    assert "no whole number from 1 to 99" in told[2]
    assert "did you mean 'window_heads'?" in told[3]


def test_faults_of_a_scheme_are_told(tmp_path: Path) -> None:
    source = (DEFAULTS / "scores.yaml").read_text("utf-8")
    changes = {
        "'收费问题'": source.replace("收费问题, ", ""),
        "'服务态度' was given before": source.replace("[超承诺时限]", "[超承诺时限, 服务态度]"),
        "nothing tells what '整改实效' rests on": source.replace("    mending: true\n", ""),
        "rests on several things": source.replace(
            "mending: true", "mending: true\n    peer_score: true"
        ),
        "'办不成' is missing": source.replace("  办不成: 8\n", ""),
        "'-8' is no number": source.replace("办不成: 8", "办不成: -8"),
        "'指南准确' was given before": source.replace("name: 流程通畅", "name: 指南准确"),
        "there is no '服务不好'": source.replace("[服务态度,", "[服务态度, 服务不好,"),
        "neither true nor false": source.replace("unverified: false", "unverified: nein"),
    }
    for wanted, text in changes.items():
        told = faults(partial(read, read_scheme, tmp_path, text))
        assert any(wanted in line for line in told), wanted


CAMPAIGN = """
name: 走流程
begins: 2026-09-01
ends: 2026-12-31
phases:
  - {name: 总结提高阶段, begins: 2026-12-01, ends: 2026-12-31}
  - {name: 宣传发动阶段, begins: 2026-09-01, ends: 2026-09-15, open: 报名}
milestones:
  - {name: 集中推进, by: 2026-11-30, remind: 7}
plans: {by: 2026-09-20, actions: [主官式体验]}
targets: {leader: 40, 陪同式帮办: }
"""


def test_a_campaign_is_read_in_the_order_of_its_days(tmp_path: Path) -> None:
    found = read(campaign, tmp_path, CAMPAIGN)
    assert found == Campaign(
        "走流程",
        date(2026, 9, 1),
        date(2026, 12, 31),
        (
            Phase("宣传发动阶段", date(2026, 9, 1), date(2026, 9, 15), "报名"),
            Phase("总结提高阶段", date(2026, 12, 1), date(2026, 12, 31)),
        ),
        (Milestone("集中推进", date(2026, 11, 30), 7),),
        date(2026, 9, 20),
        ("leader",),
        {"leader": 40, "accompanied": None},
    )
    least = read(campaign, tmp_path, "{name: 走流程, begins: 2026-09-01, ends: 2026-09-01}")
    assert (least.phases, least.milestones, least.plans_by, least.targets) == ((), (), None, {})


def test_days_of_a_campaign_that_contradict_each_other_are_told(tmp_path: Path) -> None:
    changes = {
        "ends (2026-08-31) before it begins": CAMPAIGN.replace(
            "ends: 2026-12-31\nph", "ends: 2026-08-31\nph"
        ),
        "overlap those of '宣传发动阶段'": CAMPAIGN.replace(
            "begins: 2026-12-01", "begins: 2026-09-15"
        ),
        "2027-01-30 is not from 2026-09-01 to 2026-12-31": CAMPAIGN.replace(
            "by: 2026-11-30", "by: 2027-01-30"
        ),
        "'2026-09-31' is no day": CAMPAIGN.replace("by: 2026-09-20", "by: 2026-09-31"),
        "'begins' is empty": CAMPAIGN.replace("begins: 2026-09-01\nends", "begins:\nends"),
        "'name' is missing": CAMPAIGN.replace("name: 走流程\n", ""),
        "no whole number from 1 to 100000": CAMPAIGN.replace("leader: 40", "leader: 0"),
        "there is no 'leaders'": CAMPAIGN.replace("leader: 40", "leaders: 40"),
    }
    for wanted, text in changes.items():
        told = faults(partial(read, campaign, tmp_path, text))
        assert any(wanted in line for line in told), (wanted, told)


@given(text=st.text(max_size=60))
def test_any_text_is_a_campaign_or_told(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    try:
        assert read(campaign, tmp_path_factory.getbasetemp(), text).name
    except FlowErrors as refused:
        assert refused.told("zh")


def units(*rows: list[str]) -> tuple[OfficeUnit, ...]:
    return read_units(Tables("units.csv", {"": rows}))


def test_units_are_read_by_their_heads_in_any_order() -> None:
    rows: tuple[list[str], ...] = (
        ["", ""],
        ["主要负责人", "单位", "不互查", "片区", "备注", "窗口负责人"],
        [" 王局 ", "云溪市公安局", "城东镇", "北", "x", "张主任、李主任 、张主任"],
        [],
        ["", "城东镇", "", "", "", "钱主任\n孙 主任"],
    )
    assert units(*rows) == (
        OfficeUnit(Unit("云溪市公安局", "北", frozenset({"城东镇"})), "王局", ("张主任", "李主任")),
        OfficeUnit(Unit("城东镇"), window_heads=("钱主任", "孙 主任")),
    )


def test_faults_of_units_are_told_with_their_rows() -> None:
    told = faults(
        lambda: units(["单位", "不互查"], ["甲局", "乙局、丙居"], ["乙局"], ["甲局"], ["", "甲局"])
    )
    assert told[0].startswith("2: there is no unit '丙居' in the table")
    assert told[1].startswith("4: '甲局' was given before")
    assert told[2].startswith("5: '单位' is empty")
    assert (
        "no head row; write the names of columns into row 1, among them: name"
        in faults(lambda: units(["部门"], ["甲局"]))[0]
    )
    assert "no head row" in faults(units)[0]
    assert "has no rows" in faults(lambda: units(["单位"]))[0]
    assert "'=1+1' cannot be used" in faults(lambda: units(["单位"], ["=1+1"]))[0]
    many = [["单位"], *([f"{number}"] for number in range(MAX_UNITS + 1))]
    assert "more than 200 rows" in faults(lambda: units(*many))[0]


@pytest.mark.parametrize(
    ("said", "known"),
    [
        ("城东镇", "城东镇便民服务中心"),
        ("公安局户政窗口", "云溪市公安局"),
        ("市医保局", "云溪市医疗保障局"),
        ("文旅局", "文旅局"),
        ("便民服务中心", "便民服务中心"),
    ],
)
def test_an_office_is_called_as_the_table_calls_it(said: str, known: str) -> None:
    table = ["云溪市公安局", "云溪市医疗保障局", "城东镇便民服务中心", "城西镇便民服务中心"]
    assert known_as(said, table) == known
