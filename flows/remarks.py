"""What is no error in a flow and may yet be a slip.

An appearance that means nothing here is borne, because a form from elsewhere has
appearances for other programs; its author is told.
"""

from __future__ import annotations

from flows.check import PlaceOf
from flows.columns import APPEARANCES
from flows.doubts import Doubts, key_of
from flows.errors import Code, FlowError, guess
from flows.model import Flow, Group, Row


def remarks(flow: Flow, place_of: PlaceOf, doubts: Doubts) -> list[FlowError]:
    """Every appearance that does nothing on its row, in the flow's order.

    Rows whose type is in doubt are left out.
    """
    found: list[FlowError] = []
    for row in flow.walk_rows():
        if doubts.about(row, "type"):
            continue
        type_ = _type_of(row)
        works = [word for word, types in APPEARANCES.items() if type_ in types]
        for word in row.appearance.split():
            if word not in works:
                error = place_of("survey", key_of(row), "appearance").error(
                    Code.IDLE_APPEARANCE,
                    name=word,
                    type=type_,
                    guess=guess(word, works),
                    known=tuple(works),
                )
                found.append(error)
    return found


def _type_of(row: Row) -> str:
    if isinstance(row, Group):
        return "repeat" if row.repeat else "group"
    return row.type
