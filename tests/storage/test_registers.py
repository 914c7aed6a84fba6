"""Registers, lists and services that must be walked, as they are kept in both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Engine, text

from flows.issue_lists import ListRule, Terms
from flows.issue_query import IssueQuery
from flows.must_walk import MustWalk
from flows.registers import Link
from flows.state import State
from storage.database import check
from storage.issue_lists import facts_of
from storage.must_walk import MustWalks
from storage.office_issues import OfficeIssue
from storage.reading import Reader
from storage.records import FieldValue
from storage.registers import AlreadyEnteredError, Registers
from storage.turns import PersonHint
from tests.storage.support import BEGUN, NINE, Say

RULE = {"kind": "制度", "title": "午间值班", "document": "1号", "department": "公安局"}
ISSUE = Link("issue", "WT-2026-0001")
LEAD = PersonHint("牵头甲", "admin", "", "zh")


def test_the_tables_are_those_of_the_migration(engine: Engine) -> None:
    assert check(engine) == []


def test_an_entry_is_made_once_and_its_life_is_kept(engine: Engine) -> None:
    registers = Registers(engine)
    with registers.turn("林", NINE) as turn:
        assert turn.enter("measures", RULE, [ISSUE, ISSUE]) == "ZD-0001"
        assert turn.enter("media", {"title": "走在前头"}) == "MT-0001"
    with pytest.raises(AlreadyEnteredError) as known, registers.turn("林", NINE) as turn:
        turn.enter("measures", {**RULE, "kind": "标准"})
    assert known.value.number == "ZD-0001"
    later = NINE + timedelta(hours=1)
    with registers.turn("王", later) as turn:
        assert turn.enter("measures", {**RULE, "title": "首问负责"}) == "ZD-0002", "without gaps"
        assert turn.change("measures", 1, {**RULE, "text": "两人在岗"})
        assert turn.link("measures", 1, [ISSUE, Link("item", "身份证")])
        assert turn.unlink("measures", 1, [ISSUE, ISSUE])
        assert turn.remove("measures", 2, "重复")
        assert [one.number for one in turn.entries("measures")] == ["ZD-0001"]
        with pytest.raises(AlreadyEnteredError):
            turn.enter("measures", RULE)
    for figure in (2, 9):
        with registers.turn("王", later) as turn:
            assert not turn.change("measures", figure, RULE)
            assert not turn.link("measures", figure, [ISSUE])
            assert not turn.unlink("measures", figure, [ISSUE])
            assert not turn.remove("measures", figure, "")
    one = registers.entry("measures", 1)
    assert one is not None
    assert one.links == (Link("item", "身份证"),)
    assert [(deed.by, deed.deed) for deed in one.history] == [
        ("林", "enter"), ("王", "change"), ("王", "link"), ("王", "unlink"),
    ]  # fmt: skip
    gone = registers.entry("measures", 2)
    assert gone is not None
    assert gone.removed == later
    assert registers.entry("measures", 3) is None


def test_entries_are_those_of_ones_departments_and_of_an_issue(engine: Engine) -> None:
    registers = Registers(engine)
    with registers.turn("林", NINE) as turn:
        turn.enter("measures", RULE, [ISSUE])
        turn.enter("measures", {**RULE, "department": "民政局"}, [ISSUE])
        turn.enter("measures", {"kind": "政策", "title": "全市的"})
    seen = registers.entries("measures", within=["民政局"], to=ISSUE)
    assert [one.number for one in seen] == ["ZD-0002"]
    assert [one.number for one in registers.entries("measures", within=[])] == ["ZD-0003"]
    assert len(registers.entries("measures", removed=True)) == 3


def test_what_was_entered_of_a_walk_goes_with_it(engine: Engine, say: Say) -> None:
    registers = Registers(engine)
    with say("走流程") as turn:
        walk = turn.start_walk("accompanied", "1", BEGUN)
        turn.registers.enter("highlights", {"title": "帮忙复印"}, [Link("walk", str(walk.id))])
        turn.registers.enter("highlights", {"title": "别的"}, [Link("walk", str(walk.id + 1))])
    with say("撤回") as turn:
        turn.withdraw_walk(walk.id)
    assert [one.fields for one in registers.entries("highlights")] == [{"title": "别的"}]
    gone = registers.entry("highlights", 1)
    assert gone is not None
    assert (gone.fields, gone.links) == ({}, ())
    assert [deed.detail for deed in gone.history] == [None]
    with engine.connect() as connection:
        said = connection.execute(
            text("SELECT count(*) FROM register_log WHERE detail LIKE '%复印%'")
        )
        assert said.scalar_one() == 0


def enter(say: Say, *told: dict[str, str]) -> None:
    with say("登记", chat="office", person=LEAD) as turn:
        for place, fields in enumerate(told):
            values = {name: FieldValue(value, how="rule") for name, value in fields.items()}
            turn.office.enter(OfficeIssue(f"seed:{place}", "12345热线", values))


def test_the_lists_that_sql_finds_are_those_that_the_rules_mean(say: Say, reader: Reader) -> None:
    enter(
        say,
        {"problem": "甲", "severity": "办不成", "category": "服务态度"},
        {"problem": "乙", "severity": "建议优化"},
        {"problem": "丙", "suggestion": "多开窗口", "measure": "排班"},
        {"problem": "丁", "measure": ""},
    )
    everything = reader.issues()
    rules = [
        ListRule("全部", "All"),
        ListRule("问题", "P", none=Terms(severities=("建议优化",))),
        ListRule("需求", "N", any=Terms(severities=("建议优化",), filled=("suggestion",))),
        ListRule("措施", "M", any=Terms(filled=("measure",)), none=Terms(categories=("其他",))),
        ListRule("来源", "S", any=Terms(sources=("12345热线",)), none=Terms(states=("closed",))),
        ListRule("制度", "R", register=True),
    ]
    for rule in rules:
        query = IssueQuery(listing=rule.name, listed=rule)
        found = [one.number for one in reader.issues_asked(query)]
        meant = [one.number for one in everything if rule.reasons(facts_of(one)) is not None]
        assert found == meant, rule
        assert reader.issue_page(query, 0, 9).total == len(meant)
    assert reader.issues_asked(IssueQuery(listing="没有的")) == []
    told = replace(everything[0], state="待核实")
    assert facts_of(told) == facts_of(everything[0])


def walked(say: Say, chat: str, item: tuple[str, str], *, unnamed: bool = False) -> int:
    who = PersonHint(chat, locale="zh")
    with say("走", chat=chat, person=who) as turn:
        walk = turn.start_walk("accompanied", "1", BEGUN)
        turn.set_item(walk.id, *item)
        if unnamed:
            turn.people.set_anonymous(turn.person.id, True)
    with say("完", chat=chat, person=who) as turn:
        done: State = replace(BEGUN, status="finished")
        turn.save_walk(walk.id, walk.state, done)
    return walk.id


def test_services_are_marked_walked_and_unmarked(engine: Engine, say: Say) -> None:
    store = MustWalks(engine)
    first = MustWalk("身份证补领", "GA-1", department="公安局", cases=20)
    other = MustWalk("结婚登记", cases=None, blocked=True)
    assert store.mark([first, other], "林", NINE) == 2
    assert store.mark([replace(first, cases=30), MustWalk("丙", cases=40)], "林", NINE) == 1
    assert [(one.name, one.cases) for one in store.all()] == [
        ("丙", 40), ("身份证补领", 30), ("结婚登记", None),
    ]  # fmt: skip
    assert store.of("GA-1", "别的") == replace(first, cases=30)
    assert store.of("", "结婚登记") == other
    assert store.of("", "") is None
    assert store.mark([other], "王", NINE, alone=True) == 0
    assert store.all() == [other]
    assert store.unmark("结婚登记")
    assert not store.unmark("结婚登记")
    named = walked(say, "王", ("GA-1", "身份证补领"))
    unnamed = walked(say, "李", ("GA-1", "身份证补领"), unnamed=True)
    found = {one.walk: one.person for one in store.visits()}
    assert found == {named: "王", unnamed: ""}
    assert store.visits(since=NINE + timedelta(days=1)) == []
    assert store.visits(until=NINE) == []


def test_problems_are_counted_by_service_and_severity(engine: Engine, say: Say) -> None:
    told = {"problem": "甲", "item": "身份证", "severity": "办不成"}
    enter(say, told, told, {"problem": "乙"})
    found = MustWalks(engine).problems(IssueQuery())
    assert sorted(found) == [("", "", 1), ("身份证", "办不成", 2)]
