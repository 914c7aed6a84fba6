"""`walkalong demo`."""

from __future__ import annotations

from pathlib import Path

import click

from bot.cli.output import echo, tell
from bot.cli.session import Session, pass_session
from bot.cli.usage import FOLDER


@click.command("demo")
@click.option(
    "--out",
    type=FOLDER,
    default=Path("out"),
    show_default=True,
    help="Folder for ledger.xlsx and report.docx.",
)
@pass_session
def command(session: Session, out: Path) -> None:
    """演示 · Play a recorded walk, write its ledger and report.

    The walk runs through the real pipeline. Needs no one at the keyboard, and
    leaves your own data alone: the demo has a home of its own in that folder.

    \b
    Example:
      walkalong demo --out out
    """
    from bot.demo import run_demo

    echo(session.say("先建一个演示用的小指南库，几秒钟……", "First a small library, some seconds …"))
    for path in run_demo(session.settings, out, tell):
        echo(session.say(f"写好了：{path}", f"Written: {path}"))
