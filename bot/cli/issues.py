"""`walkalong issues`: the ledger, and what each field of an issue rests on."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from bot.cli.ageing import ageing
from bot.cli.class_told import like_lines
from bot.cli.filters import chosen, issue_filters
from bot.cli.issue_moves import history_lines
from bot.cli.output import as_json, echo, print_table
from bot.cli.session import Session, pass_session

if TYPE_CHECKING:
    from bot.replies import Reply
    from storage.records import IssueRecord


SEEN = {"still": ("再次遇到", "met again"), "gone": ("没再遇到", "not met any more")}
"""What a later walk saw of an issue."""


REPLY = ("回复反映人：", "Reply: ")
LISTS, MEASURES = ("清单：", "Lists: "), ("制度措施：", "Measures: ")


@click.group("issues")
def command() -> None:
    """问题 · The confirmed problems, and the words each rests on."""


@command.command("list")
@issue_filters
@click.option("--json", "as_object", is_flag=True, help="A JSON array of objects.")
@pass_session
def list_(session: Session, /, as_object: bool, **filters: Any) -> None:
    """列表 · The issues that fit all the filters, by number.

    \b
    Example:
      walkalong issues list --department 公安 --since 2026-03-01
    """
    from bot.issue_sources import told
    from bot.replies import reply_of
    from storage.exports.evidence import fact

    with session.app() as app:
        issues = [told(app, issue) for issue in chosen(app, filters)]
        rules, today = app.tables.rules, app.clock().date()
    replies = {issue.number: reply_of(issue, rules, today) for issue in issues}
    if as_object:
        echo(as_json([_object(issue, replies[issue.number]) for issue in issues]))
        return
    if not issues:
        echo(session.say("没有符合条件的问题。", "No issue fits."))
        return
    of_reply = filters.get("reply") is not None
    names = ("编号 Number", "状态 State", *(["回复 Reply"] if of_reply else []), "类别 Category",
             "事项 Item", "问题 Problem")  # fmt: skip
    print_table(
        session.heads(*names),
        [
            (
                i.number,
                _state(session, i),
                *(
                    (reply.told(session.locale) for reply in [replies[i.number]] if reply)
                    if of_reply
                    else ()
                ),
                _term(session, fact(i, "category")),
                fact(i, "item"),
                fact(i, "problem")[:60],
            )
            for i in issues
        ],
    )


@command.command("show")
@click.argument("number")
@click.option("--json", "as_object", is_flag=True, help="One JSON object.")
@pass_session
def show(session: Session, number: str, as_object: bool) -> None:
    """查看 · One issue with the words it rests on, and its steps.

    \b
    Example:
      walkalong issues show WT-2026-0001
    """
    from bot.issue_sources import told as issue_told
    from bot.lists import lists_of
    from bot.replies import reply_of
    from flows.registers import Link

    with session.app() as app:
        found = app.reader.issue(number)
        issue = issue_told(app, found, "zh" if as_object else session.locale) if found else None
        moves = list(app.reader.moves([found.number])) if found else []
        of = Link("issue", found.number) if found else None
        measures = app.registers.entries("measures", to=of) if of else []
        lists = lists_of(app.lists.scheme, found) if found else []
        rules, today = app.tables.rules, app.clock().date()
        like = [] if found is None or as_object else like_lines(session, app, found.number)
    if issue is None:
        raise no_issue(session, number)
    reply = reply_of(issue, rules, today)
    if as_object:
        whole = {**_evident(issue, reply), "history": [asdict(move) for move in moves]}
        whole["lists"] = [rule.name for rule, _ in lists]
        whole["measures"] = [one.number for one in measures]
        echo(as_json(whole))
    else:
        beside = {
            REPLY: [reply.told(session.locale)] if reply else [],
            LISTS: [rule.called(session.locale) for rule, _ in lists],
            MEASURES: [f"{one.number} {one.fields['title']}" for one in measures],
        }
        told = {session.say(*head): words for head, words in beside.items() if words}
        lines = [f"  {head}{', '.join(words)}" for head, words in told.items()]
        echo("\n".join([_told(issue, session), *lines, *history_lines(session, moves), *like]))


def no_issue(session: Session, number: str) -> click.ClickException:
    """There is no issue of that number."""
    return click.ClickException(
        session.say(
            f"没有编号为 {number!r} 的问题；用 {session.call} issues list 查看。",
            f"No issue has the number {number!r}; see {session.call} issues list.",
        )
    )


def _state(session: Session, issue: IssueRecord) -> str:
    """The state, which the ledger names in Chinese."""
    from flows.issue_terms import STATES

    return session.say(issue.state, dict(STATES.values()).get(issue.state, issue.state))


def _term(session: Session, term: str) -> str:
    """A value that is a fixed term of the ledger, in the language of the person."""
    from flows.issue_terms import CATEGORIES, MODES, SEVERITIES, STEPS

    terms = {**CATEGORIES, **STEPS, **SEVERITIES, **MODES}
    return session.say(term, terms.get(term, term))


def _object(issue: IssueRecord, reply: Reply | None) -> dict[str, Any]:
    return {
        "number": issue.number,
        "state": issue.state,
        "found_at": issue.found_at,
        "reporter": issue.reporter,
        "reporter_role": issue.reporter_role,
        "source": issue.source,
        "walk": None if issue.walk_id is None else str(issue.walk_id),
        "fields": {
            key: {"value": field.value, "how": field.how, "state": field.state}
            for key, field in issue.fields.items()
        },
        "reply": None if reply is None else asdict(reply),
    }


def _evident(issue: IssueRecord, reply: Reply | None) -> dict[str, Any]:
    """As in the list, each field with its message and its quote, and where in it that stands."""
    from storage.exports.evidence import evidence

    whole = _object(issue, reply)
    for line in evidence(issue):
        field = issue.fields[line.key]
        whole["fields"][line.key] |= {
            "message": line.message,
            "start": field.start,
            "end": field.end,
            "at": line.at,
            "quote": line.quote,
        }
    whole["sightings"] = [
        {"seen": one.seen, "walk": str(one.walk_id), "at": one.at} for one in issue.sightings
    ]
    whole["media"] = [
        {"sha256": m.sha256, "name": m.name, "mime": m.mime, "taken_at": m.taken_at}
        for m in issue.media
    ]
    return whole


def _told(issue: IssueRecord, session: Session) -> str:
    from storage.exports.columns import ROLES, field_name
    from storage.exports.evidence import STATES_EN, evidence

    say = session.say
    role = say(ROLES.get(issue.reporter_role, issue.reporter_role), issue.reporter_role)
    by = " · ".join(filter(None, (issue.source, issue.reporter, role)))
    lines = [f"{issue.number} [{_state(session, issue)}] {issue.found_at:%Y-%m-%d %H:%M}  {by}"]
    for line in evidence(issue):
        name, value = field_name(line.key, session.locale), _term(session, line.value)
        state = say(line.state, STATES_EN[line.state])
        lines.append(say(f"  {name}：{value}（{state}）", f"  {name}: {value} ({state})"))
        if line.quote:
            at, by_guide = f"{line.at:%Y-%m-%d %H:%M}", issue.fields[line.key].how == "guide"
            head = say("按指南，事项出自", "by the guide of ") if by_guide else ""
            told = say(f"——{at}，消息 {line.message}", f" — {at}, message {line.message}")
            lines.append(f"      {head}“{line.quote}”{told}")
    for one in issue.sightings:
        seen = say(*SEEN[one.seen])
        lines.append(f"  {one.at:%Y-%m-%d} {seen}{say('，走流程 ', ', walk ')}{one.walk_id}")
    lines += [f"  {say('影像：', 'Media: ')}{m.name} ({m.mime})" for m in issue.media]
    return "\n".join(lines)


command.add_command(ageing)
