"""The gaps of the guides: what people asked that was not met, put together for an office.

A gap is called by the number of its first question, which stays: later questions join it and
move no other. What an office has settled (written, ignored) is not told any more until the same
is asked again; what became an issue is told with its number.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from knowledge.gaps import Asked, Group, grouped
from knowledge.library import Library
from knowledge.script import simplified
from storage.unmet import UnmetReader, UnmetRecord

Kind = Literal["no_guide", "lacks", "offered", "unhelpful", "unclear"]
KINDS: dict[Kind, tuple[str, str]] = {
    "no_guide": ("没有这个事项的指南", "no guide for the service"),
    "lacks": ("指南没有写", "the guide does not say it"),
    "offered": ("没直接答上，只给了几处选", "not answered outright, pieces were offered"),
    "unhelpful": ("答了，没帮上忙", "answered, but not helpful"),
    "unclear": ("没弄清是哪个事项", "not clear which service"),
}
LOOKED_AT = 1_000
"""The newest questions that are put together: it bounds what a list costs."""
MAX_WANTED = 5
"""Remarks on what was missing that are told of a gap."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Questions that ask for the same, of one service."""

    number: int
    kind: Kind
    item_id: str
    item_name: str
    element: str
    """What it seems to ask for; empty where the words do not tell."""
    wording: str
    questions: tuple[UnmetRecord, ...]
    """All of them, in the order they were asked."""
    guide_version: str
    """Of the guide as it is now; empty where there is none."""
    bureau: str
    """The office that the guide names; empty where there is none."""

    @property
    def count(self) -> int:
        """How often it was asked."""
        return len(self.questions)

    @property
    def last(self) -> datetime:
        """When it was asked last."""
        return max(one.at for one in self.questions)

    @property
    def is_open(self) -> bool:
        """Whether any of them was asked since an office settled it, or none was."""
        return any(not one.settled for one in self.questions)

    @property
    def settled(self) -> str:
        """What an office made of it before: done, ignored, issue; empty for nothing."""
        return next((one.settled for one in reversed(self.questions) if one.settled), "")

    @property
    def again(self) -> int:
        """How often it was asked again since."""
        return sum(not one.settled for one in self.questions) if self.settled else 0

    @property
    def issue(self) -> str:
        """Number of the issue that was made of it."""
        return next((one.issue for one in self.questions if one.issue), "")

    @property
    def wanted(self) -> tuple[str, ...]:
        """What people said was missing, the latest first."""
        said = dict.fromkeys(one.wanted for one in reversed(self.questions) if one.wanted)
        return tuple(said)[:MAX_WANTED]

    @property
    def is_rewritten(self) -> bool:
        """Whether the guide has another version than when it was asked last."""
        then = self.questions[-1].guide_version
        return bool(then and self.guide_version and then != self.guide_version)


class GuideGaps:
    """The gaps as they are now. Takes its time: no transaction may wait for it."""

    def __init__(self, unmet: UnmetReader, library: Library) -> None:
        self._unmet, self._library = unmet, library

    def all(
        self, *, since: datetime | None = None, item: str = "", settled: bool = False
    ) -> list[Gap]:
        """Gaps, the most asked first; with `settled` also those that an office is done with.

        `since`: asked then or later, too; `item` is a service's id.
        """
        found = self._gaps(item)
        if since is not None:
            found = [gap for gap in found if gap.last >= since]
        kept = [gap for gap in found if settled or gap.is_open]
        return sorted(kept, key=lambda gap: (-gap.count, -gap.last.timestamp(), gap.number))

    def find(self, number: int) -> Gap | None:
        """The gap that a question belongs to, by the question's number; settled ones too."""
        return find(self._gaps(""), number)

    def settle(self, gap: Gap, how: Literal["done", "ignored"], at: datetime) -> None:
        """Say that the office is done with it."""
        self._unmet.settle([one.id for one in gap.questions], how, at)

    def issues_of_walk(self, walk_id: int) -> list[str]:
        """Numbers of the issues that came of questions asked in a walk."""
        return self._unmet.issues_of_walk(walk_id)

    def _gaps(self, item: str) -> list[Gap]:
        records = {one.id: one for one in self._unmet.all(LOOKED_AT) if one.text.strip()}
        asked = [self._asked(one) for one in records.values() if item in ("", one.item_id)]
        groups = grouped(asked, self._library.nearest)
        return [self._gap(group, [records[one.id] for one in group.asked]) for group in groups]

    def _asked(self, one: UnmetRecord) -> Asked:
        guide = self._library.guide(one.item_id) if one.item_id else None
        names = (guide.name, *guide.aliases) if guide is not None else ()
        bare = simplified(one.text)
        for name in names:
            bare = bare.replace(name, " ")
        is_more = bool(bare.strip(" ,.?，。？的"))
        return Asked(
            one.id, one.text, one.item_id, bare if is_more else one.text, frozenset("".join(names))
        )

    def _gap(self, group: Group, questions: Sequence[UnmetRecord]) -> Gap:
        guide = self._library.guide(group.item) if group.item else None
        kinds = Counter(_kind(one, has_guide=guide is not None) for one in questions)
        kind = kinds.most_common(1)[0][0]
        name = guide.name if guide is not None else questions[-1].item_name
        return Gap(
            number=questions[0].id,
            kind=kind,
            item_id=group.item,
            item_name=name,
            element=group.element if group.item else "",
            wording=group.wording,
            questions=tuple(questions),
            guide_version=guide.version if guide is not None else "",
            bureau=guide.bureau if guide is not None else "",
        )


def find(gaps: Sequence[Gap], number: int) -> Gap | None:
    """The one of `gaps` that the question of this number belongs to."""
    return next((gap for gap in gaps if any(one.id == number for one in gap.questions)), None)


def _kind(one: UnmetRecord, *, has_guide: bool) -> Kind:
    if one.outcome == "clarify":  # of a service that was clear pieces were offered
        return "offered" if has_guide else "unclear"
    if one.outcome == "answered":
        return "unhelpful"
    return "lacks" if has_guide else "no_guide"
