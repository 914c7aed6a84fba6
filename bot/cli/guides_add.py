"""`walkalong guides add`: guides from files, and what became of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.guides import command
from bot.cli.output import as_json, echo, progress
from bot.cli.session import Session, pass_session

if TYPE_CHECKING:
    from bot.app import App
    from knowledge.importers.tables import Mapping
    from knowledge.model import GuideReport, ImportReport, Refusal

SHOWN = 20
"""How many guides with faults are named after an import, odd ones first; and refusals."""
COMMON = 3
"""What so many guides have odd alike is told once for all of them."""
COMMON_SHOWN = 10

Files = click.Path(exists=True, path_type=Path)
Step = Callable[[int, int], None]


@command.command("add")
@click.argument("paths", nargs=-1, required=True, type=Files)
@click.option("--replace", is_flag=True, help="Older versions take the place of newer ones.")
@click.option("--mapping", type=Files, help="What the columns of the tables are (docs/guides.md).")
@click.option(
    "--write-mapping",
    "start",
    type=click.Path(path_type=Path),
    help="Import nothing; write a mapping file to start from.",
)
@click.option("--json", "as_object", is_flag=True, help="The whole report as one JSON object.")
@pass_session
def add(
    session: Session,
    paths: tuple[Path, ...],
    replace: bool,
    mapping: Path | None,
    start: Path | None,
    as_object: bool,
) -> None:
    """导入 · Import guides from files, folders and zip files.

    The files are Excel workbooks, CSV, Word, PDF, saved pages, Markdown, YAML
    or JSONL; of a folder, links that lead out of it and README files are left
    out. Importing the same again changes nothing; a changed guide becomes a
    new version, and what changed is told. Of the versions of a guide the one
    that is in force on the day answers; what was removed stays so. What is
    missing or odd in a guide is told. A table whose columns are not known
    wants a mapping file. Exit code 1 if anything was refused; the rest is
    imported.

    \b
    Example:
      walkalong guides add guides/ more.zip items.xlsx
      walkalong guides add odd.xlsx --write-mapping odd.yaml
      walkalong guides add odd.xlsx --mapping odd.yaml
    """
    if start is not None:
        _write_start(session, paths, start)
        return
    columns = _columns(session, mapping)
    with session.app() as app, _bars(session) as (reading, step):
        report = imported(app, paths, step, reading=reading, mapping=columns, replace=replace)
    echo(as_json(report.model_dump(mode="json")) if as_object else _report(report, session))
    shown = report.refused if as_object else report.refused[: SHOWN * 5]
    for row in shown:
        echo(_refusal(row, session), err=True)
    if len(report.refused) > len(shown):
        more = len(report.refused) - len(shown)
        told = session.say(f"还有 {more} 处", f"{more} more")
        echo(f"… {told}", err=True)
    if report.refused:
        raise click.exceptions.Exit(1)


def _refusal(row: Refusal, session: Session) -> str:
    place = ":".join(filter(None, (row.file, str(row.line or ""))))
    told = f"{row.reason}{session.say('；', '; ')}{row.mend}"
    return session.say("：", ": ").join(filter(None, (place, told)))


def _columns(session: Session, path: Path | None) -> Mapping | None:
    """What a mapping file says; a faulty one is told with all its faults."""
    from knowledge.importers.tables import read_mapping

    if path is None:
        return None
    mapping, faults = read_mapping(path)
    for fault in faults:
        echo(_refusal(fault.told(session.locale), session), err=True)
    if mapping is None:
        raise click.exceptions.Exit(1)
    return mapping


def _write_start(session: Session, paths: Sequence[Path], target: Path) -> None:
    """Writes a mapping file to start from; one that is there stays."""
    from knowledge.importers.rows import RowError
    from knowledge.importers.tables import mapping_for

    if len(paths) != 1:
        raise click.UsageError(session.say("只写一个表格文件。", "Name one table."))
    try:
        text = mapping_for(paths[0])
        with target.open("x", encoding="utf-8") as file:
            file.write(text)
    except RowError as error:
        refusal = error.at(paths[0].name).told(session.locale)
        raise click.ClickException(_refusal(refusal, session)) from None
    except OSError as error:
        raise click.ClickException(f"{error.filename}: {error.strerror}") from None
    echo(
        session.say(
            f"已写出 {target}，改好后用 --mapping 导入。",
            f"Wrote {target}; fill it in and import with --mapping.",
        )
    )


@contextmanager
def _bars(session: Session) -> Iterator[tuple[Step, Step]]:
    """A bar over files and, once they are read, one over passages.

    What was stopped half-way is kept, and goes on when it is run again.
    """
    with ExitStack() as bars:
        reading = bars.enter_context(progress(session.say("读取文件", "Files")))
        begun: list[Step] = []

        def step(done: int, total: int) -> None:
            if not begun:
                bars.close()
                begun.append(bars.enter_context(progress(session.say("建索引", "Index"))))
            begun[0](done, total)

        try:
            yield reading, step
        except KeyboardInterrupt:
            bars.close()
            raise click.ClickException(
                session.say(
                    "已停下；读入的指南都在，再运行一次接着做完。",
                    "Stopped; what was read is kept, run it again to go on.",
                )
            ) from None


def imported(
    app: App,
    paths: Iterable[Path],
    step: Step,
    *,
    reading: Step | None = None,
    mapping: Mapping | None = None,
    replace: bool = False,
) -> ImportReport:
    """The report of an import; an index that has no place is a failure told in a sentence."""
    from knowledge.model import IndexPlaceError

    try:
        return app.library.add(
            paths, step, reading=reading, mapping=mapping, replace=replace, on=app.clock().date()
        )
    except IndexPlaceError as error:
        raise click.ClickException(str(error)) from None


def _counts(report: ImportReport, session: Session) -> str:
    created, updated = report.count("created"), report.count("updated")
    same, older = report.count("unchanged"), report.count("older")
    later, removed = report.count("upcoming"), report.count("removed")
    refused = len(report.refused)
    return session.say(
        f"新增 {created} · 更新 {updated} · 未变 {same} · "
        + (f"较旧未用 {older} · " if older else "")
        + (f"到期启用 {later} · " if later else "")
        + (f"已移除未用 {removed} · " if removed else "")
        + f"未导入 {refused}；建索引 {report.indexed} 段，其中按语义 {report.embedded} 段",
        f"{created} new, {updated} changed, {same} as before, "
        + (f"{older} older than the current one, " if older else "")
        + (f"{later} in force later, " if later else "")
        + (f"{removed} removed before, " if removed else "")
        + f"{refused} refused; {report.indexed} passages indexed, {report.embedded} by meaning",
    )


def _report(report: ImportReport, session: Session) -> str:
    from knowledge.elements import shown_name

    lines = [_counts(report, session)]
    lacking = Counter(term for guide in report.guides for term in guide.missing)
    name = partial(shown_name, locale=session.locale)
    if lacking:
        told = " · ".join(f"{name(term)} {count}" for term, count in lacking.most_common())
        lines.append(f"{session.say('缺：', 'Missing: ')}{told}")
    lines += _left_out(report, session)
    lines += [*_faults(report.guides, session), *_changes(report, session)]
    # Why search by meaning is off was told when it was found out, on standard error.
    return "\n".join(filter(None, (*lines, report.switched)))


def _left_out(report: ImportReport, session: Session) -> list[str]:
    """The files that were not looked at, in one line."""
    from knowledge.importers.documents.apart import PICTURES

    if not report.left_out:
        return []
    names = session.say("、", ", ").join(report.left_out[:5])
    count = len(report.left_out)
    pictures = any(name.lower().endswith(PICTURES) for name in report.left_out)
    hint = session.say(
        "（指南的照片要直接写出文件名才读）", " (name a guide's photo itself to have it read)"
    )
    more = session.say(f" 等 {count} 个", f" … {count} in all") if count > 5 else ""
    told = session.say(
        f"不是指南文件，没有读：{names}{more}", f"Not read, no guides: {names}{more}"
    )
    return [told + hint if pictures else told]


def _faults(guides: Sequence[GuideReport], session: Session) -> list[str]:
    """What is odd: what many have alike once, then guide by guide."""
    from knowledge.elements import shown_name

    counts = Counter(odd for guide in guides for odd in dict.fromkeys(guide.odd))
    common = {odd: count for odd, count in counts.items() if count >= COMMON}
    lines = [
        session.say(f"  {count} 份：{odd}", f"  {count} guides: {odd}")
        for odd, count in sorted(common.items(), key=lambda each: -each[1])[:COMMON_SHOWN]
    ]
    faulty: list[tuple[GuideReport, list[str]]] = []
    for guide in guides:
        own = [odd for odd in guide.odd if odd not in common]
        if own or guide.missing:
            faulty.append((guide, own))
    faulty.sort(key=lambda each: not each[1])
    for guide, own in faulty[:SHOWN]:
        lacks = session.say("缺", "lacks")
        terms = [shown_name(term, session.locale) for term in guide.missing]
        missing = f"{lacks} {session.say('、', ', ').join(terms)}" if terms else ""
        told = session.say("；", "; ").join(filter(None, (*own, missing)))
        place = session.say(f"（{guide.source}）：", f" ({guide.source}): ")
        lines.append(f"  {guide.name}{place}{told}")
    if len(faulty) > SHOWN:
        more = len(faulty) - SHOWN
        told = session.say(
            f"还有 {more} 份；用 --json 看全部", f"{more} more; --json tells them all"
        )
        lines.append(f"  … {told}")
    return lines


def _changes(report: ImportReport, session: Session) -> list[str]:
    """What the guides that changed say otherwise than before."""
    changed = [guide for guide in report.guides if guide.changes]
    lines: list[str] = []
    for guide in changed[:SHOWN]:
        lines.append(session.say(f"  {guide.name} 改了：", f"  {guide.name} changed:"))
        lines += [f"    {change.text}" for change in guide.changes[:SHOWN]]
        if len(guide.changes) > SHOWN:
            lines.append(f"    … {len(guide.changes) - SHOWN}")
    if len(changed) > SHOWN:
        lines.append(f"  … {len(changed) - SHOWN}")
    return lines
