"""What comes after a walk: known problems are counted, follow-ups are due, asked once, answered."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import Engine, text

from flows.issue_terms import INITIAL_STATE
from storage.reading import Reader
from storage.records import FieldValue, KnownProblem
from storage.turns import Turn
from tests.storage.support import BEGUN, NINE, Say


def enter(turn: Turn, walk_id: int | None, problem: str, **fields: str) -> str:
    """An issue of that problem; its number."""
    told = {"problem": problem, "item_code": "GA-1", "item": "补办身份证", **fields}
    values = {name: FieldValue(value) for name, value in told.items()}
    finding = turn.put_finding(walk_id, problem, "", "reported", values)
    return turn.confirm_issue(finding, state=INITIAL_STATE, year=2026)


def test_what_is_known_of_a_service_is_told_by_kind_the_most_frequent_first(
    say: Say, reader: Reader
) -> None:
    with say("走流程") as turn:
        walk = turn.start_walk("accompanied", "1", BEGUN)
        enter(turn, walk.id, "叫号屏坏了", category="环境设施", severity="不方便")
        enter(turn, walk.id, "没人理", category="服务态度", severity="不方便")
        late = enter(turn, walk.id, "大厅没座位", category="环境设施", severity="办不成")
        enter(turn, walk.id, "别的事项的", category="服务态度", item_code="GA-2")
    problems, severities = reader.known_problems("GA-1", "", 3)
    assert problems == (
        KnownProblem(late, {"category": "环境设施"}, 2),
        KnownProblem("WT-2026-0002", {"category": "服务态度"}, 1),
    )
    assert severities == {"不方便": 2, "办不成": 1}
    assert reader.known_problems("GA-1", "", 1)[0] == problems[:1]
    assert reader.known_problems("", "补办身份证", 3)[0][0].count == 2
    assert reader.known_problems("GA-3", "", 3) == ((), {})


def test_what_is_not_verified_or_no_longer_open_is_not_passed_on(
    engine: Engine, say: Say, reader: Reader
) -> None:
    with say("走流程") as turn:
        walk = turn.start_walk("accompanied", "1", BEGUN)
        unsure = {
            "problem": FieldValue("听说的", state="unverified"),
            "category": FieldValue("服务态度"),
            "item_code": FieldValue("GA-1"),
        }
        found = turn.put_finding(walk.id, "k", "", "reported", unsure)
        turn.confirm_issue(found, state=INITIAL_STATE, year=2026)
        enter(turn, walk.id, "已经改好的", category="环境设施")
    with engine.begin() as connection:
        connection.execute(text("UPDATE issue SET state = 'closed' WHERE id = 2"))
    assert reader.known_problems("GA-1", "", 3)[0] == ()


def test_an_issue_that_is_met_again_counts_and_the_last_word_of_a_walk_holds(
    say: Say, reader: Reader
) -> None:
    with say("走流程") as turn:
        first = turn.start_walk("accompanied", "1", BEGUN)
        number = enter(turn, first.id, "叫号屏坏了", category="环境设施")
    with say("走流程", chat="c2") as turn:
        second = turn.start_walk("accompanied", "1", BEGUN)
        turn.see_issue(number, second.id, "gone")
        turn.see_issue(number, second.id, "still")
        turn.see_issue("WT-2026-9999", second.id, "still")
    issue = reader.issue(number)
    assert issue is not None
    assert [(one.seen, one.walk_id) for one in issue.sightings] == [("still", second.id)]
    assert reader.known_problems("GA-1", "", 3)[0][0].count == 2


def test_what_a_walk_saw_is_taken_back_with_it(say: Say, reader: Reader) -> None:
    with say("走流程") as turn:
        number = enter(turn, None, "叫号屏坏了", category="环境设施")
    with say("走流程") as turn:
        walk = turn.start_walk("accompanied", "1", BEGUN)
        turn.see_issue(number, walk.id, "still")
    with say("不同意") as turn:
        turn.save_walk(walk.id, walk.state, replace(BEGUN, status="cancelled"))
        turn.erase_walk(walk.id)
    issue = reader.issue(number)
    assert issue is not None and issue.sightings == ()


def test_a_follow_up_is_due_asked_once_and_answered(say: Say, reader: Reader) -> None:
    with say("走流程") as turn:
        walk = turn.start_walk("accompanied", "1", BEGUN)
        turn.set_item(walk.id, "GA-1", "补办身份证")
        number = enter(turn, walk.id, "叫号屏坏了")
        turn.plan_follow_up(walk.id, "issues", NINE + timedelta(minutes=3))
        turn.plan_follow_up(walk.id, "result", NINE + timedelta(days=20))
        assert turn.due_follow_up() is None
    assert [one.kind for one in reader.follow_ups()] == ["issues", "result"]
    assert reader.follow_ups(due_by=NINE) == []
    with say("别人", chat="c2") as turn:
        assert turn.follow_ups() == []
    with say("您好") as turn:
        due = turn.due_follow_up()
        assert due is not None
        assert (due.kind, due.item_name, due.numbers) == ("issues", "补办身份证", (number,))
        turn.mark_asked(due.id)
        assert turn.due_follow_up() is None, "people are reminded once"
        assert len(turn.follow_ups()) == 2, "what was not answered stays"
    assert [one.id for one in reader.follow_ups(due_by=NINE + timedelta(hours=1))] == [due.id]
    with say("改好了") as turn:
        turn.answer_follow_up(due.id, "mended")
        assert [one.kind for one in turn.follow_ups()] == ["result"]
