"""Flows for the dialogue: those to start now, and every version that a walk is pinned to.

A version is kept in the database when the first walk begins with it, so an
upgrade of the built-in packs never changes the questions of a walk under way.
"""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import TypeAdapter
from sqlalchemy import Engine

from flows.catalog import built_in
from flows.model import Flow
from storage.flows import kept_flow

_ADAPTER: TypeAdapter[Flow] = TypeAdapter(Flow)


class FlowShelf:
    """Reads flows; remembers what it has read."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._pinned: dict[tuple[str, str], Flow] = {}

    def current(self) -> Mapping[str, Flow]:
        """The flows that can be started, by id."""
        return built_in()

    def pinned(self, flow_id: str, version: str) -> Flow:
        """The flow a walk began with. Raises LookupError when it was never kept."""
        flow = built_in().get(flow_id)
        if flow is not None and flow.version == version:
            return flow
        key = (flow_id, version)
        if key not in self._pinned:
            text = kept_flow(self._engine, flow_id, version)
            if text is None:
                raise LookupError(f"flow {flow_id} version {version} is not kept here")
            self._pinned[key] = _ADAPTER.validate_json(text)
        return self._pinned[key]

    @staticmethod
    def text_of(flow: Flow) -> str:
        """The flow as it is kept: JSON with everything in it, includes resolved."""
        return _ADAPTER.dump_json(flow).decode()
