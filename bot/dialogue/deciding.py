"""What admins decide by chat: applications, terms, and who is missing among the volunteers."""

from __future__ import annotations

from collections import Counter
from typing import cast

from bot import coverage
from bot.dialogue.messages import Option
from bot.dialogue.prompts import short
from bot.dialogue.talk import Talk
from bot.dialogue.volunteering import application_flow, in_words, until
from bot.reading import volunteer_words
from bot.reading.date_forms import MONTHS
from bot.reading.ends import read_end
from flows.volunteer_terms import APPOINTING, STANDINGS, Decision, end_of_term
from storage.volunteer_records import ApplicationRecord
from storage.volunteers import WrongMove

SHOWN = 20
"""Lines of a list in chat; the command line has them all."""


def waiting(talk: Talk, _argument: str) -> None:
    """ "待审报名"."""
    if not _is_admin(talk):
        return
    found = [one for one in talk.turn.people.applications() if one.standing == "waiting"]
    talk.ctx.applied = max((talk.ctx.applied, *(one.number for one in found)))
    if not found:
        talk.say("waiting_none")
        return
    lines = [
        talk.word("application_line", at=f"{one.at:%Y-%m-%d}", **_line(talk, one)) for one in found
    ]
    talk.say("waiting_list", count=len(found), lines=_cut(talk, lines))


def remind(talk: Talk) -> None:
    """Tell an admin, once for each new application, that some wait to be decided."""
    if talk.turn.person.role != "admin" or talk.form() is not None:
        return
    count, latest = talk.turn.people.waiting()
    if latest > talk.ctx.applied:
        talk.ctx.applied = latest
        talk.say("waiting_hint", (Option("cmd:waiting", talk.word("btn_waiting")),), count=count)


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


def decide(talk: Talk, argument: str, decision: Decision) -> None:
    """ "通过 3、4", "聘任 3 到明年年底", "不通过 3 原因", "续聘 3 两年", "解聘 3 原因"."""
    numbers, _, words = argument.partition(" ")
    if not _is_admin(talk):
        return
    for number in dict.fromkeys(map(int, numbers.split(","))):
        try:
            if decision in APPOINTING:
                _appoint(talk, number, words.strip(), decision)
            else:
                _refuse(talk, number, words.strip(), decision)
        except WrongMove as wrong:
            _say_wrong(talk, wrong)


def which(talk: Talk, _argument: str) -> None:
    """ "都通过": who waits is shown, and their numbers are to be said."""
    if not _is_admin(talk):
        return
    waiting(talk, "")
    found = [one.number for one in talk.turn.people.applications() if one.standing == "waiting"]
    if found:
        numbers = talk.joined(map(str, sorted(found)[:SHOWN]))
        talk.say("which_applications", count=len(found), numbers=numbers)


def decides_by_name(talk: Talk) -> bool:
    """Decide what an admin says of people by their names, where each is the name of one only."""
    if talk.turn.person.role != "admin" or talk.form() is not None:
        return False
    found = talk.turn.people.applications()
    people = Counter(name for name, _ in {(one.person_name, one.person_id) for one in found})
    ordered = sorted(found, key=lambda one: one.number)  # the latest of a person is meant
    numbers = {one.person_name: one.number for one in ordered if people[one.person_name] == 1}
    word = volunteer_words.decision_by_name(talk.plan.text, numbers)
    if word is None:
        return False
    talk.turn.set_kind("command")
    decision = word.name.removesuffix("_volunteer")
    decide(talk, word.argument, cast(Decision, decision))
    return True


def _appoint(talk: Talk, number: int, words: str, decision: Decision) -> None:
    people = talk.turn.people
    begins = people.first_day(number)
    ends = end_of_term(begins, talk.house.appointments.months)
    if words:
        end = read_end(words, begins=begins, now=talk.now, locale=talk.form_locale)
        if end is None or end.on <= begins:
            example = end_of_term(begins, MONTHS)
            talk.say("bad_end", text=short(words), begins=begins, example=example)
            return
        if not end.sure:
            talk.say("vague_end", text=short(words), example=end.on)
            return
        ends = end.on
    record = people.appoint(number, decision, ends)
    name = record.person_name
    talk.say(f"decided_{decision}", number=number, name=name, ends=until(talk, ends))
    if ends is None:
        talk.say("months_unset")


def _refuse(talk: Talk, number: int, reason: str, decision: Decision) -> None:
    if not reason:
        talk.say("want_reason", example=talk.word(f"say_{decision}"), number=number)
        return
    record = talk.turn.people.refuse(number, decision, reason)
    talk.say(f"decided_{decision}", number=number, name=record.person_name)


def _say_wrong(talk: Talk, wrong: WrongMove) -> None:
    if wrong.standing is None:
        talk.say("no_application", number=wrong.number)
        return
    standing = STANDINGS[wrong.standing][talk.locale == "en"]
    talk.say("wrong_move", number=wrong.number, standing=standing)


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
