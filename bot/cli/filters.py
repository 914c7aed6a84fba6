"""Options of commands that list: the filters of issues, and how many at most."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, TypeVar, get_args

import click

from bot.cli.session import Session
from flows.issue_query import IssueQuery, Lacks, Standing

if TYPE_CHECKING:
    from bot.app import App
    from flows.issue_lists import ListRule
    from storage.records import IssueRecord

Command = TypeVar("Command", bound=Callable[..., Any])

WALK_ID = click.IntRange(1, 2**63 - 1)
"""What a database may number a walk by."""

LAST_DAY = datetime(9999, 12, 30)  # noqa: DTZ001  # a day; the clock's zone is added to it
"""The last day that a calendar has another one after."""

NAMES = {
    "listing": "清单",
    "standing": "整改情况",
    "reply": "回复反映人",
    "state": "状态",
    "category": "类别",
    "severity": "影响程度",
    "department": "责任部门",
    "not_department": "责任部门不是",
    "owner": "责任人",
    "step": "环节",
    "text": "问题里的字",
    "must_fix": "必改",
    "returned": "复核退回过",
    "reopened": "重新打开过",
    "appealed": "申诉过",
    "extended": "延过期",
    "lacks": "还没有",
    "item": "事项名称",
    "source": "来源",
    "case": "平台编号",
    "of_class": "同类问题编号",
    "walk": "走流程编号",
    "since": "发现时间从",
    "until": "发现时间到",
    "due_from": "整改时限从",
    "due_to": "整改时限到",
}
"""What a ledger calls them."""

MAX_WORDS = 60
"""Characters that are looked for in a problem."""
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
    for option in _OPTIONS:
        command = option(command)
    return command


def _flag(name: str, text: str) -> Callable[[Command], Command]:
    """A mark: given, or not asked for."""
    return click.option(f"--{name}", is_flag=True, default=None, help=text)


def _words(context: click.Context, _option: click.Parameter, value: str | None) -> str | None:
    """Words to be looked for; none at all is wrong usage: it would find everything."""
    if value is None or 0 < len(value.strip()) <= MAX_WORDS:
        return value if value is None else value.strip()
    say = context.ensure_object(Session).say
    raise click.BadParameter(
        say(f"要写 1 到 {MAX_WORDS} 个字。", f"from 1 to {MAX_WORDS} characters.")
    )


def _state(context: click.Context, _option: click.Parameter, value: str | None) -> str | None:
    """The id of a state that is given by its id or by its name in either language."""
    from flows.issue_terms import STATES

    ids = {word.lower(): state for state, words in STATES.items() for word in (state, *words)}
    say = context.ensure_object(Session).say
    names = [f"{say(*words)} ({state})" for state, words in STATES.items()]
    return value if value is None else _known(context, value, ids, names)


def _term(context: click.Context, option: click.Parameter, value: str | None) -> str | None:
    """The term of a ledger's column that is given in either language."""
    from flows.issue_terms import CATEGORIES, SEVERITIES, STEPS

    terms = {"category": CATEGORIES, "severity": SEVERITIES, "step": STEPS}[str(option.name)]
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


_DAY = click.DateTime(["%Y-%m-%d"])
_OPTIONS = (
    click.option(
        "--due-before",
        "due_to",
        type=_DAY,
        metavar="DATE",
        help="整改时限 on this day or before.",
    ),
    click.option(
        "--due-after",
        "due_from",
        type=_DAY,
        metavar="DATE",
        help="整改时限 on this day or after.",
    ),
    click.option(
        "--lacks", type=click.Choice(get_args(Lacks)), help="Which have not been given one yet."
    ),
    _flag("extended", "Given more time at least once."),
    _flag("appealed", "Appealed at least once."),
    _flag("reopened", "Re-opened at least once."),
    _flag("returned", "Whose fix was found wanting at least once."),
    _flag("must-fix", "Those that must be fixed."),
    click.option("--text", callback=_words, help="Words of the problem, in any letter case."),
    click.option("--step", callback=_term, help="The ledger's 环节."),
    click.option("--owner", help="All or a part of the ledger's 责任人."),
    click.option("--until", type=_DAY, metavar="DATE", help="Found on this day or before."),
    click.option(
        "--since", type=_DAY, metavar="DATE", help="Found on this day (2026-03-01) or after."
    ),
    click.option("--walk", type=WALK_ID, metavar="ID", help="Of this walk."),
    click.option("--class", "of_class", metavar="NUMBER", help="Of this class (TL-2026-0001)."),
    click.option("--case", metavar="NUMBER", help="Its 平台编号 on another platform."),
    click.option("--source", help="All or a part of the ledger's 来源."),
    click.option("--item", help="All or a part of the ledger's 事项名称."),
    click.option(
        "--not-department",
        metavar="NAME",
        help="All but those of it, or of a part of a name.",
    ),
    click.option("--department", help="All or a part of the ledger's 责任部门."),
    click.option("--severity", callback=_term, help="The ledger's 影响程度."),
    click.option("--category", callback=_term, help="The ledger's 类别."),
    click.option(
        "--standing",
        type=click.Choice(get_args(Standing)),
        help="Open, closed, overdue (open past its 整改时限), due (within 7 days).",
    ),
    click.option("--replied", "reply", flag_value="replied", help="Replied to."),
    click.option("--reply-overdue", "reply", flag_value="overdue", help="A reply is overdue."),
    click.option("--reply-due", "reply", flag_value="due", help="A reply is waited for."),
    click.option("--state", callback=_state, help="The ledger's 状态 or its id."),
    click.option("--list", "listing", metavar="NAME", help="Of this list (walkalong lists)."),
)


def chosen(app: App, filters: Mapping[str, Any]) -> list[IssueRecord]:
    """The issues that fit all of the filters that are given, by number."""
    return app.reader.issues_asked(asked(app, filters))


def asked(app: App, filters: Mapping[str, Any]) -> IssueQuery:
    """The filters that are given as one question."""
    from bot.replies import measured

    given = {name: value for name, value in filters.items() if value is not None}
    _in_order(given, ("since", "--since"), ("until", "--until"))
    _in_order(given, ("due_from", "--due-after"), ("due_to", "--due-before"))
    given |= {name: given[name].date() for name in ("due_from", "due_to") if name in given}
    if part := given.pop("not_department", None):
        names = app.reader.issue_names("department")
        given["except_departments"] = tuple(name for name in names if part in name)
    zone = app.clock().tzinfo
    if "since" in given:
        given["since"] = given["since"].replace(tzinfo=zone)
    if "until" in given:
        last = given["until"]
        given["until"] = min(last, LAST_DAY).replace(tzinfo=zone) + timedelta(days=1)
    if "of_class" in given:
        given["of_class"] = _class(app, given["of_class"])
    if "source" in given:
        from bot.issue_sources import sources_called

        given["sources"] = sources_called(app, given["source"])
    if "listing" in given:
        given["listed"] = _listed(app, given["listing"])
    today = app.clock().date()
    return measured(IssueQuery(**given, on=today), app.tables.rules, today)


def _class(app: App, words: str) -> str:
    """The number of the class that is called so, or the words: no issue is of that."""
    from flows.problem_classes import called as class_called
    from storage.class_reading import ClassReader

    told = class_called(words)
    return (ClassReader(app.engine).numbered(told) if told is not None else "") or words


def _in_order(given: Mapping[str, Any], first: tuple[str, str], last: tuple[str, str]) -> None:
    """Two days, each by its name and its option; the other way round is wrong usage."""
    begins, ends = given.get(first[0]), given.get(last[0])
    if not begins or not ends or begins <= ends:
        return
    say = click.get_current_context().ensure_object(Session).say
    one, other = f"{first[1]} {begins:%F}", f"{last[1]} {ends:%F}"
    raise click.UsageError(
        say(
            f"{one} 在 {other} 之后；两个日期换过来写。",
            f"{one} is after {other}; exchange the two.",
        )
    )


def _listed(app: App, name: str) -> ListRule:
    """The list of issues that is called so; another name is wrong usage, and told."""
    say = click.get_current_context().ensure_object(Session)
    lists = app.lists.scheme.lists
    found = app.lists.scheme.named(name)
    if found is None:
        names = say.say("、", ", ").join(one.called(say.locale) for one in lists)
        told = say.say(f"没有 {name!r}；有：{names}", f"no {name!r}; there are: {names}")
        raise click.BadParameter(told, param_hint="--list")
    if found.register:
        call = f"{say.call} measures list"
        told = say.say(f"{found.name}登记的不是问题；看：{call}", f"it has no issues; see: {call}")
        raise click.BadParameter(told, param_hint="--list")
    return found


def in_words(filters: Mapping[str, Any]) -> dict[str, str]:
    """The filters as the ledger tells them."""
    return {NAMES[name]: _word(name, value) for name, value in filters.items() if value is not None}


def _word(name: str, value: Any) -> str:
    from bot.dialogue.texts_issues import ISSUES
    from flows.issue_terms import STATES
    from flows.replying import REPLY_STATES

    if name == "state":
        return STATES[value][0]
    if value is True:
        return "是"
    if name == "lacks":
        return ISSUES[f"lacks_{value}"][0]
    if name == "reply":
        return REPLY_STATES[value][0]
    if name == "standing":
        return ISSUES[f"standing_{value}"][0]
    return f"{value:%Y-%m-%d}" if isinstance(value, datetime) else str(value)
