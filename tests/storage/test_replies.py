"""Replies that are owed, asked of the ledger: by where they stand, with the day they are due."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import Engine

from flows.deadlines import BAD_RATING, CRITICISM, Period, Rule, Rules
from flows.issue_query import IssueQuery
from flows.rectification import Step
from flows.replying import ReplyState, due_of, last_days
from storage.open_issues import OpenIssues
from storage.reading import Reader
from storage.reminders import Reminders, Said
from storage.turns import Store
from tests.storage.follow_up import LEAD, REPORTER, Played
from tests.storage.support import NINE

RULES = Rules([Rule(CRITICISM, Period("workdays", 5)), Rule(BAD_RATING, Period("workdays", 1))])


@pytest.fixture
def ledger(store: Store, engine: Engine) -> Played:
    return Played(store, engine)


def asked(reply: ReplyState, on: date, **more: object) -> IssueQuery:
    return IssueQuery(reply=reply, reply_by=tuple(last_days(RULES, on).items()), **more)  # type: ignore[arg-type]


def found(reader: Reader, query: IssueQuery) -> list[str]:
    assert reader.issue_page(query, 0, 9).total == len(reader.issues_asked(query))
    return [one.number for one in reader.issues_asked(query)]


def test_a_reply_is_due_then_overdue_then_given_then_owed_anew(
    ledger: Played, reader: Reader
) -> None:
    number, office = ledger.enter(department="医保局"), ledger.case("G-1", "群众提问")
    today = NINE.date()
    assert found(reader, asked("due", today)) == [number] and office not in number
    assert found(reader, asked("overdue", today + timedelta(days=7))) == [], "the last day of five"
    late = today + timedelta(days=8)
    assert found(reader, asked("overdue", late)) == [number]
    assert found(reader, asked("overdue", late, within=("公安局",))) == []
    ledger.close(number)
    assert found(reader, asked("overdue", late)) == [number], "closed is not replied to"
    assert isinstance(ledger.move(LEAD, number, "reply", {"reply": "已排班"}), Step)
    assert found(reader, asked("due", late)) == [] and found(reader, asked("replied", late))
    ledger.days(1)
    again = {"reason": "又没人", "satisfaction": "1"}
    assert isinstance(ledger.move(REPORTER, number, "reopen", again), Step)
    assert found(reader, asked("replied", late)) == []
    assert found(reader, asked("overdue", today + timedelta(days=3))) == [number], "as a bad rating"
    issue = reader.issue(number)
    assert issue is not None and (issue.reply_kind, issue.reply_from) == ("差评", "2026-03-03")


def test_what_is_owed_is_told_with_its_day_and_said_once(ledger: Played, engine: Engine) -> None:
    number = ledger.enter(department="医保局")
    ledger.close(number)

    def due(group: str, day: date) -> date | None:
        one = due_of(group, day, RULES)
        return None if one is None else one.day

    [one] = OpenIssues(engine).owed(asked("overdue", date(2026, 3, 31)), due)
    assert (one.number, one.state, one.deadline) == (number, "closed", date(2026, 3, 9))
    reminders, at = Reminders(engine), datetime.fromisoformat("2026-03-09T09:00+08:00")
    reminders.keep("7", [Said(one.id, date(2026, 3, 9), "reply-on")], at)
    assert reminders.said("7") == {(one.id, date(2026, 3, 9)): {"reply-on"}}
    ledger.move(LEAD, number, "reply", {"reply": "已排班"})
    assert reminders.said("7") == {}, "nothing is waited for"
