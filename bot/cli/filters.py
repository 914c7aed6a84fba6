"""The filters that `issues list` and `export ledger` share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from bot.app import App
    from storage.records import IssueRecord

Command = TypeVar("Command", bound=Callable[..., Any])

NAMES = {
    "state": "状态",
    "category": "类别",
    "severity": "影响程度",
    "department": "责任部门",
    "item": "事项名称",
    "walk": "走流程编号",
    "since": "发现时间从",
    "until": "发现时间到",
}
"""What a ledger calls them."""


def issue_filters(command: Command) -> Command:
    """The filter options, for a command that takes them as keywords."""
    day = click.DateTime(["%Y-%m-%d"])
    for option in (
        click.option("--until", type=day, help="Found on this day or before."),
        click.option("--since", type=day, help="Found on this day or after."),
        click.option("--walk", type=int, metavar="ID", help="Of this walk."),
        click.option("--item", help="事项名称 or a part of it."),
        click.option("--department", help="责任部门 or a part of it."),
        click.option("--severity", help="影响程度, as in the ledger."),
        click.option("--category", help="类别, as in the ledger."),
        click.option("--state", help="状态, as in the ledger or by its id."),
    ):
        command = option(command)
    return command


def chosen(app: App, filters: Mapping[str, Any]) -> list[IssueRecord]:
    """The issues that fit all of the filters that are given, by number."""
    from flows.issue_terms import STATES

    given = {name: value for name, value in filters.items() if value is not None}
    ids = {word: state for state, words in STATES.items() for word in words}
    if "state" in given:
        given["state"] = ids.get(given["state"], given["state"])
    zone = app.clock().tzinfo
    if "since" in given:
        given["since"] = given["since"].replace(tzinfo=zone)
    if "until" in given:
        given["until"] = given["until"].replace(tzinfo=zone) + timedelta(days=1)
    return app.reader.issues(**given)


def in_words(filters: Mapping[str, Any]) -> dict[str, str]:
    """The filters as the ledger tells them."""
    return {
        NAMES[name]: f"{value:%Y-%m-%d}" if isinstance(value, datetime) else str(value)
        for name, value in filters.items()
        if value is not None
    }
