"""Volunteers as they are read: an application with its terms, a person, an invitation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from flows.volunteer_terms import Standing


@dataclass(frozen=True, slots=True)
class TermRecord:
    """A time of service, both days included; `ends` is None where no end is set."""

    begins: date
    ends: date | None


@dataclass(frozen=True, slots=True)
class ApplicationRecord:
    """An application as it stands today."""

    number: int
    person_id: int
    person_name: str
    at: datetime
    profile: Mapping[str, str]
    standing: Standing
    reason: str
    terms: tuple[TermRecord, ...]

    def term_on(self, day: date) -> TermRecord | None:
        """The latest term that had begun by then; the first one before any had."""
        begun = [term for term in self.terms if term.begins <= day]
        return next(iter(begun[-1:] or self.terms[:1]), None)

    @property
    def service(self) -> TermRecord | None:
        """The terms up to the last one that follow each other without a gap, as one."""
        if not self.terms:
            return None
        first, *others = reversed(self.terms)
        begins = first.begins
        for term in others:
            if term.ends is None or term.ends + timedelta(days=1) < begins:
                break
            begins = term.begins
        return TermRecord(begins, first.ends)


@dataclass(frozen=True, slots=True)
class VolunteerRecord:
    """What is known of a person; without an application nobody is a volunteer by appointment."""

    trained: bool
    anonymous: bool
    application: ApplicationRecord | None
    """The latest one: it decides."""


@dataclass(frozen=True, slots=True)
class InvitationRecord:
    code: str
    route: str
    note: str
    at: datetime
    used: datetime | None
