"""What is said by the way against a value that would be prefilled: then the person is asked.

A flow says that it wants to know by a hidden row. `trips_hint` is "yes" once any message
of the walk, answer or note, speaks of more than one trip: "来回跑了三趟".
"""

from __future__ import annotations

import re

from bot.dialogue.house import Form
from bot.dialogue.talk import Talk
from bot.reading.asking import asks
from bot.reading.trips import SEVERAL, WASTED, without_spared
from bot.reading.words import fold
from flows.model import Question
from flows.state import Value

TRIPS = "trips_hint"
_MORE_TRIPS = re.compile(
    rf"{WASTED}|{SEVERAL}|(?:又|再)跑|"
    r"(?:第[二三四五两]|[两俩二三四五六七八九几多])个?趟|(?<![0-9])(?:[2-9]|[1-9][0-9])趟|(?:回家|回去)(?:拿|取|补)|"
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
    return asks(text) not in ("plain", "direct") and _MORE_TRIPS.search(told) is not None


def known(talk: Talk, form: Form) -> dict[str, Value]:
    """What was heard so far, for the answer that is given now to carry."""
    name = talk.ctx.hint
    if not name or form.kind != "w":
        return {}
    rows = (row for row in form.flow.walk_rows() if isinstance(row, Question))
    return {name: "yes"} if any(r.name == name and r.type == "hidden" for r in rows) else {}
