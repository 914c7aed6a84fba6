"""Versions of a guide: what each is called, which of two is older, what changed between them.

A guide that names no version is called by the hash of its content. Such names
say nothing of an order, nor do names of different make ("2026-A" and "7");
then the dates do.
"""

from __future__ import annotations

import hashlib
import json
import re
from itertools import chain

from knowledge.model import Guide

_NUMBER = re.compile(r"\d+")


def digest(guide: Guide) -> str:
    """Hash of what a guide says (not of where it was read): equal digests, equal guides."""
    content = guide.model_dump(mode="json", exclude={"source"})
    return hashlib.sha256(
        json.dumps(content, ensure_ascii=False, sort_keys=True).encode()
    ).hexdigest()


def named(guide: Guide) -> Guide:
    """The guide with a name for its version, where it has none of its own."""
    return guide if guide.version else guide.model_copy(update={"version": digest(guide)[:8]})


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
    unnamed = guide.model_copy(update={"version": ""})
    numbers = [int(number[:18]) for number in _NUMBER.findall(guide.version)]
    if not numbers or guide.version == digest(unnamed)[:8]:
        return None
    return _NUMBER.sub("#", guide.version), numbers


def behind(new: Guide, held: Guide) -> str:
    """What an older version that does not become current is told by, for people."""
    return (
        f"是旧版本：{_called(new)}，现用的是{_called(held)}；旧的留着，没有替换，"
        "要用它就加 --replace 再导入"
    )


def _called(guide: Guide) -> str:
    day = guide.published or guide.effective
    return f"版本 {guide.version}" + (f"（{day}）" if day else "")


def odd_changes(new: Guide, held: Guide) -> list[str]:
    """What should not go unseen when a guide takes another's place, for people."""
    odd = []
    if is_older(new, held):
        odd.append(f"照要求换成了旧版本：{_called(new)}，原来是{_called(held)}")
    elif new.version == held.version:
        odd.append(f"版本号没变（{new.version}），内容变了")
    lost = [term for term in held.elements if term not in new.elements]
    asked = {faq.question for faq in new.faqs}
    questions = [faq.question for faq in held.faqs if faq.question not in asked]
    told = chain(lost, (f"常见问题“{question[:20]}”" for question in questions))
    if named_lost := "、".join(told):
        odd.append(f"比原来少了：{named_lost[:300]}")
    return odd
