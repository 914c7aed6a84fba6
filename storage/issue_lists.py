"""The lists of the ledger (`flows.issue_lists`) as SQL, and what they look at of a record (R69)."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, false, or_

from flows.issue_lists import Facts, Terms
from flows.issue_query import IssueQuery
from flows.issue_terms import STATES
from storage.exports.evidence import fact
from storage.findings import issue, issue_field
from storage.issues import has_field
from storage.records import IssueRecord

_CONFIRMED = and_(issue_field.c.state == "confirmed", issue_field.c.value != "")
_IDS = {words[0]: state for state, words in STATES.items()}


def conditions(query: IssueQuery) -> list[ColumnElement[bool]]:
    """That an issue stands in the list that is asked for; none does in a list that there is not."""
    rule = query.listed
    if rule is None:
        return [] if query.listing is None else [false()]
    if rule.register:
        return [false()]
    wanted = [or_(*_met(rule.any))] if rule.any else []
    return [*wanted, ~or_(*_met(rule.none))] if rule.none else wanted


def _met(terms: Terms) -> list[ColumnElement[bool]]:
    columns = (
        (issue.c.severity, terms.severities),
        (issue.c.category, terms.categories),
        (issue.c.source, terms.sources),
        (issue.c.state, terms.states),
    )
    return [column.in_(given) for column, given in columns if given] + [
        has_field(name, _CONFIRMED) for name in terms.filled
    ]


def facts_of(record: IssueRecord) -> Facts:
    """What lists look at of an issue, also where its state is told in words."""
    filled = frozenset(name for name in record.fields if fact(record, name))
    return Facts(
        _IDS.get(record.state, record.state),
        record.source,
        fact(record, "severity"),
        fact(record, "category"),
        filled,
    )
