"""Flows for the dialogue: those to start now, and every version that a walk is pinned to.

The current versions are kept in the database before anyone can start one, so an
upgrade of the built-in packs, or an edit of an own flow, never changes the questions of a
walk under way. An edit is seen with the next message, also by a process that is running.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter

from bot.dialogue.house import CAPTURE_FLOW, PROBLEM
from bot.flow_files import READERS
from flows.catalog import built_in, flows_in, stamp_of
from flows.errors import Code, FlowErrors, Place
from flows.model import Flow
from flows.plan import plan_of
from storage.flows import FlowSources

_ADAPTER: TypeAdapter[Flow] = TypeAdapter(Flow)


@dataclass(frozen=True, slots=True)
class _Folder:
    """The own flows as they were at one time."""

    stamp: object
    flows: Mapping[str, Flow]
    faults: list[FlowErrors]


class FlowShelf:
    """Reads flows, also those of a folder `own`; remembers what it has read."""

    def __init__(self, kept: FlowSources, own: Path | None = None) -> None:
        self._kept = kept
        self._own = own
        self._pinned: dict[tuple[str, str], Flow] = {}
        self._folder = _Folder(None, {}, [])
        self._all_kept: _Folder | None = None

    def keep_current(self) -> None:
        """Keep the current versions, once and after edits. Not to be called within a turn."""
        folder = self._read()
        if folder is self._all_kept:
            return
        for flow in {**built_in(), **folder.flows}.values():
            if self._kept.source(flow.id, flow.version) is None:
                self._kept.keep(flow.id, flow.version, _ADAPTER.dump_json(flow).decode())
        self._folder = self._all_kept = folder

    def current(self) -> Mapping[str, Flow]:
        """The flows that can be started, by id; an own one stands in for the built-in."""
        return {**built_in(), **self.own()}

    def own(self) -> Mapping[str, Flow]:
        """The flows of the office's own, by id; each names its file as its source."""
        return self._seen().flows

    def faults(self) -> list[FlowErrors]:
        """What is wrong with own flows; these cannot be started."""
        return self._seen().faults

    def _seen(self) -> _Folder:
        if self._folder.stamp is None:
            self._folder = self._read()
        return self._folder

    def _read(self) -> _Folder:
        stamp = stamp_of(self._own, READERS)
        if stamp == self._folder.stamp:
            return self._folder
        return _Folder(stamp, *own_flows(self._own))

    def pinned(self, flow_id: str, version: str) -> Flow:
        """The flow a walk began with. Raises LookupError when it was never kept."""
        flow = self.current().get(flow_id)
        if flow is not None and flow.version == version:
            return flow
        key = (flow_id, version)
        if key not in self._pinned:
            text = self._kept.source(flow_id, version)
            if text is None:
                raise LookupError(f"flow {flow_id} version {version} is not kept here")
            self._pinned[key] = _ADAPTER.validate_json(text)
        return self._pinned[key]


def own_flows(folder: Path | None) -> tuple[dict[str, Flow], list[FlowErrors]]:
    """The flows of a folder that can be walked, and what is wrong with the others."""
    found, faults = flows_in(folder, READERS) if folder is not None else ({}, [])
    for flow_id, flow in list(found.items()):
        if wrong := unusable(flow):
            faults.append(wrong)
            del found[flow_id]
    return found, faults


def unusable(flow: Flow) -> FlowErrors | None:
    """Why the dialogue cannot work by a flow that is good by itself; None when it can.

    What is reported by `issue` becomes a problem by the words of its question `problem`.
    """
    if flow.id != CAPTURE_FLOW:
        return None
    node = plan_of(flow).by_name.get(PROBLEM)
    words = node is not None and node.question.type == "text" and not node.chain
    if node is not None and words and node.always_required:
        return None
    place = Place(flow.source, "survey", node.question.row if node is not None else 0)
    return FlowErrors([place.error(Code.MISSING, name=f'{PROBLEM}: text, required "yes"')])
