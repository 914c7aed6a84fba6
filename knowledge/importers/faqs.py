"""常见问题 in all the forms in which files have it, as pairs of question and answer.

Objects with 问题/答案, a mapping of questions to answers, pairs ["问", "答"], texts
"问：… 答：…" or "…？…". What is no pair is given back as text, so that nothing is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from knowledge.elements import is_answer, is_question
from knowledge.importers.numbering import unnumbered
from knowledge.importers.rows import MAX_FAQS
from knowledge.importers.values import flatten
from knowledge.model import Faq
from knowledge.remarks import Remark, listed, remark

_SAY_NOTHING = frozenset({"序号", "排序", "编号", "id", "ID"})
MAX_QUESTION, MAX_ANSWER = 1_000, 8_000
_MARK = re.compile(
    r"(?:^|(?<=[\s。!?;！？；]))(?:(?P<asks>问题?|[Qq])|答案?|解答|回答|[Aa])\s*\d{0,3}\s*[:：]"
)
_COUNT = re.compile(r"\s*(?:\d{1,2}[.．、)）]|[（(]\d{1,2}[)）])\s*")
_ASKED = re.compile(r"[?？]")

Pair = tuple[str, str]


@dataclass
class Faqs:
    """The pairs of one guide while it is read, and what is told of them."""

    pairs: list[Faq] = field(default_factory=list)
    odd: list[Remark] = field(default_factory=list)
    rest: list[str] = field(default_factory=list)
    """Text under 常见问题 that is no pair."""
    _seen: int = 0
    _unknown: set[str] = field(default_factory=set)

    def read(self, value: Any) -> None:
        """Takes in what a file has under 常见问题."""
        if isinstance(value, Mapping):
            known = any(is_question(str(key)) or is_answer(str(key)) for key in value)
            value = [value] if known else list(value.items())
        if isinstance(value, list | tuple) and not _is_dialogue(value):
            for entry in value:
                self._entry(entry)
            return
        text = flatten(value)
        found = list(_marked_pairs(text))
        for pair in found:
            self._keep(*pair)
        if text and not found and not self._counted(text):
            self._no_pair(text, remark("faq_no_list"))

    def _counted(self, text: str) -> bool:
        """Takes in questions that are numbered in one text: "1.…？…。2.…？…。"."""
        entries = [_COUNT.sub("", entry, count=1) for entry in unnumbered(text)]
        pairs = [pair for entry in entries for pair in _asked_pairs(entry)]
        if not pairs or len(pairs) < len(entries):
            return False
        for pair in pairs:
            self._keep(*pair)
        return True

    def _entry(self, entry: Any) -> None:
        self._seen += 1
        if isinstance(entry, Mapping):
            self._object(entry)
        elif isinstance(entry, list | tuple):
            texts = [flatten(part) for part in entry]
            if len(texts) == 2 and all(texts):
                self._keep(*texts)
            elif any(texts):
                self._no_pair(" ".join(texts), remark("faq_no_two"))
        elif text := flatten(entry):
            if not (pairs := list(_marked_pairs(text))) and self._counted(text):
                return
            pairs = pairs or list(_asked_pairs(text))
            for pair in pairs:
                self._keep(*pair)
            if not pairs:
                self._no_pair(text, remark("faq_unparted"))

    def _object(self, entry: Mapping[Any, Any]) -> None:
        told = {str(key).strip(): flatten(value) for key, value in entry.items()}
        question = next((text for key, text in told.items() if text and is_question(key)), "")
        answer = next((text for key, text in told.items() if text and is_answer(key)), "")
        unknown = [key for key, text in told.items() if text and not _is_told(key)]
        if question and answer:
            self._keep(question, answer)
            for key in unknown:
                if key not in self._unknown:
                    self.odd.append(remark("faq_key", self._seen, key[:40]))
            self._unknown.update(unknown)
        elif unknown:
            self._no_pair(
                " ".join(f"{key}:{text}" for key, text in told.items() if text),
                remark("faq_unknown_keys", listed(unknown, 80)),
            )
        elif question or answer:
            lacks = "faq_lacks_answer" if question else "faq_lacks_question"
            self.odd.append(remark(lacks, (question or answer)[:30]))

    def _keep(self, question: str, answer: str) -> None:
        if len(self.pairs) >= MAX_FAQS:
            told = remark("faq_too_many", MAX_FAQS)
            if told not in self.odd:
                self.odd.append(told)
            return
        question = question.replace("\n", " ")
        bounds = (("question", question, MAX_QUESTION), ("answer", answer, MAX_ANSWER))
        for what, text, bound in bounds:
            if len(text) > bound:
                self.odd.append(remark(f"faq_{what}_long", question[:20], bound))
        self.pairs.append(Faq(question=question[:MAX_QUESTION], answer=answer[:MAX_ANSWER]))

    def _no_pair(self, text: str, why: Remark) -> None:
        place = remark("faq_at", self._seen) if self._seen else ""
        self.rest.append(text)
        self.odd.append(remark("faq_no_pair", place, why, text[:30]))


def _is_told(key: str) -> bool:
    return is_question(key) or is_answer(key) or key in _SAY_NOTHING


def _is_dialogue(value: list[Any] | tuple[Any, ...]) -> bool:
    """Whether questions and answers stand in turns, each an entry of its own."""
    marks = [_MARK.match(entry) if isinstance(entry, str) else None for entry in value]
    return any(mark and not mark["asks"] for mark in marks)


def _marked_pairs(text: str) -> Iterator[Pair]:
    """The pairs of "问：… 答：… 问：… 答：…"."""
    marks = list(_MARK.finditer(text))
    ends = (*(mark.start() for mark in marks[1:]), len(text))
    parts = [
        (bool(mark["asks"]), text[mark.end() : end].strip())
        for mark, end in zip(marks, ends, strict=False)
    ]
    for (asks, question), (asks_too, answer) in pairwise(parts):
        if asks and not asks_too and question and answer:
            yield question, answer


def has_pair(text: str) -> bool:
    """Whether a question stands with its answer in one line: "问：… 答：…"."""
    return next(_marked_pairs(text), None) is not None


def _asked_pairs(text: str) -> Iterator[Pair]:
    """The one pair of "…？…"."""
    mark = _ASKED.search(text)
    if mark and text[mark.end() :].strip():
        yield text[: mark.end()].strip(), text[mark.end() :].strip()
