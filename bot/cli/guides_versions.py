"""`walkalong guides versions, diff, remove, restore`: what was ever kept of a guide."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from bot.cli.guides import command, no_guide, no_version
from bot.cli.output import as_json, echo, print_table
from bot.cli.session import Session, pass_session

if TYPE_CHECKING:
    from bot.app import App
    from knowledge.model import Change, Guide, VersionState

STATES = {
    "in_force": ("现行", "in force"),
    "not_yet": ("未生效", "not yet"),
    "expired": ("已失效", "expired"),
    "behind": ("已被取代", "behind"),
    "removed": ("已移除", "removed"),
}
DIGEST = 8
"""Characters of a digest that are shown, and name a version."""


@command.command("versions")
@click.argument("id")
@click.option("--diff", is_flag=True, help="What each changed from the one before it.")
@click.option("--json", "as_object", is_flag=True, help="A JSON array of objects.")
@pass_session
def versions(session: Session, id: str, diff: bool, as_object: bool) -> None:  # noqa: A002
    """版本 · Every version of a guide, with its state.

    In the order of import, with dates, how the digest begins, and which one
    answers today.

    \b
    Example:
      walkalong guides versions YX-GA-001 --diff
    """
    with session.app() as app:
        rows = _states(app, session, id)
    if as_object:
        echo(as_json([row.model_dump(mode="json") for row in rows]))
        return
    print_table(
        session.heads(
            "版本 Version", "状态 State", "生效 From", "失效 Until", "发布 Published", "摘要 Digest"
        ),
        [
            (
                row.version,
                session.say(*STATES[row.state]),
                row.effective or "",
                row.expires or "",
                row.published or "",
                row.digest[:DIGEST],
            )
            for row in rows
        ],
    )
    for row in rows if diff else []:
        if row.changes:
            echo(session.say(f"\n{row.version} 改了：", f"\n{row.version} changed:"))
            tell_changes(row.changes)


@command.command("diff")
@click.argument("id")
@click.argument("before")
@click.argument("after")
@click.option("--json", "as_object", is_flag=True, help="A JSON array of changes.")
@pass_session
def diff(session: Session, id: str, before: str, after: str, as_object: bool) -> None:  # noqa: A002
    """对比 · What one version of a guide says otherwise than another.

    \b
    Example:
      walkalong guides diff YX-GA-001 2026-1 2026-2
    """
    from knowledge.changes import changes

    with session.app() as app:
        rows = _states(app, session, id)
        old, new = (_version(app, session, id, name, rows) for name in (before, after))
    found = changes(old, new, session.locale)
    if as_object:
        echo(as_json([change.model_dump(mode="json") for change in found]))
    elif found:
        tell_changes(found)
    else:
        echo(session.say("两版说的一样", "Both say the same"))


@command.command("remove")
@click.argument("id")
@click.option("--version", help="Only this one: its name, or how its digest begins.")
@pass_session
def remove(session: Session, id: str, version: str | None) -> None:  # noqa: A002
    """移除 · A guide, or one version of it, answers no more.

    Nothing is deleted: walks that began with it find it, and guides restore
    brings it back. An import of the same text does not.

    \b
    Example:
      walkalong guides remove YX-GA-001 --version 2026-1
    """
    with session.app() as app:
        _known(app, session, id, version)
        count = app.library.remove(id, version or "")
        now = app.library.guide(id)
    told = _now(session, now)
    echo(session.say(f"移除了 {count} 个版本；{told}", f"{count} versions removed; {told}"))


@command.command("restore")
@click.argument("id")
@click.option("--version", help="Only this one: its name, or how its digest begins.")
@pass_session
def restore(session: Session, id: str, version: str | None) -> None:  # noqa: A002
    """恢复 · What was removed of a guide answers again.

    \b
    Example:
      walkalong guides restore YX-GA-001
    """
    with session.app() as app:
        _known(app, session, id, version)
        count = app.library.restore(id, version or "")
        now = app.library.guide(id)
    told = _now(session, now)
    echo(session.say(f"恢复了 {count} 个版本；{told}", f"{count} versions restored; {told}"))


def tell_changes(changes: Iterable[Change], indent: str = "  ") -> None:
    """One line a change."""
    for change in changes:
        echo(f"{indent}{change.text}")


def _now(session: Session, guide: Guide | None) -> str:
    if guide is None:
        return session.say("这个事项现在没有指南回答", "no guide of this item answers now")
    return session.say(f"现在由 {guide.version} 版回答", f"version {guide.version} answers now")


def _states(app: App, session: Session, id_: str) -> list[VersionState]:
    rows = app.library.states(id_)
    if not rows:
        raise click.ClickException(session.say(*no_guide(id_)))
    return rows


def _known(app: App, session: Session, id_: str, version: str | None) -> None:
    """Nothing happens to a version that is not there; an empty name is none, and not all."""
    rows = _states(app, session, id_)
    if version is not None:
        _version(app, session, id_, version, rows)


def _version(
    app: App, session: Session, id_: str, version: str, rows: Iterable[VersionState]
) -> Guide:
    found = app.library.guide(id_, version) if version else None
    if found is None:
        names = list(dict.fromkeys(row.version for row in rows))
        raise click.ClickException(session.say(*no_version(id_, version, names)))
    return found
