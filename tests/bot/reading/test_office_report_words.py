"""Which report an office wants, and which words want none."""

from __future__ import annotations

from datetime import date

import pytest

from bot.reading.office_report_words import read

TODAY = date(2026, 11, 29)


@pytest.mark.parametrize(
    ("text", "kind", "unit", "walk"),
    [
        ("出医保局的总结", "unit", "医保局", ""),
        ("把公安局的工作总结发我", "unit", "公安局", ""),
        ("给我出一份市医保局的总结", "unit", "市医保局", ""),
        ("医保局总结", "unit", "医保局", ""),
        ("单位总结", "unit", "", ""),
        ("总结", "unit", "", ""),
        ("summary of 医保局", "unit", "医保局", ""),
        ("互查报告 12", "peer", "", "12"),
        ("发12号互查报告", "peer", "", "12"),
        ("出走流程12的互查报告", "peer", "", "12"),
        ("互查报告", "peer", "", ""),
        ("peer check report 12", "peer", "", "12"),
        ("督查问题清单", "inspection", "", ""),
        ("医保局的督查问题清单", "inspection", "医保局", ""),
        ("导出督查清单", "inspection", "", ""),
        ("inspection list", "inspection", "", ""),
        ("县级工作报告", "county", "", ""),
        ("出全县的总结", "county", "", ""),
        ("工作报告", "county", "", ""),
        ("county report", "county", "", ""),
    ],
)
def test_the_report_that_is_wanted(text: str, kind: str, unit: str, walk: str) -> None:
    asked = read(text, TODAY, in_form=False)
    assert asked is not None and (asked.kind, asked.unit, asked.walk) == (kind, unit, walk)


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("本月医保局的总结", date(2026, 11, 1), None),
        ("医保局本月的总结", date(2026, 11, 1), None),
        ("出医保局10月份的总结", date(2026, 10, 1), date(2026, 11, 1)),
        ("今年医保局的总结", date(2026, 1, 1), None),
    ],
)
def test_the_days_that_it_is_of(text: str, since: date, until: date | None) -> None:
    asked = read(text, TODAY, in_form=False)
    assert asked is not None and (asked.unit, asked.since, asked.until) == ("医保局", since, until)


@pytest.mark.parametrize("text", ["本单位总结", "出我们单位的总结", "我们局的总结", "our summary"])
def test_the_own_unit_s(text: str) -> None:
    asked = read(text, TODAY, in_form=False)
    assert asked is not None and asked.own and not asked.unit


@pytest.mark.parametrize(
    "text", ["问题清单", "督查报告", "您总结得很好", "发体验报告", "公安局怎么走", "总结" * 40]
)
def test_other_words_want_no_such_report(text: str) -> None:
    assert read(text, TODAY, in_form=False) is None


@pytest.mark.parametrize("text", ["总结", "医保局总结", "互查报告", "工作报告"])
def test_what_may_be_an_answer_is_none_where_something_is_asked(text: str) -> None:
    assert read(text, TODAY, in_form=True) is None
    assert read(f"导出{text}", TODAY, in_form=True) is not None
