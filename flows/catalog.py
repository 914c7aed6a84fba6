"""The flows there are: those that come with Walkalong (`flows/packs/`), and those of a folder."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path

from flows.errors import Code, FlowError, FlowErrors, Place
from flows.model import Flow
from flows.yaml_form import load_flow, read_flow

PACKS = Path(__file__).parent / "packs"
Readers = Mapping[str, Callable[[Path, Path], tuple[Flow, list[FlowError]]]]
"""By the ending of a file how a flow is read: checked, with what may be a slip."""
READERS: Readers = {".yaml": read_flow}
"""What can be read without a library for other people's files."""


def read_file(
    path: Path, include_dir: Path | None = None, readers: Readers = READERS
) -> tuple[Flow, list[FlowError]]:
    """The flow in a file of any form there is, and its slips. Raises FlowErrors.

    What it includes is looked for in `include_dir`, else in its `include_folder`.
    """
    reader = readers.get(path.suffix.lower())
    if reader is None:
        raise FlowErrors([Place(path.name).error(Code.OTHER_ENDING, known=tuple(readers))])
    return reader(path, include_dir or include_folder(path))


def include_folder(flow: Path) -> Path:
    """Where a flow file finds what it includes: `common` beside it, else the built-in modules."""
    own = flow.parent / "common"
    return own if own.is_dir() else PACKS / "common"


@lru_cache(maxsize=1)
def built_in() -> dict[str, Flow]:
    """The built-in flows by id, read on first use. Raises FlowErrors if a pack is broken."""
    return {flow.id: flow for flow in map(load_flow, sorted(PACKS.glob("*.yaml")))}


def flows_in(folder: Path, readers: Readers = READERS) -> tuple[dict[str, Flow], list[FlowErrors]]:
    """The flows of a folder by id, and what is wrong with the files that are left out.

    An id that was read before (in the order of file names) is an error.
    """
    found: dict[str, Flow] = {}
    faults: list[FlowErrors] = []
    for path in _files(folder, readers):
        try:
            flow, _ = read_file(path, readers=readers)
        except FlowErrors as wrong:
            faults.append(wrong)
            continue
        if flow.id in found:
            error = Place(path.name, "settings", column="flow").error(Code.TAKEN_ID, name=flow.id)
            faults.append(FlowErrors([error]))
        else:
            found[flow.id] = flow
    return found, faults


def stamp_of(folder: Path | None, readers: Readers = READERS) -> tuple[object, ...]:
    """What is another one after any edit of the flows of a folder."""
    if folder is None:
        return ()
    return tuple(map(_stamp, (*_files(folder, readers), *_files(folder / "common", readers))))


def _stamp(path: Path) -> tuple[str, int, int]:
    try:
        seen = path.stat()
    except FileNotFoundError:  # it went away just now
        return str(path), 0, 0
    return str(path), seen.st_mtime_ns, seen.st_size


def _files(folder: Path, readers: Readers) -> list[Path]:
    """The files of a folder that may be flows, by name; `~$…` is Excel's mark of an open one."""
    if not folder.is_dir():
        return []
    known = (path for path in folder.iterdir() if path.suffix.lower() in readers)
    return sorted(path for path in known if not path.name.startswith("~$"))
