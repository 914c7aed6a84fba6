"""Telling an office of the issues it asks for: a page of them, counts, the ledger as a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from bot.dialogue import issue_cards, issue_changes, rates_told, registering
from bot.dialogue.context import Listing
from bot.dialogue.issue_lookup import COMMAND, OFFICE, SHOWN
from bot.dialogue.issue_wanted import IssuesFound, IssuesWanted
from bot.dialogue.issue_words import deadline, in_words, is_overdue, state_word, term, value_word
from bot.dialogue.messages import Option, Reply
from bot.dialogue.prompts import short
from bot.dialogue.talk import Talk
from bot.issue_sources import source_word
from bot.replies import reply_of
from flows.issue_query import By
from storage.exports.evidence import fact
from storage.issue_query import IssuePage
from storage.records import IssueRecord

PROBLEM = 48
"""Characters of a problem in the list."""
VALUES = 40
"""Values that are counted in one answer."""
OFFICES = 8
"""Departments offered for a name that may mean several."""


def tell(talk: Talk, _argument: str) -> None:
    """Tell what was looked up; a button of a form that nobody made is an old one."""
    found = talk.plan.issues
    if talk.turn.person.role not in OFFICE or found is None:
        talk.stale()
        return
    talk.back = talk.form() is not None
    if found.wanted.number:
        issue_cards.tell(talk, found)
    elif found.scope == ():
        talk.say("issues_no_department")
    elif found.rates is not None:
        rates_told.tell(talk, found.rates, _asked(talk, found))
    elif found.wanted.deed in _TOLD:
        _TOLD[found.wanted.deed](talk, found)
    elif found.page is not None:
        _page(talk, found, found.page)


def _asked(talk: Talk, found: IssuesFound) -> str:
    """What was asked, shown back: "超期 · 医保局"."""
    words = list(in_words(found.wanted.query, talk.locale).values())
    own, wanted = talk.turn.person.department, found.wanted
    if (own and wanted.own) or (found.scope is not None and not wanted.query.departments):
        words.insert(0, own)
    return " · ".join(map(short, words)) or talk.word("issues_all")


def _page(talk: Talk, found: IssuesFound, page: IssuePage) -> None:
    wanted = found.wanted
    if found.missing:
        talk.say("issues_missing", numbers=talk.joined(map(short, found.missing)))
    if not page.issues:
        talk.ctx.listing = talk.screen.listing if page.total else None
        talk.say("list_ends") if page.total else _none(talk, found)
        return
    shown = replace(wanted, start=0).to_text()
    numbers = tuple(one.number for one in page.issues)
    talk.ctx.listing = Listing(COMMAND, shown, wanted.start, numbers)
    lines = [
        _line(talk, place, one, of_reply=wanted.query.reply is not None)
        for place, one in enumerate(page.issues, start=wanted.start + 1)
    ]
    more = page.total - wanted.start - len(lines)
    lines += [talk.word("issues_more", count=more)] if more else []
    said = {"asked": _asked(talk, found), "count": page.total, "lines": "\n".join(lines)}
    talk.say("issues_found", _options(talk, wanted, numbers, page.total), **said)


def _none(talk: Talk, found: IssuesFound) -> None:
    query, scope = found.wanted.query, found.scope
    wider = issue_changes.wider(talk, found.wanted)
    talk.say("issues_none", wider, asked=_asked(talk, found))
    if query.departments and scope is not None and not set(query.departments) & set(scope):
        talk.say("issues_own_only", department=talk.turn.person.department)
    elif query.standing in ("overdue", "due"):
        talk.say("issues_with_deadline")


def _line(talk: Talk, place: int, issue: IssueRecord, *, of_reply: bool) -> str:
    day = deadline(issue)
    late = is_overdue(issue, talk.now.date())
    state = talk.word("standing_overdue") if late else state_word(issue.state, talk.locale)
    about = (fact(issue, "item"), term(fact(issue, "category"), talk.locale))
    owner = fact(issue, "department") or talk.word("gap_department_unknown")
    by = talk.word("issue_by", day=f"{day:%Y-%m-%d}") if day is not None else ""
    stands = reply_of(issue, talk.house.tables.rules, talk.now.date()) if of_reply else None
    reply = stands.told(talk.locale) if stands is not None else ""
    return talk.word(
        "issue_line",
        place=place,
        number=issue.number,
        state=state,
        about=" · ".join(short(word) for word in about if word),
        problem=short(fact(issue, "problem"), PROBLEM),
        owner=" · ".join(filter(None, (short(owner), by, reply))),
    )


def _options(
    talk: Talk, wanted: IssuesWanted, numbers: tuple[str, ...], total: int
) -> tuple[Option, ...]:
    """A button for each, the next page, and what else may be had of the same issues."""
    cards = [
        Option(issue_cards.button(number), f"{place}. {number}")
        for place, number in enumerate(numbers, start=wanted.start + 1)
    ]
    after = wanted.start + len(numbers)
    further = [(replace(wanted, start=after), "issues_next")] if after < total else []
    if total > SHOWN:
        further.append((replace(wanted, deed="tally", by="category", start=0), "issues_tally"))
    further.append((replace(wanted, deed="ledger", start=0), "issues_ledger"))
    further.append((replace(wanted, deed="change", start=0), "issues_change"))
    return (*cards, *(Option(f"{COMMAND}:{one.to_text()}", talk.word(key)) for one, key in further))


def _lists(talk: Talk, found: IssuesFound) -> None:
    """How many stand in each list, with a button for each."""
    talk.ctx.listing = talk.screen.listing
    lines = [
        talk.word("issues_count", name=one.rule.called(talk.locale), count=one.entries)
        for one in found.lists
    ]
    options = []
    for one in found.lists:
        query = replace(found.wanted.query, listing=one.rule.name, listed=None)
        wanted = IssuesWanted("list", query, own=found.wanted.own)
        of = registering.MEASURES if one.rule.register else f"{COMMAND}:{wanted.to_text()}"
        options.append(Option(of, one.rule.called(talk.locale)))
    talk.say("lists_told", tuple(options), lines="\n".join(lines))


def _tally(talk: Talk, found: IssuesFound) -> None:
    by = found.wanted.by or "category"
    total = sum(count for _, count in found.counts)
    talk.ctx.listing = Listing(
        COMMAND, replace(found.wanted, deed="list", by=None).to_text(), 0, ()
    )
    if not total:
        _none(talk, found)
        return
    lines = [
        talk.word("issues_count", name=short(_value(talk, by, value)), count=count)
        for value, count in found.counts[:VALUES]
    ]
    left = len(found.counts) - len(lines)
    lines += [talk.word("issues_more_values", count=left)] if left > 0 else []
    said = {"asked": _asked(talk, found), "count": total, "lines": "\n".join(lines)}
    talk.say("issues_tallied", (), by=talk.word(f"by_{by}"), **said)


def _value(talk: Talk, by: By, value: str) -> str:
    if by == "source" and value:
        return source_word(talk.house, value, talk.locale)
    return value_word(by, value, talk.locale)


def _ledger(talk: Talk, found: IssuesFound) -> None:
    talk.ctx.listing = talk.screen.listing
    count = found.page.total if found.page is not None else 0
    if not found.files:
        _none(talk, found)
        return
    text = talk.word("issues_ledger_made", asked=_asked(talk, found), count=count)
    talk.replies.append(Reply(text, files=found.files))


def _which(talk: Talk, wanted: IssuesWanted) -> None:
    """A name may mean several offices."""
    options = []
    for name in wanted.offered[:OFFICES]:
        query = replace(wanted.query, departments=(name,))
        one = replace(wanted, deed="tally" if wanted.by else "list", query=query, offered=())
        options.append(Option(f"{COMMAND}:{one.to_text()}", name))
    talk.say("issues_which_office", tuple(options))


_TOLD: Mapping[str, Callable[[Talk, IssuesFound], None]] = {
    "which": lambda talk, found: _which(talk, found.wanted),
    "near": lambda talk, found: issue_changes.near(talk, found.wanted, _asked(talk, found)),
    "change": lambda talk, found: issue_changes.offer(talk, found.wanted, _asked(talk, found)),
    "lists": _lists,
    "tally": _tally,
    "ledger": _ledger,
}
"""How what was asked for is told, where it is no page of issues."""
