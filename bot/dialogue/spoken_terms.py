"""The category and the step of a problem, by the words it was told in.

Asked for only where the flow itself names none: what a rule says goes first.
"""

from __future__ import annotations

from collections.abc import Iterable

from bot.dialogue.merging import UNSPECIFIC
from bot.reading.categories import guess
from bot.reading.steps import guess_step
from flows.events import Finding
from flows.state import Answer
from storage.records import FieldValue


def spoken_terms(finding: Finding, words: Iterable[Answer]) -> dict[str, FieldValue]:
    """The fields that `words` speak of, the first that does, each with what it rests on."""
    told = tuple(words)
    found: dict[str, FieldValue] = {}
    for name, unsaid, guessed in (
        ("category", finding.category == UNSPECIFIC, guess),
        ("step", not finding.step, guess_step),
    ):
        for answer in told if unsaid else ():
            if name not in found and (term := guessed(str(answer.value))):
                at = answer.evidence
                found[name] = FieldValue(term, at.message, at.start, at.end, "rule")
    return found
