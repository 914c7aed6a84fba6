"""One matter, told twice: drafts that speak of the same are put to the person as one.

Two drafts are the same when they are of one category and their words are alike, or when
the person told both in the same words, whatever the category; they then see both wordings
and can have them entered apart. Which draft goes with
which stands in the chat's memory, and the findings themselves stay as they were told,
so that parting them again loses nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import product

from rapidfuzz import fuzz

from bot.dialogue.talk import Talk
from storage.records import PART, FieldValue, FindingRecord

UNSPECIFIC = "其他"
"""The category that says of no problem what kind it is."""
ALIKE = 80
"""rapidfuzz ratio (0..100) from which two wordings are taken for the same matter."""
WITHIN, MIN_WITHIN = 90, 6
"""The same for a wording of so many characters that stands inside a longer one."""
MIN_TOLD = 4
"""Characters of the person's own words from which they are more than "没有" or "2次"."""


def merge(talk: Talk, waiting: list[FindingRecord]) -> tuple[int, ...]:
    """Ids of the drafts to put to the person, in the walk's order, each matter once.

    What was reported goes before what a rule found: it is in the person's own words.
    """
    kept: list[FindingRecord] = []
    pairs: list[tuple[int, int]] = []
    for finding in sorted(waiting, key=lambda f: (f.origin != "reported", f.id)):
        alone = finding.id in talk.ctx.apart
        twin = None if alone else next((k for k in kept if same(k, finding)), None)
        if twin is None:
            kept.append(finding)
        else:
            pairs.append((twin.id, finding.id))
            talk.turn.set_finding(finding.id, "merged")
    talk.ctx.merged = (*talk.ctx.merged, *pairs)
    ids = {one.id for one in kept}
    return tuple(one.id for one in waiting if one.id in ids)


def part_all(talk: Talk) -> None:
    """Undo the merging: after a correction it is decided anew."""
    for twin, other in talk.ctx.merged:
        if twin in talk.ctx.drafts:
            talk.turn.set_finding(other, "proposed")
    talk.ctx.merged = tuple(pair for pair in talk.ctx.merged if pair[0] not in talk.ctx.drafts)


def part(talk: Talk, finding: FindingRecord) -> int:
    """Have what goes with `finding` entered by itself, after it; how many drafts that makes."""
    others = tuple(other.id for other in merged_with(talk, finding))
    for other in others:
        talk.turn.set_finding(other, "proposed")
    at = talk.ctx.drafts.index(finding.id) + 1
    talk.ctx.drafts = (*talk.ctx.drafts[:at], *others, *talk.ctx.drafts[at:])
    at = talk.ctx.numbered.index(finding.id) + 1
    talk.ctx.numbered = (*talk.ctx.numbered[:at], *others, *talk.ctx.numbered[at:])
    talk.ctx.apart = (*talk.ctx.apart, *others)
    settled(talk, finding)
    return 1 + len(others)


def settled(talk: Talk, finding: FindingRecord) -> None:
    """`finding` waits no longer; what went with it is not put to the person any more."""
    talk.ctx.merged = tuple(pair for pair in talk.ctx.merged if pair[0] != finding.id)


def merged_with(talk: Talk, finding: FindingRecord) -> list[FindingRecord]:
    """The drafts that are entered together with `finding`."""
    return [talk.turn.finding(other) for twin, other in talk.ctx.merged if twin == finding.id]


def whole(talk: Talk, finding: FindingRecord) -> FindingRecord:
    """The draft as it would be entered, with what the merged ones add: fields, words, files."""
    others = merged_with(talk, finding)
    if not others:
        return finding
    fields = {name: v for name, v in finding.fields.items() if not name.startswith(PART)}
    parts = wordings(finding)
    media = {one.sha256: one for one in finding.media}
    for other in others:
        parts += wordings(other)
        own = {n: v for n, v in other.fields.items() if n != "problem" and not n.startswith(PART)}
        fields = {**own, **fields}
        fields["category"] = _more_specific(fields["category"], own.get("category"))
        media = {**{one.sha256: one for one in other.media}, **media}
    return replace(finding, fields=fields | numbered(parts), media=tuple(media.values()))


def _more_specific(one: FieldValue, other: FieldValue | None) -> FieldValue:
    unsaid = one.value == UNSPECIFIC and one.how != "asked"
    return other if unsaid and other is not None else one


def wordings(finding: FindingRecord) -> list[FieldValue]:
    """The problem in its parts, each with what it rests on; one that has no parts, whole."""
    parts = [value for name, value in finding.fields.items() if name.startswith(PART)]
    return parts or [finding.fields["problem"]]


def numbered(parts: Iterable[FieldValue]) -> dict[str, FieldValue]:
    """`parts` as fields of their own."""
    return {f"{PART}{number}": value for number, value in enumerate(parts, start=1)}


def same(a: FindingRecord, b: FindingRecord) -> bool:
    """Whether two findings of one walk are the same matter."""
    if a.origin == b.origin and a.key.rpartition("/")[0] != b.key.rpartition("/")[0]:
        return False  # two instances of a repeat
    if _told_alike(a, b) or _of_one_element(a, b):
        return True
    if _value(a, "category") != _value(b, "category") or _chosen_apart(a, b):
        return False
    if a.origin == b.origin:
        return fuzz.ratio(_value(a, "problem"), _value(b, "problem")) >= ALIKE
    if len({_value(a, "step"), _value(b, "step")} - {""}) > 1:
        return False
    return any(_alike(x, y) for x, y in product(_words(a), _words(b)))


def _chosen_apart(a: FindingRecord, b: FindingRecord) -> bool:
    """Whether they are two options of one question: who chose both told two things."""
    (question, _, _), (other, _, _) = a.key.rpartition(":"), b.key.rpartition(":")
    return a.origin == b.origin == "rule" and bool(question) and question == other


def _of_one_element(a: FindingRecord, b: FindingRecord) -> bool:
    """Whether two questions found one contradiction: the kind and the guide's element."""
    asked = {one.key.partition(":")[0] for one in (a, b)}
    return (
        a.origin == b.origin == "rule"
        and len(asked) > 1
        and _value(a, "element") == _value(b, "element") != ""
        and _value(a, "category") == _value(b, "category")
    )


def _told_alike(a: FindingRecord, b: FindingRecord) -> bool:
    """Whether one fact set off two rules: it was told in the same words both times."""
    return a.origin == b.origin and any(
        fuzz.ratio(x, y) >= ALIKE for x, y in product(_told(a), _told(b))
    )


def _told(finding: FindingRecord) -> list[str]:
    """The person's own words; a count or a time says nothing of what the matter is."""
    words = _words(finding)[1:]
    return [one for one in words if len(one) >= MIN_TOLD and not any(map(str.isdecimal, one))]


def _alike(a: str, b: str) -> bool:
    if fuzz.ratio(a, b) >= ALIKE:
        return True
    return min(len(a), len(b)) >= MIN_WITHIN and fuzz.partial_ratio(a, b) >= WITHIN


def _words(finding: FindingRecord) -> list[str]:
    """What was said, without the names of the questions that it answered."""
    pieces = (part.value.rpartition("：")[2].strip() for part in wordings(finding))
    return [words for words in pieces if words]


def _value(finding: FindingRecord, name: str) -> str:
    return finding.fields[name].value if name in finding.fields else ""
