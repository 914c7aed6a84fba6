"""`walkalong callbacks`: calls by a third party about issues that were mended (R59)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from bot.cli.importing import File, admin_name
from bot.cli.output import as_json, echo
from bot.cli.session import Session, pass_session

if TYPE_CHECKING:
    from bot.app import App
    from flows.callbacks import Call
    from storage.turn import Turn

T = TypeVar("T")
MOMENT = click.DateTime(["%Y-%m-%d", "%Y-%m-%d %H:%M"])


@click.group("callbacks")
def command() -> None:
    """回访 · Third parties' calls about what was mended."""


@command.command("import")
@click.argument("file", type=File)
@click.option("--mapping", default="", metavar="NAME", help="What its columns are, where odd.")
@click.option("--company", default="", help="Who called, where no column says it.")
@click.option("--as", "name", default="", metavar="NAME", help="The admin who does it, by name.")
@click.option("--dry-run", is_flag=True, help="Only tell what would be done.")
@click.option("--skip-bad", is_flag=True, help="Leave out rows that cannot be taken.")
@click.option("--json", "as_object", is_flag=True, help="One JSON object, with every row's fate.")
@pass_session
def import_(
    session: Session,
    file: Path,
    mapping: str,
    company: str,
    name: str,
    dry_run: bool,
    skip_bad: bool,
    as_object: bool,
) -> None:
    """导入 · A table of calls (.xlsx, .csv).

    Each row names an issue (or a platform's case), the day, and the result: 满意、一般、
    不满意、未接通 or 1 to 5. A bad result re-opens the issue, or is put to an admin (a
    setting). The same file a second time changes nothing. Names and phones are not read.

    \b
    Example:
      walkalong callbacks import calls.xlsx --company 云溪民意调查中心 --dry-run
    """
    from bot.callbacks.importing import import_calls
    from bot.cli.callbacks_told import object_of, tell
    from bot.cli.importing_cases import mapping_of
    from bot.cli.office import busy
    from bot.office_turns import OfficeBusyError

    columns = mapping_of(session, mapping, calls=True) if mapping else None
    told = {"company": company, "name": admin_name(session, name)}
    with session.app() as app:
        try:
            found = import_calls(app, file, columns, **told, dry_run=dry_run, skip_bad=skip_bad)
        except OfficeBusyError:
            raise busy(session) from None
    if as_object:
        echo(as_json(object_of(found)))
    tell(session, found, dry_run=dry_run, skip_bad=skip_bad, quiet=as_object)
    if found.table.troubles and not skip_bad:
        raise click.exceptions.Exit(1)


@command.command("add")
@click.argument("number")
@click.argument("result")
@click.option("--on", type=MOMENT, metavar="DATE", help="When it was made; without it, now.")
@click.option("--words", default="", help="What was said.")
@click.option("--company", default="", help="Who called.")
@click.option("--tries", type=click.IntRange(1, 99), default=1, help="How often it rang.")
@click.option("--as", "name", default="", metavar="NAME", help="The admin who does it, by name.")
@pass_session
def add(
    session: Session,
    number: str,
    result: str,
    on: datetime | None,
    words: str,
    company: str,
    tries: int,
    name: str,
) -> None:
    """登记 · One call about an issue.

    \b
    Example:
      walkalong callbacks add WT-2026-0012 不满意 --words 还在排队 --company 云溪民意调查中心
    """
    from bot.callbacks.entering import add as enter
    from flows.callbacks import FATES

    of = _issue_number(session, number)
    by = admin_name(session, name) or session.say("回访登记", "Calls")
    with session.app() as app:
        call = _call(session, app, result, on, words, company, tries)
        at_once = app.settings.callback_reopen == "at_once"
        fate = done(
            session,
            app,
            by,
            f"登记回访 {of}",
            lambda turn: enter(turn.moves, of, call, app.clock().date(), at_once=at_once),
        )
    echo(f"{of}  {session.say(*FATES[fate])}")


def _call(
    session: Session,
    app: App,
    result: str,
    on: datetime | None,
    words: str,
    company: str,
    tries: int,
) -> Call:
    from bot.callbacks.results import read
    from bot.privacy import mask
    from flows.callbacks import RESULTS, Call
    from flows.rectification import LONGEST

    said, now = read(result), app.clock()
    if said is None:
        names = "、".join(zh for zh, _ in RESULTS.values())
        raise click.UsageError(
            session.say(
                f"看不懂结果“{result[:30]}”；写：{names}，或 1 到 5。",
                f"No result: {result[:30]!r}; write {names}, or 1 to 5.",
            )
        )
    at = now if on is None else on.replace(tzinfo=now.tzinfo)
    if at > now:
        raise click.UsageError(
            session.say(f"{at:%Y-%m-%d} 还没有到。", f"{at:%Y-%m-%d} is still to come.")
        )
    timed = (at.hour, at.minute) != (0, 0)
    told = mask(words).text[:LONGEST], mask(company).text[:80]
    return Call(at.replace(second=0, microsecond=0), *said, tries, *told, timed)


def _issue_number(session: Session, number: str) -> str:
    from bot.callbacks.rows import ISSUE

    found = ISSUE.fullmatch(number.strip())
    if found is None:
        raise click.UsageError(
            session.say(
                f"“{number[:30]}”不是问题编号；写成 WT-2026-0012。",
                f"{number[:30]!r} is no issue's number; write WT-2026-0012.",
            )
        )
    return f"WT-{found[1]}-{int(found[2]):04d}"


def done(session: Session, app: App, by: str, words: str, act: Callable[[Turn], T]) -> T:
    """What an admin does, as one message; a reason why not ends the command."""
    from bot.callbacks.entering import AddedError
    from bot.cli.office import busy
    from bot.office_turns import OfficeBusyError, office_turn

    try:
        return office_turn(app, f"calls:{by}", by, words, "calls", act)
    except OfficeBusyError:
        raise busy(session) from None
    except AddedError as error:
        raise click.ClickException(session.say(*error.words)) from None
    except LookupError as error:
        raise click.ClickException(
            session.say(
                f"没有编号为 {error.args[0]!r} 的问题；用 {session.call} issues list 查看。",
                f"No issue has the number {error.args[0]!r}; see {session.call} issues list.",
            )
        ) from None


from bot.cli import callbacks_list  # noqa: E402, F401  # its commands are of this group
