"""`walkalong progress`: what the public is shown of issues, and people's links to their own."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from bot.cli.filters import at_most
from bot.cli.output import as_json, echo, print_table
from bot.cli.progress_link import link
from bot.cli.session import Session, pass_session

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.progress import Shown

FIELDS = {"problem": ("问题", "problem"), "measure": ("整改措施", "measure"),
          "result": ("整改结果", "result"), "item": ("事项", "service"),
          "category": ("类别", "category"), "department": ("责任部门", "office")}  # fmt: skip
CUT = 60
"""Characters of a problem in the list."""


@click.group("progress")
def command() -> None:
    """公开 · What the public is shown of the issues being mended."""


command.add_command(link)


@command.command("list")
@click.option("--held", is_flag=True, help="Those that are held back, alone.")
@click.option("--masked", is_flag=True, help="Those in which something was hidden, alone.")
@at_most
@click.option("--json", "as_object", is_flag=True, help="A JSON array of objects.")
@pass_session
def list_(session: Session, held: bool, masked: bool, limit: int, as_object: bool) -> None:
    """列表 · What would go out now, word for word; the newest first.

    What is held back is in it, with the reason. 隐去 names the fields in which names, numbers or
    addresses were hidden: read those again, and word them otherwise where need be.

    \b
    Example:
      walkalong progress list --masked
    """
    from itertools import islice

    from bot.progress import shown

    with session.app() as app:
        found = (
            one for one in shown(app) if (one.stand.held or not held) and (one.masked or not masked)
        )
        chosen = list(islice(found, limit + 1))
    if as_object:
        echo(as_json([_object(one) for one in chosen[:limit]]))
    elif not chosen:
        echo(session.say("没有要公开的问题。", "Nothing is to be shown."))
    else:
        _print(session, chosen[:limit])
        if len(chosen) > limit:
            echo(
                session.say(f"只列了 {limit} 个；--limit 改。", f"The first {limit}; see --limit.")
            )


def _print(session: Session, found: list[Shown]) -> None:
    from flows.issue_terms import STATES

    def one(shown: Shown) -> tuple[object, ...]:
        issue, stand = shown.issue, shown.stand
        held = session.say(f"暂不公开：{stand.reason}", f"held back: {stand.reason}")
        notes = [held.rstrip("：: ")] if stand.held else []
        if shown.masked:
            names = "、".join(session.say(*FIELDS[name]) for name in shown.masked)
            notes.append(session.say(f"隐去：{names}", f"hidden in: {names}"))
        if stand.texts:
            names = "、".join(session.say(*FIELDS[name]) for name in stand.texts)
            notes.append(session.say(f"改写：{names}", f"reworded: {names}"))
        problem = " ".join(issue.texts.get("problem", "").split())
        state = session.say(*STATES[issue.state])
        return (issue.number, state, issue.department or "—", problem[:CUT], "；".join(notes))

    print_table(
        session.heads("编号 Number", "状态 State", "部门 Department", "问题 Problem", "说明 Notes"),
        [one(each) for each in found],
    )


def _object(one: Shown) -> dict[str, Any]:
    issue, stand = one.issue, one.stand
    return {
        "number": issue.number,
        "state": issue.state,
        "department": issue.department,
        "item": issue.item,
        "category": issue.category,
        **{name: issue.texts.get(name, "") for name in ("problem", "measure", "result")},
        "found": issue.found,
        "deadline": issue.deadline,
        "closed": issue.closed,
        "held": stand.held,
        "reason": stand.reason if stand.held else "",
        "by": stand.by if stand.held else "",
        "reworded": list(stand.texts),
        "masked": list(one.masked),
    }


@command.command("hold")
@click.argument("number")
@click.option("--reason", required=True, help="Why the public does not see it for now.")
@pass_session
def hold(session: Session, number: str, reason: str) -> None:
    """暂不公开 · Keep an issue from the public until it is released.

    \b
    Example:
      walkalong progress hold WT-2026-0012 --reason "涉及未成年人"
    """
    if not reason.strip():
        raise click.UsageError(session.say("--reason 要写理由。", "--reason takes a reason."))
    with _deciding(session, number):
        from bot.progress import decide

        with session.app() as app:
            decide(app, number, "hold", reason)
    echo(session.say(f"{number} 暂不公开。", f"{number} is held back."))


@command.command("release")
@click.argument("number")
@pass_session
def release(session: Session, number: str) -> None:
    """恢复公开 · Let an issue be shown that was held back.

    \b
    Example:
      walkalong progress release WT-2026-0012
    """
    with _deciding(session, number):
        from bot.progress import decide

        with session.app() as app:
            decide(app, number, "release")
    echo(
        session.say(f"{number} 下次公开时会列出。", f"{number} is shown with the next publication.")
    )


@command.command("reword")
@click.argument("number")
@click.option("--problem", help="The problem in other words; empty: the ledger's again.")
@click.option("--measure", help="The measure in other words.")
@click.option("--result", help="The result in other words.")
@pass_session
def reword(session: Session, /, number: str, **texts: str | None) -> None:
    """改写 · Tell the public of an issue in other words; the ledger stays as it is.

    \b
    Example:
      walkalong progress reword WT-2026-0012 --problem "窗口午间无人值守"
    """
    given = {name: text for name, text in texts.items() if text is not None}
    if not given:
        raise click.UsageError(
            session.say(
                "写上 --problem、--measure 或 --result。", "Give --problem, --measure or --result."
            )
        )
    with _deciding(session, number):
        from bot.progress import decide

        with session.app() as app:
            decide(app, number, "reword", texts=given)
    echo(session.say(f"{number} 的公开文字改了。", f"The public words of {number} are changed."))


@contextmanager
def _deciding(session: Session, number: str) -> Iterator[None]:
    from bot.cli.office import busy
    from bot.office_turns import OfficeBusyError
    from flows.progress import LONGEST

    try:
        yield
    except LookupError:
        raise click.ClickException(
            session.say(
                f"没有编号为 {number!r} 的问题；用 {session.call} issues list 查看。",
                f"No issue has the number {number!r}; see {session.call} issues list.",
            )
        ) from None
    except ValueError:
        raise click.UsageError(
            session.say(f"最多写 {LONGEST} 个字。", f"At most {LONGEST} characters.")
        ) from None
    except OfficeBusyError:
        raise busy(session) from None


@command.command("publish")
@pass_session
def publish(session: Session) -> None:
    """发布 · Publish now, to WALKALONG_PROGRESS_DIR.

    \b
    Example:
      walkalong progress publish
    """
    from bot.progress import publish as put_out

    target = session.settings.progress_dir
    if target is None:
        raise click.ClickException(
            session.say(
                f"WALKALONG_PROGRESS_DIR 未设置；设成一个文件夹，"
                f"或用 {session.call} export progress 文件夹。",
                f"WALKALONG_PROGRESS_DIR is not set; set it to a folder, or use {session.call} "
                "export progress DIR.",
            )
        )
    with session.app() as app:
        done = put_out(app, target)
    count = done.figures.found
    echo(
        session.say(f"发布了：{target}（{count} 个问题）", f"Published: {target} ({count} issues)")
    )
    if done.moved:
        echo(session.say(f"转为已公开：{done.moved} 个", f"Made public: {done.moved}"))


@command.command("templates")
@pass_session
def templates(session: Session) -> None:
    """模板 · Lay out the pages' templates to be edited; those that are there stay.

    \b
    Example:
      walkalong progress templates
    """
    from bot.progress import lay_out_templates

    with session.app() as app:
        folder, made = lay_out_templates(app)
    names = "、".join(made) or session.say("都已经有了", "all there already")
    echo(f"{folder}: {names}")
