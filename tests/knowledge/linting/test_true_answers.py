"""No FAQ that repeats what its guide says is told to contradict it, however it is asked."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from knowledge.importers.files import read_drafts
from knowledge.importers.rows import Draft
from knowledge.linting import check
from knowledge.model import Faq, Guide
from knowledge.samples import samples

QUESTIONS = Path(__file__).parents[1] / "questions.jsonl"
ON = date(2026, 6, 1)


def contradictions(guide: Guide) -> set[str]:
    return {found.id for found in check({guide.id: guide}, on=ON) if found.rule != "repeated"}


def test_questions_answered_with_the_guides_own_words_contradict_nothing() -> None:
    drafts = [draft for draft in read_drafts(samples()) if isinstance(draft, Draft)]
    guides = {draft.guide.id: draft.guide for draft in drafts}
    before = {id_: contradictions(guide) for id_, guide in guides.items()}
    asked = 0
    for line in QUESTIONS.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        guide = guides.get(row.get("guide", ""))
        terms = row.get("element") or []
        for term in [terms] if isinstance(terms, str) else terms:
            if guide is None or term not in guide.elements:
                continue
            if term == "法定办结时限":
                continue  # it is no answer to how long the office takes
            faq = Faq(question=row["question"], answer=guide.elements[term])
            told = guide.model_copy(update={"faqs": (*guide.faqs, faq)})
            assert contradictions(told) <= before[guide.id], row["question"]
            asked += 1
    assert asked > 150
