"""What a flow wants to know of the talk around its questions, told to it by hidden rows.

`trips_hint` is "yes" once any message of the walk, answer or note, speaks of more than one
trip ("来回跑了三趟"), against a value that would be prefilled. `reported_problems` is how many
problems were reported on the way, also when they are left out in the end: by then all is asked.
"""

from __future__ import annotations

import re
from dataclasses import replace

from bot.dialogue.house import Form
from bot.dialogue.talk import Talk
from bot.reading.asking import asks
from bot.reading.chinese import Chinese
from bot.reading.trips import SEVERAL, WASTED, without_spared
from bot.reading.words import fold
from flows.state import Value

TRIPS = "trips_hint"
REPORTED = "reported_problems"
_MORE_TRIPS = Chinese(
    rf"{WASTED}|{SEVERAL}|(?:又|再)跑|"
    r"(?:第[二三四五两]|[两俩二三四五六七八九几多])个?趟|(?<![0-9])(?:[2-9]|[1-9][0-9])趟|(?:回家|回去)(?:拿|取|补)"
)
_MORE_TRIPS_EN = re.compile(
    r"\b(?:two|three|four|several|many|another|second|wasted) trips?\b|"
    r"\b(?:came|come|go|went) back\b"
)


def heard(talk: Talk) -> None:
    """Remember what the message says that speaks against a value known by default."""
    if speaks_of_trips(talk.plan.text):
        talk.ctx.hint = TRIPS


def speaks_of_trips(text: str) -> bool:
    """Whether `text` tells of more than one trip; what asks tells nothing."""
    told = without_spared(fold(text))
    if not (_MORE_TRIPS_EN.search(told) or _MORE_TRIPS.search(told)):
        return False
    return asks(text) not in ("plain", "direct")


def known(talk: Talk, form: Form) -> dict[str, Value]:
    """What was heard so far, for the answer that is given now to carry."""
    name = talk.ctx.hint
    if not name or form.kind != "w":
        return {}
    return {name: "yes"} if _wants(form, name) else {}


def count_reported(talk: Talk) -> None:
    """Let the walk know how many problems were reported in it, where its flow wants to."""
    form = talk.walk_form()
    if form is None or talk.walk is None or not _wants(form, REPORTED):
        return
    found = talk.turn.findings(talk.walk.id)
    count = sum(finding.origin == "reported" for finding in found)
    before = talk.walk.state
    if count == before.known.get(REPORTED, 0):
        return
    after = replace(before, known={**before.known, REPORTED: count})
    talk.turn.save_walk(talk.walk.id, before, after)
    talk.walk = talk.walk._replace(state=after)


def _wants(form: Form, name: str) -> bool:
    """Whether the flow has a hidden row of that name."""
    row = form.flow.questions.get(name)
    return row is not None and row.type == "hidden"
