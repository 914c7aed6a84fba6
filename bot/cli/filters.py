"""The filters that `issues list` and `export ledger` share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from bot.app import App
    from storage.records import IssueRecord

Command = TypeVar("Command", bound=Callable[..., Any])

DAY = click.DateTime(["%Y-%m-%d"])


def issue_filters(command: Command) -> Command:
    """The filter options, for a command that takes them as keywords."""
    for option in (
        click.option("--until", type=DAY, help="Found on this day or before."),
        click.option("--since", type=DAY, help="Found on this day or after."),
        click.option("--walk", type=int, metavar="ID", help="Of this walk."),
        click.option("--item", help="事项名称, as in the ledger."),
        click.option("--department", help="责任部门, as in the ledger."),
        click.option("--severity", help="影响程度, as in the ledger."),
        click.option("--category", help="类别, as in the ledger."),
        click.option("--state", help="State, by its name or its word in the ledger."),
    ):
        command = option(command)
    return command
