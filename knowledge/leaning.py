"""What a question that was answered as the one before is not told: "那老人呢" after "要带什么".

The list comes once more, with no word of 老人 in it: that is said, so that nobody takes it for
the answer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.model import Guide
from knowledge.parts import Part
from knowledge.sections import Finder
from knowledge.telling import ABOUT
from knowledge.text import fold
from knowledge.wording import Section
from knowledge.words import ages

_YOUNG = re.compile("孩|娃|儿童|未成年")
"""Whom a guide tells of by their years: "仅未满 16 周岁的需要"."""


def leaned_on(part: Part, guide: Guide, told: Sequence[Section], finder: Finder) -> list[str]:
    """The question, where what was told says nothing of what it adds; else nothing."""
    question = part.question
    if part.carried is None or not finder.known.rest(question, guide.id):
        return []
    texts = " ".join(section.text for section in told)
    aged = bool(ages(question.folded) or _YOUNG.search(question.topic))
    named = question.topic in fold(texts) or (aged and "周岁" in texts)
    known = named or finder.teller.cover(question, guide, texts) >= ABOUT
    return [] if known else [question.text]
