"""Papers that were wanted besides, told by the way: they are held against the guide's list, too.

"还多要了一份收入证明" in a note contradicts a guide that lists no such paper, as much as if the
question for it had been answered. It is put to the person at the end like any other problem, in
its own words; not where a problem tells of it already, whose card then has what the guide says.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from bot.dialogue import against
from bot.dialogue.gist import rows
from bot.dialogue.house import Form, guide_version_of
from bot.dialogue.prompts import question_at
from bot.dialogue.report_fields import walk_fields
from bot.dialogue.talk import Talk
from bot.reading import papers
from bot.reading.asking import asks
from bot.reading.categories import guess
from bot.reading.words import MAX_READ, clauses, fold
from flows.model import has_appearance
from flows.readback import read_back
from flows.state import Evidence
from knowledge.elements import PAPERS
from storage.records import FieldValue, FindingRecord

BESIDES, AGAIN = "办事指南不准/缺项", "申请材料重复交"
STEP, SEVERITY = "提交材料", "多花时间"
_NOT_DONE = re.compile(
    "建议|希望|应该|应当|最好|要是|如果|可以|能不能|不用|不必|不再|没有?(?:再|另|多|让|要)"
)
"""In a clause that tells of no demand: of a wish, or that there was none."""
_TOLD_ALREADY = ("item", "aim", "place", "dept", "owner", "case_item")
"""What is asked by these tells of no trouble."""


def found(
    talk: Talk, form: Form, others: Iterable[FindingRecord]
) -> Mapping[str, tuple[str, dict[str, FieldValue]]]:
    """Stage and fields of each such problem, by the key of its finding; `others` are known."""
    if talk.walk is None or form.kind != "w" or not talk.walk.item_id:
        return {}
    version = guide_version_of(talk.walk.state)
    source = talk.house.library.element(talk.walk.item_id, PAPERS, version)
    if source is None or source.element != PAPERS:
        return {}
    listed, of_walk = rows(source.passage), walk_fields(talk, talk.walk, form)
    told = [
        one.fields["problem"].value for one in others if "element" in one.fields and not _ours(one)
    ]
    problems: dict[str, tuple[str, dict[str, FieldValue]]] = {}
    for stage, words, at in _clauses(talk, form):
        wanted = papers.demanded(words)
        category = _category(wanted, words, listed)
        if not category or any(wanted in problem for problem in told):
            continue
        told.append(words)
        by_guide = of_walk.get("item_code")
        says = against.guide_fields(talk, talk.walk, PAPERS, [wanted], by_guide)
        terms = {"problem": words, "category": category, "step": STEP, "severity": SEVERITY}
        fields = {n: FieldValue(v, at.message, at.start, at.end, "rule") for n, v in terms.items()}
        problems[f"{_KEY}{at.message}:{at.start}"] = (stage, {**fields, **of_walk, **says})
    return problems


_KEY = "paper:"


def _ours(finding: FindingRecord) -> bool:
    return finding.key.startswith(_KEY)


def _category(wanted: str, words: str, listed: list[str]) -> str:
    """What is wrong with it that `wanted` was asked for; empty where the guide lists it."""
    if not wanted or _NOT_DONE.search(words):
        return ""
    if any(papers.names(wanted, row) for row in listed):
        return AGAIN if guess(words) == AGAIN else ""
    return BESIDES


def _clauses(talk: Talk, form: Form) -> Iterator[tuple[str, str, Evidence]]:
    """What was told, clause by clause, with the stage it is of and its place in its message."""
    for stage, text, at in _texts(talk, form):
        if len(text) > MAX_READ or asks(text) in ("plain", "direct"):
            continue
        for start, end in clauses(fold(text)):
            place = Evidence(at.message, at.start + start, at.start + end)
            yield stage, text[start:end], place


def _texts(talk: Talk, form: Form) -> Iterator[tuple[str, str, Evidence]]:
    """The notes of the walk, and its answers in words that are of no problem."""
    walk = talk.walk_under_way
    for note in talk.house.reader.notes(walk.id) if walk else ():
        start = talk.turn.quote(note.message, 0, MAX_READ).find(note.text)
        if start >= 0:
            yield note.stage, note.text, Evidence(note.message, start, start + len(note.text))
    findings = talk.look(form).findings
    of_findings = {path for one in findings for path in (one.path, *one.details)}
    for stage in read_back(form.flow, form.state, talk.now):
        for line in stage.lines:
            question, answer = question_at(form, line.path), line.answer
            by_the_way = question.type == "text" and not any(
                has_appearance(question, one) for one in _TOLD_ALREADY
            )
            if answer is not None and by_the_way and line.path not in of_findings:
                at = answer.evidence
                if talk.turn.quote(at.message, at.start, at.end) == answer.value:
                    yield stage.stage, str(answer.value), at
