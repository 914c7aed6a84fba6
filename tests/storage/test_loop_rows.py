"""Issues as reports count them: read from the ledger and its log in few statements."""

from __future__ import annotations

from datetime import date

from flows.issue_query import IssueQuery
from flows.loop_figures import Standing
from flows.rectification import MOVES, Step
from storage.reading import Reader
from storage.records import FieldValue
from tests.storage.support import NINE, Say
from tests.storage.test_open_issues import FIX, FIXER, LEAD, PLAN, enter, move

ALL = IssueQuery()


def closed(say: Say, **fields: str) -> str:
    number = enter(say, problem="三号窗口没人", category="服务态度", **fields)
    move(say, LEAD, number, "verify")
    move(say, LEAD, number, "assign", **PLAN)
    move(say, FIXER, number, "report_fix", **FIX)
    move(say, LEAD, number, "close")
    return number


def only(reader: Reader, query: IssueQuery = ALL) -> Standing:
    (found,) = reader.standings(query)
    return found


def test_an_issue_is_told_with_what_is_counted_of_it(say: Say, reader: Reader) -> None:
    number = closed(say, item="身份证补领", severity="不方便", suggestion="排午班")
    found = only(reader)
    assert (found.number, found.state, found.found) == (number, "closed", NINE.date())
    assert (found.department, found.item, found.mode) == ("医保局", "身份证补领", "限期整改")
    assert (found.deadline, found.closed_on) == (date(2026, 3, 9), date(2026, 3, 2))
    assert (found.has_measure, found.has_wish, found.in_inspection) == (True, True, False)


def test_a_poor_mark_that_re_opened_an_issue_is_still_counted(say: Say, reader: Reader) -> None:
    number = closed(say)
    move(say, LEAD, number, "reopen", reason="还是没人", satisfaction="1")
    found = only(reader)
    assert (found.state, found.mark, found.reopened) == ("reopened", 1, 1)
    assert "satisfaction" not in (reader.issue_fields(number) or {})


def test_the_last_mark_of_a_reporter_counts(say: Say, reader: Reader) -> None:
    number = closed(say)
    with say("打分 4") as turn:
        value = {"satisfaction": FieldValue("4")}
        assert isinstance(turn.moves.make(number, MOVES["rate"], value, NINE.date()), Step)
    assert only(reader).mark == 4


def test_returned_fixes_are_counted(say: Say, reader: Reader) -> None:
    number = enter(say, problem="三号窗口没人", category="服务态度")
    move(say, LEAD, number, "verify")
    move(say, LEAD, number, "assign", **PLAN)
    for _ in range(2):
        move(say, FIXER, number, "report_fix", **FIX)
        move(say, LEAD, number, "return_fix", reason="还是没人")
    assert (only(reader).returned, only(reader).is_open()) == (2, True)


def test_what_is_not_verified_as_fact_is_not_counted(say: Say, reader: Reader) -> None:
    with say("报问题") as turn:
        told = {
            "problem": FieldValue("没人"),
            "measure": FieldValue("换个系统", how="model", state="unverified"),
        }
        found = turn.put_finding(None, "k", "", "reported", told)
        turn.confirm_issue(found, state="to_verify", year=2026)
    assert not only(reader).has_measure


def test_only_what_is_asked_for_is_told(say: Say, reader: Reader) -> None:
    for department in ("医保局", "公安局"):
        enter(say, problem=f"{department}没人", department=department)
    assert only(reader, IssueQuery(departments=("公安局",))).department == "公安局"
    assert not reader.standings(IssueQuery(departments=("民政局",)))


def test_issues_are_given_by_number_in_the_order_asked_for(say: Say, reader: Reader) -> None:
    first, second = enter(say, problem="一"), enter(say, problem="二")
    asked = reader.issues_numbered([second, "WT-2026-9999", first])
    assert [one.number for one in asked] == [second, first]
