"""What may not be given with a move of an issue: days that cannot be, an office that it is with.

Which moves there are is `flows.rectification`'s alone. Pure.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Literal

from flows.issue_terms import CALLBACK_CONSENT
from flows.units import same_office

MOST_CHARACTERS = 2_000
"""Characters of a field that is given."""
Wrong = tuple[Literal["value", "late"], tuple[str, ...]]


def impossible(
    name: str,
    fields: Collection[str],
    given: Mapping[str, str],
    known: Mapping[str, str],
    own: str,
    today: date,
    *,
    replans: bool,
) -> Wrong | None:
    """Why what is given with a move of this name cannot be so, and of which fields.

    `fields` are those it may have, `known` all that is said by now, `own` the department of the
    issue; `replans`: it says how, by whom and until when.
    """
    wrong = [field for field, value in given.items() if len(value) > MOST_CHARACTERS]
    days = {one: _day(known[one]) for one in ("deadline", "asked_deadline") if known.get(one)}
    wrong += [one for one, day in days.items() if day is None and one in fields]
    deadline, asked = days.get("deadline"), days.get("asked_deadline")
    if replans and deadline is not None:
        at_once = known["mode"] == "立行立改"
        if deadline < today or (at_once and deadline != today):
            wrong.append("deadline")
    if name == "ask_extension" and asked is not None:
        if deadline is not None and deadline < today:
            return "late", ("deadline",)
        if asked <= (deadline or today):
            wrong.append("asked_deadline")
    if name == "transfer" and same_office(known["receiver"], own):
        wrong.append("receiver")
    if given.get("callback", "同意") not in CALLBACK_CONSENT:
        wrong.append("callback")
    return ("value", tuple(wrong)) if wrong else None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
