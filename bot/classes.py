"""Classes of problems put together: what is alike, what is proposed, and what is done with members.

From one problem to all of its kind (R55, R81). Nothing is merged, fixed or closed here but by the
steps of `flows.problem_classes` and the moves of `flows.rectification`, by who says so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from flows.issue_terms import ENDED_STATES
from flows.problem_classes import MAX_NAME
from flows.rectification import MOVES, Refusal
from knowledge.clustering import groups, nearest, shared_words
from storage.alike import AlikeReader, Text
from storage.classes import FIELD, Proposal
from storage.moves import Moves
from storage.office_issues import OfficeIssue
from storage.records import FieldValue
from storage.turn import Turn

SOURCE = "同类排查"
"""The ledger's 来源 of what was met at a place of a class."""
OTHER = "其他"
COMPARED = 2_000
"""The latest issues of a category with which one that comes in is compared."""
OFFERED = 3
"""Of what is alike, at the most."""
JOINABLE = MOVES["merge"].sources
"""States from which an issue can be merged into a class."""
OF_FIX = ("cause", "measure", "result", "evidence")
"""What a class offers its members when it is fixed."""


class Like(NamedTuple):
    """What an issue is like: another, or the class that it is of; one of both may be ""."""

    number: str
    of_class: str
    problem: str


class NotDone(NamedTuple):
    """An issue that was not moved, and why; None where it is not there."""

    number: str
    refusal: Refusal | None
    state: str = ""


class Done(NamedTuple):
    """What became of issues; `number` is the class."""

    number: str
    moved: tuple[str, ...] = ()
    not_done: tuple[NotDone, ...] = ()


class Seen(NamedTuple):
    """A place that was looked at, and the issue that was entered of it, or ""."""

    place: int
    entered: str = ""


def likes(alike: AlikeReader, number: str, near: float) -> tuple[Like, ...]:
    """What an issue that is in no class is like, the nearest first; each class once."""
    if met := alike.met_at(number):
        return (Like("", met, ""),)
    one, others = alike.candidates(number, COMPARED)
    if one is None or one.of_class or one.state not in JOINABLE or not one.problem:
        return ()
    scores = nearest(one.problem, [other.problem for other in others])
    ranked = sorted(zip(scores, others, strict=True), key=lambda two: (-two[0], two[1].number))
    found: dict[str, Like] = {}
    for score, other in ranked:
        if score < near or len(found) == OFFERED:
            break
        found.setdefault(
            other.of_class or other.number, Like(other.number, other.of_class, other.problem)
        )
    return tuple(found.values())


def proposed(alike: AlikeReader, near: float, least: int) -> list[Proposal]:
    """Groups of the ledger's issues that may be one class, or of one that there is.

    `least` issues at the least, one of which can still be merged. What was declined is not
    proposed again before so many new ones have come.
    """
    texts = alike.texts()
    blocks = [(one.category, one.step or one.item) for one in texts]
    said_no = [set(one.told.numbers) for one in alike.proposals("declined")]
    denied = alike.denied()
    found = []
    for group in groups([one.problem for one in texts], blocks, near):
        members = _not_denied([texts[at] for at in group], denied)
        one = _proposal(members, least)
        new = set(one.numbers) if one is not None else set()
        if one is not None and all(len(new - old) >= least for old in said_no if new & old):
            found.append(one)
    return found


def _not_denied(members: list[Text], denied: set[tuple[str, str]]) -> list[Text]:
    """A group without those that somebody said are not like its first, or of its class."""
    first = members[0]
    against = {first.number, *(one.of_class for one in members if one.of_class)}
    return [
        one
        for one in members
        if not any({(one.number, other), (other, one.number)} & denied for other in against)
    ]


def _proposal(members: Sequence[Text], least: int) -> Proposal | None:
    classes = Counter(one.of_class for one in members if one.of_class)
    loose = [one for one in members if not one.of_class]
    if not any(one.state in JOINABLE for one in loose):
        return None
    of_class = min(classes, key=lambda number: (-classes[number], number)) if classes else ""
    if of_class:
        loose = [one for one in loose if one.state in JOINABLE]
    elif len(loose) < least:
        return None
    why = "、".join(shared_words([one.problem for one in members]))
    return Proposal(tuple(one.number for one in loose), why, of_class)


def name_of(problem: str) -> str:
    """What a class is called that nobody named: its first problem, in short."""
    return " ".join(problem.split())[:MAX_NAME]


def join(moves: Moves, number: str, issues: Sequence[str], today: date) -> Done:
    """Merge issues into a class, each by the ledger's own move."""
    value = {FIELD: FieldValue(number, moves.message_id, how="rule")}
    return _moved(moves, number, "merge", dict.fromkeys(issues, value), today)


def leave(moves: Moves, number: str, issues: Sequence[str], reason: str, today: date) -> Done:
    """Take issues out of a class, each by the ledger's own move."""
    given = {"reason": FieldValue(reason, moves.message_id, how="rule")}
    return _moved(moves, number, "unmerge", dict.fromkeys(issues, given), today)


def found_class(
    moves: Moves, name: str, issues: Sequence[str], today: date, given: Mapping[str, str]
) -> Done | Refusal:
    """Make a class of this name and merge issues into it."""
    number = moves.classes.make({**given, "name": name}, today.year, today)
    return number if isinstance(number, Refusal) else join(moves, number, issues, today)


def accept(moves: Moves, alike: AlikeReader, key: int, name: str, today: date) -> Done | Refusal:
    """Make a class of a proposal, or merge it into the one it names; what has ended stays out.

    Raises LookupError where none waits by this number.
    """
    told = moves.classes.decide(key, "accepted")
    texts = alike.of(told.numbers)
    issues = [one.number for one in texts if one.state not in ENDED_STATES and not one.of_class]
    if told.of_class:
        return join(moves, told.of_class, issues, today)
    return found_class(moves, name or name_of(texts[0].problem), issues, today, {})


def accept_like(
    moves: Moves, alike: AlikeReader, number: str, other: str, today: date
) -> Done | Refusal:
    """An issue is of one class with `other`: it joins that class, or they make one together.

    Raises LookupError where there is no such issue.
    """
    if not other.startswith("WT-"):
        return join(moves, other, [number], today)
    moves.case(number)
    texts = alike.of([other])
    if not texts:
        raise LookupError(other)
    if texts[0].of_class:
        return join(moves, texts[0].of_class, [number], today)
    if moves.case(number).state not in JOINABLE:
        return Done("")
    name = name_of(texts[0].problem)
    open_ones = [one for one in (other, number) if moves.case(one).state in JOINABLE]
    return found_class(moves, name, open_ones, today, {})


def offered(fields: Mapping[str, str], number: str) -> dict[str, str]:
    """What a class offers a member for its own report that it is fixed."""
    told = {name: fields[name] for name in OF_FIX if fields.get(name)}
    if "evidence" in told:
        told["evidence"] = f"{number}：{told['evidence']}"
    return told


def report_members(
    moves: Moves, number: str, issues: Sequence[str], given: Mapping[str, str], today: date
) -> Done:
    """Report members fixed, each by the ledger's own move, with what the class offers.

    What `given` says goes before it, and what the issue says itself of cause and measure. Each is
    still to be verified, by somebody else (R54). Raises LookupError where there is no such class.
    """
    offer = {**offered(moves.classes.case(number).fields, number), **given}
    values: dict[str, dict[str, FieldValue]] = {}
    for issue in issues:
        known = _known(moves, issue)
        values[issue] = {
            name: FieldValue(value, moves.message_id, how="rule")
            for name, value in offer.items()
            if name in given or name not in ("cause", "measure") or not known.get(name)
        }
    return _moved(moves, number, "report_fix", values, today)


def _known(moves: Moves, issue: str) -> Mapping[str, str]:
    try:
        return moves.case(issue).fields
    except LookupError:
        return {}


def _moved(
    moves: Moves, number: str, name: str, given: Mapping[str, Mapping[str, FieldValue]], today: date
) -> Done:
    moved, not_done = [], []
    for issue, values in given.items():
        try:
            case = moves.case(issue)
        except LookupError:
            not_done.append(NotDone(issue, None))
            continue
        step = moves.make(issue, MOVES[name], values, today)
        if isinstance(step, Refusal):
            not_done.append(NotDone(issue, step, case.state))
        else:
            moved.append(issue)
    return Done(number, tuple(moved), tuple(not_done))


def look_at(
    turn: Turn, number: str, place: int, *, found: bool, note: str, like: Text | None
) -> Seen | Refusal:
    """Keep what was met at a place; the problem, if it is there, enters the ledger to be verified.

    `like` is a member of the class: category and step are as its. Raises LookupError where there
    is no such place.
    """
    classes = turn.moves.classes
    if refused := classes.may_check(number, place):
        return refused
    at, name = classes.place_of(number, place), classes.case(number).fields["name"]
    entered = ""
    if found:
        told = {
            "problem": f"{note or name}（{SOURCE}：{'，'.join(filter(None, at))}）",
            "category": like.category if like is not None and like.category else OTHER,
            "step": like.step if like is not None else "",
            "item": at.item,
            "department": at.department,
            "place": at.hall,
        }
        fields = {
            key: FieldValue(value, turn.message_id, how="rule")
            for key, value in told.items()
            if value
        }
        entered = turn.office.enter(OfficeIssue(f"class:{number}:{place}", SOURCE, fields))
    refused = classes.check_place(number, place, found=found, note=note, entered=entered)
    return refused or Seen(place, entered)
