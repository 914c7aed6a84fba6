"""Which issues of the ledger are wanted: one question, however it was put."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from flows.issue_lists import ListRule
    from flows.replying import ReplyState

Standing = Literal["open", "closed", "overdue", "due", "week", "fixing", "passed"]
"""Not shown to be mended; mended; open past its deadline; open with its deadline close; open with
its deadline this week; being fixed; passed on and not taken over yet."""
DUE_DAYS = 7
"""How many days ahead a deadline is close."""
By = Literal["category", "department", "severity", "item", "state", "owner", "source"]
"""What issues are counted by."""
Lacks = Literal["department", "owner", "deadline"]
"""What an issue may not have been given yet."""
Order = Literal["newest", "oldest", "deadline", "severity"]
"""What stands first: by number, by deadline (those without one last), the most severe."""


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
    except_departments: tuple[str, ...] = ()
    """Names of departments, none of which it is."""
    numbers: tuple[str, ...] | None = None
    """Only issues of these numbers."""
    owner: str | None = None
    """All or a part of the name of who is to mend it."""
    must_fix: bool = False
    """Only those that must be fixed (R77)."""
    reply: ReplyState | None = None
    """Only those whose reporter is owed a reply, and where that stands (R61)."""
    reply_by: tuple[tuple[str, str], ...] = ()
    """By source, the last day on which a reply was asked for that is overdue; `reply` overdue and
    due need it (`flows.replying.last_days`)."""
    returned: bool = False
    """Only those whose fix was found wanting at least once."""
    reopened: bool = False
    """Only those that were re-opened at least once."""
    appealed: bool = False
    """Only those that their department appealed at least once."""
    extended: bool = False
    """Only those that were granted more time at least once."""
    lacks: Lacks | None = None
    item: str | None = None
    """All or a part of the service's name."""
    source: str | None = None
    """All or a part of the action or platform that it came by."""
    sources: tuple[str, ...] = ()
    """Sources that are called so elsewhere: ids of flows and channels."""
    case: str | None = None
    """What another platform calls it (R29), in any letter case."""
    step: str | None = None
    """Where in a visit it was met: a term of `issue_terms.STEPS`."""
    text: str | None = None
    """Words of the problem, of what was added to it, or of the suggestion."""
    listing: str | None = None
    """The name of a list (R69)."""
    listed: ListRule | None = None
    """That list, as the office has set it; a `listing` without it has no issues."""
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
    due_from: date | None = None
    """To be mended on this day or later; an issue without a deadline that is a day does not fit."""
    due_to: date | None = None
    """To be mended on this day or before."""
    order: Order | None = None
    """None: by deadline where `standing` is about it, else the newest first."""
