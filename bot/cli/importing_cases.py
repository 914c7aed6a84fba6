"""`walkalong import complaints`, and the mappings that come with the program."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.importing import SHOWN, File, admin_name, command, told_troubles
from bot.cli.output import echo
from bot.cli.session import Session, pass_session
from bot.complaints.built_in import BUILT_IN, built_in

if TYPE_CHECKING:
    from bot.complaints.importing import CasesImport
    from bot.complaints.mapping import CaseMapping


@command.command("complaints")
@click.argument("file", type=File)
@click.option(
    "--mapping",
    required=True,
    metavar="NAME",
    help=f"What its columns are: {' '.join(BUILT_IN)}, a name in mappings/ of the home, or a path.",
)
@click.option("--as", "name", default="", metavar="NAME", help="The admin who does it, by name.")
@click.option("--dry-run", is_flag=True, help="Only tell what would be done.")
@click.option("--skip-bad", is_flag=True, help="Leave out rows that cannot be read.")
@pass_session
def complaints(
    session: Session, file: Path, mapping: str, name: str, dry_run: bool, skip_bad: bool
) -> None:
    """诉求 · Complaints and ratings of another platform.

    FILE is a table (.xlsx, .csv); each row becomes an issue with its source and the
    platform's case number. A case that was imported before is not entered twice. Of
    ratings only 1 and 2 of 5 are. Names and phones are not imported. Where rows cannot
    be read nothing is entered (exit code 1), unless --skip-bad leaves them out; a copy of
    the file (…_待改.xlsx) shows them.

    \b
    Example:
      walkalong import complaints hotline.csv --mapping 12345 --dry-run
      walkalong import complaints ratings.xlsx --mapping 好差评 --skip-bad
    """
    from bot.cli.office import busy
    from bot.complaints.importing import import_complaints
    from bot.office_turns import OfficeBusyError

    name = admin_name(session, name)
    columns = mapping_of(session, mapping)
    with session.app() as app:
        try:
            found = import_complaints(
                app, file, columns, name=name, dry_run=dry_run, skip_bad=skip_bad
            )
        except OfficeBusyError:
            raise busy(session) from None
    _aside(session, found)
    if found.table.troubles:
        left_out = session.say("这些行没有登记。", "These rows were not entered.")
        told_troubles(session, found.table.troubles, 0, found.copy, left_out if skip_bad else "")
        if not skip_bad:
            raise click.exceptions.Exit(1)
    _done(session, found, dry_run=dry_run)


@command.command("mapping")
@click.argument("name", type=click.Choice(list(BUILT_IN)))
@pass_session
def mapping_(session: Session, name: str) -> None:  # noqa: ARG001  # click gives it
    """对照表 · Show a mapping, to start from.

    \b
    Example:
      walkalong import mapping 12345 > own.yaml
    """
    echo(built_in(name).read_text(encoding="utf-8"), end="")


def mapping_of(session: Session, name: str, *, calls: bool = False) -> CaseMapping:
    """A mapping by its name or path: of calls by a third party, or of cases."""
    from bot.complaints.mapping import CALLBACK, MappingError, find_mapping, read_mapping

    try:
        found = read_mapping(find_mapping(name, session.settings.home))
    except MappingError as error:
        raise click.ClickException(error.text[session.locale]) from None
    if calls == (found.kind == CALLBACK):
        return found
    wanted = "callbacks import" if found.kind == CALLBACK else "import complaints"
    raise click.ClickException(
        session.say(
            f"这份对照表是 kind: {found.kind}；用 {session.call} {wanted} 导入。",
            f"This mapping is of kind: {found.kind}; import by {session.call} {wanted}.",
        )
    )


def _aside(session: Session, found: CasesImport) -> None:
    """What was not read."""
    from knowledge.remarks import told

    table, comma = found.table, session.say("、", ", ")
    for remark in table.odd[:SHOWN]:
        echo(told(remark, session.locale), err=True)
    if table.unread:
        names = comma.join(name[:20] for name in table.unread[:20])
        echo(
            session.say(f"对照表没有写、没有导入的列：{names}", f"Columns not imported: {names}"),
            err=True,
        )
    if table.lacking:
        names = comma.join(table.lacking)
        echo(
            session.say(f"表里没有、按空处理的列：{names}", f"Columns that it lacks: {names}"),
            err=True,
        )
    for case, number, headings in found.changed[:SHOWN]:
        names = comma.join(headings)
        echo(
            session.say(
                f"  {case.number} 已是 {number}，平台上又改了：{names}（没有覆盖）",
                f"  {case.number} is {number}; changed on the platform: {names} (not overwritten)",
            ),
            err=True,
        )


def _done(session: Session, found: CasesImport, *, dry_run: bool) -> None:
    for case, number in found.entered[:SHOWN]:
        problem = " ".join(case.fields["problem"].value.split())[:40]
        about = session.say("（试算）", "(tried)") if dry_run else number
        echo(f"{about}  {case.number}  {problem}")
    if len(found.entered) > SHOWN:
        more = len(found.entered) - SHOWN
        echo(session.say(f"… 还有 {more} 条", f"… {more} more"))
    count, same, changed = len(found.entered), found.same, len(found.changed)
    good = found.table.good
    head = session.say("试算：会登记", "Tried: would enter") if dry_run else (
        session.say("登记了", "Entered")
    )  # fmt: skip
    echo(
        session.say(
            f"{head} {count} 条；以前导入过的 {same + changed} 条（其中 {changed} 条平台上有改动）"
            + (f"；不是差评的 {good} 条没有导入" if good else "")
            + "。",
            f"{head} {count} cases; {same + changed} were imported before ({changed} of them "
            "changed on the platform)" + (f"; {good} were no bad rating" if good else "") + ".",
        )
    )
