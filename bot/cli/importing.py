"""`walkalong import`: what offices fill in, and what other platforms received, comes in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.output import echo, several
from bot.cli.session import Session, pass_session

if TYPE_CHECKING:
    from bot.ledger_import import LedgerImport
    from storage.imports.troubles import Trouble

SHOWN = 20
"""Rows, and cells that are to be mended, which are told on the terminal; the copy has all."""
File = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group("import")
def command() -> None:
    """导入 · Ledgers filled in by hand, complaints of other platforms."""


@command.command("ledger")
@click.argument("file", type=File)
@click.option("--as", "name", default="", metavar="NAME", help="The admin who does it, by name.")
@click.option("--dry-run", is_flag=True, help="Only tell what would be done.")
@pass_session
def ledger(session: Session, file: Path, name: str, dry_run: bool) -> None:
    """台账 · A ledger that was filled in.

    Cells that were changed become steps of their issues, by the rules that hold
    in chat. All or nothing: where a cell cannot be taken, nothing is changed, and a
    copy of the file (…_待改.xlsx) shows which and why. The file itself is not touched.
    Exit code 1 then. Importing the same again changes nothing.

    \b
    Example:
      walkalong import ledger ledger.xlsx --as 李敏 --dry-run
      walkalong import ledger ledger.xlsx --as 李敏
    """
    from bot.cli.office import busy
    from bot.ledger_import import import_ledger
    from bot.office_turns import OfficeBusyError

    name = admin_name(session, name)
    with session.app() as app:
        try:
            found = import_ledger(app, file, name, dry_run=dry_run)
        except OfficeBusyError:
            raise busy(session) from None
    _aside(session, found)
    if found.troubles:
        told_troubles(session, found.troubles, found.more, found.copy)
        raise click.exceptions.Exit(1)
    _done(session, found, dry_run=dry_run)


def admin_name(session: Session, name: str) -> str:
    """A name as it may be kept."""
    from bot.office_turns import MAX_NAME
    from bot.privacy import mask

    name = " ".join(mask(name).text.split())
    if len(name) > MAX_NAME:
        raise click.UsageError(
            session.say(
                f"--as 最多 {MAX_NAME} 个字。", f"--as takes at most {MAX_NAME} characters."
            )
        )
    return name


def _aside(session: Session, found: LedgerImport) -> None:
    """What was left alone."""
    book, comma = found.book, session.say("、", ", ")
    if book.unknown:
        told = comma.join(name[:30] for name in book.unknown[:10])
        echo(session.say(f"不认得的列，没有读：{told}", f"Columns not read: {told}"), err=True)
    if book.lacking:
        told = comma.join(book.lacking)
        echo(
            session.say(f"表里没有的列，照旧不变：{told}", f"Columns not there, left: {told}"),
            err=True,
        )
    if found.missing:
        told = comma.join(found.missing[:10]) + (" …" if len(found.missing) > 10 else "")
        count = len(found.missing)
        echo(
            session.say(
                f"导出时有、现在表里没有的 {count} 行，照旧不变：{told}",
                f"{count} rows that were exported and are not there, left as they are: {told}",
            ),
            err=True,
        )


def told_troubles(
    session: Session, troubles: list[Trouble], more: int, copy: Path | None, came: str = ""
) -> None:
    """What is to be mended, cell by cell, and where the copy is; `came` says what came of it."""
    count = len(troubles) + more
    conflicts = sum(one.conflict for one in troubles)
    meanwhile = f"（其中 {conflicts} 个是台账已经变了）" if conflicts else ""
    meanwhile_en = f" ({conflicts} changed in the ledger meanwhile)" if conflicts else ""
    head = came or session.say("什么都没有改。", "Nothing was changed.")
    told = session.say(
        f"{head}{count} 个格要改{meanwhile}：",
        f"{head} {several(count, 'cell')} to be mended{meanwhile_en}:",
    )
    echo(told, err=True)
    for one in troubles[:SHOWN]:
        about = f" {one.about}" if one.about else ""
        head = f"  {one.place}{about} {one.heading}"
        words = session.say(*one.words)
        echo(f"{head}{session.say('：', ': ')}{words}", err=True)
    if count > SHOWN:
        echo(session.say(f"  … 还有 {count - SHOWN} 个", f"  … {count - SHOWN} more"), err=True)
    if copy is not None:
        echo(
            session.say(
                f"都标在这份副本里，改好它再导入：{copy}",
                f"All are marked in this copy; mend and import it: {copy}",
            ),
            err=True,
        )


def _done(session: Session, found: LedgerImport, *, dry_run: bool) -> None:
    if not found.rows:
        if found.settled:
            told = session.say(
                f"没有可做的：{found.settled} 行改动台账里都已经有了。",
                f"Nothing to do: the changes of {found.settled} rows are in the ledger already.",
            )
        else:
            told = session.say("没有可做的：表里没有改动。", "Nothing to do: no cell was changed.")
        echo(told)
        return
    for row in found.rows[:SHOWN]:
        steps = session.say("、", ", ").join(session.say(*one.move.words) for one in row.moves)
        echo(f"{row.number}  {steps}")
    if len(found.rows) > SHOWN:
        more = len(found.rows) - SHOWN
        echo(session.say(f"… 还有 {more} 行", f"… {more} more rows"))
    count = len(found.rows)
    moves = sum(len(row.moves) for row in found.rows)
    echo(
        session.say(
            f"试算：会改 {count} 个问题，{moves} 步；什么都没有改。",
            f"Tried: {count} issues would be changed, in {moves} steps; nothing was.",
        )
        if dry_run
        else session.say(
            f"改好了：{count} 个问题，{moves} 步。", f"Done: {count} issues, {moves} steps."
        )
    )


from bot.cli import importing_cases  # noqa: E402, F401  # its commands are of this group
