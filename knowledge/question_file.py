"""Files of questions with what is expected of them (docs/evaluation.md has the form)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from knowledge.elements import FAQ_TERM
from knowledge.model import Candidate, Guide, Source

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
    guide: Annotated[str, Field(max_length=2_000)] = ""
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


def is_right(
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


def is_offered(candidate: Candidate, question: EvaluationQuestion, part: str) -> bool:
    """A pick leads to what is right for a part: its item, or a passage of it that is named."""
    if candidate.id not in question.guides:
        return False
    if not (part and candidate.anchor):
        return True
    element = candidate.anchor.partition("-")[0]
    return not {candidate.anchor, element}.isdisjoint(part.split("|"))


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
