"""Lists as views of the ledger, the services that must be walked, and what registers take."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.errors import FlowErrors, Place
from flows.issue_lists import Facts, ListRule, ListScheme, Reason, Terms
from flows.issue_terms import SEVERITIES
from flows.lists_file import Known, read_lists
from flows.must_walk import (
    MustWalk,
    Ranked,
    Share,
    Visit,
    by_department,
    covered,
    ranked,
    read_must_walk,
    share,
)
from flows.registers import REGISTERS, issue_read, number_read, number_told, tidied, troubles
from flows.xlsform.tables import Tables

DEFAULT = Path(__file__).parents[2] / "bot" / "office_defaults" / "lists.yaml"
COLUMNS = {
    "source": "来源", "found_at": "发现日期", "item": "事项名称", "step": "环节",
    "problem": "问题", "category": "类别", "severity": "影响程度", "department": "责任部门",
    "owner": "责任人", "deadline": "整改时限", "state": "状态", "suggestion": "工作建议",
    "cause": "原因", "mode": "整改方式", "measure": "整改优化措施", "result": "整改结果/成效",
}  # fmt: skip
KNOWN = Known(COLUMNS, COLUMNS, {"leader": "主官式体验"})
PROBLEM = Facts("to_verify", "leader", "办不成", "服务态度", frozenset({"problem"}))


def faults(path: Path) -> list[str]:
    with pytest.raises(FlowErrors) as refused:
        read_lists(path, KNOWN)
    return [line.partition(":")[2] for line in refused.value.told("en").splitlines()]


def test_the_lists_that_are_proposed_are_those_of_the_plans() -> None:
    scheme = read_lists(DEFAULT, KNOWN)
    names = [one.name for one in scheme.lists]
    assert names == ["问题清单", "需求清单", "优化措施清单", "制度清单"]
    assert [one.register for one in scheme.lists] == [False, False, False, True]
    assert (scheme.coverage, scheme.media) == (None, 1)
    assert set(scheme.weights) == set(SEVERITIES)
    assert scheme.named(" needs ") == scheme.lists[1]
    assert scheme.named("没有的") is None
    assert scheme.lists[1].called("en") == "Needs"


@pytest.mark.parametrize(
    ("facts", "standing"),
    [
        (PROBLEM, {"问题清单": ()}),
        (PROBLEM._replace(severity="建议优化"), {"需求清单": (Reason("severities", "建议优化"),)}),
        (PROBLEM._replace(state="not_adopted"), {}),
        (
            PROBLEM._replace(filled=frozenset({"suggestion", "measure"})),
            {
                "问题清单": (),
                "需求清单": (Reason("filled", "suggestion"),),
                "优化措施清单": (Reason("filled", "measure"),),
            },
        ),
    ],
)
def test_an_issue_stands_in_each_list_for_a_reason(
    facts: Facts, standing: dict[str, tuple[Reason, ...]]
) -> None:
    lists = read_lists(DEFAULT, KNOWN).lists
    found = {one.name: why for one in lists if (why := one.reasons(facts)) is not None}
    assert found == standing


def test_each_fault_of_the_file_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "lists.yaml"
    path.write_text(
        "lists:\n"
        "  - {name: 甲, name_en: A, any: {severities: [很重], sources: [主官式体验, 12345]}}\n"
        "  - {name: 甲, name_en: B, of: 别的, columns: [状况]}\n"
        "  - {name: 这个清单的名称实在是太长太长太长太长太长了, name_en: C, every: 1}\n"
        "must_walk: {coverage: 120, weights: {办不成: 多}}\n",
        encoding="utf-8",
    )
    told = "\n".join(faults(path))
    for words in (
        "'很重'",
        "'甲' was given before",
        "'别的'",
        "'状况'",
        "'every'",
        "'120'",
        "'多'",
    ):
        assert words in told, words
    path.write_text(
        "lists:\n  - {name: 甲, name_en: A, any: {sources: [主官式体验, 12345]}}\nmedia:\n",
        encoding="utf-8",
    )
    (rule,) = read_lists(path, KNOWN).lists
    assert rule.any == Terms(sources=("leader", "主官式体验", "12345"))
    assert rule.reasons(PROBLEM) == (Reason("sources", "leader"),)
    assert ListScheme((rule,), {}).named("a") is rule
    assert ListRule("制度", "Rules", register=True).reasons(PROBLEM) is None


def table(*rows: tuple[str, ...]) -> Tables:
    return Tables("items.csv", {"": [list(row) for row in rows]}, [])


def test_a_table_of_services_marks_what_must_be_walked() -> None:
    found = read_must_walk(
        table(
            ("2026 年必走事项",),
            ("事项名称", "办件量", "部门", "标记", "全程网办", "15分钟圈"),
            ("身份证补领", "12,345件", "公安局", "高频、堵点", "否", "是"),
            ("结婚登记", "800.0", "", "", "", ""),
            ("难办的事", "", "", "堵点", "", ""),
        )
    )
    first = MustWalk("身份证补领", "", "", "公安局", True, True, 12345, "no", "yes")
    assert found == (
        first,
        MustWalk("结婚登记", cases=800),
        MustWalk("难办的事", frequent=False, blocked=True),
    )
    assert (first.marks("zh"), first.marks("en")) == ("高频、堵点", "frequent, blocked")


def test_a_table_of_services_with_faults_marks_nothing() -> None:
    rows = table(
        ("事项名称", "办件量", "标记", "高频", "堵点"),
        ("甲", "很多", "热门", "也许", ""),
        ("", "1", "", "", ""),
        ("甲", "-3", "", "", "是"),
        ("=1", "", "", "否", ""),
    )
    with pytest.raises(FlowErrors) as refused:
        read_must_walk(rows)
    told = refused.value.told("zh")
    for words in (
        "“很多”",
        "“热门”",
        "“也许”",
        "“事项名称”是空的",
        "“-3”",
        "“甲”前面已经写过",
        "“=1”",
    ):
        assert words in told, words
    for empty in (
        table(("事项名称",)),
        table(*[("事项名称",), *[(f"事项{n}",) for n in range(5001)]]),
    ):
        with pytest.raises(FlowErrors):
            read_must_walk(empty)


def test_a_service_is_covered_by_walks_of_its_guide_or_its_name() -> None:
    day = date(2026, 3, 2)
    services = [
        MustWalk("身份证补领", "GA-1", department="公安局"),
        MustWalk("结婚登记", department="民政局"),
        MustWalk("没人走的", department="民政局"),
        MustWalk("无部门"),
    ]
    visits = [
        Visit(1, "GA-1", "居民身份证补领", "leader", "王局", day),
        Visit(2, "GA-1", "身份证补领", "leader", "", day.replace(day=5)),
        Visit(3, "", "结婚登记", "leader", "林局", day),
        Visit(4, "X", "别的", "leader", "林局", day),
    ]
    found = covered(services, visits)
    assert [[visit.walk for visit in one.visits] for one in found] == [[2, 1], [3], [], []]
    assert share(found) == Share("", 4, 2)
    assert [(one.name, one.percent) for one in by_department(found)] == [
        ("民政局", 50), ("公安局", 100), ("", 0),
    ]  # fmt: skip
    assert Share("", 0, 0).percent == 0
    assert Share("", 300, 299).percent == 99, "100 is all of them"


def test_services_are_ranked_by_how_often_and_how_badly() -> None:
    rows = [("甲", "办不成", 1), ("甲", "", 2), ("乙", "建议优化", 4), ("", "办不成", 9)]
    found = ranked(rows, {"办不成": 5, "建议优化": 0.5}, list(SEVERITIES))
    assert found == (Ranked("甲", 3, "办不成", 7), Ranked("乙", 4, "建议优化", 2))


def test_what_a_register_takes_is_tidied_and_told_where_it_is_wrong() -> None:
    fields = {
        "kind": " rule ",
        "title": " 午间 值班 ",
        "date": "2026年11月1日",
        "text": " 两人\n在岗 ",
    }
    kept = tidied("measures", {**fields, "document": "  "})
    assert kept == {
        "kind": "制度", "title": "午间 值班", "date": "2026-11-01", "text": "两人\n在岗",
    }  # fmt: skip
    assert list(troubles("measures", kept, Place(""))) == []
    wrong = {"kind": "规矩", "date": "明天", "text": "字" * 4001, "department": "a\ud800"}
    told = [one.told("zh") for one in troubles("measures", tidied("measures", wrong), Place("a"))]
    assert len(told) == 5
    assert "“标题”是空的" in told[1]
    (address,) = troubles(
        "media",
        {
            "action": "甲",
            "outlet": "乙",
            "date": "2026-01-01",
            "title": "丙",
            "link": "javascript:x",
        },
        Place(""),
    )
    assert "不是网址" in address.told("zh")


@given(st.sampled_from(list(REGISTERS)), st.integers(1, 99_999))
def test_a_number_is_read_as_it_is_told(register, figure) -> None:  # type: ignore[no-untyped-def]
    told = number_told(register, figure)
    for written in (told, told.lower(), told.replace("-", ""), str(figure)):
        assert number_read(register, written) == figure


def test_other_numbers_are_none() -> None:
    for written in ("XX-0001", "ZD-0", "", "一", "WT-2026-0001"):
        assert number_read("measures", written) is None
    assert issue_read(" wt-2026-3 ") == "WT-2026-0003"
    assert issue_read("2026-12") == "WT-2026-0012"
    assert issue_read("第三个") is None
