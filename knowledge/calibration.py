"""Thresholds for an embedder from a file of questions: its scale is measured, ours moved to it.

Only two numbers are taken from the questions, both medians, so a small file cannot bend the
thresholds to itself: the cosine that any passage has, and that of the passages that answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from statistics import median
from typing import Protocol

from knowledge.evaluation import Evaluation
from knowledge.model import Guide, Source
from knowledge.question_file import EvaluationQuestion, is_right
from knowledge.remarks import remark
from knowledge.thresholds import BUNDLED, Kept, Scale

MIN_QUESTIONS = 20
"""Questions with a known passage that are needed; fewer say little of a model."""
MIN_WIDTH = 0.005
"""How far right passages must lie above the others, for a model that tells them apart at all."""
KEPT_RATES = ("in_scope_served", "far_refused", "near_not_answered")
"""What no calibration may lower."""


class CannotCalibrateError(Exception):
    """The questions or the model are not fit for it; its only argument is the remark why."""


class Compared(Protocol):
    """What is measured; the `tuning` of a library."""

    def cosines(self, text: str) -> list[tuple[Source, float]]: ...  # pragma: no cover


def calibrated(
    tuning: Compared,
    questions: Iterable[EvaluationQuestion],
    guides: Mapping[str, Guide],
    model: str,
) -> Kept:
    """The thresholds of a model, by the questions that stand for themselves.

    Raises:
        CannotCalibrateError: Too few questions, or a model that does not tell passages apart.
    """
    right: list[float] = []
    others: list[float] = []
    for question in questions:
        if not question.elements or question.before or question.item:
            continue
        near = tuning.cosines(question.question)
        best = [
            max((c for s, c in near if is_right(s, question, part, guides)), default=None)
            for part in question.elements
        ]
        known = [cosine for cosine in best if cosine is not None]
        if known:
            right.append(max(known))
            others.append(median(cosine for _, cosine in near))
    if len(right) < MIN_QUESTIONS:
        raise CannotCalibrateError(remark("calibrate_few", len(right), MIN_QUESTIONS))
    scale = Scale(unrelated=round(median(others), 4), right=round(median(right), 4))
    if scale.width < MIN_WIDTH:
        raise CannotCalibrateError(remark("calibrate_blind", f"{scale.unrelated} / {scale.right}"))
    return Kept(model=model, scale=scale, questions=len(right), thresholds=BUNDLED.moved(scale))


def lowered(before: Evaluation, after: Evaluation) -> list[str]:
    """The rates that no calibration may lower and this one does."""
    return [
        name
        for name in KEPT_RATES
        if (getattr(after, name) or 0.0) < (getattr(before, name) or 0.0)
    ]
