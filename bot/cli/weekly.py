"""`walkalong weekly`: the packs of the weeks, who handed in, corrections, proof."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from bot.cli.output import as_json, echo, print_table
from bot.cli.session import Session, pass_session
from bot.cli.weekly_told import (
    COUNTS,
    HOWS,
    json_option,
    moved_words,
    needed_unit,
    opened,
    told_line,
    told_pack,
    unit_option,
    week_argument,
    week_in,
)


@click.group("weekly")
def command() -> None:
    """周报 · Weekly packs: who handed in, corrections, proof."""


@command.command("list")
@week_argument
@unit_option
@json_option
@pass_session
def list_(session: Session, week: str | None, unit: str | None, *, as_object: bool) -> None:
    """列表 · All packs with their versions, the latest week first.

    \b
    Example:
      walkalong weekly list 2026-W48
    """
    from bot.weekly.units import unit_called

    with opened(session) as app:
        of = None if week is None else week_in(session, app, week)
        packs = app.weekly.store.packs(of)
    if unit is not None:
        called = unit_called(unit, sorted({each.unit for each in packs}))
        packs = [each for each in packs if each.unit == called]
    if as_object:
        echo(as_json([told_pack(each) for each in packs]))
        return
    if not packs:
        echo(session.say("还没有周报。", "There are no packs yet."))
        return
    heads = session.heads("周 Week", "单位 Unit", "版本 Version", "生成 Made", "原因 Reason")
    rows = [(p.week, p.unit, p.version, f"{p.made:%Y-%m-%d %H:%M}", p.reason) for p in packs]
    print_table(heads, rows)


@command.command("show")
@week_argument
@unit_option
@click.option("--json", "as_object", is_flag=True, help="The manifest: one JSON object.")
@pass_session
def show(session: Session, week: str | None, unit: str | None, *, as_object: bool) -> None:
    """看一份 · A unit's newest pack: files, counts, corrections.

    \b
    Example:
      walkalong weekly show 2026-W48 --unit 医保局
    """
    from storage.exports.pack_files import listed_in, manifest_in

    with opened(session) as app:
        weekly = app.weekly
        of = week_in(session, app, week)
        weekly.see_to(of)
        pack = weekly.one(of, needed_unit(session, unit))
        folder = weekly.folder(pack.week, pack.unit, pack.version)
        manifest = manifest_in(folder)
        moved = moved_words(session, weekly, pack.week)
    if manifest is None:
        call = f"{session.call} weekly check {pack.week}"
        told = (f"清单读不出来，请核对：{call}", f"Its manifest cannot be read; check it: {call}")
        raise click.ClickException(session.say(*told))
    if as_object:
        echo(as_json(manifest))
        return
    version = session.say(f"第 {pack.version} 版", f"version {pack.version}")
    echo(f"{pack.week} {pack.unit} {version}{moved}")
    for name, count in manifest["counts"].items():
        echo(f"  {session.say(*COUNTS[name])}: {count}")
    heads = session.heads("文件 File", "字节 Bytes", "SHA-256")
    print_table(heads, [tuple(each) for each in listed_in(manifest).values()])
    if replaced := manifest.get("replaces"):
        names = session.say("、", ", ").join(replaced["changed"])
        was = replaced["version"]
        zh = f"代替第 {was} 版（{pack.reason}），不同的文件：{names or '没有'}"
        echo(session.say(zh, f"Replaces version {was} ({pack.reason}); files that differ: {names}"))
    echo(session.say(f"文件夹：{folder}", f"Folder: {folder}"), err=True)


@command.command("status")
@week_argument
@json_option
@pass_session
def status(session: Session, week: str | None, *, as_object: bool) -> None:
    """谁没报 · Who has handed in the pack of a week and who has not.

    \b
    Example:
      walkalong weekly status 2026-W48
    """
    from bot.weekly.board import board
    from flows.weekly import STANDINGS

    with opened(session) as app:
        of = week_in(session, app, week)
        app.weekly.see_to(of)
        lines = board(app.weekly, of, app.clock().date())
        due, now, moved = app.weekly.due(of), app.clock(), moved_words(session, app.weekly, of)
    if as_object:
        echo(as_json([told_line(each) for each in lines]))
        return
    missing = [each.pack.unit for each in lines if each.is_missing]
    echo(session.say(f"{of}，{due:%m-%d} 报送{moved}", f"{of}, due {due:%m-%d}{moved}"))
    if not lines:
        is_to_come = due > now
        zh = f"{due:%Y-%m-%d %H:%M} 生成。" if is_to_come else "这一周没有做过周报。"
        en = f"They are made at {due:%Y-%m-%d %H:%M}." if is_to_come else "No packs were made."
        echo(session.say(zh, en))
        return
    heads = session.heads("单位 Unit", "情况 Standing", "版本 Version", "报送 Handed in", "谁 By")
    rows = [
        (
            each.pack.unit,
            session.say(*STANDINGS[each.standing]),
            each.pack.version,
            f"{each.sent.at:%Y-%m-%d %H:%M}" if each.sent else "",
            f"{each.sent.by}（{session.say(*HOWS[each.sent.how])}）" if each.sent else "",
        )
        for each in lines
    ]
    print_table(heads, rows)
    told = session.say("、", ", ").join(missing)
    zh = f"没报的 {len(missing)} 个：{told}" if missing else "都报了。"
    echo(session.say(zh, f"Missing, {len(missing)}: {told}" if missing else "All have."))


@command.command("send")
@week_argument
@unit_option
@click.option("--by", required=True, metavar="NAME", help="Who handed it in, or says so.")
@click.option(
    "--at",
    type=click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"]),
    help="When; now, if it is left out.",
)
@pass_session
def send(
    session: Session, week: str | None, unit: str | None, by: str, at: datetime | None
) -> None:
    """登记报送 · Enter that a unit handed in by other means.

    \b
    Example:
      walkalong weekly send 2026-W48 --unit 医保局 --by 林工 --at 2026-11-26T15:00
    """
    with opened(session) as app:
        name = needed_unit(session, unit)
        of = week_in(session, app, week)
        app.weekly.see_to(of)
        pack = app.weekly.one(of, name)
        when = None if at is None else at.replace(tzinfo=app.clock().tzinfo)
        if not by.strip():
            raise click.UsageError(session.say("--by 写上是谁。", "--by names somebody."))
        if when is not None and not pack.made.date() <= when.date() <= app.clock().date():
            raise click.UsageError(
                session.say(
                    f"--at 要在 {pack.made:%Y-%m-%d}（生成那天）和今天之间。",
                    f"--at lies between {pack.made:%Y-%m-%d}, when it was made, and today.",
                )
            )
        one = app.weekly.send(pack, " ".join(by.split()), "marked", when)
    how = session.say(*HOWS[one.how])
    zh = f"{one.week} {one.unit} 第 {one.version} 版：{one.at:%Y-%m-%d %H:%M} {one.by}（{how}）"
    en = f"{one.week} {one.unit} version {one.version}: {one.at:%Y-%m-%d %H:%M} {one.by} ({how})"
    echo(session.say(zh, en))


@command.command("resend")
@week_argument
@unit_option
@click.option("--reason", required=True, metavar="TEXT", help="Why it is corrected.")
@click.option("--by", default="", metavar="NAME", help="Who corrects it.")
@pass_session
def resend(session: Session, week: str | None, unit: str | None, reason: str, by: str) -> None:
    """更正重报 · Make the next version of a unit's pack.

    Those before stay.

    \b
    Example:
      walkalong weekly resend 2026-W48 --unit 医保局 --reason 漏了两个问题
    """
    from flows.weekly import LEAD

    with opened(session) as app:
        name = needed_unit(session, unit)
        if not reason.strip():
            raise click.UsageError(session.say("--reason 写上原因。", "--reason says why."))
        of = week_in(session, app, week)
        app.weekly.see_to(of)
        pack = app.weekly.correct(of, name, by.strip() or "walkalong weekly", reason)
    zh = f"{pack.week} {pack.unit} 第 {pack.version} 版做好了"
    en = f"{pack.week} {pack.unit}: version {pack.version} is made"
    again = pack.unit != LEAD
    echo(session.say(f"{zh}{'，要重新报送' * again}。", f"{en}{', hand it in' * again}."))


@command.command("check")
@week_argument
@json_option
@pass_session
def check(session: Session, week: str | None, *, as_object: bool) -> None:
    """核对 · Prove that packs, and the log, are as they were.

    Exit code 1 where anything does not agree.

    \b
    Example:
      walkalong weekly check
    """
    from dataclasses import asdict

    from bot.weekly.checking import check as faults_of

    with opened(session) as app:
        of = None if week is None else week_in(session, app, week)
        faults = list(faults_of(app.weekly, of))
        count = len(app.weekly.store.packs(of))
    if as_object:
        echo(as_json([asdict(each) for each in faults]))
    else:
        for each in faults:
            version = session.say(f"第 {each.version} 版", f"version {each.version}")
            head = f"{each.week} {each.unit} {version}" if each.unit else session.say("台账", "log")
            echo(f"{head}: {each.told(session.locale)}")
        zh, en = (
            f"核对了 {count} 份，不符 {len(faults)} 处。",
            f"{count} packs, {len(faults)} faults.",
        )
        echo(session.say(zh, en), err=True)
    if faults:
        raise click.exceptions.Exit(1)


@command.command("note")
@week_argument
@unit_option
@click.option("--set", "text", metavar="TEXT", help="The new words; a line is a paragraph.")
@click.option(
    "--file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A text file with the new words.",
)
@click.option("--by", default="", metavar="NAME", help="Who wrote them.")
@pass_session
def note(
    session: Session,
    week: str | None,
    unit: str | None,
    text: str | None,
    file: Path | None,
    by: str,
) -> None:
    """简讯 · Show the words of a unit's news note, or change them.

    Before the pack is made they wait for it; after that a new version has them.

    \b
    Example:
      walkalong weekly note 2026-W48 --unit 医保局 --file note.txt
    """
    from bot.cli.weekly_notes import changed_note, note_of, words_in

    if text is not None and file is not None:
        raise click.UsageError(session.say("--set 和 --file 只写一个。", "Give --set or --file."))
    words = text if file is None else words_in(session, file)
    with opened(session) as app:
        name, of = needed_unit(session, unit), week_in(session, app, week)
        if words is None:
            echo(note_of(app, of, name))
        else:
            echo(changed_note(session, app, of, name, by, words))
