"""The flows there are: those that come with Walkalong (`flows/packs/`), and those of a folder."""

from __future__ import annotations

from collections.abc import Container
from functools import lru_cache
from pathlib import Path

from flows.errors import Code, FlowErrors, Place
from flows.model import Flow
from flows.yaml_form import load_flow

PACKS = Path(__file__).parent / "packs"


def include_folder(flow: Path) -> Path:
    """Where a flow file finds what it includes: `common` beside it, else the built-in modules."""
    own = flow.parent / "common"
    return own if own.is_dir() else PACKS / "common"


@lru_cache(maxsize=1)
def built_in() -> dict[str, Flow]:
    """The built-in flows by id, read on first use. Raises FlowErrors if a pack is broken."""
    return {flow.id: flow for flow in map(load_flow, sorted(PACKS.glob("*.yaml")))}


def flows_in(folder: Path, taken: Container[str]) -> tuple[dict[str, Flow], list[FlowErrors]]:
    """The flows of a folder by id, and what is wrong with the files that are left out.

    An id that is `taken`, or was read before (in the order of file names), is an error.
    """
    found: dict[str, Flow] = {}
    faults: list[FlowErrors] = []
    for path in sorted(folder.glob("*.yaml")):
        try:
            flow = load_flow(path, include_folder(path))
        except FlowErrors as wrong:
            faults.append(wrong)
            continue
        if flow.id in taken or flow.id in found:
            error = Place(path.name, "settings", column="flow").error(Code.TAKEN_ID, name=flow.id)
            faults.append(FlowErrors([error]))
        else:
            found[flow.id] = flow
    return found, faults
