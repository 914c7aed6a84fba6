"""Flows for the dialogue: those to start now, and every version that a walk is pinned to.

The current versions are kept in the database before anyone can start one, so
an upgrade of the built-in packs never changes the questions of a walk under way.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from pydantic import TypeAdapter

from bot.flow_files import READERS
from flows.catalog import built_in, flow_files, flows_in
from flows.errors import FlowErrors
from flows.model import Flow
from storage.flows import FlowSources

_ADAPTER: TypeAdapter[Flow] = TypeAdapter(Flow)


class FlowShelf:
    """Reads flows, also those of a folder `own`; remembers what it has read."""

    def __init__(self, kept: FlowSources, own: Path | None = None) -> None:
        self._kept = kept
        self._own = own
        self._pinned: dict[tuple[str, str], Flow] = {}
        self._all_kept = False

    def keep_current(self) -> None:
        """Keep the current versions, once a process. Writes: not to be called within a turn."""
        if self._all_kept:
            return
        for flow in self.current().values():
            if self._kept.source(flow.id, flow.version) is None:
                self._kept.keep(flow.id, flow.version, _ADAPTER.dump_json(flow).decode())
        self._all_kept = True

    def current(self) -> Mapping[str, Flow]:
        """The flows that can be started, by id."""
        return {**built_in(), **self._of_folder[0]}

    def faults(self) -> list[FlowErrors]:
        """What is wrong with own flows; these cannot be started."""
        return self._of_folder[1]

    @cached_property
    def _of_folder(self) -> tuple[dict[str, Flow], list[FlowErrors]]:
        if self._own is None or not flow_files(self._own, READERS):
            return {}, []
        return flows_in(self._own, built_in(), READERS)

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
