"""The demo: a recorded walk through the real pipeline, with the talk printed.

It has a home of its own inside the folder it writes to, made anew each time,
so it neither needs nor touches anyone's data.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from bot.app import open_app, prepare
from bot.dialogue.messages import Outcome, Reply
from bot.ledger_file import export_ledger
from bot.rehearsal import Line, Stage, play, read_rehearsal
from bot.reports import export_experience
from bot.settings import Settings
from knowledge.samples import FOLDER
from storage.exports.files import ExportError

WALKS = {
    "zh": Path(__file__).with_name("demo_walk.md"),
    "en": Path(__file__).with_name("demo_walk_en.md"),
}
SPEAKERS = {"zh": ("体验员", "我", "陪走"), "en": ("volunteer", "Me", "Walkalong")}
"""The name of the chat, and what stands in front of what each says."""
SHOWN = 8
"""How many options are printed; a question may have twenty."""
HOME, DATABASE = "demo-home", "demo.db"
GUIDES = ("YX-GA-001.md", "YX-GA-002.md", "YX-RS-001.md")
"""The guides the recorded walk needs, and two neighbours; all 24 would take longer to index."""


class DemoError(Exception):
    """The recorded walk did not go as recorded."""


def run_demo(settings: Settings, out: Path, echo: Callable[[str], None]) -> list[Path]:
    """Play the walk, write `ledger.xlsx` and `report.docx` to `out`; their paths."""
    home = out / HOME
    if home.exists() and not (home / DATABASE).is_file() and any(home.iterdir()):
        raise ExportError(
            f"{home} 不是演示自己的文件夹，里面的东西没有动。请把它改名，或用 --out 换一个位置。",
            f"{home} is not the demo's own folder; nothing in it was touched. Rename it, or choose "
            "another place with --out.",
        )
    shutil.rmtree(home, ignore_errors=True)
    own = settings.model_copy(
        update={"home": home.absolute(), "database_url": f"sqlite:///{home.absolute() / DATABASE}"}
    )
    prepare(own)
    walk, (chat, me, bot) = WALKS[own.locale], SPEAKERS[own.locale]
    with open_app(own) as app:
        app.library.add([FOLDER / guide for guide in GUIDES])
        stage = Stage(
            app.dialogue.handle,
            lambda: len(app.reader.issues()),
            app.clock().replace(hour=9, minute=0, second=0, microsecond=0),
            chat=chat,
        )

        def hear(line: Line, outcome: Outcome) -> None:
            echo(f"\n{me} > {line.says}")
            for reply in outcome.replies:
                echo(f"{bot} > {_told(reply)}")

        failures = play(read_rehearsal(walk), stage, hear)
        if failures:
            first = failures[0]
            raise DemoError(f"{walk.name}:{first.number}: wanted {first.wanted}, got {first.got}")
        ledger, report = out / "ledger.xlsx", out / "report.docx"
        export_ledger(app.house, ledger, app.reader.issues(), {}, app.clock())
        export_experience(app, app.reader.walks()[-1].id, report)
    return [ledger, report]


def _told(reply: Reply) -> str:
    lines = [reply.text, *(f"     · {option.label}" for option in reply.options[:SHOWN])]
    if len(reply.options) > SHOWN:
        lines.append("     · …")
    lines += [
        f"     — 《{source.item}》· {source.element} · {source.version}"
        for source in reply.sources
        if not source.is_named_in(reply.text)
    ]
    return "\n".join(lines)
