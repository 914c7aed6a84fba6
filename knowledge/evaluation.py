"""How good search and answers are, measured on a file of questions with what is expected of them.

What every rate means is told in docs/evaluation.md; `measure` is their one definition.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from time import perf_counter
from typing import Annotated, Literal, Protocol

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from knowledge.elements import FAQ_TERM
from knowledge.model import Guide, GuideAnswer, Hit, Locale, Source

RANKS = 10
"""How many passages of a ranking are looked at for each thing that a question asks."""
MAX_LINE_CHARS = 10_000

Status = Literal["answered", "clarify", "refused"]
_Short = Annotated[str, Field(max_length=200)]


class EvaluationQuestion(BaseModel):
    """One line of a question file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Annotated[str, Field(min_length=1, max_length=200)]
    kind: Annotated[str, Field(min_length=1, max_length=40)]
    question: Annotated[str, Field(min_length=1, max_length=2_000)]
    expect: Status
    guide: _Short = ""
    """Id of the guide that is meant; several with "|" where any of them is right."""
    elements: tuple[_Short, ...] = ()
    """An entry for each thing asked: an element or "常见问题-2"; "|" between several right."""
    before: Annotated[str, Field(max_length=2_000)] = ""
    """The question before this one, which it leans on."""
    item: _Short = ""
    """Id of the item in focus."""

    @property
    def guides(self) -> frozenset[str]:
        """Ids of the guides that are right."""
        return frozenset(filter(None, self.guide.split("|")))


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line of a question file that was not taken, and why."""

    line: int
    reason: str


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
    recall_1: float | None
    recall_5: float | None
    mrr_10: float | None
    in_scope_served: float | None
    far_refused: float | None
    near_not_answered: float | None
    p50_ms: float
    p99_ms: float
    kinds: dict[str, KindRates]


class Asked(Protocol):
    """What is measured; a `Library` is one."""

    def ask(
        self, question: str, *, item: str | None, on: date, locale: Locale
    ) -> GuideAnswer: ...  # pragma: no cover

    def search(self, text: str, *, limit: int) -> list[Hit]: ...  # pragma: no cover


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one question."""

    question: EvaluationQuestion
    answer: GuideAnswer
    told: bool
    """Every thing that is asked for is cited from a guide that is right."""
    ranks: tuple[int | None, ...]
    """The rank of the first right passage, from 1, for each thing asked; None: not among them."""
    milliseconds: float

    @property
    def served(self) -> bool:
        """Answered from the right guide with every thing asked for, or asked back about it."""
        wanted = self.question.guides
        if self.answer.status == "clarify":
            return bool(wanted & {candidate.id for candidate in self.answer.candidates})
        return self.answer.status == "answered" and self.told

    @property
    def right(self) -> bool:
        """The very outcome that was to be."""
        expect = self.question.expect
        if self.answer.status != expect:
            return False
        if expect == "answered":
            return self.told
        return not (expect == "clarify" and self.question.guides) or self.served


def read_questions(
    lines: Iterable[str], guides: Mapping[str, Guide]
) -> tuple[list[EvaluationQuestion], list[BadLine]]:
    """The questions of a JSONL file, and the lines that are none; empty lines are passed over."""
    questions: list[EvaluationQuestion] = []
    bad: list[BadLine] = []
    ids: dict[str, int] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            question = EvaluationQuestion.model_validate(_object(line))
            _check(question, guides)
            if question.id in ids:
                raise ValueError(f"id: also on line {ids[question.id]}")
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            place = ".".join(map(str, first["loc"])) or "line"
            bad.append(BadLine(number, f"{place}: {first['msg']}"))
        except ValueError as error:
            bad.append(BadLine(number, str(error)))
        else:
            ids[question.id] = number
            questions.append(question)
    return questions, bad


def play(
    library: Asked, questions: Iterable[EvaluationQuestion], guides: Mapping[str, Guide], on: date
) -> list[Outcome]:
    """Asks the questions one after the other, each as if nothing had been asked before."""
    outcomes = []
    for question in questions:
        item = question.item or None
        began = perf_counter()
        answer = library.ask(question.question, item=item, on=on, locale="zh")
        took = (perf_counter() - began) * 1000
        parts = question.elements
        told = all(
            any(_is_one(source, question, part, guides) for source in answer.sources)
            for part in parts or ("",)
        )
        hits = library.search(question.question, limit=RANKS * len(parts)) if parts else []
        ranks = tuple(_rank(hits, question, part, guides) for part in parts)
        outcomes.append(Outcome(question, answer, told, ranks, took))
    return outcomes


def measure(outcomes: Sequence[Outcome], embedder: str) -> Evaluation:
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


def _is_one(
    source: Source, question: EvaluationQuestion, part: str, guides: Mapping[str, Guide]
) -> bool:
    """A citation is one of the passages that are right for a part; "" takes any of the guide."""
    if source.guide not in question.guides:
        return False
    if not part:
        return True
    faqs = guides[source.guide].faqs
    for one in part.split("|"):
        element, _, number = one.partition("-")
        if source.element == element:
            at = int(number or 0) - 1
            faq = faqs[at] if 0 <= at < len(faqs) else None
            if not faq or faq.question in source.passage or source.passage in faq.answer:
                return True
    return False


def _rank(
    hits: Sequence[Hit], question: EvaluationQuestion, part: str, guides: Mapping[str, Guide]
) -> int | None:
    """A question of n parts has n first places, so that each part can have its own."""
    for place, hit in enumerate(hits):
        if _is_one(hit.source, question, part, guides):
            return place // len(question.elements) + 1
    return None


def _object(line: str) -> object:
    if len(line) > MAX_LINE_CHARS:
        raise ValueError(f"longer than {MAX_LINE_CHARS} characters")
    try:
        parsed = json.loads(line)
    except (ValueError, RecursionError):
        raise ValueError("not JSON") from None
    if not isinstance(parsed, dict):
        raise ValueError("not a JSON object")
    return parsed


def _check(question: EvaluationQuestion, guides: Mapping[str, Guide]) -> None:
    """Raises ValueError where nothing could ever be right."""
    named = question.guides | frozenset(filter(None, [question.item]))
    if unknown := sorted(named - guides.keys()):
        raise ValueError(f"guide: no guide has the id {unknown[0]!r}")
    if question.expect == "answered" and not question.guides:
        raise ValueError("guide: what is to be answered names its guide")
    for one in (one for part in question.elements for one in part.split("|")):
        if not any(_has(guides[id_], one) for id_ in question.guides):
            raise ValueError(f"elements: the guide has no {one!r}")


def _has(guide: Guide, element: str) -> bool:
    if not element.startswith(FAQ_TERM):
        return element in guide.elements
    number = element.removeprefix(FAQ_TERM).removeprefix("-")
    if not number:
        return bool(guide.faqs)
    return number.isdecimal() and 1 <= int(number) <= len(guide.faqs)


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
