"""Where issues stand, many at a time, and cases of other platforms, in both databases."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import Engine

from flows.issue_query import IssueQuery
from flows.rectification import MOVES, Step
from storage import standings
from storage.exports.marks import Mark
from storage.office_issues import KnownCase, OfficeIssue, case_key
from storage.reading import Reader
from storage.records import FieldValue
from storage.standings import Standings
from storage.turns import PersonHint
from tests.storage.support import NINE, Say

LEAD = PersonHint("牵头甲", "admin", "", "zh")
FIXER = PersonHint("经办甲", "staff", "医保局", "zh")
PLAN = {
    "department": "医保局", "owner": "经办甲", "mode": "限期整改", "target": "窗口有人",
    "deadline": "2026-03-09",
}  # fmt: skip
FIX = {"cause": "没有排班", "measure": "午间排班", "result": "有人了", "evidence": "照片 1"}


def enter(say: Say, count: int, source: str = "12345热线") -> list[str]:
    with say("登记", chat="office", person=LEAD) as turn:
        numbers = []
        for n in range(1, count + 1):
            message = turn.office.say(case_key(f"YX-{n}", source), f"第 {n} 行\n内容：没人")
            told = {"problem": "没人", "case_number": f"YX-{n}"}
            fields = {name: FieldValue(value, message, how="rule") for name, value in told.items()}
            key = case_key(f"YX-{n}", source)
            numbers.append(turn.office.enter(OfficeIssue(key, source, fields)))
        return numbers


def move(say: Say, who: PersonHint, number: str, name: str, given: dict[str, str]) -> None:
    with say(name, chat=who.name, person=who) as turn:
        own = turn.moves.resting_on(f"台账.xlsx {name} {number}", f"{name}:{number}")
        values = {
            key: FieldValue(value, own.message_id, how="rule") for key, value in given.items()
        }
        assert isinstance(own.make(number, MOVES[name], values, date(2026, 3, 2)), Step)


def test_issues_stand_where_their_moves_left_them(
    say: Say, engine: Engine, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(standings, "AT_A_TIME", 2)
    first, second, third = enter(say, 3)
    read = Standings(engine)
    before = read.marks([first, second, third, "WT-1999-0001"])
    move(say, LEAD, first, "verify", {})
    move(say, LEAD, first, "assign", PLAN)
    move(say, FIXER, first, "report_fix", FIX)
    found = read.of([first, second, "WT-1999-0001"])
    assert [*found] == [first, second]
    assert found[first].case.state == "to_recheck" and found[first].fixers == {"经办甲"}
    assert found[first].case.fields.items() >= (PLAN | FIX).items()
    assert found[second].fixers == frozenset() and found[second].case.state == "to_verify"
    now = read.marks([first, second, third])
    assert now[second] == before[second] and now[first].seq == before[third].seq + 3
    changed = read.changes(first, before[first].seq)
    assert (changed["owner"].move, changed["result"].move) == ("assign", "report_fix")
    assert changed["state"].name == "经办甲" and read.changes(second, before[second].seq) == {}
    issue = reader.issue(first)
    assert issue is not None
    said = issue.messages[issue.fields["owner"].message or 0]
    assert said.text == f"台账.xlsx assign {first}" and said.kind == "row" and said.at > NINE


def test_marks_of_another_ledger_are_strangers(say: Say, engine: Engine) -> None:
    first, second, third = enter(say, 3)
    read = Standings(engine)
    marks = read.marks([first, second, third])
    assert read.strangers(marks) == []
    forged = {
        first: marks[first],
        second: Mark(marks[second].seq, "0" * 16),
        third: marks[second],
        "WT-2026-0099": Mark(99, "0" * 16),
    }
    assert read.strangers(forged) == [second, third, "WT-2026-0099"]


def test_cases_are_known_by_platform_and_number(say: Say, reader: Reader) -> None:
    numbers = enter(say, 2)
    (rated,) = enter(say, 1, "好差评:分厅")
    with say("看", chat="office", person=LEAD) as turn:
        assert turn.office.known_cases("12345热线") == {
            f"YX-{n}": KnownCase(number, f"第 {n} 行\n内容：没人")
            for n, number in enumerate(numbers, start=1)
        }
        assert [*turn.office.known_cases("好差评:分厅")] == ["YX-1"]
        assert turn.office.number_of(case_key("YX-2", "12345热线")) == numbers[1]
        assert turn.office.number_of(case_key("YX-2", "好差评:分厅")) == ""

    def asked(**wanted: object) -> list[str]:
        return [one.number for one in reader.issues_asked(IssueQuery(**wanted))]  # type: ignore[arg-type]

    assert asked(case="yx-1") == [numbers[0], rated]
    assert asked(case="YX") == asked(case="YX-%") == []
    assert asked(source="热线") == numbers
    assert asked(source="没有", sources=("好差评:分厅",)) == [rated]
    assert asked(source="热线", case="YX-2") == [numbers[1]]
