"""How `walkalong classes` tells of classes: one whole, what became of issues, what is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from bot.cli.output import echo
from bot.cli.session import Session

if TYPE_CHECKING:
    from bot.app import App
    from bot.classes import Done, NotDone
    from storage.alike import Text
    from storage.class_reading import ClassReader, ClassRecord, PlaceRecord, StepRecord

PROBLEM = 40
"""Characters of a problem in a line."""
_OF_STEP = {
    "name": ("名称", "name"),
    "hall": ("大厅", "hall"),
    "found": ("查看结果", "met"),
    "note": ("说明", "note"),
    "issue": ("登记为", "entered as"),
}
"""Fields of a step that no issue has."""
_MET = {"yes": ("也有", "yes"), "no": ("没有", "no")}
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


def like_lines(session: Session, app: App, number: str) -> list[str]:
    """What an issue is like, and how to say whether it is of one class with it."""
    from bot.classes import likes
    from storage.alike import AlikeReader

    found = likes(AlikeReader(app.engine), number, app.settings.classes_alike / 100)
    lines, call = [], f"{session.call} classes"
    for like in found:
        other = like.of_class or like.number
        told = f"{other}（{like.problem[:PROBLEM]}）" if like.problem else other
        yes = (
            f"{call} join {other} {number}"
            if like.of_class
            else f"{call} add {session.say('名称', 'NAME')} {other} {number}"
        )
        no = f"{call} unlike {number} {other}"
        lines.append(
            session.say(
                f"  像 {told}，是同一类吗？是：{yes}；不是：{no}",
                f"  Like {told}: one class? Yes: {yes}; no: {no}",
            )
        )
    return lines


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
        yield f"    {member.number} [{state}] {member.department} {member.problem[:PROBLEM]}"


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

    for step in steps:
        move = CLASS_MOVES.get(step.move)
        done = session.say(*(move.words if move is not None else STEP_WORDS[step.move]))
        who = " · ".join(filter(None, (step.name, step.department)))
        place = "" if step.place is None else f" {step.place}"
        given = {name: value for name, value in step.given.items() if value}
        told = session.say("；", "; ").join(
            f"{_name(session, name)} {_value(session, name, value)}"
            for name, value in given.items()
        )
        state = session.say(*STATES[step.after])
        yield f"    {step.at:%Y-%m-%d %H:%M} {who} {done}{place} → {state} {told}".rstrip()


def _name(session: Session, name: str) -> str:
    from storage.exports.columns import field_name

    return session.say(*_OF_STEP[name]) if name in _OF_STEP else field_name(name, session.locale)


def _value(session: Session, name: str, value: str) -> str:
    return session.say(*_MET[value]) if name == "found" else value


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
    elif not done.not_done:
        echo(done.number)
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
    from flows.problem_classes import NAMES
    from storage.exports.columns import field_name

    if kind == "value" and tuple(fields) == ("found",):
        return session.say("那里已经登记为问题", "an issue was entered of it already")
    if kind == "value" and tuple(fields) == ("name",):
        return session.say(
            "名称最多 60 个字，也不能和没销号的同类重名",
            "a name has at most 60 characters, and no open class has the same",
        )
    names = session.say("、", ", ").join(
        session.say(*NAMES[name]) if name in NAMES else field_name(name, session.locale)
        for name in fields
    )
    return {
        "state": session.say("现在的状态做不了这一步", "not in its present state"),
        "part": session.say("这一步由管理员或责任部门做", "an admin or the department does that"),
        "self": session.say(
            "报整改的人不能自己销号；用 --as 换一个人", "not by who reported the fix: use --as"
        ),
        "needs": session.say(f"还差：{names}", f"still needed: {names}")
        if "members" not in fields and "places" not in fields
        else names,
        "value": session.say(f"填得不对：{names}", f"cannot be so: {names}"),
    }.get(kind, kind)
