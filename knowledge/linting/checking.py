"""Guides in, findings out: runs the rules, gives each finding its id and its words."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import islice

from knowledge.linting.page import Flaw, Page
from knowledge.linting.rules import AT_IMPORT, CHECKS, OF_FAQS, RULES
from knowledge.model import STALE_YEARS, Guide, GuideFinding, Locale
from knowledge.remarks import told
from knowledge.text import fold

MAX_OF_A_RULE = 50
"""Findings of one rule in one guide; who has mended those sees the rest."""


def check(
    guides: Mapping[str, Guide],
    *,
    only: str | None = None,
    on: date,
    stale_years: int = STALE_YEARS,
    locale: Locale = "zh",
) -> list[GuideFinding]:
    """What the rules find in these guides, guide by guide, in the order of the table of rules.

    Args:
        guides: All guides by id, for some faults show only beside others (names shared).
        only: The id of the one guide that is asked about.
        on: The day it is read on; what is out of date is so on that day.
        stale_years: A guide published more years ago is told of.
        locale: Language of what is said; what is cited stays as it is.
    """
    twins = _twins(guides.values())
    asked = guides.values() if only is None else [guides[only]]
    return [
        finding
        for guide in asked
        for finding in _findings(Page(guide, on, twins, stale_years), locale)
    ]


def flaws_at_import(guide: Guide) -> list[Flaw]:
    """What an import tells of a guide by itself, whatever else is on the shelf."""
    page = Page(guide)
    return [flaw for run in AT_IMPORT for flaw in run(page)]


def _findings(page: Page, locale: Locale) -> Iterable[GuideFinding]:
    seen: dict[str, int] = defaultdict(int)
    for run in CHECKS if page.guide.faqs else (one for one in CHECKS if one not in OF_FAQS):
        for flaw in islice(run(page), MAX_OF_A_RULE):
            key = _digest(page.guide, flaw)
            seen[key] += 1
            yield _finding(page.guide, flaw, f"{key}-{seen[key]}" if seen[key] > 1 else key, locale)


def _finding(guide: Guide, flaw: Flaw, key: str, locale: Locale) -> GuideFinding:
    rule = RULES[flaw.rule]
    return GuideFinding(
        id=key,
        rule=rule.id,
        title=told(rule.title, locale),
        severity=rule.severity,
        guide=guide.id,
        item=guide.name,
        bureau=guide.bureau,
        version=guide.version,
        text=told(flaw.what, locale),
        mend=told(rule.mend, locale),
        category=rule.category,
        cited=flaw.cited,
    )


def _digest(guide: Guide, flaw: Flaw) -> str:
    """Names rule, guide and words, not places: what is mended above it leaves it the same."""
    words = [part for cited in flaw.cited for part in (cited.element, cited.quote)]
    content = "\0".join((flaw.rule, guide.id, *words))
    return f"F-{hashlib.sha256(content.encode()).hexdigest()[:12]}"


def _twins(guides: Iterable[Guide]) -> dict[str, tuple[str, ...]]:
    """The guides that nothing in a list tells apart: name, bureau, level and region alike."""
    alike: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for guide in guides:
        key = (fold(guide.name), guide.bureau, guide.level, guide.region)
        alike[key].append(guide.id)
    return {
        own: tuple(other for other in group if other != own)
        for group in alike.values()
        if len(group) > 1
        for own in group
    }
