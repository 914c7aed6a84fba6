"""A flow: the definition of a kind of walk, in XLSForm's words.

A flow is a list of rows. A row is a `Question` (it asks, tells or computes
something) or a `Group` (a stage, or a repeat). Flows are built only by the
loaders (`flows.yaml_form`), which check everything, or read back from where such a
one was kept; so a `Flow` can be trusted: names are unique, every `${name}` exists,
every expression parses.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

Locale = Literal["zh", "en"]
LOCALES: tuple[Locale, ...] = ("zh", "en")

Text = Mapping[str, str]
"""A text by locale (`{"zh": "…", "en": "…"}`); may contain `${name}`."""

QuestionType = Literal[
    "select_one",
    "select_multiple",
    "text",
    "integer",
    "decimal",
    "date",
    "time",
    "dateTime",
    "image",
    "audio",
    "video",
    "file",
    "geopoint",
    "note",
    "calculate",
    "hidden",
    "start",
    "today",
]
SILENT_TYPES: frozenset[str] = frozenset({"calculate", "hidden", "start", "today"})
"""Rows that are never asked; their value comes from the form, the clock or what is known."""
MEDIA_TYPES: frozenset[str] = frozenset({"image", "audio", "video", "file"})


@dataclass(frozen=True, slots=True)
class Choice:
    """One option of a choice list.

    `extra` holds further columns of the choices sheet, for `choice_filter` and
    for ours: `synonyms` (separated by `|`), `issue_category`, `issue_severity`,
    `issue_step`, `issue_text::zh`, `issue_text::en` (choosing it proposes an issue), `was`.
    """

    name: str
    label: Text
    extra: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Question:
    """One row of a flow. Columns that are absent are empty strings.

    `appearance` are words of `flows.columns.APPEARANCES`. All but one steer the
    dialogue alone; to the engine `known` means not to ask while the default yields
    a value (it is shown at the read-back, where it can be corrected).
    `issue` is an expression (`.` is the answer): when it holds, an issue is
    proposed. `issue_detail` names the questions (`troubles`) or the choices
    (`troubles:repeat_material`) whose findings this answer describes further.
    `guide` names the guide elements to show with the question, or, for a
    `hidden` row, the element that fills it (with the appearance `list`, entry by entry).
    """

    name: str
    type: QuestionType
    row: int
    """Row of the survey sheet, or line of the YAML file; for messages."""
    label: Text = field(default_factory=dict)
    plain: Text = field(default_factory=dict)
    """The question in shorter, plainer words, for people who want them; else the label stands."""
    hint: Text = field(default_factory=dict)
    short: Text = field(default_factory=dict)
    """A few words for the read-back, the report and corrections ("排队用时")."""
    list_name: str = ""
    required: str = ""
    required_message: Text = field(default_factory=dict)
    relevant: str = ""
    constraint: str = ""
    constraint_message: Text = field(default_factory=dict)
    choice_filter: str = ""
    calculation: str = ""
    default: str = ""
    appearance: str = ""
    issue: str = ""
    issue_category: str = ""
    issue_severity: str = ""
    issue_text: Text = field(default_factory=dict)
    issue_detail: str = ""
    issue_step: str = ""
    """Where in the procedure it happens (one of `issue_terms.STEPS`)."""
    guide: str = ""
    was: str = ""
    """Names it had in earlier versions of the flow; see `flows.former`."""
    issue_guide: str = ""
    """The guide element that a proposed problem contradicts; without it, `guide`."""
    synonyms: str = ""
    """What people say when the `moment` of a `hidden` row has come, separated by `|`."""


def has_appearance(question: Question, *words: str) -> bool:
    """Whether one of `words` is in the question's appearance, which XLSForm writes as words."""
    if not question.appearance:  # as most have it
        return False
    return not set(words).isdisjoint(question.appearance.split())


def is_template(text: Text) -> bool:
    """Whether the text has a `${name}` in it."""
    return any("${" in words for words in text.values())


def is_moment(row: Question) -> bool:
    """Whether the row keeps when something was said to happen ("叫到号了")."""
    return row.type == "hidden" and has_appearance(row, "moment")


@dataclass(frozen=True, slots=True)
class Group:
    """A stage (`repeat=False`) or a repeat: rows asked once per instance."""

    name: str
    row: int
    rows: tuple[Question | Group, ...]
    label: Text = field(default_factory=dict)
    relevant: str = ""
    repeat: bool = False
    repeat_count: str = ""
    """Expression for the number of instances; empty: the person is asked for one more."""
    appearance: str = ""
    was: str = ""


Row = Question | Group


@dataclass(frozen=True, slots=True)
class Minimum:
    """A required output of a flow: `expression` must hold before the walk can finish."""

    expression: str
    message: Text
    row: int


@dataclass(frozen=True)
class Flow:
    """A checked, immutable flow. `version` names its content; a walk is pinned to it."""

    id: str
    version: str
    title: Text
    rows: tuple[Row, ...]
    choices: Mapping[str, tuple[Choice, ...]] = field(default_factory=dict)
    minimum: tuple[Minimum, ...] = ()
    default_locale: Locale = "zh"
    synonyms: tuple[str, ...] = ()
    """Other names people use to start this flow ("陪办")."""
    source: str = ""
    """The file it was read from, for messages."""

    def walk_rows(self) -> Iterator[Row]:
        """Every row, in order, groups before what is in them."""
        return iter(self._all_rows)

    @cached_property
    def questions(self) -> Mapping[str, Question]:
        """The rows that are no groups, by name, in order."""
        return {row.name: row for row in self._all_rows if isinstance(row, Question)}

    @cached_property
    def places(self) -> Mapping[str, int]:
        """Where each row stands in the form, by name; groups are counted too."""
        return {row.name: place for place, row in enumerate(self._all_rows)}

    @cached_property
    def moments(self) -> tuple[Question, ...]:
        """The rows that keep when something was said to happen."""
        return tuple(filter(is_moment, self.questions.values()))

    @cached_property
    def filled(self) -> Mapping[str, frozenset[str]]:
        """By list, the choices whose labels are filled in as one walks; only lists with some."""
        named = (
            (name, frozenset(choice.name for choice in choices if is_template(choice.label)))
            for name, choices in self.choices.items()
        )
        return {name: choices for name, choices in named if choices}

    @cached_property
    def _all_rows(self) -> tuple[Row, ...]:
        return tuple(_walked(self.rows))


def _walked(rows: tuple[Row, ...]) -> Iterator[Row]:
    stack: list[Iterator[Row]] = [iter(rows)]
    while stack:
        row = next(stack[-1], None)
        if row is None:
            stack.pop()
            continue
        yield row
        if isinstance(row, Group):
            stack.append(iter(row.rows))
