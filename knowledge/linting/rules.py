"""The table of rules: a row of rules.toml for what people read, a function for what it finds."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from knowledge.linting import (
    contact,
    dates,
    faq_contact,
    faq_limits,
    faq_numbers,
    faq_people,
    faq_ways,
    fees,
    laws,
    limits,
    missing,
    names,
    paper_forms,
    papers,
    ways,
    wording,
)
from knowledge.linting.page import Flaw, Page
from knowledge.model import FindingSeverity
from knowledge.remarks import Remark

Check = Callable[[Page], Iterator[Flaw]]


@dataclass(frozen=True, slots=True)
class Rule:
    """What is told of a rule, whatever it found."""

    id: str
    title: Remark
    severity: FindingSeverity
    category: str
    """The ledger's category of an issue made of it."""
    mend: Remark


def _rule(key: str, row: Mapping[str, str]) -> Rule:
    severities: dict[str, FindingSeverity] = {
        "error": "error",
        "warning": "warning",
        "note": "note",
    }
    return Rule(
        id=key,
        title=Remark(row["zh"], row["en"]),
        severity=severities[row["severity"]],
        category=row.get("category", "办事指南不准/缺项"),
        mend=Remark(row["mend_zh"], row["mend_en"]),
    )


RULES: dict[str, Rule] = {
    key: _rule(key, row)
    for key, row in tomllib.loads(
        (Path(__file__).parent / "rules.toml").read_text(encoding="utf-8")
    ).items()
}

AT_IMPORT: tuple[Check, ...] = (
    limits.no_unit,
    contact.phone,
    limits.above_legal,
    fees.free_with_sum,
    dates.ends_before,
)
"""What an import tells, too: what is wrong for sure in a guide by itself."""

OF_FAQS: tuple[Check, ...] = (
    faq_limits.faq_limit,
    fees.faq_fee,
    faq_ways.faq_trips,
    faq_ways.faq_online,
    faq_ways.faq_proxy,
    faq_people.faq_who,
    faq_limits.faq_validity,
    faq_numbers.faq_number,
    faq_contact.faq_place,
    faq_contact.faq_phone,
    faq_contact.faq_hours,
)
"""What a guide without FAQs need not be read for."""

CHECKS: tuple[Check, ...] = (
    missing.missing,
    names.same_name,
    limits.no_unit,
    contact.phone,
    contact.phone_partly,
    limits.above_legal,
    fees.free_with_sum,
    fees.charged_without_sum,
    dates.ends_before,
    dates.expired,
    dates.old,
    dates.past_date,
    laws.repealed,
    contact.no_place,
    contact.place_vague,
    contact.hours,
    contact.hours_twice,
    ways.trips_zero,
    ways.online_flag,
    ways.depth,
    papers.unlisted,
    papers.not_needed,
    paper_forms.paper_form,
    *OF_FAQS,
    wording.unfilled,
    wording.broken_off,
    wording.markup,
    wording.code_only,
    wording.vague_papers,
    wording.vague_conditions,
    wording.points_away,
    wording.repeated,
)
"""What is run over every guide, in the order in which its findings are told."""
