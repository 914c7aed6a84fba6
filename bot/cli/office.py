"""An issue that an office enters from the command line, in a turn of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from bot.cli.output import echo
from bot.cli.session import Session

if TYPE_CHECKING:
    from bot.app import App
    from storage.office_issues import OfficeIssues

CHAT = "guides"
NAME = "办事指南管理"
"""Who such an issue is found by, in the ledger: nobody in person."""


def entered(app: App, session: Session, words: str, enter: Callable[[OfficeIssues], str]) -> None:
    """Enter an issue and tell its number; a failure with the number where it is one already.

    `words` say in the chat of the office what was done.
    """
    from bot.office_issues import AlreadyIssueError
    from bot.office_turns import OfficeBusyError, office_turn

    try:
        number = office_turn(app, CHAT, NAME, words, "issue", lambda turn: enter(turn.office))
    except AlreadyIssueError as known:
        raise click.ClickException(_twice(session, known.number)) from None
    except OfficeBusyError:
        raise busy(session) from None
    echo(session.say(f"已登记为问题 {number}。", f"Entered as issue {number}."))


def busy(session: Session) -> click.ClickException:
    """Another command was at it each time."""
    return click.ClickException(
        session.say("别的命令正在登记，请再试一次。", "Another command is entering; try again.")
    )


def _twice(session: Session, number: str) -> str:
    return session.say(
        f"已经是问题 {number}，不再重复登记。",
        f"That is issue {number} already; it is not entered twice.",
    )
