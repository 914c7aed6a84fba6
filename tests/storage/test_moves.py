"""Issues that move: what is kept of it, by whom, and that nobody can change it unseen."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import Engine, text

from flows.rectification import MOVES, Case, Refusal, Step
from storage import issue_log
from storage.database import check
from storage.issue_log import Broken
from storage.reading import Reader
from storage.records import FieldValue
from storage.turns import NewMessage, PersonHint, Store
from tests.storage.support import NINE, Say

TODAY = date(2026, 3, 2)
REPORTER = PersonHint("体验员", locale="zh")
LEAD = PersonHint("牵头甲", "admin", "", "zh")
FIXER = PersonHint("经办甲", "staff", "医保局", "zh")
VERIFIER = PersonHint("复核甲", "staff", "医保局", "zh")
PLAN = {
    "department": "医保局", "owner": "经办甲", "mode": "限期整改", "target": "窗口有人",
    "deadline": "2026-03-09",
}  # fmt: skip
FIX = {"cause": "没有排班", "measure": "午间排班", "result": "有人了", "evidence": "照片 1"}

Entered = Callable[[str], str]


@pytest.fixture
def entered(say: Say) -> Entered:
    """Enters an issue with this problem; its number."""

    def enter(problem: str) -> str:
        with say(problem) as turn:
            fields = {
                "problem": FieldValue(problem, turn.message_id, 0, len(problem)),
                "category": FieldValue("服务态度", turn.message_id, how="asked"),
                "severity": FieldValue("不方便", how="model", state="unverified"),
            }
            found = turn.put_finding(None, problem, "", "reported", fields)
            return turn.confirm_issue(found, state="to_verify", year=2026)

    return enter


def move(
    say: Say, who: PersonHint, number: str, name: str, given: dict[str, str] | None = None
) -> Step | Refusal:
    """A person makes a move in a chat of their own; each value is the message's last words."""
    with say(f"{name} {number}", chat=who.name, person=who) as turn:
        values = {key: FieldValue(value, turn.message_id) for key, value in (given or {}).items()}
        return turn.moves.make(number, MOVES[name], values, TODAY)


def closed(say: Say, entered: Entered) -> str:
    """An issue that four people brought to its end."""
    number = entered("三号窗口中午没人")
    for who, name, given in (
        (LEAD, "verify", {}),
        (LEAD, "assign", PLAN),
        (FIXER, "report_fix", FIX),
        (VERIFIER, "close", {"review": "看过了"}),
    ):
        assert isinstance(move(say, who, number, name, given), Step), name
    return number


def rows(engine: Engine) -> list[tuple[str, str, str]]:
    with engine.connect() as connection:
        found = connection.execute(text("SELECT move, before, state FROM issue_log ORDER BY seq"))
        return [(row.move, row.before, row.state) for row in found]


def faults(engine: Engine) -> list[Broken]:
    with engine.connect() as connection:
        return list(issue_log.check(connection))


def test_a_life_from_its_report_to_its_end(
    say: Say, entered: Entered, reader: Reader, engine: Engine
) -> None:
    number = closed(say, entered)
    assert rows(engine) == [
        ("enter", "", "to_verify"),
        ("verify", "to_verify", "to_assign"),
        ("assign", "to_assign", "fixing_by_deadline"),
        ("report_fix", "fixing_by_deadline", "to_recheck"),
        ("close", "to_recheck", "closed"),
    ]
    issue = reader.issue(number)
    assert issue is not None and issue.state == "closed"
    told = {name: field.value for name, field in issue.fields.items()}
    assert told.items() >= (PLAN | FIX).items()
    assert (told["reviewer"], told["closed_on"]) == ("复核甲", "2026-03-02")
    assert issue.messages[issue.fields["measure"].message or 0].text == f"report_fix {number}"
    with engine.connect() as connection:
        row = connection.execute(text("SELECT * FROM issue")).one()
    assert (row.department, row.owner, row.deadline) == ("医保局", "经办甲", "2026-03-09")
    assert (row.category, row.severity) == ("服务态度", ""), "what nobody confirmed is no fact"
    assert faults(engine) == [] and check(engine) == []


def test_a_refused_move_changes_nothing(say: Say, entered: Entered, engine: Engine) -> None:
    number = entered("没人")
    assert move(say, FIXER, number, "verify") == Refusal("part")
    assert move(say, LEAD, number, "close") == Refusal("state")
    assert move(say, LEAD, number, "send_back", {"reason": " "}) == Refusal("needs", ("reason",))
    assert rows(engine) == [("enter", "", "to_verify")]


def test_who_fixed_it_does_not_verify_it(say: Say, entered: Entered) -> None:
    """R54, by who reported the fix, whatever name they go by meanwhile."""
    number = entered("没人")
    move(say, LEAD, number, "verify")
    move(say, LEAD, number, "assign", PLAN | {"owner": "别人"})
    move(say, FIXER, number, "report_fix", FIX)
    assert move(say, FIXER, number, "close") == Refusal("self")
    assert isinstance(move(say, VERIFIER, number, "return_fix", {"reason": "还没人"}), Step)


def test_what_holds_no_longer_is_gone_but_not_from_the_log(
    say: Say, entered: Entered, reader: Reader, engine: Engine
) -> None:
    number = closed(say, entered)
    step = move(say, REPORTER, number, "reopen", {"reason": "又没人了"})
    assert step == Refusal("part"), "another chat is another person"
    with say("重开", chat="c1") as turn:
        given = {"reason": FieldValue("又没人了", turn.message_id)}
        turn.moves.make(number, MOVES["reopen"], given, TODAY)
    issue = reader.issue(number)
    assert issue is not None and issue.state == "reopened"
    assert {"deadline", "result", "closed_on", "reviewer"}.isdisjoint(issue.fields)
    with engine.connect() as connection:
        last = connection.execute(text("SELECT * FROM issue_log ORDER BY seq DESC LIMIT 1")).one()
    told = issue_log.detail_of(last)
    assert told["given"] == {"reason": "又没人了"}
    assert told["by"] == {"name": "体验员", "role": "volunteer", "department": ""}


def test_a_fixer_of_an_earlier_life_may_verify_a_later_fix(say: Say, entered: Entered) -> None:
    number = closed(say, entered)
    move(say, LEAD, number, "reopen", {"reason": "又没人了"})
    move(say, LEAD, number, "assign", PLAN | {"owner": "复核甲"})
    move(say, VERIFIER, number, "report_fix", FIX)
    assert isinstance(move(say, FIXER, number, "close"), Step)


def test_how_issues_moved_is_told_issue_by_issue(
    say: Say, entered: Entered, reader: Reader
) -> None:
    first, second = entered("一号问题"), entered("二号问题")
    move(say, LEAD, second, "verify")
    move(say, LEAD, first, "send_back", {"reason": "哪个窗口"})
    told = [(one.number, one.move, one.after, one.name) for one in reader.moves([first, second])]
    assert told == [
        (first, "enter", "to_verify", "体验员"),
        (first, "send_back", "sent_back", "牵头甲"),
        (second, "enter", "to_verify", "体验员"),
        (second, "verify", "to_assign", "牵头甲"),
    ]
    with say("看看") as turn:
        last = turn.moves.last(first)
    assert (last.seq, last.given, last.role) == (4, {"reason": "哪个窗口"}, "admin")


def test_an_issue_that_is_not_there(say: Say) -> None:
    with say("认领 9") as turn, pytest.raises(LookupError):
        turn.moves.case("WT-2026-0009")


TAMPERED = {
    "a state in the log": ("UPDATE issue_log SET state = 'closed' WHERE seq = 2", "link"),
    "a time": ("UPDATE issue_log SET at = at + 1 WHERE seq = 3", "link"),
    "a seal": ("UPDATE issue_log SET seal = '' WHERE seq = 3", "link"),
    "who moved it": (
        "UPDATE issue_log SET detail = replace(detail, '牵头甲', '别人') WHERE seq = 2",
        "detail",
    ),
    "whose move it is": ("UPDATE issue_log SET person_id = 1 WHERE seq = 2", "detail"),
    "who entered it": (
        "UPDATE issue_log SET person_id = (SELECT max(id) FROM person) WHERE seq = 1",
        "detail",
    ),
    "a row taken out": ("DELETE FROM issue_log WHERE seq = 3", "gap"),
    "the last row taken out": ("DELETE FROM issue_log WHERE seq = 5", "head"),
    "two rows exchanged": (
        "UPDATE issue_log SET move = CASE seq WHEN 3 THEN 'report_fix' ELSE 'assign' END "
        "WHERE seq IN (3, 4)",
        "link",
    ),
    "an issue's state": ("UPDATE issue SET state = 'published'", "state"),
    "the whole log": ("DELETE FROM issue_log", "head"),
}


@pytest.mark.parametrize("what", TAMPERED)
def test_what_is_changed_by_hand_is_found(
    what: str, say: Say, entered: Entered, engine: Engine
) -> None:
    statement, kind = TAMPERED[what]
    closed(say, entered)
    with engine.begin() as connection:
        connection.execute(text(statement))
    assert faults(engine)[0].kind == kind
    assert check(engine) != []


def test_the_links_hold_when_a_reporter_takes_back_their_records(
    say: Say, entered: Entered, engine: Engine, reader: Reader
) -> None:
    """Their moves are nobody's then; those of offices stay theirs."""
    number = closed(say, entered)
    with say("重开", chat="c1") as turn:
        given = {"reason": FieldValue("我叫某某，又没人了", turn.message_id)}
        turn.moves.make(number, MOVES["reopen"], given, TODAY)
    with say("删除我的记录") as turn:
        turn.withdraw_all()
        gone = turn.person.id
    assert faults(engine) == []
    with engine.connect() as connection:
        log = connection.execute(text("SELECT * FROM issue_log ORDER BY seq")).all()
    assert gone not in {row.person_id for row in log}
    assert [row.detail is None for row in log] == [True, False, False, False, False, True]
    assert not any("某某" in str(row) for row in log)
    issue = reader.issue(number)
    assert issue is not None and issue.fields["measure"].value == FIX["measure"]


def test_moves_at_the_same_time_stand_in_one_line(
    store: Store, entered: Entered, engine: Engine
) -> None:
    """Each issue is verified by a lead of its own, all at once."""
    numbers = [entered(f"问题 {n}") for n in range(8)]

    def verify(number: str) -> object:
        who = replace(LEAD, name=f"牵头 {number}")
        new = NewMessage("terminal", who.name, "m1", "核实", NINE, who)
        seen = store.peek(new.channel, new.chat, new.external_id)
        with store.turn(new, expect_version=seen.version) as turn:
            return turn.moves.make(number, MOVES["verify"], {}, TODAY)

    with ThreadPoolExecutor(8) as threads:
        steps = list(threads.map(verify, numbers))
    assert all(isinstance(step, Step) for step in steps)
    assert faults(engine) == []
    with engine.connect() as connection:
        assert issue_log.head(connection).seq == 16


def test_only_one_of_two_closes_it(store: Store, say: Say, entered: Entered) -> None:
    """Two verifiers press at once: the second is told that it moved."""
    number = entered("没人")
    for who, name, given in (
        (LEAD, "verify", {}),
        (LEAD, "assign", PLAN),
        (FIXER, "report_fix", FIX),
    ):
        move(say, who, number, name, given)

    def close(name: str) -> object:
        new = NewMessage("terminal", name, "m1", "通过", NINE, replace(VERIFIER, name=name))
        seen = store.peek(new.channel, new.chat, new.external_id)
        with store.turn(new, expect_version=seen.version) as turn:
            return turn.moves.make(number, MOVES["close"], {}, TODAY)

    with ThreadPoolExecutor(4) as threads:
        done = list(threads.map(close, ["复核甲", "复核乙", "复核丙", "复核丁"]))
    assert sorted(isinstance(one, Step) for one in done) == [False, False, False, True]
    assert [one for one in done if isinstance(one, Refusal)] == [Refusal("state")] * 3


def test_a_case_is_what_its_issue_says(say: Say, entered: Entered) -> None:
    number = entered("没人")
    with say("看看") as turn:
        case = turn.moves.case(number)
        assert case == Case(
            "to_verify", {"problem": "没人", "category": "服务态度"}, turn.person.id
        )
