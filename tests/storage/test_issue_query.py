"""What a question to the ledger finds, on both databases: each of its conditions, and the order."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine

from flows.issue_query import IssueQuery
from flows.rectification import MOVES, Step
from storage.reading import Reader
from storage.records import FieldValue
from storage.turns import PersonHint
from tests.storage.support import Say

TODAY = date(2026, 3, 2)
LEAD = PersonHint("牵头甲", "admin", "", "zh")
STAFF = PersonHint("经办甲", "staff", "医保局", "zh")
PLAN = {
    "department": "医保局", "owner": "经办甲", "mode": "限期整改", "target": "窗口有人",
    "deadline": "2026-03-09",
}  # fmt: skip
ISSUES: dict[str, dict[str, str]] = {
    "copies": {"problem": "要两份复印件_A", "step": "提交材料", "severity": "不方便"},
    "queue": {
        "problem": "排队太久",
        "step": "取号排队",
        "severity": "办不成",
        "department": "公安局",
    },
    "open": {"problem": "没人接电话", "severity": "多花时间", **PLAN},
    "late": {
        "problem": "灯坏了",
        "suggestion": "提供复印件",
        **PLAN,
        "deadline": "2026-02-01 下班前",
    },
}


@pytest.fixture
def numbers(say: Say) -> dict[str, str]:
    """The issues by name; `open` was re-opened, appealed and given more time, `late` was not."""
    entered = {}
    for name, fields in ISSUES.items():
        with say(f"报问题 {name}") as turn:
            values = {key: FieldValue(value) for key, value in fields.items()}
            found = turn.put_finding(None, name, "", "reported", values)
            entered[name] = turn.confirm_issue(found, state="to_verify", year=2026)
    number = entered["open"]
    for who, move, given in (
        (LEAD, "verify", {}),
        (LEAD, "assign", PLAN),
        (STAFF, "appeal", {"reason": "不归我们"}),
        (LEAD, "refuse_appeal", {"reason": "归"}),
        (STAFF, "ask_extension", {"reason": "缺配件", "asked_deadline": "2026-04-01"}),
        (LEAD, "grant_extension", {"asked_deadline": "2026-04-01"}),
    ):
        with say(f"{move}", chat=who.name, person=who) as turn:
            values = {key: FieldValue(value) for key, value in given.items()}
            assert isinstance(turn.moves.make(number, MOVES[move], values, TODAY), Step), move
    return entered


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ({"text": "复印件"}, ["late", "copies"]),
        ({"text": "_a"}, ["copies"]),
        ({"text": "复_件"}, []),
        ({"text": "%"}, []),
        ({"step": "取号排队"}, ["queue"]),
        ({"step": "咨询"}, []),
        ({"appealed": True}, ["open"]),
        ({"extended": True}, ["open"]),
        ({"reopened": True}, []),
        ({"lacks": "owner"}, ["queue", "copies"]),
        ({"lacks": "deadline"}, ["queue", "copies"]),
        ({"lacks": "department"}, ["copies"]),
        ({"except_departments": ("医保局",)}, ["queue", "copies"]),
        ({"due_to": date(2026, 2, 1)}, ["late"]),
        ({"due_to": date(2026, 1, 31)}, []),
        ({"due_from": date(2026, 2, 2)}, ["open"]),
        ({"due_from": date(2026, 2, 1), "due_to": date(2026, 4, 1)}, ["open", "late"]),
        ({"order": "oldest"}, ["copies", "queue", "open", "late"]),
        ({"order": "newest"}, ["late", "open", "queue", "copies"]),
        ({"order": "severity"}, ["queue", "open", "copies", "late"]),
        ({"order": "deadline"}, ["late", "open", "copies", "queue"]),
        ({"standing": "overdue", "on": TODAY, "order": "deadline"}, ["late"]),
    ],
)
def test_each_condition_and_order(
    engine: Engine, numbers: dict[str, str], asked: dict[str, Any], names: list[str]
) -> None:
    page = Reader(engine).issue_page(IssueQuery(**asked), 0, 9)
    called = {number: name for name, number in numbers.items()}
    found = [called[one.number] for one in page.issues]
    unordered = sorted(found) == sorted(names) and not asked.get("order")
    assert (found == names or unordered) and page.total == len(names)


def test_several_numbers_are_those_and_no_others(engine: Engine, numbers: dict[str, str]) -> None:
    wanted = (numbers["queue"], numbers["late"], "WT-2026-9999")
    page = Reader(engine).issue_page(IssueQuery(numbers=wanted), 0, 9)
    assert [one.number for one in page.issues] == [numbers["late"], numbers["queue"]]
    none = Reader(engine).issue_page(IssueQuery(numbers=wanted, within=("民政局",)), 0, 9)
    assert none.total == 0


def test_words_are_looked_for_in_confirmed_fields_of_those_one_may_see(
    engine: Engine, numbers: dict[str, str]
) -> None:
    reader = Reader(engine)
    seen = IssueQuery(text="复印件", within=("医保局",))
    assert [one.number for one in reader.issue_page(seen, 0, 9).issues] == [numbers["late"]]
    assert reader.issue_tally(IssueQuery(text="复印件"), "owner") == [("经办甲", 1), ("", 1)]
    assert sum(count for _, count in reader.issue_tally(IssueQuery(), "source")) == len(ISSUES)
