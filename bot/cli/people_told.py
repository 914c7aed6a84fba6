"""How `walkalong people` tells an application: as an object, a row, or in full."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from bot.cli.session import Session

if TYPE_CHECKING:
    from bot.app import App
    from flows.model import Flow
    from storage.activity import Activity
    from storage.volunteer_records import ApplicationRecord
    from storage.volunteers import People


def as_object(app: App, record: ApplicationRecord, people: People) -> dict[str, Any]:
    """The application for programs, with what was done in each term."""
    reader = app.reader
    return {
        "number": record.number,
        "person": record.person_name,
        "standing": record.standing,
        "at": record.at,
        **record.profile,
        "reason": record.reason,
        "trained": people.of(record.person_id).trained,
        "terms": [
            {
                "begins": term.begins,
                "ends": term.ends,
                **_done(reader.activity(record.person_id, term.begins, term.ends)),
            }
            for term in record.terms
        ],
        **_done(reader.activity(record.person_id)),
    }


def _done(done: Activity) -> dict[str, Any]:
    return {
        "walks": done.walks,
        "issues": done.issues,
        "confirmed": done.confirmed,
        "last_active": done.last,
    }


def row(
    session: Session, flow: Flow, record: ApplicationRecord, told: dict[str, Any]
) -> tuple[object, ...]:
    """One line of the list."""
    from bot.dialogue.volunteering import in_words
    from flows.volunteer_terms import STANDINGS

    profile = session.say("、", ", ").join(in_words(flow, record.profile, session.locale))
    last = told["last_active"]
    return (
        record.number,
        record.person_name,
        session.say(*STANDINGS[record.standing]),
        (record.terms[-1].ends or "—") if record.terms else "",
        profile,
        told["walks"],
        told["issues"],
        f"{last:%Y-%m-%d}" if last else "",
    )


def lines(
    session: Session, flow: Flow, record: ApplicationRecord, told: dict[str, Any]
) -> Iterator[str]:
    """One application in full."""
    from bot.dialogue.volunteering import in_words
    from flows.volunteer_terms import STANDINGS

    say = session.say
    standing = say(*STANDINGS[record.standing])
    yield f"{record.number} {record.person_name} [{standing}] {record.at:%Y-%m-%d}"
    yield "  " + say("、", ", ").join(in_words(flow, record.profile, session.locale))
    if record.reason:
        yield say(f"  原因：{record.reason}", f"  Reason: {record.reason}")
    yield (
        say("  练习过了", "  Trained") if told["trained"] else say("  还没有练习", "  Not trained")
    )
    for term in told["terms"]:
        ends = term["ends"] or say("没有设到期日", "no end is set")
        yield say(
            f"  任期 {term['begins']} — {ends}：{_counts(session, term)}",
            f"  Term {term['begins']} — {ends}: {_counts(session, term)}",
        )
    yield say(f"  共：{_counts(session, told)}", f"  Altogether: {_counts(session, told)}")


def _counts(session: Session, done: dict[str, Any]) -> str:
    walks, issues, confirmed = done["walks"], done["issues"], done["confirmed"]
    return session.say(
        f"走完 {walks} 次，登记问题 {issues} 个，其中已核实 {confirmed} 个",
        f"{walks} walk(s), {issues} issue(s), {confirmed} of them confirmed",
    )


def route_of(session: Session, flow: Flow, given: str) -> str:
    """The route by its name in the flow, or by its label in either language; else wrong usage."""
    from bot.dialogue.prompts import local

    routes = flow.choices.get("routes", ())
    for choice in routes:
        if given.strip().lower() in {choice.name, *(x.lower() for x in choice.label.values())}:
            return choice.name
    names = session.say("、", ", ").join(
        f"{local(c.label, session.locale)} ({c.name})" for c in routes
    )
    raise click.BadParameter(
        session.say(f"没有 {given!r}；有：{names}", f"no {given!r}; there are: {names}"),
        param_hint="--route",
    )


@contextmanager
def people_here(session: Session) -> Iterator[tuple[App, People, Flow]]:
    """The app with its volunteers, in one transaction, and the flow they applied by."""
    from flows.volunteer_terms import APPLICATION
    from storage.volunteers import people_of

    with session.app() as app, people_of(app.engine, app.clock()) as people:
        yield app, people, app.flows.current()[APPLICATION]


def none_of(session: Session, number: int) -> str:
    """That there is no such application."""
    return session.say(
        f"没有 {number} 号报名；用 {session.call} people list 查看。",
        f"There is no application {number}; see {session.call} people list.",
    )


def masked(text: str) -> str:
    """A text that an admin typed, free of personal numbers."""
    from bot.privacy import mask

    return mask(text).text
