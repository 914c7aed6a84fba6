"""What else may be asked of a list of issues: narrower, wider, in order, counted, as a file.

Also what is left of a question of which not all was understood: it is never looked up unasked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from typing import Any, get_args

from bot.dialogue.context import Listing
from bot.dialogue.issue_lookup import COMMAND
from bot.dialogue.issue_wanted import IssuesWanted, without
from bot.dialogue.issue_words import in_words
from bot.dialogue.messages import Option
from bot.dialogue.prompts import short
from bot.dialogue.talk import Talk
from flows.issue_query import By, IssueQuery, Order, Standing

CONDITIONS = (
    ("numbers",), ("department",), ("item",), ("owner",), ("state",), ("category",), ("step",),
    ("text",), ("source",), ("case",), ("must_fix",), ("lacks",), ("time",), ("due",),
    ("returned", "reopened", "appealed", "extended"),
)  # fmt: skip
"""What is left out of a question by one button."""
NARROWER: tuple[Standing, ...] = ("open", "overdue", "week")
COUNTED: tuple[By, ...] = ("department", "category", "state")
MOST = 4
"""Conditions that may be left out."""
LABEL = 24
"""Characters of a button's own words."""


def _option(talk: Talk, wanted: IssuesWanted, key: str, **said: str) -> Option:
    return Option(f"{COMMAND}:{wanted.to_text()}", talk.word(key, **said))


def wider(talk: Talk, wanted: IssuesWanted) -> tuple[Option, ...]:
    """A button for each condition, without which it is asked again."""
    found = ((names, without(wanted.query, *names)) for names in CONDITIONS)
    changed = [(one, query) for one, query in found if query != wanted.query]
    options = []
    for names, query in changed[:MOST]:
        left_out = _left_out(wanted.query, query)
        told = " · ".join(in_words(left_out, talk.locale).values())
        again = replace(wanted, deed="list", query=query, by=None, start=0, unread=())
        again = replace(again, own=wanted.own and names != ("department",))
        options.append(_option(talk, again, "issues_drop", what=short(told, LABEL)))
    return tuple(options)


def _left_out(before: IssueQuery, after: IssueQuery) -> IssueQuery:
    """Only the conditions that `before` has and `after` has not."""
    names = [f.name for f in fields(IssueQuery)]
    gone: dict[str, Any] = {
        n: getattr(before, n) for n in names if getattr(before, n) != getattr(after, n)
    }
    return IssueQuery(**gone)


def offer(talk: Talk, wanted: IssuesWanted, asked: str) -> None:
    """What else may be asked, each as a button; the list is still gone on with."""
    plain = replace(wanted, deed="list", by=None, start=0)
    talk.ctx.listing = Listing(COMMAND, plain.to_text(), 0, ())
    options = (*_narrower(talk, plain), *wider(talk, plain), *_others(talk, plain))
    talk.say("issues_change_head", options, asked=asked)


def _narrower(talk: Talk, plain: IssuesWanted) -> Iterator[Option]:
    query = plain.query
    if query.standing is None and query.state is None:
        for standing in NARROWER:
            what = talk.word(f"standing_{standing}")
            narrower = replace(plain, query=replace(query, standing=standing))
            yield _option(talk, narrower, "issues_add", what=what)
    if not query.must_fix:
        narrower = replace(plain, query=replace(query, must_fix=True))
        yield _option(talk, narrower, "issues_add", what=talk.word("query_must_fix"))


def _others(talk: Talk, plain: IssuesWanted) -> Iterator[Option]:
    for order in get_args(Order):
        if order != (plain.query.order or "newest"):
            sorted_ = replace(plain, query=replace(plain.query, order=order))
            yield _option(talk, sorted_, f"order_{order}")
    for by in COUNTED:
        yield _option(talk, replace(plain, deed="tally", by=by), f"by_{by}")
    yield _option(talk, replace(plain, deed="ledger"), "issues_ledger")


def near(talk: Talk, wanted: IssuesWanted, asked: str) -> None:
    """Say what was not understood, and what was; it is looked up by a tap."""
    unread = wanted.unread
    plain = replace(wanted, deed="tally" if wanted.by else "list", unread=())
    options = [_option(talk, plain, "issues_near_list", asked=short(asked, LABEL))]
    text = unread[0] if len(unread) == 1 and plain.query.text is None else ""
    if text:
        says = replace(plain, query=replace(plain.query, text=text))
        options.append(_option(talk, says, "issues_near_text", text=short(text, LABEL)))
    talk.ctx.listing = Listing(COMMAND, plain.to_text(), 0, ())
    told = talk.joined(f"“{short(one, LABEL)}”" for one in unread)
    talk.say("issues_near", tuple(options), unread=told, asked=asked)
