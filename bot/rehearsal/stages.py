"""A home of its own for every rehearsal: nobody's data is needed, and none is touched.

It has a database, the guides that are given (else the samples) searched by words alone,
which is quick, and the flow that the rehearsal names beside the built-in ones. Time,
numbers and texts are the same each time it is played.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from bot.app import App, open_app, prepare
from bot.flow_files import READERS
from bot.rehearsal.playing import Stage
from bot.rehearsal.tables import START, RehearsalError
from bot.settings import Settings
from flows.catalog import include_folder
from knowledge.samples import samples

DATABASE = "rehearsal.db"


@contextmanager
def rehearsal_home(guides: Sequence[Path] = ()) -> Iterator[Path]:
    """A home with these guides, or with the samples, to be copied by `stage_on`."""
    for path in guides:
        if not path.exists():
            raise RehearsalError(
                f"{path}：没有这些指南；guides 写文件或文件夹的路径",
                f"{path}: no such guides; name a file or a folder of them",
            )
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        prepare(_settings(home))
        with open_app(_settings(home)) as app:
            app.library.add(list(guides) or samples())
        yield home


@contextmanager
def stage_on(template: Path, flow: Path | None = None) -> Iterator[Stage]:
    """A stage in a fresh copy of the home `template`, with the flow file `flow`."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        shutil.copytree(template, home)
        if flow is not None:
            _bring(flow, home / "flows")
        with open_app(_settings(home)) as app:
            _refuse_faults(app)
            yield Stage(app.dialogue.handle, lambda: len(app.reader.issues()), reader=app.reader)


def _settings(home: Path) -> Settings:
    """Settings of a rehearsal, whatever is set for the machine that plays it."""
    return Settings.model_construct(
        home=home,
        database_url=f"sqlite:///{home / DATABASE}",
        chroma_url=None,
        embedder="none",
        locale="zh",
        now=START,
        help_phone="12345",
    )


def _bring(flow: Path, folder: Path) -> None:
    """Put the flow file into the folder of own flows, with what it includes."""
    if flow.suffix.lower() not in READERS or not flow.is_file():
        raise RehearsalError(
            f"{flow}：没有这个流程文件；写一个 {'、'.join(READERS)} 文件",
            f"{flow}: no such flow file; name one that ends in {', '.join(READERS)}",
        )
    folder.mkdir()
    shutil.copy(flow, folder)
    shutil.copytree(include_folder(flow), folder / "common")


def _refuse_faults(app: App) -> None:
    faults = app.flows.faults()
    if faults:
        zh, en = ("\n".join(one.told(locale) for one in faults) for locale in ("zh", "en"))
        raise RehearsalError(zh, en)
