"""How `walkalong classes` tells of classes: one whole, what became of issues, what is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from bot.cli.output import echo
from bot.cli.session import Session

if TYPE_CHECKING:
    from bot.classes import Done, NotDone
    from storage.alike import Text
    from storage.class_reading import ClassReader, ClassRecord, PlaceRecord, StepRecord

STEP_WORDS = {
    "make": ("建类", "made"),
    "place": ("加地点", "place added"),
    "check": ("查看地点", "place looked at"),
}


def numbered(session: Session, reader: ClassReader, words: str) -> str:
    """The class that somebody calls so; a failure where there is none."""
    from flows.problem_classes import called

    told = called(words) or called(f"TL-{words}")
    number = reader.numbered(told) if told is not None else ""
    if not number:
        raise no_class(session, words)
    return number


def no_class(session: Session, number: str) -> click.ClickException:
    call = f"{session.call} classes list"
    return click.ClickException(
        session.say(
            f"没有编号为 {number!r} 的同类问题；用 {call} 查看。",
            f"No class has the number {number!r}; see {call}.",
        )
    )


def class_object(one: ClassRecord) -> dict[str, Any]:
    """A class for programs."""
    counts = ("members", "open_members", "places", "unchecked", "found")
    return {
        "number": one.number,
        "state": one.state,
        "made_at": one.made_at,
        "fields": dict(one.fields),
        **{name: getattr(one, name) for name in counts},
    }


def told(
    session: Session,
    one: ClassRecord,
    members: Sequence[Text],
    places: Sequence[PlaceRecord],
    steps: Sequence[StepRecord],
) -> str:
    """A class with all of it."""
    from flows.problem_classes import FIELDS, STATES
    from storage.exports.columns import field_name

    say, colon = session.say, session.say("：", ": ")
    lines = [f"{one.number} [{say(*STATES[one.state])}] {one.fields['name']}"]
    for name in FIELDS[1:]:
        value = one.fields.get(name) or say("未设置", "not set")
        lines.append(f"  {field_name(name, session.locale)}{colon}{value}")
    lines.append(
        say(
            f"  问题：{one.members} 件，{one.open_members} 件未了结",
            f"  Issues: {one.members}, of which {one.open_members} are open",
        )
    )
    lines += _members(session, members)
    lines.append(
        say(
            f"  要查的地点：{one.places} 处，{one.unchecked} 处未查，{one.found} 处也有",
            f"  Places: {one.places}; {one.unchecked} not looked at, met at {one.found}",
        )
    )
    lines += [f"    {place_line(session, place)}" for place in places]
    lines.append(say("  经过：", "  History:"))
    lines += _steps(session, steps)
    return "\n".join(lines)


def _members(session: Session, members: Sequence[Text]) -> Iterator[str]:
    from flows.issue_terms import STATES

    for member in members:
        state = session.say(*STATES[member.state])
        yield f"    {member.number} [{state}] {member.department} {member.problem[:40]}"


def place_line(session: Session, place: PlaceRecord) -> str:
    """A place, and what was met there."""
    say = session.say
    where = " · ".join(filter(None, (place.hall, place.department, place.item)))
    if place.found is None or place.checked_at is None:
        return f"{place.place}. {where} — {say('未查', 'not looked at yet')}"
    met = say("也有", "met") if place.found else say("没有", "not met")
    issue = f" {place.issue}" if place.issue else ""
    note = f" {place.note}" if place.note else ""
    by = f"{place.checked_at:%Y-%m-%d} {place.checked_by}"
    return f"{place.place}. {where} — {met}{issue}{note} ({by})"


def _steps(session: Session, steps: Sequence[StepRecord]) -> Iterator[str]:
    from flows.problem_classes import CLASS_MOVES, STATES
    from storage.exports.columns import field_name

    for step in steps:
        move = CLASS_MOVES.get(step.move)
        done = session.say(*(move.words if move is not None else STEP_WORDS[step.move]))
        who = " · ".join(filter(None, (step.name, step.department)))
        place = "" if step.place is None else f" {step.place}"
        told = "；".join(
            f"{field_name(name, session.locale)} {value}" for name, value in step.given.items()
        )
        state = session.say(*STATES[step.after])
        yield f"    {step.at:%Y-%m-%d %H:%M} {who} {done}{place} → {state} {told}".rstrip()


def told_done(session: Session, done: Done, verb: tuple[str, str]) -> None:
    """What became of issues; exit code 1 where one of them was not moved."""
    comma = session.say("、", ", ")
    count, moved = len(done.moved), comma.join(done.moved)
    if count:
        what = session.say(verb[0], verb[1])
        echo(
            session.say(
                f"{done.number}：{count} 件{what}（{moved}）。",
                f"{done.number}: {count} {what} ({moved}).",
            )
        )
    else:
        echo(f"{done.number}")
    for one in done.not_done:
        echo(_not_done(session, one), err=True)
    if done.not_done:
        raise click.exceptions.Exit(1)


def _not_done(session: Session, one: NotDone) -> str:
    from flows.issue_terms import STATES

    if one.refusal is None:
        return session.say(f"没有问题 {one.number}。", f"There is no issue {one.number}.")
    why = reason(session, one.refusal.kind, one.refusal.fields)
    if one.refusal.kind == "state":
        state = session.say(*STATES[one.state])
        why = session.say(f"现在是“{state}”，这一步做不了", f"it is {state!r}: this cannot be done")
    return session.say(f"{one.number} 没有动：{why}。", f"{one.number} was not moved: {why}.")


def reason(session: Session, kind: str, fields: Sequence[str]) -> str:
    """Why a step is not taken, and how it can be."""
    from storage.exports.columns import field_name

    named = {
        "members": session.say("还有成员问题没有了结", "issues of it are still open"),
        "places": session.say("还有地点没有查", "places were not looked at yet"),
    }
    names = session.say("、", ", ").join(
        named.get(name) or field_name(name, session.locale) for name in fields
    )
    return {
        "state": session.say("现在的状态做不了这一步", "not in its present state"),
        "part": session.say("这一步由管理员或责任部门做", "an admin or the department does that"),
        "self": session.say(
            "报整改的人不能自己销号；用 --as 换一个人", "not by who reported the fix: use --as"
        ),
        "needs": session.say(f"还差：{names}", f"still needed: {names}"),
        "value": session.say(f"填得不对：{names}", f"cannot be so: {names}"),
    }.get(kind, kind)
