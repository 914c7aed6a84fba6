"""Being a volunteer, by chat: applying, hearing what was decided, where one stands.

An application and the practice walk are small walks by flows of their own; they are begun
and closed here, and counted nowhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from bot.dialogue import progress, starting
from bot.dialogue.admission import practice_button
from bot.dialogue.commands import CommandMeant
from bot.dialogue.house import Form
from bot.dialogue.messages import Option
from bot.dialogue.prompts import local, short
from bot.dialogue.talk import Talk
from flows.model import Flow
from flows.readback import read_back
from flows.state import Value
from flows.volunteer_terms import APPLICATION, PRACTICE
from storage.volunteer_records import ApplicationRecord, TermRecord
from storage.volunteers import PROFILE

LISTS = {
    "kind": "kinds",
    "age_band": "age_bands",
    "sector": "sectors",
    "route": "routes",
    "times": "times",
}
"""Choice lists of the application's questions."""
MANY_TIMES = ","
"""Between the choices of `times` as they are kept."""


def apply(talk: Talk, code: str) -> None:
    """ "我要报名", with an invitation's code or without one."""
    if _is_busy(talk):
        return
    people = talk.turn.people
    application = people.of(talk.turn.person.id).application
    if application is not None and application.standing in ("waiting", "serving"):
        talk.say("apply_again", line=standing_line(talk, application))
        return
    invitation = people.open_invitation(code) if code else None
    if code and invitation is None:
        talk.say("apply_bad_code", (Option("cmd:apply", talk.word("btn_apply")),), code=code)
        return
    flow = application_flow(talk)
    known: dict[str, Value] = {}
    talk.say("apply_begin")
    if invitation is not None:
        known = {"invited_route": invitation.route, "invitation": code}
        talk.say("apply_invited", route=named(flow, "route", invitation.route, talk.locale))
    starting.enter(talk, flow, known)


def practise(talk: Talk, _argument: str = "") -> None:
    """ "练习": the walk one learns by; everybody may."""
    if not _is_busy(talk):
        starting.enter(talk, talk.house.flows.current()[PRACTICE], {})


def _is_busy(talk: Talk) -> bool:
    """Whether something else is under way, which has to be finished first; then it is said."""
    form = talk.form()
    if form is None:
        return False
    if form.kind == "i":
        talk.say("capture_first")
    else:
        title = local(form.flow.title, talk.locale)
        resume = (Option("cmd:resume", talk.word("continue_walk")),)
        talk.say("walk_first", resume, flow=title)
    return True


def closed(talk: Talk, form: Form) -> bool:
    """Say what came of an application or practice that has just ended; whether it was one."""
    if form.flow.id == APPLICATION:
        _applied(talk, form)
    elif form.flow.id == PRACTICE:
        _passed(talk)
    else:
        return False
    return True


def _applied(talk: Talk, form: Form) -> None:
    said = {
        line.question.name: line.value
        for stage in read_back(form.flow, form.state, talk.now)
        for line in stage.lines
    }
    code = str(form.state.known.get("invitation", ""))
    people, person = talk.turn.people, talk.turn.person
    number = people.apply(person.id, {name: _kept(said.get(name)) for name in PROFILE}, code)
    talk.say("applied", number=number)
    if not people.of(person.id).trained:
        talk.say("applied_practise", practice_button(talk))


def _kept(value: Value | None) -> str:
    if isinstance(value, tuple):
        return MANY_TIMES.join(map(str, value))
    return "" if value is None else str(value)


def _passed(talk: Talk) -> None:
    people, person = talk.turn.people, talk.turn.person
    people.train(person.id)
    talk.say("practice_passed")
    application = people.of(person.id).application
    walks = talk.house.appointments.only is False and application is None
    if walks or (application is not None and application.standing == "serving"):
        talk.say("may_walk", (Option("cmd:walk", talk.word("btn_walk")),))
    else:
        stands(talk)


def stands(talk: Talk, _argument: str = "") -> None:
    """ "我的报名": where one's own application stands."""
    known = talk.turn.people.of(talk.turn.person.id)
    application = known.application
    form = talk.walk_form()
    if form is not None and form.flow.id == APPLICATION:
        talk.say("standing_unfinished")
        progress.tell(talk)
        return
    if application is None:
        talk.say("standing_none", (Option("cmd:apply", talk.word("btn_apply")),))
        return
    talk.say_text(standing_line(talk, application))
    if application.standing in ("waiting", "serving"):
        offer = () if known.trained else practice_button(talk)
        talk.say("trained" if known.trained else "untrained", offer)


def standing_line(talk: Talk, application: ApplicationRecord) -> str:
    """One's own application in a sentence."""
    term = application.service
    return talk.word(
        f"standing_{application.standing}",
        **{
            "number": application.number,
            "at": f"{application.at:%Y-%m-%d}",
            "reason": because(talk, application.reason),
            "term": term_in_words(talk, term) if term is not None else "",
            "ends": term.ends if term is not None else "",
        },
    )


def because(talk: Talk, reason: str) -> str:
    """A reason behind a sentence; empty where none was given."""
    return talk.word("because", reason=short(reason, 200)) if reason.strip() else ""


def term_in_words(talk: Talk, term: TermRecord) -> str:
    """From when to when."""
    key = "term_open" if term.ends is None else "term_dates"
    return talk.word(key, begins=term.begins, ends=term.ends)


def until(talk: Talk, ends: date | str | None) -> str:
    """Until when, or that no end is set."""
    return talk.word("until", ends=ends) if ends else talk.word("until_open")


_TELL_IT = frozenset({"my_application", "practice", "walk"})
"""Commands whose own answer says that practice is needed, or which begin it."""


def tell_news(talk: Talk, kind: str, data: Mapping[str, str]) -> None:
    """Say what was decided about the person since they last wrote."""
    reason = because(talk, data.get("reason", ""))
    talk.say(f"news_{kind}", ends=until(talk, data.get("ends")), reason=reason)
    told = isinstance(talk.plan.meaning, CommandMeant) and talk.plan.meaning.name in _TELL_IT
    if kind == "approved" and not told and not talk.turn.people.of(talk.turn.person.id).trained:
        talk.say("untrained", practice_button(talk))


def application_flow(talk: Talk) -> Flow:
    """The flow by which people apply."""
    return talk.house.flows.current()[APPLICATION]


def named(flow: Flow, question: str, value: str, locale: str) -> str:
    """The label of what was chosen; what no list has (any more) is shown as it is kept."""
    labels = {c.name: local(c.label, locale) for c in flow.choices.get(LISTS[question], ())}
    return labels.get(value, value)


def in_words(flow: Flow, profile: Mapping[str, str], locale: str) -> list[str]:
    """What an application says, in the words of its lists."""
    words = [named(flow, name, profile[name], locale) for name in ("kind", "age_band", "sector")]
    words.append(named(flow, "route", profile["route"], locale))
    if profile["unit"]:
        words[-1] += f"（{profile['unit']}）" if locale != "en" else f" ({profile['unit']})"
    times = profile["times"].split(MANY_TIMES) if profile["times"] else []
    return [*words, *(named(flow, "times", one, locale) for one in times)]
