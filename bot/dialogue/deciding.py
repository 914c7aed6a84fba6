"""What admins decide by chat: applications, terms, and who is missing among the volunteers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from bot import coverage
from bot.dialogue.prompts import short
from bot.dialogue.talk import Talk
from bot.dialogue.volunteering import application_flow, in_words, until
from bot.reading import dates
from flows.volunteer_terms import STANDINGS, end_of_term
from storage.volunteers import ApplicationRecord, WrongMove

SHOWN = 20
"""Lines of a list in chat; the command line has them all."""


def waiting(talk: Talk, _argument: str) -> None:
    """ "待审报名"."""
    if not _is_admin(talk):
        return
    found = [one for one in talk.turn.people.applications() if one.standing == "waiting"]
    if not found:
        talk.say("waiting_none")
        return
    lines = [
        talk.word("application_line", at=f"{one.at:%Y-%m-%d}", **_line(talk, one)) for one in found
    ]
    talk.say("waiting_list", count=len(found), lines=_cut(talk, lines))


def volunteers(talk: Talk, _argument: str) -> None:
    """ "体验员名单": all who applied, with what they did."""
    if not _is_admin(talk):
        return
    found = talk.turn.people.applications()
    if not found:
        talk.say("volunteers_none")
        return
    lines = []
    for one in found[: SHOWN + 1]:
        done = talk.house.reader.activity(one.person_id)
        standing = STANDINGS[one.standing][talk.locale == "en"]
        words = {**_line(talk, one), "standing": standing, "walks": done.walks}
        lines.append(talk.word("volunteer_line", issues=done.issues, **words))
    talk.say("volunteers_list", count=len(found), lines=_cut(talk, lines, len(found)))


def covered(talk: Talk, _argument: str) -> None:
    """ "人员覆盖": whom the serving volunteers stand for, and who is missing."""
    if not _is_admin(talk):
        return
    found = coverage.of(talk.turn.people.applications(), application_flow(talk), talk.locale)
    lines = [
        talk.word(
            "pair", name=name, value=talk.joined(f"{g.label} {g.count}" for g in groups if g.count)
        )
        for name, groups in found.counts.values()
        if any(group.count for group in groups)
    ]
    missing = talk.joined(group.label for group in found.missing) or "—"
    talk.say("coverage", count=found.serving, lines="\n".join(lines), missing=missing)


def approve(talk: Talk, argument: str) -> None:
    """ "通过 3", "聘任 3 到 2027-11-30"."""
    _with_term(talk, argument, "decided_approve", talk.turn.people.approve)


def renew(talk: Talk, argument: str) -> None:
    """ "续聘 3 到 2028-11-30"."""
    _with_term(talk, argument, "decided_renew", talk.turn.people.renew)


def decline(talk: Talk, argument: str) -> None:
    """ "不通过 3 原因"."""
    _with_reason(talk, argument, ("不通过", "decline"), talk.turn.people.decline)


def release(talk: Talk, argument: str) -> None:
    """ "解聘 3 原因"."""
    _with_reason(talk, argument, ("解聘", "release"), talk.turn.people.release)


def _with_term(
    talk: Talk,
    argument: str,
    key: str,
    move: Callable[[int, date | None], ApplicationRecord],
) -> None:
    number, words = _split(argument)
    if not _is_admin(talk):
        return
    ends: date | None
    if words:
        read = dates.read(words, now=talk.now, locale=talk.form_locale, ahead=dates.ANY)
        ends = None if read is None else date.fromisoformat(str(read.value))
        if ends is None or ends <= talk.now.date():
            example = end_of_term(talk.now.date(), 12)
            talk.say("bad_end", text=short(words), example=example)
            return
    else:
        ends = end_of_term(_first_day(talk, number), talk.house.appointments.months)
    try:
        record = move(number, ends)
    except WrongMove as wrong:
        _say_wrong(talk, wrong)
        return
    talk.say(key, number=number, name=record.person_name, ends=until(talk, ends))
    if ends is None:
        talk.say("months_unset")


def _first_day(talk: Talk, number: int) -> date:
    record = talk.turn.people.application(number)
    return talk.turn.people.begin_of_term(record) if record else talk.now.date()


def _with_reason(
    talk: Talk,
    argument: str,
    words: tuple[str, str],
    move: Callable[[int, str], ApplicationRecord],
) -> None:
    number, reason = _split(argument)
    if not _is_admin(talk):
        return
    if not reason:
        talk.say("want_reason", example=words[talk.locale == "en"], number=number)
        return
    try:
        record = move(number, reason)
    except WrongMove as wrong:
        _say_wrong(talk, wrong)
        return
    talk.say(f"decided_{words[1]}", number=number, name=record.person_name)


def _say_wrong(talk: Talk, wrong: WrongMove) -> None:
    if wrong.standing is None:
        talk.say("no_application", number=wrong.number)
        return
    standing = STANDINGS[wrong.standing][talk.locale == "en"]
    talk.say("wrong_move", number=wrong.number, standing=standing)


def _split(argument: str) -> tuple[int, str]:
    number, _, rest = argument.partition(" ")
    return int(number), rest.strip()


def _is_admin(talk: Talk) -> bool:
    """Whether the person may see and decide applications; else it is said who may."""
    if talk.turn.person.role == "admin":
        return True
    talk.say("admins_only")
    return False


def _line(talk: Talk, one: ApplicationRecord) -> dict[str, object]:
    profile = in_words(application_flow(talk), one.profile, talk.locale)
    return {"number": one.number, "name": one.person_name, "profile": talk.joined(profile)}


def _cut(talk: Talk, lines: list[str], total: int = 0) -> str:
    more = max(total, len(lines)) - SHOWN
    tail = [talk.word("more_lines", count=more)] if more > 0 else []
    return "\n".join([*lines[:SHOWN], *tail])
