"""Links to one's own issues: whose they are, how long, and what they lead to."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import Engine, text

from flows.rectification import Step
from storage.private_links import OwnPages
from tests.storage.support import NINE, Say
from tests.storage.test_moves import LEAD, PLAN, Entered, closed, entered, move

__all__ = ["entered"]
LATER = NINE + timedelta(days=1)


@pytest.fixture
def pages(engine: Engine) -> OwnPages:
    return OwnPages(engine)


def linked(say: Say, days: int | None = 30) -> str:
    with say("我的进展链接") as turn:
        until = None if days is None else NINE + timedelta(days=days)
        return turn.people.links.make(turn.person.id, until)


def test_a_link_leads_to_its_person_until_it_ends(say: Say, pages: OwnPages) -> None:
    token = linked(say)
    with say("再看") as turn:
        mine = turn.person.id
        found = turn.people.links.of(mine)
    assert found is not None
    assert (found.person, found.until) == (mine, NINE + timedelta(days=30))
    assert pages.person(token, LATER) == mine
    assert pages.person(token, NINE + timedelta(days=31)) is None
    assert pages.person(linked(say, None), NINE + timedelta(days=9999)) == mine


def test_the_token_is_not_kept(say: Say, engine: Engine) -> None:
    token = linked(say)
    with engine.connect() as connection:
        row = connection.execute(text("SELECT * FROM private_link")).one()
    assert len(token) >= 43
    assert token not in f"{row}"


@pytest.mark.parametrize("token", ["", "x", "x" * 65, "x" * 10_000, "\ud800", "' OR 1=1 --"])
def test_any_other_token_leads_nowhere(say: Say, pages: OwnPages, token: str) -> None:
    linked(say)
    assert pages.person(token, LATER) is None


def test_a_new_one_takes_the_place_of_the_old(say: Say, pages: OwnPages) -> None:
    old, new = linked(say), linked(say)
    assert old != new
    assert pages.person(old, LATER) is None
    assert pages.person(new, LATER) is not None


def test_taken_back(say: Say, pages: OwnPages) -> None:
    token = linked(say)
    with say("撤回链接") as turn:
        assert turn.people.links.drop(turn.person.id)
        assert not turn.people.links.drop(turn.person.id)
        assert turn.people.links.of(turn.person.id) is None
    assert pages.person(token, LATER) is None


def test_with_the_records_goes_the_link(say: Say, pages: OwnPages) -> None:
    token = linked(say)
    with say("删除我的记录") as turn:
        turn.withdraw_all()
    assert pages.person(token, LATER) is None


def test_one_sees_ones_own_issues_and_what_one_hears_of(
    say: Say, entered: Entered, pages: OwnPages
) -> None:
    number = closed(say, entered)
    second = entered("四号窗口中午没人")
    with say("别人报的", chat="c2", person=LEAD) as turn:
        other = turn.person.id
    with say("谁") as turn:
        mine = turn.person.id
    found = pages.issues(mine)
    assert [one.issue.number for one in found] == [second, number]
    assert [step.move for step in found[1].heard] == ["assign", "close"]
    assert pages.issues(other) == []


def test_an_issue_that_was_taken_back_is_no_longer_ones_own(
    say: Say, entered: Entered, pages: OwnPages
) -> None:
    number = entered("三号窗口中午没人")
    assert isinstance(move(say, LEAD, number, "verify"), Step)
    assert isinstance(move(say, LEAD, number, "assign", PLAN), Step)
    with say("撤回") as turn:
        mine = turn.person.id
        turn.withdraw_issue(number)
    assert pages.issues(mine) == []


def test_ones_records_tell_of_the_link_but_not_the_token(say: Say, reader) -> None:  # type: ignore[no-untyped-def]
    token = linked(say)
    with say("谁") as turn:
        mine = turn.person.id
    told = reader.records_of(mine).data["volunteer"]["link"]
    assert [row["until"][:10] for row in told] == ["2026-04-01"]
    assert token not in f"{told}"
