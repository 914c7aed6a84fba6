"""The demo: a recorded walk through the real pipeline, with the talk printed.

It has a home of its own inside the folder it writes to, made anew each time,
so it neither needs nor touches anyone's data.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from bot.app import open_app, prepare
from bot.dialogue.messages import Outcome
from bot.rehearsal import Stage, play, read_rehearsal
from bot.reports import export_experience, export_ledger
from bot.settings import Settings
from knowledge.samples import FOLDER
from storage.exports.files import ExportError

WALK = Path(__file__).with_name("demo_walk.md")
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
    with open_app(own) as app:
        app.library.add([FOLDER / guide for guide in GUIDES])
        stage = Stage(
            app.dialogue.handle,
            lambda: len(app.reader.issues()),
            app.clock().replace(hour=9, minute=0, second=0, microsecond=0),
            chat="体验员",
        )
        failures = play(read_rehearsal(WALK), stage, lambda says, what: _print(echo, says, what))
        if failures:
            first = failures[0]
            raise DemoError(f"{WALK.name}:{first.number}: wanted {first.wanted}, got {first.got}")
        ledger, report = out / "ledger.xlsx", out / "report.docx"
        export_ledger(app, ledger, app.reader.issues(), {})
        walk = app.reader.walks()[-1]
        export_experience(app, walk.id, report)
    return [ledger, report]


def _print(echo: Callable[[str], None], says: str, outcome: Outcome) -> None:
    echo(f"\n我 > {says}")
    for reply in outcome.replies:
        options = "".join(f"\n     · {option.label}" for option in reply.options[:8])
        echo(f"陪走 > {reply.text}{options}")
        for source in reply.sources:
            if not source.is_named_in(reply.text):
                echo(f"     — 《{source.item}》· {source.element} · {source.version}")
