"""The fields of a problem as people see them: which stand on its card, and what they are called."""

from __future__ import annotations

from flows.issue_terms import CATEGORIES, MODES, SEVERITIES, STEPS
from flows.model import Choice, Flow, Question
from storage.records import ISSUE_FIELDS

CARD_FIELDS = (
    "problem", "category", "severity", "step", "place", "material", "minutes", "mode", "cause",
    "suggestion", "department", "measure", "deadline", "target", "raised_at_window",
    "element", "guide_says",
)  # fmt: skip
EDITABLE = (
    "problem", "category", "step", "severity", "cause", "suggestion", "department", "mode",
    "measure", "deadline", "target", "material", "minutes", "place", "raised_at_window",
)  # fmt: skip
"""Fields of a draft that the person can change."""
_SAID_SO = {"是": "Yes", "否": "No", "没有说": "Not said"}
TERMS = {**CATEGORIES, **STEPS, **SEVERITIES, **MODES, **_SAID_SO}
"""The fixed terms of a draft's fields, in English; the ledger keeps the Chinese ones."""
FIELD_NAMES_EN = {
    "problem": "Problem",
    "category": "Category",
    "step": "Step",
    "severity": "Severity",
    "cause": "Cause",
    "measure": "Measure",
    "suggestion": "Suggestion",
    "department": "Department",
    "mode": "How to fix",
    "deadline": "Deadline",
    "target": "Target",
    "material": "Paper",
    "minutes": "Time taken",
    "place": "Place",
    "raised_at_window": "Reported at the window",
    "element": "Element of the guide",
    "guide_says": "The guide says",
}


def field_name(field: str, locale: str) -> str:
    """A field's name as people see it."""
    return FIELD_NAMES_EN.get(field, field) if locale == "en" else _unitless(ISSUE_FIELDS[field])


def terms_of(flow: Flow, field: str) -> tuple[Choice, ...]:
    """The fixed terms of a field: the choices of its question in the `issue` flow, `flow`."""
    for row in flow.walk_rows():
        if isinstance(row, Question) and row.name == field:
            return flow.choices.get(row.list_name, ())
    return ()


def _unitless(header: str) -> str:
    """A ledger's header without the unit that its figures need there: "用时（分钟）"."""
    return header.partition("（")[0]
