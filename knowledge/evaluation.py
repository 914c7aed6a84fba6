"""How good search and answers are, measured on a file of questions with what is expected of them.

What every rate means is told in docs/evaluation.md; `measure` is their one definition.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from time import perf_counter
from typing import Protocol

from pydantic import BaseModel

from knowledge.model import Before, Guide, GuideAnswer, Hit
from knowledge.question_file import EvaluationQuestion, is_offered, is_right
from knowledge.scoring import ALL, Using

RANKS = 10
"""How many passages of a ranking are looked at for each thing that a question asks."""


class KindRates(BaseModel):
    """What came out for the questions of one kind; counts, and rates from 0 to 1."""

    asked: int
    answered: int
    clarified: int
    refused: int
    right: float
    """Share with the outcome that was to be, from the right guide, every thing asked for told."""
    recall_1: float | None
    recall_5: float | None
    mrr_10: float | None
    """None where no passage is expected."""


class Evaluation(BaseModel):
    """The rates of one question file over one library. docs/evaluation.md defines each."""

    questions: int
    embedder: str
    without: list[str]
    """Parts of the ranking that search went without."""
    recall_1: float | None
    recall_5: float | None
    mrr_10: float | None
    in_scope_served: float | None
    far_refused: float | None
    near_not_answered: float | None
    p50_ms: float
    p99_ms: float
    kinds: dict[str, KindRates]


class Missed(BaseModel):
    """A question whose outcome was not the one that was to be."""

    id: str
    kind: str
    question: str
    expected: str
    status: str
    """What became of it: answered, clarify or refused."""
    told: list[str]
    """What was cited or offered, as "item · element"."""
    served: bool
    """It was asked back about, with what is right among what was offered, or answered with it."""


class Asked(Protocol):
    """What is measured; a `Library` is one."""

    def ask(
        self, question: str, *, item: str | None, before: Before | None, on: date
    ) -> GuideAnswer: ...  # pragma: no cover

    def search(
        self, text: str, *, limit: int, item: str | None, before: Before | None, using: Using
    ) -> list[Hit]: ...  # pragma: no cover


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one question."""

    question: EvaluationQuestion
    answer: GuideAnswer
    told: bool
    """Every thing that is asked for is cited from a guide that is right."""
    offered: bool
    """Every thing that is asked for can be picked: the item, or the very piece of its guide."""
    either: bool
    """Every thing that is asked for is cited, or can be picked beside the answer to the others."""
    ranks: tuple[int | None, ...]
    """The rank of the first right passage, from 1, for each thing asked; None: not among them."""
    milliseconds: float

    @property
    def served(self) -> bool:
        """Every thing asked for is answered from the right guide, or rightly asked back about."""
        if self.answer.status == "clarify":
            return self.offered
        return self.answer.status == "answered" and self.either

    @property
    def right(self) -> bool:
        """The very outcome that was to be."""
        expect = self.question.expect
        if self.answer.status != expect:
            return False
        if expect == "answered":
            return self.told
        return not (expect == "clarify" and self.question.guides) or self.served


def play(
    library: Asked,
    questions: Iterable[EvaluationQuestion],
    guides: Mapping[str, Guide],
    on: date,
    using: Using = ALL,
) -> list[Outcome]:
    """Asks the questions, each as if nothing but its `before` had been asked.

    Args:
        library: What is asked.
        questions: What to ask.
        guides: All of its guides by id.
        on: The day of asking.
        using: What search ranks by; answers go by all.
    """
    outcomes = []
    for question in questions:
        item = question.item or None
        before = Before(question=question.before) if question.before else None
        began = perf_counter()
        answer = library.ask(question.question, item=item, before=before, on=on)
        took = (perf_counter() - began) * 1000
        parts = question.elements
        told = [
            any(is_right(source, question, part, guides) for source in answer.sources)
            for part in parts or ("",)
        ]
        hits = library.search(
            question.question,
            limit=RANKS * max(len(parts), 1),
            item=item,
            before=before,
            using=using,
        )
        ranks = tuple(_rank(hits, question, part, guides) for part in parts)
        offered = [
            any(is_offered(one, question, part) for one in answer.candidates)
            for part in parts or ("",)
        ]
        either = all(a or b for a, b in zip(told, offered, strict=True))
        outcomes.append(Outcome(question, answer, all(told), all(offered), either, ranks, took))
    return outcomes


def measure(outcomes: Sequence[Outcome], embedder: str, without: Iterable[str] = ()) -> Evaluation:
    """The rates of what became of the questions."""
    kinds: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        kinds.setdefault(outcome.question.kind, []).append(outcome)
    absent = {kind: rows for kind, rows in kinds.items() if kind in ("far", "near")}
    inside = [o for kind, rows in kinds.items() if kind not in absent for o in rows if _in_scope(o)]
    took = sorted(outcome.milliseconds for outcome in outcomes)
    return Evaluation(
        questions=len(outcomes),
        embedder=embedder,
        without=list(without),
        recall_1=_recall(outcomes, 1),
        recall_5=_recall(outcomes, 5),
        mrr_10=_mrr(outcomes),
        in_scope_served=_share([outcome.served for outcome in inside]),
        far_refused=_share([o.answer.status == "refused" for o in absent.get("far", ())]),
        near_not_answered=_share([o.answer.status != "answered" for o in absent.get("near", ())]),
        p50_ms=_at(took, 0.5),
        p99_ms=_at(took, 0.99),
        kinds={kind: _of_kind(rows) for kind, rows in kinds.items()},
    )


def missed(outcomes: Iterable[Outcome]) -> list[Missed]:
    """The questions that were not right, in the order in which they were asked."""
    return [
        Missed(
            id=one.question.id,
            kind=one.question.kind,
            question=one.question.question,
            expected=one.question.expect,
            status=one.answer.status,
            told=_told(one.answer),
            served=one.served,
        )
        for one in outcomes
        if not one.right
    ]


def _told(answer: GuideAnswer) -> list[str]:
    if answer.status == "clarify":
        return [offered.label for offered in answer.candidates]
    return [f"{source.item} · {source.element}" for source in answer.sources]


def _of_kind(rows: Sequence[Outcome]) -> KindRates:
    said = [outcome.answer.status for outcome in rows]
    return KindRates(
        asked=len(rows),
        answered=said.count("answered"),
        clarified=said.count("clarify"),
        refused=said.count("refused"),
        right=_share([outcome.right for outcome in rows]) or 0.0,
        recall_1=_recall(rows, 1),
        recall_5=_recall(rows, 5),
        mrr_10=_mrr(rows),
    )


def _in_scope(outcome: Outcome) -> bool:
    """A guide is meant; what asks "要多久" of no item at all counts for itself."""
    return bool(outcome.question.guides)


def _rank(
    hits: Sequence[Hit], question: EvaluationQuestion, part: str, guides: Mapping[str, Guide]
) -> int | None:
    """A question of n parts has n first places, so that each part can have its own."""
    for place, hit in enumerate(hits):
        if is_right(hit.source, question, part, guides):
            return place // len(question.elements) + 1
    return None


def _recall(outcomes: Iterable[Outcome], within: int) -> float | None:
    ranks = [rank for outcome in outcomes for rank in outcome.ranks]
    return _share([rank is not None and rank <= within for rank in ranks])


def _mrr(outcomes: Iterable[Outcome]) -> float | None:
    ranks = [rank for outcome in outcomes for rank in outcome.ranks]
    if not ranks:
        return None
    return round(sum(1 / rank for rank in ranks if rank and rank <= RANKS) / len(ranks), 4)


def _share(hits: Sequence[bool]) -> float | None:
    return round(sum(hits) / len(hits), 4) if hits else None


def _at(ordered: Sequence[float], share: float) -> float:
    """The value that this share of the values do not exceed."""
    if not ordered:
        return 0.0
    return round(ordered[min(len(ordered) - 1, int(share * len(ordered)))], 1)
