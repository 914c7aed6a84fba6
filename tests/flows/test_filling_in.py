"""From what a ledger says back to the moves: by the table's rules, and as few as there are."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.filling_in import BY_ITSELF, FIXES, GIVEN, MOST, Obstacle, Planned, Wish, moves_for
from flows.issue_terms import STATES
from flows.rectification import FIXING, MOVES, VERIFYING, Actor, Case, Step, take

TODAY = date(2026, 6, 1)
LEAD = Actor(2, "牵头甲", "admin")
PLAN = {"department": "医保局", "owner": "经办甲", "mode": "限期整改", "target": "有人",
        "deadline": "2026-06-30"}  # fmt: skip
FIX = {"cause": "没有排班", "measure": "午间排班", "result": "有人了", "evidence": "照片 1"}
KNOWN = {"problem": "中午没人", "category": "服务态度"}


def names(found: tuple[Planned, ...] | Obstacle) -> list[str]:
    assert not isinstance(found, Obstacle), found
    return [one.move.name for one in found]


def after(case: Case, planned: tuple[Planned, ...], actor: Actor) -> Case:
    """The case after moves, each made by the table alone."""
    for one in planned:
        step = take(one.move, actor, case, one.given, TODAY)
        assert isinstance(step, Step), (one, step)
        fields = {**case.fields, **step.changes}
        fixers = case.fixers | ({actor.person} if one.move.name in FIXES else set())
        kept = {name: value for name, value in fields.items() if value is not None}
        case = Case(step.state, kept, case.reporter, frozenset(fixers))
    return case


@pytest.mark.parametrize(
    ("state", "fields", "wish", "expected"),
    [
        ("to_assign", {}, Wish(PLAN), ["assign"]),
        ("to_verify", {}, Wish(PLAN, "fixing_by_deadline"), ["verify", "assign"]),
        ("fixing_by_deadline", PLAN, Wish({"progress": "问了人"}), ["report_progress"]),
        ("fixing_by_deadline", PLAN, Wish({"cause": "a", "measure": "b", "progress": "c"}),
         ["plan"]),
        ("fixing_by_deadline", PLAN, Wish(FIX), ["report_fix"]),
        ("fixing_by_deadline", PLAN, Wish(FIX | {"progress": "c"}), ["plan", "report_fix"]),
        ("fixing_by_deadline", PLAN, Wish({"owner": "乙"}, told={"reason": "调动"}), ["replan"]),
        ("to_assign", {}, Wish(FIX | {"department": "医保局"}), ["fix_on_the_spot"]),
        ("to_recheck", PLAN | FIX, Wish({"review": "好"}, "closed"), ["close"]),
        ("to_recheck", PLAN | FIX, Wish({"public": "是"}, "published"), ["close", "publish"]),
        ("to_recheck", PLAN | FIX, Wish({"result": "", "evidence": ""}, "fixing_by_deadline",
                                        {"reason": "没改好"}), ["return_fix"]),
        ("closed", PLAN | FIX, Wish({"public": "是"}), ["publish"]),
        ("closed", PLAN | FIX, Wish({}, "reopened", {"reason": "又这样"}), ["reopen"]),
        ("extension_asked", PLAN | {"asked_deadline": "2026-07-15"},
         Wish({"deadline": "2026-07-15"}, "fixing_by_deadline"), ["grant_extension"]),
        ("fixing_by_deadline", PLAN, Wish({"owner": "经办甲"}), []),
    ],
)  # fmt: skip
def test_what_is_filled_in_names_its_moves(
    state: str, fields: dict[str, str], wish: Wish, expected: list[str]
) -> None:
    case = Case(state, KNOWN | fields, 1)
    assert names(moves_for(wish, LEAD, case, TODAY)) == expected


@pytest.mark.parametrize(
    ("state", "fields", "wish", "kind", "lacks"),
    [
        ("to_assign", {}, Wish({"owner": "乙"}), "needs",
         {"department", "mode", "target", "deadline"}),
        ("fixing_by_deadline", PLAN, Wish({"result": "好了"}), "needs",
         {"cause", "measure", "evidence"}),
        ("to_assign", {}, Wish(PLAN | {"deadline": "2026-05-01"}), "value", {"deadline"}),
        ("to_verify", {"must_fix": "是"}, Wish({}, "not_adopted", {"reason": "a", "basis": "b"}),
         "must_fix", set()),
        ("to_recheck", PLAN | FIX | {"owner": "牵头甲"}, Wish({}, "closed"), "self", set()),
        ("to_recheck", PLAN | FIX, Wish({"review": "好"}), "no_move", {"review"}),
        ("closed", PLAN | FIX, Wish({"owner": "乙"}), "no_move", {"owner"}),
        ("fixing_by_deadline", PLAN, Wish({}, "extension_asked"), "part", set()),
        ("to_verify", {}, Wish({}, "closed"), "needs", {"department", *FIX}),
    ],
)  # fmt: skip
def test_what_is_in_the_way_is_told(
    state: str, fields: dict[str, str], wish: Wish, kind: str, lacks: set[str]
) -> None:
    found = moves_for(wish, LEAD, Case(state, KNOWN | fields, 1), TODAY)
    assert isinstance(found, Obstacle)
    assert (found.kind, set(found.fields)) == (kind, lacks)


def test_who_fixes_does_not_verify_in_the_same_filling() -> None:
    """R54: however the row says it, one person makes no more than the fix."""
    case = Case("fixing_by_deadline", KNOWN | PLAN, 1)
    found = moves_for(Wish(FIX | {"review": "好"}, "closed"), LEAD, case, TODAY)
    assert isinstance(found, Obstacle) and found.kind == "self"


FIELDS = sorted(GIVEN - BY_ITSELF.keys())
DAYS = st.integers(-5, 60).map(lambda n: (TODAY + timedelta(days=n)).isoformat())
TEXTS = st.sampled_from(("甲", "乙", "午间排班", ""))


def values(name: str) -> st.SearchStrategy[str]:
    if name in ("deadline", "asked_deadline"):
        return DAYS
    return st.sampled_from([*FIXING, ""]) if name == "mode" else TEXTS


@st.composite
def some_fields(draw: st.DrawFn) -> dict[str, str]:
    chosen = draw(st.lists(st.sampled_from(FIELDS), unique=True, max_size=9))
    return {name: draw(values(name)) for name in chosen}


@st.composite
def some_case(draw: st.DrawFn) -> Case:
    fields = {name: value for name, value in draw(some_fields()).items() if value}
    base: dict[str, Any] = draw(st.sampled_from(({}, PLAN, PLAN | FIX)))
    state = draw(st.sampled_from([*STATES]))
    if state == "transferred":
        base = base | {"receiver": "公安局"}  # the table lets nothing get there without
    return Case(state, KNOWN | base | fields, 1,
                draw(st.sampled_from((frozenset(), frozenset({2})))))  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(some_case(), some_fields(), st.sampled_from(["", *STATES]), st.booleans())
def test_the_moves_bring_it_about_or_nothing_does(
    case: Case, fields: dict[str, str], state: str, with_reason: bool
) -> None:
    told = {"reason": "理由", "basis": "依据"} if with_reason else {}
    wish = Wish({n: v for n, v in fields.items() if n not in ("reason", "basis")}, state, told)
    found = moves_for(wish, LEAD, case, TODAY)
    if isinstance(found, Obstacle):
        assert found.kind == "no_move" or found.move is not None
        return
    assert len(found) <= MOST
    there = after(case, found, LEAD)
    assert {name: there.fields.get(name, "") for name in wish.fields} == wish.fields
    assert wish.state in ("", there.state)
    assert not ({one.move.name for one in found} & set(VERIFYING)) or (
        LEAD.person not in case.fixers and case.fields.get("owner") != LEAD.name
    )


@settings(max_examples=300, deadline=None)
@given(some_case(), st.sampled_from([*MOVES]), some_fields())
def test_a_move_of_the_table_is_found_again(case: Case, name: str, given_: dict[str, str]) -> None:
    """What one move changes is brought about by one move, where the sheet says all of it."""
    move = MOVES[name]
    told = {n: v for n, v in given_.items() if n in move.fields}
    step = take(move, LEAD, case, told, TODAY)
    if not isinstance(step, Step):
        return
    changes = {n: v or "" for n, v in step.changes.items() if n in GIVEN and n != "class"}
    wish = Wish(changes, step.state, {n: told[n] for n in move.asks if n in told})
    found = moves_for(wish, LEAD, case, TODAY)
    assert not isinstance(found, Obstacle) and len(found) <= 1
