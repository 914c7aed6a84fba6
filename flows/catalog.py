"""The flows there are: those that come with Walkalong (`flows/packs/`), and those of a folder."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from functools import lru_cache
from pathlib import Path

from flows.errors import Code, FlowError, FlowErrors, Place
from flows.model import Flow
from flows.yaml_form import load_flow, read_flow

PACKS = Path(__file__).parent / "packs"

Reader = Callable[[Path], tuple[Flow, list[FlowError]]]
"""Reads a flow file of one form, with what is no error; raises FlowErrors."""


def include_folder(flow: Path) -> Path:
    """Where a flow file finds what it includes: `common` beside it, else the built-in modules."""
    own = flow.parent / "common"
    return own if own.is_dir() else PACKS / "common"


def read_yaml(path: Path) -> tuple[Flow, list[FlowError]]:
    """A flow in YAML, which includes from where `include_folder` says."""
    return read_flow(path, include_folder(path))


@lru_cache(maxsize=1)
def built_in() -> dict[str, Flow]:
    """The built-in flows by id, read on first use. Raises FlowErrors if a pack is broken."""
    return {flow.id: flow for flow in map(load_flow, sorted(PACKS.glob("*.yaml")))}


def flows_in(
    folder: Path, taken: Container[str], readers: Mapping[str, Reader]
) -> tuple[dict[str, Flow], list[FlowErrors]]:
    """The flows of a folder by id, and what is wrong with the files that are left out.

    `readers` say by suffix which files are flows. An id that is `taken`, or was read
    before (in the order of file names), is an error.
    """
    found: dict[str, Flow] = {}
    faults: list[FlowErrors] = []
    for path in flow_files(folder, readers):
        try:
            flow = readers[path.suffix.lower()](path)[0]
        except FlowErrors as wrong:
            faults.append(wrong)
            continue
        if flow.id in taken or flow.id in found:
            error = Place(path.name, "settings", column="flow").error(Code.TAKEN_ID, name=flow.id)
            faults.append(FlowErrors([error]))
        else:
            found[flow.id] = flow
    return found, faults


def flow_files(folder: Path, suffixes: Container[str]) -> list[Path]:
    """The files of a folder that are flows by their suffix, in the order of their names."""
    return [
        path
        for path in sorted(folder.glob("*"))
        if path.suffix.lower() in suffixes and not path.name.startswith("~$")
    ]
