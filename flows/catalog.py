"""The flows that come with Walkalong: every YAML file in `flows/packs/`."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from flows.model import Flow
from flows.yaml_form import load_flow

PACKS = Path(__file__).parent / "packs"


@lru_cache(maxsize=1)
def built_in() -> dict[str, Flow]:
    """The built-in flows by id, read on first use. Raises FlowErrors if a pack is broken."""
    return {flow.id: flow for flow in map(load_flow, sorted(PACKS.glob("*.yaml")))}
