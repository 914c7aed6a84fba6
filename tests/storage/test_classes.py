"""Classes of problems as they are kept: their steps, places and log, and who may see them."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import Engine, text

from flows.issue_query import IssueQuery
from flows.problem_classes import CLASS_MOVES, Called
from flows.rectification import MOVES, Refusal, Step
from storage.alike import AlikeReader
from storage.class_reading import ClassQuery, ClassReader
from storage.classes import Place, Proposal
from storage.database import check
from storage.reading import Reader
from storage.records import FieldValue
from storage.turns import PersonHint
from tests.storage.support import Say

TODAY = date(2026, 3, 2)
LEAD = PersonHint("牵头甲", "admin", "", "zh")
OTHER_LEAD = PersonHint("牵头乙", "admin", "", "zh")
STAFF = PersonHint("经办甲", "staff", "医保局", "zh")
POLICE = PersonHint("经办乙", "staff", "公安局", "zh")
PLAN = {"department": "医保局", "owner": "经办甲", "measure": "排班", "deadline": "2026-03-09"}


def entered(say: Say, problem: str, **fields: str) -> str:
    with say(problem) as turn:
        told = {"problem": problem, "category": "服务态度", "step": "咨询", **fields}
        values = {name: FieldValue(value, turn.message_id) for name, value in told.items()}
        found = turn.put_finding(None, problem, "", "reported", values)
        return turn.confirm_issue(found, state="to_verify", year=2026)


def made(say: Say, name: str = "中午没人", who: PersonHint = LEAD, **given: str) -> str | Refusal:
    with say(f"建 {name}", chat=who.name, person=who) as turn:
        return turn.moves.classes.make({"name": name, **given}, 2026, TODAY)


def step(say: Say, who: PersonHint, number: str, name: str, **given: str) -> Step | Refusal:
    with say(f"{name} {number}", chat=who.name, person=who) as turn:
        return turn.moves.classes.change(number, CLASS_MOVES[name], given, TODAY)


def merge(say: Say, issue: str, number: str, who: PersonHint = LEAD) -> Step | Refusal:
    with say(f"并入 {issue}", chat=who.name, person=who) as turn:
        given = {"class": FieldValue(number, turn.message_id)}
        return turn.moves.make(issue, MOVES["merge"], given, TODAY)


def test_a_class_is_made_by_the_lead_office_and_numbered_by_year(
    say: Say, engine: Engine, reader: Reader
) -> None:
    assert made(say) == "TL-2026-0001"
    assert made(say, "系统繁忙") == "TL-2026-0002"
    assert made(say, who=STAFF) == Refusal("part")
    assert made(say, " ") == Refusal("needs", ("name",))
    assert made(say, deadline="昨天") == Refusal("value", ("deadline",))
    classes = ClassReader(engine)
    total, page = classes.page(ClassQuery(), 0, 1)
    assert (total, [one.number for one in page]) == (2, ["TL-2026-0002"])
    assert classes.page(ClassQuery(words="没人"), 0, 9)[0] == 1
    assert classes.page(ClassQuery(state="fixing"), 0, 9)[0] == 0
    assert classes.numbered(Called(2)) == "TL-2026-0002"
    assert classes.numbered(Called(2, 2025)) == ""
    assert classes.one("TL-2026-0009") is None


def test_its_life_is_logged_and_proved(say: Say, engine: Engine) -> None:
    number = made(say)
    assert isinstance(number, str)
    assert isinstance(step(say, LEAD, number, "set", **PLAN, cause="没排班"), Step)
    assert isinstance(step(say, STAFF, number, "fix", result="有人", evidence="表"), Step)
    assert step(say, STAFF, number, "close") == Refusal("part")
    assert isinstance(step(say, LEAD, number, "close"), Step)
    assert isinstance(step(say, LEAD, number, "reopen", reason="又没人"), Step)
    one = ClassReader(engine).one(number)
    assert one is not None
    assert (one.state, one.fields.get("result")) == ("fixing", None)
    steps = ClassReader(engine).steps(number)
    assert [each.move for each in steps] == ["make", "set", "fix", "close", "reopen"]
    assert (steps[2].name, steps[2].department, steps[2].given["result"]) == (
        "经办甲", "医保局", "有人",
    )  # fmt: skip
    assert check(engine) == []


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("UPDATE class_log SET move = 'set' WHERE seq = 1", "row 1 of the ledger's log (TL-2026-"),
        ("UPDATE class_log SET detail = '{}' WHERE seq = 2", "row 2 of the ledger's log (TL-2026-"),
        ("UPDATE class_log SET person_id = 2 WHERE seq = 2", "row 2 of the ledger's log (TL-2026-"),
        ("DELETE FROM class_log WHERE seq = 1", "row 1 of the ledger's log is missing"),
        ("DELETE FROM class_log WHERE seq = 2", "cut off or changed after row 1"),
        ("UPDATE problem_class SET state = 'closed'", "the state of TL-2026-0001"),
        ("DELETE FROM class_log", "TL-2026-0001 has no log"),
    ],
)
def test_a_log_that_was_changed_is_found(say: Say, engine: Engine, change: str, told: str) -> None:
    number = made(say)
    assert isinstance(number, str)
    entered(say, "三号窗口没人")
    step(say, LEAD, number, "set", owner="张科长")
    with engine.begin() as connection:
        connection.execute(text(change))
    assert any(told in fault.fact for fault in check(engine)), check(engine)


def test_issues_are_merged_by_the_ledgers_own_move(
    say: Say, engine: Engine, reader: Reader
) -> None:
    number = made(say, **PLAN)
    assert isinstance(number, str)
    first, own = entered(say, "三号窗口没人"), entered(say, "五号没人", department="公安局")
    assert merge(say, first, "TL-2026-0007") == Refusal("needs", ("class",)), "no such class"
    assert merge(say, first, number, STAFF) == Refusal("part")
    assert isinstance(merge(say, first, number), Step)
    assert isinstance(merge(say, own, number), Step)
    one = ClassReader(engine).one(number)
    assert one is not None
    assert (one.members, one.open_members) == (2, 2)
    found = reader.issues_asked(IssueQuery(of_class=number))
    departments = {each.number: each.fields["department"].value for each in found}
    assert departments == {first: "医保局", own: "公安局"}, "the class's, where it had none"
    assert [each.number for each in AlikeReader(engine).members(number, ("公安局",))] == [own]
    assert step(say, LEAD, number, "close") == Refusal("state")
    step(say, LEAD, number, "fix", result="有人", evidence="表", cause="没排班")
    assert step(say, OTHER_LEAD, number, "close") == Refusal("needs", ("members",))
    with say("移出", chat="牵头甲", person=LEAD) as turn:
        reason = {"reason": FieldValue("不是一类", turn.message_id)}
        for each in (first, own):
            turn.moves.make(each, MOVES["unmerge"], reason, TODAY)
    assert step(say, LEAD, number, "close") == Refusal("self")
    assert isinstance(step(say, OTHER_LEAD, number, "close"), Step)
    assert merge(say, first, number) == Refusal("needs", ("class",)), "it is closed"


def test_places_are_ticked_off_by_their_own_department(say: Say, engine: Engine) -> None:
    number = made(say, **PLAN)
    assert isinstance(number, str)
    issue = entered(say, "也没人")
    hall, other = Place("云溪镇中心", "公安局"), Place("青禾镇中心", "民政局", "低保")
    with say("加地点", chat="牵头甲", person=LEAD) as turn:
        classes = turn.moves.classes
        assert classes.add_places(number, [hall, other]) == [1, 2]
        assert classes.add_places(number, [other]) == [2], "once"
        assert classes.place_of(number, 2) == other
        with pytest.raises(LookupError):
            classes.place_of(number, 3)
    with say("加", chat="经办乙", person=POLICE) as turn:
        assert turn.moves.classes.add_places(number, [hall]) == Refusal("part")
        assert turn.moves.classes.check_place(number, 2, found=False) == Refusal("part")
        told = {"found": True, "note": "中午也没人", "entered": issue}
        assert turn.moves.classes.check_place(number, 1, **told) is None  # type: ignore[arg-type]
        again = turn.moves.classes.check_place(number, 1, found=False)
        assert again == Refusal("value", ("found",)), "an issue was entered of it"
    first, second = ClassReader(engine).places(number)
    assert (first.found, first.checked_by, first.note, first.issue) == (
        True, "经办乙", "中午也没人", issue,
    )  # fmt: skip
    assert (second.found, second.checked_at) == (None, None)
    one = ClassReader(engine).one(number)
    assert one is not None
    assert (one.places, one.unchecked, one.found) == (2, 1, 1)
    assert ClassReader(engine).place_departments() == ["公安局", "民政局"]
    alike = AlikeReader(engine)
    assert alike.met_at(issue) == number
    with say("不是", chat="牵头甲", person=LEAD) as turn:
        turn.moves.classes.deny(issue, number)
    assert alike.met_at(issue) == ""
    assert check(engine) == []


def test_a_closed_class_takes_nothing_more(say: Say) -> None:
    number = made(say)
    assert isinstance(number, str)
    with say("加地点", chat="牵头甲", person=LEAD) as turn:
        turn.moves.classes.add_places(number, [Place("云溪镇中心")])
        turn.moves.classes.check_place(number, 1, found=False)
    assert isinstance(step(say, LEAD, number, "close"), Step), "made by mistake"
    with say("加地点", chat="牵头甲", person=LEAD) as turn:
        assert turn.moves.classes.add_places(number, [Place("青禾镇")]) == Refusal("state")
        assert turn.moves.classes.check_place(number, 1, found=True) == Refusal("state")
        many = [Place(f"{one}号") for one in range(2_001)]
        with pytest.raises(LookupError):
            turn.moves.classes.add_places("TL-2026-0009", many)
    other = made(say, "另一类")
    with say("加地点", chat="牵头甲", person=LEAD) as turn:
        assert turn.moves.classes.add_places(str(other), many) == Refusal("value", ("places",))


@pytest.mark.parametrize(
    ("within", "seen"),
    [
        (None, {1, 2, 3, 4}),
        (("医保局",), {1}),
        (("公安局",), {2}),
        (("民政局",), {3}),
        (("税务局",), set()),
        ((), set()),
    ],
)
def test_who_sees_a_class(
    say: Say, engine: Engine, within: tuple[str, ...] | None, seen: set[int]
) -> None:
    """Its own department, those of its issues, those of its places; the fourth has none."""
    numbers = [str(made(say, f"第{at}类", **({"department": "医保局"} if at == 1 else {})))
               for at in (1, 2, 3, 4)]  # fmt: skip
    merge(say, entered(say, "五号没人", department="公安局"), numbers[1])
    with say("加地点", chat="牵头甲", person=LEAD) as turn:
        turn.moves.classes.add_places(numbers[2], [Place("", "民政局")])
    classes = ClassReader(engine)
    found = {one.number for one in classes.page(ClassQuery(within=within), 0, 9)[1]}
    assert found == {numbers[at - 1] for at in seen}
    for at in (1, 2, 3, 4):
        assert bool(classes.one(numbers[at - 1], within)) == (at in seen)
        assert bool(classes.numbered(Called(at), within)) == (at in seen)


def test_what_an_issue_is_compared_with(say: Say, engine: Engine) -> None:
    one = entered(say, "三号没人", item="居住证")
    near = entered(say, "五号没人")
    other_step = entered(say, "六号没人", step="受理")
    same_item = entered(say, "七号没人", step="受理", item="居住证")
    entered(say, "系统坏了", category="系统不通/报错")
    alike = AlikeReader(engine)
    own, found = alike.candidates(one, 100)
    assert own is not None
    assert (own.number, own.problem) == (one, "三号没人")
    assert [each.number for each in found] == [near, same_item]
    with say("不是", chat="牵头甲", person=LEAD) as turn:
        turn.moves.classes.deny(one, near)
        turn.moves.classes.deny(one, near)
        with pytest.raises(LookupError):
            turn.moves.classes.deny("WT-2026-0099", near)
    assert [each.number for each in alike.candidates(one, 100)[1]] == [same_item]
    assert [each.number for each in alike.candidates(near, 100)[1]] == []
    assert alike.denied() == {(one, near)}
    assert alike.candidates("WT-2026-0099", 9) == (None, [])
    assert [each.number for each in alike.texts()][:3] == [one, near, other_step]
    assert [each.number for each in alike.of([near, "WT-2026-0099", one])] == [near, one]


def test_a_proposal_keeps_its_number_until_it_is_decided(say: Say, engine: Engine) -> None:
    alike = AlikeReader(engine)
    first = Proposal(("WT-2026-0001", "WT-2026-0002"), "没人")
    second = Proposal(("WT-2026-0003", "WT-2026-0004", "WT-2026-0005"), "繁忙", "TL-2026-0001")
    with say("提议", chat="牵头甲", person=LEAD) as turn:
        turn.moves.classes.propose([first, second])
        turn.moves.classes.propose([second])
        turn.moves.classes.propose([first, second])
    shown = alike.proposals()
    assert [(one.id, one.told) for one in shown] == [(2, second), (3, first)]
    with say("定", chat="牵头甲", person=LEAD) as turn:
        assert turn.moves.classes.decide(2, "accepted") == second
        assert turn.moves.classes.decide(3, "declined") == first
        with pytest.raises(LookupError):
            turn.moves.classes.decide(3, "accepted")
        turn.moves.classes.propose([])
    assert alike.proposals() == []
    assert [one.told for one in alike.proposals("declined")] == [first]
