"""`walkalong init`: everything a fresh installation needs, and nothing twice."""

from __future__ import annotations

import click

from bot.cli.guides_add import imported
from bot.cli.output import echo, progress
from bot.cli.session import Session, pass_session


@click.command("init")
@pass_session
def command(session: Session) -> None:
    """准备数据 · Create or upgrade the data; safe to repeat.

    The database, the built-in flows, the sample guides and their index.
    What is there already is left as it is.

    \b
    Example:
      walkalong --home ./data init
    """
    from bot.app import prepare
    from flows.catalog import built_in
    from knowledge.samples import samples

    prepare(session.settings)
    echo(f"{session.say('数据：', 'Data: ')}{session.settings.home}")
    echo(f"{session.say('流程：', 'Flows: ')}{len(built_in())}")
    guides, colon = session.say("指南", "Guides"), session.say("：", ": ")
    with session.app() as app, progress(session.say("给指南建索引", "Indexing guides")) as step:
        report = imported(app, samples(), step)
    for guide in report.guides:
        if guide.outcome in ("updated", "older", "upcoming", "removed"):
            told = session.say("；", "; ").join(guide.odd)
            told = told or session.say("换成了新版本", "a new version")
            echo(f"{guides}{colon}{guide.id} {guide.name}{colon}{told}")
    if report.switched:
        echo(report.switched)
    if report.notice:
        ready = session.say(
            "可以开始（语义检索的情况见上）", "Ready (see above for search by meaning)"
        )
    else:
        ready = session.say("好了，可以开始", "Ready")
    echo(f"{ready}{colon}{session.call} chat")
