"""Which issues of the ledger are wanted: one question, however it was put."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

Standing = Literal["open", "closed", "overdue", "due", "week", "fixing", "passed"]
"""Not shown to be mended; mended; open past its deadline; open with its deadline close; open with
its deadline this week; being fixed; passed on and not taken over yet."""
DUE_DAYS = 7
"""How many days ahead a deadline is close."""
By = Literal["category", "department", "severity", "item", "state"]
"""What issues are counted by."""


@dataclass(frozen=True, slots=True)
class IssueQuery:
    """The issues that meet all that is given."""

    state: str | None = None
    """Id of a state (`issue_terms.STATES`)."""
    standing: Standing | None = None
    on: date | None = None
    """The day that deadlines are measured by; `standing` overdue, due and week need it."""
    department: str | None = None
    """All or a part of the department's name."""
    departments: tuple[str, ...] | None = None
    """Names of departments, one of which it must be; none of these is no issue."""
    within: tuple[str, ...] | None = None
    """The departments whose issues somebody may see; None: all."""
    owner: str | None = None
    """All or a part of the name of who is to mend it."""
    must_fix: bool = False
    """Only those that must be fixed (R77)."""
    returned: bool = False
    """Only those whose fix was found wanting at least once."""
    item: str | None = None
    """All or a part of the service's name."""
    source: str | None = None
    """All or a part of the action or platform that it came by."""
    sources: tuple[str, ...] = ()
    """Sources that are called so elsewhere: ids of flows and channels."""
    case: str | None = None
    """What another platform calls it (R29), in any letter case."""
    of_class: str | None = None
    """The number of the class that it was merged into."""
    category: str | None = None
    severity: str | None = None
    walk: int | None = None
    person: int | None = None
    since: datetime | None = None
    """Found then or later."""
    until: datetime | None = None
    """Found before."""
