"""What nobody will ever meet: questions that are never asked, choices that are never offered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from flows.columns import SELECTS
from flows.doubts import Doubts, key_of
from flows.errors import FlowError
from flows.model import Choice, Flow, Group, Question, Row
from flows.never import Knowledge
from flows.places import PlaceOf
from flows.slip_texts import Slip

MAX_LOOKS = 8
"""Looks at all rows: each may find more that hangs on what was found before."""


def unreachable(flow: Flow, place_of: PlaceOf, doubts: Doubts) -> list[FlowError]:
    """Remarks on rows and choices, where it is certain."""
    knowledge = Knowledge(_options(flow, doubts), several=set(_repeated(flow.rows)))
    return [*_rows(flow, knowledge, place_of), *_choices(flow, knowledge, place_of, doubts)]


def _options(flow: Flow, doubts: Doubts) -> dict[str, list[str]]:
    """What can be answered to each select."""
    return {
        row.name: [choice.name for choice in flow.choices.get(row.list_name, ())]
        for row in flow.walk_rows()
        if isinstance(row, Question)
        and row.type in SELECTS
        and not doubts.about(row, "type")
        and not doubts.about_choices(row.list_name, flow.choices)
    }


def _repeated(rows: Sequence[Row], inside: bool = False) -> Iterator[str]:
    for row in rows:
        if inside:
            yield row.name
        if isinstance(row, Group):
            yield from _repeated(row.rows, inside or row.repeat)


def _rows(flow: Flow, knowledge: Knowledge, place_of: PlaceOf) -> Iterator[FlowError]:
    never: dict[str, Row] = {}
    for _ in range(MAX_LOOKS):
        before = len(never)
        _look(flow.rows, knowledge, never)
        if len(never) == before:
            break
    for row in never.values():
        yield place_of("survey", key_of(row), "relevant").error(Slip.NEVER_ASKED)


def _look(rows: Sequence[Row], knowledge: Knowledge, never: dict[str, Row]) -> None:
    """Adds the rows that cannot be met; those in a group that cannot are not told one by one."""
    for row in rows:
        if row.name in never:
            continue
        if row.relevant and knowledge.never(row.relevant):
            never[row.name] = row
            knowledge.empty |= set(_names(row))
        elif isinstance(row, Group):
            _look(row.rows, knowledge, never)


def _names(row: Row) -> Iterator[str]:
    yield row.name
    if isinstance(row, Group):
        for each in row.rows:
            yield from _names(each)


def _choices(
    flow: Flow, knowledge: Knowledge, place_of: PlaceOf, doubts: Doubts
) -> Iterator[FlowError]:
    questions = [row for row in flow.walk_rows() if isinstance(row, Question) and row.list_name]
    for list_name, choices in flow.choices.items():
        users = [row for row in questions if row.list_name == list_name]
        if not users:
            if not doubts.rows:
                place = place_of("choices", list_name, "")
                yield place.error(Slip.UNUSED_LIST, name=list_name)
        elif all(row.choice_filter for row in users):
            for choice in choices:
                if all(_barred(choice, row.choice_filter, knowledge) for row in users):
                    place = place_of("choices", f"{list_name}/{choice.name}", "")
                    yield place.error(Slip.NEVER_OFFERED, name=choice.name)


def _barred(choice: Choice, choice_filter: str, knowledge: Knowledge) -> bool:
    columns = {"name": choice.name, **choice.extra}
    return replace(knowledge, columns=columns).never(choice_filter)
