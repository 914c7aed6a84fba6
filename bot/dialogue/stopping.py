"""Pausing, ending and giving up, also while a problem is being reported.

Pausing never fails and loses nothing: a report under way waits with its walk.
"""

from __future__ import annotations

import re

from bot.dialogue import reporting, walking
from bot.dialogue.messages import Option
from bot.dialogue.talk import Talk
from bot.reading.words import fold
from flows.events import Paused
from flows.volunteer_terms import APPLICATION

_DROPS = re.compile("取消|不报|算了|放弃|cancel|never ?mind|forget|drop")
"""Words of ending that mean the report; "结束" may mean the whole walk."""


def pause(talk: Talk) -> None:
    """Pause the walk, with the report in it if there is one; outside a walk the report."""
    form = talk.walk_form() or talk.form()
    if form is None:
        talk.no_walk()
        return
    talk.happen(form, Paused())
    talk.say("paused", (Option("cmd:resume", talk.word("resume")),))


def end(talk: Talk) -> None:
    """Ask whether the walk is to end; in a report, what is to end."""
    form = talk.form()
    if form is None:
        talk.no_walk()
    elif form.kind == "i":
        _end_report(talk)
    elif talk.look(form).prompt is None and form.state.status == "open":
        options = (
            Option("done:yes", talk.word("confirm")),
            Option("done:later", talk.word("save_draft")),
            Option("end:yes", talk.word("end_unsent_yes")),
        )
        talk.say("end_unsent", talk.menu("end_unsent", options))
    else:
        ways = (Option("end:yes", talk.word("end_yes")), Option("end:no", talk.word("end_no")))
        key = "end_application_sure" if form.flow.id == APPLICATION else "end_sure"
        talk.say(key, talk.menu("end", ways))


def _end_report(talk: Talk) -> None:
    if talk.walk_form() is None or _DROPS.search(fold(talk.plan.text)):
        reporting.drop_report(talk)
        return
    ways = (
        Option("end:report", talk.word("capture_drop")),
        Option("end:yes", talk.word("capture_end_walk")),
        Option("end:no", talk.word("capture_go_on")),
    )
    talk.say("capture_end_sure", talk.menu("end_report", ways))


def answered(talk: Talk, which: str) -> None:
    """What the person said to it; `no` goes on."""
    if which == "yes":
        walking.leave(talk)
    elif which == "report" and talk.ctx.capture:
        reporting.drop_report(talk)
