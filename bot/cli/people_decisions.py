"""`walkalong people approve|renew|decline|release`: what an office decides about a volunteer."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import click

from bot.cli.output import echo
from bot.cli.people_told import masked, none_of, people_here
from bot.cli.session import Session, pass_session
from flows.volunteer_terms import APPOINTING, Decision

if TYPE_CHECKING:
    from storage.volunteers import People

_TO = re.compile(r"(?:任期到|任到|期到|到|至|until |till )\s*", re.IGNORECASE)
"""Before a day, as it is said in chat."""
NUMBERED = click.argument("number", type=click.IntRange(1, 2**31 - 1))
_until = click.option(
    "--until",
    metavar="DATE",
    help="The term's last day (2027-11-30, 到明年年底、一年、'the end of next year'); "
    "else by WALKALONG_APPOINTMENT_MONTHS.",
)
_reason = click.option("--reason", required=True, help="Why; the person will read it.")
_ABOUT: dict[Decision, tuple[str, str]] = {
    "approve": ("通过 · Appoint somebody whose application waits, from today.", "2027-11-30"),
    "renew": ("续聘 · A further term, from the day after the last one.", "2028-11-30"),
    "decline": ("不通过 · Say no to an application.", "资料不全"),
    "release": ("解聘 · End an appointment before its term is over.", "长期不能参加"),
}
"""What each decision is, and what is said with it in the example."""


def _command(decision: Decision) -> click.Command:
    with_term = decision in APPOINTING
    about, said = _ABOUT[decision]
    option = "--until" if with_term else "--reason"
    example = f"\b\nExample:\n  walkalong people {decision} 3 {option} {said}"

    @click.command(decision, help=f"{about}\n\n{example}")
    @NUMBERED
    @_until if with_term else _reason
    @pass_session
    def command(session: Session, number: int, until: str | None = None, reason: str = "") -> None:
        if not with_term and not reason.strip():
            raise click.UsageError(
                session.say("--reason 不能是空的。", "--reason takes some words.")
            )
        _decide(session, number, decision, until, masked(reason))

    return command


def _decide(
    session: Session, number: int, decision: Decision, until: str | None, reason: str
) -> None:
    """Make the move and tell what came of it, or say why it cannot be made."""
    from flows.volunteer_terms import STANDINGS
    from storage.volunteers import WrongMove

    with people_here(session) as (_, people, _flow):
        try:
            if decision in APPOINTING:
                people.appoint(number, decision, _last_day(session, people, number, until))
            else:
                people.refuse(number, decision, reason)
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
        record = people.application(number)
    if record is None:  # it was there within the transaction
        raise click.ClickException(none_of(session, number))
    ends = record.terms[-1].ends if record.standing == "serving" else None
    standing = session.say(*STANDINGS[record.standing])
    upto = session.say(f"，到 {ends}", f", until {ends}") if ends else ""
    echo(f"{number} {record.person_name}{session.say('：', ': ')}{standing}{upto}")
    if decision in APPOINTING and ends is None:
        echo(
            session.say(
                "没有到期日：没写 --until，也没有设置 WALKALONG_APPOINTMENT_MONTHS。",
                "No end: neither --until nor WALKALONG_APPOINTMENT_MONTHS is given.",
            ),
            err=True,
        )


def _last_day(session: Session, people: People, number: int, until: str | None) -> date | None:
    """Of the term: the one that was said, in the words that chat takes; else by the setting."""
    from bot.app import clock_of
    from bot.reading.ends import read_end
    from flows.volunteer_terms import end_of_term

    begins = people.first_day(number)
    if until is None:
        return end_of_term(begins, session.settings.appointment_months)
    said = _TO.sub("", until.strip(), count=1)
    now = clock_of(session.settings)()
    end = read_end(said, begins=begins, now=now, locale=session.locale)
    if end is None or end.on <= begins:
        raise click.UsageError(
            session.say(
                f"任期从 {begins} 算起，--until 要写那以后的日期或时长，"
                "例如 2027-11-30、到明年年底、一年。",
                f"The term begins on {begins}: --until takes a later day or a length, "
                "e.g. 2027-11-30, “the end of next year”, “one year”.",
            )
        )
    if not end.sure:
        raise click.UsageError(
            session.say(
                f"“{until[:40]}”是到哪一天？请写全，例如 {end.on}。",
                f"“{until[:40]}”: until which day? Write it in full, e.g. {end.on}.",
            )
        )
    return end.on


DECISIONS = tuple(map(_command, _ABOUT))
