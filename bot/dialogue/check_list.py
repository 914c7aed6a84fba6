"""What an office hears of the guides' faults, as the linter finds them, and enters in the ledger.

An admin hears of all, staff of those in their own department's guides. The guides are read
before the turn, in the plan; an issue is entered in it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from bot import office_issues
from bot.dialogue.commands import CommandMeant
from bot.dialogue.context import Listing
from bot.dialogue.gap_list import OFFICE, is_for
from bot.dialogue.messages import Inbound, Option
from bot.dialogue.plan import Chosen, Means
from bot.dialogue.prompts import short
from bot.dialogue.talk import Talk
from bot.reading import check_words
from knowledge.library import Library
from knowledge.model import GuideFinding, ItemMatch, Locale

COMMAND = "check_guides"
SHOWN = 5
"""Findings told in the talk; the command line gives all."""
QUOTED, QUOTED_WHOLE = 60, 300
"""Characters of a guide's words beside each, and where one alone is told."""
_SEVERE = ("error", "warning", "note")
ENTER, LOOK, NEXT = "=", "?", "+"
"""Before the id of a finding that is to be an issue, or told whole; before a place in the list."""
NAMED = 0.7
"""How well a service's name must fit for "检查…" alone to mean its guide."""
OUT_OF_DATE = frozenset({"expired", "past-date"})
"""Rules by which a guide is out of date."""


def meant(text: str, find: Callable[[str], Sequence[ItemMatch]]) -> CommandMeant | None:
    """The command, if it is all that is said: of all guides, of one, or of one line of the list."""
    wanted = check_words.meant(text)
    if wanted is None and (service := check_words.service(text)):
        named = any(match.score >= NAMED for match in find(service))
        wanted = service if named else None
    return None if wanted is None else CommandMeant(COMMAND, wanted)


def wanted(
    library: Library, meaning: Means, who: Inbound, locale: Locale
) -> tuple[GuideFinding, ...]:
    """The findings that somebody asks for and may hear of, the worst first; of one guide if named.

    What is to be entered is told in Chinese, as the ledger is.
    """
    if who.role not in OFFICE:
        return ()
    on = who.at.date()
    found: Sequence[GuideFinding]
    if isinstance(meaning, Chosen) and meaning.id.startswith("flaw:"):
        found = library.check(on=on, locale="zh")
    elif not isinstance(meaning, CommandMeant) or meaning.name != COMMAND:
        return ()
    else:
        found = _asked_for(library, meaning.argument, who, locale)
    mine = (one for one in found if is_for(one.bureau, who.role, who.department))
    return tuple(sorted(mine, key=lambda one: _SEVERE.index(one.severity)))


def _asked_for(
    library: Library, argument: str, who: Inbound, locale: Locale
) -> Sequence[GuideFinding]:
    """The findings of all guides, of one, or of those out of date, for a list or one line of it."""
    on = who.at.date()
    if argument.startswith((ENTER, LOOK)):
        return library.check(on=on, locale="zh" if argument[0] == ENTER else locale)
    named = _paged(argument)[1]
    if named == check_words.STALE:
        return [one for one in library.check(on=on, locale=locale) if one.rule in OUT_OF_DATE]
    guide = _guide(library, named)
    return library.check(guide or None, on=on, locale=locale) if guide or not named else ()


def _paged(argument: str) -> tuple[int, str]:
    """How many findings stand before those wanted, and of what they are."""
    if not argument.startswith(NEXT):
        return 0, argument
    start, _, named = argument.removeprefix(NEXT).partition(" ")
    return int(start), named


def _guide(library: Library, named: str) -> str:
    """Id of the guide that is named by its id or its service; empty where none clearly is."""
    if not named:
        return ""
    by_id = next((one.id for one in library.guides() if one.id.casefold() == named), "")
    found = library.find_items(named)
    return by_id or next((match.candidate.id for match in found[:1]), "")


def tell(talk: Talk, argument: str) -> None:
    """Tell the worst findings with a button for each, or enter one ("=F-…")."""
    if talk.turn.person.role not in OFFICE:
        talk.stale()
        return
    talk.back = talk.form() is not None
    start, named = _paged(argument)
    if argument.startswith(ENTER):
        enter(talk, argument.removeprefix(ENTER))
    elif argument.startswith(LOOK):
        _one(talk, argument.removeprefix(LOOK))
    elif named not in ("", check_words.STALE) and not _guide(talk.house.library, named):
        talk.say("check_no_guide", named=short(named))
    elif not talk.plan.findings:
        talk.say("check_clean" if named != check_words.STALE else "check_dated_clean")
    elif start >= len(talk.plan.findings):
        talk.ctx.listing = talk.screen.listing
        talk.say("list_ends")
    else:
        _list(talk, start, named)


def _one(talk: Talk, finding_id: str) -> None:
    """Tell all of one finding: what is wrong, what it rests on, how to mend it."""
    talk.ctx.listing = talk.screen.listing
    one = next((one for one in talk.plan.findings if one.id == finding_id), None)
    if one is None:
        talk.say("check_gone", id=finding_id[:20])
        return
    cited = [f"    {at.anchor}：{short(at.quote, QUOTED_WHOLE)}" for at in one.cited if at.quote]
    told = {"item": one.item, "version": one.version, "text": one.text, "id": one.id}
    head = talk.word("check_one", **told, mend=one.mend)
    button = Option(f"flaw:{one.id}", talk.word("gap_issue"))
    talk.say_text("\n".join([head, *cited]), (button,))


def _list(talk: Talk, start: int, named: str) -> None:
    found = talk.plan.findings
    shown = found[start : start + SHOWN]
    counts: Counter[str] = Counter(one.severity for one in found)
    sums = talk.joined(
        talk.word("pair", name=talk.word(f"check_{key}"), value=counts[key])
        for key in _SEVERE
        if key in counts
    )
    lines, options = [], []
    for place, one in enumerate(shown, start + 1):
        quote = f"“{short(one.quote, QUOTED)}”" if one.quote else ""
        told = {"place": place, "item": one.item, "text": one.text, "version": one.version}
        lines.append(talk.word("check_line", **told, id=one.id))
        if quote and quote[1:-1] not in one.text:
            lines.append(f"    {one.cited[0].anchor}：{quote}")
        options.append(Option(f"flaw:{one.id}", talk.word("check_enter", place=place)))
    told_lines = "\n".join(lines)
    # in a walk its question stays the one that words answer
    menu = tuple(options) if talk.back else talk.menu("flaws", tuple(options))
    talk.ctx.listing = Listing(COMMAND, named, start, tuple(one.id for one in shown))
    talk.say("check_found", menu, count=len(found), sums=sums, lines=told_lines)


def enter(talk: Talk, finding_id: str) -> None:
    """Make an issue of the finding of this id."""
    if talk.turn.person.role not in OFFICE:
        talk.stale()
        return
    talk.ctx.listing = talk.screen.listing
    finding = next((one for one in talk.plan.findings if one.id == finding_id), None)
    if finding is None:
        talk.say("check_gone", id=finding_id[:20])
        return
    talk.back = talk.form() is not None
    try:
        number = office_issues.enter_finding(talk.turn.office, finding, talk.house.library)
    except office_issues.AlreadyIssueError as known:
        talk.say("check_already", number=known.number)
        return
    talk.turn.set_kind("issue")
    department = finding.bureau or talk.word("gap_department_unknown")
    talk.say("check_made", number=number, category=finding.category, department=department)
