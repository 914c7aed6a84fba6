"""`walkalong guides`: import service guides, look at them, search them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from bot.cli.output import as_json, echo, print_table, shortened
from bot.cli.session import Session, pass_session

if TYPE_CHECKING:
    from knowledge.model import Guide

WIDEST = 40
"""Columns of a cell in the list; a name may have 200 characters."""


@click.group("guides")
def command() -> None:
    """办事指南 · Import service guides, look at them, search them."""


@command.command("list")
@click.option("--json", "as_object", is_flag=True, help="A JSON array of objects.")
@pass_session
def list_(session: Session, as_object: bool) -> None:
    """列表 · Every guide in the version that answers today.

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
        versions, now = app.library.versions(id), app.library.guide(id)
    if not versions:
        raise click.ClickException(session.say(*no_guide(id)))
    names = [each.version for each in versions]
    if version is not None and version not in names:
        raise click.ClickException(session.say(*no_version(id, version, names)))
    guide = versions[names.index(version) if version is not None else 0]
    if as_object:
        echo(as_json(guide.model_dump(mode="json") | {"versions": names}))
    else:
        echo(_guide(guide, versions, now, session))


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
    id_ = shortened(id_, WIDEST)
    return (
        f"没有编码为 {id_!r} 的指南；用 walkalong guides list 查看。",
        f"No guide has the id {id_!r}; see walkalong guides list.",
    )


def no_version(id_: str, version: str, names: Sequence[str]) -> tuple[str, str]:
    """That a guide has no version of this name, in Chinese and in English."""
    version = shortened(version, WIDEST)
    return (
        f"{id_} 没有 {version!r} 这一版；有：{'、'.join(names)}。",
        f"{id_} has no version {version!r}; it has {', '.join(names)}.",
    )


def _guide(guide: Guide, versions: Sequence[Guide], now: Guide | None, session: Session) -> str:
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
    if now is None:
        lines.append(say("已移除，不再回答", "Removed; it answers no more"))
    if len(versions) > 1:
        first, *others = [each.version for each in versions]
        mark = say("（现行）", " (current)") if now is not None else ""
        told = say("、", ", ").join([first + mark, *others])
        lines.append(f"{say('版本：', 'Versions: ')}{told}")
    for term, text in guide.elements.items():
        lines.append(f"\n【{shown_name(term, session.locale)}】\n{text}")
    question, answer = say("问：", "Q: "), say("答：", "A: ")
    lines += [f"\n{question}{faq.question}\n{answer}{faq.answer}" for faq in guide.faqs]
    return "\n".join(filter(None, lines))


from bot.cli import (  # noqa: E402  # their commands are of this group
    guides_add,  # noqa: F401
    guides_check,  # noqa: F401
    guides_gaps,  # noqa: F401
    guides_measure,  # noqa: F401
    guides_versions,  # noqa: F401
)
