"""Buttons and commands about the guides (answers, gaps, faults), and an office's about issues."""

from __future__ import annotations

from collections.abc import Callable

from bot.dialogue import (
    after_all,
    calling_back,
    check_list,
    class_steps,
    gap_list,
    guide_answers,
    issue_list,
    issue_lookup,
    large_answers,
    office_lists,
    office_reports,
    registering,
    switching,
    walk_reports,
    weekly_packs,
    weekly_wanted,
)
from bot.dialogue.context import Menu
from bot.dialogue.talk import Talk

COMMANDS: dict[str, Callable[[Talk, str], None]] = {
    gap_list.COMMAND: gap_list.tell,
    check_list.COMMAND: check_list.tell,
    office_lists.COMMAND: office_lists.told,
    large_answers.AGAIN: large_answers.say_again,
    switching.COMMAND: switching.ask_which,
    issue_lookup.COMMAND: issue_list.tell,
    walk_reports.COMMAND: walk_reports.tell,
    registering.COMMAND: registering.tell,
    calling_back.COMMAND: calling_back.tell,
    office_reports.COMMAND: office_reports.tell,
    weekly_wanted.COMMAND: weekly_packs.tell,
    **guide_answers.COMMANDS,
    **class_steps.COMMANDS,
}


def handlers(talk: Talk, rest: str, menu: Menu | None) -> dict[str, Callable[[], None]]:
    """What each kind of button does; `rest` is what stands behind the kind in its id."""
    return {
        "unhelpful": lambda: guide_answers.unhelpful(talk, rest, menu),
        "answer": lambda: after_all.take(talk, rest),
        "whole": lambda: large_answers.show(talk, rest),
        "lack": lambda: guide_answers.ask_what(talk, rest),
        "gap": lambda: gap_list.tell(talk, rest),
        "flaw": lambda: check_list.enter(talk, rest),
        issue_lookup.COMMAND: lambda: issue_list.tell(talk, rest),
        walk_reports.COMMAND: lambda: walk_reports.tell(talk, rest),
        registering.COMMAND: lambda: registering.tell(talk, rest),
        **class_steps.handlers(talk, rest),
        office_reports.COMMAND: lambda: office_reports.tell(talk, rest),
        weekly_wanted.COMMAND: lambda: weekly_packs.tell(talk),
    }
