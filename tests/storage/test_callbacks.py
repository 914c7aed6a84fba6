"""Calls by a third party: kept once, without names, taken back; and who is still to be called."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine, text

from flows.callbacks import Call
from flows.issue_query import IssueQuery
from flows.rectification import Refusal, Step
from storage.callbacks import CallbackReader
from storage.database import check
from storage.turns import Store
from tests.storage.follow_up import LEAD, REPORTER, Played
from tests.storage.support import NINE


@pytest.fixture
def ledger(store: Store, engine: Engine) -> Played:
    return Played(store, engine)


def call(result: str, at: datetime = NINE, **more: object) -> Call:
    return Call(at, result, **more)  # type: ignore[arg-type]


def numbers(engine: Engine, most: int | None = None) -> list[tuple[str, int]]:
    return [(one.number, one.tries) for one in CallbackReader(engine).to_call(most=most)]


def agreed(ledger: Played, number: str, said: str = "同意") -> None:
    assert isinstance(ledger.move(REPORTER, number, "agree_call", {"callback": said}), Step)


def test_who_agreed_is_called_once_it_is_closed_until_they_are_reached(
    ledger: Played, engine: Engine
) -> None:
    asked, silent = ledger.enter(), ledger.enter("别的")
    refused = ledger.enter("再一个")
    agreed(ledger, asked)
    agreed(ledger, refused, "不同意")
    assert numbers(engine) == [], "nothing is closed"
    for number in (asked, silent, refused):
        ledger.close(number)
    assert numbers(engine) == [(asked, 0)]
    ledger.days(1)
    ledger.called(asked, call("unreached", ledger.now, tries=2), "a")
    ledger.called(asked, call("unreached", ledger.now, tries=1), "b")
    assert numbers(engine) == [(asked, 3)] and numbers(engine, most=3) == []
    ledger.called(asked, call("fair", ledger.now), "c")
    assert numbers(engine) == []
    reopened = ledger.move(REPORTER, asked, "reopen", {"reason": "又没人", "satisfaction": "1"})
    assert isinstance(reopened, Step)
    ledger.days(1)
    plan = {"owner": "经办甲", "mode": "限期整改", "target": "有人", "deadline": "2026-04-01",
            "department": "医保局"}  # fmt: skip
    assert isinstance(ledger.move(LEAD, asked, "assign", plan), Step)
    from tests.storage.follow_up import FIX, FIXER, VERIFIER

    ledger.move(FIXER, asked, "report_fix", FIX)
    ledger.move(VERIFIER, asked, "close")
    assert numbers(engine) == [(asked, 0)], "closed anew, so asked anew"


def test_of_whom_it_is_said_what_their_platform_calls_them_and_no_name(
    ledger: Played, engine: Engine
) -> None:
    number = ledger.case("YX1", callback="同意", item="医保报销")
    ledger.close(number)
    [one] = CallbackReader(engine).to_call()
    assert (one.number, one.case, one.item, one.department) == (number, "YX1", "医保报销", "医保局")
    assert CallbackReader(engine).to_call(IssueQuery(department="公安")) == []
    with engine.connect() as connection:
        columns = connection.execute(text("SELECT * FROM callback")).keys()
    assert not {"name", "phone"} & set(columns)


def test_calls_are_listed_with_who_entered_them_and_when(ledger: Played, engine: Engine) -> None:
    number = ledger.enter()
    first = call("dissatisfied", NINE, mark=2, words="还在排队", company="云溪民意")
    ledger.called(number, first, "a")
    ledger.called(number, call("satisfied", NINE + timedelta(days=9)), "b")
    reader = CallbackReader(engine)
    one, two = reader.kept()
    assert (one.number, one.by, one.settled) == (number, "牵头甲", "")
    assert (one.call.words, one.call.mark, one.call.timed) == ("还在排队", 2, True)
    assert one.entered < two.entered
    assert [c.id for c in reader.kept(since=NINE + timedelta(days=1))] == [two.id]
    assert [c.id for c in reader.kept(until=NINE + timedelta(days=1))] == [one.id]
    assert reader.kept(IssueQuery(department="公安")) == []
    assert [c.result for c in reader.calls([number])[number]] == ["dissatisfied", "satisfied"]
    assert reader.calls([]) == {}


def test_a_key_is_kept_once_and_tells_what_it_said(ledger: Played) -> None:
    number = ledger.enter()
    ledger.called(number, call("fair"), "a")
    known = ledger.turn(LEAD, lambda turn: turn.moves.callbacks.known({"a", "b"}))
    assert known == {"a": (number, "fair")}


def test_cases_are_found_by_what_their_platform_calls_them(ledger: Played) -> None:
    first, second = ledger.case("YX1"), ledger.case("YX1", "信访")
    cases = ledger.turn(LEAD, lambda turn: turn.moves.callbacks.cases())
    assert cases == {"yx1": (first, second)}


def test_a_bad_result_waits_until_it_is_settled_or_the_issue_moved_on(
    ledger: Played, engine: Engine
) -> None:
    reader, number, other = CallbackReader(engine), ledger.enter(), ledger.enter("别的")
    ledger.close(number)
    ledger.called(number, call("dissatisfied", ledger.now - timedelta(days=3)), "before")
    ledger.called(other, call("dissatisfied", ledger.now), "open anyhow")
    ledger.days(1)
    id_ = ledger.called(number, call("dissatisfied", ledger.now), "now")
    assert [one.id for one in reader.kept(to_decide=True)] == [id_]

    def settle(turn: object) -> None:
        calls = turn.moves.callbacks  # type: ignore[attr-defined]
        assert calls.one(id_).number == number and calls.one(99) is None
        calls.settle(id_, "left", "说的是另一件事")

    ledger.turn(LEAD, settle)
    assert reader.kept(to_decide=True) == []
    settled = next(one for one in reader.kept() if one.id == id_)
    assert (settled.settled, settled.reason) == ("left", "说的是另一件事")


def test_words_and_consent_go_with_the_records_of_who_reported_it(
    ledger: Played, engine: Engine
) -> None:
    number = ledger.enter()
    agreed(ledger, number)
    ledger.close(number)
    ledger.called(number, call("fair", NINE - timedelta(days=1), words="我住三楼"), "a")
    assert numbers(engine) == [(number, 0)]
    ledger.turn(REPORTER, lambda turn: turn.withdraw_all())
    [kept] = CallbackReader(engine).kept()
    assert kept.call.words == "" and numbers(engine) == []
    waits = IssueQuery(reply="due")
    from storage.reading import Reader

    assert Reader(engine).issues_asked(waits) == [], "nobody waits for a reply any more"
    assert check(engine) == []


def test_who_reported_it_is_reached_where_they_talk(ledger: Played) -> None:
    told, entered = ledger.enter(), ledger.case("YX1")

    def reaches(number: str) -> object:
        return ledger.turn(LEAD, lambda turn: turn.moves.reaches(number))

    assert reaches(told) is True
    assert reaches(entered) is True, "the admin of this chat entered it"
    with pytest.raises(LookupError):
        reaches("WT-2026-0099")


def test_only_who_reported_it_and_admins_say_whether_one_may_be_called(ledger: Played) -> None:
    from tests.storage.follow_up import FIXER

    number = ledger.enter(department="医保局")
    assert ledger.move(FIXER, number, "agree_call", {"callback": "同意"}) == Refusal("part")
    assert isinstance(ledger.move(LEAD, number, "agree_call", {"callback": "同意"}), Step)
