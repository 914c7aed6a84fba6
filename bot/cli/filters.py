"""Options of commands that list: the filters of issues, and how many at most."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, TypeVar, get_args

import click

from bot.cli.session import Session
from flows.issue_query import IssueQuery, Standing

if TYPE_CHECKING:
    from bot.app import App
    from storage.records import IssueRecord

Command = TypeVar("Command", bound=Callable[..., Any])

WALK_ID = click.IntRange(1, 2**63 - 1)
"""What a database may number a walk by."""

LAST_DAY = datetime(9999, 12, 30)  # noqa: DTZ001  # a day; the clock's zone is added to it
"""The last day that a calendar has another one after."""

NAMES = {
    "standing": "整改情况",
    "state": "状态",
    "category": "类别",
    "severity": "影响程度",
    "department": "责任部门",
    "item": "事项名称",
    "source": "来源",
    "case": "平台编号",
    "of_class": "同类问题编号",
    "walk": "走流程编号",
    "since": "发现时间从",
    "until": "发现时间到",
}
"""What a ledger calls them."""

at_most = click.option(
    "--limit",
    type=click.IntRange(1, 10_000),
    default=50,
    show_default=True,
    help="At most so many.",
)
"""How many of the newest are listed."""


def issue_filters(command: Command) -> Command:
    """The filter options, for a command that takes them as keywords."""
    day = click.DateTime(["%Y-%m-%d"])
    for option in (
        click.option("--until", type=day, metavar="DATE", help="Found on this day or before."),
        click.option(
            "--since", type=day, metavar="DATE", help="Found on this day (2026-03-01) or after."
        ),
        click.option("--walk", type=WALK_ID, metavar="ID", help="Of this walk."),
        click.option("--class", "of_class", metavar="NUMBER", help="Of this class (TL-2026-0001)."),
        click.option("--case", metavar="NUMBER", help="Its 平台编号 on another platform."),
        click.option("--source", help="All or a part of the ledger's 来源."),
        click.option("--item", help="All or a part of the ledger's 事项名称."),
        click.option("--department", help="All or a part of the ledger's 责任部门."),
        click.option("--severity", callback=_term, help="The ledger's 影响程度."),
        click.option("--category", callback=_term, help="The ledger's 类别."),
        click.option(
            "--standing",
            type=click.Choice(get_args(Standing)),
            help="Open, closed, overdue (open past its 整改时限), due (within 7 days).",
        ),
        click.option("--state", callback=_state, help="The ledger's 状态 or its id."),
    ):
        command = option(command)
    return command


def _state(context: click.Context, _option: click.Parameter, value: str | None) -> str | None:
    """The id of a state that is given by its id or by its name in either language."""
    from flows.issue_terms import STATES

    ids = {word.lower(): state for state, words in STATES.items() for word in (state, *words)}
    say = context.ensure_object(Session).say
    names = [f"{say(*words)} ({state})" for state, words in STATES.items()]
    return value if value is None else _known(context, value, ids, names)


def _term(context: click.Context, option: click.Parameter, value: str | None) -> str | None:
    """The term of a ledger's column that is given in either language."""
    from flows.issue_terms import CATEGORIES, SEVERITIES

    terms = CATEGORIES if option.name == "category" else SEVERITIES
    ids = {word.lower(): term for term, en in terms.items() for word in (term, en)}
    say = context.ensure_object(Session).say
    names = [say(*words) for words in terms.items()]
    return value if value is None else _known(context, value, ids, names)


def _known(context: click.Context, value: str, ids: Mapping[str, str], names: Iterable[str]) -> str:
    """What `value` stands for; another value is wrong usage, and told with the nearest `names`."""
    from difflib import get_close_matches

    given = value.strip().lower()
    if given in ids:
        return ids[given]
    names = list(names)
    near = [name for name in names if given and given in name.lower()]
    near = near or get_close_matches(given, names, cutoff=0.4)
    say = context.ensure_object(Session).say
    head = say(f"没有 {value!r}；", f"no {value!r}; ")
    told = say("是不是：", "did you mean: ") if near else say("有：", "there are: ")
    raise click.BadParameter(f"{head}{told}{say('、', ', ').join(near or names)}")


def chosen(app: App, filters: Mapping[str, Any]) -> list[IssueRecord]:
    """The issues that fit all of the filters that are given, by number."""
    return app.reader.issues_asked(asked(app, filters))


def asked(app: App, filters: Mapping[str, Any]) -> IssueQuery:
    """The filters that are given as one question."""
    given = {name: value for name, value in filters.items() if value is not None}
    since, until = given.get("since"), given.get("until")
    if since and until and since > until:
        say = click.get_current_context().ensure_object(Session).say
        first, last = f"--since {since:%F}", f"--until {until:%F}"
        raise click.UsageError(
            say(
                f"{first} 在 {last} 之后；两个日期换过来写。",
                f"{first} is after {last}; exchange the two.",
            )
        )
    zone = app.clock().tzinfo
    if "since" in given:
        given["since"] = given["since"].replace(tzinfo=zone)
    if "until" in given:
        last = given["until"]
        given["until"] = min(last, LAST_DAY).replace(tzinfo=zone) + timedelta(days=1)
    if "of_class" in given:
        given["of_class"] = _class(app, given["of_class"])
    if "source" in given:
        given["sources"] = called(app, given["source"])
    return IssueQuery(**given, on=app.clock().date())


def _class(app: App, words: str) -> str:
    """The number of the class that is called so, or the words: no issue is of that."""
    from flows.problem_classes import called as class_called
    from storage.class_reading import ClassReader

    told = class_called(words)
    return (ClassReader(app.engine).numbered(told) if told is not None else "") or words


def called(app: App, source: str) -> tuple[str, ...]:
    """The ids of the actions and channels that are called so, in a part of their names."""
    from bot.reports import CHANNELS

    named = {id_: tuple(flow.title.values()) for id_, flow in app.flows.current().items()}
    part = source.casefold()
    return tuple(
        id_
        for id_, names in {**named, **CHANNELS}.items()
        if any(part in name.casefold() for name in names)
    )


def in_words(filters: Mapping[str, Any]) -> dict[str, str]:
    """The filters as the ledger tells them."""
    return {NAMES[name]: _word(name, value) for name, value in filters.items() if value is not None}


def _word(name: str, value: Any) -> str:
    from bot.dialogue.texts_issues import ISSUES
    from flows.issue_terms import STATES

    if name == "state":
        return STATES[value][0]
    if name == "standing":
        return ISSUES[f"standing_{value}"][0]
    return f"{value:%Y-%m-%d}" if isinstance(value, datetime) else str(value)
