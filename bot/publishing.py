"""Own flows of an office: put into the home, and taken away again.

A file is kept as it came (an Excel form that reads CSV files beside it: with their rows),
under the flow's id, after it was checked where it will stand:
what it includes is looked for there. An own flow stands in for the built-in of its id.
"""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bot.flow_files import READERS, copy_with_files, read_flow_file, whole
from bot.flow_shelf import unusable
from flows.catalog import include_folder
from flows.errors import FlowError
from flows.lookalikes import lookalikes

if TYPE_CHECKING:
    from bot.app import App
    from flows.model import Flow


class IncludeError(Exception):
    """What the flow includes is another thing beside the file than in the home."""


@dataclass(frozen=True, slots=True)
class Published:
    """A flow that can be started from now on."""

    flow: Flow
    remarks: list[FlowError]
    before: Flow | None
    """What could be started by its id until now."""


def folder_of(app: App) -> Path:
    """Where own flows are."""
    return app.settings.home / "flows"


def publish(app: App, file: Path) -> Published:
    """Check `file` and put it into the home. Raises FlowErrors, IncludeError and OSError."""
    folder = folder_of(app)
    folder.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=app.settings.home) as place:
        copy = copy_with_files(file, Path(place))
        flow, remarks = read_flow_file(copy, include_folder(folder / file.name))
        if read_flow_file(copy, include_folder(file))[0].version != flow.version:
            raise IncludeError
        if wrong := unusable(flow):
            raise wrong
        before, own = app.flows.current().get(flow.id), app.flows.own().get(flow.id)
        copy = whole(flow, copy)
        target = folder / f"{flow.id}{copy.suffix.lower()}"
        with copy.open("rb") as written:
            os.fsync(written.fileno())
        copy.replace(target)
    if own is not None and own.source != target.name:
        (folder / own.source).unlink(missing_ok=True)
    app.flows.keep_current()
    if before is not None:
        remarks = [*remarks, *lookalikes(before, flow)]
    return Published(flow, remarks, before)


def withdraw(app: App, flow_id: str) -> bool:
    """Take an own flow away; whether there was one. Walks under way keep their version."""
    own = app.flows.own().get(flow_id)
    names = [own.source] if own is not None else [f"{flow_id}{ending}" for ending in READERS]
    there = [path for path in (folder_of(app) / name for name in names) if path.is_file()]
    for path in there:
        path.unlink()
    app.flows.keep_current()
    return bool(there)
