"""Replies that are owed: where each stands by the office's table of deadlines, in words (R61)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from flows.deadlines import Rules
from flows.issue_query import IssueQuery
from flows.office_yaml import day_of
from flows.replying import REPLY_STATES, ReplyState, due_of, last_days, state_of
from storage.exports.evidence import fact
from storage.records import IssueRecord


@dataclass(frozen=True, slots=True)
class Reply:
    """Where the reply to who reported an issue stands. `due`: None where no time is set."""

    state: ReplyState
    by: str
    asked: date | None
    due: date | None
    replied: date | None

    def told(self, locale: str) -> str:
        """In a line: 待回复，2026-09-10 前."""
        english = locale == "en"
        state = REPLY_STATES[self.state][english]
        if self.replied is not None:
            return f"{state} {self.replied}"
        if self.due is None:
            return f"{state}, no time set" if english else f"{state}（期限未设置）"
        return f"{state}, by {self.due}" if english else f"{state}（{self.due} 前）"


def reply_of(issue: IssueRecord, rules: Rules, today: date) -> Reply | None:
    """Where it stands; None where nobody waits for one."""
    replied = fact(issue, "replied_on")
    state = state_of(issue.reply_kind, issue.reply_from, replied, rules, today)
    if state is None:
        return None
    asked = day_of(issue.reply_from)
    due = None if asked is None else due_of(issue.reply_kind, asked, rules)
    return Reply(state, issue.reply_kind, asked, None if due is None else due.day, day_of(replied))


def measured(query: IssueQuery, rules: Rules, today: date) -> IssueQuery:
    """The question with the days by which replies are overdue today, where it asks for them."""
    if query.reply is None:
        return query
    return replace(query, reply_by=tuple(last_days(rules, today).items()))
