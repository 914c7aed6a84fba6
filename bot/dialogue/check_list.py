"""What an office hears of the guides' faults, as the linter finds them, and enters in the ledger.

An admin hears of all, staff of those in their own department's guides. The guides are read
before the turn, in the plan; an issue is entered in it.
"""

from __future__ import annotations

from collections import Counter

from bot import office_issues
from bot.dialogue.commands import CommandMeant
from bot.dialogue.context import Menu
from bot.dialogue.gap_list import OFFICE, is_for
from bot.dialogue.messages import Inbound, Option
from bot.dialogue.plan import Chosen, Means
from bot.dialogue.prompts import short
from bot.dialogue.talk import Talk
from bot.reading import check_words
from knowledge.library import Library
from knowledge.model import GuideFinding, Locale
from storage.records import Role

COMMAND = "check_guides"
SHOWN = 5
"""Findings told in the talk; the command line gives all."""
QUOTED = 60
"""Characters of a guide's words beside each."""
_SEVERE = ("error", "warning", "note")
_ENTER = "="
"""Before the id of a finding that is to be an issue."""


def meant(text: str, role: Role, menu: Menu | None) -> CommandMeant | None:
    """The command, if it is all that an office says; "第一条转问题" of the list shown last."""
    place = check_words.place(text) if menu is not None and menu.kind == "flaws" else None
    if role in OFFICE and menu is not None and place and place <= len(menu.options):
        flaw = menu.options[place - 1].id.removeprefix("flaw:")
        return CommandMeant(COMMAND, f"{_ENTER}{flaw}")
    wanted = check_words.meant(text) if role in OFFICE else None
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
    if isinstance(meaning, Chosen) and meaning.id.startswith("flaw:"):
        found = library.check(on=on, locale="zh")
    elif not isinstance(meaning, CommandMeant) or meaning.name != COMMAND:
        return ()
    elif meaning.argument.startswith(_ENTER):
        found = library.check(on=on, locale="zh")
    elif guide := _guide(library, meaning.argument):
        found = library.check(guide, on=on, locale=locale)
    else:
        found = [] if meaning.argument else library.check(on=on, locale=locale)
    mine = (one for one in found if is_for(one.bureau, who.role, who.department))
    return tuple(sorted(mine, key=lambda one: _SEVERE.index(one.severity)))


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
    if argument.startswith(_ENTER):
        enter(talk, argument.removeprefix(_ENTER))
    elif argument and not _guide(talk.house.library, argument):
        talk.say("check_no_guide", named=short(argument))
    elif not talk.plan.findings:
        talk.say("check_clean")
    else:
        _list(talk)


def _list(talk: Talk) -> None:
    found = talk.plan.findings
    counts: Counter[str] = Counter(one.severity for one in found)
    sums = talk.joined(
        talk.word("pair", name=talk.word(f"check_{key}"), value=counts[key])
        for key in _SEVERE
        if key in counts
    )
    lines, options = [], []
    for place, one in enumerate(found[:SHOWN], 1):
        quote = f"“{short(one.quote, QUOTED)}”" if one.quote else ""
        told = {"place": place, "item": one.item, "text": one.text, "version": one.version}
        lines.append(talk.word("check_line", **told, id=one.id))
        if quote and quote[1:-1] not in one.text:
            lines.append(f"    {one.cited[0].anchor}：{quote}")
        options.append(Option(f"flaw:{one.id}", talk.word("check_enter", place=place)))
    told_lines = "\n".join(lines)
    # in a walk its question stays the one that words answer
    menu = tuple(options) if talk.back else talk.menu("flaws", tuple(options))
    talk.say("check_found", menu, count=len(found), sums=sums, lines=told_lines)


def enter(talk: Talk, finding_id: str) -> None:
    """Make an issue of the finding of this id."""
    if talk.turn.person.role not in OFFICE:
        talk.stale()
        return
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
