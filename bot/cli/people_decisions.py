"""`walkalong people approve|renew|decline|release`: what an office decides about a volunteer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING

import click

from bot.cli.output import echo
from bot.cli.people_told import masked, none_of, people_here
from bot.cli.session import Session, pass_session

if TYPE_CHECKING:
    from storage.volunteers import ApplicationRecord, People

NUMBERED = click.argument("number", type=click.IntRange(1, 2**31 - 1))
_until = click.option(
    "--until",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="The term's last day (2027-11-30); else by WALKALONG_APPOINTMENT_MONTHS.",
)
_reason = click.option("--reason", required=True, help="Why; the person will read it.")


@click.command("approve")
@NUMBERED
@_until
@pass_session
def approve(session: Session, number: int, until: datetime | None) -> None:
    """通过 · Appoint somebody whose application waits, from today.

    \b
    Example:
      walkalong people approve 3 --until 2027-11-30
    """
    _with_term(session, number, until, lambda people, ends: people.approve(number, ends))


@click.command("renew")
@NUMBERED
@_until
@pass_session
def renew(session: Session, number: int, until: datetime | None) -> None:
    """续聘 · A further term, from the day after the last one.

    \b
    Example:
      walkalong people renew 3 --until 2028-11-30
    """
    _with_term(session, number, until, lambda people, ends: people.renew(number, ends))


@click.command("decline")
@NUMBERED
@_reason
@pass_session
def decline(session: Session, number: int, reason: str) -> None:
    """不通过 · Say no to an application.

    \b
    Example:
      walkalong people decline 3 --reason 资料不全
    """
    _decide(session, number, lambda people: people.decline(number, masked(reason)))


@click.command("release")
@NUMBERED
@_reason
@pass_session
def release(session: Session, number: int, reason: str) -> None:
    """解聘 · End an appointment before its term is over.

    \b
    Example:
      walkalong people release 3 --reason 长期不能参加
    """
    _decide(session, number, lambda people: people.release(number, masked(reason)))


def _with_term(
    session: Session,
    number: int,
    until: datetime | None,
    move: Callable[[People, date | None], ApplicationRecord],
) -> None:
    from flows.volunteer_terms import end_of_term

    with session.app() as app:
        today = app.clock().date()
    if until is not None and until.date() <= today:
        raise click.UsageError(
            session.say("--until 要写今天以后的日期。", "--until takes a day to come.")
        )

    def decided(people: People) -> ApplicationRecord:
        record = people.application(number)
        begins = people.begin_of_term(record) if record is not None else today
        months = session.settings.appointment_months
        return move(people, until.date() if until else end_of_term(begins, months))

    record = _decide(session, number, decided)
    if record.terms[-1].ends is None:
        echo(
            session.say(
                "没有到期日：没写 --until，也没有设置 WALKALONG_APPOINTMENT_MONTHS。",
                "No end: neither --until nor WALKALONG_APPOINTMENT_MONTHS is given.",
            ),
            err=True,
        )


def _decide(
    session: Session, number: int, move: Callable[[People], ApplicationRecord]
) -> ApplicationRecord:
    """Make a move and tell what came of it, or say why it cannot be made."""
    from flows.volunteer_terms import STANDINGS
    from storage.volunteers import WrongMove

    with people_here(session) as (_, people, _flow):
        try:
            moved = move(people)
        except WrongMove as wrong:
            if wrong.standing is None:
                raise click.ClickException(none_of(session, number)) from None
            now = session.say(*STANDINGS[wrong.standing])
            raise click.ClickException(
                session.say(
                    f"{number} 号现在是“{now}”，这一步不能做。",
                    f"Application {number} is “{now}”; that cannot be done now.",
                )
            ) from None
        record = people.application(number) or moved
    serves = record.standing == "serving"
    ends = record.terms[-1].ends if serves else None
    standing = session.say(*STANDINGS[record.standing])
    upto = session.say(f"，到 {ends}", f", until {ends}") if ends else ""
    echo(f"{number} {record.person_name}{session.say('：', ': ')}{standing}{upto}")
    return record


DECISIONS = (approve, renew, decline, release)
