"""What a call by a third party found, and what follows from it (R59, R60).

A call is about the fix as it was then: one before the issue was closed last says nothing of how it
is now, and one about an issue that is being mended changes nothing. Pure.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from flows.issue_terms import POOR_MARKS

Result = Literal["satisfied", "fair", "dissatisfied", "unreached"]
RESULTS: dict[Result, tuple[str, str]] = {
    "satisfied": ("满意", "satisfied"),
    "fair": ("一般", "fair"),
    "dissatisfied": ("不满意", "dissatisfied"),
    "unreached": ("未接通", "not reached"),
}
"""What a call found, in the words of the walks (d4 of 全链式追踪)."""
Fate = Literal["kept", "reopened", "proposed", "open", "earlier", "not_reached"]
FATES: dict[Fate, tuple[str, str]] = {
    "kept": ("已记录", "recorded"),
    "reopened": ("已记录，问题重新打开", "recorded; the issue is re-opened"),
    "proposed": ("已记录，是否重新打开待管理员定", "recorded; an admin decides on re-opening"),
    "open": ("已记录；问题还没销号，不用重新打开", "recorded; the issue is open anyhow"),
    "earlier": (
        "已记录；这次回访在最近一次销号之前，不重新打开",
        "recorded; the call was before the issue was closed last, so it stays closed",
    ),
    "not_reached": ("已记录，没有接通", "recorded; nobody was reached"),
}
"""What becomes of a call that is entered."""
SATISFIED_FROM = {"satisfied": 4, "fair": 3, "dissatisfied": 2}
"""The mark of 5 that a result stands for where none was told."""


@dataclass(frozen=True, slots=True)
class Call:
    """A call. `mark` is 1 to 5 where the company asked for one; `tries` how often it rang."""

    at: datetime
    result: Result
    mark: int | None = None
    tries: int = 1
    words: str = ""
    company: str = ""
    timed: bool = False
    """The time of day was told, too."""

    @property
    def is_poor(self) -> bool:
        """Whether whoever was called is not content (1 and 2 of 5)."""
        return self.result == "dissatisfied"

    def was_before(self, moment: datetime) -> bool:
        """Whether it was made before a moment; a call of that day without a time was not."""
        return self.at < moment if self.timed else self.at.date() < moment.date()

    @property
    def stars(self) -> int | None:
        """As a mark of 5; None where nobody was reached."""
        return self.mark if self.mark is not None else SATISFIED_FROM.get(self.result)


def result_of(mark: int) -> Result:
    """What a mark of 1 to 5 says."""
    if str(mark) in POOR_MARKS:
        return "dissatisfied"
    return "fair" if mark == SATISFIED_FROM["fair"] else "satisfied"


def fate(call: Call, closed: datetime | None, *, is_closed: bool, at_once: bool) -> Fate:
    """What becomes of a call about an issue that was `closed` last then, and may be still."""
    if call.result == "unreached":
        return "not_reached"
    if not call.is_poor:
        return "kept"
    if not is_closed or closed is None:
        return "open"
    if call.was_before(closed):
        return "earlier"
    return "reopened" if at_once else "proposed"
