"""What is no error in a flow and may yet be a slip.

An appearance that means nothing here is borne, because a form from elsewhere has
appearances for other programs; its author is told. So is a comparison with what
can never be chosen, a rating that has not its five levels, two choices that read the
same, a moment that no words tell, a division by zero, and a flow that asks nothing. What
nobody will ever meet is told by `flows.reach`, what is too long for a chat by `flows.chat_sizes`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping

from flows.chat_sizes import oversized
from flows.columns import APPEARANCES, EXPRESSIONS, SELECTS
from flows.doubts import Doubts, key_of
from flows.errors import Code, FlowError, guess
from flows.model import SILENT_TYPES, Choice, Flow, Group, Question, Row, has_appearance, is_moment
from flows.places import PlaceOf
from flows.reach import unreachable
from flows.slip_texts import Slip

RATING_LEVELS = 5
_OWN = re.compile(r"(?<![\w.)/-])\.(?![\w./])")
_TARGET = rf"(?:\$\{{\s*(?P<name>[\w.-]+)\s*\}}|(?P<own>{_OWN.pattern}))"
_WORD = r"""(?P<quote>['"])(?P<value>[^'"]+)(?P=quote)"""
_COMPARED = (
    re.compile(rf"{_TARGET}\s*!?=\s*{_WORD}"),
    re.compile(rf"{_WORD}\s*!?=\s*{_TARGET}"),
    re.compile(rf"\bselected\(\s*{_TARGET}\s*,\s*{_WORD}\s*\)"),
)
"""Where an answer is compared with a word."""
_QUOTED = re.compile(r"""'[^']*'|"[^"]*\"""")
_BY_ZERO = re.compile(r"\b(?:div|mod)\s+-?\s*0+(?:\.0*)?(?![\w.])")


def remarks(flow: Flow, place_of: PlaceOf, doubts: Doubts) -> list[FlowError]:
    """Every slip, in the flow's order. Rows whose type is in doubt are left out."""
    questions = flow.questions
    of_rows = [
        error
        for row in flow.walk_rows()
        if not doubts.about(row, "type")
        for error in (
            *_appearances(row, place_of),
            *_idle_cells(row, place_of),
            *_rating(flow, row, place_of, doubts),
            *_comparisons(flow, row, questions, place_of, doubts),
            *_divisions(row, place_of),
            *_own_value(row, place_of),
        )
    ]
    return [
        *_emptiness(questions, place_of, doubts),
        *of_rows,
        *_same_labels(flow, place_of),
        *unreachable(flow, place_of, doubts),
        *oversized(flow, place_of),
    ]


def _appearances(row: Row, place_of: PlaceOf) -> Iterator[FlowError]:
    """Words of the appearance that do nothing on this row."""
    type_ = _type_of(row)
    works = [word for word, types in APPEARANCES.items() if type_ in types]
    for word in row.appearance.split():
        if word not in works:
            yield place_of("survey", key_of(row), "appearance").error(
                Code.IDLE_APPEARANCE,
                name=word,
                type=type_,
                guess=guess(word, works),
                known=tuple(works),
            )


def _idle_cells(row: Row, place_of: PlaceOf) -> Iterator[FlowError]:
    """A moment that no words tell, a list that nothing fills, words that no moment waits for."""
    if not isinstance(row, Question):
        return
    for word, column in (("moment", "synonyms"), ("list", "guide")):
        if row.type == "hidden" and has_appearance(row, word) and not getattr(row, column):
            yield place_of("survey", key_of(row), "").error(Code.MISSING, name=column)
    if row.synonyms and not is_moment(row):
        place = place_of("survey", key_of(row), "synonyms")
        yield place.error(Code.MISPLACED, name="synonyms", type=row.type)


def _rating(flow: Flow, row: Row, place_of: PlaceOf, doubts: Doubts) -> Iterator[FlowError]:
    """A rating whose list has not one choice for each level."""
    if not isinstance(row, Question) or not has_appearance(row, "rating"):
        return
    if row.type != "select_one" or doubts.about_choices(row.list_name, flow.choices):
        return
    count = len(flow.choices.get(row.list_name, ()))
    if count != RATING_LEVELS:
        yield place_of("survey", key_of(row), "appearance").error(
            Code.ODD_RATING, wanted=RATING_LEVELS, count=count
        )


def _comparisons(
    flow: Flow, row: Row, questions: Mapping[str, Question], place_of: PlaceOf, doubts: Doubts
) -> Iterator[FlowError]:
    """Comparisons of an answer with a word that is in no list of its question."""
    columns = EXPRESSIONS if isinstance(row, Question) else ("relevant", "repeat_count")
    for column in columns:
        for match in (m for way in _COMPARED for m in way.finditer(getattr(row, column))):
            asked = questions.get(match["name"] or row.name)
            if asked is None or asked.type not in SELECTS:
                continue
            if doubts.about_choices(asked.list_name, flow.choices) or doubts.about(asked, "type"):
                continue
            names = [choice.name for choice in flow.choices.get(asked.list_name, ())]
            if match["value"] not in names:
                yield place_of("survey", key_of(row), column).error(
                    Code.NEVER_CHOSEN,
                    name=asked.name,
                    value=match["value"],
                    guess=guess(match["value"], names),
                    known=tuple(names),
                )


def _divisions(row: Row, place_of: PlaceOf) -> Iterator[FlowError]:
    columns = EXPRESSIONS if isinstance(row, Question) else ("relevant", "repeat_count")
    for column in columns:
        if _BY_ZERO.search(_QUOTED.sub("''", getattr(row, column))):
            yield place_of("survey", key_of(row), column).error(Code.BY_ZERO)


def _own_value(row: Row, place_of: PlaceOf) -> Iterator[FlowError]:
    """A condition on the answer to the very question that it is a condition for."""
    if _OWN.search(_QUOTED.sub("''", row.relevant)):
        yield place_of("survey", key_of(row), "relevant").error(Slip.OWN_VALUE)


def _emptiness(
    questions: Mapping[str, Question], place_of: PlaceOf, doubts: Doubts
) -> Iterator[FlowError]:
    """A flow of notes and calculations alone."""
    silent = SILENT_TYPES | {"note"}
    if questions and not doubts.rows and all(row.type in silent for row in questions.values()):
        yield place_of("survey", key_of(next(iter(questions.values()))), "").error(
            Code.ASKS_NOTHING
        )


def _same_labels(flow: Flow, place_of: PlaceOf) -> Iterator[FlowError]:
    """Choices that are shown together and cannot be told apart."""
    together = {
        row.list_name
        for row in flow.walk_rows()
        if isinstance(row, Question) and row.list_name and not row.choice_filter
    }
    for list_name, choices in flow.choices.items():
        seen: dict[tuple[str, str], Choice] = {}
        for choice in choices if list_name in together else ():
            for locale, words in choice.label.items():
                reads = (locale, " ".join(unicodedata.normalize("NFKC", words).casefold().split()))
                first = seen.setdefault(reads, choice)
                if first is not choice:
                    other = place_of("choices", f"{list_name}/{first.name}", "").row
                    place = place_of("choices", f"{list_name}/{choice.name}", f"label::{locale}")
                    yield place.error(Code.SAME_LABEL, name=choice.name, other=other)


def _type_of(row: Row) -> str:
    if isinstance(row, Group):
        return "repeat" if row.repeat else "group"
    return row.type
