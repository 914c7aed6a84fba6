"""`walkalong lists`: how many entries each list has, and which an issue stands in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from bot.cli.filters import asked, issue_filters
from bot.cli.office_told import telling
from bot.cli.output import as_json, echo, print_table
from bot.cli.session import Session, pass_session

if TYPE_CHECKING:
    from bot.app import App
    from bot.lists import ListCount


@click.command("lists")
@click.option("--issue", "number", metavar="NUMBER", help="In which lists this one is, and why.")
@click.option("--write", is_flag=True, help="Lay the file of lists out to be edited.")
@issue_filters
@click.option("--json", "as_object", is_flag=True, help="A JSON array of objects.")
@pass_session
def command(
    session: Session, /, number: str | None, write: bool, as_object: bool, **filters: Any
) -> None:
    """清单 · The lists of the one ledger, and their entries.

    What they are called and what makes an entry of each is the office's to say (lists.yaml).
    The issues of one: walkalong issues list --list NAME.

    \b
    Example:
      walkalong lists --department 医保
      walkalong lists --issue WT-2026-0001
    """
    from bot.lists import counts
    from bot.office_folder import LISTS, place_of, propose
    from flows.errors import FlowErrors

    with session.app() as app, telling(session):
        home = app.settings.home
        made = propose(home, LISTS) if write else None
        scheme = app.lists.scheme
        if app.lists.faults:
            raise FlowErrors(app.lists.faults)
        if number is not None:
            _explain(app, session, number, as_object=as_object)
            return
        query = asked(app, filters)
        entries = app.registers.entries("measures")
        part = query.department or ""
        registered = sum(part in one.fields.get("department", "") for one in entries)
        found = counts(app.reader, scheme, query, registered)
        place = place_of(home, LISTS)
    if as_object:
        echo(as_json([_object(one) for one in found]))
        return
    _print(session, found)
    if made is None and write:
        echo(session.say(f"已经有了，没有动：{place}", f"It is there and stays: {place}"), err=True)
    elif write:
        echo(session.say(f"文件：{place}", f"File: {place}"), err=True)


def _print(session: Session, found: tuple[ListCount, ...]) -> None:
    from bot.lists import rule_words

    print_table(
        session.heads("清单 List", "条数 Entries", "怎样列入 What stands in it"),
        [
            (
                one.rule.called(session.locale),
                one.entries,
                rule_words(one.rule, session.locale),
            )
            for one in found
        ],
    )


def _object(one: ListCount) -> dict[str, Any]:
    from bot.lists import rule_words

    return {
        "name": one.rule.name,
        "name_en": one.rule.name_en,
        "of": "register" if one.rule.register else "issues",
        "entries": one.entries,
        "rule": rule_words(one.rule, "zh"),
    }


def _explain(app: App, session: Session, number: str, *, as_object: bool) -> None:
    """The lists that an issue stands in, with what puts it there."""
    from bot.cli.issues import no_issue
    from bot.lists import lists_of, reason_words

    issue = app.reader.issue(number)
    if issue is None:
        raise no_issue(session, number)
    found = lists_of(app.lists.scheme, issue)
    if as_object:
        told = [
            {"name": rule.name, "why": [reason_words(one, "zh") for one in reasons]}
            for rule, reasons in found
        ]
        echo(as_json(told))
        return
    if not found:
        echo(session.say("不在任何清单里。", "It stands in no list."))
        return
    every = session.say("除不列入的以外，都在这张清单里", "all issues do that are not left out")
    print_table(
        session.heads("清单 List", "为什么 Why"),
        [
            (
                rule.called(session.locale),
                session.say("；", "; ").join(reason_words(one, session.locale) for one in reasons)
                or every,
            )
            for rule, reasons in found
        ],
    )
