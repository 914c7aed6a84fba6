"""The lists (清单) as views of the one ledger (R69): which issue stands in which, and why.

The plans name 三张清单 and not what they are, so an office says it in lists.yaml. An issue may
stand in several: what is to be put right and what is wished for may be told in one. Pure: of an
issue its facts are given.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

KEYS: Mapping[str, tuple[str, str]] = {
    "severities": ("影响程度", "severity"),
    "categories": ("类别", "category"),
    "sources": ("来源", "source"),
    "states": ("状态", "state"),
    "filled": ("填了", "filled in"),
}
"""By what issues are listed, in words."""


class Facts(NamedTuple):
    """What lists look at of an issue; `filled` are the names of its confirmed fields."""

    state: str
    source: str
    severity: str
    category: str
    filled: frozenset[str]


class Reason(NamedTuple):
    """What of an issue a list wants: a key of `KEYS`, and the value."""

    key: str
    value: str


@dataclass(frozen=True, slots=True)
class Terms:
    """Values of which an issue has one: ids of states, terms, sources, names of fields."""

    severities: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    filled: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return any(getattr(self, key) for key in KEYS)

    def met(self, facts: Facts) -> Iterator[Reason]:
        """What of it the issue has."""
        for key, value in (
            ("severities", facts.severity),
            ("categories", facts.category),
            ("sources", facts.source),
            ("states", facts.state),
        ):
            if value and value in getattr(self, key):
                yield Reason(key, value)
        yield from (Reason("filled", name) for name in self.filled if name in facts.filled)


@dataclass(frozen=True, slots=True)
class ListRule:
    """One list. Without `any` all issues stand in it, but for those that have one of `none`."""

    name: str
    name_en: str
    any: Terms = field(default_factory=Terms)
    none: Terms = field(default_factory=Terms)
    columns: tuple[str, ...] = ()
    """Columns of the ledger that its sheet has, by their keys."""
    register: bool = False
    """It lists the register of measures and mechanisms (R76), no issues."""

    def called(self, locale: str) -> str:
        return self.name_en if locale == "en" else self.name

    def reasons(self, facts: Facts) -> tuple[Reason, ...] | None:
        """Why an issue stands in the list, empty where all do; None: it does not."""
        if self.register or any(self.none.met(facts)):
            return None
        found = tuple(self.any.met(facts))
        return None if self.any and not found else found


@dataclass(frozen=True, slots=True)
class ListScheme:
    """What an office has set of its lists and registers."""

    lists: tuple[ListRule, ...]
    weights: Mapping[str, float]
    """What a problem weighs by its severity, where services are ranked by them (R02)."""
    coverage: int | None = None
    """Of must-walk services how many percent are to be walked (R77); None: not set."""
    media: int | None = None
    """Media reports that each action is to have (R84); None: not set."""

    def named(self, name: str) -> ListRule | None:
        """The list that is called so, in either language and any letter case."""
        wanted = " ".join(name.split()).casefold()
        for one in self.lists:
            if wanted in (one.name.casefold(), one.name_en.casefold()):
                return one
        return None
