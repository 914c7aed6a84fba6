"""What one version of a guide says otherwise than another, element by element, in short.

Only what is said counts: spaces and full-width forms are no change.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any

from knowledge.elements import FAQ_TERM, kind_of
from knowledge.model import ABOUT_READING, Change, Guide, Locale
from knowledge.remarks import Remark, element_name, remark, told
from knowledge.text import fold
from knowledge.versions import own_version

MAX_VALUE = 40
"""Characters of a value, before and after, that are told whole; of a longer one the middle."""
MAX_ENTRY = 24
MAX_ENTRIES = 6
"""Entries of a list, or FAQs, that are told by name."""
AROUND = 6
"""Characters that are left around the place where two long texts part."""
_HEADS = ("name", "bureau", "level", "region", "published", "effective", "expires", "aliases")
_MEASURE = re.compile(r"([\d.,~至-]+)(\s*[^\d\s.,~至-].*)")
_AFTER_NAME = re.compile("[(\uff08:\uff1a]")


def content(guide: Guide) -> str:
    """Hash of what a guide says, however it is spaced; equal hashes: nothing new is said."""
    said = guide.model_dump(mode="json", exclude=ABOUT_READING) | {"version": own_version(guide)}
    text = json.dumps(_plain(said), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def changes(old: Guide, new: Guide, locale: Locale) -> tuple[Change, ...]:
    """What a guide says otherwise than another: its head, its elements, its FAQs."""
    found = (*_heads(old, new), *_elements(old, new), *_faqs(old, new))
    return tuple(
        change.model_copy(update={"text": told(remark("changed", name, text), locale)})
        for change, name, text in found
    )


_Found = Iterator[tuple[Change, Remark, Remark]]
"""A change, what it is of, and what became of that."""


def _heads(old: Guide, new: Guide) -> _Found:
    for name in _HEADS:
        before, after = (_shown(getattr(guide, name)) for guide in (old, new))
        if _folded(before) != _folded(after):
            change = Change(what=name, before=before, after=after)
            yield change, remark(f"head_{name}"), _arrow(before, after)


def _elements(old: Guide, new: Guide) -> _Found:
    for term in dict.fromkeys((*old.elements, *new.elements)):
        before, after = old.elements.get(term, ""), new.elements.get(term, "")
        if _folded(before) == _folded(after):
            continue
        change, text = Change(what=term, before=before, after=after), _arrow(before, after)
        if before and after and kind_of(term) in ("list", "steps"):
            added, lost = _only(after, before), _only(before, after)
            change = change.model_copy(update={"added": added, "lost": lost})
            text = _entries(added, lost)
        yield change, element_name(term), text


def _faqs(old: Guide, new: Guide) -> _Found:
    mine, other = ({fold(f.question): f for f in guide.faqs} for guide in (new, old))
    added = tuple(faq.question for key, faq in mine.items() if key not in other)
    lost = tuple(faq.question for key, faq in other.items() if key not in mine)
    if added or lost:
        rows = [f"\uff0b{_cut(one)}" for one in added] + [f"\uff0d{_cut(one)}" for one in lost]
        yield Change(what=FAQ_TERM, added=added, lost=lost), remark("head_faq"), _first(rows)
    for key, faq in mine.items():
        before = other[key].answer if key in other else faq.answer
        if _folded(before) != _folded(faq.answer):
            change = Change(what=FAQ_TERM, question=faq.question, before=before, after=faq.answer)
            yield change, remark("lost_faq", _cut(faq.question)), _arrow(before, faq.answer)


def _only(text: str, other: str) -> tuple[str, ...]:
    """Entries of a list that another has not; one that was changed is in both."""
    known = {_folded(entry) for entry in other.split("\n")}
    return tuple(entry for entry in text.split("\n") if _folded(entry) not in known)


def _entries(added: Sequence[str], lost: Sequence[str]) -> Remark:
    """ "＋居住证 －户口簿", and "户口簿（1 份） → 户口簿（2 份）" where the name stays."""
    before = {_name(entry): entry for entry in lost}
    kept = {_name(entry) for entry in added} & before.keys()
    rows = [f"\uff0b{_cut(_name(entry))}" for entry in added if _name(entry) not in kept]
    rows += [f"\uff0d{_cut(name)}" for name in before if name not in kept]
    rows += [_middle(before[_name(e)], e) for e in added if _name(e) in kept]
    return _first(rows) if rows else remark("order_changed")


def _first(rows: Sequence[str]) -> Remark:
    shown, more = " ".join(rows[:MAX_ENTRIES]), len(rows) - MAX_ENTRIES
    return remark("more_changes", shown, more) if more > 0 else Remark(shown, shown)


def _arrow(before: str, after: str) -> Remark:
    if not (before and after):
        return remark("now_stated" if after else "not_stated", _cut(after or before, MAX_VALUE))
    text = _middle(before, after)
    return Remark(text, text)


def _middle(before: str, after: str) -> str:
    """ "5 → 3 个工作日": two values with their unit once; of long texts where they part."""
    before, after = (" ".join(text.split()) for text in (before, after))
    head = _shared(before, after)
    tail = _shared(before[len(head) :][::-1], after[len(head) :][::-1])[::-1]
    if max(len(before), len(after)) <= MAX_VALUE:
        mine, other = (_MEASURE.fullmatch(text) for text in (after, before))
        unit = mine[2] if mine and other and mine[2] == other[2] else ""
        return f"{before.removesuffix(unit)} → {after}"
    start, stop = max(0, len(head) - AROUND), max(0, len(tail) - AROUND)
    parts = (_cut(text[start : len(text) - stop], MAX_VALUE) for text in (before, after))
    return " → ".join(f"{'…' if start else ''}{part}{'…' if stop else ''}" for part in parts)


def _shared(one: str, other: str) -> str:
    """How two texts begin alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return one[: next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))]


def _name(entry: str) -> str:
    return (_AFTER_NAME.split(entry, maxsplit=1)[0] or entry).strip()


def _shown(value: Any) -> str:
    return "、".join(value) if isinstance(value, tuple) else str(value or "")


def _cut(text: str, limit: int = MAX_ENTRY) -> str:
    text = " ".join(text.split())
    return text if len(text) <= limit else f"{text[: limit - 1]}…"


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return _folded(value)
    if isinstance(value, list):
        return [_plain(each) for each in value]
    return {key: _plain(each) for key, each in value.items()} if isinstance(value, dict) else value


def _folded(text: str) -> str:
    """Text without what is only its form; its lines and marks stay: "1.5" is not "15"."""
    lines = unicodedata.normalize("NFKC", text).split("\n")
    single = (" ".join(line.split()) for line in lines)
    tight = (re.sub("(?<![A-Za-z0-9]) | (?![A-Za-z0-9])", "", line) for line in single)
    return "\n".join(line for line in tight if line)
