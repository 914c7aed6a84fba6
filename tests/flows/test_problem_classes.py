"""Classes of problems: every state x role x step, what each needs, and how numbers are written."""

from __future__ import annotations

from datetime import date

import pytest

from flows.problem_classes import (
    CLASS_MOVES,
    FIELDS,
    MAX_NAME,
    STATES,
    Called,
    ClassCase,
    called,
    open_to,
    take,
)
from flows.rectification import LONGEST, Actor, Refusal, Step

TODAY = date(2026, 3, 2)
LEAD = Actor(1, "牵头甲", "admin")
OWNER = Actor(2, "经办甲", "staff", "市医保局")
OTHER = Actor(3, "经办乙", "staff", "公安局")
VOLUNTEER = Actor(4, "体验员", "volunteer")
PLAN = {
    "name": "中午窗口没人", "department": "云溪市医疗保障局", "owner": "张科长",
    "measure": "午间排班", "deadline": "2026-03-20",
}  # fmt: skip
FIX = {"cause": "没有排班", "result": "有人", "evidence": "排班表"}
MAY = {
    "open": {"set": "DL", "close": "L"},
    "fixing": {"set": "DL", "fix": "DL"},
    "fixed": {"close": "L", "reopen": "L"},
    "closed": {"reopen": "L"},
}


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("actor", [LEAD, OWNER, OTHER, VOLUNTEER], ids=lambda one: one.name)
def test_who_may_take_which_step(state: str, actor: Actor) -> None:
    letter = {LEAD: "L", OWNER: "D"}.get(actor, "")
    case = ClassCase(state, PLAN)
    wanted = {name for name, who in MAY[state].items() if letter and letter in who}
    assert {move.name for move in open_to(actor, case)} == wanted
    for move in CLASS_MOVES.values():
        told = take(move, actor, case, {"reason": "是", "result": "是", "evidence": "是"}, TODAY)
        barred = isinstance(told, Refusal) and told.kind in ("state", "part")
        assert barred == (move.name not in wanted)


def test_a_class_is_being_fixed_once_its_plan_stands() -> None:
    case = ClassCase("open", {"name": "中午窗口没人"})
    part = take(CLASS_MOVES["set"], LEAD, case, {"owner": "张科长"}, TODAY)
    assert part == Step("open", {"owner": "张科长"})
    whole = take(CLASS_MOVES["set"], LEAD, case, PLAN, TODAY)
    assert isinstance(whole, Step)
    assert whole.state == "fixing"
    assert take(CLASS_MOVES["set"], LEAD, case, {}, TODAY) == Refusal(
        "needs", ("department", "owner", "measure", "deadline")
    )


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ({"deadline": "2026-03-01"}, ("deadline",)),
        ({"deadline": "下周"}, ("deadline",)),
        ({"name": "问" * (MAX_NAME + 1)}, ("name",)),
        ({"measure": "问" * (LONGEST + 1)}, ("measure",)),
        ({"result": "有人"}, ("result",)),
    ],
)
def test_what_cannot_be_so_is_refused(given: dict[str, str], wrong: tuple[str, ...]) -> None:
    case = ClassCase("open", PLAN)
    assert take(CLASS_MOVES["set"], LEAD, case, given, TODAY) == Refusal("value", wrong)


def test_what_the_lead_office_decides_a_department_does_not() -> None:
    case = ClassCase("fixing", PLAN)
    moved = take(CLASS_MOVES["set"], OWNER, case, {"measure": "加人", "owner": "李科长"}, TODAY)
    assert moved == Step("fixing", {"measure": "加人", "owner": "李科长"})
    later = {"deadline": "2026-12-01", "department": "公安局"}
    assert take(CLASS_MOVES["set"], OWNER, case, later, TODAY) == Refusal(
        "value", ("department", "deadline")
    )


def test_a_fix_needs_its_cause_result_and_evidence() -> None:
    case = ClassCase("fixing", PLAN)
    assert take(CLASS_MOVES["fix"], OWNER, case, {"result": "有人"}, TODAY) == Refusal(
        "needs", ("evidence", "cause")
    )
    known = ClassCase("fixing", {**PLAN, "cause": "没有排班"})
    given = {name: FIX[name] for name in ("result", "evidence")}
    assert take(CLASS_MOVES["fix"], OWNER, known, given, TODAY) == Step("fixed", given)


def test_it_closes_by_another_when_nothing_of_it_is_open() -> None:
    close, known = CLASS_MOVES["close"], {**PLAN, **FIX}
    busy = ClassCase("fixed", known, open_members=1, unchecked=2)
    assert take(close, LEAD, busy, {}, TODAY) == Refusal("needs", ("members", "places"))
    own = ClassCase("fixed", known, fixers=frozenset({LEAD.person}))
    assert take(close, LEAD, own, {}, TODAY) == Refusal("self")
    owns = ClassCase("fixed", {**known, "owner": LEAD.name})
    assert take(close, LEAD, owns, {}, TODAY) == Refusal("self")
    assert take(close, LEAD, ClassCase("fixed", known), {}, TODAY) == Step("closed", {})


def test_taken_up_again_it_has_no_result_any_more() -> None:
    closed = ClassCase("closed", {**PLAN, **FIX})
    reopen = CLASS_MOVES["reopen"]
    assert take(reopen, LEAD, closed, {}, TODAY) == Refusal("needs", ("reason",))
    step = take(reopen, LEAD, closed, {"reason": "又没人"}, TODAY)
    assert step == Step("fixing", {"result": None, "evidence": None})


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("TL-2026-0001", Called(1, 2026)),
        ("tl-1", Called(1)),
        ("ＴＬ－１２", Called(12)),
        ("同类3号", Called(3)),
        ("同类问题 3", Called(3)),
        ("TL-0", None),
        ("WT-2026-0001", None),
        ("TL-1的问题", None),
    ],
)
def test_how_a_number_is_written(words: str, wanted: Called | None) -> None:
    assert called(words) == wanted


def test_every_field_that_a_step_gives_is_one_of_the_class() -> None:
    given = {name for move in CLASS_MOVES.values() for name in move.fields}
    assert given - set(FIELDS) == {"reason", "review"}
