"""Whether a real walk may begin, and what becomes of an application that is given up.

Who never applied walks freely, unless the installation wants appointed volunteers only;
who applied walks once appointed and trained, and while the term lasts. Staff and admins
walk as officials and are never asked.
"""

from __future__ import annotations

from bot.dialogue.house import Form
from bot.dialogue.messages import Option
from bot.dialogue.talk import Talk
from flows.volunteer_terms import APPLICATION, PRACTICE
from storage.volunteer_records import VolunteerRecord

_UNDER_WAY = {APPLICATION: "block_unfinished", PRACTICE: "block_practising"}
"""What is under way and has to be finished before a real walk."""


def may_begin(talk: Talk) -> bool:
    """Whether the person may begin a real walk; if not, it is said why, and what to do."""
    person = talk.turn.person
    if person.role != "volunteer":
        return True
    known = talk.turn.people.of(person.id)
    key = _obstacle(known, only=talk.house.appointments.only)
    if not key:
        return True
    form = talk.walk_form()
    if form is not None and form.flow.id in _UNDER_WAY:
        talk.say(_UNDER_WAY[form.flow.id])
        return False
    application = known.application
    term = application.terms[-1] if application is not None and application.terms else None
    ends = term.ends if term is not None else ""
    buttons = {
        "block_untrained": practice_button(talk),
        "block_waiting": () if known.trained else practice_button(talk),
    }
    apply = (Option("cmd:apply", talk.word("btn_apply")),)
    talk.say(key, buttons.get(key, apply), **({"ends": ends} if key == "block_expired" else {}))
    return False


def _obstacle(known: VolunteerRecord, *, only: bool) -> str:
    """The sentence that says what stands in the way; empty where nothing does."""
    if known.application is None:
        return "block_none" if only else ""
    standing = known.application.standing
    if standing == "serving":
        return "" if known.trained else "block_untrained"
    return {"waiting": "block_waiting", "expired": "block_expired"}.get(standing, "block_ended")


def practice_button(talk: Talk) -> tuple[Option, ...]:
    """The offer to practise."""
    return (Option("cmd:practice", talk.word("btn_practice")),)


def forget_application(talk: Talk, form: Form) -> bool:
    """Delete what was filled in of an application that is given up; whether it was one."""
    if form.flow.id != APPLICATION or talk.walk is None:
        return False
    talk.turn.withdraw_walk(talk.walk.id)
    talk.walk = talk.turn.walk
    talk.ctx = talk.ctx.fresh()
    talk.told.clear()
    talk.say("erased_application")
    return True
