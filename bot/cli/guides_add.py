"""`walkalong guides add`: guides from files, and what became of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.guides import command
from bot.cli.output import as_json, echo, progress
from bot.cli.session import Session, pass_session

if TYPE_CHECKING:
    from bot.app import App
    from knowledge.model import ImportReport

SHOWN = 20
"""How many guides with faults are named after an import, odd ones first."""

Files = click.Path(exists=True, path_type=Path)


@command.command("add")
@click.argument("paths", nargs=-1, required=True, type=Files)
@click.option("--replace", is_flag=True, help="Let older versions take the place of newer ones.")
@click.option("--json", "as_object", is_flag=True, help="The whole report as one JSON object.")
@pass_session
def add(session: Session, paths: tuple[Path, ...], replace: bool, as_object: bool) -> None:
    """导入 · Import guides from files and folders.

    The files are Markdown, YAML or JSONL; of a folder, links that lead out of
    it and README files are left out. Importing the same again changes nothing;
    a changed guide becomes a new version, an older version (by its number,
    else by its dates) is kept behind the current one. What is missing or odd
    in a guide is told. Exit code 1 if anything was refused; the rest is
    imported.

    \b
    Example:
      walkalong guides add guides/ more.jsonl
    """
    with session.app() as app, progress(session.say("指南", "Guides")) as step:
        report = imported(app, paths, step, replace=replace)
    echo(as_json(report.model_dump(mode="json")) if as_object else _report(report, session))
    for row in report.refused:
        place = ":".join(filter(None, (row.file, str(row.line or ""))))
        told = f"{row.reason}{session.say('；', '; ')}{row.mend}"
        echo(session.say("：", ": ").join(filter(None, (place, told))), err=True)
    if report.refused:
        raise click.exceptions.Exit(1)


def imported(
    app: App, paths: Iterable[Path], step: Callable[[int, int], None], *, replace: bool = False
) -> ImportReport:
    """The report of an import; an index that has no place is a failure told in a sentence."""
    from knowledge.model import IndexPlaceError

    try:
        return app.library.add(paths, step, replace=replace, on=app.clock().date())
    except IndexPlaceError as error:
        raise click.ClickException(str(error)) from None


def _report(report: ImportReport, session: Session) -> str:
    from knowledge.elements import shown_name

    created, updated = report.count("created"), report.count("updated")
    same, older = report.count("unchanged"), report.count("older")
    refused = len(report.refused)
    lines = [
        session.say(
            f"新增 {created} · 更新 {updated} · 未变 {same} · "
            + (f"较旧未用 {older} · " if older else "")
            + f"未导入 {refused}；建索引 {report.indexed} 段，其中按语义 {report.embedded} 段",
            f"{created} new, {updated} changed, {same} as before, "
            + (f"{older} older than the current one, " if older else "")
            + f"{refused} refused; {report.indexed} passages indexed, {report.embedded} by meaning",
        )
    ]
    lacking = Counter(term for guide in report.guides for term in guide.missing)
    name = partial(shown_name, locale=session.locale)
    if lacking:
        told = " · ".join(f"{name(term)} {count}" for term, count in lacking.most_common())
        lines.append(f"{session.say('缺：', 'Missing: ')}{told}")
    faulty = [guide for guide in report.guides if guide.odd or guide.missing]
    faulty.sort(key=lambda guide: not guide.odd)
    for guide in faulty[:SHOWN]:
        lacks = session.say("缺", "lacks")
        terms = session.say("、", ", ").join(map(name, guide.missing))
        missing = f"{lacks} {terms}" if terms else ""
        told = session.say("；", "; ").join(filter(None, (*guide.odd, missing)))
        place = session.say(f"（{guide.source}）：", f" ({guide.source}): ")
        lines.append(f"  {guide.name}{place}{told}")
    if len(faulty) > SHOWN:
        more = len(faulty) - SHOWN
        told = session.say(
            f"还有 {more} 份；用 --json 看全部", f"{more} more; --json tells them all"
        )
        lines.append(f"  … {told}")
    return "\n".join(filter(None, (*lines, report.switched, report.notice)))
