"""What the public may be told: decisions, withdrawn publications, and that no person is in it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import Engine

from flows.progress import GROUPS
from flows.rectification import Step
from storage.public_issues import Candidate, PublicIssues, Stand
from tests.storage.support import NINE, Say
from tests.storage.test_moves import (
    FIX,
    FIXER,
    LEAD,
    PLAN,
    VERIFIER,
    Entered,
    closed,
    entered,
    move,
)

__all__ = ["entered"]
VERIFIED = GROUPS["verified"]


@pytest.fixture
def public(engine: Engine) -> PublicIssues:
    return PublicIssues(engine)


def only(public: PublicIssues) -> Candidate:
    (one,) = public.all(VERIFIED)
    return one


def test_an_issue_is_told_without_anybody_in_it(
    say: Say, entered: Entered, public: PublicIssues
) -> None:
    number = closed(say, entered)
    one = only(public)
    assert one.issue.number == number
    assert one.issue.texts == {
        "problem": "三号窗口中午没人", "measure": "午间排班", "result": "有人了",
    }  # fmt: skip
    assert (one.issue.department, f"{one.issue.deadline}") == ("医保局", "2026-03-09")
    assert f"{one.issue.closed}" == "2026-03-02"
    told = f"{one}"
    assert not [name for name in ("体验员", "经办甲", "复核甲", "牵头甲") if name in told]


def test_what_nobody_verified_is_not_there(
    say: Say, entered: Entered, public: PublicIssues
) -> None:
    entered("三号窗口中午没人")
    assert list(public.all(VERIFIED)) == []
    assert [one.issue.state for one in public.all(("to_verify",))] == ["to_verify"]


def test_a_result_is_told_when_somebody_else_found_it_so(
    say: Say, entered: Entered, public: PublicIssues
) -> None:
    number = entered("三号窗口中午没人")
    for who, name, given in (
        (LEAD, "verify", {}),
        (LEAD, "assign", PLAN),
        (FIXER, "report_fix", FIX),
    ):
        assert isinstance(move(say, who, number, name, given), Step)
    assert "result" not in only(public).issue.texts
    assert isinstance(move(say, VERIFIER, number, "close"), Step)
    assert only(public).issue.texts["result"] == "有人了"


def test_the_last_word_counts(say: Say, entered: Entered, public: PublicIssues) -> None:
    number = closed(say, entered)
    with say("暂不公开", person=LEAD, chat="lead") as turn:
        turn.moves.public.add(number, "hold", "涉及个人")
        assert turn.moves.public.of(number).held
    stand = only(public).stand
    assert (stand.held, stand.by, stand.reason) == (True, "牵头甲", "涉及个人")
    assert public.numbers("closed") == []
    with say("恢复公开", person=LEAD, chat="lead") as turn:
        turn.moves.public.add(number, "release")
    assert not only(public).stand.held
    assert public.numbers("closed") == [number]


def test_a_publication_that_is_withdrawn_holds_it_back(
    say: Say, entered: Entered, public: PublicIssues
) -> None:
    number = closed(say, entered)
    assert isinstance(move(say, LEAD, number, "publish"), Step)
    assert not only(public).stand.held
    assert isinstance(move(say, LEAD, number, "unpublish", {"reason": "有误"}), Step)
    stand = only(public).stand
    assert (stand.held, stand.by, stand.reason) == (True, "牵头甲", "有误")
    with say("恢复公开", person=LEAD, chat="lead") as turn:
        turn.moves.public.add(number, "release")
    assert not only(public).stand.held
    assert isinstance(move(say, LEAD, number, "publish"), Step)
    with say("暂不公开", person=LEAD, chat="lead") as turn:
        turn.moves.public.add(number, "hold", "再看看")
    assert only(public).stand.reason == "再看看"


def test_publishing_shows_what_was_held(say: Say, entered: Entered, public: PublicIssues) -> None:
    number = closed(say, entered)
    with say("暂不公开", person=LEAD, chat="lead") as turn:
        turn.moves.public.add(number, "hold", "再看看")
    assert isinstance(move(say, LEAD, number, "publish"), Step)
    assert not only(public).stand.held


def test_other_words_stay_until_they_are_emptied(
    say: Say, entered: Entered, public: PublicIssues
) -> None:
    number = closed(say, entered)
    with say("改写", person=LEAD, chat="lead") as turn:
        turn.moves.public.add(number, "reword", texts={"problem": "午间无人", "measure": "排班"})
        turn.moves.public.add(number, "hold", "再看看")
        turn.moves.public.add(number, "reword", texts={"measure": ""})
    stand = only(public).stand
    assert (stand.held, dict(stand.texts)) == (True, {"problem": "午间无人"})


def test_an_issue_that_is_not_there(say: Say) -> None:
    with say("暂不公开", person=LEAD, chat="lead") as turn:
        for what in ("hold", "release", "reword"):
            with pytest.raises(LookupError):
                turn.moves.public.add("WT-2026-0999", what)
        with pytest.raises(LookupError):
            turn.moves.public.of("WT-2026-0999")


def test_nothing_was_decided(say: Say, entered: Entered) -> None:
    number = entered("三号窗口中午没人")
    with say("查", person=LEAD, chat="lead") as turn:
        assert turn.moves.public.of(number) == Stand()


def test_a_time_and_a_number_choose(say: Say, entered: Entered, public: PublicIssues) -> None:
    first, second = (entered(text) for text in ("三号窗口中午没人", "四号窗口中午没人"))
    for number in (first, second):
        assert isinstance(move(say, LEAD, number, "verify"), Step)
    assert [one.issue.number for one in public.all(VERIFIED)] == [second, first]
    assert [one.issue.number for one in public.all(VERIFIED, number=first)] == [first]
    early, late = NINE - timedelta(days=1), NINE + timedelta(days=1)
    assert len(list(public.all(VERIFIED, since=early, until=late))) == 2
    assert list(public.all(VERIFIED, since=late)) == list(public.all(VERIFIED, until=early)) == []


def test_persons_are_known_by_every_name(say: Say, entered: Entered, public: PublicIssues) -> None:
    closed(say, entered)
    assert {"体验员", "经办甲", "复核甲", "牵头甲"} <= public.names()
