"""A guide that was read goes onto the shelf, and what became of it is told."""

from __future__ import annotations

from datetime import date

from knowledge.importers.rows import Draft
from knowledge.model import GuideReport, Locale, Outcome
from knowledge.remarks import told
from knowledge.shelf import GuideShelf, guide_of, record_of
from knowledge.versions import behind, is_older, not_in_force, odd_changes


def keep(
    draft: Draft, shelf: GuideShelf, *, replace: bool, on: date | None, locale: Locale
) -> GuideReport:
    """Keeps the guide of a draft, behind the current version if it is an older one.

    Args:
        draft: The guide as it was read.
        shelf: Where it is kept.
        replace: An older version becomes current, too.
        on: The day of the import; that the guide is not in force that day is told.
        locale: Language of what is told.
    """
    guide = draft.guide
    record = record_of(guide)
    kept = shelf.get(guide.id)
    odd = (*draft.odd, *(not_in_force(guide, on) if on else ()))
    outcome: Outcome = "created" if kept is None else "unchanged"
    if kept is not None and kept["digest"] != record["digest"]:
        held = guide_of(kept)
        older = is_older(guide, held) and not replace
        outcome = "older" if older else "updated"
        odd = (*odd, *([behind(guide, held)] if older else odd_changes(guide, held)))
    shelf.put(record, current=outcome != "older")
    return GuideReport(
        id=guide.id,
        name=guide.name,
        source=guide.source,
        outcome=outcome,
        missing=draft.missing,
        odd=tuple(told(each, locale) for each in odd),
    )
