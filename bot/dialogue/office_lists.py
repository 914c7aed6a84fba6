"""The lists of an office, in a walk or out of it: issues, gaps and faults; a line, its next page.

For anybody but an admin, and staff of a department, the words of gaps and faults ask nothing of the
guides, and are told to be an admin's: they are no question of people that the guides lack.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bot.dialogue import (
    check_list,
    class_lookup,
    gap_list,
    issue_lookup,
    office_reports,
    registering,
    walk_reports,
    weekly_packs,
)
from bot.dialogue.class_wanted import COMMAND as CLASSES
from bot.dialogue.commands import CommandMeant
from bot.dialogue.context import Context, Listing
from bot.dialogue.house import House
from bot.dialogue.menu_kinds import Kind
from bot.dialogue.messages import Inbound, Option
from bot.dialogue.talk import Talk
from bot.reading import gap_words, list_words
from bot.reading.list_words import OfList
from knowledge.model import ItemMatch

COMMAND = "for_admins"
_OWN_MENUS: tuple[Kind, ...] = ("gap", "flaws")


def meant(
    text: str,
    who: Inbound,
    ctx: Context,
    house: House,
    *,
    in_form: bool,
) -> CommandMeant | None:
    """What is wanted of issues, or of the gaps or faults of the guides; None for all else."""
    report = walk_reports.meant(text, who, in_form=in_form)
    report = report or office_reports.meant(text, who, house, in_form=in_form)
    report = report or weekly_packs.meant(text, who, in_form=in_form)
    report = report or registering.meant(text, who, ctx, in_form=in_form)
    if wanted := report or issue_lookup.meant(text, who, ctx, house, in_form=in_form):
        return wanted
    find = house.library.find_items
    if who.role not in gap_list.OFFICE or (who.role == "staff" and not who.department):
        if ctx.listing is not None and ctx.listing.command in issue_lookup.LISTS:
            return _of_list(text, ctx, in_form=in_form)
        return None if in_form or not _is_for_admins(text, find) else CommandMeant(COMMAND)
    return (
        _of_list(text, ctx, in_form=in_form)
        or gap_list.meant(text, ctx, in_form=in_form)
        or check_list.meant(text, find)
    )


def _is_for_admins(text: str, find: Callable[[str], Sequence[ItemMatch]]) -> bool:
    asked = gap_words.meant(text) is not None and not gap_words.is_bare(text)
    return asked or check_list.meant(text, find) is not None


def _of_list(text: str, ctx: Context, *, in_form: bool) -> CommandMeant | None:
    """A line of the list shown last, or its next page."""
    shown = ctx.listing
    other = ctx.menu is not None and ctx.menu.kind not in _OWN_MENUS
    if shown is None or other:
        one = list_words.line(text) if shown is None else None
        return CommandMeant(gap_list.COMMAND) if one is not None and one.deed == "issue" else None
    is_issues = shown.command in issue_lookup.LISTS
    if list_words.wants_next(text) and is_issues:
        return issue_lookup.next_page(shown)
    if list_words.wants_next(text):
        return CommandMeant(shown.command, f"+{shown.start + len(shown.lines)} {shown.argument}")
    one = list_words.line(text)
    if one is None or (one.is_bare and in_form):
        return None
    if shown.command == CLASSES:
        return class_lookup.of_line(shown, one)
    return issue_lookup.of_line(shown, one) if is_issues else _of_line(shown, one)


def _of_line(shown: Listing, one: OfList) -> CommandMeant | None:
    """What is wanted of one line; a bare number that no line has may be anything."""
    at = one.figure - 1 - (shown.start if shown.command == check_list.COMMAND else 0)
    line = shown.lines[at] if 0 <= at < len(shown.lines) else ""
    if shown.command == check_list.COMMAND:
        if one.deed not in ("", "issue") or (one.is_bare and not line):
            return None
        sign = check_list.ENTER if one.deed else check_list.LOOK
        return CommandMeant(check_list.COMMAND, sign + (line or str(one.figure)))
    if shown.command != gap_list.COMMAND:
        return None
    own = str(one.figure) in shown.lines
    if (own and not one.counts) or not line:
        line = "" if one.counts or (one.is_bare and not own) else str(one.figure)
    if not line:
        return None if one.is_bare else CommandMeant(gap_list.COMMAND, str(one.figure))
    return CommandMeant(gap_list.COMMAND, f"{line}:{one.deed}".rstrip(":"))


def told(talk: Talk, _argument: str) -> None:
    """Say that these lists are an admin's, and how to report what is wrong in a guide."""
    talk.back = talk.form() is not None
    talk.say("for_admins", (Option("cmd:issue", talk.word("btn_issue")),))
