"""Every state, with everybody there is, with every move: what is allowed, and what comes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.issue_terms import ENDED_STATES, INITIAL_STATE, OPEN_STATES, PLANS, STATES
from flows.rectification import (
    BACK,
    BEING_FIXED,
    FIXING,
    LONGEST,
    MOVES,
    PLAN,
    SAME,
    VERIFYING,
    Actor,
    Case,
    Move,
    Refusal,
    Step,
    open_to,
    parts,
    take,
)

TODAY = date(2026, 3, 2)
MEDICAL, CIVIL = "医保局", "民政局"
REPORTER = Actor(1, "体验员甲", "volunteer")
FIXER = Actor(2, "经办甲", "staff", MEDICAL)
COLLEAGUE = Actor(3, "经办乙", "staff", MEDICAL)
OWNER = Actor(4, "责任甲", "staff", MEDICAL)
RECEIVER = Actor(5, "经办丙", "staff", CIVIL)
STRANGER = Actor(6, "经办丁", "staff", "公安局")
NOBODY = Actor(7, "经办戊", "staff")
LEAD = Actor(8, "牵头甲", "admin")
FIXING_LEAD = Actor(9, "牵头乙", "admin")
PASSER_BY = Actor(10, "体验员乙", "volunteer")
PEOPLE = (REPORTER, FIXER, COLLEAGUE, OWNER, RECEIVER, STRANGER, NOBODY, LEAD, FIXING_LEAD,
          PASSER_BY)  # fmt: skip
KNOWN = {
    "problem": "三号窗口没人", "category": "服务态度", "department": MEDICAL, "receiver": CIVIL,
    "owner": OWNER.name, "mode": "限期整改", "target": "窗口有人", "deadline": "2026-03-09",
    "asked_deadline": "2026-03-20", "cause": "没有排班", "measure": "排班", "result": "有人了",
    "evidence": "照片 1", "class": "C-1",
}  # fmt: skip
GIVEN = KNOWN | {
    "reason": "有理由", "basis": "条例第三条", "supplement": "上午九点", "progress": "过半",
    "receiver": CIVIL, "review": "属实", "partners": CIVIL, "callback": "同意",
}  # fmt: skip

ALLOWED = {
    "draft": {"submit": "DL R"},
    "to_verify": {"verify": "L", "send_back": "L", "decline": "L", "merge": "L"},
    "sent_back": {"supplement": "DLR"},
    "to_assign": {
        "decline": "L", "assign": "L", "accept": "D", "fix_on_the_spot": "DL", "transfer": "DL",
        "appeal": "D", "merge": "L",
    },
    "transferred": {"take_over": "VL", "hand_back": "VL"},
    "extension_asked": {"report_fix": "DL", "grant_extension": "L", "refuse_extension": "L"},
    "appealed": {"decline": "L", "refuse_appeal": "L"},
    "to_recheck": {"close": "DL", "return_fix": "DL"},
    "closed": {"publish": "L", "reopen": "RL", "rate": "R"},
    "published": {"unpublish": "L", "reopen": "RL", "rate": "R"},
    "not_adopted": {"reopen": "RL"},
    "reopened": {
        "decline": "L", "assign": "L", "accept": "D", "transfer": "DL", "appeal": "D", "merge": "L",
    },
    "merged": {"report_fix": "DL", "unmerge": "L"},
}  # fmt: skip
"""Who may do what in which state, written down a second time: R reporter, D staff of the department
that has it, V of the one it was passed to, L an admin."""
_FIXED = {
    "plan": "DL", "replan": "L", "report_progress": "DL", "report_fix": "DL", "ask_extension": "D",
    "transfer": "DL", "appeal": "D", "merge": "L",
}  # fmt: skip
ALLOWED |= dict.fromkeys(BEING_FIXED, _FIXED)
for _state in STATES:
    if _state != "draft":
        ALLOWED[_state] = ALLOWED[_state] | {"reply": "DL", "agree_call": "RL"}
LETTERS = {"reporter": "R", "department": "D", "receiver": "V", "lead": "L"}


def case(state: str, **changes: str) -> Case:
    fields = {name: value for name, value in (KNOWN | changes).items() if value}
    return Case(state, fields, REPORTER.person, frozenset({FIXER.person, FIXING_LEAD.person}))


def given_for(move: Move) -> dict[str, str]:
    return {name: GIVEN.get(name, "是") for name in move.fields}


@pytest.mark.parametrize("state", STATES)
def test_every_move_of_everybody_in_a_state(state: str) -> None:
    """The count of state, person and move that the loop went through is part of the check."""
    tried = 0
    for who, move in product(PEOPLE, MOVES.values()):
        tried += 1
        letters = {LETTERS[part] for part in parts(who, case(state))}
        may = bool(letters & set(ALLOWED.get(state, {}).get(move.name, "")))
        is_own = who in (FIXER, OWNER, FIXING_LEAD) and move.name in VERIFYING
        result = take(move, who, case(state), given_for(move), TODAY)
        assert isinstance(result, Step) == (may and not is_own), (who, move.name, result)
        assert (move in open_to(who, case(state))) == (may and not is_own)
    assert tried == len(PEOPLE) * len(MOVES)


def test_a_refusal_says_why() -> None:
    assert take(MOVES["close"], LEAD, case("to_verify"), {}, TODAY) == Refusal("state")
    assert take(MOVES["assign"], COLLEAGUE, case("to_assign"), {}, TODAY) == Refusal("part")
    assert take(MOVES["close"], FIXER, case("to_recheck"), {}, TODAY) == Refusal("self")
    assert take(MOVES["close"], OWNER, case("to_recheck"), {}, TODAY) == Refusal("self")


def test_what_must_be_fixed_is_never_left_alone() -> None:
    """R77; it can still be passed on, merged, or given more time."""
    given = {"reason": "太难", "basis": "没有"}
    for state in MOVES["decline"].sources:
        must = case(state, must_fix="是")
        assert take(MOVES["decline"], LEAD, must, given, TODAY) == Refusal("must_fix")
        assert isinstance(take(MOVES["decline"], LEAD, case(state), given, TODAY), Step)


@pytest.mark.parametrize("field", PLAN)
def test_nothing_is_fixed_before_it_is_planned(field: str) -> None:
    """R53: who, by when, to what end."""
    given = {name: KNOWN[name] for name in PLAN if name != field}
    bare = Case("to_assign", {"problem": "x", "department": MEDICAL if field != PLAN[0] else ""})
    assert take(MOVES["assign"], LEAD, bare, given, TODAY) == Refusal("needs", (field,))


@pytest.mark.parametrize("move", [move for move in MOVES.values() if move.asks or move.needs])
def test_nothing_that_a_move_needs_is_left_out(move: Move) -> None:
    """Each field alone is missed, also where only blanks are given."""
    who = {"reporter": REPLIES, "department": COLLEAGUE, "receiver": RECEIVER, "lead": LEAD}
    actor = next(actor for part, actor in who.items() if part in move.by)
    for name in dict.fromkeys((*move.asks, *move.needs)):
        if name == "department" and actor is COLLEAGUE:
            continue  # without it they are not of the department
        known = case(move.sources[0], **{name: ""})
        given = given_for(move) | {name: "  "}
        if name == "deadline" and "mode" in move.fields:
            given["mode"] = "系统攻坚"
        lacks = take(move, actor, known, given, TODAY)
        assert lacks == Refusal("needs", (name,)), move.name


REPLIES = REPORTER


@pytest.mark.parametrize("mode", PLANS)
def test_how_it_is_fixed_decides_the_state(mode: str) -> None:
    given = {name: KNOWN[name] for name in PLAN} | {"mode": mode, "deadline": TODAY.isoformat()}
    step = take(MOVES["assign"], LEAD, case("to_assign"), given, TODAY)
    assert isinstance(step, Step) and step.state == FIXING[mode]


def test_at_once_is_the_same_day() -> None:
    """R71: the deadline is set by itself, and can be no other."""
    at_once = {"mode": "立行立改"}
    step = take(MOVES["assign"], LEAD, case("to_assign"), at_once, TODAY)
    assert isinstance(step, Step) and step.changes["deadline"] == "2026-03-02"
    later = at_once | {"deadline": "2026-03-03"}
    refused = take(MOVES["assign"], LEAD, case("to_assign"), later, TODAY)
    assert refused == Refusal("value", ("deadline",))


@pytest.mark.parametrize("mode", ["可立行立改", "需限期整改", "不清楚"])
def test_what_a_reporter_thinks_of_it_is_no_plan(mode: str) -> None:
    refused = take(MOVES["assign"], LEAD, case("to_assign", mode=mode), {}, TODAY)
    assert refused == Refusal("needs", ("mode",))


@pytest.mark.parametrize("deadline", ["2026-03-01", "下周", "2026-02-30"])
def test_a_deadline_is_a_day_to_come(deadline: str) -> None:
    given = {"deadline": deadline}
    refused = take(MOVES["assign"], LEAD, case("to_assign"), given, TODAY)
    assert refused == Refusal("value", ("deadline",))


def test_more_time_is_asked_for_before_it_is_over() -> None:
    ask, given = MOVES["ask_extension"], {"reason": "缺件", "asked_deadline": "2026-03-20"}
    late = case("fixing_by_deadline", deadline="2026-03-01", asked_deadline="")
    assert take(ask, COLLEAGUE, late, given, TODAY) == Refusal("late", ("deadline",))
    last_day = case("fixing_by_deadline", deadline="2026-03-02", asked_deadline="")
    step = take(ask, COLLEAGUE, last_day, given, TODAY)
    assert isinstance(step, Step) and step.state == "extension_asked"
    shorter = given | {"asked_deadline": "2026-03-02"}
    refused = take(ask, COLLEAGUE, last_day, shorter, TODAY)
    assert refused == Refusal("value", ("asked_deadline",))


def test_time_that_is_granted_is_the_new_deadline() -> None:
    step = take(MOVES["grant_extension"], LEAD, case("extension_asked"), {}, TODAY)
    assert step == Step("fixing_by_deadline", {"deadline": "2026-03-20", "asked_deadline": None})
    refused = take(MOVES["refuse_extension"], LEAD, case("extension_asked"), {"reason": "x"}, TODAY)
    assert refused == Step("fixing_by_deadline", {"asked_deadline": None})


def test_who_takes_it_over_has_it_to_plan_anew() -> None:
    passed = {"receiver": CIVIL, "reason": "归民政"}
    gone = take(MOVES["transfer"], COLLEAGUE, case("fixing_systemic", receiver=""), passed, TODAY)
    assert gone == Step("transferred", {"receiver": CIVIL})
    to_itself = {"receiver": MEDICAL, "reason": "x"}
    refused = take(MOVES["transfer"], COLLEAGUE, case("to_assign"), to_itself, TODAY)
    assert refused == Refusal("value", ("receiver",))
    taken = take(MOVES["take_over"], RECEIVER, case("transferred"), {}, TODAY)
    assert isinstance(taken, Step) and taken.state == "to_assign"
    assert taken.changes["department"] == CIVIL and taken.changes["deadline"] is None
    back = take(MOVES["hand_back"], RECEIVER, case("transferred"), {"reason": "不归我们"}, TODAY)
    assert back == Step("fixing_by_deadline", {"receiver": None})


def test_what_is_closed_names_who_judged_it() -> None:
    step = take(MOVES["close"], COLLEAGUE, case("to_recheck"), {"review": "看过了"}, TODAY)
    assert step == Step(
        "closed", {"review": "看过了", "reviewer": COLLEAGUE.name, "closed_on": "2026-03-02"}
    )


def test_what_is_reopened_needs_a_plan_of_its_own() -> None:
    step = take(MOVES["reopen"], REPORTER, case("published"), {"reason": "又没人了"}, TODAY)
    assert isinstance(step, Step) and step.state == "reopened"
    assert {"deadline", "result", "closed_on"} <= {n for n, v in step.changes.items() if v is None}


def test_what_the_reporter_thinks_of_the_fix_is_kept_and_moves_nothing() -> None:
    step = take(MOVES["rate"], REPORTER, case("published"), {"satisfaction": "4"}, TODAY)
    assert step == Step("published", {"satisfaction": "4"})
    given = {"satisfaction": "1", "reason": "又没人了"}
    again = take(MOVES["reopen"], REPORTER, case("closed"), given, TODAY)
    assert isinstance(again, Step) and again.changes["satisfaction"] is None


@pytest.mark.parametrize("written", ["云溪市医疗保障局", "市医保局窗口"])
def test_an_office_is_the_same_however_it_is_written(written: str) -> None:
    other = replace(COLLEAGUE, department=written)
    assert parts(other, case("to_assign")) == {"department"}
    to_itself = {"receiver": written, "reason": "x"}
    refused = take(MOVES["transfer"], COLLEAGUE, case("to_assign"), to_itself, TODAY)
    assert refused == Refusal("value", ("receiver",))


def test_a_reason_stands_in_the_log_alone() -> None:
    step = take(MOVES["send_back"], LEAD, case("to_verify"), {"reason": "哪个窗口"}, TODAY)
    assert step == Step("sent_back", {})


@pytest.mark.parametrize("move", MOVES.values(), ids=MOVES)
def test_nothing_that_is_given_is_lost(move: Move) -> None:
    """A field that the move does not know, or one that is too long, is refused."""
    actor = next(one for one in (LEAD, COLLEAGUE, REPORTER) if one in may_begin(move))
    known = case(move.sources[0])
    strange = take(move, actor, known, given_for(move) | {"colour": "红"}, TODAY)
    assert strange == Refusal("value", ("colour",))
    for name in move.fields:
        long = take(move, actor, known, given_for(move) | {name: "长" * (LONGEST + 1)}, TODAY)
        assert isinstance(long, Refusal) and name in long.fields


def may_begin(move: Move) -> list[Actor]:
    return [one for one in PEOPLE if move in open_to(one, case(move.sources[0]))]


def test_the_table_leads_from_everywhere_to_an_end() -> None:
    """Every state is reached from the first one, but for drafts; from each there is a way out."""
    assert {m.target for m in MOVES.values()} - {BACK, SAME} <= set(STATES)
    assert {state for move in MOVES.values() for state in move.sources} == set(STATES)
    ways = {state: next_of(state) for state in STATES}
    reached, fresh = set(), {INITIAL_STATE}
    while fresh:
        reached |= fresh
        fresh = set().union(*(ways[state] for state in fresh)) - reached
    assert reached == set(STATES) - {"draft"}
    assert set(OPEN_STATES) | set(ENDED_STATES) == set(STATES)


def next_of(state: str) -> set[str]:
    found = set()
    for move in MOVES.values():
        if state in move.sources:
            ways = {BACK: {"to_assign", *BEING_FIXED}, SAME: {state}}
            found |= ways.get(move.target, {move.target})
    return found


def moved(now: Case, who: Actor, move: Move, step: Step) -> Case:
    fields = {**now.fields, **{n: v for n, v in step.changes.items() if v is not None}}
    fields = {n: v for n, v in fields.items() if step.changes.get(n, v) is not None}
    fixers = now.fixers
    if move.name in ("report_fix", "fix_on_the_spot"):
        fixers |= {who.person}
    return replace(now, state=step.state, fields=fields, fixers=fixers)


@given(
    st.lists(
        st.tuples(st.sampled_from(PEOPLE), st.sampled_from(list(MOVES.values())), st.booleans()),
        max_size=60,
    )
)
def test_no_life_closes_what_nobody_else_has_seen(
    tries: list[tuple[Actor, Move, bool]],
) -> None:
    """Whatever people try: closed only by another than who fixed it, and never without a plan."""
    start: Mapping[str, str] = {"problem": "x", "category": "其他", "department": MEDICAL}
    now = Case(INITIAL_STATE, start, REPORTER.person)
    for who, move, is_full in tries:
        given = given_for(move) if is_full else {}
        step = take(move, who, now, given, TODAY)
        if isinstance(step, Refusal):
            continue
        if step.state == "closed" and now.state == "to_recheck":
            assert who.person not in now.fixers and who.name != now.fields.get("owner")
            assert all(now.fields.get(n) for n in ("cause", "measure", "result", "evidence"))
        now = moved(now, who, move, step)
        assert now.state in STATES
        if now.state in BEING_FIXED:
            assert all(now.fields.get(name) for name in PLAN)
            assert FIXING[now.fields["mode"]] == now.state
