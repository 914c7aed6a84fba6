"""How an issue moves through the ledger (整改台账): its states, who may move it, what it takes.

One table, `MOVES`; storage and bot only follow it. R53 (a plan before the fix), R54 (who fixed does
not verify), R60 (appeal), R65 (the cause before the measure), R71 (at once: that day), R77 (what
must be fixed is never "not adopted"), R80 (re-opened), R61 (the reply is a step of its own, owed
anew after a re-opening), R59 (who may be called). Pure.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from flows.issue_terms import ENDED_STATES, POOR_MARKS, STATES
from flows.move_limits import MOST_CHARACTERS, impossible
from flows.replying import BAD
from flows.units import same_office

Part = Literal["reporter", "department", "receiver", "lead"]
"""What somebody is to an issue: who reported it; staff of the department that has it; staff of
the one it was passed to; an admin, for the lead office."""
Kind = Literal["state", "part", "self", "must_fix", "needs", "value", "late"]
"""Why not: by the state; the person; their own fix; it must be fixed; lacking; impossible; late."""

FIXING = {
    "立行立改": "fixing_at_once",
    "限期整改": "fixing_by_deadline",
    "系统攻坚": "fixing_systemic",
}
"""The state of being fixed, by how (R71)."""
BEING_FIXED = tuple(FIXING.values())
BACK, SAME = "back", "same"
"""Targets: being fixed as planned, or to be assigned where nothing was; the state it is in."""
PLAN = ("department", "owner", "mode", "target", "deadline")
"""What stands before anything is fixed (R53)."""


@dataclass(frozen=True, slots=True)
class Move:
    """One kind of step. `needs` must be known or given with it; `takes` may be given besides."""

    name: str
    words: tuple[str, str]
    """What the step is called, in Chinese and English."""
    sources: tuple[str, ...]
    target: str
    """The state after it, `BACK` or `SAME`."""
    by: tuple[Part, ...]
    needs: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    """Fields that are to be given anew each time, whatever is known."""
    drops: tuple[str, ...] = ()
    """Fields that hold no longer after it."""

    @property
    def fields(self) -> tuple[str, ...]:
        """All that may be given."""
        return tuple(dict.fromkeys((*self.asks, *self.needs, *self.takes)))


_OFFICE: tuple[Part, ...] = ("department", "lead")
_WORK = ("cause", "measure")
_DONE = (*_WORK, "result", "evidence")
_ASSIGNED = (*BEING_FIXED, "extension_asked")
_ENTERED = tuple(state for state in STATES if state != "draft")

# fmt: off
MOVES: dict[str, Move] = {move.name: move for move in (
    Move("submit", ("提交", "Hand in"), ("draft",), "to_verify", ("reporter", *_OFFICE),
         ("problem", "category")),
    Move("verify", ("核实属实", "Found true"), ("to_verify",), "to_assign", ("lead",),
         takes=("department", "must_fix", "review")),
    Move("send_back", ("退回补充", "Send back"), ("to_verify",), "sent_back", ("lead",),
         asks=("reason",)),
    Move("supplement", ("补充", "Add what was asked"), ("sent_back",), "to_verify",
         ("reporter", *_OFFICE), asks=("supplement",)),
    Move("decline", ("不采纳", "Not adopt"), ("to_verify", "to_assign", "reopened", "appealed"),
         "not_adopted", ("lead",), asks=("reason", "basis")),
    Move("assign", ("分派", "Assign"), ("to_assign", "reopened"), BACK, ("lead",),
         needs=PLAN, takes=("partners", "must_fix")),
    Move("accept", ("认领", "Take on"), ("to_assign", "reopened"), BACK, ("department",),
         needs=PLAN),
    Move("fix_on_the_spot", ("当场整改", "Fixed on the spot"), ("to_assign",), "to_recheck",
         _OFFICE, needs=("department", *_DONE), takes=("owner",)),
    Move("plan", ("定措施", "Set the measure"), BEING_FIXED, BACK, _OFFICE, needs=_WORK,
         takes=("owner", "partners", "progress")),
    Move("replan", ("改分派", "Assign anew"), BEING_FIXED, BACK, ("lead",), asks=("reason",),
         needs=PLAN, takes=("partners", "must_fix")),
    Move("report_progress", ("报进展", "Report progress"), BEING_FIXED, BACK, _OFFICE,
         asks=("progress",)),
    Move("report_fix", ("报整改完成", "Report it fixed"), (*_ASSIGNED, "merged"), "to_recheck",
         _OFFICE, asks=("result",), needs=_DONE, drops=("asked_deadline",)),
    Move("ask_extension", ("申请延期", "Ask for more time"), BEING_FIXED, "extension_asked",
         ("department",), asks=("reason", "asked_deadline")),
    Move("grant_extension", ("同意延期", "Grant it"), ("extension_asked",), BACK, ("lead",),
         needs=("asked_deadline",), drops=("asked_deadline",)),
    Move("refuse_extension", ("不同意延期", "Refuse it"), ("extension_asked",), BACK, ("lead",),
         asks=("reason",), drops=("asked_deadline",)),
    Move("transfer", ("转办", "Pass on"), ("to_assign", "reopened", *BEING_FIXED), "transferred",
         _OFFICE, asks=("receiver", "reason")),
    Move("take_over", ("接收转办", "Take it over"), ("transferred",), "to_assign",
         ("receiver", "lead"), drops=("receiver", "owner", "mode", "deadline")),
    Move("hand_back", ("退回转办", "Hand it back"), ("transferred",), BACK, ("receiver", "lead"),
         asks=("reason",), drops=("receiver",)),
    Move("appeal", ("申诉", "Appeal"), ("to_assign", "reopened", *BEING_FIXED), "appealed",
         ("department",), asks=("reason",)),
    Move("refuse_appeal", ("驳回申诉", "Refuse the appeal"), ("appealed",), BACK, ("lead",),
         asks=("reason",)),
    Move("close", ("复核通过", "Found fixed"), ("to_recheck",), "closed", _OFFICE,
         needs=_DONE, takes=("review",)),
    Move("return_fix", ("复核退回", "Not fixed yet"), ("to_recheck",), BACK, _OFFICE,
         asks=("reason",), drops=("result", "evidence")),
    Move("publish", ("公开", "Publish"), ("closed",), "published", ("lead",), needs=("measure",)),
    Move("unpublish", ("撤回公开", "Withdraw from the public"), ("published",), "closed", ("lead",),
         asks=("reason",)),
    Move("reopen", ("重新打开", "Re-open"), ENDED_STATES, "reopened", ("reporter", "lead"),
         asks=("reason",), takes=("satisfaction", "called"), drops=(
             "deadline", "result", "evidence", "review", "reviewer", "closed_on", "satisfaction",
             "called", "reply", "replied", "replied_on")),
    Move("rate", ("评价整改", "Rate the fix"), ("closed", "published"), SAME, ("reporter",),
         asks=("satisfaction",)),
    Move("reply", ("回复反映人", "Reply to who reported it"), _ENTERED, SAME, _OFFICE,
         asks=("reply",)),
    Move("agree_call", ("回访意愿", "Say whether to be called"), _ENTERED, SAME,
         ("reporter", "lead"), asks=("callback",)),
    Move("merge", ("并入同类", "Merge into a class"), ("to_verify", "to_assign", "reopened",
         *BEING_FIXED), "merged", ("lead",), asks=("class",), takes=("department",)),
    Move("unmerge", ("移出同类", "Take out of the class"), ("merged",), "to_assign", ("lead",),
         asks=("reason",), drops=("class",)),
)}
# fmt: on
FIXES = ("report_fix", "fix_on_the_spot")
"""Steps after which somebody is a fixer."""
VERIFYING = ("close", "return_fix")
"""Steps that judge a fix: not for who reported it, nor for its owner (R54)."""
REPLANNING = ("assign", "accept", "replan")
"""Steps that say how, by whom and until when it is fixed."""
REASONS = ("reason", "basis")
"""Fields of a step alone: they stand in its log, not in the issue."""
LONGEST = MOST_CHARACTERS
"""Characters of a field that is given."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who wants to move an issue."""

    person: int
    name: str
    role: str
    department: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """An issue, as far as its moves depend on it. `fields` are its values that are confirmed."""

    state: str
    fields: Mapping[str, str] = field(default_factory=dict)
    reporter: int | None = None
    fixers: frozenset[int] = frozenset()
    """The persons who reported it fixed since it was last opened."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a move is not made; `fields` are those that are lacking or cannot be so."""

    kind: Kind
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """A move that may be made: the state after it, and what changes (None: holds no longer)."""

    state: str
    changes: Mapping[str, str | None]


def parts(actor: Actor, case: Case) -> frozenset[Part]:
    """What somebody is to an issue; one person can be several things."""
    found: set[Part] = set()
    if actor.person == case.reporter:
        found.add("reporter")
    if actor.role == "admin":
        found.add("lead")
    if actor.role == "staff" and actor.department:
        found |= {
            part
            for part in ("department", "receiver")
            if same_office(actor.department, case.fields.get(part, ""))
        }
    return frozenset(found)


def open_to(actor: Actor, case: Case) -> tuple[Move, ...]:
    """The moves that somebody may begin now, in the order of the table."""
    return tuple(move for move in MOVES.values() if _barred(move, actor, case) is None)


def take(
    move: Move, actor: Actor, case: Case, given: Mapping[str, str], today: date
) -> Step | Refusal:
    """What a move brings about, or why it may not be made; nothing changes by asking.

    `given` are the fields that come with it; those that the move does not know are refused,
    rather than lost.
    """
    if refused := _barred(move, actor, case):
        return refused
    given = {name: value.strip() for name, value in given.items()}
    if unknown := tuple(name for name in given if name not in move.fields):
        return Refusal("value", unknown)
    if move.name in REPLANNING and given.get("mode", case.fields.get("mode")) == "立行立改":
        given = {"deadline": today.isoformat(), **given}
    known = {**case.fields, **{name: value for name, value in given.items() if value}}
    lacking = [name for name in move.asks if not given.get(name)]
    lacking += [name for name in move.needs if not known.get(name)]
    if move.name in REPLANNING and known.get("mode", "") not in FIXING:
        lacking.append("mode")  # what a reporter thinks of it is no plan
    if lacking:
        return Refusal("needs", tuple(dict.fromkeys(lacking)))
    replans, own = move.name in REPLANNING, case.fields.get("department", "")
    if wrong := impossible(move.name, move.fields, given, known, own, today, replans=replans):
        return Refusal(*wrong)
    changes = _changes(move, actor, given, known, today)
    known |= {name: value or "" for name, value in changes.items()}
    state = {BACK: _back(known), SAME: case.state}.get(move.target, move.target)
    return Step(state, changes)


def _barred(move: Move, actor: Actor, case: Case) -> Refusal | None:
    """Why the move cannot even be begun."""
    if case.state not in move.sources:
        return Refusal("state")
    if not parts(actor, case) & set(move.by):
        return Refusal("part")
    if move.name in VERIFYING and _is_fixer(actor, case):
        return Refusal("self")
    if move.name == "decline" and case.fields.get("must_fix"):
        return Refusal("must_fix")
    return None


def _is_fixer(actor: Actor, case: Case) -> bool:
    """Who reported the fix, or owns it: told by name, for an owner may sign in later."""
    is_owner = actor.name == case.fields.get("owner") != ""
    return actor.person in case.fixers or is_owner


def _changes(
    move: Move, actor: Actor, given: Mapping[str, str], known: Mapping[str, str], today: date
) -> dict[str, str | None]:
    changes: dict[str, str | None] = {
        name: value for name, value in given.items() if value and name not in REASONS
    }
    match move.name:
        case "close":
            changes |= {"reviewer": actor.name, "closed_on": today.isoformat()}
        case "grant_extension":
            changes["deadline"] = known["asked_deadline"]
        case "take_over":
            changes["department"] = known["receiver"]
        case "reply":
            changes |= {"replied": "是", "replied_on": today.isoformat()}
        case "reopen":
            changes["reply_from"] = today.isoformat()
            if given.get("satisfaction") in POOR_MARKS or given.get("called"):
                changes["reply_kind"] = BAD
        case "publish":
            changes["public"] = "是"
        case "unpublish":
            changes["public"] = None
    return changes | dict.fromkeys(move.drops)


def _back(known: Mapping[str, str]) -> str:
    """Being fixed as planned, or to be assigned where there is no plan (any more)."""
    is_planned = all(known.get(name) for name in PLAN)
    return FIXING.get(known.get("mode", ""), "to_assign") if is_planned else "to_assign"
