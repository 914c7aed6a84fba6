"""Versions of a guide: what each is called, which of two is older, what changed between them.

A guide that names no version is called by the hash of its content. Such names
say nothing of an order, nor do names of different make ("2026-A" and "7");
then the dates do.
"""

from __future__ import annotations

import hashlib
import json
import re
from datetime import date

from knowledge.model import ABOUT_READING, Guide
from knowledge.remarks import Remark, element_name, listed, remark

MAX_LISTED = 300
"""Characters of what is told to be missing."""
_NUMBER = re.compile(r"\d+")
_DIGITS = re.compile("[0-9a-f]{8}")


def digest(guide: Guide) -> str:
    """Hash of what a guide says (not of where it was read): equal digests, equal guides."""
    content = guide.model_dump(mode="json", exclude=ABOUT_READING)
    return hashlib.sha256(
        json.dumps(content, ensure_ascii=False, sort_keys=True).encode()
    ).hexdigest()


def named(guide: Guide) -> Guide:
    """The guide with a name for its version, where it has none of its own."""
    return guide if guide.version else guide.model_copy(update={"version": digest(guide)[:8]})


def own_version(guide: Guide) -> str:
    """The name that a guide has for its version, "" where it was named by its content."""
    if not _DIGITS.fullmatch(guide.version):
        return guide.version
    unnamed = guide.model_copy(update={"version": ""})
    return "" if guide.version == digest(unnamed)[:8] else guide.version


def is_older(new: Guide, held: Guide) -> bool:
    """Whether a guide read now is an older version than the one held.

    By the version's numbers where both names differ in numbers alone ("8" and
    "9", "2025-2" and "2026-1"), else by the date of publication, else by the
    date on which it takes effect. What none of them tells is no older.
    """
    mine, other = _numbers(new), _numbers(held)
    if mine and other and mine[0] == other[0] and mine[1] != other[1]:
        return mine[1] < other[1]
    for day, held_day in ((new.published, held.published), (new.effective, held.effective)):
        if day and held_day and day != held_day:
            return day < held_day
    return False


def _numbers(guide: Guide) -> tuple[str, list[int]] | None:
    """A version's name without its numbers, and these; None if it has no own name or number."""
    numbers = [int(number[:18]) for number in _NUMBER.findall(own_version(guide))]
    if not numbers:
        return None
    return _NUMBER.sub("#", guide.version), numbers


def behind(new: Guide, held: Guide) -> Remark:
    """What an older version that does not become current is told by, for people."""
    return remark("behind", called(new), called(held))


def called(guide: Guide) -> Remark:
    """A version by its name and day, for people."""
    day = guide.published or guide.effective
    dated = remark("version_dated", guide.version, day)
    return dated if day else remark("version", guide.version)


def odd_changes(new: Guide, held: Guide) -> list[Remark]:
    """What should not go unseen when a guide takes another's place, for people."""
    odd: list[Remark] = []
    if is_older(new, held):
        odd.append(remark("replaced_by_older", called(new), called(held)))
    elif new.version == held.version:
        odd.append(remark("same_version", new.version))
    lost = [element_name(term) for term in held.elements if term not in new.elements]
    asked = {faq.question for faq in new.faqs}
    lost += [
        remark("lost_faq", faq.question[:20]) for faq in held.faqs if faq.question not in asked
    ]
    if lost:
        odd.append(remark("lost", listed(lost, MAX_LISTED)))
    return odd


def not_in_force(guide: Guide, on: date) -> list[Remark]:
    """What is told of a guide that is no longer, or not yet, in force on a day."""
    if guide.expires and guide.expires < on:
        return [remark("expired", guide.expires)]
    return [remark("not_yet", guide.effective)] if guide.effective and guide.effective > on else []
