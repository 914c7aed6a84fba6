"""`walkalong walks signals`: what an inspector may want to look into."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from bot.cli.filters import at_most
from bot.cli.output import as_json, echo
from bot.cli.session import Session, pass_session
from flows.signals import KINDS

if TYPE_CHECKING:
    from storage.signals import SignalRecord


@click.command("signals")
@click.option("--kind", type=click.Choice(KINDS), help="Of this kind.")
@click.option("--walk", type=click.IntRange(1), metavar="ID", help="Of this walk.")
@click.option("--person", help="All or a part of the name of who walked.")
@click.option(
    "--since", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="Found on this day or after."
)
@at_most
@click.option("--json", "as_object", is_flag=True, help="A JSON array of objects.")
@pass_session
def command(
    session: Session,
    kind: str | None,
    walk: int | None,
    person: str | None,
    since: datetime | None,
    limit: int,
    as_object: bool,
) -> None:
    """可疑信号 · Signs that a walk may have been staged, newest first. For inspectors.

    Facts with their figures, no conclusions: nothing follows from them by itself.

    \b
    Example:
      walkalong walks signals --kind reused_photo
    """
    from bot.signal_words import HEAD, UNNAMED, evidence, figures, name_of

    with session.app() as app:
        app.watcher.catch_up(app.clock())
        if since is not None:
            since = since.replace(tzinfo=app.clock().tzinfo)
        store = app.watcher.signals
        found = store.latest(kind=kind, walk=walk, person=person, since=since, limit=limit)
    if as_object:
        echo(as_json([_object(one) for one in found]))
        return
    if not found:
        echo(session.say("没有信号。", "There are no signals."))
        return
    locale = session.settings.locale
    echo(session.say(*HEAD))
    for one in found:
        name, told = name_of(one.kind, locale), figures(one, locale)
        head = session.say(f"走流程 {one.walk_id}", f"walk {one.walk_id}")
        who = one.person_name or session.say(*UNNAMED)
        where = " · ".join(filter(None, (head, one.item_name, who, f"{one.at:%F %R}")))
        echo(f"\n{where}\n  {name}{session.say('：', ': ')}{told}")
        for line in evidence(one, locale):
            echo(f"    {line}")


def _object(one: SignalRecord) -> dict[str, Any]:
    return {
        "id": one.id,
        "kind": one.kind,
        "walk": str(one.walk_id),
        "other_walk": None if one.other_walk is None else str(one.other_walk),
        "person": one.person_name,
        "item": one.item_name,
        "found_at": one.at,
        "details": one.details,
        "messages": {
            str(key): {"at": message.at, "text": message.text}
            for key, message in one.messages.items()
        },
    }
