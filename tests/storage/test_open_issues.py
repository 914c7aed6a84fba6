"""What is open, by deadline and age, and which words about it were said to whom."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import Engine

from flows.issue_query import IssueQuery
from flows.rectification import MOVES, Step
from storage.open_issues import OpenIssues
from storage.packing import CHINA
from storage.records import FieldValue
from storage.reminders import Reminders, Said
from storage.turns import PersonHint
from tests.storage.support import Say

TODAY = date(2026, 3, 2)
NOON = datetime(2026, 3, 2, 12, tzinfo=CHINA)
LEAD = PersonHint("牵头甲", "admin", "", "zh")
FIXER = PersonHint("经办甲", "staff", "医保局", "zh")
PLAN = {
    "department": "医保局", "owner": "经办甲", "mode": "限期整改", "target": "窗口有人",
    "deadline": "2026-03-09",
}  # fmt: skip
FIX = {"cause": "没有排班", "measure": "午间排班", "result": "有人了", "evidence": "照片 1"}


def enter(say: Say, **fields: str) -> str:
    with say(f"报问题 {fields}") as turn:
        values = {name: FieldValue(value) for name, value in fields.items()}
        found = turn.put_finding(None, str(fields), "", "reported", values)
        return turn.confirm_issue(found, state="to_verify", year=2026)


def move(say: Say, who: PersonHint, number: str, name: str, **given: str) -> None:
    with say(f"{name} {number} {given}", chat=who.name, person=who) as turn:
        values = {key: FieldValue(value) for key, value in given.items()}
        assert isinstance(turn.moves.make(number, MOVES[name], values, TODAY), Step)


@pytest.fixture
def reader(engine: Engine) -> OpenIssues:
    return OpenIssues(engine)


def test_deadlines_up_to_a_day_are_found_the_earliest_first(say: Say, reader: OpenIssues) -> None:
    for day in ("2026-03-03", "2026-03-01", "2026-03-02", "尽快", ""):
        enter(say, department="医保局", deadline=day, item=f"到 {day}")
    found = reader.due_by(date(2026, 3, 2))
    assert [one.deadline for one in found] == [date(2026, 3, 1), date(2026, 3, 2)]
    assert (found[0].department, found[0].item) == ("医保局", "到 2026-03-01")


def test_what_is_closed_is_no_more_among_them(say: Say, reader: OpenIssues) -> None:
    number = enter(say, problem="三号窗口没人", category="服务态度")
    move(say, LEAD, number, "verify")
    move(say, LEAD, number, "assign", **PLAN)
    assert [one.owner for one in reader.due_by(date(2026, 3, 9))] == ["经办甲"]
    move(say, FIXER, number, "report_fix", **FIX)
    assert [one.state for one in reader.all(IssueQuery())] == ["to_recheck"]
    move(say, LEAD, number, "close")
    assert reader.all(IssueQuery()) == []
    assert reader.due_by(date(2026, 3, 9)) == []


def test_how_often_it_did_not_go_well_is_counted(say: Say, reader: OpenIssues) -> None:
    number, other = (enter(say, problem=p, category="服务态度") for p in ("甲", "乙"))
    move(say, LEAD, number, "verify")
    move(say, LEAD, number, "assign", **PLAN)
    for _ in range(2):
        move(say, FIXER, number, "report_fix", **FIX)
        move(say, LEAD, number, "return_fix", reason="还是没人")
    move(say, FIXER, number, "ask_extension", reason="缺人", asked_deadline="2026-03-20")
    move(say, LEAD, number, "grant_extension")
    (one, untouched) = reader.all(IssueQuery())
    assert (one.number, untouched.number, one.deadline) == (number, other, date(2026, 3, 20))
    counts = reader.moved(IssueQuery(), ("return_fix", "grant_extension", "reopen"))
    assert counts == {one.id: {"return_fix": 2, "grant_extension": 1}}
    assert reader.moved(IssueQuery(department="公安"), ("return_fix",)) == {}


def test_what_a_chat_was_told_is_kept_once_and_for_it_alone(
    say: Say, engine: Engine, reader: OpenIssues
) -> None:
    enter(say, deadline="2026-03-02")
    (one,) = reader.all(IssueQuery())
    words = Reminders(engine)
    said = Said(one.id, date(2026, 3, 2), "on")
    words.keep("7", [said], NOON)
    words.keep("7", [said, said._replace(name="after")], NOON + timedelta(days=1))
    words.keep("7", [], NOON)
    assert words.said("7") == {(one.id, date(2026, 3, 2)): {"on", "after"}}
    assert words.said("8") == {}


def test_of_more_words_than_a_statement_takes_none_is_lost(
    say: Say, engine: Engine, reader: OpenIssues
) -> None:
    enter(say, deadline="2026-03-02")
    (one,) = reader.all(IssueQuery())
    many = [Said(one.id, date(2026, 3, 2), f"again{n}") for n in range(1_201)]
    Reminders(engine).keep("7", many, NOON)
    assert len(Reminders(engine).said("7")[one.id, date(2026, 3, 2)]) == 1_201
