"""What a table of materials, or of questions, alone adds to the guide that is on the shelf.

Such a table is no guide: its rows join the guides of their items. What has joined a guide
stays with it when the guide's own file, which never had it, is imported again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from knowledge.elements import FAQ_TERM
from knowledge.force import chosen
from knowledge.model import Guide
from knowledge.shelf import GuideShelf, kept_of
from knowledge.text import fold
from knowledge.versions import named, own_version


def ids_by_name(shelf: GuideShelf) -> dict[str, set[str]]:
    """The guides on the shelf by what they are called."""
    found: dict[str, set[str]] = {}
    for record in shelf.all():
        found.setdefault(fold(record["name"]), set()).add(record["id"])
    return found


def guides_of(
    row: Guide, names: Mapping[str, set[str]], shelf: GuideShelf, day: date
) -> list[Guide]:
    """The guides that a table's row can be of, each as it answers on a day.

    Args:
        row: What a table of materials alone says of an item.
        names: Of `ids_by_name`.
        shelf: Where the guides are.
        day: The day.
    """
    found = [_held(guide_id, shelf, day) for guide_id in (row.id, *names.get(fold(row.name), ()))]
    if found[0]:
        return [found[0]]
    return [each for each in found if each and row.bureau in ("", each.bureau)]


def _held(guide_id: str, shelf: GuideShelf, day: date) -> Guide | None:
    there = [each.guide for each in kept_of(shelf, guide_id) if not each.removed]
    return chosen(there, day) if there else None


def joined(guide: Guide, more: Guide) -> Guide:
    """A guide with what a table says of its item."""
    terms = dict.fromkeys((*guide.joined, *more.elements, *([FAQ_TERM] if more.faqs else [])))
    asked = {fold(faq.question) for faq in more.faqs}
    kept = (faq for faq in guide.faqs if fold(faq.question) not in asked)
    return _made(
        guide,
        elements={**guide.elements, **more.elements},
        faqs=(*kept, *more.faqs) if more.faqs else guide.faqs,
        joined=tuple(terms),
        source=more.source,
    )


def carried(guide: Guide, held: Guide, before: Sequence[Guide]) -> Guide:
    """A guide read anew, with what had joined the one that is held.

    What its file says now and did not say before goes ahead of what has joined it.

    Args:
        guide: As its file has it.
        held: What answers now.
        before: Versions that were kept.
    """
    own = [each for each in before if not each.joined]
    elements = {**guide.elements}
    for term in held.joined:
        said = {each.elements.get(term, "") for each in own} | {""}
        if term in held.elements and guide.elements.get(term, "") in said:
            elements[term] = held.elements[term]
    asked = [each.faqs for each in own] + [()]
    faqs = held.faqs if FAQ_TERM in held.joined and guide.faqs in asked else guide.faqs
    if elements == guide.elements and faqs == guide.faqs:
        return guide
    return _made(guide, elements=elements, faqs=faqs, joined=held.joined)


def _made(guide: Guide, **fields: object) -> Guide:
    return named(guide.model_copy(update={**fields, "version": own_version(guide)}))
