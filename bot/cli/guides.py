"""`walkalong guides`: import service guides, look at them, search them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.output import as_json, echo, print_table, progress
from bot.cli.session import Session, pass_session

if TYPE_CHECKING:
    from bot.app import App
    from knowledge.model import Guide, ImportReport

WIDEST = 40
"""Columns of a cell in the list; a name may have 200 characters."""
SHOWN = 20
"""How many guides with faults are named after an import, odd ones first."""

Files = click.Path(exists=True, path_type=Path)


@click.group("guides")
def command() -> None:
    """办事指南 · Import service guides, look at them, search them."""


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


@command.command("list")
@click.option("--json", "as_object", is_flag=True, help="A JSON array of objects.")
@pass_session
def list_(session: Session, as_object: bool) -> None:
    """列表 · Every guide in its current version.

    \b
    Example:
      walkalong guides list
    """
    with session.app() as app:
        guides = app.library.guides()
    if as_object:
        heads = [g.model_dump(mode="json", exclude={"elements", "faqs"}) for g in guides]
        echo(as_json(heads))
        return
    print_table(
        session.heads(
            "编码 ID", "事项 Item", "部门 Bureau", "层级 Level", "版本 Version", "有效期至 Expires"
        ),
        [(g.id, g.name, g.bureau, g.level, g.version, g.expires or "") for g in guides],
        widest=WIDEST,
    )


@command.command("show")
@click.argument("id")
@click.option("--version", help="As it last was in this version; without it, as it is now.")
@click.option("--json", "as_object", is_flag=True, help="One JSON object.")
@pass_session
def show(
    session: Session,
    id: str,  # noqa: A002  # the argument's name
    version: str | None,
    as_object: bool,
) -> None:
    """查看 · One guide in full, with the names of its versions.

    \b
    Example:
      walkalong guides show YX-GA-001
      walkalong guides show YX-GA-001 --version 2026-1
    """
    with session.app() as app:
        versions = app.library.versions(id)
    if not versions:
        raise click.ClickException(session.say(*no_guide(id)))
    names = [each.version for each in versions]
    if version is not None and version not in names:
        raise click.ClickException(
            session.say(
                f"{id} 没有 {version!r} 这一版；有：{'、'.join(names)}。",
                f"{id} has no version {version!r}; it has {', '.join(names)}.",
            )
        )
    guide = versions[names.index(version) if version is not None else 0]
    if as_object:
        echo(as_json(guide.model_dump(mode="json") | {"versions": names}))
    else:
        echo(_guide(guide, versions, session))


@command.command("search")
@click.argument("text")
@click.option(
    "--limit", type=click.IntRange(1, 100), default=10, show_default=True, help="At most so many."
)
@click.option("--json", "as_object", is_flag=True, help="A JSON array, best first.")
@pass_session
def search(session: Session, text: str, limit: int, as_object: bool) -> None:
    """搜索 · Passages of the guides, best first.

    \b
    Example:
      walkalong guides search "异地就医备案"
    """
    from knowledge.elements import shown_name

    with session.app() as app:
        hits = app.library.search(text, limit=limit)
    if as_object:
        found = [hit.source.model_dump(mode="json") | {"score": hit.score} for hit in hits]
        echo(as_json(found))
        return
    for number, hit in enumerate(hits, start=1):
        source = hit.source
        element = shown_name(source.element, session.locale)
        place = session.say(
            f"（{source.guide}，{hit.score:.2f}）", f" ({source.guide}, {hit.score:.2f})"
        )
        echo(f"{number}. {source.item} · {element}{place}")
        echo(f"   {' '.join(source.passage.split())[:200]}")
    if not hits:
        echo(session.say("没有找到", "Nothing found"))


def no_guide(id_: str) -> tuple[str, str]:
    """That no guide has this id, in Chinese and in English."""
    return (
        f"没有编码为 {id_!r} 的指南；用 walkalong guides list 查看。",
        f"No guide has the id {id_!r}; see walkalong guides list.",
    )


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
    return "\n".join(filter(None, (*lines, report.notice)))


def _guide(guide: Guide, versions: Sequence[Guide], session: Session) -> str:
    from knowledge.elements import shown_name

    say = session.say
    dates = (
        (say("发布", "published"), guide.published),
        (say("生效", "in force from"), guide.effective),
        (say("失效", "expires"), guide.expires),
    )
    lines = [
        say(f"{guide.name}（{guide.id}）", f"{guide.name} ({guide.id})"),
        " · ".join(filter(None, (guide.bureau, guide.level, guide.region, guide.version))),
        " · ".join(f"{name} {day}" for name, day in dates if day),
    ]
    if len(versions) > 1:
        now, *before = [each.version for each in versions]
        told = say("、", ", ").join([now + say("（现行）", " (current)"), *before])
        lines.append(f"{say('版本：', 'Versions: ')}{told}")
    for term, text in guide.elements.items():
        lines.append(f"\n【{shown_name(term, session.locale)}】\n{text}")
    question, answer = say("问：", "Q: "), say("答：", "A: ")
    lines += [f"\n{question}{faq.question}\n{answer}{faq.answer}" for faq in guide.faqs]
    return "\n".join(filter(None, lines))
