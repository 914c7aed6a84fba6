"""The application's own flows, and those of a test."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from bot.app import App
from bot.dialogue.dialogue import Dialogue
from bot.dialogue.house import FlowSource
from flows.model import Flow
from flows.yaml_form import load_flow
from storage.flows import FlowSources

FLOWS = Path(__file__).parent / "flows"


@dataclass(frozen=True)
class WithFlow:
    """Another flow beside those of the shelf."""

    shelf: FlowSource
    flow: Flow

    def keep_current(self) -> None:
        self.shelf.keep_current()

    def current(self) -> Mapping[str, Flow]:
        return {**self.shelf.current(), self.flow.id: self.flow}

    def pinned(self, flow_id: str, version: str) -> Flow:
        if flow_id == self.flow.id:
            return self.flow
        return self.shelf.pinned(flow_id, version)


def dialogue_with(app: App, name: str) -> Dialogue:
    """The dialogue of `app` with the flow in `flows/NAME.yaml`."""
    flow = load_flow(FLOWS / f"{name}.yaml")
    FlowSources(app.engine).keep(flow.id, flow.version, "{}")
    return Dialogue(replace(app.dialogue._house, flows=WithFlow(app.flows, flow)))
