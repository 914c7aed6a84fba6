"""`walkalong ask`: the guides' answer, with its sources, or a question back, or a refusal."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click

from bot.cli.guides import no_guide
from bot.cli.output import as_json, echo
from bot.cli.session import Session, pass_session

if TYPE_CHECKING:
    from datetime import date, datetime

    from bot.app import App
    from knowledge.model import GuideAnswer

_KEPT = 1_000
"""Earlier lines that a line can name as the one before it."""
_KEPT_CHARS = 500
"""What of each is kept, as much as is read of a question."""


DAY = click.DateTime(["%Y-%m-%d"])


@click.command("ask")
@click.argument("question", required=False)
@click.option(
    "--item",
    metavar="ID",
    help="Ask about this service item (see guides list), or what was asked back.",
)
@click.option("--on", metavar="DAY", type=DAY, help="By the guides that are in force on this day.")
@click.option("--json", "as_object", is_flag=True, help="The answer as one JSON object.")
@click.option("--jsonl", is_flag=True, help="JSON lines in and out, for programs.")
@pass_session
def command(
    session: Session,
    question: str | None,
    item: str | None,
    on: datetime | None,
    as_object: bool,
    jsonl: bool,
) -> None:
    """提问 · Ask the service guides; every answer names its source.

    A question back and a refusal are answers, too: exit code 0.

    \b
    Examples:
      walkalong ask "补身份证要带什么"
      walkalong ask "多久能办好" --item YX-GA-001 --json
      walkalong ask "补身份证多少钱" --on 2026-07-02
      echo '{"id": "q1", "question": "补身份证多少钱"}' | walkalong ask --jsonl
    """
    if jsonl:
        if question or item or on or as_object:
            raise click.UsageError(
                session.say(
                    "用 --jsonl 时，问题从标准输入读。",
                    "--jsonl reads its questions from standard input.",
                )
            )
        _serve(session)
        return
    if not question or not question.strip():
        head = session.say("把问题写上：", "Write the question: ")
        raise click.UsageError(f'{head}walkalong ask "补身份证要带什么"')
    with session.app() as app:
        if item and not _knows(app, item):
            raise click.ClickException(session.say(*no_guide(item)))
        answer = _ask(app, question, item, on=on.date() if on else None)
    echo(as_json(_payload(answer)) if as_object else _told(answer))


def _serve(session: Session) -> None:
    from bot.channels.jsonl import LineError, check_keys, own_stdout, serve, text_of

    earlier: dict[str | int, str] = {}

    with own_stdout() as out, session.app() as app:

        def answer(parsed: Mapping[str, Any]) -> Mapping[str, Any]:
            check_keys(parsed, ("question", "item", "before"))
            question = text_of(parsed.get("question", ""), "question")
            item = text_of(parsed.get("item", ""), "item")
            if not question.strip():
                raise LineError("empty", "question is missing or empty")
            if item and not _knows(app, item):
                raise LineError("no_such_item", f"no guide has the id {item[:80]!r}")
            before = _before(parsed.get("before", ""), earlier)
            if (given := parsed.get("id")) is not None:
                earlier[given] = question[:_KEPT_CHARS]
                if len(earlier) > _KEPT:
                    del earlier[next(iter(earlier))]
            return _payload(_ask(app, question, item or None, before))

        serve(sys.stdin.buffer, out, answer, reply_key="id", failed=session.failed)


def _knows(app: App, item: str) -> bool:
    """Whether a guide has this id, or the piece that was picked of one ("<id>#<anchor>")."""
    return any(app.library.guide(id_) for id_ in (item, item.rpartition("#")[0]) if id_)


def _before(given: object, earlier: Mapping[str | int, str]) -> str:
    """The question before a line's, which it gives by the id of an earlier line or in full."""
    if isinstance(given, int) and given in earlier:
        return earlier[given]
    from bot.channels.jsonl import text_of

    text = text_of(given, "before")
    return earlier.get(text, text)


def _ask(
    app: App, question: str, item: str | None, before: str = "", on: date | None = None
) -> GuideAnswer:
    from knowledge.model import Before

    return app.library.ask(
        question,
        item=item,
        before=Before(question=before) if before else None,
        on=on or app.clock().date(),
        locale=app.settings.locale,
    )


def _payload(answer: GuideAnswer) -> dict[str, Any]:
    return answer.model_dump(mode="json")


def _told(answer: GuideAnswer) -> str:
    """The text names its sources by itself; candidates come with the id that --item wants."""
    return "\n".join([answer.text, *(f"  {c.pick}  {c.label}" for c in answer.candidates)])
