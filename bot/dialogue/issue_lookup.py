"""Issues of the ledger that an office asks for: what is wanted, and all of it that takes time.

An admin hears of all, staff of those of their own department. What somebody may not see is
answered as what is not there: it is no part of what is looked up. For a volunteer the words mean
what they mean to everybody else.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.dialogue import issue_files, issue_meant, issue_offices
from bot.dialogue.commands import CommandMeant
from bot.dialogue.context import Context, Listing
from bot.dialogue.house import House
from bot.dialogue.issue_wanted import IssuesFound, IssuesWanted
from bot.dialogue.messages import Inbound
from bot.dialogue.plan import Chosen, Means
from bot.issue_sources import sources_called
from bot.lists import counts as list_counts
from bot.lists import resolved
from bot.rates import Asked, Rates, rates_of
from bot.reading import history_words, issue_words, register_words
from bot.reading.history_words import HistoryAsked
from bot.reading.issue_pieces import IssuesAsked
from bot.reading.list_words import OfList
from bot.replies import measured
from flows.issue_query import IssueQuery
from flows.loop_terms import By
from storage.issue_query import IssuePage
from storage.records import Role

COMMAND = "issues"
CARD = "issue"
"""Names the issue shown last: "为什么" is said of it."""
LISTS = (COMMAND, CARD)
"""What is told of issues, and may be gone on with."""
SHOWN = 5
"""Issues of a page."""
OFFICE: tuple[Role, ...] = ("admin", "staff")


def meant(
    text: str, who: Inbound, ctx: Context, house: House, *, in_form: bool
) -> CommandMeant | None:
    """What an office wants of the ledger; None for everything else, and for everybody else."""
    if who.role not in OFFICE:
        return None
    if (history := history_words.read(text)) is not None:
        return _history(history, ctx.listing)
    goes_on = _shown(ctx.listing) is not None
    names = [name for one in house.lists.scheme.lists for name in (one.name, one.name_en)]
    listing, text = register_words.named_list(text, names)
    if goes_on and (wanted := _change(text, ctx.listing)) is not None:
        return CommandMeant(COMMAND, wanted.to_text())
    asked = issue_words.read(text, who.at.date(), goes_on=goes_on)
    if asked is None or (in_form and asked.bare):
        return None
    shown = ctx.listing
    if _is_of_one(asked):
        wanted = _of_one(asked, shown)
    else:
        wanted = issue_meant.of_many(asked, _shown(shown), who, house)
    if in_form and wanted is not None and wanted.deed == "near":
        return None
    if wanted is not None and listing:
        wanted = replace(wanted, query=replace(wanted.query, listing=listing))
    return None if wanted is None else CommandMeant(COMMAND, wanted.to_text())


def _change(text: str, listing: Listing | None) -> IssuesWanted | None:
    """What else may be asked of the list shown last, where that is asked: "改条件"."""
    shown = _shown(listing) if issue_words.changes(text) else None
    return None if shown is None else replace(shown, deed="change", by=None, start=0)


def loosely(text: str, who: Inbound, ctx: Context, house: House) -> CommandMeant | None:
    """What an office's words may want that nothing else was made of: most is shown, and asked."""
    asked = issue_words.loosely(text, who.at.date()) if who.role in OFFICE else None
    if asked is None:
        return None
    wanted = issue_meant.of_many(asked, _shown(ctx.listing), who, house)
    return None if wanted is None else CommandMeant(COMMAND, wanted.to_text())


def _history(asked: HistoryAsked, shown: Listing | None) -> CommandMeant | None:
    """The steps of an issue by its number, or of the one that was shown last."""
    number = f"{asked.year}-{asked.number}" if asked.year else str(asked.number or "")
    if not number and shown is not None and shown.command == CARD:
        number = shown.argument.partition(" ")[0]
    if not number:
        return None
    return CommandMeant(COMMAND, IssuesWanted("history", number=number).to_text())


def _is_of_one(asked: IssuesAsked) -> bool:
    return bool(asked.number) or asked.deed in ("why", "photos")


def _of_one(asked: IssuesAsked, shown: Listing | None) -> IssuesWanted | None:
    """An issue by its number, or the one that was shown last."""
    deed = asked.deed if asked.deed in ("why", "photos") else "card"
    if asked.number:
        year = f"{asked.year}-" if asked.year else ""
        return IssuesWanted(deed, number=f"{year}{asked.number}")
    if shown is None or shown.command != CARD:
        return None
    return IssuesWanted(deed, number=shown.argument.partition(" ")[0])


def _shown(shown: Listing | None) -> IssuesWanted | None:
    """The list of issues shown last; behind a card of one, the list that it stood in."""
    if shown is None or shown.command not in LISTS:
        return None
    if shown.command == COMMAND:
        return IssuesWanted.from_text(shown.argument)
    _, stands, text = shown.argument.partition(" ")
    return IssuesWanted.from_text(text) if stands else None


def card_of(number: str, before: Listing | None) -> Listing:
    """What is shown with a card: the issue, and the list before it, which is still gone on with."""
    wanted = _shown(before)
    argument = number.removeprefix("WT-")
    if before is None or wanted is None:
        return Listing(CARD, argument, 0, ())
    return Listing(CARD, f"{argument} {wanted.to_text()}", before.start, before.lines)


def next_page(shown: Listing) -> CommandMeant | None:
    """What stands behind the issues shown last."""
    wanted = _shown(shown)
    if wanted is None:
        return None
    start = shown.start + len(shown.lines)
    return CommandMeant(COMMAND, replace(wanted, start=start).to_text())


def of_line(shown: Listing, one: OfList) -> CommandMeant | None:
    """The issue of one line: "第二个" by its place, "12号" by its number."""
    if one.deed:
        return None
    at = one.figure - 1 - shown.start
    if at < 0 and one.counts:  # "第一个" of a later page is the first that is seen
        at = one.figure - 1
    here = shown.lines[at] if 0 <= at < len(shown.lines) else ""
    own = next((line for line in shown.lines if int(line[-4:]) == one.figure), "")
    number = here if one.counts or one.is_bare else own or here
    if not number:
        return None if one.is_bare or one.counts else _card(str(one.figure))
    return _card(number.removeprefix("WT-"))


def _card(number: str) -> CommandMeant:
    return CommandMeant(COMMAND, IssuesWanted("card", number=number).to_text())


def found(house: House, meaning: Means, who: Inbound) -> IssuesFound | None:
    """What is wanted, looked up for who asks; None where nothing is, or not by an office."""
    text = None
    if isinstance(meaning, CommandMeant) and meaning.name == COMMAND:
        text = meaning.argument
    elif isinstance(meaning, Chosen) and meaning.id.partition(":")[0] == COMMAND:
        text = meaning.id.partition(":")[2]
    wanted = IssuesWanted.from_text(text) if text is not None else None
    if wanted is None or who.role not in OFFICE:
        return None
    own = scope = issue_offices.scope(house, who.role, who.department)
    if wanted.number:
        return _one(house, wanted, scope, who.at.year)
    if wanted.own and who.department:
        own = issue_offices.scope(house, "staff", who.department)
    return _many(house, wanted, who, scope, own)


def _many(
    house: House,
    wanted: IssuesWanted,
    who: Inbound,
    scope: tuple[str, ...] | None,
    own: tuple[str, ...] | None,
) -> IssuesFound:
    """All that a list, a count or the ledger tells: of the departments `own`."""
    query = resolved(house.lists, replace(wanted.query, within=own))
    if query.standing == "passed" and wanted.own and own is not None:
        query = replace(query, departments=own)
    if query.standing in issue_meant.DATED and query.on is None:
        wanted = replace(wanted, query=replace(wanted.query, on=who.at.date()))
        query = replace(query, on=who.at.date())
    query = measured(query, house.tables.rules, who.at.date())
    result, query = _named(house, IssuesFound(wanted, scope), query)
    shown = replace(result.wanted.query, listed=query.listed)
    result = replace(result, wanted=replace(result.wanted, query=shown))
    if wanted.deed == "lists":
        registered = len(house.registers.entries("measures", within=own))
        return replace(
            result, lists=list_counts(house.reader, house.lists.scheme, query, registered)
        )
    if wanted.deed == "rates":
        return replace(result, rates=_rates(house, wanted, query, who))
    if wanted.deed == "tally":
        counts = house.reader.issue_tally(query, wanted.by or "category")
        return replace(result, counts=tuple(counts))
    if wanted.deed == "ledger":
        made = issue_files.ledger(house, query, who)
        return replace(result, page=IssuePage(made.issues, ()), files=made.files)
    if wanted.deed in ("which", "near", "proposed", "change"):
        return result
    return replace(result, page=house.reader.issue_page(query, wanted.start, SHOWN))


def _named(house: House, found: IssuesFound, query: IssueQuery) -> tuple[IssuesFound, IssueQuery]:
    """What is asked by names that stand otherwise in the ledger: its sources, several numbers."""
    if query.source is not None:
        query = replace(query, sources=sources_called(house, query.source))
    if query.numbers is None:
        return found, query
    within = found.scope if query.within is None else query.within
    known = {one: _numbers(house, one, within) for one in query.numbers}
    missing = tuple(one for one, numbers in known.items() if not numbers)
    numbers = tuple(number for numbers in known.values() for number in numbers)
    return replace(found, missing=missing), replace(query, numbers=numbers)


def _numbers(house: House, said: str, within: tuple[str, ...] | None) -> list[str]:
    """The issues that "12", or "2026-12", may be."""
    figure, year = _figures(said)
    return house.reader.issue_numbers(figure, within, year)


def _figures(said: str) -> tuple[int, int | None]:
    """The number, 0 for none, and the year where it is told."""
    told, _, count = said.rpartition("-")
    figure = int(count) if count.isascii() and count.isdecimal() and len(count) < 7 else 0
    return figure, int(told) if told.isascii() and told.isdecimal() and len(told) == 4 else None


def _rates(house: House, wanted: IssuesWanted, query: IssueQuery, who: Inbound) -> Rates:
    """The rates of the closed loop, of those whose issues may be seen."""
    within = query.within
    if query.departments is not None:
        within = tuple(name for name in query.departments if within is None or name in within)
    by: By = "category" if wanted.by == "category" else "department"
    last = None if query.until is None else (query.until - timedelta(days=1)).date()
    since = None if query.since is None else query.since.date()
    return rates_of(house.rates(), Asked(by, since, last, within), who.at)


def _one(
    house: House, wanted: IssuesWanted, scope: tuple[str, ...] | None, year: int
) -> IssuesFound:
    figure, of = _figures(wanted.number)
    numbers = tuple(house.reader.issue_numbers(figure, scope, of))
    one = replace(wanted, number=f"WT-{of or year}-{figure:04d}")
    if len(numbers) != 1:
        return IssuesFound(one, scope, numbers=numbers)
    issue = house.reader.issue(numbers[0])
    one = replace(wanted, number=numbers[0])
    files = issue_files.photos(house, issue) if issue and wanted.deed in ("why", "photos") else ()
    steps = tuple(house.reader.moves(numbers)) if wanted.deed == "history" else ()
    return IssuesFound(one, scope, numbers=numbers, issue=issue, files=files, history=steps)
